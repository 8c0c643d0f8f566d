/* Online orders: orders, order retry. */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/online/order.h"
#include "desk/online/order_look.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

static void show_order(struct output *output, const struct order_row *row)
{
	const struct online_order *order = &row->order;
	char receipt[RECEIPT_SIZE];

	output_object(output, NULL);
	output_text(output, "order_no", order->order_no);
	output_text(output, "action", online_action_name(order->action));
	output_text(output, "result", online_result_name(row->result));
	output_text(output, "code", row->code);
	show_id(output, "booking", row->booking_id);
	output_text_or_null(output, "doctor", order->doctor_code);
	if (row->is_known)
		show_day(output, "date", order->day);
	else
		output_text(output, "date", NULL);
	output_text(output, "period", row->is_known ? period_name(order->period) : NULL);
	output_text_or_null(output, "name", order->name);
	show_phone(output, "phone", order->phone);
	output_number(output, "paid_fen", order->paid_fen);
	output_number(output, "stake_fen", row->stake_fen);
	output_text_or_null(output, "transaction_id", order->transaction_id);
	output_text_or_null(output, "refund", receipt_format(row->refund_id, receipt));
	output_text(output, "refund_state", refund_state_name(row->refund_state));
	output_bool(output, "can_be_tried", order_row_can_be_tried(row));
	show_instant(output, "ordered_at", order->ordered_ms);
	output_end(output);
}

/* Somebody has to call these people: --whole shows the phone. */
static void list_order(const struct output *output, struct table *table,
		       const struct order_row *row)
{
	const struct online_order *order = &row->order;
	char text[DAY_TEXT_SIZE], amount[MONEY_TEXT_SIZE], phone[MASK_SIZE];

	table_cell(table, order->order_no);
	table_cell(table, online_result_word(row->result));
	if (row->is_known)
		table_format(table, "%s %s %s", order->doctor_code, day_format(order->day, text),
			     period_word(order->period));
	else
		table_cell(table, "");
	table_cell(table, order->name);
	table_cell(table, show_phone_text(output, order->phone, phone));
	table_cell(table, order->paid_fen ? show_yuan(order->paid_fen, amount) : "");
	table_cell(table, row->refund_id ? refund_state_word(row->refund_state) : "");
	table_cell(table, reason_words(row->code, 0));
}

static void person_of(const void *row, struct access_person *out)
{
	const struct order_row *order = row;

	out->booking_id = order->booking_id;
	out->order_no = order->order.order_no;
}

enum status cli_orders(struct cli *cli)
{
	static const struct table_column columns[] = {
		{ N_("Order"), TEXT_LEFT },  { N_("Outcome"), TEXT_LEFT },
		{ N_("Visit"), TEXT_LEFT },  { N_("Name"), TEXT_LEFT },
		{ N_("Phone"), TEXT_LEFT },  { N_("Paid"), TEXT_RIGHT },
		{ N_("Refund"), TEXT_LEFT }, { N_("Why"), TEXT_LEFT },
	};
	const bool refused = value_is_given(cli, OPTION_REFUSED);
	const bool look = value_is_given(cli, OPTION_LOOK);
	struct order_row *rows = NULL;
	struct table table;
	size_t count = 0;
	day_number day;
	enum status status = value_day(cli, desk_today(&cli->desk), &day);

	if (!status && refused && value_is_given(cli, OPTION_DATE))
		return cli_refuse(cli, STATUS_USAGE,
				  _("--refused and --date cannot be used together."));
	if (!status && look && (refused || value_is_given(cli, OPTION_DATE)))
		return cli_refuse(cli, STATUS_USAGE,
				  _("--look is used without --refused and --date."));
	if (!status && look)
		status = order_look_list(&cli->desk, &rows, &count);
	else if (!status)
		status = refused ? order_rows_refused(&cli->desk, &rows, &count)
				 : order_rows_of_day(&cli->desk, day, &rows, &count);
	if (!status)
		status = show_access(cli, rows, count, sizeof(*rows), person_of);
	if (status) {
		free(rows);
		return status;
	}
	table_init(&table, &cli->output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		show_order(&cli->output, &rows[i]);
		list_order(&cli->output, &table, &rows[i]);
	}
	output_end(&cli->output);
	table_finish(&table, look ? _("No order waits for somebody to look at it.")
			     : refused
				     ? _("No refused order is open: no money is owed for any, and "
					 "no visit can still be made.")
				     : _("No online order was recorded on this day."));
	free(rows);
	return STATUS_OK;
}

enum status cli_order_retry(struct cli *cli)
{
	struct online_answer answer;
	enum status status = online_order_retry(&cli->desk, cli->operand[0], 0, &answer);

	if (status)
		return status;
	output_object(&cli->output, NULL);
	output_text(&cli->output, "order_no", answer.order_no);
	output_text(&cli->output, "result", online_result_name(answer.result));
	show_id(&cli->output, "booking", answer.booking_id);
	output_number(&cli->output, "number", answer.number);
	output_number(&cli->output, "refund_fen", answer.refund_fen);
	output_text(&cli->output, "message", answer.message);
	output_end(&cli->output);
	output_line(&cli->output, "%s", answer.message);
	return STATUS_OK;
}

enum status cli_order_settle(struct cli *cli)
{
	const struct order_decision decision = { .order_no = cli->operand[0],
						 .carry_out = strcmp(cli->operand[1],
								     "carry-out") == 0,
						 .reason = cli->value[OPTION_REASON] };
	struct order_row row;
	char amount[MONEY_TEXT_SIZE];
	int64_t back_fen;
	enum status status;

	if (!decision.carry_out && strcmp(cli->operand[1], "leave") != 0)
		return cli_refuse(cli, STATUS_USAGE, _("\"%s\" is none of these: %s."),
				  cli->operand[1], "carry-out|leave");
	status = order_look_settle(&cli->desk, &decision, &row, &back_fen);
	if (status)
		return status;
	row.stake_fen = back_fen;
	show_order(&cli->output, &row);
	output_line(&cli->output,
		    decision.carry_out ? _("Order %s was carried out.")
				       : _("Order %s stays refused."),
		    row.order.order_no);
	if (back_fen)
		output_line(&cli->output, _("A refund of %s yuan was requested."),
			    show_yuan(back_fen, amount));
	return STATUS_OK;
}
