#include "ui/screens/roster/number_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "desk/booking/booking_list.h"
#include "ui/screens/words.h"

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
	[COLUMN_ASKED] = { .title = N_("Requested by"), .columns = 12, .flexible = true },
	[COLUMN_BOOKING] = { .title = N_("Booking"), .columns = 12, .gives_way = 1 },
};

static void number_cell(const void *rows, size_t at, int column, char *out, size_t size)
{
	const struct number_row *row = &((const struct number_row *)rows)[at];
	const struct booking *booking = row->booking;
	char text[WORDS_NUMBER_SIZE];

	switch (column) {
	case COLUMN_NUMBER: text_format(out, size, "%d", row->slot.number); break;
	case COLUMN_KIND: text_copy(out, size, slot_kind_word(row->slot.kind)); break;
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
	return ((const struct number_row *)rows)[at].booking ? STYLE_NORMAL : STYLE_FAINT;
}

void number_rows_list_init(struct list *list)
{
	static const struct list_ops ops = { .cell = number_cell,
					     .id = number_id,
					     .style = number_style };

	list_init(list, &ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("No numbers: there is no session at the mark. F9 adds one there, the arrows "
		     "go to another one."));
}

static const struct booking *booking_of(const struct booking *bookings, size_t count, int64_t id)
{
	for (size_t i = 0; id && i < count; i++) {
		if (bookings[i].id == id)
			return &bookings[i];
	}
	return NULL;
}

enum status number_rows_read(struct desk *desk, int64_t session_id, struct number_rows *numbers)
{
	struct number_rows read = { .count = 0 };
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
		number_rows_release(&read);
		return status;
	}
	number_rows_release(numbers);
	*numbers = read;
	return STATUS_OK;
}

void number_rows_release(struct number_rows *numbers)
{
	free(numbers->bookings);
	free(numbers->row);
	memset(numbers, 0, sizeof(*numbers));
}
