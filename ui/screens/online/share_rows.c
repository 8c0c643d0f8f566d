#include "ui/screens/online/share_rows.h"

#include "base/language.h"
#include "base/text.h"
#include "ui/screens/words.h"

enum { BAR_CELLS = 10, PERCENT = 100 };

enum { DAY_DAY, DAY_SESSIONS, DAY_ONLINE, DAY_SOLD, DAY_BAR, DAY_FREE, DAY_GONE_OVER };

static const struct list_column day_columns[] = {
	[DAY_DAY] = { .title = N_("Date"), .columns = 24 },
	[DAY_SESSIONS] = { .title = N_("Sessions"),
			   .columns = 8,
			   .side = TEXT_RIGHT,
			   .gives_way = 1 },
	[DAY_ONLINE] = { .title = N_("Online"), .columns = 6, .side = TEXT_RIGHT },
	[DAY_SOLD] = { .title = N_("Sold"), .columns = 5, .side = TEXT_RIGHT },
	[DAY_BAR] = { .title = N_("Share"), .columns = BAR_CELLS + 5, .bar = BAR_CELLS },
	[DAY_FREE] = { .title = N_("Free"), .columns = 5, .side = TEXT_RIGHT },
	[DAY_GONE_OVER] = { .title = N_("To counter"), .columns = 10, .side = TEXT_RIGHT },
};

/* "40%": what online sold of its numbers, those gone over among them; nothing where there are none.
 */
static void share_words(int sold, int all, char *out, size_t size)
{
	out[0] = '\0';
	if (all > 0)
		text_format(out, size, "%3d%%", sold * PERCENT / all);
}

static void day_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct online_share *day = &((const struct online_share *)rows)[row];
	char text[WORDS_DAY_SIZE];

	out[0] = '\0';
	if (column == DAY_DAY)
		text_copy(out, size, words_day(day->day, text));
	else if (column == DAY_SESSIONS && day->suspended)
		text_format(out, size, "%d-%d", day->sessions + day->suspended, day->suspended);
	else if (column == DAY_SESSIONS)
		text_format(out, size, "%d", day->sessions);
	else if (column == DAY_BAR)
		share_words(day->sold, day->online + day->gone_over, out, size);
	else
		text_format(out, size, "%d",
			    column == DAY_ONLINE ? day->online
			    : column == DAY_SOLD ? day->sold
			    : column == DAY_FREE ? day->free
						 : day->gone_over);
}

static void day_spoken(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct online_share *day = &((const struct online_share *)rows)[row];

	if (column == DAY_SESSIONS && day->suspended)
		text_format(out, size, _("%d, and %d suspended"), day->sessions, day->suspended);
	else
		day_cell(rows, row, column, out, size);
}

static bool day_share(const void *rows, size_t row, int column, int64_t *done, int64_t *total)
{
	const struct online_share *day = &((const struct online_share *)rows)[row];

	*done = day->sold;
	*total = day->online + day->gone_over;
	return column == DAY_BAR && *total > 0;
}

static int64_t day_id(const void *rows, size_t row)
{
	return ((const struct online_share *)rows)[row].day;
}

static enum style day_style(const void *rows, size_t row)
{
	return ((const struct online_share *)rows)[row].sessions ? STYLE_NORMAL : STYLE_FAINT;
}

enum {
	SESSION_TIME,
	SESSION_DEPARTMENT,
	SESSION_DOCTOR,
	SESSION_ONLINE,
	SESSION_SOLD,
	SESSION_BAR,
	SESSION_FREE,
	SESSION_RELEASE
};

static const struct list_column session_columns[] = {
	[SESSION_TIME] = { .title = N_("Time"), .columns = 11 },
	[SESSION_DEPARTMENT] = { .title = N_("Department"), .columns = 10, .gives_way = 2 },
	[SESSION_DOCTOR] = { .title = N_("Doctor"), .columns = 10 },
	[SESSION_ONLINE] = { .title = N_("Online"), .columns = 6, .side = TEXT_RIGHT },
	[SESSION_SOLD] = { .title = N_("Sold"), .columns = 5, .side = TEXT_RIGHT },
	[SESSION_BAR] = { .title = N_("Share"),
			  .columns = BAR_CELLS + 5,
			  .bar = BAR_CELLS,
			  .gives_way = 1 },
	[SESSION_FREE] = { .title = N_("Free"), .columns = 5, .side = TEXT_RIGHT },
	[SESSION_RELEASE] = { .title = N_("To counter"), .columns = 16, .flexible = true },
};

/* "3 since 07:30", "at 07:30", or why nothing is sold. */
static void release_words(const struct session *session, char *out, size_t size)
{
	char at[MINUTE_TEXT_SIZE];

	if (session->state == SESSION_SUSPENDED)
		text_copy(out, size, session_state_word(session->state));
	else if (session->online.total + session->gone_over == 0)
		text_copy(out, size, "-");
	else if (session->released)
		text_format(out, size, _("%d since %s"), session->gone_over,
			    words_time(session->release_ms, at));
	else
		text_format(out, size, _("at %s"), words_time(session->release_ms, at));
}

static void session_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct session *session = &((const struct session *)rows)[row];
	char text[WORDS_DAY_SIZE];

	switch (column) {
	case SESSION_TIME:
		text_copy(out, size,
			  words_minutes(session->start_minute, session->end_minute, text));
		break;
	case SESSION_DEPARTMENT: text_copy(out, size, session->department); break;
	case SESSION_DOCTOR: text_copy(out, size, session->doctor); break;
	case SESSION_ONLINE: text_format(out, size, "%d", session->online.total); break;
	case SESSION_SOLD: text_format(out, size, "%d", session->online.sold); break;
	case SESSION_BAR:
		share_words(session->online.sold, session->online.total + session->gone_over, out,
			    size);
		break;
	case SESSION_FREE: text_format(out, size, "%d", session->online.free); break;
	default: release_words(session, out, size);
	}
}

static bool session_share(const void *rows, size_t row, int column, int64_t *done, int64_t *total)
{
	const struct session *session = &((const struct session *)rows)[row];

	*done = session->online.sold;
	*total = session->online.total + session->gone_over;
	return column == SESSION_BAR && *total > 0;
}

static int64_t session_id(const void *rows, size_t row)
{
	return ((const struct session *)rows)[row].id;
}

static enum style session_style(const void *rows, size_t row)
{
	return ((const struct session *)rows)[row].state == SESSION_OPEN ? STYLE_NORMAL
									 : STYLE_FAINT;
}

void share_rows_days_list_init(struct list *list)
{
	static const struct list_ops ops = { .cell = day_cell,
					     .spoken = day_spoken,
					     .share = day_share,
					     .id = day_id,
					     .style = day_style };

	list_init(list, &ops, day_columns, sizeof(day_columns) / sizeof(day_columns[0]),
		  N_("There is no day to show. Left and Right go to other days."));
}

void share_rows_sessions_list_init(struct list *list)
{
	static const struct list_ops ops = { .cell = session_cell,
					     .share = session_share,
					     .id = session_id,
					     .style = session_style };

	list_init(list, &ops, session_columns, sizeof(session_columns) / sizeof(session_columns[0]),
		  N_("No session on this day, so nothing is sold online. Up and Down go to other "
		     "days; in Roster (Alt-7), F6 loads sessions from a file."));
}
