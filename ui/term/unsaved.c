#include "ui/term/unsaved.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "ui/term/dialog.h"
#include "ui/term/draft_file.h"
#include "ui/term/engine.h"
#include "ui/term/stack.h"

bool unsaved_is_filled(struct screen *screen)
{
	char *now = screen->opened_as ? draft_snapshot(screen) : NULL;
	bool filled = now && strcmp(now, screen->opened_as) != 0;

	free(now);
	return filled;
}

static void add_sentence(char *out, size_t size, const char *sentence)
{
	const size_t used = strlen(out);

	text_format(out + used, size - used, "%s%s", used > 0 ? "\n" : "", sentence);
}

/* What is lost with what was typed, at whatever place. */
static void add_unsaved(const struct terminal *terminal, char *out, size_t size)
{
	char text[PROBLEM_MESSAGE_SIZE];
	bool amid = false;
	int filled = 0;

	for (int i = 0; i < terminal->host.place_count; i++) {
		const struct stack *stack = &terminal->stack[i];

		for (int k = 0; k < stack->depth; k++)
			filled += unsaved_is_filled(stack->screen[k]);
		amid = amid || (stack->depth > 1 && !stack->screen[stack->depth - 1]->ops->passing);
	}
	if (filled > 0) {
		text_format(text, sizeof(text),
			    _n("%d form is half filled in; what was typed there will be lost.",
			       "%d forms are half filled in; what was typed there will be lost.",
			       (unsigned long)filled),
			    filled);
		add_sentence(out, size, text);
	} else if (amid) {
		add_sentence(out, size, _("Unsaved input will be lost."));
	}
}

void unsaved_ask_to_leave(const struct terminal *terminal, struct screen *screen)
{
	const struct terminal_host *host = &terminal->host;
	char text[PROBLEM_MESSAGE_SIZE] = "", open[PROBLEM_MESSAGE_SIZE] = "";

	add_sentence(text, sizeof(text), _("Leave the desk?"));
	if (stack_working(terminal))
		add_sentence(text, sizeof(text),
			     _("Work in progress stops; what is done stays done."));
	if (terminal->drafts && host->in_trouble && host->in_trouble(host->context))
		add_sentence(text, sizeof(text),
			     _("Nothing can be saved now; a form that is half filled in is kept "
			       "and offered again at the next start."));
	else
		add_unsaved(terminal, text, sizeof(text));
	if (host->still_open)
		host->still_open(host->context, open, sizeof(open));
	if (open[0])
		add_sentence(text, sizeof(text), open);
	dialog_ask(screen, QUESTION_LEAVE, _("Quit"), text);
}
