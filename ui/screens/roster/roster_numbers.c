/* A session's numbers, free and booked, and the way to give an extra one. */
#include "ui/screens/roster/roster_numbers.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "desk/booking/booking_list.h"
#include "ui/screens/places.h"
#include "ui/screens/roster/roster_rows.h"
#include "ui/screens/words.h"

enum { QUESTION_EXTRA, QUESTION_BOOKING };
enum { HEAD_LINES = 6, NOTE_LINES = 2, COLUMNS_MOST = 130 };

enum {
	COLUMN_NUMBER,
	COLUMN_KIND,
	COLUMN_TIME,
	COLUMN_STATE,
	COLUMN_PATIENT,
	COLUMN_ASKED,
	COLUMN_BOOKING
};

static const struct list_column columns[] = {
	[COLUMN_NUMBER] = { .title = N_("No."), .columns = 3, .side = TEXT_RIGHT },
	[COLUMN_KIND] = { .title = N_("Kind"), .columns = 8 },
	[COLUMN_TIME] = { .title = N_("About"), .columns = 5 },
	[COLUMN_STATE] = { .title = N_("State"), .columns = 10 },
	[COLUMN_PATIENT] = { .title = N_("Patient"), .columns = 12, .flexible = true },
	[COLUMN_ASKED] = { .title = N_("Asked for by"), .columns = 12, .flexible = true },
	[COLUMN_BOOKING] = { .title = N_("Booking"), .columns = 12, .gives_way = 1 },
};

static const char *kind_words(enum slot_kind kind)
{
	switch (kind) {
	case SLOT_EXTRA: return _("extra");
	case SLOT_ONLINE: return channel_word(CHANNEL_ONLINE);
	case SLOT_COUNTER:
	default: return channel_word(CHANNEL_COUNTER);
	}
}

static void number_cell(const void *rows, size_t at, int column, char *out, size_t size)
{
	const struct number_row *row = &((const struct number_row *)rows)[at];
	const struct booking *booking = row->booking;
	char text[WORDS_NUMBER_SIZE];

	switch (column) {
	case COLUMN_NUMBER: text_format(out, size, "%d", row->slot.number); break;
	case COLUMN_KIND: text_copy(out, size, kind_words(row->slot.kind)); break;
	case COLUMN_TIME: text_copy(out, size, minute_format(row->expected_minute, text)); break;
	case COLUMN_STATE:
		text_copy(out, size, booking ? words_booking_state(booking) : _("free"));
		break;
	case COLUMN_PATIENT:
		if (booking)
			text_copy(out, size, booking->patient);
		break;
	case COLUMN_ASKED: text_copy(out, size, row->slot.asked_by); break;
	case COLUMN_BOOKING:
		if (booking)
			text_copy(out, size, words_number(booking->id, text));
		break;
	default: break;
	}
}

static int64_t number_id(const void *rows, size_t at)
{
	return ((const struct number_row *)rows)[at].slot.number;
}

static enum style number_style(const void *rows, size_t at)
{
	return ((const struct number_row *)rows)[at].booking ? STYLE_NORMAL : STYLE_DIM;
}

void numbers_list(struct list *list)
{
	static const struct list_ops ops = { .cell = number_cell,
					     .id = number_id,
					     .style = number_style };

	list_init(list, &ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("This session has no number."));
}

static const struct booking *booking_of(const struct booking *bookings, size_t count, int64_t id)
{
	for (size_t i = 0; id && i < count; i++) {
		if (bookings[i].id == id)
			return &bookings[i];
	}
	return NULL;
}

enum status numbers_read(struct desk *desk, int64_t session_id, struct numbers *numbers)
{
	struct numbers read = { .count = 0 };
	struct slot *slots = NULL;
	size_t slot_count = 0, booking_count = 0;
	enum status status = session_get(desk, session_id, &read.session);

	if (!status)
		status = slot_list(desk, session_id, &slots, &slot_count);
	if (!status)
		status = booking_list_session(desk, session_id, &read.bookings, &booking_count);
	read.row = memory_new(slot_count + 1, sizeof(*read.row));
	for (size_t i = 0; i < slot_count && !status; i++) {
		if (slots[i].withdrawn)
			continue;
		read.row[read.count++] = (struct number_row){
			.slot = slots[i],
			.booking = booking_of(read.bookings, booking_count, slots[i].booking_id),
			.expected_minute = slot_expected_minute(&read.session, slots[i].number),
		};
	}
	free(slots);
	if (status) {
		numbers_release(&read);
		return status;
	}
	numbers_release(numbers);
	*numbers = read;
	return STATUS_OK;
}

void numbers_release(struct numbers *numbers)
{
	free(numbers->bookings);
	free(numbers->row);
	memset(numbers, 0, sizeof(*numbers));
}

/* The screen. */

struct showing {
	int64_t session_id;
	struct numbers numbers;
	struct list list;
};

static enum status showing_load(struct screen *screen, struct problem *problem)
{
	struct showing *state = screen->state;
	enum status status = numbers_read(screen->desk, state->session_id, &state->numbers);

	if (status)
		*problem = screen->desk->problem;
	else
		list_set(&state->list, state->numbers.row, state->numbers.count);
	return status;
}

static enum status showing_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct showing *state = screen->state;

	(void)problem;
	memcpy(&state->session_id, argument, sizeof(state->session_id));
	numbers_list(&state->list);
	screen->widget = CONTEXT_LIST;
	return STATUS_OK;
}

static void showing_close(struct screen *screen)
{
	struct showing *state = screen->state;

	numbers_release(&state->numbers);
}

static const struct number_row *marked(const struct showing *state)
{
	size_t row;

	return list_selected(&state->list, &row) ? &state->numbers.row[row] : NULL;
}

static void showing_draw(struct screen *screen, const struct canvas *canvas)
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
	draw_paragraph(&note, 0, 0, note.columns, STYLE_DIM, text);
}

static unsigned showing_command(struct screen *screen, enum command command)
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

static unsigned showing_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_EXTRA && answer->given)
		screen_push(screen, &booked_screen, &answer->id, QUESTION_NONE);
	return SCREEN_RELOAD;
}

static bool showing_applies(const struct screen *screen, enum command command)
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
	.open = showing_open,
	.load = showing_load,
	.draw = showing_draw,
	.command = showing_command,
	.result = showing_result,
	.applies = showing_applies,
	.close = showing_close,
};
