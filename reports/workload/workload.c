#include "reports/workload/workload.h"

#include "base/language.h"
#include "reports/days/days_fill.h"
#include "reports/days/days_groups.h"
#include "reports/days/days_head.h"
#include "reports/days/days_measures.h"
#include "reports/days/days_summary.h"

/* Page one shows so many of each; the sheets behind it have all. */
enum { DEPARTMENTS_MOST = 12, DOCTORS_MOST = 24 };

/* ---- Sheets ---- */

/* The first are those that a narrow screen has. */
static const struct days_shown shown[] = {
	{ MEASURE_SESSIONS, true },	{ MEASURE_CAPACITY, true },
	{ MEASURE_SOLD_COUNTER, true }, { MEASURE_SOLD_ONLINE, true },
	{ MEASURE_CAME, true },		{ MEASURE_NO_SHOWS, true },
	{ MEASURE_NET, true },		{ MEASURE_WAIT_MEDIAN, true },
	{ MEASURE_CANCELLED, true },	{ MEASURE_SOLD_EXTRA, true },
	{ MEASURE_NOT_SEEN, false },	{ MEASURE_SOLD_SHARE, false },
	{ MEASURE_RECEIVED, false },	{ MEASURE_RETURNED, false },
	{ MEASURE_WAIT_P90, false },
};

/* Page one has the first two, paper the first three. */
#define GROUPS(name_in_json, title, on_page_one, on_paper, common) \
	{ \
		.key = (name_in_json), .name = (title), \
		.nothing = N_("No sessions, no visits and no money in this time."), \
		.paper = (on_paper), .told = !(on_page_one), .by = (common), .shown = shown, \
		.shown_count = sizeof(shown) / sizeof(shown[0]) \
	}
#define BY_DOCTOR (DAYS_BY(COMMON_DEPARTMENT) | DAYS_BY(COMMON_DOCTOR))

static const struct days_layout departments = GROUPS("departments", N_("Departments"), true, true,
						     DAYS_BY(COMMON_DEPARTMENT)),
				doctors = GROUPS("doctors", N_("Doctors"), true, true, BY_DOCTOR),
				days = GROUPS("days", N_("Days"), false, true, DAYS_BY(COMMON_DAY)),
				doctors_by_day = GROUPS("doctors_by_day", N_("Doctors by day"),
							false, false,
							BY_DOCTOR | DAYS_BY(COMMON_DAY));

static const struct days_layout *const layouts[] = {
	&days_summary,	&departments, &doctors,	   &days,	 &doctors_by_day,
	&days_sessions, &days_visits, &days_queue, &days_ledger,
};

/* ---- Figures ---- */

static void make_figures(struct days_book *book)
{
	static const struct {
		const char *section;
		enum days_measure of[8];
		int count;
	} sections[] = {
		{ N_("Sessions"),
		  { MEASURE_SESSIONS, MEASURE_CAPACITY, MEASURE_SOLD_COUNTER, MEASURE_SOLD_ONLINE,
		    MEASURE_SOLD_EXTRA, MEASURE_SOLD, MEASURE_SOLD_SHARE },
		  7 },
		{ N_("Visits"),
		  { MEASURE_VISITS, MEASURE_CANCELLED, MEASURE_NOT_SEEN, MEASURE_CAME,
		    MEASURE_NO_SHOWS, MEASURE_NO_SHOW_RATE },
		  6 },
		{ N_("Money"), { MEASURE_RECEIVED, MEASURE_RETURNED, MEASURE_NET }, 3 },
		{ N_("Waiting"), { MEASURE_WAIT_MEDIAN, MEASURE_WAIT_P90 }, 2 },
	};
	struct days_figures figures = { .count = 0 };

	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
		for (int j = 0; j < sections[i].count; j++)
			days_figures_add(&figures, _(sections[i].section),
					 days_measure(book, sections[i].of[j]));
	}
	days_summary_fill(book, &figures);
}

/* ---- Page one ---- */

static void make_table(struct days_book *book, const struct days_layout *layout, const char *title,
		       size_t rows_most)
{
	struct sheet_block *block = sheet_book_block(book->book, title);

	block->table = sheet_book_sheet(book->book, layout->key);
	block->rows_most = rows_most;
}

/* How it went from day to day, or, on one day, what each department had of it. */
static void make_chart(struct days_book *book, bool is_trend)
{
	const struct days_layout *layout = is_trend ? &days : &departments;
	const struct sheet_chart chart = {
		.title = is_trend ? _("Patients by day") : _("Patients by department"),
		.table = sheet_book_sheet(book->book, layout->key),
		.is_trend = is_trend,
		.categories = 0,
		.series = { days_groups_column(layout, MEASURE_CAME),
			    days_groups_column(layout, MEASURE_NO_SHOWS) },
		.series_count = 2,
	};

	if (chart.table->row_count > 0)
		sheet_block_chart(book->book, sheet_book_block(book->book, NULL), &chart);
}

enum status workload_report_fill(struct desk *desk, const struct report_wish *wish,
				 struct sheet_book *sheet_book)
{
	struct days_book book = { .book = sheet_book,
				  .progress = wish->progress,
				  .context = wish->context };
	struct days_span span;
	enum status status;

	days_fill_start(&book, layouts, sizeof(layouts) / sizeof(layouts[0]));
	status = days_fill(&book, desk, wish->from, wish->to, &span);
	if (status)
		return status;
	make_figures(&book);
	days_groups_make(&book);
	days_head_make(&book, &span, _("Outpatient workload"));
	make_table(&book, &departments, _("Departments (waits in minutes)"), DEPARTMENTS_MOST);
	make_table(&book, &doctors, _("Doctors (waits in minutes)"), DOCTORS_MOST);
	sheet_block_line(
		sheet_book, &sheet_book->blocks[sheet_book->block_count - 1], "%s",
		_("Sessions, numbers and patients are of the day of the visit; money is of "
		  "the day on which it was received or handed back."));
	make_chart(&book, wish->from != wish->to);
	return STATUS_OK;
}
