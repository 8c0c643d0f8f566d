#include "desk/money/account.h"

static const char *const names[ACCOUNT_COUNT] = {
#define ACCOUNT(symbol, name, kind) [ACCOUNT_##symbol] = (name),
#include "desk/money/account.def"
#undef ACCOUNT
};

static const char *const kinds[ACCOUNT_COUNT] = {
#define ASSET "asset"
#define LIABILITY "liability"
#define INCOME "income"
#define ACCOUNT(symbol, name, kind) [ACCOUNT_##symbol] = (kind),
#include "desk/money/account.def"
#undef ACCOUNT
};

const char *account_name(enum account account)
{
	return names[account];
}

const char *account_kind(enum account account)
{
	return kinds[account];
}

enum account account_of_method(enum method method)
{
	return (enum account)method;
}
