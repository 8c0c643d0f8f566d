#include "user_action.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/money/refund.h"
#include "desk/queue/queue.h"
#include "power_log.h"

enum { CAPACITY = 20, ORDERS = 4, COPY_MOST = 16 * 1024 * 1024 };

static void set(struct settings *settings)
{
	settings_init(settings);
	settings->quota_per_department_day = 99;
	settings->no_show_threshold = 1;
}

enum status action_open(struct desk *desk, const struct action_place *place, enum store_mode mode,
			int minute)
{
	struct settings settings;
	enum status status;

	set(&settings);
	status = desk_open(desk, place->path, mode, &settings, "clerk");
	if (status == STATUS_OK)
		clock_pin(&desk->clock, FIXTURE_DAY, minute);
	return status;
}

void action_path(char out[FILE_PATH_SIZE], const char *folder, const char *name)
{
	assert_true(text_format(out, FILE_PATH_SIZE, "%.900s/%s", folder, name));
}

static int64_t booked(struct desk *desk, int64_t session_id, int person, enum channel channel,
		      bool pay)
{
	struct booking_wish wish = { .session_id = session_id,
				     .patient_id = fixture_patient(desk, person).id,
				     .channel = channel,
				     .pay = pay,
				     .method = METHOD_CASH };
	struct booking booking;
	char order_no[ORDER_NO_SIZE];

	text_format(order_no, sizeof(order_no), "WX-%d", person);
	if (channel == CHANNEL_ONLINE) {
		wish.method = METHOD_WECHAT;
		wish.paid_fen = ACTION_FEE_FEN;
		wish.order_no = wish.external_no = order_no;
	}
	fixture_must(desk, booking_book(desk, &wish, &booking));
	return booking.id;
}

/* A refund of an online booking: requested. */
static int64_t refund_due(struct desk *desk, int64_t session_id, int person)
{
	const int64_t id = booked(desk, session_id, person, CHANNEL_ONLINE, true);
	const struct cancel_wish wish = { .id = id, .reason = "" };
	struct booking booking;
	struct refund *rows;
	size_t count;
	int64_t refund;

	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	fixture_must(desk, refund_list_of(desk, id, &rows, &count));
	assert_int_equal(count, 1);
	refund = rows[0].id;
	free(rows);
	return refund;
}

static void make_bookings(struct desk *desk, struct action_clinic *clinic)
{
	int64_t other;
	struct booking booking;
	struct refund refund;

	for (int i = 0; i < 3; i++) {
		char code[CODE_SIZE];

		text_format(code, sizeof(code), "%d", 1001 + i);
		fixture_doctor(desk, code, ACTION_FEE_FEN);
	}
	clinic->today = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, CAPACITY, 20).id;
	clinic->tomorrow =
		fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, CAPACITY, 20).id;
	other = fixture_session(desk, "1002", FIXTURE_DAY, PERIOD_AM, CAPACITY, 20).id;
	clinic->suspended =
		fixture_session(desk, "1003", FIXTURE_DAY + 1, PERIOD_AM, CAPACITY, 20).id;
	clinic->unpaid = booked(desk, clinic->tomorrow, 1, CHANNEL_COUNTER, false);
	clinic->paid = booked(desk, clinic->tomorrow, 2, CHANNEL_COUNTER, true);
	clinic->visit = booked(desk, clinic->today, 3, CHANNEL_COUNTER, true);
	clinic->requested = refund_due(desk, clinic->tomorrow, 4);
	clinic->submitted = refund_due(desk, clinic->tomorrow, 5);
	fixture_must(desk, refund_step(desk, clinic->submitted, REFUND_SUBMITTED, NULL, &refund));
	clinic->expected = booked(desk, clinic->today, 6, CHANNEL_COUNTER, true);
	clinic->waiting = booked(desk, clinic->today, 7, CHANNEL_COUNTER, true);
	clinic->called = booked(desk, other, 8, CHANNEL_COUNTER, true);
	booked(desk, clinic->suspended, 9, CHANNEL_COUNTER, true);
	booked(desk, clinic->suspended, 10, CHANNEL_ONLINE, true);
	clinic->absent = booked(desk, clinic->today, 11, CHANNEL_ONLINE, true);
	clinic->regular = fixture_patient(desk, 12).id;
	clinic->person = fixture_patient(desk, 13).id;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(8, 0));
	fixture_must(desk, queue_check_in(desk, clinic->waiting, &booking));
	fixture_must(desk, queue_check_in(desk, clinic->called, &booking));
	fixture_must(desk, queue_call_next(desk, other, &booking));
}

static void write_file(struct desk *desk, const char *name, const char *text)
{
	char path[FILE_PATH_SIZE];

	fixture_file(desk, name, text, strlen(text), path);
}

static void make_files(struct desk *desk)
{
	char text[4096], name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];
	size_t used;

	write_file(desk, "departments.csv", "code,name,location\nNK02,二科,二层\nNK03,三科,\n");
	write_file(desk, "doctors.csv",
		   "code,name,title,department,qualification_no,specialty,fee_yuan\n"
		   "2001,李一,主任医师,NK01,,,20.00\n2002,李二,主治医师,NK01,,,10.00\n");
	write_file(desk, "roster.csv",
		   "date,period,doctor,capacity,room\n2026-11-25,am,1001,12,101\n"
		   "2026-11-25,pm,1002,12,102\n");
	used = (size_t)snprintf(text, sizeof(text),
				"name,id_type,id_number,phone,sex,birth_date,card_no\n");
	for (int i = 0; i < 2; i++) {
		fixture_person(ACTION_LOADED_PERSON + i, name, id_number, phone);
		used += (size_t)snprintf(text + used, sizeof(text) - used,
					 "%s,resident_id,%s,%s,,,\n", name, id_number, phone);
	}
	write_file(desk, "patients.csv", text);
	used = (size_t)snprintf(text, sizeof(text),
				"order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,"
				"transaction_id,ordered_at\n");
	/* Two bookings, a refusal, and the first is cancelled. */
	for (int i = 0; i < ORDERS; i++) {
		const int order = i == ORDERS - 1 ? 0 : i;

		fixture_person(40 + order, name, id_number, phone);
		used += (size_t)snprintf(
			text + used, sizeof(text) - used,
			"ORDER%d,%s,%s,2026-11-24,am,%s,%s,%s,%s,%s,2026-11-22 20:00:%02d\n", order,
			order == i ? "book" : "cancel", i == 2 ? "9999" : "1001", name, id_number,
			phone, order == i ? "20.00" : "", order != i ? "" : phone, i);
	}
	write_file(desk, "orders.csv", text);
}

/* Before the desk is closed: the log is as full as in the middle of a morning. */
static void copy_file(const char *folder, const char *from, const char *to)
{
	char path[FILE_PATH_SIZE], *bytes;
	size_t size;
	struct problem problem;
	FILE *file;

	action_path(path, folder, from);
	assert_int_equal(file_read(path, COPY_MOST, &bytes, &size, &problem), STATUS_OK);
	action_path(path, folder, to);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
	free(bytes);
}

void action_clinic_make(struct action_clinic *clinic)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(6, 0));

	set(&desk->settings);
	/* Whom the desks know need not be asked about. */
	fixture_must(desk, desk_sign_in(desk, "clerk"));
	text_copy(clinic->folder, sizeof(clinic->folder), fixture_directory(desk));
	make_bookings(desk, clinic);
	make_files(desk);
	copy_file(clinic->folder, "desk.db", "base.db");
	copy_file(clinic->folder, "desk.db-wal", "base.db-wal");
	desk_close(desk);
	/* Not fixture_close: the folder stays. */
	free(desk);
}

void action_clinic_remove(const struct action_clinic *clinic)
{
	power_empty(clinic->folder);
	assert_int_equal(rmdir(clinic->folder), 0);
}
