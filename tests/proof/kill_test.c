/*
 * kill -9 at random moments while desks book and take payment: what was acknowledged is there, with
 * its payment; nothing is half done; every invariant holds. SEED reruns one run, KILLS makes it
 * longer.
 */
#include "../unit/fixture.h"

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
#include "desk/check.h"

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

static int number_from_environment(const char *name, int initial, int highest)
{
	const char *text = getenv(name);
	int64_t number = initial;

	if (text)
		assert_true(text_to_number(text, 1, highest, &number));
	return (int)number;
}

static void acknowledge(const struct booking *booking)
{
	long place = __sync_fetch_and_add(&shared->count, 1);

	if (place >= ACKS_MAX)
		_exit(0);
	shared->ack[place].payment_id = booking->payment_id;
	__sync_synchronize();
	shared->ack[place].booking_id = booking->id;
}

static void work(struct desk *parent, unsigned seed, const int64_t *sessions, const int64_t *people)
{
	struct desk *desk = fixture_second(parent);

	for (;;) {
		struct booking_wish wish = { .session_id = sessions[rand_r(&seed) % SESSIONS],
					     .patient_id = people[rand_r(&seed) % PEOPLE],
					     .pay = rand_r(&seed) % 2 == 0,
					     .method = METHOD_CASH };
		struct booking booking;

		if (booking_book(desk, &wish, &booking))
			continue;
		if (!booking.payment_id &&
		    booking_pay(desk, booking.id, METHOD_CASH, NULL, &booking))
			continue;
		acknowledge(&booking);
	}
}

static pid_t start_desk(struct desk *desk, unsigned seed, const int64_t *sessions,
			const int64_t *people)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0)
		work(desk, seed, sessions, people);
	return child;
}

static void kill_at_random_moments(struct desk *desk, int kills, unsigned seed,
				   const int64_t *sessions, const int64_t *people)
{
	pid_t desks[DESKS];

	for (int i = 0; i < DESKS; i++)
		desks[i] = start_desk(desk, seed + (unsigned)i, sessions, people);
	for (int i = 0; i < kills; i++) {
		int victim = rand_r(&seed) % DESKS;
		const struct timespec pause = { 0, 1000000L * (1 + rand_r(&seed) % 30) };

		nanosleep(&pause, NULL);
		assert_int_equal(kill(desks[victim], SIGKILL), 0);
		assert_int_equal(waitpid(desks[victim], NULL, 0), desks[victim]);
		desks[victim] = start_desk(desk, seed + 1000u + (unsigned)i, sessions, people);
	}
	for (int i = 0; i < DESKS; i++) {
		kill(desks[i], SIGKILL);
		waitpid(desks[i], NULL, 0);
	}
}

static void say_fault(const char *check, const char *fault, void *context)
{
	(void)context;
	print_message("# %s: %s\n", check, fault);
}

static void nothing_acknowledged_is_lost_by_kill_9(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(6, 0));
	int kills = number_from_environment("KILLS", 200, 100000), checks, failed;
	unsigned seed = (unsigned)number_from_environment("SEED", 20261121, INT32_MAX);
	int64_t sessions[SESSIONS], people[PEOPLE];
	long bad = 0, acks = 0;

	(void)state;
	desk->settings.quota_per_department_day = 99;
	for (int i = 0; i < SESSIONS; i++) {
		char code[CODE_SIZE];

		text_format(code, sizeof(code), "%d", 1001 + i);
		fixture_doctor(desk, code, 2000);
		sessions[i] = fixture_session(desk, code, FIXTURE_DAY + 1 + i % 5, PERIOD_AM,
					      CAPACITY, 20)
				      .id;
	}
	for (int i = 0; i < PEOPLE; i++)
		people[i] = fixture_patient(desk, i).id;
	kill_at_random_moments(desk, kills, seed, sessions, people);
	for (long i = 0; i < shared->count && i < ACKS_MAX; i++) {
		struct booking booking;

		if (!shared->ack[i].booking_id)
			continue; /* killed between taking the place and writing it: nobody was told
				   */
		acks++;
		if (booking_get(desk, shared->ack[i].booking_id, &booking) ||
		    booking.paid_fen != 2000 || booking.payment_id != shared->ack[i].payment_id)
			bad++;
	}
	print_message("# kill %u %d acknowledged %ld bad %ld\n", seed, kills, acks, bad);
	assert_true(acks > kills / 4);
	assert_int_equal(bad, 0);
	fixture_must(desk, check_run(desk, CHECK_ALL, say_fault, NULL, &checks, &failed));
	assert_int_equal(failed, 0);
	fixture_close(desk);
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
