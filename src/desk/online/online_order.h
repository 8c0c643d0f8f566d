#ifndef DESK_ONLINE_ONLINE_ORDER_H
#define DESK_ONLINE_ONLINE_ORDER_H
/*
 * What an online order asks for, and how it is answered, as the store, files and people call it.
 */
#include "base/clock.h"
#include "base/identity.h"
#include "base/period.h"
#include "desk/money/ledger.h"

enum online_action {
#define ONLINE_ACTION(symbol, name, also) ONLINE_##symbol,
#include "desk/online/online_action.def"
#undef ONLINE_ACTION
};

/* "book"; back from the name or its Chinese, false when it is neither. */
const char *online_action_name(enum online_action action);
bool online_action_parse(const char *text, enum online_action *action);

enum online_result {
#define ONLINE_RESULT(symbol, name, word) ONLINE_##symbol,
#include "desk/online/online_result.def"
#undef ONLINE_RESULT
};

/* "accepted"; the translated word; back from the name, false when it is none. */
const char *online_result_name(enum online_result result);
const char *online_result_word(enum online_result result);
bool online_result_parse(const char *text, enum online_result *result);

/* Why an order was refused, translated: each code of online_code.def has one word of its own. */
const char *online_code_word(const char *code);

enum { ONLINE_TYPED_SIZE = 129, ONLINE_CODE_SIZE = 40 };

/* What is asked. The doctor's code is read as all codes are (code_read); name, identity number and
 * phone are as the patient typed them; the others are usable as they stand. */
struct online_order {
	char order_no[ORDER_NO_SIZE];
	enum online_action action;
	char doctor_code[CODE_SIZE];
	day_number day;
	enum period period;
	enum id_type id_type; /* of the identity number */
	char name[ONLINE_TYPED_SIZE], id_number[ONLINE_TYPED_SIZE], phone[ONLINE_TYPED_SIZE];
	bool paid; /* the amount was given */
	int64_t paid_fen;
	char transaction_id[EXTERNAL_NO_SIZE]; /* the payment service's number; "" for none */
	int64_t ordered_ms;		       /* when the patient asked */
};

#endif
