#include "desk/check.h"

#include <sys/stat.h>

#include "base/language.h"
#include "base/text.h"

#include "sql_columns.h"

enum { FAULTS_NAMED_MAX = 20, FAULT_SIZE = 512 };

/* SQLite looks a file of this size over in a tenth of a second: the desk answers no key meanwhile.
 */
enum { FAST_FILE_BYTES = 16 * 1024 * 1024 };

/* Judges what SQL cannot: true when the row is at fault. */
typedef bool judge_fn(const struct store_row *row);

static bool text_is_bad(const struct store_row *row)
{
	return !text_is_clean(row_text(row, CHECK_TEXT_TEXT));
}

/*
 * Money belongs to the day it moved; or, when that was closed, to the one behind the last day
 * closed, which is far ahead after days were closed by a clock that was.
 */
static bool day_is_bad(const struct store_row *row)
{
	const day_number local = clock_local(row_number(row, CHECK_BUSINESS_DAY_AT_MS)).day;
	day_number day, closed;

	if (!day_parse(row_text(row, CHECK_BUSINESS_DAY_BUSINESS_DAY), &day) || day < local - 1)
		return true;
	if (day <= local + 1)
		return false;
	return !day_parse(row_text(row, CHECK_BUSINESS_DAY_CLOSED_BEFORE), &closed) ||
	       closed < local || day != closed + 1;
}

static const struct check {
	const char *name;
	enum sql statement;
	const char *sentence;
	bool fast;
	judge_fn *judge; /* NULL: every row is a fault */
} checks[] = {
	{ "number_once", SQL_CHECK_NUMBER_ONCE, N_("two active bookings hold one number"), false,
	  NULL },
	{ "person_once", SQL_CHECK_PERSON_ONCE, N_("one person holds two numbers of a session"),
	  false, NULL },
	{ "online_number", SQL_CHECK_ONLINE_NUMBER,
	  N_("an online booking holds a number that is not an online one"), false, NULL },
	{ "numbers_exist", SQL_CHECK_NUMBERS_EXIST,
	  N_("a session does not have the numbers of its capacity"), false, NULL },
	{ "online_share", SQL_CHECK_ONLINE_SHARE,
	  N_("a session does not have its share of online numbers"), false, NULL },
	{ "suspended", SQL_CHECK_SUSPENDED, N_("a suspended session still has an active booking"),
	  false, NULL },
	{ "balance", SQL_CHECK_BALANCE, N_("the postings do not sum to zero"), false, NULL },
	{ "postings", SQL_CHECK_POSTINGS, N_("the postings of a receipt do not sum to zero"), false,
	  NULL },
	{ "receipts", SQL_CHECK_RECEIPTS, N_("receipt numbers have a gap"), false, NULL },
	{ "refund_cap", SQL_CHECK_REFUND_CAP, N_("more was refunded than was paid"), false, NULL },
	{ "refund_of", SQL_CHECK_REFUND_OF, N_("a refund does not belong to its payment"), false,
	  NULL },
	{ "settlement", SQL_CHECK_SETTLEMENT, N_("a settlement does not equal its refund"), false,
	  NULL },
	{ "deposit", SQL_CHECK_DEPOSIT, N_("the money of a refused order was not refunded"), false,
	  NULL },
	{ "charge", SQL_CHECK_CHARGE, N_("a booking and its charge do not belong together"), false,
	  NULL },
	{ "charge_money", SQL_CHECK_CHARGE_MONEY,
	  N_("a charge was paid or refunded beyond its amount"), false, NULL },
	{ "account", SQL_CHECK_ACCOUNT, N_("money moved to an account that does not exist"), false,
	  NULL },
	{ "clinic_refund", SQL_CHECK_CLINIC_REFUND,
	  N_("the clinic's fault was not refunded in full"), false, NULL },
	{ "refund_state", SQL_CHECK_REFUND_STATE, N_("a refund's state does not match the ledger"),
	  false, NULL },
	{ "money_keyed", SQL_CHECK_MONEY_KEYED, N_("money moved without an idempotency key"), false,
	  NULL },
	{ "key_once", SQL_CHECK_KEY_ONCE, N_("an idempotency key was used twice"), false, NULL },
	{ "external_once", SQL_CHECK_EXTERNAL_ONCE, N_("a payment number was received twice"),
	  false, NULL },
	{ "audit_gapless", SQL_CHECK_AUDIT_GAPLESS, N_("audit numbers have a gap"), false, NULL },
	{ "audit_recent", SQL_CHECK_AUDIT_RECENT, N_("the newest audit numbers have a gap"), true,
	  NULL },
	{ "money_recent", SQL_CHECK_MONEY_RECENT, N_("money came lately to a day that was closed"),
	  true, NULL },
	{ "audit_chain", SQL_CHECK_AUDIT_CHAIN, N_("an audit row points forward"), false, NULL },
	{ "clock", SQL_CHECK_CLOCK, N_("the clock went back unnoticed"), false, NULL },
	{ "last_change", SQL_CHECK_LAST_CHANGE, N_("a row's last change belongs to another row"),
	  false, NULL },
	{ "ticket", SQL_CHECK_TICKET, N_("a ticket does not fit its booking"), false, NULL },
	{ "no_show", SQL_CHECK_NO_SHOW, N_("a no-show does not fit its booking"), false, NULL },
	{ "ban", SQL_CHECK_BAN, N_("a ban does not follow from its no-shows"), false, NULL },
	{ "ban_once", SQL_CHECK_BAN_ONCE, N_("a no-show is behind two bans"), false, NULL },
	{ "affected", SQL_CHECK_AFFECTED,
	  N_("an affected person's booking was not cancelled by the clinic"), false, NULL },
	{ "day_close", SQL_CHECK_DAY_CLOSE, N_("a closed day's sums do not match the ledger"),
	  false, NULL },
	{ "closed_days", SQL_CHECK_CLOSED_DAYS, N_("money came to a day that was closed"), false,
	  NULL },
	{ "business_day", SQL_CHECK_BUSINESS_DAY,
	  N_("money is booked on another day than it moved"), false, day_is_bad },
	{ "order", SQL_CHECK_ORDER, N_("an online order does not fit its booking"), false, NULL },
	{ "text", SQL_CHECK_TEXT,
	  N_("a text is not valid UTF-8 or has characters that cannot be printed"), false,
	  text_is_bad },
};

struct run {
	enum check_depth depth;
	check_fault_fn *fn;
	void *context;
	int checks, failed;
	/* Of the check that is running: */
	const char *name, *sentence;
	judge_fn *judge;
	int faults;
};

static void note_fault(const char *where, void *context)
{
	struct run *run = context;
	char fault[FAULT_SIZE], printable[FAULT_SIZE / 2];

	run->faults++;
	if (!run->fn || run->faults > FAULTS_NAMED_MAX)
		return;
	text_printable(printable, sizeof(printable), where);
	text_format(fault, sizeof(fault), "%s: %s", _(run->sentence), printable);
	run->fn(run->name, fault, run->context);
}

static enum status note_row(const struct store_row *row, void *context)
{
	struct run *run = context;

	if (!run->judge || run->judge(row))
		note_fault(row_text(row, FAULT_ROW_FAULT), run);
	return STATUS_OK;
}

static void start(struct run *run, const char *name, const char *sentence, judge_fn *judge)
{
	run->name = name;
	run->sentence = sentence;
	run->judge = judge;
	run->faults = 0;
}

static void finish(struct run *run)
{
	run->checks++;
	run->failed += run->faults > 0;
}

static bool file_is_small(const struct desk *desk)
{
	struct stat file;

	return stat(store_path(desk->store), &file) == 0 && file.st_size <= FAST_FILE_BYTES;
}

static enum status run_statements(struct desk *desk, struct run *run)
{
	enum status status;

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		if (run->depth == CHECK_FAST && !checks[i].fast)
			continue;
		start(run, checks[i].name, checks[i].sentence, checks[i].judge);
		status = store_each(desk->store, checks[i].statement, NO_ARGS, note_row, run);
		if (status)
			return desk_store_result(desk, status);
		finish(run);
	}
	return STATUS_OK;
}

static enum status run_all(struct desk *desk, void *context)
{
	struct run *run = context;
	int faults;
	enum status status;

	run->checks = run->failed = 0;
	if (run->depth == CHECK_FAST && !file_is_small(desk))
		return run_statements(desk, run);
	start(run, "file", N_("the database file is damaged"), NULL);
	status = store_examine(desk->store, run->depth == CHECK_ALL, note_fault, run, &faults);
	if (status)
		return desk_store_result(desk, status);
	finish(run);
	return run_statements(desk, run);
}

enum status check_run(struct desk *desk, enum check_depth depth, check_fault_fn *fn, void *context,
		      int *check_count, int *failed)
{
	struct run run = { .depth = depth, .fn = fn, .context = context };
	enum status status = desk_read(desk, run_all, &run);

	*check_count = run.checks;
	*failed = run.failed;
	return status;
}
