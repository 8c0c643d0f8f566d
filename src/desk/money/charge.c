#include "desk/money/charge.h"

enum status charge_registration(struct desk *desk, int64_t booking_id, int64_t fen, int64_t seq)
{
	return desk_store_result(
		desk, store_run(desk->store, SQL_CHARGE_ADD,
				ARGS(STORE_ARG_INT(booking_id), store_text("registration"),
				     STORE_ARG_INT(fen), STORE_ARG_INT(seq)),
				NULL));
}

enum charge_state charge_state(int64_t fen, int64_t paid_fen, int64_t refund_fen, bool stands)
{
	if (!paid_fen && !stands)
		return CHARGE_VOID;
	if (paid_fen < fen && stands)
		return CHARGE_OWED;
	if (!refund_fen)
		return CHARGE_PAID;
	return refund_fen < paid_fen ? CHARGE_PARTLY_REFUNDED : CHARGE_REFUNDED;
}
