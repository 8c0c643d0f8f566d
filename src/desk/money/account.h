#ifndef DESK_ACCOUNT_H
#define DESK_ACCOUNT_H
/*
 * The accounts of the ledger: ACCOUNT_CASH and the others of account.def, those of the methods of
 * payment first and in their order.
 */
#include "desk/money/method.h"

enum account {
#define ACCOUNT(symbol, name, kind) ACCOUNT_##symbol,
#include "desk/money/account.def"
#undef ACCOUNT
	ACCOUNT_COUNT
};

/* "refund_due": its name in the store. */
const char *account_name(enum account account);

/* "asset", "liability" or "income", as the store has it. */
const char *account_kind(enum account account);

/* Where money is that was paid by a method. */
enum account account_of_method(enum method method);

#endif
