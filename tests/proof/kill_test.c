/*
 * kill -9 at random moments while desks book, take payment and cancel, now one of them and now all
 * at once: what was acknowledged is there, with its money; nothing is half done; every invariant
 * holds. The desks checkpoint often, so that this is cut as well. SEED reruns one run, KILLS makes
 * it longer.
 */
#include "proof.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/booking/cancel.h"
#include "store/limits.h"

/* All desks at once every so many kills: then nobody is left who knows the log, and the next one
 * has to read it anew. Every invariant is looked at every so many. */
enum {
	DESKS = 4,
	SESSIONS = 40,
	CAPACITY = 900,
	PEOPLE = 400,
	ACKS_MAX = 1000000,
	ALL_EVERY = 20,
	CHECK_EVERY = 1000,
	CHECKPOINT_PAGES = 60,
	FEE_FEN = 2000
};

/* Written by a desk after the function said done: only then may a patient be told. */
struct ack {
	int64_t booking_id, payment_id;
	volatile int asked, cancelled; /* to be cancelled, before it is tried; and after */
};

struct shared {
	volatile long count;
	volatile int day; /* a day has 99,999 booking numbers: a long run needs several */
	struct ack ack[ACKS_MAX];
};

static struct shared *shared;

static void acknowledge(const struct booking *booking)
{
	long place = __sync_fetch_and_add(&shared->count, 1);

	if (place >= ACKS_MAX)
		_exit(0);
	shared->ack[place].payment_id = booking->payment_id;
	__sync_synchronize();
	shared->ack[place].booking_id = booking->id;
}

static void book_one(struct desk *desk, const struct proof_clinic *clinic, unsigned *seed)
{
	/* The fourth and fifth day of each five: they are ahead for the whole run. */
	const int session = rand_r(seed) % (SESSIONS / 5) * 5 + 3 + rand_r(seed) % 2;
	const struct booking_wish wish = { .session_id = clinic->sessions[session],
					   .patient_id = clinic->people[rand_r(seed) % PEOPLE],
					   .pay = rand_r(seed) % 2 == 0,
					   .method = METHOD_CASH };
	struct booking booking;

	if (booking_book(desk, &wish, &booking))
		return;
	if (!booking.payment_id && booking_pay(desk, booking.id, METHOD_CASH, NULL, &booking))
		return;
	acknowledge(&booking);
}

/* Somebody's, made at any time in this run. */
static void cancel_one(struct desk *desk, unsigned *seed)
{
	struct cancel_wish wish = { .channel = CHANNEL_COUNTER, .reason = "" };
	struct booking booking;
	struct ack *ack;

	if (!shared->count)
		return;
	ack = &shared->ack[rand_r(seed) % shared->count];
	if (!ack->booking_id || __sync_fetch_and_add(&ack->asked, 1))
		return;
	wish.id = ack->booking_id;
	if (!booking_cancel(desk, &wish, &booking))
		ack->cancelled = 1;
}

static void work(const struct proof_clinic *clinic, unsigned seed)
{
	const struct store_limits limits = { .wait_ms = STORE_LIMITS.wait_ms,
					     .checkpoint_pages = CHECKPOINT_PAGES };
	struct desk opened = proof_desk(clinic->path), *desk = &opened;

	store_set_limits(desk->store, &limits);
	for (;;) {
		fixture_clock(desk, shared->day, FIXTURE_AT(6, 0));
		if (rand_r(&seed) % 3 == 0)
			cancel_one(desk, &seed);
		else
			book_one(desk, clinic, &seed);
	}
}

static pid_t start_desk(const struct proof_clinic *clinic, unsigned seed)
{
	pid_t child = fixture_fork();

	if (child == 0)
		work(clinic, seed);
	return child;
}

static void kill_desk(pid_t desk)
{
	assert_int_equal(kill(desk, SIGKILL), 0);
	assert_int_equal(waitpid(desk, NULL, 0), desk);
}

static void kill_some(pid_t desks[DESKS], int kills, int total, unsigned *seed,
		      const struct proof_clinic *clinic)
{
	for (int i = 0; i < kills; i++) {
		const bool all = rand_r(seed) % ALL_EVERY == 0;
		const int victim = rand_r(seed) % DESKS;
		const struct timespec pause = { 0, 1000000L * (1 + rand_r(seed) % 30) };

		nanosleep(&pause, NULL);
		for (int k = 0; k < DESKS; k++)
			if (all || k == victim)
				kill_desk(desks[k]);
		for (int k = 0; k < DESKS; k++)
			if (all || k == victim)
				desks[k] = start_desk(clinic, (*seed)++);
		if (rand_r(seed) % total < 3 && shared->day < FIXTURE_DAY + 3)
			shared->day++;
	}
}

static void kill_at_random_moments(struct proof_clinic *clinic, int kills, unsigned seed)
{
	pid_t desks[DESKS];

	shared->day = FIXTURE_DAY;
	for (int done = 0; done < kills; done += CHECK_EVERY) {
		const int now = kills - done < CHECK_EVERY ? kills - done : CHECK_EVERY;

		for (int i = 0; i < DESKS; i++)
			desks[i] = start_desk(clinic, seed++);
		kill_some(desks, now, kills, &seed, clinic);
		for (int i = 0; i < DESKS; i++)
			kill_desk(desks[i]);
		proof_reopen(clinic);
		proof_check(clinic);
		proof_close(clinic);
	}
}

/* As it was said; where it was not said any more, as a whole or not at all. */
static bool is_kept(struct desk *desk, const struct ack *ack)
{
	struct booking booking;
	bool cancelled;

	if (booking_get(desk, ack->booking_id, &booking) || booking.paid_fen != FEE_FEN ||
	    booking.payment_id != ack->payment_id)
		return false;
	cancelled = booking.state == BOOKING_CANCELLED;
	if ((ack->cancelled && !cancelled) || (!ack->asked && cancelled))
		return false;
	return booking.refund_fen == (cancelled ? FEE_FEN : 0);
}

static void nothing_acknowledged_is_lost_by_kill_9(void **state)
{
	static struct proof_clinic clinic;
	int kills = proof_number("KILLS", 100, 100000);
	const int seed = proof_seed();
	long bad = 0, acks = 0, cancelled = 0;

	(void)state;
	proof_open(&clinic, SESSIONS, CAPACITY, PEOPLE);
	proof_close(&clinic);
	kill_at_random_moments(&clinic, kills, (unsigned)seed);
	proof_reopen(&clinic);
	for (long i = 0; i < shared->count && i < ACKS_MAX; i++) {
		if (!shared->ack[i].booking_id)
			continue; /* killed before it was written: nobody was told */
		acks++;
		cancelled += shared->ack[i].cancelled;
		bad += !is_kept(clinic.desk, &shared->ack[i]);
	}
	proof_line("kill", seed, kills, bad, "acknowledged %ld, cancelled %ld", acks, cancelled);
	assert_true(acks > kills / 4);
	assert_true(cancelled > kills / 16);
	assert_int_equal(bad, 0);
	proof_check(&clinic);
	fixture_close(clinic.desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_acknowledged_is_lost_by_kill_9),
	};

	/* What a killed process wrote the kernel keeps, on a disk or in memory: the quicker one. */
	if (!proof_in_memory())
		return 1;
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	if (shared == MAP_FAILED)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
