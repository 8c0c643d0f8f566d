/*
 * kill -9 at random moments while desks book and take payment: what was acknowledged is there, with
 * its payment; nothing is half done; every invariant holds. SEED reruns one run, KILLS makes it
 * longer.
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
#include "desk/booking.h"

enum { DESKS = 4, SESSIONS = 40, CAPACITY = 900, PEOPLE = 400, ACKS_MAX = 200000 };

/* Written by a desk after the function said done: only then may a patient be told. */
struct ack {
	int64_t booking_id, payment_id;
};

struct shared {
	volatile long count;
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

static void work(const struct proof_clinic *clinic, unsigned seed)
{
	struct desk opened = proof_desk(clinic->path), *desk = &opened;

	for (;;) {
		struct booking_wish wish = {
			.session_id = clinic->sessions[rand_r(&seed) % SESSIONS],
			.patient_id = clinic->people[rand_r(&seed) % PEOPLE],
			.pay = rand_r(&seed) % 2 == 0,
			.method = METHOD_CASH
		};
		struct booking booking;

		if (booking_book(desk, &wish, &booking))
			continue;
		if (!booking.payment_id &&
		    booking_pay(desk, booking.id, METHOD_CASH, NULL, &booking))
			continue;
		acknowledge(&booking);
	}
}

static pid_t start_desk(const struct proof_clinic *clinic, unsigned seed)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0)
		work(clinic, seed);
	return child;
}

static void kill_at_random_moments(const struct proof_clinic *clinic, int kills, unsigned seed)
{
	pid_t desks[DESKS];

	for (int i = 0; i < DESKS; i++)
		desks[i] = start_desk(clinic, seed + (unsigned)i);
	for (int i = 0; i < kills; i++) {
		int victim = rand_r(&seed) % DESKS;
		const struct timespec pause = { 0, 1000000L * (1 + rand_r(&seed) % 30) };

		nanosleep(&pause, NULL);
		assert_int_equal(kill(desks[victim], SIGKILL), 0);
		assert_int_equal(waitpid(desks[victim], NULL, 0), desks[victim]);
		desks[victim] = start_desk(clinic, seed + 1000u + (unsigned)i);
	}
	for (int i = 0; i < DESKS; i++) {
		kill(desks[i], SIGKILL);
		waitpid(desks[i], NULL, 0);
	}
}

static void nothing_acknowledged_is_lost_by_kill_9(void **state)
{
	static struct proof_clinic clinic;
	int kills = proof_number("KILLS", 200, 100000);
	unsigned seed = (unsigned)proof_number("SEED", 20261121, INT32_MAX);
	long bad = 0, acks = 0;

	(void)state;
	proof_open(&clinic, SESSIONS, CAPACITY, PEOPLE);
	proof_close(&clinic);
	kill_at_random_moments(&clinic, kills, seed);
	proof_reopen(&clinic);
	for (long i = 0; i < shared->count && i < ACKS_MAX; i++) {
		struct booking booking;

		if (!shared->ack[i].booking_id)
			continue; /* killed before it was written: nobody was told */
		acks++;
		if (booking_get(clinic.desk, shared->ack[i].booking_id, &booking) ||
		    booking.paid_fen != 2000 || booking.payment_id != shared->ack[i].payment_id)
			bad++;
	}
	print_message("# kill %u %d acknowledged %ld bad %ld\n", seed, kills, acks, bad);
	assert_true(acks > kills / 4);
	assert_int_equal(bad, 0);
	proof_check(&clinic);
	fixture_close(clinic.desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_acknowledged_is_lost_by_kill_9),
	};

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	if (shared == MAP_FAILED)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
