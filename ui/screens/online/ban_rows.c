#include "ui/screens/online/ban_rows.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"

enum { COLUMN_PATIENT, COLUMN_FROM, COLUMN_UNTIL, COLUMN_NO_SHOWS, COLUMN_STATE, COLUMN_REASON };

static const struct list_column columns[] = {
	[COLUMN_PATIENT] = { .title = N_("Patient"), .columns = 14 },
	[COLUMN_FROM] = { .title = N_("From"), .columns = 10 },
	[COLUMN_UNTIL] = { .title = N_("Until"), .columns = 10 },
	[COLUMN_NO_SHOWS] = { .title = N_("No-shows"), .columns = 8, .side = TEXT_RIGHT },
	[COLUMN_STATE] = { .title = N_("State"), .columns = 10 },
	[COLUMN_REASON] = { .title = N_("Reason"), .columns = 12, .flexible = true },
};

static void ban_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct ban_rows *all = rows;
	const struct ban *ban = &all->ban[row];
	char day[DAY_TEXT_SIZE];

	out[0] = '\0';
	switch (column) {
	case COLUMN_PATIENT: text_copy(out, size, ban->patient); break;
	case COLUMN_FROM: text_copy(out, size, day_format(ban->from, day)); break;
	case COLUMN_UNTIL: text_copy(out, size, day_format(ban->until, day)); break;
	case COLUMN_NO_SHOWS: text_format(out, size, "%d", ban->date_count); break;
	case COLUMN_STATE: text_copy(out, size, ban_state_word(ban_state(ban, all->today))); break;
	case COLUMN_REASON: text_copy(out, size, reason_words(ban->reason, ban->id)); break;
	default: break;
	}
}

static int64_t ban_id(const void *rows, size_t row)
{
	return ((const struct ban_rows *)rows)->ban[row].id;
}

static enum style ban_style(const void *rows, size_t row)
{
	const struct ban_rows *all = rows;

	return ban_state(&all->ban[row], all->today) == BAN_IN_FORCE ? STYLE_NORMAL : STYLE_FAINT;
}

void ban_rows_list_init(struct list *list)
{
	static const struct list_ops ops = { .cell = ban_cell, .id = ban_id, .style = ban_style };

	list_init(list, &ops, columns, sizeof(columns) / sizeof(columns[0]), "");
}

void ban_rows_no_show(const struct ban *ban, int i, char out[WORDS_SIZE])
{
	char day[WORDS_DAY_SIZE];

	text_format(out, WORDS_SIZE, _("%s  %s, %s; recorded by %s"),
		    words_day(ban->date[i].day, day), ban->date[i].department, ban->date[i].doctor,
		    ban->date[i].recorded_by);
}

void ban_rows_draw_no_shows(const struct ban *ban, const struct canvas *canvas)
{
	int room = canvas->lines - 1, kept = ban->date_count < room ? ban->date_count : room - 1;
	char text[WORDS_SIZE];

	draw_text(canvas, 0, 0, canvas->columns, STYLE_FAINT, _("No-shows behind the ban:"));
	for (int i = 0; i < kept; i++) {
		ban_rows_no_show(ban, i, text);
		draw_text(canvas, i + 1, 0, canvas->columns, STYLE_NORMAL, text);
	}
	if (kept < ban->date_count)
		draw_format(canvas, kept + 1, 0, STYLE_FAINT, _("and %d more: Enter shows all"),
			    ban->date_count - kept);
}

void ban_rows_details(const struct ban *ban, day_number today, char *text, size_t size)
{
	char line[WORDS_SIZE], from[WORDS_DAY_SIZE], until[WORDS_DAY_SIZE],
		number[BOOKING_NUMBER_SIZE];
	size_t used;

	text_format(text, size, _("Patient %lld, %s\nFrom %s until %s, inclusive: %s\n"),
		    (long long)ban->patient_id, ban->patient, words_day(ban->from, from),
		    words_day(ban->until, until), ban_state_word(ban_state(ban, today)));
	used = strlen(text);
	if (ban->ended != DAY_NONE)
		text_format(text + used, size - used, _("Ended %s: %s\n"),
			    words_day(ban->ended, from), reason_words(ban->reason, ban->id));
	used = strlen(text);
	text_format(text + used, size - used, "\n%s\n", _("No-shows behind the ban:"));
	for (int i = 0; i < ban->date_count; i++) {
		ban_rows_no_show(ban, i, line);
		used = strlen(text);
		text_format(text + used, size - used, _("%s, booking %s\n"), line,
			    booking_number_format(ban->date[i].booking_id, number));
	}
}
