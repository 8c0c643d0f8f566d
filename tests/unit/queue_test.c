/* The queue of a session: check-in, call, missed call, finish. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/booking/suspension.h"
#include "desk/queue/queue_list.h"
#include "visit.h"

enum { PEOPLE = 9 };

struct scene {
	struct desk *desk;
	struct session session;
	struct booking booking[PEOPLE + 1]; /* of numbers 1.. */
};

/* A morning of nine counter numbers, all booked the day before; it is 07:30 on the day. */
static int setup(void **state)
{
	static struct scene scene;
	struct desk *desk = fixture_open(FIXTURE_DAY - 1, FIXTURE_AT(9, 0));

	scene.desk = desk;
	fixture_doctor(desk, VISIT_DOCTOR, VISIT_FEE_FEN);
	scene.session = fixture_session(desk, VISIT_DOCTOR, FIXTURE_DAY, PERIOD_AM, PEOPLE, 0);
	for (int i = 1; i <= PEOPLE; i++) {
		scene.booking[i] = visit_book(desk, scene.session.id, i, CHANNEL_COUNTER);
		assert_int_equal(scene.booking[i].number, i);
	}
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 30));
	*state = &scene;
	return 0;
}

static int teardown(void **state)
{
	struct scene *scene = *state;

	visit_check(scene->desk);
	fixture_close(scene->desk);
	return 0;
}

static void check_in(struct scene *scene, int number)
{
	fixture_must(scene->desk, queue_check_in(scene->desk, scene->booking[number].id,
						 &scene->booking[number]));
}

/* Checks in by numbers apart by spaces. */
static void arrive(struct scene *scene, const char *numbers)
{
	for (const char *at = numbers; *at; at++)
		if (*at != ' ')
			check_in(scene, *at - '0');
}

static int call(struct scene *scene)
{
	struct booking booking;

	fixture_must(scene->desk, queue_call_next(scene->desk, scene->session.id, &booking));
	assert_int_equal(booking.ticket_state, TICKET_CALLED);
	scene->booking[booking.number] = booking;
	return booking.number;
}

static void miss(struct scene *scene, int number)
{
	fixture_must(scene->desk,
		     queue_miss(scene->desk, scene->booking[number].id, &scene->booking[number]));
	assert_int_equal(scene->booking[number].ticket_state, TICKET_MISSED);
}

/* The numbers in the queue in a given state, as queue_list orders them. */
static const char *line_of(struct scene *scene, enum ticket_state state)
{
	static char text[64];
	struct ticket *rows;
	size_t count;

	text[0] = '\0';
	fixture_must(scene->desk, queue_list(scene->desk, scene->session.id, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (rows[i].state == state)
			text_format(text + strlen(text), sizeof(text) - strlen(text), "%s%d",
				    text[0] ? " " : "", rows[i].number);
	free(rows);
	return text;
}

#define assert_waiting(scene, numbers) \
	assert_string_equal(line_of((scene), TICKET_WAITING), (numbers))

static void people_wait_in_order_of_their_numbers(void **state)
{
	struct scene *scene = *state;

	arrive(scene, "5 2 9 3");
	assert_int_equal(scene->booking[5].state, BOOKING_CHECKED_IN);
	assert_waiting(scene, "2 3 5 9");
	assert_int_equal(call(scene), 2);
	arrive(scene, "1");
	assert_int_equal(call(scene), 1);
	assert_waiting(scene, "3 5 9");
}

static void a_patient_checks_in_once(void **state)
{
	struct scene *scene = *state;
	struct booking booking;

	arrive(scene, "1");
	visit_refused(scene->desk, queue_check_in(scene->desk, scene->booking[1].id, &booking),
		      STATUS_WRONG_STATE, "waiting");
	call(scene);
	visit_refused(scene->desk, queue_check_in(scene->desk, scene->booking[1].id, &booking),
		      STATUS_WRONG_STATE, "called");
	fixture_must(scene->desk, queue_finish(scene->desk, scene->booking[1].id, &booking));
	visit_refused(scene->desk, queue_check_in(scene->desk, scene->booking[1].id, &booking),
		      STATUS_WRONG_STATE, NULL);
}

static void check_in_is_for_the_visit_date_and_until_the_session_ends(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct booking booking;

	fixture_clock(desk, FIXTURE_DAY - 1, FIXTURE_AT(23, 59));
	visit_refused(desk, queue_check_in(desk, scene->booking[1].id, &booking), STATUS_TOO_EARLY,
		      "2026-11-23");
	fixture_clock(desk, FIXTURE_DAY, 0);
	arrive(scene, "1");
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(11, 59));
	arrive(scene, "2");
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(12, 0));
	visit_refused(desk, queue_check_in(desk, scene->booking[3].id, &booking), STATUS_TOO_LATE,
		      "12:00");
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(9, 0));
	visit_refused(desk, queue_check_in(desk, scene->booking[3].id, &booking), STATUS_TOO_LATE,
		      "2026-11-23");
}

static void check_in_opens_the_set_minutes_before_the_start(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct booking booking;

	desk->settings.queue_early_minutes = 60;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(6, 59));
	visit_refused(desk, queue_check_in(desk, scene->booking[1].id, &booking), STATUS_TOO_EARLY,
		      "07:00");
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 0));
	arrive(scene, "1");
}

static void nobody_waiting_is_said(void **state)
{
	struct scene *scene = *state;
	struct booking booking;

	visit_refused(scene->desk, queue_call_next(scene->desk, scene->session.id, &booking),
		      STATUS_NOTHING_WAITING, NULL);
	arrive(scene, "4");
	assert_int_equal(call(scene), 4);
	visit_refused(scene->desk, queue_call_next(scene->desk, scene->session.id, &booking),
		      STATUS_NOTHING_WAITING, NULL);
}

static void while_somebody_is_called_the_rule_says_what_becomes_of_them(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct call_wish wish = { .session_id = scene->session.id, .way = CALL_ASK };
	struct booking booking;

	arrive(scene, "1 2 3 4");
	fixture_must(desk, queue_call(desk, &wish, &booking));
	assert_int_equal(booking.number, 1);
	visit_refused(desk, queue_call(desk, &wish, &booking), STATUS_STILL_CALLED, "Number 1");
	assert_waiting(scene, "2 3 4");
	wish.way = CALL_FINISH;
	/* Whom nobody saw called is not finished, and nobody is called. */
	wish.seen = true;
	visit_refused(desk, queue_call(desk, &wish, &booking), STATUS_CHANGED_ELSEWHERE, NULL);
	assert_waiting(scene, "2 3 4");
	wish.called[wish.called_count++] = scene->booking[1].id;
	fixture_must(desk, queue_call(desk, &wish, &booking));
	assert_int_equal(booking.number, 2);
	assert_string_equal(line_of(scene, TICKET_FINISHED), "1");
	wish.seen = false;
	fixture_must(desk, queue_call(desk, &wish, &booking));
	assert_string_equal(line_of(scene, TICKET_FINISHED), "1 2");
	wish.way = CALL_BOTH;
	fixture_must(desk, queue_call(desk, &wish, &booking));
	assert_string_equal(line_of(scene, TICKET_CALLED), "3 4");
	/* That nobody waits comes first, and finishes nobody. */
	wish.way = CALL_ASK;
	visit_refused(desk, queue_call(desk, &wish, &booking), STATUS_NOTHING_WAITING, NULL);
	wish.way = CALL_FINISH;
	visit_refused(desk, queue_call(desk, &wish, &booking), STATUS_NOTHING_WAITING, NULL);
	assert_string_equal(line_of(scene, TICKET_CALLED), "3 4");
}

static void who_is_called_is_called_again_by_any_counter(void **state)
{
	struct scene *scene = *state;
	struct desk *second = fixture_second(scene->desk);
	struct ticket *rows;
	struct booking booking;
	size_t count;

	arrive(scene, "1");
	visit_refused(scene->desk, queue_call_again(scene->desk, scene->booking[1].id, &booking),
		      STATUS_WRONG_STATE, NULL);
	call(scene);
	fixture_clock(second, FIXTURE_DAY, FIXTURE_AT(7, 41));
	fixture_must(second, queue_call_again(second, scene->booking[1].id, &booking));
	fixture_must(scene->desk, queue_list(scene->desk, scene->session.id, &rows, &count));
	assert_int_equal(rows[0].calls, 2);
	assert_int_equal(rows[0].since_ms, clock_instant(FIXTURE_DAY, FIXTURE_AT(7, 41)));
	assert_int_equal(rows[0].called_ms, clock_instant(FIXTURE_DAY, FIXTURE_AT(7, 30)));
	free(rows);
	fixture_close(second);
}

static void who_is_expected_and_has_not_come_is_listed_by_number(void **state)
{
	struct scene *scene = *state;
	struct ticket *rows;
	size_t count;

	arrive(scene, "2 5");
	fixture_must(scene->desk, queue_expected(scene->desk, scene->session.id, &rows, &count));
	assert_int_equal(count, PEOPLE - 2);
	assert_int_equal(rows[0].number, 1);
	assert_int_equal(rows[1].number, 3);
	assert_int_equal(rows[0].state, TICKET_NONE);
	assert_string_not_equal(rows[0].phone, "");
	free(rows);
}

static void the_same_name_is_marked_and_the_same_person(void **state)
{
	struct ticket here[] = {
		{ .patient_id = 1, .patient = "张伟", .phone = "13800001234", .birth = DAY_NONE },
		{ .patient_id = 2, .patient = "张伟", .phone = "13800005678", .birth = DAY_NONE },
		{ .patient_id = 3, .patient = "王芳", .id_number = "X1", .birth = DAY_NONE },
		{ .patient_id = 4, .patient = "李娜", .birth = DAY_NONE },
	};
	struct ticket expected[] = {
		{ .patient_id = 5, .patient = "王方", .id_number = "X1", .birth = DAY_NONE },
		{ .patient_id = 6, .patient = "张伟", .phone = "13800005678", .birth = DAY_NONE },
		{ .patient_id = 7, .patient = "赵敏", .birth = DAY_NONE },
	};

	(void)state;
	queue_mark_alike(here, 4, expected, 3);
	assert_int_equal(here[0].alike, ALIKE_NAME);
	assert_int_equal(here[1].alike, ALIKE_PERSON);
	assert_int_equal(expected[1].alike, ALIKE_PERSON);
	assert_int_equal(here[2].alike, ALIKE_PERSON);
	assert_int_equal(expected[0].alike, ALIKE_PERSON);
	assert_int_equal(here[3].alike, ALIKE_NOBODY);
	assert_int_equal(expected[2].alike, ALIKE_NOBODY);
}

static void two_counters_never_call_the_same_patient(void **state)
{
	struct scene *scene = *state;
	struct desk *second = fixture_second(scene->desk);
	struct booking booking;

	arrive(scene, "1 2 3 4");
	for (int i = 1; i <= 4; i++) {
		struct desk *desk = i % 2 ? scene->desk : second;

		fixture_must(desk, queue_call_next(desk, scene->session.id, &booking));
		assert_int_equal(booking.number, i);
	}
	visit_refused(second, queue_call_next(second, scene->session.id, &booking),
		      STATUS_NOTHING_WAITING, NULL);
	fixture_close(second);
}

/* In a process of its own: calls until nobody waits and writes each number as a byte. */
static void call_them_all(const struct desk *template, const char *path, int64_t session_id, int to)
{
	struct desk desk;
	struct booking booking;
	enum status status;

	if (desk_open(&desk, path, STORE_OPEN, &template->settings, "racer") != STATUS_OK)
		_exit(1);
	desk.clock = template->clock;
	while ((status = queue_call_next(&desk, session_id, &booking)) == STATUS_OK) {
		const unsigned char number = (unsigned char)booking.number;

		if (write(to, &number, 1) != 1)
			_exit(1);
	}
	desk_close(&desk);
	fixture_leave(status == STATUS_NOTHING_WAITING ? 0 : 1);
}

static void four_counters_at_once_call_each_patient_once(void **state)
{
	enum { COUNTERS = 4, PATIENTS = 60 };
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct settings settings = desk->settings;
	struct clock clock = desk->clock;
	struct session noon = fixture_session(desk, VISIT_DOCTOR, FIXTURE_DAY, PERIOD_PM, PATIENTS,
					      0);
	char path[FILE_PATH_SIZE];
	unsigned char number, called[PATIENTS + 1] = { 0 };
	int ends[2], ended;

	for (int i = 1; i <= PATIENTS; i++) {
		struct booking booking = visit_book_unpaid(desk, noon.id, 100 + i);

		fixture_must(desk, queue_check_in(desk, booking.id, &booking));
	}
	text_copy(path, sizeof(path), store_path(desk->store));
	/* No database is open over a fork. */
	desk_close(desk);
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < COUNTERS; i++) {
		if (fixture_fork() == 0)
			call_them_all(desk, path, noon.id, ends[1]);
	}
	close(ends[1]);
	while (read(ends[0], &number, 1) == 1) {
		assert_in_range(number, 1, PATIENTS);
		called[number]++;
	}
	close(ends[0]);
	for (int i = 0; i < COUNTERS; i++) {
		assert_true(wait(&ended) > 0);
		assert_true(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
	}
	for (int i = 1; i <= PATIENTS; i++)
		assert_int_equal(called[i], 1);
	fixture_must(desk, desk_open(desk, path, STORE_OPEN, &settings, "test"));
	desk->clock = clock;
}

static void a_missed_call_comes_back_behind_the_next_three(void **state)
{
	struct scene *scene = *state;

	arrive(scene, "1 2 3 4 5 6");
	assert_int_equal(call(scene), 1);
	miss(scene, 1);
	assert_string_equal(line_of(scene, TICKET_MISSED), "1");
	assert_waiting(scene, "2 3 4 5 6");
	check_in(scene, 1);
	assert_waiting(scene, "2 3 4 1 5 6");
	assert_int_equal(scene->booking[1].state, BOOKING_CHECKED_IN);
}

static void a_missed_call_is_not_a_no_show(void **state)
{
	struct scene *scene = *state;
	struct booking *rows;
	size_t count;

	arrive(scene, "1");
	call(scene);
	miss(scene, 1);
	fixture_clock(scene->desk, FIXTURE_DAY, FIXTURE_AT(13, 0));
	fixture_must(scene->desk, unresolved_list(scene->desk, FIXTURE_DAY, &rows, &count));
	assert_int_equal(count, PEOPLE - 1);
	for (size_t i = 0; i < count; i++)
		assert_int_not_equal(rows[i].id, scene->booking[1].id);
	free(rows);
}

static void with_fewer_waiting_a_missed_call_goes_last(void **state)
{
	struct scene *scene = *state;

	arrive(scene, "1 2 3");
	call(scene);
	miss(scene, 1);
	check_in(scene, 1);
	assert_waiting(scene, "2 3 1");
	arrive(scene, "9");
	assert_waiting(scene, "2 3 1 9");
}

static void with_no_places_to_wait_a_missed_call_comes_first(void **state)
{
	struct scene *scene = *state;

	scene->desk->settings.queue_missed_places = 0;
	arrive(scene, "2 3 5");
	call(scene);
	arrive(scene, "1");
	miss(scene, 2);
	check_in(scene, 2);
	assert_waiting(scene, "2 1 3 5");
}

static void alone_a_missed_call_waits_again_at_once(void **state)
{
	struct scene *scene = *state;

	arrive(scene, "4");
	call(scene);
	miss(scene, 4);
	check_in(scene, 4);
	assert_int_equal(call(scene), 4);
}

/* Places between two neighbours run out; the order must hold all the same. */
static void the_order_stays_total_when_places_run_out(void **state)
{
	struct scene *scene = *state;
	char expected[64], rest[64] = "3 4 5 6 7 8 9";

	scene->desk->settings.queue_missed_places = 1;
	arrive(scene, "1 2 3 4 5 6 7 8 9");
	for (int i = 0; i < 200; i++) {
		int called = call(scene);

		miss(scene, called);
		check_in(scene, called);
	}
	/* Two take turns in front, for each comes back behind the other; nobody else moves. */
	text_format(expected, sizeof(expected), "1 2 %s", rest);
	assert_waiting(scene, expected);
	scene->desk->settings.queue_missed_places = 2;
	for (int i = 0; i < 300; i++) {
		int called = call(scene);

		assert_int_equal(called, i % 3 + 1);
		miss(scene, called);
		check_in(scene, called);
	}
	assert_waiting(scene, "1 2 3 4 5 6 7 8 9");
}

static void everybody_behind_the_same_person_keeps_the_rule(void **state)
{
	struct scene *scene = *state;

	arrive(scene, "1 2 3 4 5 6 7 8");
	for (int i = 1; i <= 4; i++) {
		assert_int_equal(call(scene), i);
		miss(scene, i);
	}
	assert_waiting(scene, "5 6 7 8");
	for (int i = 1; i <= 4; i++)
		check_in(scene, i);
	/* Each is behind the three who wait next, so the last to come back is the first of them. */
	assert_waiting(scene, "5 6 7 4 3 2 1 8");
}

static void calls_are_counted_and_the_wait_ends_with_the_first(void **state)
{
	struct scene *scene = *state;
	struct ticket *rows;
	size_t count;

	arrive(scene, "1");
	fixture_clock(scene->desk, FIXTURE_DAY, FIXTURE_AT(8, 0));
	call(scene);
	miss(scene, 1);
	fixture_clock(scene->desk, FIXTURE_DAY, FIXTURE_AT(9, 0));
	check_in(scene, 1);
	call(scene);
	fixture_must(scene->desk, queue_list(scene->desk, scene->session.id, &rows, &count));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].calls, 2);
	assert_int_equal(rows[0].checked_in_ms, clock_instant(FIXTURE_DAY, FIXTURE_AT(7, 30)));
	assert_int_equal(rows[0].called_ms, clock_instant(FIXTURE_DAY, FIXTURE_AT(8, 0)));
	assert_int_equal(rows[0].expected_ms, clock_instant(FIXTURE_DAY, FIXTURE_AT(8, 0)));
	assert_int_equal(rows[0].finished_ms, 0);
	assert_string_equal(rows[0].counter, "1");
	free(rows);
}

static void finishing_fulfils_the_booking(void **state)
{
	struct scene *scene = *state;
	struct booking booking;

	arrive(scene, "1 2");
	visit_refused(scene->desk, queue_finish(scene->desk, scene->booking[1].id, &booking),
		      STATUS_WRONG_STATE, "called");
	visit_refused(scene->desk, queue_miss(scene->desk, scene->booking[1].id, &booking),
		      STATUS_WRONG_STATE, "called");
	call(scene);
	fixture_must(scene->desk, queue_finish(scene->desk, scene->booking[1].id, &booking));
	assert_int_equal(booking.state, BOOKING_FULFILLED);
	assert_int_equal(booking.ticket_state, TICKET_FINISHED);
	visit_refused(scene->desk, queue_miss(scene->desk, scene->booking[1].id, &booking),
		      STATUS_WRONG_STATE, NULL);
}

static void a_ticket_dies_with_its_booking(void **state)
{
	struct scene *scene = *state;
	struct cancel_wish wish = { .id = scene->booking[1].id, .channel = CHANNEL_COUNTER };
	struct booking booking;
	struct ticket *rows;
	size_t count;

	arrive(scene, "1 2");
	fixture_must(scene->desk, booking_cancel(scene->desk, &wish, &booking));
	assert_int_equal(booking.ticket_state, TICKET_VOID);
	fixture_must(scene->desk, queue_list(scene->desk, scene->session.id, &rows, &count));
	assert_int_equal(count, 1);
	free(rows);
	assert_int_equal(call(scene), 2);
	visit_refused(scene->desk, queue_check_in(scene->desk, wish.id, &booking),
		      STATUS_WRONG_STATE, "cancelled");
}

static void a_suspended_session_calls_nobody_and_checks_nobody_in(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct suspension suspension;
	struct booking booking;

	arrive(scene, "1 2");
	call(scene);
	fixture_must(desk, session_suspend(desk, scene->session.id, "power cut", &suspension));
	visit_refused(desk, queue_call_next(desk, scene->session.id, &booking),
		      STATUS_SESSION_SUSPENDED, NULL);
	visit_refused(desk, queue_check_in(desk, scene->booking[3].id, &booking),
		      STATUS_SESSION_SUSPENDED, NULL);
	visit_refused(desk, queue_finish(desk, scene->booking[1].id, &booking),
		      STATUS_SESSION_SUSPENDED, NULL);
}

static void the_list_has_called_waiting_missed_and_finished_in_this_order(void **state)
{
	static const int numbers[] = { 3, 4, 5, 1, 2 };
	static const enum ticket_state states[] = { TICKET_CALLED, TICKET_WAITING, TICKET_WAITING,
						    TICKET_MISSED, TICKET_FINISHED };
	struct scene *scene = *state;
	struct booking booking;
	struct ticket *rows;
	size_t count;

	arrive(scene, "1 2 3 4 5");
	for (int i = 0; i < 3; i++)
		call(scene);
	miss(scene, 1);
	fixture_must(scene->desk, queue_finish(scene->desk, scene->booking[2].id, &booking));
	fixture_must(scene->desk, queue_list(scene->desk, scene->session.id, &rows, &count));
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(rows[i].number, numbers[i]);
		assert_int_equal(rows[i].state, states[i]);
	}
	free(rows);
}

struct few_tickets {
	struct ticket rows[8];
	size_t count;
};

static enum status take_ticket(const struct ticket *ticket, void *context)
{
	struct few_tickets *few = context;

	assert_true(few->count < 8);
	few->rows[few->count++] = *ticket;
	return STATUS_OK;
}

static void the_day_is_listed_and_counted_by_session(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct session noon = visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	struct booking booking = visit_book(desk, noon.id, 20, CHANNEL_ONLINE);
	struct few_tickets day = { .count = 0 };
	struct queue_count *counts;
	size_t count;

	arrive(scene, "2");
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(8, 0));
	arrive(scene, "1 3");
	call(scene);
	fixture_must(desk, queue_check_in(desk, booking.id, &booking));
	fixture_must(desk, queue_each_of_day(desk, FIXTURE_DAY, take_ticket, &day));
	assert_int_equal(day.count, 4);
	for (int i = 0; i < 3; i++)
		assert_int_equal(day.rows[i].number, i + 1);
	assert_int_equal(day.rows[3].session_id, noon.id);
	assert_int_equal(day.rows[3].channel, CHANNEL_ONLINE);
	assert_int_equal(day.rows[3].period, PERIOD_PM);
	fixture_must(desk, queue_counts(desk, FIXTURE_DAY, &counts, &count));
	assert_int_equal(count, 2);
	assert_int_equal(counts[0].session_id, scene->session.id);
	assert_int_equal(counts[0].waiting, 2);
	assert_int_equal(counts[0].called, 1);
	/* Number 2 came at 7:30, before its time. */
	assert_int_equal(counts[0].longest_since_ms, slot_expected_ms(&scene->session, 2));
	assert_int_equal(counts[1].waiting, 1);
	assert_int_equal(counts[1].longest_since_ms, booking.expected_ms);
	free(counts);
}

static void the_queue_of_a_session_that_is_not_there_is_refused(void **state)
{
	struct scene *scene = *state;
	struct ticket *rows;
	size_t count;

	visit_refused(scene->desk, queue_list(scene->desk, 12345, &rows, &count),
		      STATUS_UNKNOWN_SESSION, "session");
	assert_null(rows);
	assert_int_equal(count, 0);
}

static void a_queue_is_shown_by_state_then_place(void **state)
{
	struct scene *scene = *state;
	struct ticket *rows;
	struct booking out;
	size_t count;

	arrive(scene, "1 2 3 4 5");
	call(scene);
	fixture_must(scene->desk, queue_finish(scene->desk, scene->booking[1].id, &out));
	call(scene);
	miss(scene, 2);
	call(scene);
	fixture_must(scene->desk, queue_list(scene->desk, scene->session.id, &rows, &count));
	assert_int_equal(count, 5);
	assert_int_equal(rows[0].number, 3); /* called */
	assert_int_equal(rows[1].number, 4); /* waiting */
	assert_int_equal(rows[2].number, 5);
	assert_int_equal(rows[3].number, 2); /* missed */
	assert_int_equal(rows[4].number, 1); /* finished */
	for (size_t i = 0; i < count; i++)
		assert_int_equal(rows[i].expected_ms,
				 clock_instant(FIXTURE_DAY, slot_expected_minute(&scene->session,
										 rows[i].number)));
	assert_string_equal(rows[0].doctor, scene->session.doctor);
	assert_string_equal(rows[0].department, scene->session.department);
	assert_int_equal(rows[0].period, scene->session.period);
	free(rows);
}

static void the_history_of_a_booking_has_its_calls(void **state)
{
	static const char *const actions[] = { "ticket.finish", "ticket.call", "ticket.back",
					       "ticket.miss",	"ticket.call", "ticket.check_in" };
	struct scene *scene = *state;
	struct audit_row *rows;
	size_t count;

	arrive(scene, "1");
	call(scene);
	miss(scene, 1);
	check_in(scene, 1);
	call(scene);
	fixture_must(scene->desk,
		     queue_finish(scene->desk, scene->booking[1].id, &scene->booking[1]));
	fixture_must(scene->desk, audit_history(scene->desk, scene->booking[1].seq, &rows, &count));
	assert_true(count > 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(rows[i].action, actions[i]);
	free(rows);
}

#define IN_A_MORNING(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_MORNING(people_wait_in_order_of_their_numbers),
		IN_A_MORNING(a_patient_checks_in_once),
		IN_A_MORNING(check_in_is_for_the_visit_date_and_until_the_session_ends),
		IN_A_MORNING(check_in_opens_the_set_minutes_before_the_start),
		IN_A_MORNING(nobody_waiting_is_said),
		IN_A_MORNING(while_somebody_is_called_the_rule_says_what_becomes_of_them),
		IN_A_MORNING(who_is_called_is_called_again_by_any_counter),
		IN_A_MORNING(who_is_expected_and_has_not_come_is_listed_by_number),
		IN_A_MORNING(the_same_name_is_marked_and_the_same_person),
		IN_A_MORNING(two_counters_never_call_the_same_patient),
		IN_A_MORNING(four_counters_at_once_call_each_patient_once),
		IN_A_MORNING(a_missed_call_comes_back_behind_the_next_three),
		IN_A_MORNING(a_missed_call_is_not_a_no_show),
		IN_A_MORNING(with_fewer_waiting_a_missed_call_goes_last),
		IN_A_MORNING(with_no_places_to_wait_a_missed_call_comes_first),
		IN_A_MORNING(alone_a_missed_call_waits_again_at_once),
		IN_A_MORNING(the_order_stays_total_when_places_run_out),
		IN_A_MORNING(everybody_behind_the_same_person_keeps_the_rule),
		IN_A_MORNING(calls_are_counted_and_the_wait_ends_with_the_first),
		IN_A_MORNING(finishing_fulfils_the_booking),
		IN_A_MORNING(a_ticket_dies_with_its_booking),
		IN_A_MORNING(a_suspended_session_calls_nobody_and_checks_nobody_in),
		IN_A_MORNING(the_list_has_called_waiting_missed_and_finished_in_this_order),
		IN_A_MORNING(the_day_is_listed_and_counted_by_session),
		IN_A_MORNING(the_queue_of_a_session_that_is_not_there_is_refused),
		IN_A_MORNING(a_queue_is_shown_by_state_then_place),
		IN_A_MORNING(the_history_of_a_booking_has_its_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
