#include "desk/trust/delay.h"

#include "base/language.h"
#include "base/text.h"

#include "sql_columns.h"

enum {
	WHAT_SIZE = CODE_SIZE + 8,
	MISSES_MAX = 1000000, /* more are not counted */
	FORGOTTEN_MS = 24 * 60 * MS_PER_MINUTE
};

struct delay {
	char what[WHAT_SIZE];
	int misses;
	int64_t until_ms;
};

/* Of the code, and of the counter. */
struct attempt {
	const char *code;
	struct delay delay[2];
};

int delay_seconds(int misses)
{
	int seconds = 1;

	if (misses <= 0)
		return 0;
	while (--misses > 0 && seconds < DELAY_SECONDS_MAX)
		seconds *= 2;
	return seconds < DELAY_SECONDS_MAX ? seconds : DELAY_SECONDS_MAX;
}

static void name_delays(struct attempt *attempt, const struct desk *desk)
{
	text_format(attempt->delay[0].what, WHAT_SIZE, "code:%s", attempt->code);
	text_format(attempt->delay[1].what, WHAT_SIZE, "counter:%s", desk->counter);
}

static enum status read_delay(const struct store_row *row, void *context)
{
	struct delay *out = context;

	out->misses = (int)row_number(row, SIGN_IN_DELAY_GET_MISSES);
	out->until_ms = row_number(row, SIGN_IN_DELAY_GET_UNTIL_MS);
	return STATUS_OK;
}

static enum status write_delay(struct desk *desk, const struct delay *delay)
{
	return desk_store_result(
		desk, store_run(desk->store, SQL_SIGN_IN_DELAY_SET,
				ARGS(store_text(delay->what), STORE_ARG_INT(delay->misses),
				     STORE_ARG_INT(delay->until_ms)),
				NULL));
}

static enum status look_at(struct desk *desk, struct delay *delay)
{
	enum status status;

	delay->misses = 0;
	delay->until_ms = 0;
	status = store_one(desk->store, SQL_SIGN_IN_DELAY_GET, ARGS(store_text(delay->what)),
			   read_delay, delay);
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

/* How long it is still to wait. A clock that was set back makes nobody wait for as long as it was:
 * the delay begins anew. */
static int64_t wait_ms(struct delay *delay, int64_t now_ms)
{
	const int64_t whole_ms = delay_seconds(delay->misses) * (int64_t)MS_PER_SECOND;

	if (delay->until_ms - now_ms > whole_ms)
		delay->until_ms = now_ms + whole_ms;
	return delay->until_ms - now_ms;
}

static enum status count_miss(struct desk *desk, struct delay *delay, int64_t now_ms)
{
	delay->misses += delay->misses < MISSES_MAX;
	delay->until_ms = now_ms + delay_seconds(delay->misses) * (int64_t)MS_PER_SECOND;
	return write_delay(desk, delay);
}

struct beginning {
	struct attempt attempt;
	int misses;
	int64_t wait_ms;
};

static enum status begin_inside(struct desk *desk, void *context)
{
	struct beginning *beginning = context;
	const int64_t now_ms = desk_now_ms(desk);
	enum status status = desk_store_result(
		desk, store_run(desk->store, SQL_SIGN_IN_DELAY_FORGET,
				ARGS(STORE_ARG_INT(now_ms - FORGOTTEN_MS)), NULL));

	beginning->wait_ms = 0;
	for (int i = 0; !status && i < 2; i++) {
		struct delay *delay = &beginning->attempt.delay[i];
		int64_t wait;

		status = look_at(desk, delay);
		wait = wait_ms(delay, now_ms);
		if (!status && wait > 0)
			status = write_delay(desk, delay);
		if (wait > beginning->wait_ms)
			beginning->wait_ms = wait;
	}
	beginning->misses = beginning->attempt.delay[0].misses;
	for (int i = 0; !status && beginning->wait_ms == 0 && i < 2; i++)
		status = count_miss(desk, &beginning->attempt.delay[i], now_ms);
	return status;
}

enum status delay_begin(struct desk *desk, const char *code, int *misses)
{
	struct beginning beginning = { .attempt = { .code = code } };
	enum status status;

	name_delays(&beginning.attempt, desk);
	status = desk_change(desk, begin_inside, &beginning);
	*misses = beginning.misses;
	if (!status && beginning.wait_ms > 0) {
		const unsigned long seconds =
			(unsigned long)((beginning.wait_ms + MS_PER_SECOND - 1) / MS_PER_SECOND);

		return desk_refuse(
			desk, STATUS_SIGN_IN_WAIT,
			_n("After what was typed in vain, the next try is in %lu second.",
			   "After what was typed in vain, the next try is in %lu seconds.",
			   seconds),
			seconds);
	}
	return status;
}

enum status delay_end(struct desk *desk, const char *code)
{
	struct attempt attempt = { .code = code };
	enum status status = STATUS_OK;

	name_delays(&attempt, desk);
	for (int i = 0; !status && i < 2; i++)
		status = desk_store_result(desk, store_run(desk->store, SQL_SIGN_IN_DELAY_END,
							   ARGS(store_text(attempt.delay[i].what)),
							   NULL));
	return status;
}
