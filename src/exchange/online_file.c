#include "exchange/online_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/contact.h"
#include "base/csv.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/spreadsheet.h"
#include "base/text.h"
#include "desk/roster/directory.h"
#include "exchange/online_damage.h"

enum column {
	ORDER_NO,
	ACTION,
	DOCTOR,
	DATE,
	PERIOD,
	NAME,
	ID_TYPE,
	ID_NUMBER,
	PHONE,
	PAID,
	TRANSACTION,
	ORDERED_AT,
	COLUMNS
};

static const struct csv_column columns[COLUMNS] = {
	[ORDER_NO] = { "order_no", "订单号", false, ORDER_NO_SIZE, CSV_NUMBER,
		       "订单编号|商户订单号", CSV_OPEN },
	[ACTION] = { "action", "操作", false, ONLINE_TYPED_SIZE, CSV_VALUE, "操作类型|业务类型",
		     CSV_MASK_NUMBERS },
	[DOCTOR] = { "doctor", "医生编码", false, ONLINE_TYPED_SIZE, CSV_NUMBER,
		     "doctor_code|医生工号|医生编号|医生代码|医师编码|医师工号|工号",
		     CSV_MASK_NUMBERS },
	[DATE] = { "date", "日期", false, ONLINE_TYPED_SIZE, CSV_VALUE,
		   "visit_date|就诊日期|预约日期|出诊日期", CSV_MASK_NUMBERS },
	[PERIOD] = { "period", "时段", false, ONLINE_TYPED_SIZE, CSV_VALUE,
		     "午别|班次|班别|就诊时段|出诊时段|预约时段|上下午", CSV_MASK_NUMBERS },
	[NAME] = { "name", "姓名", false, ONLINE_TYPED_SIZE, CSV_WORDS,
		   "patient_name|患者姓名|病人姓名|就诊人姓名|就诊人", CSV_MASK_NUMBERS },
	[ID_TYPE] = { "id_type", "证件类型", true, ONLINE_TYPED_SIZE, CSV_VALUE,
		      "证件类别|证件种类|身份证件类型|身份证件类别", CSV_MASK_NUMBERS },
	[ID_NUMBER] = { "id_number", "身份证号", false, ONLINE_TYPED_SIZE, CSV_NUMBER,
			"证件号|证件号码|身份证号码|身份证件号码", CSV_MASK_ID_NUMBER },
	[PHONE] = { "phone", "手机", false, ONLINE_TYPED_SIZE, CSV_NUMBER,
		    "mobile|手机号|手机号码|电话|电话号码|联系电话|联系方式", CSV_MASK_PHONE },
	[PAID] = { "paid_yuan", "实付金额", false, ONLINE_TYPED_SIZE, CSV_VALUE,
		   "paid|实付金额(元)|支付金额|付款金额", CSV_MASK_NUMBERS },
	[TRANSACTION] = { "transaction_id", "微信支付单号", false, EXTERNAL_NO_SIZE, CSV_NUMBER,
			  "微信支付订单号|微信订单号|支付单号|支付订单号|交易单号", CSV_OPEN },
	[ORDERED_AT] = { "ordered_at", "下单时间", false, ONLINE_TYPED_SIZE, CSV_VALUE,
			 "提交时间|订单时间|创建时间", CSV_OPEN },
};

static const char harmless[] =
	"序号|no|医生姓名|医师姓名|医生|doctor_name|职称|科室|科室名称|科室编码|"
	"科室代码|department|department_name|诊室|room|星期|周几|weekday|性别|年龄";

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

static enum status refuse(struct problem *problem, const char *sentence)
{
	return problem_set(problem, STATUS_BAD_FILE, "%s", sentence);
}

/* Characters that no value may have; of a name the sentence says which. */
static enum status check_characters(const struct csv *csv, enum column *column,
				    struct problem *problem)
{
	char name[NAME_SIZE];

	for (size_t i = 0; i < COLUMNS; i++) {
		if (text_is_clean(csv_value(csv, i)))
			continue;
		*column = (enum column)i;
		if (i == NAME)
			return name_read(csv_value(csv, NAME), name, problem);
		return refuse(problem, _("It contains characters that cannot be used."));
	}
	return STATUS_OK;
}

/* What is asked for, and when. */
static enum status read_wish(const struct csv *csv, struct online_order *order, enum column *column,
			     struct problem *problem)
{
	enum status status;

	*column = ORDER_NO;
	if (!is_foreign_number(csv_value(csv, ORDER_NO)))
		return refuse(problem, _("An order number may contain only letters, digits and _ - "
					 "| * @, and begins with a letter or digit."));
	*column = ACTION;
	if (!online_action_parse(csv_value(csv, ACTION), &order->action))
		return refuse(problem, _("The action is book or cancel (预约 or 退号)."));
	*column = DOCTOR;
	status = code_read(csv_value(csv, DOCTOR), _("The doctor's code"), order->doctor_code,
			   problem);
	if (status)
		return status;
	*column = DATE;
	status = day_read(csv_value(csv, DATE), &order->day, problem);
	if (status)
		return status;
	*column = PERIOD;
	if (!period_parse(csv_value(csv, PERIOD), &order->period))
		return refuse(problem, _("The period is am, pm or eve (上午, 下午, 晚上)."));
	*column = ORDERED_AT;
	if (!clock_parse(csv_value(csv, ORDERED_AT), &order->ordered_ms))
		return refuse(problem, _("This is not a time such as 2026-11-21 08:05:00."));
	return STATUS_OK;
}

/* Whose it is; what the patient mistyped is no fault of the file. */
static enum status read_person(const struct csv *csv, struct online_order *order,
			       enum column *column, struct problem *problem)
{
	*column = NAME;
	if (order->action == ONLINE_BOOK && !*csv_value(csv, NAME))
		return refuse(problem, _("The name is missing."));
	*column = ID_TYPE;
	order->id_type = ID_RESIDENT;
	if (*csv_value(csv, ID_TYPE) && !id_type_parse(csv_value(csv, ID_TYPE), &order->id_type))
		return refuse(problem,
			      _("This is not a type of identity document. Use resident_id, "
				"passport, permit, birth_certificate or other."));
	*column = ID_NUMBER;
	if (order->id_type == ID_RESIDENT && resident_id_is_rounded(csv_value(csv, ID_NUMBER)))
		return refuse(problem, spreadsheet_rounded_sentence());
	return STATUS_OK;
}

static enum status read_payment(const struct csv *csv, struct online_order *order,
				enum column *column, struct problem *problem)
{
	const char *paid = csv_value(csv, PAID);
	const char *transaction = csv_value(csv, TRANSACTION);

	*column = PAID;
	order->paid = *paid;
	if (order->paid && !money_parse(paid, &order->paid_fen))
		return refuse(problem, _("This is not an amount in yuan such as 20.00."));
	*column = TRANSACTION;
	if (*transaction ? !is_foreign_number(transaction)
			 : order->action == ONLINE_BOOK && order->paid_fen > 0)
		return refuse(problem, _("A payment number may contain only letters, digits and _ "
					 "- | * @; it is required when an amount was paid."));
	return STATUS_OK;
}

static enum status read_order(const struct csv *csv, struct online_order *order,
			      enum column *column, struct problem *problem)
{
	enum status status = check_characters(csv, column, problem);

	if (!status)
		status = read_wish(csv, order, column, problem);
	if (!status)
		status = read_person(csv, order, column, problem);
	return status ? status : read_payment(csv, order, column, problem);
}

/* False: the row cannot be read, and *fault says where and why. */
static bool read_row(const struct csv *csv, struct online_file_row *row, struct bad_row *fault)
{
	struct online_order *order = &row->order;
	struct problem problem;
	size_t at;
	const char *form = csv_fault(csv, &at);
	enum column column = COLUMNS;

	if (!form && read_order(csv, order, &column, &problem)) {
		form = problem.message;
		at = (size_t)column;
	}
	if (form) {
		bad_row_set(fault, csv, row->place, csv_line(csv), at, form);
		return false;
	}
	row->line = csv_line(csv);
	text_copy(order->order_no, sizeof(order->order_no), csv_value(csv, ORDER_NO));
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
	char place[BAD_ROW_PLACE_SIZE];

	return problem_set(problem, STATUS_BAD_FILE,
			   _("Line %ld, column %s: %s Nothing was imported; correct the file and "
			     "import it again."),
			   fault->line, *fault->column ? bad_row_place(fault, place) : "-",
			   fault->message);
}

static void keep_fault(const struct bad_row *fault, struct online_faults *faults)
{
	if (faults && faults->total++ < BAD_ROWS_MAX)
		*(struct bad_row *)memory_append(&faults->fault, &faults->count, &faults->room,
						 sizeof(*fault)) = *fault;
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
		keep_fault(&fault, faults);
	}
	return status;
}

/* What only the rows together show. */
static enum status refuse_damage(const struct csv *csv, const struct online_file_row *rows,
				 size_t count, struct online_faults *faults,
				 struct problem *problem)
{
	static const enum column columns_of[ONLINE_NUMBER_COUNT] = {
		[ONLINE_ORDER_NO] = ORDER_NO,
		[ONLINE_TRANSACTION] = TRANSACTION,
	};
	struct online_damage *damages;
	size_t damage_count;
	enum status status = STATUS_OK;

	online_damage_find(rows, count, &damages, &damage_count);
	for (size_t i = 0; i < damage_count; i++) {
		struct bad_row fault;

		bad_row_set(&fault, csv, damages[i].place, damages[i].line,
			    columns_of[damages[i].number], damages[i].message);
		if (!status)
			status = refuse_row(&fault, problem);
		keep_fault(&fault, faults);
	}
	free(damages);
	return status;
}

enum status online_file_read(const char *path, struct online_file_row **rows, size_t *count,
			     struct online_faults *faults, struct csv_headings *passed_over,
			     struct problem *problem)
{
	struct csv *csv;
	enum status status = csv_open(&csv, path, columns, COLUMNS, harmless, problem);

	*rows = NULL;
	*count = 0;
	if (faults)
		*faults = (struct online_faults){ .fault = NULL };
	if (status)
		return status;
	csv_passed_over(csv, passed_over);
	status = read_rows(csv, rows, count, faults, problem);
	if (!status)
		status = refuse_damage(csv, *rows, *count, faults, problem);
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
