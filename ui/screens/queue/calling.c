#include "ui/screens/queue/calling.h"

#include <string.h>

#include "base/language.h"
#include "ui/screens/queue/queue_rows.h"
#include "ui/screens/words.h"

enum { BOX_LINES = 6, BOX_COLUMNS = 66 };

static enum status calling_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	memcpy(screen->state, argument, sizeof(struct calling));
	screen->widget = CONTEXT_DIALOG;
	(void)problem;
	return STATUS_OK;
}

static void calling_size(const struct screen *screen, int *lines, int *columns)
{
	const struct calling *calling = screen->state;

	*lines = BOX_LINES + (int)calling->count;
	*columns = BOX_COLUMNS;
}

static void calling_draw(struct screen *screen, const struct canvas *canvas)
{
	const struct calling *calling = screen->state;
	const int64_t now_ms = desk_now_ms(screen->desk);
	char text[WORDS_SIZE];
	int line = 0;

	for (size_t i = 0; i < calling->count; i++)
		line = words_line(canvas, line, _("Called now"),
				  queue_rows_called_words(&calling->called[i], now_ms, text));
	text_format(text, sizeof(text), _("number %d, %s"), calling->next.number,
		    calling->next.patient);
	line = words_line(canvas, line, _("Next in line"), text);
	draw_keys(canvas, line + 1, 0, canvas->columns,
		  _n("F8 finishes that visit and calls the next. F6 calls the next beside "
		     "them. Enter and Esc wait.",
		     "F8 finishes those visits and calls the next. F6 calls the next beside "
		     "them. Enter and Esc wait.",
		     (unsigned long)calling->count));
}

static unsigned calling_command(struct screen *screen, enum command command)
{
	switch (command) {
	case COMMAND_CALLING_FINISH: screen->answer.choice = CALL_FINISH; break;
	case COMMAND_CALLING_BOTH: screen->answer.choice = CALL_BOTH; break;
	default: return SCREEN_PASS;
	}
	screen->answer.given = true;
	return SCREEN_CLOSE;
}

static bool calling_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command != COMMAND_DIALOG_YES;
}

const struct screen_ops calling_screen = {
	.name = "calling",
	.context = CONTEXT_CALLING,
	.weighty = true,
	.title = N_("Somebody is called already"),
	.state_size = sizeof(struct calling),
	.size = calling_size,
	.lines = BOX_LINES,
	.columns = BOX_COLUMNS,
	.open = calling_open,
	.draw = calling_draw,
	.command = calling_command,
	.applies = calling_applies,
};
