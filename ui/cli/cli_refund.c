/* Refunds on their way: refunds, refund. */
#include <stdlib.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/booking/cancel.h"
#include "desk/money/refund.h"
#include "desk/online/order_row.h"
#include "desk/reason.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

static void show_refund(struct output *output, const struct refund *refund)
{
	char receipt[RECEIPT_SIZE];

	output_object(output, NULL);
	output_text(output, "refund", receipt_format(refund->id, receipt));
	output_text(output, "payment", receipt_format(refund->payment_id, receipt));
	show_id(output, "booking", refund->booking_id);
	output_text_or_null(output, "order_no", refund->order_no);
	output_number(output, "refund_fen", refund->fen);
	output_text(output, "refund_method", method_name(refund->method));
	output_text(output, "refund_state", refund_state_name(refund->state));
	output_text(output, "reason", refund->reason);
	output_text(output, "date", refund->business_day);
	show_instant(output, "at", refund->at_ms);
	output_text_or_null(output, "name", refund->patient);
	show_phone(output, "phone", refund->phone);
	output_end(output);
}

/* Somebody has to call these people: --whole shows the phone. */
static void list_refund(const struct output *output, struct table *table,
			const struct refund *refund)
{
	char receipt[RECEIPT_SIZE], amount[MONEY_TEXT_SIZE], phone[MASK_SIZE];

	table_cell(table, receipt_format(refund->id, receipt));
	table_cell(table, refund->business_day);
	if (refund->booking_id)
		table_format(table, "%lld", (long long)refund->booking_id);
	else
		table_cell(table, refund->order_no);
	table_cell(table, refund->patient);
	table_cell(table, show_phone_text(output, refund->phone, phone));
	table_cell(table, show_yuan(refund->fen, amount));
	table_cell(table, method_word(refund->method));
	table_cell(table, refund_state_word(refund->state));
	table_cell(table, reason_words(refund->reason, refund->booking_id));
}

static void person_of(const void *row, struct access_person *out)
{
	const struct refund *refund = row;

	out->booking_id = refund->booking_id;
	out->order_no = refund->order_no;
}

enum status cli_refunds(struct cli *cli)
{
	static const struct table_column columns[] = {
		{ N_("Refund"), TEXT_LEFT },
		{ N_("Date"), TEXT_LEFT },
		{ N_("Booking or order"), TEXT_LEFT },
		{ N_("Name"), TEXT_LEFT },
		{ N_("Phone"), TEXT_LEFT },
		{ N_("Yuan"), TEXT_RIGHT },
		{ N_("Payment"), TEXT_LEFT },
		{ N_("State"), TEXT_LEFT },
		{ N_("Reason"), TEXT_LEFT },
	};
	struct refund *rows = NULL;
	struct table table;
	size_t count = 0;
	enum status status = refund_list_due(&cli->desk, &rows, &count);

	if (!status)
		status = show_access(cli, rows, count, sizeof(*rows), person_of);
	if (status)
		goto out;
	table_init(&table, &cli->output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		show_refund(&cli->output, &rows[i]);
		list_refund(&cli->output, &table, &rows[i]);
	}
	output_end(&cli->output);
	table_finish(&table, _("Every refund has reached its patient."));
out:
	free(rows);
	return status;
}

/* The refund that a text names, of those seen so far: an unfinished one before one that is done,
 * the newest of either. */
struct found {
	int64_t id;
	bool is_due;
};

static void weigh(struct found *found, const struct refund *refund)
{
	bool is_due = refund->state == REFUND_REQUESTED || refund->state == REFUND_SUBMITTED ||
		      refund->state == REFUND_FAILED;

	if (found->id &&
	    (found->is_due > is_due || (found->is_due == is_due && found->id > refund->id)))
		return;
	*found = (struct found){ refund->id, is_due };
}

static enum status weigh_booking(struct cli *cli, int64_t booking_id, struct found *found)
{
	struct refund *rows = NULL;
	size_t count = 0;
	enum status status = refund_list_of(&cli->desk, booking_id, &rows, &count);

	for (size_t i = 0; i < count; i++)
		weigh(found, &rows[i]);
	free(rows);
	return status;
}

static enum status weigh_one(struct cli *cli, int64_t id, struct found *found)
{
	struct refund refund;
	enum status status = refund_get(&cli->desk, id, &refund);

	if (!status)
		weigh(found, &refund);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* An online order's money: of its booking, or of what was refused under its number. */
static enum status weigh_order(struct cli *cli, const char *order_no, struct found *found)
{
	struct order_row *rows = NULL;
	size_t count = 0;
	enum status status = order_rows_read(&cli->desk, order_no, ONLINE_BOOK, &rows, &count);

	for (size_t i = 0; i < count && !status; i++) {
		if (rows[i].booking_id)
			status = weigh_booking(cli, rows[i].booking_id, found);
		if (!status && rows[i].refund_id)
			status = weigh_one(cli, rows[i].refund_id, found);
	}
	free(rows);
	return status;
}

/* By a booking's number, by the refund's own, or by an order's. */
static enum status find_refund(struct cli *cli, const char *text, int64_t *id)
{
	struct found found = { .id = 0 };
	int64_t number;
	enum status status = STATUS_OK;

	if (booking_number_parse(text, &number))
		status = weigh_booking(cli, number, &found);
	if (!status && !found.id && receipt_parse(text, &number))
		status = weigh_one(cli, number, &found);
	if (!status && !found.id)
		status = weigh_order(cli, text, &found);
	if (!status && !found.id)
		status = cli_refuse(
			cli, STATUS_NOT_FOUND,
			_("\"%s\" has no refund. \"frontdesk refunds\" lists those that "
			  "are not finished, by booking, order or refund number."),
			text);
	*id = found.id;
	return status;
}

static enum status refund_in_full(struct cli *cli, const struct idem *key)
{
	struct booking booking;
	int64_t id;
	enum status status;

	if (!value_is_given(cli, OPTION_REASON))
		return cli_refuse(cli, STATUS_USAGE,
				  _("--full needs --reason: the manager says why."));
	if (value_is_given(cli, OPTION_STATE))
		return cli_refuse(cli, STATUS_USAGE,
				  _("--full and --state cannot be used together."));
	status = value_booking_number(cli, cli->operand[0], &id);
	if (!status)
		status = booking_refund(&cli->desk, id, cli->value[OPTION_REASON], key, &booking);
	if (!status)
		show_booking_answer(cli, &booking, _("Refunded."));
	return status;
}

enum status cli_refund(struct cli *cli)
{
	enum refund_state state = REFUND_SUCCEEDED;
	struct refund refund;
	struct idem key;
	char amount[MONEY_TEXT_SIZE];
	int64_t id;
	enum status status = value_key(cli, &key);

	if (status)
		return status;
	if (value_is_given(cli, OPTION_FULL))
		return refund_in_full(cli, key.set ? &key : NULL);
	if (value_is_given(cli, OPTION_REASON))
		return cli_refuse(cli, STATUS_USAGE, _("--reason is used with --full."));
	if (value_is_given(cli, OPTION_STATE) &&
	    (!refund_state_parse(cli->value[OPTION_STATE], &state) ||
	     (state != REFUND_SUBMITTED && state != REFUND_SUCCEEDED && state != REFUND_FAILED)))
		return value_not_a_choice(cli, OPTION_STATE);
	status = find_refund(cli, cli->operand[0], &id);
	if (!status)
		status = refund_step(&cli->desk, id, state, key.set ? &key : NULL, &refund);
	if (status)
		return status;
	show_refund(&cli->output, &refund);
	output_line(&cli->output, _("Refund of %s yuan (%s): %s."), show_yuan(refund.fen, amount),
		    method_word(refund.method), refund_state_word(refund.state));
	return STATUS_OK;
}
