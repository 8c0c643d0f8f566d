#include "ui/screens/roster/roster_numbers.h"

#include <string.h>

#include "base/language.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/register/booked.h"
#include "ui/screens/roster/number_rows.h"
#include "ui/screens/roster/roster_extra.h"
#include "ui/screens/roster/roster_rows.h"
#include "ui/screens/words.h"

enum { QUESTION_EXTRA, QUESTION_BOOKING };
enum { HEAD_LINES = 6, NOTE_LINES = 2, COLUMNS_MOST = 130 };

struct showing {
	int64_t session_id;
	struct number_rows numbers;
	struct list list;
};

static enum status roster_numbers_load(struct screen *screen, struct problem *problem)
{
	struct showing *state = screen->state;
	enum status status = number_rows_read(screen->desk, state->session_id, &state->numbers);

	if (status)
		*problem = screen->desk->problem;
	else
		list_set(&state->list, state->numbers.row, state->numbers.count);
	return status;
}

static enum status roster_numbers_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct showing *state = screen->state;

	(void)problem;
	memcpy(&state->session_id, argument, sizeof(state->session_id));
	number_rows_list_init(&state->list);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	return STATUS_OK;
}

static void roster_numbers_close(struct screen *screen)
{
	struct showing *state = screen->state;

	number_rows_release(&state->numbers);
}

static const struct number_row *marked(const struct showing *state)
{
	size_t row;

	return list_selected(&state->list, &row) ? &state->numbers.row[row] : NULL;
}

static void roster_numbers_draw(struct screen *screen, const struct canvas *canvas)
{
	struct showing *state = screen->state;
	const int height = canvas->lines - HEAD_LINES - NOTE_LINES;
	struct canvas head = words_body(canvas, 0, HEAD_LINES - 1, COLUMNS_MOST);
	struct canvas rows = words_body(canvas, HEAD_LINES, height, COLUMNS_MOST);
	struct canvas note = words_body(canvas, HEAD_LINES + height, NOTE_LINES, COLUMNS_MOST);
	const struct number_row *row = marked(state);
	char text[ROSTER_WORDS_SIZE];

	roster_session_words(screen->desk, &state->numbers.session, text, sizeof(text));
	draw_paragraph(&head, 0, 0, head.columns, STYLE_NORMAL, text);
	list_draw(&state->list, &rows, true);
	if (!row)
		return;
	slot_why(screen->desk, &state->numbers.session, &row->slot, CHANNEL_COUNTER, text,
		 sizeof(text));
	draw_paragraph(&note, 0, 0, note.columns, STYLE_FAINT, text);
}

static unsigned roster_numbers_command(struct screen *screen, enum command command)
{
	struct showing *state = screen->state;
	const struct number_row *row = marked(state);

	switch (command) {
	case COMMAND_ROSTER_EXTRA:
		screen_push(screen, &roster_extra_screen, &state->session_id, QUESTION_EXTRA);
		return SCREEN_DRAW;
	case COMMAND_LIST_CHOOSE:
		if (row && row->booking)
			screen_push(screen, &booking_screen, &row->booking->id, QUESTION_BOOKING);
		else
			screen_say(screen, SAY_INFO, "%s", _("This number is free."));
		return SCREEN_DRAW;
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

static unsigned roster_numbers_result(struct screen *screen, int question,
				      const struct answer *answer)
{
	if (question == QUESTION_EXTRA && answer->given)
		screen_push(screen, &booked_screen, &answer->id, QUESTION_NONE);
	return SCREEN_RELOAD;
}

static bool roster_numbers_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_ROSTER || command == COMMAND_ROSTER_EXTRA;
}

const struct screen_ops roster_numbers_screen = {
	.name = "roster_numbers",
	.context = CONTEXT_ROSTER,
	.title = N_("Numbers"),
	.state_size = sizeof(struct showing),
	.leaves_freely = true,
	.passing = true,
	.open = roster_numbers_open,
	.load = roster_numbers_load,
	.draw = roster_numbers_draw,
	.command = roster_numbers_command,
	.result = roster_numbers_result,
	.applies = roster_numbers_applies,
	.close = roster_numbers_close,
};
