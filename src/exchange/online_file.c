#include "exchange/online_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"

enum column {
	ORDER_NO,
	ACTION,
	DOCTOR,
	DATE,
	PERIOD,
	NAME,
	ID_NUMBER,
	PHONE,
	PAID,
	TRANSACTION,
	ORDERED_AT,
	COLUMNS
};

static const struct csv_column columns[COLUMNS] = {
	[ORDER_NO] = { "order_no", "订单号", false, ORDER_NO_SIZE },
	[ACTION] = { "action", "操作", false, ONLINE_TYPED_SIZE },
	[DOCTOR] = { "doctor", "医生编码", false, CODE_SIZE },
	[DATE] = { "date", "日期", false, ONLINE_TYPED_SIZE },
	[PERIOD] = { "period", "时段", false, ONLINE_TYPED_SIZE },
	[NAME] = { "name", "姓名", false, ONLINE_TYPED_SIZE },
	[ID_NUMBER] = { "id_number", "身份证号", false, ONLINE_TYPED_SIZE },
	[PHONE] = { "phone", "手机", false, ONLINE_TYPED_SIZE },
	[PAID] = { "paid_yuan", "实付金额", false, ONLINE_TYPED_SIZE },
	[TRANSACTION] = { "transaction_id", "微信支付单号", false, EXTERNAL_NO_SIZE },
	[ORDERED_AT] = { "ordered_at", "下单时间", false, ONLINE_TYPED_SIZE },
};

/* Numbers that other systems made: letters, digits and _ - | * @, beginning with a letter or digit
 * (WeChat Pay's own set). */
static bool is_foreign_number(const char *text)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	size_t length = strlen(text);

	return length && strspn(text, letters) &&
	       strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			    "0123456789_-|*@") == length;
}

/* The first column whose value cannot be used, or COLUMNS; *what says why. */
static enum column find_fault(const struct csv *csv, struct online_order *order, const char **what)
{
	const char *paid = csv_value(csv, PAID);
	const char *transaction = csv_value(csv, TRANSACTION);

	for (size_t i = 0; i < COLUMNS; i++) {
		*what = _("It contains characters that cannot be used.");
		if (!text_is_clean(csv_value(csv, i)))
			return (enum column)i;
	}
	*what = _("An order number may contain only letters, digits and _ - | * @, and begins with "
		  "a letter or digit.");
	if (!is_foreign_number(csv_value(csv, ORDER_NO)))
		return ORDER_NO;
	*what = _("The action is book or cancel (预约 or 退号).");
	if (!online_action_parse(csv_value(csv, ACTION), &order->action))
		return ACTION;
	*what = _("The doctor's code is missing.");
	if (!*csv_value(csv, DOCTOR))
		return DOCTOR;
	*what = _("This is not a date such as 2026-11-21.");
	if (!day_parse_loose(csv_value(csv, DATE), &order->day))
		return DATE;
	*what = _("The period is am, pm or eve (上午, 下午, 晚上).");
	if (!period_parse(csv_value(csv, PERIOD), &order->period))
		return PERIOD;
	*what = _("The name is missing.");
	if (order->action == ONLINE_BOOK && !*csv_value(csv, NAME))
		return NAME;
	*what = _("This is not an amount in yuan such as 20.00.");
	order->paid = *paid;
	if (order->paid && !money_parse(paid, &order->paid_fen))
		return PAID;
	*what = _("A payment number may contain only letters, digits and _ - | * @; it is required "
		  "when an amount was paid.");
	if (*transaction ? !is_foreign_number(transaction)
			 : order->action == ONLINE_BOOK && order->paid_fen > 0)
		return TRANSACTION;
	*what = _("This is not a time such as 2026-11-21 08:05:00.");
	if (!clock_parse(csv_value(csv, ORDERED_AT), &order->ordered_ms))
		return ORDERED_AT;
	return COLUMNS;
}

/* False: the row cannot be read, and *fault says where and why. */
static bool read_row(const struct csv *csv, struct online_file_row *row, struct bad_row *fault)
{
	struct online_order *order = &row->order;
	const char *what = NULL, *fault_column;
	const char *form = csv_fault(csv, &fault_column);
	enum column column = COLUMNS;

	if (!form) {
		column = find_fault(csv, order, &what);
		fault_column = column == COLUMNS ? "" : csv_column_name(csv, (size_t)column);
	}
	if (form || column != COLUMNS) {
		fault->line = csv_line(csv);
		text_copy(fault->column, sizeof(fault->column), fault_column);
		text_copy(fault->message, sizeof(fault->message), form ? form : what);
		return false;
	}
	row->line = csv_line(csv);
	text_copy(order->order_no, sizeof(order->order_no), csv_value(csv, ORDER_NO));
	text_copy(order->doctor_code, sizeof(order->doctor_code), csv_value(csv, DOCTOR));
	text_copy(order->name, sizeof(order->name), csv_value(csv, NAME));
	text_copy(order->id_number, sizeof(order->id_number), csv_value(csv, ID_NUMBER));
	text_copy(order->phone, sizeof(order->phone), csv_value(csv, PHONE));
	text_copy(order->transaction_id, sizeof(order->transaction_id),
		  csv_value(csv, TRANSACTION));
	return true;
}

static int by_time_then_line(const void *left, const void *right)
{
	const struct online_file_row *a = left, *b = right;

	if (a->order.ordered_ms != b->order.ordered_ms)
		return a->order.ordered_ms < b->order.ordered_ms ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static enum status refuse_row(const struct bad_row *fault, struct problem *problem)
{
	return problem_set(problem, STATUS_BAD_FILE,
			   _("Line %ld, column %s: %s Nothing was imported; correct the file and "
			     "import it again."),
			   fault->line, *fault->column ? fault->column : "-", fault->message);
}

static enum status read_rows(struct csv *csv, struct online_file_row **out, size_t *count,
			     struct online_faults *faults, struct problem *problem)
{
	enum status status = STATUS_OK;
	size_t room = 0, rows = 0;

	while ((!status || faults) && csv_next(csv)) {
		struct online_file_row row = { .place = rows++ };
		struct bad_row fault;

		if (read_row(csv, &row, &fault)) {
			*(struct online_file_row *)memory_append(out, count, &room,
								 sizeof(**out)) = row;
			continue;
		}
		if (!status)
			status = refuse_row(&fault, problem);
		if (faults && faults->total++ < BAD_ROWS_MAX)
			*(struct bad_row *)memory_append(&faults->fault, &faults->count,
							 &faults->room, sizeof(fault)) = fault;
	}
	return status;
}

enum status online_file_read(const char *path, struct online_file_row **rows, size_t *count,
			     struct online_faults *faults, struct problem *problem)
{
	struct csv *csv;
	enum status status = csv_open(&csv, path, columns, COLUMNS, problem);

	*rows = NULL;
	*count = 0;
	if (faults)
		*faults = (struct online_faults){ .fault = NULL };
	if (status)
		return status;
	status = read_rows(csv, rows, count, faults, problem);
	csv_close(csv);
	if (status) {
		free(*rows);
		*rows = NULL;
		return status;
	}
	if (*count)
		qsort(*rows, *count, sizeof(**rows), by_time_then_line);
	return STATUS_OK;
}
