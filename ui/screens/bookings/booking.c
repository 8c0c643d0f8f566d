#include "ui/screens/bookings/booking.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "desk/audit_words.h"
#include "ui/screens/bookings/booking_facts.h"
#include "ui/screens/bookings/booking_keys.h"
#include "ui/screens/desk/history_rows.h"
#include "ui/screens/words.h"
#include "ui/term/list.h"

enum { ENTRY_LINES = 3, BESIDE_LEAST = 180, HISTORY_COLUMNS = 116 };

struct detail {
	int64_t id;
	struct booking booking;
	struct audit_row *rows; /* newest first */
	size_t count;
	struct list history;
	struct booking_keys keys;
	int64_t *listed; /* the list from which it was opened; NULL: none */
	size_t listed_count;
};

static enum status booking_screen_load(struct screen *screen, struct problem *problem)
{
	struct detail *state = screen->state;
	struct audit_row *rows = NULL;
	struct booking booking;
	size_t count = 0;
	enum status status = booking_get(screen->desk, state->id, &booking);

	if (!status)
		status = audit_history(screen->desk, booking.seq, &rows, &count);
	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	free(state->rows);
	state->booking = booking;
	state->rows = rows;
	state->count = count;
	list_set(&state->history, rows, count);
	return STATUS_OK;
}

static enum status booking_screen_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct detail *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	booking_keys_init(&state->keys);
	history_rows_list_init(&state->history);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->history);
	(void)problem;
	return STATUS_OK;
}

static enum status booking_listed_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct detail *state = screen->state;
	struct booking_listed choice;

	memcpy(&choice, argument, sizeof(choice));
	state->listed = memory_new(choice.count + 1, sizeof(*state->listed));
	state->listed_count = choice.count;
	for (size_t i = 0; i < choice.count; i++)
		state->listed[i] = choice.rows[i].id;
	return booking_screen_open(screen, &choice.id, problem);
}

static void booking_screen_close(struct screen *screen)
{
	struct detail *state = screen->state;

	free(state->rows);
	free(state->listed);
}

/* Who did what to it. Details are cut to their column in the list; the marked ones are told whole.
 */
static void draw_history(struct detail *state, const struct canvas *canvas)
{
	struct canvas rows = canvas_part(canvas, 0, 0, canvas->lines - ENTRY_LINES,
					 canvas->columns);
	char detail[AUDIT_DETAIL_SIZE];
	size_t row;

	list_draw(&state->history, &rows, true);
	if (list_selected(&state->history, &row))
		draw_paragraph(canvas, canvas->lines - ENTRY_LINES + 1, 0, canvas->columns,
			       STYLE_FAINT, audit_detail_words(&state->rows[row], detail));
}

static void booking_screen_draw(struct screen *screen, const struct canvas *canvas)
{
	struct detail *state = screen->state;
	struct canvas left, right;
	bool beside = words_side(canvas, BESIDE_LEAST, HISTORY_COLUMNS, &left, &right);
	int line = booking_facts_draw(&state->booking, &left) + 1;

	if (!beside)
		right = canvas_part(&left, line, 0, left.lines - line, left.columns);
	draw_history(state, &right);
}

/* Which of its list it is; false when it is in none. */
static bool find_listed(const struct detail *state, size_t *at)
{
	for (size_t i = 0; i < state->listed_count; i++) {
		if (state->listed[i] == state->id) {
			*at = i;
			return true;
		}
	}
	return false;
}

static unsigned show_next(struct screen *screen, bool forward)
{
	struct detail *state = screen->state;
	size_t at;

	if (!find_listed(state, &at))
		return SCREEN_DONE;
	if (forward ? at + 1 >= state->listed_count : at == 0) {
		screen_say(screen, SAY_INFO, "%s",
			   forward ? _("This is the last booking of the list.")
				   : _("This is the first booking of the list."));
		return SCREEN_DONE;
	}
	state->id = state->listed[forward ? at + 1 : at - 1];
	list_narrow(&state->history, "");
	list_command(&state->history, COMMAND_LIST_FIRST);
	return SCREEN_RELOAD;
}

static unsigned go_back(struct screen *screen)
{
	const struct detail *state = screen->state;

	if (state->listed)
		screen->answer = (struct answer){ .given = true, .id = state->id };
	return SCREEN_CLOSE;
}

static unsigned booking_screen_command(struct screen *screen, enum command command)
{
	struct detail *state = screen->state;
	unsigned reply = booking_keys_command(screen, &state->keys, &state->booking, command);

	if (reply != SCREEN_PASS)
		return reply;
	switch (command) {
	case COMMAND_BOOKINGS_NEXT: return show_next(screen, true);
	case COMMAND_BOOKINGS_PREVIOUS: return show_next(screen, false);
	case COMMAND_BOOKINGS_FIND:
	case COMMAND_BACK: return go_back(screen);
	case COMMAND_LIST_CHOOSE: return history_rows_read(screen, &state->history);
	default: return list_command(&state->history, command);
	}
}

static unsigned booking_screen_result(struct screen *screen, int question,
				      const struct answer *answer)
{
	struct detail *state = screen->state;
	unsigned reply = booking_keys_result(screen, &state->keys, question, answer);

	return reply == SCREEN_PASS ? SCREEN_RELOAD : reply;
}

static bool booking_screen_applies(const struct screen *screen, enum command command)
{
	const struct detail *state = screen->state;
	size_t at;

	switch (command) {
	case COMMAND_BOOKINGS_FIND:
	case COMMAND_BOOKINGS_HISTORY:
	case COMMAND_BOOKINGS_UNPAID: return false;
	case COMMAND_BOOKINGS_NEXT: return find_listed(state, &at) && at + 1 < state->listed_count;
	case COMMAND_BOOKINGS_PREVIOUS: return find_listed(state, &at) && at > 0;
	default: return booking_keys_apply(&state->booking, command);
	}
}

const struct screen_ops booking_screen = {
	.name = "booking",
	.context = CONTEXT_BOOKINGS,
	.title = N_("Booking"),
	.state_size = sizeof(struct detail),
	.passing = true,
	.open = booking_screen_open,
	.load = booking_screen_load,
	.draw = booking_screen_draw,
	.command = booking_screen_command,
	.result = booking_screen_result,
	.applies = booking_screen_applies,
	.close = booking_screen_close,
};

const struct screen_ops booking_listed_screen = {
	.name = "booking",
	.context = CONTEXT_BOOKINGS,
	.title = N_("Booking"),
	.state_size = sizeof(struct detail),
	.passing = true,
	.open = booking_listed_open,
	.load = booking_screen_load,
	.draw = booking_screen_draw,
	.command = booking_screen_command,
	.result = booking_screen_result,
	.applies = booking_screen_applies,
	.close = booking_screen_close,
};
