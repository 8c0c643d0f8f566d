/* The sheet Departments: what each department had; the Summary's chart looks at it. */
#include "base/language.h"
#include "reports/daily/daily_sheets.h"

static const struct xlsx_column department_columns[DEPARTMENTS_COLUMNS] = {
	[DEPARTMENTS_NAME] = { N_("Department"), VALUE_TEXT },
	[DEPARTMENTS_COUNTER] = { N_("Booked at the counter"), VALUE_COUNT },
	[DEPARTMENTS_ONLINE] = { N_("Booked online"), VALUE_COUNT },
	[DEPARTMENTS_MADE] = { N_("Bookings made"), VALUE_COUNT },
	[DEPARTMENTS_VISITS] = { N_("Visits"), VALUE_COUNT },
	[DEPARTMENTS_CAME] = { N_("Came"), VALUE_COUNT },
	[DEPARTMENTS_NO_SHOWS] = { N_("No-shows"), VALUE_COUNT },
	[DEPARTMENTS_RATE] = { N_("No-show rate"), VALUE_RATE },
};

/* How many rows of a sheet are this row's department's, with `word` in a column (any when NULL). By
 * EXACT, for a name may hold what COUNTIFS takes for a pattern. */
static void write_count(struct daily_book *book, int column, int64_t count, enum daily_sheet from,
			int name_column, int word_column, const char *word)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_DEPARTMENTS];
	struct xlsx_piece names = xlsx_range(book->sheet[from], name_column);
	struct xlsx_piece name = xlsx_cell(sheet, DEPARTMENTS_NAME, 0);

	if (word)
		xlsx_formula(sheet, column, value_count(count),
			     "SUMPRODUCT(EXACT(%s,%s)*EXACT(%s,%s))", names.text, name.text,
			     xlsx_range(book->sheet[from], word_column).text,
			     notation_word(word).text);
	else
		xlsx_formula(sheet, column, value_count(count), "SUMPRODUCT(EXACT(%s,%s)*1)",
			     names.text, name.text);
}

static void write_rate(struct xlsx_sheet *sheet, const struct daily_tally *tally)
{
	struct xlsx_piece came = xlsx_cell(sheet, DEPARTMENTS_CAME, 0);
	struct xlsx_piece no_shows = xlsx_cell(sheet, DEPARTMENTS_NO_SHOWS, 0);

	xlsx_formula(sheet, DEPARTMENTS_RATE,
		     value_rate(tally->no_shows, tally->came + tally->no_shows),
		     "IF(%s+%s=0,\"\",%s/(%s+%s))", came.text, no_shows.text, no_shows.text,
		     came.text, no_shows.text);
}

static void write_department(struct daily_book *book, const struct daily_tally *tally)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_DEPARTMENTS];

	xlsx_row(sheet);
	xlsx_text(sheet, DEPARTMENTS_NAME, tally->department);
	write_count(book, DEPARTMENTS_COUNTER, tally->counter, SHEET_REGISTRATIONS,
		    REGISTRATION_DEPARTMENT, REGISTRATION_CHANNEL, channel_word(CHANNEL_COUNTER));
	write_count(book, DEPARTMENTS_ONLINE, tally->online, SHEET_REGISTRATIONS,
		    REGISTRATION_DEPARTMENT, REGISTRATION_CHANNEL, channel_word(CHANNEL_ONLINE));
	xlsx_formula(sheet, DEPARTMENTS_MADE, value_count(tally->counter + tally->online), "%s+%s",
		     xlsx_cell(sheet, DEPARTMENTS_COUNTER, 0).text,
		     xlsx_cell(sheet, DEPARTMENTS_ONLINE, 0).text);
	write_count(book, DEPARTMENTS_VISITS, tally->visits, SHEET_VISITS, VISITS_DEPARTMENT, 0,
		    NULL);
	write_count(book, DEPARTMENTS_CAME, tally->came, SHEET_VISITS, VISITS_DEPARTMENT,
		    VISITS_OUTCOME, visit_word(VISIT_CAME));
	write_count(book, DEPARTMENTS_NO_SHOWS, tally->no_shows, SHEET_VISITS, VISITS_DEPARTMENT,
		    VISITS_OUTCOME, visit_word(VISIT_NO_SHOW));
	write_rate(sheet, tally);
}

static enum status department_rows(struct daily_book *book)
{
	for (size_t i = 0; i < book->sums->tally_count; i++)
		write_department(book, &book->sums->tallies[i]);
	return STATUS_OK;
}

static void write_total(struct xlsx_sheet *sheet, int column, int64_t count)
{
	xlsx_formula(sheet, column, value_count(count), "SUM(%s)", xlsx_range(sheet, column).text);
}

static void departments_below(struct daily_book *book)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_DEPARTMENTS];
	const struct daily_tally *all = &book->sums->all;

	xlsx_strong_row(sheet);
	xlsx_text(sheet, DEPARTMENTS_NAME, _("Total"));
	write_total(sheet, DEPARTMENTS_COUNTER, all->counter);
	write_total(sheet, DEPARTMENTS_ONLINE, all->online);
	write_total(sheet, DEPARTMENTS_MADE, all->counter + all->online);
	write_total(sheet, DEPARTMENTS_VISITS, all->visits);
	write_total(sheet, DEPARTMENTS_CAME, all->came);
	write_total(sheet, DEPARTMENTS_NO_SHOWS, all->no_shows);
	write_rate(sheet, all);
}

const struct daily_layout daily_departments = {
	.name = N_("Departments"),
	.nothing = N_("No bookings were made on this day, and no visits were booked for it."),
	.columns = department_columns,
	.count = DEPARTMENTS_COLUMNS,
	.rows = department_rows,
	.below = departments_below,
};
