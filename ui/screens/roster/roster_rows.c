#include "ui/screens/roster/roster_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "ui/screens/words.h"
#include "ui/term/page.h"

enum { PERIOD_COLUMNS = 4, WIDE_LEAST = 100 };
enum { DEPARTMENT_NARROW = 6, DOCTOR_NARROW = 8, DEPARTMENT_WIDE = 10, DOCTOR_WIDE = 12 };
enum { FREE_LEAST = 9, ROOM_LEAST = 13 }; /* columns of a cell that also tells this */

/* Where the columns of a week stand. */
struct layout {
	int department, doctor; /* their widths */
	int first;		/* the column of the first day */
	int cell;		/* the width of a day, with the gap behind it */
};

static void add_rows(struct roster_week *week, size_t *room, const struct doctor *doctor)
{
	struct roster_row rows[PERIOD_COUNT] = { { .doctor = doctor } };
	bool any[PERIOD_COUNT] = { false };

	for (int period = 0; period < PERIOD_COUNT; period++)
		rows[period] = (struct roster_row){ .doctor = doctor,
						    .period = (enum period)period };
	for (size_t i = 0; i < week->session_count; i++) {
		const struct session *session = &week->sessions[i];

		if (session->doctor_id != doctor->id)
			continue;
		rows[session->period].day[session->day - week->first] = session;
		any[session->period] = true;
	}
	rows[0].is_idle = !any[PERIOD_AM] && !any[PERIOD_PM] && !any[PERIOD_EVE];
	any[0] = any[0] || rows[0].is_idle;
	for (int period = 0; period < PERIOD_COUNT; period++) {
		struct roster_row *row;

		if (!any[period])
			continue;
		row = memory_append(&week->row, &week->count, room, sizeof(*row));
		*row = rows[period];
	}
}

enum status roster_week_read(struct desk *desk, struct roster_week *week, day_number first,
			     const char *typed)
{
	struct roster_week read = { .first = first };
	size_t room = 0;
	enum status status = doctor_list(desk, &read.doctors, &read.doctor_count);

	if (!status)
		status = session_list_between(desk, first, first + ROSTER_DAYS - 1, &read.sessions,
					      &read.session_count);
	if (status) {
		roster_week_release(&read);
		return status;
	}
	for (size_t i = 0; i < read.doctor_count; i++)
		if (words_fit_doctor(&read.doctors[i], typed))
			add_rows(&read, &room, &read.doctors[i]);
	roster_week_release(week);
	*week = read;
	return STATUS_OK;
}

void roster_week_release(struct roster_week *week)
{
	free(week->doctors);
	free(week->sessions);
	free(week->row);
	memset(week, 0, sizeof(*week));
}

static void row_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	(void)column;
	text_copy(out, size, ((const struct roster_row *)rows)[row].doctor->name);
}

static int64_t row_id(const void *rows, size_t row)
{
	const struct roster_row *it = &((const struct roster_row *)rows)[row];

	return it->doctor->id * PERIOD_COUNT + it->period;
}

void roster_week_list(struct list *list, const char *empty)
{
	static const struct list_ops ops = { .cell = row_cell, .id = row_id };
	static const struct list_column columns[] = { { .title = N_("Doctor"), .columns = 8 } };

	list_init(list, &ops, columns, 1, empty);
}

/* "12/30", with an extra number "12/30+1"; then what is free, then the room, where there is room
 * for them. */
static void cell_words(const struct session *session, int columns, char *out, size_t size)
{
	size_t length;

	if (session->state == SESSION_SUSPENDED) {
		text_copy(out, size, _("stopped"));
		return;
	}
	/* There is no room for both; the figures stand below the week. */
	if (session->state == SESSION_CLOSED && columns < FREE_LEAST) {
		text_copy(out, size, session_state_word(session->state));
		return;
	}
	text_format(out, size, "%d/%d", session->counter.sold + session->online.sold,
		    session->capacity);
	length = strlen(out);
	if (session->extra.sold)
		text_format(out + length, size - length, "+%d", session->extra.sold);
	length = strlen(out);
	if (columns < FREE_LEAST)
		return;
	if (session->state == SESSION_CLOSED)
		text_format(out + length, size - length, " %s", session_state_word(session->state));
	else
		text_format(out + length, size - length, " %d",
			    session->counter.free + session->online.free);
	length = strlen(out);
	if (columns >= ROOM_LEAST && session->state == SESSION_OPEN)
		text_format(out + length, size - length, " %s", session->room);
}

/* "capacity 18, sold 5, free 13, room 101" */
static void spoken_words(const struct session *session, char *out, size_t size)
{
	size_t length;

	text_format(out, size, _("capacity %d, sold %d, free %d"), session->capacity,
		    session->counter.sold + session->online.sold,
		    session->counter.free + session->online.free);
	length = strlen(out);
	if (session->extra.sold)
		text_format(out + length, size - length, _(", %d extra"), session->extra.sold);
	length = strlen(out);
	if (session->room[0])
		text_format(out + length, size - length, _(", room %s"), session->room);
	length = strlen(out);
	if (session->state != SESSION_OPEN)
		text_format(out + length, size - length, ", %s",
			    session_state_word(session->state));
}

static struct layout lay_out(int columns)
{
	bool wide = columns >= WIDE_LEAST;
	struct layout layout = { .department = wide ? DEPARTMENT_WIDE : DEPARTMENT_NARROW,
				 .doctor = wide ? DOCTOR_WIDE : DOCTOR_NARROW };

	layout.first = layout.department + layout.doctor + PERIOD_COLUMNS + 3;
	layout.cell = (columns - layout.first) / ROSTER_DAYS;
	return layout;
}

const char *roster_week_legend(int columns)
{
	int cell = lay_out(columns).cell - 1;

	if (cell >= ROOM_LEAST)
		return _("sold/capacity+extra, then free, room");
	return cell >= FREE_LEAST ? _("sold/capacity+extra, then free") : _("sold/capacity+extra");
}

static void draw_header(const struct roster_week *week, const struct canvas *canvas,
			const struct layout *layout, day_number today)
{
	char text[WORDS_DAY_SIZE], iso[DAY_TEXT_SIZE];
	const size_t year_and_month = 8; /* "2026-11-" */

	draw_fill(canvas, 0, 0, canvas->columns, STYLE_HEADING);
	page_item(canvas, 0, STYLE_HEADING, ""); /* each cell is told with its day */
	draw_text(canvas, 0, 0, layout->department, STYLE_HEADING, _("Dept."));
	draw_text(canvas, 0, layout->department + 1, layout->doctor, STYLE_HEADING, _("Doctor"));
	for (int i = 0; i < ROSTER_DAYS; i++) {
		day_number day = week->first + i;

		text_format(text, sizeof(text), "%s%s%s", words_weekday(day),
			    day == today ? "*" : " ", day_format(day, iso) + year_and_month);
		draw_text(canvas, 0, layout->first + i * layout->cell, layout->cell - 1,
			  STYLE_HEADING, text);
	}
}

static void draw_row(const struct roster_row *row, const struct roster_row *above,
		     const struct canvas *canvas, int line, const struct layout *layout, int marked)
{
	const struct doctor *doctor = row->doctor;
	char text[LIST_CELL_SIZE];

	if (!above || above->doctor->department_id != doctor->department_id)
		draw_text(canvas, line, 0, layout->department, STYLE_FAINT, doctor->department);
	if (!above || above->doctor != doctor)
		draw_text(canvas, line, layout->department + 1, layout->doctor,
			  marked >= 0 ? STYLE_KEY : STYLE_NORMAL, doctor->name);
	draw_text(canvas, line, layout->first - PERIOD_COLUMNS - 1, PERIOD_COLUMNS, STYLE_FAINT,
		  row->is_idle ? "-" : period_short_word(row->period));
	for (int i = 0; i < ROSTER_DAYS; i++) {
		const struct session *session = row->day[i];
		enum style style = session && session->state == SESSION_OPEN ? STYLE_NORMAL
									     : STYLE_FAINT;

		if (session)
			cell_words(session, layout->cell - 1, text, sizeof(text));
		else
			text_copy(text, sizeof(text), "-");
		if (session && session->state == SESSION_SUSPENDED)
			style = STYLE_WARNING;
		draw_cell(canvas, line, layout->first + i * layout->cell, layout->cell - 1,
			  i == marked ? STYLE_FOCUS : style, TEXT_LEFT, text);
	}
}

/* The row in one sentence, for the linear way: the marked day alone where it is marked. */
static void tell_row(const struct roster_row *row, day_number first, int marked, char *out,
		     size_t size)
{
	char cell[LIST_CELL_SIZE], day[WORDS_DAY_SIZE];
	size_t length;

	text_format(out, size, "%s, %s, %s", row->doctor->department, row->doctor->name,
		    row->is_idle ? "-" : period_word(row->period));
	for (int i = 0; i < ROSTER_DAYS; i++) {
		if (marked >= 0 ? i != marked : !row->day[i])
			continue;
		text_copy(cell, sizeof(cell), _("no session"));
		if (row->day[i])
			spoken_words(row->day[i], cell, sizeof(cell));
		length = strlen(out);
		text_format(out + length, size - length, ", %s: %s", words_day(first + i, day),
			    cell);
	}
}

void roster_week_draw(const struct roster_week *week, struct list *list, int marked_day,
		      day_number today, const struct canvas *canvas)
{
	const struct layout layout = lay_out(canvas->columns);
	struct canvas rows = canvas_part(canvas, 1, 0, canvas->lines - 1, canvas->columns);
	char sentence[ROSTER_WORDS_SIZE];

	list_scroll(list, rows.lines);
	draw_header(week, canvas, &layout, today);
	if (week->count == 0) {
		draw_paragraph(&rows, 0, 0, rows.columns, STYLE_FAINT, _(list->empty));
		canvas_cursor(&rows, 0, 0);
		return;
	}
	for (int line = 0; line < (int)list->page && list->top + (size_t)line < week->count;
	     line++) {
		size_t at = list->top + (size_t)line;
		bool marked = at == list->selected;

		draw_row(&week->row[at], line ? &week->row[at - 1] : NULL, &rows, line, &layout,
			 marked ? marked_day : -1);
		tell_row(&week->row[at], week->first, marked ? marked_day : -1, sentence,
			 sizeof(sentence));
		page_item(&rows, line, marked ? STYLE_FOCUS : STYLE_NORMAL, sentence);
		if (marked)
			canvas_cursor_on_row(&rows, line, layout.first + marked_day * layout.cell);
	}
	list_draw_more(list, &rows, (int)list->page);
}

void roster_session_words(const struct desk *desk, const struct session *session, char *out,
			  size_t size)
{
	char doctor[WORDS_SIZE], time[WORDS_SIZE], fee[MONEY_TEXT_SIZE];
	char counter[WORDS_SIZE], online[WORDS_SIZE];
	const char *state = session_state_word(session->state);
	size_t length;

	if (session->state == SESSION_OPEN && session_is_over(desk, session))
		state = _("over");
	text_format(out, size,
		    _("%s\n"
		      "%s, fee %s, %s\n"
		      "Counter: %s\n"
		      "Online: %s\n"
		      "Extra numbers: %d given, at most %d\n"),
		    words_doctor(session, doctor), words_session_time(session, time),
		    money_format(session->fee_fen, fee), state,
		    words_counter_numbers(session, counter), words_online_numbers(session, online),
		    session->extra.sold, session->extra_limit);
	length = strlen(out);
	if (session->state == SESSION_SUSPENDED)
		text_format(out + length, size - length, _("Suspended: %s\n"), session->reason);
}
