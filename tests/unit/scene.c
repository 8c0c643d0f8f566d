#include "scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/money/refund.h"

enum { TODAY = FIXTURE_DAY };

struct scene scene;

void scene_morning(void)
{
	scene.session = visit_session(scene.desk, TODAY + 1, PERIOD_AM);
	scene.other = visit_session(scene.desk, TODAY, PERIOD_PM);
	scene.person = fixture_patient(scene.desk, 1);
}

void scene_unpaid(void)
{
	scene_morning();
	scene.booking = visit_book_unpaid(scene.desk, scene.session.id, 1);
}

void scene_paid(void)
{
	scene_morning();
	scene.booking = visit_book(scene.desk, scene.session.id, 1, CHANNEL_COUNTER);
}

void scene_paid_online(void)
{
	scene_morning();
	scene.booking = visit_book(scene.desk, scene.session.id, 1, CHANNEL_ONLINE);
}

void scene_paid_today(void)
{
	scene_morning();
	scene.booking = visit_book(scene.desk, scene.other.id, 1, CHANNEL_COUNTER);
}

void scene_sold_out(void)
{
	scene_morning();
	for (int n = 10; n < 15; n++)
		visit_book(scene.desk, scene.session.id, n, CHANNEL_COUNTER);
}

void scene_skipped(void)
{
	scene.booking = visit_skipped(scene.desk, TODAY, PERIOD_AM, 1, CHANNEL_ONLINE);
	scene.person = fixture_patient(scene.desk, 1);
}

/* Two no-shows, and a third booking that nobody came to. */
void scene_before_ban(void)
{
	visit_no_show(scene.desk, TODAY - 2, PERIOD_AM, 1, CHANNEL_ONLINE, &scene.booking,
		      &scene.ban);
	visit_no_show(scene.desk, TODAY - 1, PERIOD_AM, 1, CHANNEL_ONLINE, &scene.booking,
		      &scene.ban);
	scene_skipped();
}

void scene_banned(void)
{
	scene_before_ban();
	fixture_must(scene.desk, booking_resolve(scene.desk, scene.booking.id, RESOLVE_NO_SHOW, "",
						 &scene.booking, &scene.ban, NULL));
	scene.session = visit_session(scene.desk, TODAY + 1, PERIOD_AM);
}

void scene_excused(void)
{
	scene_skipped();
	fixture_must(scene.desk, booking_resolve(scene.desk, scene.booking.id, RESOLVE_EXCUSED, "",
						 &scene.booking, NULL, NULL));
}

void scene_requested(void)
{
	struct refund *rows;
	size_t count;

	scene_paid_online();
	fixture_must(scene.desk, booking_cancel(scene.desk,
						&(struct cancel_wish){ .id = scene.booking.id,
								       .channel = CHANNEL_ONLINE,
								       .reason = "" },
						&scene.booking));
	fixture_must(scene.desk, refund_list_due(scene.desk, &rows, &count));
	assert_int_equal(count, 1);
	scene.refund = rows[0];
	free(rows);
}

void scene_submitted(void)
{
	scene_requested();
	fixture_must(scene.desk, refund_step(scene.desk, scene.refund.id, REFUND_SUBMITTED, NULL,
					     &scene.refund));
}

void scene_suspended(void)
{
	struct suspension suspension;

	scene_paid_online();
	fixture_must(scene.desk,
		     session_suspend(scene.desk, scene.session.id, "医生生病", &suspension));
}

void scene_checked_in(void)
{
	scene_paid_today();
	fixture_must(scene.desk, queue_check_in(scene.desk, scene.booking.id, &scene.booking));
	scene.session = scene.other;
}

void scene_called(void)
{
	scene_checked_in();
	fixture_must(scene.desk, queue_call_next(scene.desk, scene.session.id, &scene.booking));
}

void scene_missed(void)
{
	scene_called();
	fixture_must(scene.desk, queue_miss(scene.desk, scene.booking.id, &scene.booking));
}

/* Yesterday was left open; today somebody did not come. */
void scene_evening(void)
{
	visit_skipped(scene.desk, TODAY - 1, PERIOD_AM, 2, CHANNEL_ONLINE);
	scene_before_ban();
	fixture_clock(scene.desk, TODAY, FIXTURE_AT(22, 0));
}

void scene_closed(void)
{
	scene_evening();
	assert_true(visit_close(scene.desk, TODAY, 0));
}

static void scene_file_of(const char *text)
{
	scene_morning();
	fixture_file(scene.desk, "file.csv", text, strlen(text), scene.path);
}

void scene_departments_file(void)
{
	scene_file_of("code,name,location\nNK02,心内科,二层\nNK01,内科,三层\n");
}

void scene_doctors_file(void)
{
	scene_file_of("code,name,title,department,qualification_no,specialty,fee_yuan\n"
		      "D9,李医生,主任医师,NK01,110,心脏,20.00\nD1,医生D1,主任医师,NK01,,,30.00\n");
}

void scene_roster_file(void)
{
	scene_file_of("date,period,doctor,capacity,room\n2026-11-25,am,D1,12,101\n"
		      "2026-11-24,am,D1,8,102\n");
}

void scene_patients_file(void)
{
	scene_file_of("name,id_type,id_number,phone,sex,birth_date,card_no\n"
		      "张三,passport,E12345678,13800000000,male,1990-01-01,C001\n");
}

void scene_online_file(void)
{
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE], text[1600];
	char more_name[NAME_SIZE], more_id[ID_NUMBER_SIZE], more_phone[PHONE_SIZE];

	scene_morning();
	fixture_person(5, name, id_number, phone);
	fixture_person(6, more_name, more_id, more_phone);
	text_format(text, sizeof(text),
		    "order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,"
		    "transaction_id,ordered_at\n"
		    "A1,book,D1,2026-11-24,am,%s,%s,%s,15.00,T1,2026-11-22 20:00:00\n"
		    "A1,cancel,D1,2026-11-24,am,%s,%s,%s,,,2026-11-22 20:30:00\n"
		    "A2,book,D1,2026-11-24,am,%s,%s,%s,14.00,T2,2026-11-22 21:00:00\n",
		    name, id_number, phone, name, id_number, phone, more_name, more_id, more_phone);
	fixture_file(scene.desk, "file.csv", text, strlen(text), scene.path);
}

void scene_imported(void)
{
	struct online_import out;

	scene_online_file();
	fixture_must(scene.desk,
		     online_import_file(scene.desk, scene.path, NULL, &out, NULL, NULL));
	online_import_release(&out);
}
