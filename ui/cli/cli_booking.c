/* Bookings: book, pay, unpaid, booking, cancel, move. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit_words.h"
#include "desk/booking/booking.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/cancel.h"
#include "desk/booking/move.h"
#include "desk/day/undo.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/values.h"

/*
 * An online booking is known by its order's number. One that is made by hand gets a number from its
 * key, so that the same key is the same order.
 */
static void order_number(const struct idem *key, char out[ORDER_NO_SIZE])
{
	size_t used;

	text_copy(out, ORDER_NO_SIZE, "DESK");
	for (size_t i = 0; i < sizeof(key->bytes); i++) {
		used = strlen(out);
		text_format(out + used, ORDER_NO_SIZE - used, "%02X", key->bytes[i]);
	}
}

static enum status read_book_wish(struct cli *cli, struct booking_wish *wish,
				  struct session *session)
{
	enum period period;
	enum status status;

	/* What is wrong with the line comes before what is wrong with its numbers. */
	memset(wish, 0, sizeof(*wish));
	status = value_channel(cli, &wish->channel);
	if (!status)
		status = value_period(cli, &period);
	if (status)
		return status;
	wish->pay = value_is_given(cli, OPTION_PAY);
	wish->extra = value_is_given(cli, OPTION_EXTRA);
	if (value_is_given(cli, OPTION_ASKED_BY) && !wish->extra)
		return cli_refuse(cli, STATUS_USAGE, _("--asked-by is used with --extra."));
	if (wish->extra && wish->channel == CHANNEL_ONLINE)
		return cli_refuse(cli, STATUS_USAGE,
				  _("Extra numbers are sold only at the counter: --extra cannot be "
				    "used with --channel online."));
	if (wish->pay)
		status = value_method(cli, OPTION_PAY, &wish->method);
	if (!status)
		status = value_key(cli, &wish->idem);
	if (!status)
		status = value_patient_number(cli, cli->value[OPTION_PATIENT], &wish->patient_id);
	if (!status)
		status = value_session(cli, session);
	wish->session_id = session->id;
	return status;
}

enum status cli_book(struct cli *cli)
{
	struct session session = { .id = 0 };
	struct booking_wish wish;
	struct booking booking;
	char order_no[ORDER_NO_SIZE];
	enum status status = read_book_wish(cli, &wish, &session);

	if (status)
		return status;
	if (wish.extra)
		wish.asked_by = value_text(cli, OPTION_ASKED_BY, session.doctor);
	if (wish.channel == CHANNEL_ONLINE) {
		if (!wish.idem.set)
			wish.idem = idem_new();
		order_number(&wish.idem, order_no);
		wish.order_no = order_no;
		wish.paid_fen = wish.pay ? session.fee_fen : 0;
	}
	status = booking_book(&cli->desk, &wish, &booking);
	if (!status)
		show_new_booking(cli, &booking, _("Booked."));
	return status;
}

enum status cli_pay(struct cli *cli)
{
	struct booking booking;
	struct idem key;
	enum method method = METHOD_CASH;
	int64_t id;
	enum status status = value_booking_number(cli, cli->operand[0], &id);

	if (!status)
		status = value_method(cli, OPTION_METHOD, &method);
	if (!status)
		status = value_key(cli, &key);
	if (!status)
		status = booking_pay(&cli->desk, id, method, key.set ? &key : NULL, &booking);
	if (!status)
		show_booking_answer(cli, &booking, _("Paid."));
	return status;
}

enum status cli_unpaid(struct cli *cli)
{
	struct booking *rows = NULL;
	size_t count = 0;
	char owed[MONEY_TEXT_SIZE];
	int64_t fen;
	enum status status = booking_list_owed(&cli->desk, &rows, &count, &fen);

	if (!status)
		status = show_bookings(cli, rows, count, _("Every booking is paid."));
	if (!status && count > 0)
		output_line(&cli->output, _("In total %s yuan is owed."), show_yuan(fen, owed));
	free(rows);
	return status;
}

/* The history comes newest first and is told from the beginning. */
static void show_history(struct output *output, const struct audit_row *rows, size_t count)
{
	char at[CLOCK_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];

	output_array(output, "history");
	for (size_t i = count; i-- > 0;) {
		const struct audit_row *row = &rows[i];

		output_object(output, NULL);
		output_number(output, "seq", row->seq);
		show_instant(output, "at", row->at_ms);
		output_text(output, "staff", row->staff);
		output_text(output, "counter", row->counter);
		output_text(output, "action", row->action);
		output_text(output, "detail", row->detail);
		output_end(output);
		output_line(output, _("%s  %s at counter %s: %s%s%s"), clock_format(row->at_ms, at),
			    row->staff, row->counter, audit_action_words(row->action),
			    *row->detail ? ", " : "", audit_detail_words(row, detail));
	}
	output_end(output);
}

enum status cli_booking(struct cli *cli)
{
	struct audit_row *rows = NULL;
	struct booking booking;
	enum payment_state paid = PAYMENT_NONE;
	size_t count = 0;
	int64_t id;
	enum status status = value_booking_number(cli, cli->operand[0], &id);

	if (!status)
		status = booking_get(&cli->desk, id, &booking);
	if (!status)
		status = show_access(cli, &booking, 1, sizeof(booking), show_person_of_booking);
	if (!status)
		status = ledger_payment_state(&cli->desk, booking.payment_id, &paid);
	if (!status)
		status = audit_history(&cli->desk, booking.seq, &rows, &count);
	if (status)
		goto out;
	output_object(&cli->output, NULL);
	show_booking(&cli->output, &booking);
	output_text(&cli->output, "payment_state", payment_state_name(paid));
	output_line(&cli->output, "%s", booking_state_word(booking.state));
	show_booking_line(&cli->output, &booking);
	show_booking_money(&cli->output, &booking);
	if (paid == PAYMENT_CLAIMED)
		output_line(&cli->output, _("The money is %s: no statement confirms it yet."),
			    payment_state_word(paid));
	show_history(&cli->output, rows, count);
	output_end(&cli->output);
out:
	free(rows);
	return status;
}

/* Whether the number that a booking gave up is sold again. What was done is done: where that
 * cannot be read nothing is said of it. */
static void show_freed(struct cli *cli, const struct booking *booking)
{
	struct session session;
	struct slot *slots = NULL;
	size_t count = 0;
	char why[PROBLEM_MESSAGE_SIZE];
	enum status status = session_get(&cli->desk, booking->session_id, &session);

	if (!status)
		status = slot_list(&cli->desk, session.id, &slots, &count);
	for (size_t i = 0; i < count && !status; i++) {
		if (slots[i].number != booking->number)
			continue;
		slot_why(&cli->desk, &session, &slots[i], booking->channel, why, sizeof(why));
		output_line(&cli->output, "%s", why);
	}
	free(slots);
}

static void show_cancelled(struct cli *cli, const struct booking *booking)
{
	struct output *output = &cli->output;
	bool has_refund = booking->refund_state != REFUND_NONE;
	char refund[MONEY_TEXT_SIZE];

	output_object(output, NULL);
	show_id(output, "booking", booking->id);
	output_text(output, "state", booking_state_name(booking->state));
	output_text(output, "cause", booking_cause_name(booking->cause));
	output_number(output, "refund_fen", booking->refund_fen);
	output_text(output, "refund_method",
		    has_refund ? method_name(booking->refund_method) : NULL);
	output_text(output, "refund_state", refund_state_name(booking->refund_state));
	output_end(output);
	output_line(output, _("Booking %" PRId64 " is cancelled."), booking->id);
	show_freed(cli, booking);
	if (has_refund)
		output_line(output, _("Refund: %s yuan (%s), %s."),
			    show_yuan(booking->refund_fen, refund),
			    method_word(booking->refund_method),
			    refund_state_word(booking->refund_state));
	else if (booking->paid_fen > 0)
		output_line(output, _("Nothing is refunded: it was cancelled on the visit date."));
	else
		output_line(output, _("Nothing had been paid."));
}

enum status cli_cancel(struct cli *cli)
{
	struct cancel_wish wish = {
		.reason = value_text(cli, OPTION_REASON, ""),
		.override = value_is_given(cli, OPTION_OVERRIDE),
		.other_method = value_is_given(cli, OPTION_METHOD),
	};
	struct booking booking;
	enum status status = value_booking_number(cli, cli->operand[0], &wish.id);

	if (!status)
		status = value_channel(cli, &wish.channel);
	if (!status && wish.other_method)
		status = value_method(cli, OPTION_METHOD, &wish.method);
	if (!status)
		status = value_key(cli, &wish.idem);
	if (!status)
		status = booking_cancel(&cli->desk, &wish, &booking);
	if (!status)
		show_cancelled(cli, &booking);
	return status;
}

static void show_moved(struct cli *cli, const struct moved *moved)
{
	struct output *output = &cli->output;
	const struct booking *from = &moved->from;
	char fen[MONEY_TEXT_SIZE], expected[PROBLEM_MESSAGE_SIZE];

	output_object(output, NULL);
	show_booking(output, &moved->to);
	show_id(output, "moved_from", from->id);
	output_number(output, "along_fen", moved->along_fen);
	output_number(output, "back_fen", moved->back_fen);
	output_text(output, "back_method",
		    moved->back_fen ? method_name(from->refund_method) : NULL);
	output_text(output, "back_state",
		    moved->back_fen ? refund_state_name(from->refund_state) : NULL);
	output_number(output, "due_fen", moved->due_fen);
	output_line(output, _("Moved from booking %" PRId64 "."), from->id);
	output_line(output, "%s", booking_say_expected(&moved->to, expected, sizeof(expected)));
	show_elsewhere(cli, &moved->to);
	output_end(output);
	show_freed(cli, from);
	show_booking_line(output, &moved->to);
	if (moved->along_fen)
		output_line(output, _("%s yuan went along."), show_yuan(moved->along_fen, fen));
	if (moved->back_fen)
		output_line(output, _("Refund of the difference: %s yuan (%s), %s."),
			    show_yuan(moved->back_fen, fen), method_word(from->refund_method),
			    refund_state_word(from->refund_state));
	show_booking_money(output, &moved->to);
}

enum status cli_move(struct cli *cli)
{
	struct move_wish wish = { .pay = value_is_given(cli, OPTION_PAY) };
	struct session session;
	struct moved moved;
	enum status status = value_booking_number(cli, cli->operand[0], &wish.id);

	if (!status && wish.pay)
		status = value_method(cli, OPTION_PAY, &wish.method);
	if (!status)
		status = value_key(cli, &wish.idem);
	if (!status)
		status = value_session(cli, &session);
	if (status)
		return status;
	wish.session_id = session.id;
	status = booking_move(&cli->desk, &wish, &moved);
	if (!status)
		show_moved(cli, &moved);
	return status;
}

enum status cli_undo(struct cli *cli)
{
	char done[AUDIT_DETAIL_SIZE];
	struct booking booking;
	struct undo undo;
	enum status status = undo_look(&cli->desk, &undo);

	if (!status)
		status = undo_last(&cli->desk, undo.seq, &booking);
	if (status)
		return status;
	text_format(done, sizeof(done), _("Undone: %s."), audit_action_words(undo.action));
	show_booking_answer(cli, &booking, done);
	return STATUS_OK;
}
