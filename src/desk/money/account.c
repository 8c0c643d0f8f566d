#include "desk/money/account.h"

static const char *const names[ACCOUNT_COUNT] = {
#define ACCOUNT(symbol, name, kind) [ACCOUNT_##symbol] = (name),
#include "desk/money/account.def"
#undef ACCOUNT
};

const char *account_name(enum account account)
{
	return names[account];
}

enum account account_of_method(enum method method)
{
	return (enum account)method;
}
