#include "desk/booking/pay_back.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/booking/give_back.h"
#include "desk/booking/suspension.h"
#include "desk/money/refund.h"
#include "desk/reason.h"

struct paying {
	const struct pay_back_wish *wish;
	struct idem idem;
	char reason[REASON_SIZE];
	struct pay_back *out;
};

static bool is_unfinished(const struct refund *refund)
{
	return refund->state == REFUND_REQUESTED || refund->state == REFUND_SUBMITTED ||
	       refund->state == REFUND_FAILED;
}

/* Of the refunds: those on their way, in all and as far as no payment service has them yet. */
static void sum_unfinished(const struct refund *refunds, size_t count, int64_t *fen,
			   int64_t *here_fen)
{
	*fen = *here_fen = 0;
	for (size_t i = 0; i < count; i++) {
		if (!is_unfinished(&refunds[i]))
			continue;
		*fen += refunds[i].fen;
		if (refund_may_be_withdrawn(refunds[i].state))
			*here_fen += refunds[i].fen;
	}
}

/* One refund a step on, the way its money came. */
static enum status step_on(struct desk *desk, const struct refund *refund, struct pay_back *out)
{
	const bool at_once = refund->state == REFUND_REQUESTED &&
			     method_is_immediate(refund->method);
	const enum refund_state to = at_once || refund->state == REFUND_SUBMITTED
					     ? REFUND_SUCCEEDED
					     : REFUND_SUBMITTED;
	struct refund after;

	out->method = refund->method;
	if (at_once)
		out->handed_fen += refund->fen;
	else if (to == REFUND_SUCCEEDED)
		out->arrived_fen += refund->fen;
	else
		out->submitted_fen += refund->fen;
	return refund_step(desk, refund->id, to, NULL, &after);
}

/* The requests are withdrawn, and the money goes back by the other method instead. */
static enum status go_another_way(struct desk *desk, const struct paying *paying, int64_t seq)
{
	struct pay_back *out = paying->out;
	const enum method method = paying->wish->method;
	struct give_back back = {
		.method = &method, .at_counter = true, .reason = paying->reason, .seq = seq
	};
	enum status status = refund_withdraw_all(desk, out->booking.id, &back.fen);

	if (status)
		return status;
	out->method = method;
	if (method_is_immediate(method))
		out->handed_fen = back.fen;
	else
		out->requested_fen = back.fen;
	out->booking.refund_fen -= back.fen;
	return booking_give_back(desk, &out->booking, &back);
}

static enum status record(struct desk *desk, const struct paying *paying, int64_t fen, int64_t *seq)
{
	const struct booking *booking = &paying->out->booking;
	char detail[AUDIT_DETAIL_SIZE], amount[MONEY_TEXT_SIZE];

	text_format(detail, sizeof(detail), "%s %s%s%s", money_format(fen, amount),
		    method_name(paying->wish->other_method ? paying->wish->method
							   : booking->refund_method),
		    paying->reason[0] ? ": " : "", paying->reason);
	return audit_record(desk, AUDIT_BOOKING_REFUND, booking->id, booking->seq, &paying->idem,
			    detail, seq);
}

/* Whether anything of it can be paid back as is asked; *fen is how much. */
static enum status may_be_paid(struct desk *desk, const struct paying *paying,
			       const struct refund *refunds, size_t count, int64_t *fen)
{
	const struct booking *booking = &paying->out->booking;
	int64_t here_fen;

	sum_unfinished(refunds, count, fen, &here_fen);
	if (!*fen)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Nothing was paid for the booking of %s, so nothing goes "
				     "back. Record that the patient was told."),
				   booking->patient);
	if (paying->wish->other_method && here_fen < *fen)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("The refund of %s was submitted to the payment service; it "
				     "cannot go back another way unless it fails."),
				   booking->patient);
	return STATUS_OK;
}

static enum status pay(struct desk *desk, const struct paying *paying, const struct refund *refunds,
		       size_t count)
{
	struct booking *booking = &paying->out->booking;
	int64_t fen, seq;
	enum status status = may_be_paid(desk, paying, refunds, count, &fen);

	if (!status)
		status = record(desk, paying, fen, &seq);
	if (!status && paying->wish->other_method)
		status = go_another_way(desk, paying, seq);
	for (size_t i = 0; i < count && !status && !paying->wish->other_method; i++)
		if (is_unfinished(&refunds[i]))
			status = step_on(desk, &refunds[i], paying->out);
	if (!status)
		status = booking_store(desk, booking, seq);
	/* Who was moved stays so, whatever of the price goes back. */
	if (!status && !paying->out->submitted_fen && !paying->out->requested_fen &&
	    !booking->moved_to)
		status = affected_record(desk, booking->id, OUTCOME_REFUNDED, seq);
	return status;
}

static bool has_all_of_it(const struct booking *booking)
{
	return booking->refund_fen && !booking->moved_to &&
	       (booking->refund_state == REFUND_DONE || booking->refund_state == REFUND_SUCCEEDED);
}

static enum status pay_inside(struct desk *desk, void *context)
{
	const struct paying *paying = context;
	struct booking *booking = &paying->out->booking;
	const int64_t id = paying->wish->id;
	struct refund *refunds = NULL;
	size_t count = 0;
	int64_t before_id, fen, here_fen;
	bool affected;
	enum status status = audit_done_before(desk, &paying->idem, AUDIT_BOOKING_REFUND,
					       &before_id);

	memset(paying->out, 0, sizeof(*paying->out));
	if (status != STATUS_NOT_FOUND)
		return status ? status : booking_get(desk, before_id, booking);
	status = booking_get(desk, id, booking);
	if (!status)
		status = affected_find(desk, id, &affected);
	if (!status && !affected)
		return desk_refuse(desk, STATUS_NOT_FOUND,
				   _("%s is not affected by a suspended session."),
				   booking->patient);
	if (!status)
		status = refund_list_of(desk, id, &refunds, &count);
	sum_unfinished(refunds, count, &fen, &here_fen);
	if (!status && !fen && has_all_of_it(booking))
		status = affected_settle(desk, id, OUTCOME_REFUNDED);
	else if (!status)
		status = pay(desk, paying, refunds, count);
	free(refunds);
	return status ? status : booking_get(desk, id, booking);
}

static enum status read_wish(struct desk *desk, const struct pay_back_wish *wish,
			     struct paying *paying)
{
	enum status status = reason_read(desk, wish->reason, wish->other_method, paying->reason);

	if (status || !wish->idem.set)
		return status;
	idem_ask_number(&paying->idem, IDEM_BOOKING, wish->id);
	idem_ask(&paying->idem, IDEM_METHOD, wish->other_method ? method_name(wish->method) : "");
	idem_ask(&paying->idem, IDEM_REASON, paying->reason);
	return STATUS_OK;
}

enum status pay_back(struct desk *desk, const struct pay_back_wish *wish, struct pay_back *out)
{
	struct paying paying = { .wish = wish, .idem = idem_or_new(&wish->idem), .out = out };
	enum status status = read_wish(desk, wish, &paying);

	return status ? status : desk_change(desk, pay_inside, &paying);
}

enum status pay_back_terms(struct desk *desk, const struct pay_back_wish *wish,
			   struct pay_back *out)
{
	struct paying paying = { .wish = wish, .idem = idem_new(), .out = out };
	enum status status = reason_read(desk, wish->reason, false, paying.reason);

	return status ? status : desk_try(desk, pay_inside, &paying);
}
