#include "desk/online/order_money.h"

enum status order_money_back(struct desk *desk, const struct online_order *order, const char *code,
			     int64_t seq, int64_t *refund_id)
{
	const struct payment payment = { .method = METHOD_WECHAT,
					 .fen = order->paid_fen,
					 .order_no = order->order_no,
					 .external_no = order->transaction_id,
					 .seq = seq };
	struct refund_wish refund = {
		.fen = order->paid_fen, .method = METHOD_WECHAT, .reason = code, .seq = seq
	};
	enum refund_state state;
	enum status status;

	if (order->action != ONLINE_BOOK || !order->paid_fen)
		return STATUS_OK;
	status = ledger_pay(desk, &payment, &refund.payment_id);
	if (!status)
		status = ledger_refund(desk, &refund, refund_id, &state);
	return status == STATUS_DUPLICATE_PAYMENT ? STATUS_OK : status;
}
