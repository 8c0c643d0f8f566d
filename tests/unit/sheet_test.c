/* The sheets of a report: what is filled, what figures come to, and what a filter leaves out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/language.h"
#include "reports/sheet_book.h"

enum { SALES_WHO, SALES_HOW, SALES_AT, SALES_FEN, SALES_MINUTES, SALES_COLUMNS };

static const struct sheet_column sale_columns[SALES_COLUMNS] = {
	[SALES_WHO] = { .title = "Clerk", .kind = VALUE_IDENTIFIER, .role = SHEET_ROLE_CLERK },
	[SALES_HOW] = { .title = "How",
			.kind = VALUE_TEXT,
			.role = SHEET_ROLE_METHOD,
			.paper = true },
	[SALES_AT] = { .title = "Day", .kind = VALUE_DAY },
	[SALES_FEN] = { .title = "Amount", .kind = VALUE_MONEY, .total = TOTAL_SUM },
	[SALES_MINUTES] = { .title = "Minutes", .kind = VALUE_COUNT },
};

enum { BY_WHO, BY_SALES, BY_FEN, BY_SHARE, BY_MEDIAN, BY_COLUMNS };

static const struct sheet_column by_columns[BY_COLUMNS] = {
	[BY_WHO] = { .title = "Clerk", .kind = VALUE_IDENTIFIER },
	[BY_SALES] = { .title = "Sales", .kind = VALUE_COUNT, .total = TOTAL_SUM },
	[BY_FEN] = { .title = "Amount", .kind = VALUE_MONEY, .total = TOTAL_SUM },
	[BY_SHARE] = { .title = "Paid in cash", .kind = VALUE_RATE, .total = TOTAL_WHOLE },
	[BY_MEDIAN] = { .title = "Median", .kind = VALUE_COUNT, .total = TOTAL_WHOLE },
};

static struct sheet_book book;
static struct sheet *sales;

static void sell(const char *who, const char *how, int64_t fen, int64_t minutes)
{
	sheet_row(sales);
	sheet_text(sales, SALES_WHO, who);
	sheet_text(sales, SALES_HOW, how);
	sheet_day(sales, SALES_AT, 20780);
	if (fen)
		sheet_number(sales, SALES_FEN, fen);
	sheet_number(sales, SALES_MINUTES, minutes);
	sheet_row_end(sales);
}

static void fill(void)
{
	sales = sheet_book_add(&book, "sales", "Sales", sale_columns, SALES_COLUMNS);
	sell("1", "cash", 1000, 35);
	sell("01", "cash", 2550, 15);
	sell("1", "card", 0, 50);
	sell("1", "cash", -500, 20);
	sell("", "card", 7, 40);
}

static int set_up(void **state)
{
	(void)state;
	language_start();
	sheet_book_init(&book);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	sheet_book_release(&book);
	return 0;
}

static struct value value_over_all(const struct figure *figure)
{
	return figure_value(figure, (struct figure_place){ .row = 0 });
}

static void a_figure_is_its_rows(void **state)
{
	const struct figure *count, *cash, *paid, *rate, *rest, *counted;

	(void)state;
	fill();
	count = sheet_book_figure(&book, &(struct figure){ .name = "sales",
							   .title = "Sales",
							   .kind = VALUE_COUNT,
							   .operation = FIGURE_COUNT,
							   .of = sales,
							   .column = SALES_MINUTES });
	cash = sheet_book_figure(&book, &(struct figure){ .name = "cash",
							  .title = "In cash",
							  .kind = VALUE_MONEY,
							  .operation = FIGURE_SUM,
							  .of = sales,
							  .column = SALES_FEN,
							  .where = { { .column = SALES_HOW,
								       .test = TEST_WORD,
								       .word = "cash" } } });
	paid = sheet_book_figure(&book, &(struct figure){ .kind = VALUE_COUNT,
							  .operation = FIGURE_COUNT,
							  .of = sales,
							  .column = SALES_MINUTES,
							  .where = { { .column = SALES_FEN,
								       .test = TEST_ABOVE } } });
	rate = sheet_book_figure(&book, &(struct figure){ .kind = VALUE_RATE,
							  .operation = FIGURE_RATE,
							  .first = paid,
							  .second = count });
	counted = sheet_book_figure(
		&book,
		&(struct figure){ .kind = VALUE_MONEY, .operation = FIGURE_GIVEN, .number = 3000 });
	rest = sheet_book_figure(&book, &(struct figure){ .kind = VALUE_MONEY,
							  .operation = FIGURE_MINUS,
							  .first = counted,
							  .second = cash });
	assert_int_equal(value_over_all(count).number, 5);
	assert_int_equal(value_over_all(cash).number, 3050);
	assert_int_equal(value_over_all(paid).number, 3);
	assert_int_equal(value_over_all(rate).number, 3);
	assert_int_equal(value_over_all(rate).whole, 5);
	assert_int_equal(value_over_all(rest).number, -50);
	assert_true(figure_has_row(cash, 3, (struct figure_place){ .row = 0 }));
	assert_false(figure_has_row(cash, 2, (struct figure_place){ .row = 0 }));
	assert_ptr_equal(sheet_book_find(&book, "cash"), cash);
	assert_null(sheet_book_find(&book, "card"));
	assert_ptr_equal(sheet_book_next(&book, count), cash);
	assert_null(sheet_book_next(&book, cash));
}

static void a_figure_says_where_it_comes_from(void **state)
{
	const struct figure *cash;
	struct figure twice = { .operation = FIGURE_PLUS };
	char out[FIGURE_SOURCE_SIZE];

	(void)state;
	fill();
	cash = sheet_book_figure(
		&book, &(struct figure){ .operation = FIGURE_SUM,
					 .of = sales,
					 .column = SALES_FEN,
					 .where = { { SALES_HOW, TEST_WORD, "cash", 0 },
						    { SALES_MINUTES, TEST_ABOVE, NULL, 0 } } });
	assert_string_equal(figure_source(cash, out),
			    "Sales: sum of Amount, where How = cash and Minutes > 0");
	twice.first = twice.second = cash;
	figure_source(&twice, out);
	assert_non_null(strstr(out, " + Sales: sum of Amount"));
}

/* The worked examples of the nearest-rank method in the encyclopaedias. */
static void percentiles_are_by_nearest_rank(void **state)
{
	static const int wanted[][2] = {
		{ 5, 15 }, { 30, 20 }, { 40, 20 }, { 50, 35 }, { 100, 50 }
	};

	(void)state;
	fill();
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		struct figure figure = { .operation = FIGURE_PERCENTILE,
					 .of = sales,
					 .column = SALES_MINUTES,
					 .percent = wanted[i][0] };

		assert_int_equal(value_over_all(&figure).number, wanted[i][1]);
		assert_false(value_over_all(&figure).none);
		figure.where[0] = (struct figure_condition){ SALES_HOW, TEST_WORD, "gold", 0 };
		assert_true(value_over_all(&figure).none);
	}
}

/* 1 and 01 are two clerks, whatever a spreadsheet thinks of them. */
static void groups_have_the_figures_of_their_rows_and_totals_those_of_all(void **state)
{
	struct sheet *by;
	const struct figure *count;
	struct figure cash = { .operation = FIGURE_COUNT, .kind = VALUE_COUNT };
	struct figure figure = { .kind = VALUE_COUNT,
				 .operation = FIGURE_COUNT,
				 .column = SALES_MINUTES,
				 .where = { { SALES_WHO, TEST_SAME, NULL, BY_WHO } } };
	struct figure rate = { .kind = VALUE_RATE, .operation = FIGURE_RATE };
	char shown[SHEET_SHOWN_SIZE];

	(void)state;
	fill();
	by = sheet_book_add(&book, "by", "By clerk", by_columns, BY_COLUMNS);
	figure.of = cash.of = sales;
	count = sheet_book_figure(&book, &figure);
	sheet_column_figure(by, BY_SALES, count);
	figure.operation = FIGURE_SUM;
	figure.kind = VALUE_MONEY;
	figure.column = SALES_FEN;
	sheet_column_figure(by, BY_FEN, sheet_book_figure(&book, &figure));
	figure.operation = FIGURE_PERCENTILE;
	figure.kind = VALUE_COUNT;
	figure.column = SALES_MINUTES;
	figure.percent = 50;
	sheet_column_figure(by, BY_MEDIAN, sheet_book_figure(&book, &figure));
	cash.where[0] = figure.where[0];
	cash.where[1] = (struct figure_condition){ SALES_HOW, TEST_WORD, "cash", 0 };
	rate.first = sheet_book_figure(&book, &cash);
	rate.second = count;
	sheet_column_figure(by, BY_SHARE, sheet_book_figure(&book, &rate));
	figure_add_groups(&(struct figure){ .of = sales }, by, (const int[]){ SALES_WHO }, 1);
	sheet_book_settle(&book);
	assert_int_equal(by->row_count, 3);
	assert_string_equal(sheet_cell_text(by, 1, BY_WHO), "01");
	assert_int_equal(sheet_value(by, 0, BY_SALES).number, 3);
	assert_int_equal(sheet_value(by, 1, BY_SALES).number, 1);
	assert_int_equal(sheet_value(by, 2, BY_SALES).number, 1);
	assert_int_equal(sheet_value(by, 0, BY_FEN).number, 500);
	assert_int_equal(sheet_value(by, 0, BY_SHARE).number, 2);
	assert_int_equal(sheet_value(by, 0, BY_SHARE).whole, 3);
	assert_int_equal(sheet_value(by, 0, BY_MEDIAN).number, 35);
	assert_int_equal(sheet_total_value(by, BY_SALES).number, 5);
	assert_string_equal(sheet_total_show(by, BY_FEN, shown), "30.57");
	assert_string_equal(sheet_total_show(by, BY_SHARE, shown), "60.0%");
	assert_string_equal(sheet_total_show(by, BY_MEDIAN, shown), "35");
	assert_string_equal(sheet_total_show(by, BY_WHO, shown), "");
}

/* A clerk's sales of each day: many groups, whose rows come in no order. */
static const struct sheet_column day_columns[] = {
	{ .title = "Clerk", .kind = VALUE_IDENTIFIER },
	{ .title = "Day", .kind = VALUE_DAY },
	{ .title = "Sales", .kind = VALUE_COUNT, .total = TOTAL_SUM },
	{ .title = "Longest", .kind = VALUE_COUNT, .total = TOTAL_WHOLE },
};
enum { DAYS_WHO, DAYS_AT, DAYS_SALES, DAYS_LONGEST, DAYS_COLUMNS, DAYS = 40, CLERKS = 3 };

/* From the last day to the first, on which each sells most. */
static void sell_on_many_days(void)
{
	static const char *const clerks[CLERKS] = { "1", "01", "2" };

	sales = sheet_book_add(&book, "sales", "Sales", sale_columns, SALES_COLUMNS);
	for (int i = 0; i < DAYS * CLERKS; i++) {
		for (int sale = 0; sale <= i / CLERKS; sale++) {
			sheet_row(sales);
			sheet_text(sales, SALES_WHO, clerks[i % CLERKS]);
			sheet_day(sales, SALES_AT, 20780 - i / CLERKS);
			sheet_number(sales, SALES_MINUTES, 10 * i + sale);
		}
	}
}

static void groups_are_by_days_too_and_stand_in_order(void **state)
{
	struct figure figure = { .kind = VALUE_COUNT,
				 .column = SALES_MINUTES,
				 .where = { { SALES_WHO, TEST_SAME, NULL, DAYS_WHO },
					    { SALES_AT, TEST_SAME, NULL, DAYS_AT } } };
	struct sheet *by;

	(void)state;
	sell_on_many_days();
	by = sheet_book_add(&book, "by", "By clerk and day", day_columns, DAYS_COLUMNS);
	figure.of = sales;
	figure.operation = FIGURE_COUNT;
	sheet_column_figure(by, DAYS_SALES, sheet_book_figure(&book, &figure));
	figure.operation = FIGURE_PERCENTILE;
	figure.percent = 100;
	sheet_column_figure(by, DAYS_LONGEST, sheet_book_figure(&book, &figure));
	figure_add_groups(&(struct figure){ .of = sales }, by, (const int[]){ SALES_WHO, SALES_AT },
			  2);
	sheet_sort(by, 0);
	sheet_book_settle(&book);
	assert_int_equal(by->row_count, DAYS * CLERKS);
	for (size_t row = 0; row < by->row_count; row++) {
		const int64_t ago = DAYS - 1 - (int64_t)(row % DAYS);
		const struct figure_place place = { by, row };

		assert_int_equal(sheet_value(by, row, DAYS_AT).number, 20780 - ago);
		assert_int_equal(sheet_value(by, row, DAYS_SALES).number, ago + 1);
		/* A column's value is what the figure says of that place alone. */
		assert_int_equal(sheet_value(by, row, DAYS_LONGEST).number,
				 figure_value(by->figure[DAYS_LONGEST], place).number);
	}
	assert_string_equal(sheet_cell_text(by, 0, DAYS_WHO), "01");
	assert_int_equal(sheet_value(by, 0, DAYS_LONGEST).number,
			 10 * (CLERKS * (DAYS - 1) + 1) + DAYS - 1);
	assert_int_equal(sheet_total_value(by, DAYS_SALES).number, CLERKS * DAYS * (DAYS + 1) / 2);
}

static void a_filter_leaves_out_rows_and_knows_which_sheets_it_can_narrow(void **state)
{
	struct sheet *by;

	(void)state;
	book.filter[SHEET_ROLE_CLERK] = "1";
	fill();
	by = sheet_book_add(&book, "by", "By clerk", by_columns, BY_COLUMNS);
	assert_int_equal(sales->row_count, 3);
	assert_true(sheet_knows_filter(sales));
	assert_false(sheet_knows_filter(by));
}

static void cells_are_shown_as_people_read_them(void **state)
{
	char out[VALUE_SHOWN_SIZE];

	(void)state;
	assert_string_equal(value_show(value_money(0), out), "0.00");
	assert_string_equal(value_show(value_money(5), out), "0.05");
	assert_string_equal(value_show(value_money(-123456789), out), "-1,234,567.89");
	assert_string_equal(value_show(value_money(-99999), out), "-999.99");
	assert_string_equal(value_show(value_money(100000), out), "1,000.00");
	assert_string_equal(value_show(value_count(0), out), "0");
	assert_string_equal(value_show(value_count(1234567), out), "1,234,567");
	assert_string_equal(value_show(value_count(-1000), out), "-1,000");
	assert_string_equal(value_show(value_rate(1, 8), out), "12.5%");
	assert_string_equal(value_show(value_rate(1, 3), out), "33.3%");
	assert_string_equal(value_show(value_rate(1, 0), out), "");
	assert_string_equal(value_show((struct value){ .kind = VALUE_DAY, .number = 0 }, out),
			    "1970-01-01");
}

static void text_from_outside_is_visible_and_empty_cells_are_empty(void **state)
{
	(void)state;
	fill();
	sell("a\x1b[2J", "\u202e", 1, 1);
	assert_string_equal(sheet_cell_text(sales, 5, SALES_WHO), "a\uFFFD[2J");
	assert_string_equal(sheet_cell_text(sales, 5, SALES_HOW), "\uFFFD");
	assert_string_equal(sheet_cell_text(sales, 4, SALES_WHO), "");
	assert_true(sheet_value(sales, 2, SALES_FEN).none);
}

/* 50,000 bookings and their money: what is kept is 8 bytes a cell, and each text once. */
static void many_rows_are_kept_and_equal_texts_are_one(void **state)
{
	char name[32];

	(void)state;
	sales = sheet_book_add(&book, "sales", "Sales", sale_columns, SALES_COLUMNS);
	for (int i = 0; i < 50000; i++) {
		memset(name, 0, sizeof(name));
		name[0] = (char)('a' + i % 26);
		name[1] = (char)('a' + i / 26 % 26);
		name[2] = (char)('a' + i / 676 % 26);
		sell(name, i % 2 ? "cash" : "card", i, 1);
	}
	assert_int_equal(sales->row_count, 50000);
	for (size_t row = 0; row < 20000; row++)
		assert_ptr_equal(sheet_cell_text(sales, row, SALES_WHO),
				 sheet_cell_text(sales, row + 17576, SALES_WHO));
	assert_ptr_equal(sheet_cell_text(sales, 1, SALES_HOW),
			 sheet_cell_text(sales, 49999, SALES_HOW));
	assert_string_equal(sheet_cell_text(sales, 27, SALES_WHO), "bba");
}

static void page_one_keeps_its_lines_and_the_cover_names_what_is_printed(void **state)
{
	struct sheet_block *block = sheet_book_block(&book, "The day");
	char cover[BOOK_COVER_SIZE];
	struct sheet *table;

	(void)state;
	fill();
	table = sheet_book_table(&book, block, "by", by_columns, BY_COLUMNS);
	sheet_block_line(&book, block, "%s: %d", "Left open", 3);
	sheet_book_add(&book, "by", "By clerk", by_columns, BY_COLUMNS)->paper = true;
	assert_ptr_equal(block->table, table);
	assert_true(block->own);
	assert_string_equal(block->lines[0], "Left open: 3");
	assert_string_equal(sheet_book_cover(&book, cover),
			    "Behind this page: By clerk. In the workbook also: Sales.");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_figure_is_its_rows),
		TEST(a_figure_says_where_it_comes_from),
		TEST(percentiles_are_by_nearest_rank),
		TEST(groups_have_the_figures_of_their_rows_and_totals_those_of_all),
		TEST(groups_are_by_days_too_and_stand_in_order),
		TEST(a_filter_leaves_out_rows_and_knows_which_sheets_it_can_narrow),
		TEST(cells_are_shown_as_people_read_them),
		TEST(text_from_outside_is_visible_and_empty_cells_are_empty),
		TEST(many_rows_are_kept_and_equal_texts_are_one),
		TEST(page_one_keeps_its_lines_and_the_cover_names_what_is_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
