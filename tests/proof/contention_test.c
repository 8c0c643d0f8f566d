/*
 * Many desks at once over scarce numbers, with cancellations mixed in: no number sold twice, no
 * acknowledged booking lost, every refusal true at the moment it was given. SEED reruns one run,
 * DESKS and ROUNDS make it longer.
 */
#include "proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking.h"

enum { SESSIONS = 24, CAPACITY = 40, PEOPLE = 160, DESKS_MAX = 64, ROUNDS_MAX = 20000 };

/* What one desk was told: a booking it may rely on, and whether it cancelled it later. */
struct ack {
	int64_t booking_id, session_id;
	int number;
	bool cancelled;
};

struct shared {
	int failures;
	char failure[256];
	long booked, cancelled, refused;
	int count[DESKS_MAX];
	struct ack ack[DESKS_MAX][ROUNDS_MAX];
};

static struct shared *shared;

/* Runs one booking and, when it is refused, looks in the same transaction whether the refusal is
 * true. */
struct attempt {
	struct booking_wish wish;
	struct booking booking;
	bool lied;
};

static enum status attempt_inside(struct desk *desk, void *context)
{
	struct attempt *attempt = context;
	struct session session;
	struct booking *rows;
	size_t count;
	enum status status = booking_book(desk, &attempt->wish, &attempt->booking), look;

	attempt->lied = false;
	if (status == STATUS_QUOTA_FULL) {
		look = session_get(desk, attempt->wish.session_id, &session);
		attempt->lied = look || (attempt->wish.channel == CHANNEL_ONLINE
						 ? session.online.free
						 : session.counter.free) > 0;
	} else if (status == STATUS_DUPLICATE_PERSON) {
		attempt->lied = true;
		look = booking_list_session(desk, attempt->wish.session_id, &rows, &count);
		for (size_t i = 0; !look && i < count; i++)
			if (rows[i].patient_id == attempt->wish.patient_id &&
			    rows[i].state != BOOKING_CANCELLED)
				attempt->lied = false;
		free(rows);
	}
	return status;
}

static void complain(const char *what, const char *why)
{
	if (!__sync_fetch_and_add(&shared->failures, 1))
		text_format(shared->failure, sizeof(shared->failure), "%s: %s", what, why);
}

static void cancel_one(struct desk *desk, int me, unsigned *seed)
{
	int which = rand_r(seed) % (shared->count[me] ? shared->count[me] : 1);
	struct ack *ack = &shared->ack[me][which];
	struct cancel_wish wish = { .id = ack->booking_id,
				    .channel = CHANNEL_COUNTER,
				    .reason = "" };
	struct booking booking;

	if (!shared->count[me] || ack->cancelled)
		return;
	if (booking_cancel(desk, &wish, &booking)) {
		complain("cancel", desk->problem.message);
		return;
	}
	ack->cancelled = true;
	__sync_fetch_and_add(&shared->cancelled, 1);
}

static void book_one(struct desk *desk, int me, unsigned *seed, const struct proof_clinic *clinic)
{
	struct attempt attempt = { .wish = { .pay = true, .method = METHOD_CASH } };
	char order_no[ORDER_NO_SIZE];
	enum status status;

	attempt.wish.session_id = clinic->sessions[rand_r(seed) % SESSIONS];
	attempt.wish.patient_id = clinic->people[rand_r(seed) % PEOPLE];
	if (rand_r(seed) % 5 == 0) {
		attempt.wish.channel = CHANNEL_ONLINE;
		attempt.wish.method = METHOD_WECHAT;
		attempt.wish.paid_fen = 2000;
		text_format(order_no, sizeof(order_no), "WX%d%08x", me, (unsigned)rand_r(seed));
		attempt.wish.order_no = order_no;
	}
	status = desk_change(desk, attempt_inside, &attempt);
	if (!status) {
		struct ack *ack = &shared->ack[me][shared->count[me]];

		*ack = (struct ack){ attempt.booking.id, attempt.booking.session_id,
				     attempt.booking.number, false };
		shared->count[me]++;
		__sync_fetch_and_add(&shared->booked, 1);
	} else if (status != STATUS_QUOTA_FULL && status != STATUS_DUPLICATE_PERSON) {
		complain(status_name(status), desk->problem.message);
	} else {
		__sync_fetch_and_add(&shared->refused, 1);
		if (attempt.lied)
			complain("a refusal that is not true", desk->problem.message);
	}
}

static void work(const struct proof_clinic *clinic, int me, unsigned seed, int rounds)
{
	struct desk opened = proof_desk(clinic->path), *desk = &opened;

	for (int i = 0; i < rounds; i++) {
		if (rand_r(&seed) % 4 == 0)
			cancel_one(desk, me, &seed);
		else
			book_one(desk, me, &seed, clinic);
	}
	desk_close(desk);
	_exit(0);
}

static void verify(struct desk *desk, int desks)
{
	long lost = 0;
	static struct {
		int64_t session_id;
		int number;
	} held[SESSIONS * CAPACITY];
	size_t held_count = 0;

	for (int me = 0; me < desks; me++) {
		for (int i = 0; i < shared->count[me]; i++) {
			const struct ack *ack = &shared->ack[me][i];
			struct booking booking;

			if (booking_get(desk, ack->booking_id, &booking) ||
			    booking.number != ack->number ||
			    (booking.state == BOOKING_CANCELLED) != ack->cancelled ||
			    !booking.payment_id) {
				lost++;
				continue;
			}
			if (ack->cancelled)
				continue;
			for (size_t k = 0; k < held_count; k++)
				assert_false(held[k].session_id == ack->session_id &&
					     held[k].number == ack->number);
			held[held_count].session_id = ack->session_id;
			held[held_count++].number = ack->number;
		}
	}
	assert_int_equal(lost, 0);
}

static void no_number_is_sold_twice_no_booking_is_lost_and_every_refusal_is_true(void **state)
{
	static struct proof_clinic clinic;
	int desks = proof_number("DESKS", 16, DESKS_MAX);
	int rounds = proof_number("ROUNDS", 300, ROUNDS_MAX);
	unsigned seed = (unsigned)proof_number("SEED", 20261121, INT32_MAX);

	(void)state;
	proof_open(&clinic, SESSIONS, CAPACITY, PEOPLE);
	proof_close(&clinic);
	for (int i = 0; i < desks; i++) {
		pid_t child = fork();

		assert_true(child >= 0);
		if (child == 0)
			work(&clinic, i, seed + (unsigned)i * 7919, rounds);
	}
	for (int i = 0; i < desks; i++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	proof_reopen(&clinic);
	print_message("# contention %u %d bookings %ld cancelled %ld refused %ld bad %d\n", seed,
		      desks * rounds, shared->booked, shared->cancelled, shared->refused,
		      shared->failures);
	if (shared->failures)
		fail_msg("%s", shared->failure);
	assert_true(shared->booked > 0 && shared->cancelled > 0 && shared->refused > 0);
	verify(clinic.desk, desks);
	proof_check(&clinic);
	fixture_close(clinic.desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			no_number_is_sold_twice_no_booking_is_lost_and_every_refusal_is_true),
	};

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	if (shared == MAP_FAILED)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
