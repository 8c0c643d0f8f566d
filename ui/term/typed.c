#include "ui/term/typed.h"

#include "base/language.h"
#include "base/text.h"
#include "ui/term/engine.h"
#include "ui/term/list.h"
#include "ui/term/stack.h"

/* A place, or what only shows something over it, is left for a search; anything else is in the
 * middle of its work. */
static bool may_search(const struct screen *screen)
{
	return !stack_at_entry(screen->terminal) && !screen_is_dialog(screen) &&
	       (screen_is_place(screen) || screen->ops->passing);
}

static unsigned search(struct screen *screen, const char *text, bool whole)
{
	const struct terminal_host *host = &screen->terminal->host;

	if (!host->search || !may_search(screen))
		return SCREEN_DONE;
	return host->search(host->context, screen, text, whole);
}

unsigned typed_take(struct screen *screen, const char *text)
{
	if (!screen->list)
		return search(screen, text, false);
	list_type(screen->list, text);
	return SCREEN_RELOAD;
}

static unsigned search_everywhere(struct screen *screen)
{
	char sought[LIST_SOUGHT_SIZE];

	text_copy(sought, sizeof(sought), screen->list->sought);
	if (!may_search(screen))
		return SCREEN_DONE;
	list_narrow(screen->list, "");
	return search(screen, sought, true);
}

unsigned typed_command(struct screen *screen, enum command command)
{
	struct list *list = screen->list;

	if (!list || !list->sought[0])
		return SCREEN_PASS;
	switch (command) {
	case COMMAND_LIST_RUB_OUT: list_rub_out(list); return SCREEN_RELOAD;
	case COMMAND_BACK: list_narrow(list, ""); return SCREEN_RELOAD;
	case COMMAND_LIST_CHOOSE: return list->count > 0 ? SCREEN_PASS : search_everywhere(screen);
	default: return SCREEN_PASS;
	}
}

char *typed_words(const struct screen *screen, char *out, size_t size)
{
	const struct list *list = screen->list;

	out[0] = '\0';
	if (!list || !list->sought[0])
		return out;
	if (list->count == 0 && may_search(screen))
		text_format(out, size,
			    _("Enter searches everywhere for \"%s\". Backspace deletes a letter, "
			      "Esc shows all rows."),
			    list->sought);
	else
		text_format(out, size,
			    _("Only rows with \"%s\": %d of %d. Backspace deletes a letter, Esc "
			      "shows all rows."),
			    list->sought, (int)list_things(list), (int)list->row_count);
	return out;
}
