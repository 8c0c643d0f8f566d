#include "ui/screens/roster/affected_rows.h"

#include "base/language.h"
#include "base/mask.h"
#include "base/text.h"
#include "ui/screens/words.h"

enum {
	COLUMN_OUTCOME,
	COLUMN_NUMBER,
	COLUMN_PATIENT,
	COLUMN_PHONE,
	COLUMN_REFUND,
	COLUMN_METHOD,
	COLUMN_STATE,
	COLUMN_VISIT,
	COLUMN_BOOKING
};

static const struct list_column columns[] = {
	[COLUMN_OUTCOME] = { .title = N_("Outcome"), .columns = 8 },
	[COLUMN_NUMBER] = { .title = N_("No."), .columns = 3, .side = TEXT_RIGHT },
	[COLUMN_PATIENT] = { .title = N_("Patient"), .columns = 12, .flexible = true },
	[COLUMN_PHONE] = { .title = N_("Phone"), .columns = 14 },
	[COLUMN_REFUND] = { .title = N_("Refund"), .columns = 8, .side = TEXT_RIGHT },
	[COLUMN_METHOD] = { .title = N_("Method"), .columns = 9 },
	[COLUMN_STATE] = { .title = N_("of the money"), .columns = 12 },
	[COLUMN_VISIT] = { .title = N_("Session"), .columns = 26, .gives_way = 1 },
	[COLUMN_BOOKING] = { .title = N_("Booking"), .columns = 12, .gives_way = 2 },
};

void affected_rows_visit(const struct affected *row, char *out, size_t size)
{
	char day[WORDS_DAY_SIZE];

	text_format(out, size, "%s %s %s", words_day(row->day, day), period_short_word(row->period),
		    row->doctor);
}

static void person_cell(const void *rows, size_t at, int column, char *out, size_t size)
{
	const struct affected_rows *people = rows;
	const struct affected *row = &people->row[at];
	char text[MASK_SIZE];

	switch (column) {
	case COLUMN_OUTCOME: text_copy(out, size, outcome_word(row->outcome)); break;
	case COLUMN_NUMBER: text_format(out, size, "%d", row->number); break;
	case COLUMN_PATIENT: text_copy(out, size, row->patient); break;
	case COLUMN_PHONE:
		text_copy(out, size,
			  row->booking_id == people->shown_id ? row->phone
							      : mask_phone(row->phone, text));
		break;
	case COLUMN_REFUND:
		if (row->refund_fen)
			text_copy(out, size, money_format(row->refund_fen, text));
		break;
	case COLUMN_METHOD:
		if (row->refund_fen)
			text_copy(out, size, method_word(row->refund_method));
		break;
	case COLUMN_STATE:
		if (row->refund_state != REFUND_NONE)
			text_copy(out, size, refund_state_word(row->refund_state));
		break;
	case COLUMN_VISIT: affected_rows_visit(row, out, size); break;
	case COLUMN_BOOKING: text_copy(out, size, words_number(row->booking_id, text)); break;
	default: break;
	}
}

static int64_t person_id(const void *rows, size_t at)
{
	return ((const struct affected_rows *)rows)->row[at].booking_id;
}

static enum style person_style(const void *rows, size_t at)
{
	return ((const struct affected_rows *)rows)->row[at].outcome == OUTCOME_NONE ? STYLE_NORMAL
										     : STYLE_FAINT;
}

void affected_rows_list_init(struct list *list)
{
	static const struct list_ops ops = { .cell = person_cell,
					     .id = person_id,
					     .style = person_style };

	list_init(
		list, &ops, columns, sizeof(columns) / sizeof(columns[0]),
		N_("Nobody needs to be told: every person of every suspended session has an "
		   "outcome. In Roster (Alt-7), F8 suspends a session and puts its people here."));
}
