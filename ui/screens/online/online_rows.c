#include "ui/screens/online/online_rows.h"

#include "base/language.h"
#include "base/money.h"
#include "ui/screens/words.h"

enum {
	COLUMN_LINE,
	COLUMN_OUTCOME,
	COLUMN_VISIT,
	COLUMN_NAME,
	COLUMN_NUMBER,
	COLUMN_ORDER,
	COLUMN_PAID,
	COLUMN_ORDERED,
	COLUMN_BOOKING,
	COLUMN_WHY,
};

static const struct list_column columns[] = {
	[COLUMN_LINE] = { .title = N_("Line"), .columns = 5, .side = TEXT_RIGHT },
	[COLUMN_OUTCOME] = { .title = N_("Outcome"), .columns = 11 },
	[COLUMN_VISIT] = { .title = N_("Visit"), .columns = 20, .gives_way = 1 },
	[COLUMN_NAME] = { .title = N_("Name"), .columns = 12 },
	[COLUMN_NUMBER] = { .title = N_("No."), .columns = 3, .side = TEXT_RIGHT, .gives_way = 2 },
	[COLUMN_ORDER] = { .title = N_("Order"), .columns = 20, .gives_way = 3 },
	[COLUMN_PAID] = { .title = N_("Paid"), .columns = 8, .side = TEXT_RIGHT, .gives_way = 4 },
	[COLUMN_ORDERED] = { .title = N_("Ordered"), .columns = 16, .gives_way = 5 },
	[COLUMN_BOOKING] = { .title = N_("Booking"), .columns = 12, .gives_way = 6 },
	[COLUMN_WHY] = { .title = N_("Why"), .columns = 18, .flexible = true },
};

static const struct list_column fault_columns[] = {
	{ .title = N_("Line"), .columns = 6, .side = TEXT_RIGHT },
	{ .title = N_("Column"), .columns = 12 },
	{ .title = N_("Value"), .columns = 18, .flexible = true },
	{ .title = N_("What is wrong"), .columns = 38, .flexible = true },
};

static void visit_words(const struct online_order *order, char *out, size_t size)
{
	char day[DAY_TEXT_SIZE];
	const size_t year_length = 5; /* "2026-" */

	text_format(out, size, "%s %s %s", order->doctor_code,
		    day_format(order->day, day) + year_length, period_word(order->period));
}

static void asked_cell(const struct online_order *order, int column, char *out, size_t size)
{
	char money[MONEY_TEXT_SIZE], time[CLOCK_TEXT_SIZE];

	switch (column) {
	case COLUMN_VISIT: visit_words(order, out, size); break;
	case COLUMN_NAME: text_copy(out, size, order->name); break;
	case COLUMN_ORDER: text_copy(out, size, order->order_no); break;
	case COLUMN_PAID:
		if (order->paid)
			text_copy(out, size, money_format(order->paid_fen, money));
		break;
	case COLUMN_ORDERED: text_copy(out, size, clock_format(order->ordered_ms, time)); break;
	default: break;
	}
}

static void row_cell(const void *rows, size_t at, int column, char *out, size_t size)
{
	const struct online_shown *shown = &((const struct online_shown *)rows)[at];
	const struct online_answer *answer = shown->answer;
	char number[WORDS_NUMBER_SIZE];

	out[0] = '\0';
	switch (column) {
	case COLUMN_LINE: text_format(out, size, "%ld", shown->asked->line); break;
	case COLUMN_OUTCOME:
		text_copy(out, size, shown->answered ? online_result_word(answer->result) : "-");
		break;
	case COLUMN_NUMBER:
		if (shown->answered && answer->number)
			text_format(out, size, "%d", answer->number);
		break;
	case COLUMN_BOOKING:
		if (shown->answered && answer->booking_id)
			text_copy(out, size, words_number(answer->booking_id, number));
		break;
	case COLUMN_WHY:
		if (shown->answered)
			text_copy(out, size, answer->message);
		break;
	default: asked_cell(&shown->asked->order, column, out, size);
	}
}

static int64_t row_id(const void *rows, size_t at)
{
	return ((const struct online_shown *)rows)[at].asked->line;
}

static enum style row_style(const void *rows, size_t at)
{
	const struct online_shown *shown = &((const struct online_shown *)rows)[at];

	if (!shown->answered || shown->answer->result == ONLINE_DUPLICATE)
		return STYLE_FAINT;
	return shown->answer->result == ONLINE_REFUSED ? STYLE_WARNING : STYLE_NORMAL;
}

static const struct list_ops row_ops = { .cell = row_cell, .id = row_id, .style = row_style };

static void fault_cell(const void *rows, size_t at, int column, char *out, size_t size)
{
	const struct bad_row *fault = &((const struct bad_row *)rows)[at];

	switch (column) {
	case 0: text_format(out, size, "%ld", fault->line); break;
	case 1: text_copy(out, size, fault->column); break;
	case 2: text_copy(out, size, fault->value); break;
	default: text_copy(out, size, fault->message);
	}
}

static int64_t fault_id(const void *rows, size_t at)
{
	return ((const struct bad_row *)rows)[at].line;
}

static const struct list_ops fault_ops = { .cell = fault_cell, .id = fault_id };

void online_rows_list(struct list *list)
{
	list_init(list, &row_ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("There is nothing to import: the file has column names and no rows. Esc goes "
		     "back, F6 chooses another file."));
}

void online_faults_list(struct list *list)
{
	list_init(list, &fault_ops, fault_columns, sizeof(fault_columns) / sizeof(fault_columns[0]),
		  N_("Every row can be read. Esc goes back."));
}
