#include "ui/screens/desk/sign_in_asks.h"

#include "base/language.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

unsigned sign_in_ask_about_code(struct screen *screen, int question, const char *code)
{
	char title[WORDS_SIZE], text[WORDS_SIZE];

	text_format(title, sizeof(title), _("%s is new here"), code);
	text_format(text, sizeof(text),
		    _("Nobody has worked here under the code %s before. F9 begins under it; Enter "
		      "goes back to correct it."),
		    code);
	dialog_ask(screen, question, title, text);
	return SCREEN_DRAW;
}

unsigned sign_in_ask_about_counter(struct screen *screen, int question, const struct at_work *other)
{
	char text[WORDS_SIZE], since[WORDS_DAY_SIZE];

	text_format(text, sizeof(text),
		    _("Counter %s is at work already, since %s, %s. What both desks do would be "
		      "recorded under one counter.\n\nF9 works as counter %s here too; Enter "
		      "chooses another counter."),
		    other->counter, words_since(other->since_ms, desk_today(screen->desk), since),
		    other->staff, other->counter);
	dialog_ask(screen, question, _("The same counter twice?"), text);
	return SCREEN_DRAW;
}

unsigned sign_in_ask_which_counter(struct screen *screen, int question)
{
	const struct dialog_prompt prompt = {
		.title = _("Which counter is this?"),
		.text = _("For this desk until it is left; the settings stay as they are."),
		.label = N_("Counter"),
		.kind = FIELD_CODE,
		.limit = CODE_SIZE,
	};

	dialog_prompt(screen, question, &prompt);
	return SCREEN_DRAW;
}
