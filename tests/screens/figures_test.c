/* The numbers of a session are the same on every screen, whatever was sold, cancelled and changed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/roster/roster_put.h"
#include "desk/roster/slot.h"
#include "tests/screens/clinic.h"

enum { MOMENTS = 6, STEPS = 24 };

static struct clinic clinic;

static void put(struct desk *desk, int capacity, int percent)
{
	const struct session_wish wish = { .doctor_code = "1001",
					   .day = CLINIC_DAY,
					   .period = PERIOD_AM,
					   .capacity = capacity,
					   .online_percent = percent,
					   .fee_fen = -1,
					   .room = "101" };
	struct roster_notes notes;
	enum put_outcome outcome;

	clinic_must(desk, session_put(desk, &wish, &notes, &outcome));
}

/* Books somebody new, if there is a number. */
static int64_t sell(struct desk *desk, int64_t session_id, enum channel channel, bool extra, int n)
{
	char name[NAME_SIZE], phone[PHONE_SIZE], order_no[ORDER_NO_SIZE];
	struct booking_wish wish = {
		.session_id = session_id, .channel = channel, .extra = extra, .asked_by = "魏思齐"
	};
	struct booking booking;
	enum status status;

	text_format(name, sizeof(name), "病人%c%c", 'A' + n / 26, 'A' + n % 26);
	text_format(phone, sizeof(phone), "138%08d", n);
	text_format(order_no, sizeof(order_no), "WX%d", n);
	wish.patient_id = clinic_patient(desk, name, phone);
	if (channel == CHANNEL_ONLINE)
		wish.order_no = order_no;
	status = booking_book(desk, &wish, &booking);
	assert_true(status == STATUS_OK || status == STATUS_QUOTA_FULL);
	return status ? 0 : booking.id;
}

/* A moment in a session that was sold and changed at random. */
static void play(struct desk *desk, unsigned seed)
{
	int64_t session_id = clinic_session(desk, "1001", PERIOD_AM).id, held[STEPS];
	int count = 0;

	for (int n = 0; n < STEPS; n++) {
		int dice = rand_r(&seed) % 10;
		int64_t id = 0;

		if (dice < 4) {
			id = sell(desk, session_id, CHANNEL_COUNTER, false, n);
		} else if (dice < 6) {
			id = sell(desk, session_id, CHANNEL_ONLINE, false, n);
		} else if (dice < 7) {
			id = sell(desk, session_id, CHANNEL_COUNTER, true, n);
		} else if (dice < 8 && count > 0) {
			struct cancel_wish wish = { .id = held[--count], .reason = "" };
			struct booking booking;

			clinic_must(desk, booking_cancel(desk, &wish, &booking));
		} else if (dice >= 8) {
			put(desk, rand_r(&seed) % 12 + 1, rand_r(&seed) % 101);
		}
		if (id)
			held[count++] = id;
	}
	clinic_clock(&clinic, CLINIC_DAY, CLINIC_MINUTE + (seed % 2 ? 10 : 40));
}

/* What of its numbers is sold, by a count of its own. */
static void recount(struct desk *desk, const struct session *session)
{
	int counter = 0, online = 0, extra = 0;
	struct slot *slots;
	size_t count;

	clinic_must(desk, slot_list(desk, session->id, &slots, &count));
	for (size_t i = 0; i < count; i++) {
		if (!slots[i].booking_id)
			continue;
		if (clinic_booking(desk, slots[i].booking_id).channel == CHANNEL_ONLINE)
			online++;
		else if (slots[i].kind == SLOT_EXTRA && slots[i].number > session->capacity)
			extra++;
		else
			counter++;
	}
	free(slots);
	assert_int_equal(session->counter.sold, counter);
	assert_int_equal(session->online.sold, online);
	assert_int_equal(session->extra.sold, extra);
	assert_int_equal(session->counter.total + session->online.total,
			 counter + online > session->capacity ? counter + online
							      : session->capacity);
}

static void shows(struct harness *harness, const char *format, ...) PRINTF_LIKE(2, 3);
static void shows(struct harness *harness, const char *format, ...)
{
	char text[200];
	va_list args;

	va_start(args, format);
	assert_true(vsnprintf(text, sizeof(text), format, args) > 0);
	va_end(args);
	harness_shows(harness, text);
}

/* "full" and "-" stand for nothing to sell. */
static void register_tells(struct harness *harness, const struct session *session)
{
	char counter[32], online[32];

	text_format(counter, sizeof(counter), "%d", session->counter.free);
	text_format(online, sizeof(online), "%d (07:30)", session->online.free);
	harness_keys(harness, "Alt-2 '欧阳' Enter");
	shows(harness, "50.00 %9s %10s ", session->counter.free ? counter : "full",
	      session->released || session->online.total == 0 ? "-" : online);
}

static void every_screen_tells(struct harness *harness, const struct session *session)
{
	static const char *const keys[] = { "Alt-1", "Alt-7" };
	const struct slot_count *counter = &session->counter, *online = &session->online;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		harness_keys(harness, keys[i]);
		shows(harness, " %d of %d sold, %d free now", counter->sold, counter->total,
		      counter->free);
		if (session->released)
			shows(harness, " %d sold; %d moved to the counter at 07:30", online->sold,
			      session->gone_over);
		else
			shows(harness, " %d of %d sold, %d free now;", online->sold, online->total,
			      online->free);
	}
	shows(harness, "%d/%d", counter->sold + online->sold, session->capacity);
	harness_keys(harness, "Alt-1");
	if (online->total)
		shows(harness, " %d/%d ", online->sold, online->total);
	if (counter->total)
		shows(harness, " %d/%d ", counter->sold, counter->total);
	harness_keys(harness, "Alt-8");
	shows(harness, "魏思齐     %6d %5d ", online->total, online->sold);
	if (session->released && session->gone_over)
		shows(harness, "%d since 07:30", session->gone_over);
	register_tells(harness, session);
}

static void a_random_moment_reads_the_same_everywhere(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= MOMENTS; seed++) {
		struct session session;

		clinic_open(&clinic, 200, 60);
		play(&clinic.desk, seed);
		session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
		recount(&clinic.desk, &session);
		every_screen_tells(&clinic.harness, &session);
		clinic_close(&clinic);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_random_moment_reads_the_same_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
