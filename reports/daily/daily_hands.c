/* The sheet Money: what each clerk moved at each counter, by method. */
#include "base/language.h"
#include "reports/daily/daily_groups.h"
#include "reports/days/days_make.h"

enum {
	MONEY_METHOD,
	MONEY_CLERK,
	MONEY_COUNTER,
	MONEY_PAYMENTS,
	MONEY_RECEIVED,
	MONEY_RETURNED,
	MONEY_NET,
	MONEY_DUE,
	MONEY_COLUMNS
};

static const struct sheet_column money_columns[MONEY_COLUMNS] = {
	[MONEY_METHOD] = { .title = N_("Method"),
			   .kind = VALUE_TEXT,
			   .paper = true,
			   .key = "method" },
	[MONEY_CLERK] = { .title = N_("Clerk"),
			  .kind = VALUE_IDENTIFIER,
			  .paper = true,
			  .key = "staff" },
	[MONEY_COUNTER] = { .title = N_("Counter"),
			    .kind = VALUE_IDENTIFIER,
			    .paper = true,
			    .key = "counter" },
	[MONEY_PAYMENTS] = { .title = N_("Payments"),
			     .kind = VALUE_COUNT,
			     .paper = true,
			     .total = TOTAL_SUM,
			     .key = "payments" },
	[MONEY_RECEIVED] = { .title = N_("Received"),
			     .kind = VALUE_MONEY,
			     .paper = true,
			     .total = TOTAL_SUM,
			     .key = "received_fen" },
	[MONEY_RETURNED] = { .title = N_("Returned"),
			     .kind = VALUE_MONEY,
			     .paper = true,
			     .total = TOTAL_SUM,
			     .key = "returned_fen" },
	[MONEY_NET] = { .title = N_("Net received"),
			.kind = VALUE_MONEY,
			.paper = true,
			.total = TOTAL_SUM,
			.key = "net_received_fen" },
	[MONEY_DUE] = { .title = N_("Refunds due"),
			.kind = VALUE_MONEY,
			.paper = true,
			.total = TOTAL_SUM,
			.key = "refunds_due_fen" },
};

const struct days_layout daily_money = {
	.key = "money",
	.name = N_("Money"),
	.nothing = N_("No money moved on this day."),
	.paper = true,
	.columns = money_columns,
	.count = MONEY_COLUMNS,
};

void daily_group_money(struct days_book *book)
{
	const struct figure_condition method = AS_HERE(LEDGER_METHOD, MONEY_METHOD);
	const struct figure_condition clerk = AS_HERE(LEDGER_CLERK, MONEY_CLERK);
	const struct figure_condition counter = AS_HERE(LEDGER_COUNTER, MONEY_COUNTER);
	const struct figure_condition *const here = WHERE(method, clerk, counter);
	struct sheet *sheet = sheet_book_sheet(book->book, daily_money.key);
	const struct figure *received = make_sum(book, NAMELESS, SHEET_LEDGER, LEDGER_RECEIVED,
						 here);
	const struct figure *returned = make_sum(book, NAMELESS, SHEET_LEDGER, LEDGER_RETURNED,
						 here);

	sheet_column_figure(sheet, MONEY_PAYMENTS,
			    make_count(book, NAMELESS, SHEET_LEDGER, LEDGER_RECEIVED,
				       WHERE(method, clerk, counter, ABOVE_ZERO(LEDGER_RECEIVED))));
	sheet_column_figure(sheet, MONEY_RECEIVED, received);
	sheet_column_figure(sheet, MONEY_RETURNED, returned);
	sheet_column_figure(sheet, MONEY_NET,
			    make_of_two(book, NAMELESS, FIGURE_MINUS, received, returned));
	sheet_column_figure(sheet, MONEY_DUE,
			    make_sum(book, NAMELESS, SHEET_LEDGER, LEDGER_DUE, here));
	for (enum method way = 0; way < METHOD_COUNT; way++) {
		const size_t first = sheet->row_count;

		figure_add_groups(make_count(book, NAMELESS, SHEET_LEDGER, 0,
					     WHERE(IS(LEDGER_METHOD, method_word(way)))),
				  sheet,
				  (const int[]){ LEDGER_METHOD, LEDGER_CLERK, LEDGER_COUNTER }, 3);
		for (size_t row = first; row < sheet->row_count; row++)
			sheet->rows[row].order = NULL;
		sheet_sort(sheet, first);
	}
}
