#include "power_scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/day/closing.h"
#include "power_log.h"
#include "store/limits.h"
#include "store/sqlite/schema_text.h"
#include "tests/unit/scratch.h"

/* For both sides. */

enum status power_open(struct desk *desk, const char *path, enum store_mode mode)
{
	struct settings settings;
	enum status status;

	settings_init(&settings);
	settings.quota_per_department_day = 99;
	status = desk_open(desk, path, mode, &settings, "proof");
	if (status == STATUS_OK)
		clock_pin(&desk->clock, FIXTURE_DAY, FIXTURE_AT(6, 0));
	return status;
}

enum status power_close_day(struct desk *desk, int which, bool *was_closed)
{
	const day_number day = FIXTURE_DAY + 1 + which;
	struct closing closing;
	enum status status;

	clock_pin(&desk->clock, day, FIXTURE_AT(20, 0));
	status = day_close(desk,
			   &(struct close_wish){ .day = day,
						 .counted_fen = -1,
						 .reason = "counted twice",
						 .pass = true,
						 .clock_is_right = true },
			   &closing);
	*was_closed = closing.was_closed;
	if (status == STATUS_OK && !closing.closed)
		status = STATUS_SESSION_NOT_OVER;
	closing_release(&closing);
	return status;
}

void power_path(char out[FILE_PATH_SIZE], const char *folder, const char *name)
{
	assert_true(text_format(out, FILE_PATH_SIZE, "%.900s/%s", folder, name));
}

void power_copy_name(char out[16], int number)
{
	text_format(out, 16, "copy-%d.db", number);
}

const struct booking *power_standing(const struct scene *scene, int64_t id, int end)
{
	const struct booking *booking = NULL;

	for (int i = 0; i < end; i++)
		if (scene->acks->ack[i].booking.id == id)
			booking = &scene->acks->ack[i].booking;
	return booking;
}

/* Before. */

void prepare_clinic(struct scene *scene)
{
	proof_open(&scene->clinic, POWER_SESSIONS, POWER_CAPACITY, POWER_PEOPLE);
	text_copy(scene->folder, sizeof(scene->folder), fixture_directory(scene->clinic.desk));
	text_copy(scene->path, sizeof(scene->path), scene->clinic.path);
}

void prepare_two_desks(struct scene *scene)
{
	prepare_clinic(scene);
	scene->together = 2;
}

/* Of each day's session some are paid, some online; nobody comes. */
void prepare_days(struct scene *scene)
{
	prepare_clinic(scene);
	for (int i = 0; i < POWER_SESSIONS * POWER_DAY_BOOKINGS; i++) {
		const bool online = i % 3 == 0;
		char order_no[ORDER_NO_SIZE];
		const struct booking_wish wish = {
			.session_id = scene->clinic.sessions[i / POWER_DAY_BOOKINGS],
			.patient_id = scene->clinic.people[i % POWER_DAY_BOOKINGS],
			.channel = online ? CHANNEL_ONLINE : CHANNEL_COUNTER,
			.pay = i % 3 < 2,
			.method = online ? METHOD_WECHAT : METHOD_CASH,
			.order_no = online ? order_no : NULL,
			.paid_fen = online ? 2000 : 0
		};
		struct booking booking;

		text_format(order_no, sizeof(order_no), "WX%d", i);
		fixture_must(scene->clinic.desk, booking_book(scene->clinic.desk, &wish, &booking));
	}
}

void prepare_import(struct scene *scene)
{
	char text[8192], path[FILE_PATH_SIZE];
	size_t used;

	prepare_clinic(scene);
	used = (size_t)snprintf(text, sizeof(text),
				"order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,"
				"transaction_id,ordered_at\n");
	/* Every fourth cancels the one before it; one is for a doctor who is not there. */
	for (int i = 0; i < POWER_ORDERS; i++) {
		const bool cancels = i % 4 == 3;
		const int person = cancels ? i - 1 : i;
		char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];

		fixture_person(100 + person, name, id_number, phone);
		used += (size_t)snprintf(
			text + used, sizeof(text) - used,
			"WX%d,%s,%s,2026-11-24,am,%s,%s,%s,%s,%s%d,2026-11-22 20:00:%02d\n", person,
			cancels ? "cancel" : "book", i == 5 ? "9999" : "1001", name, id_number,
			phone, cancels ? "" : "20.00", cancels ? "" : "42000", person, i);
	}
	fixture_file(scene->clinic.desk, "orders.csv", text, used, path);
}

void prepare_nothing(struct scene *scene)
{
	scratch_folder(scene->folder, sizeof(scene->folder), "power");
	power_path(scene->path, scene->folder, "desk.db");
}

/* A database as the first release made it. */
void prepare_old(struct scene *scene)
{
	static const char staff[] = "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
				    "i < 300) INSERT INTO staff (code) SELECT 'old-' || i FROM n;"
				    "COMMIT";
	sqlite3 *db;

	prepare_nothing(scene);
	assert_int_equal(sqlite3_open(scene->path, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db, "PRAGMA application_id = 1178882891; BEGIN", NULL, NULL, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, schema_step_text(1), NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, staff, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(chmod(scene->path, 0600), 0);
}

/* At work, in the child. */

/* The connection opened last. The controls make it careless behind the store's back. */
static sqlite3 *newest;

static int note_connection(sqlite3 *db, char **message, const struct sqlite3_api_routines *routines)
{
	(void)message;
	(void)routines;
	newest = db;
	return SQLITE_OK;
}

bool power_watch_connections(void)
{
	return sqlite3_auto_extension((void (*)(void))note_connection) == SQLITE_OK;
}

static void open_at_work(struct scene *scene, struct desk *desk)
{
	fixture_must(desk, power_open(desk, scene->path, STORE_OPEN));
	if (!scene->careless)
		return;
	assert_int_equal(sqlite3_exec(newest, scene->careless, NULL, NULL, NULL), SQLITE_OK);
	store_hold_syncs(desk->store, true);
}

/* Not acknowledged yet. */
static void book_silently(struct scene *scene, struct desk *desk, bool pay)
{
	struct ack *ack = &scene->acks->ack[scene->acks->started];
	struct booking_wish wish = { .pay = pay, .method = METHOD_CASH };
	enum status status;

	ack->makes = true;
	scene->acks->started++;
	/* Until somebody is found who is not in that session yet. */
	do {
		wish.session_id = scene->clinic.sessions[rand_r(&scene->seed) % POWER_SESSIONS];
		wish.patient_id = scene->clinic.people[rand_r(&scene->seed) % POWER_PEOPLE];
		status = booking_book(desk, &wish, &ack->booking);
	} while (status == STATUS_DUPLICATE_PERSON);
	fixture_must(desk, status);
}

static void book(struct scene *scene, struct desk *desk, bool pay)
{
	book_silently(scene, desk, pay);
	power_log_mark(scene->log);
}

/* Pays what is not paid, cancels what is; nothing when it was cancelled before. */
static void change(struct scene *scene, struct desk *desk)
{
	const int which = rand_r(&scene->seed) % scene->acks->started;
	const struct booking *before = power_standing(scene, scene->acks->ack[which].booking.id,
						      scene->acks->started);
	struct ack *ack = &scene->acks->ack[scene->acks->started];
	struct cancel_wish wish = { .id = before->id, .reason = "" };

	if (before->state == BOOKING_CANCELLED)
		return;
	ack->booking.id = before->id;
	scene->acks->started++;
	if (before->payment_id)
		fixture_must(desk, booking_cancel(desk, &wish, &ack->booking));
	else
		fixture_must(desk, booking_pay(desk, before->id, METHOD_CASH, NULL, &ack->booking));
	power_log_mark(scene->log);
}

/* What a clerk does, and every so many changes something else. */
static void work(struct scene *scene, struct desk *desk, int every, void (*other)(struct desk *))
{
	for (int i = 0; scene->acks->started < POWER_CHANGES; i++) {
		if (scene->acks->started == 0 || rand_r(&scene->seed) % 2)
			book(scene, desk, rand_r(&scene->seed) % 3 > 0);
		else
			change(scene, desk);
		if (other && i % every == every - 1)
			other(desk);
	}
}

void work_booking(struct scene *scene)
{
	struct desk desk;

	open_at_work(scene, &desk);
	work(scene, &desk, 0, NULL);
}

static void move_log(struct desk *desk)
{
	fixture_must(desk, store_checkpoint(desk->store));
}

/* One desk sees what the other has committed and not synced yet: its own sync makes both safe. */
void work_two_desks(struct scene *scene)
{
	struct desk slow, quick;

	open_at_work(scene, &slow);
	open_at_work(scene, &quick);
	store_hold_syncs(slow.store, true);
	while (scene->acks->started < POWER_CHANGES) {
		book_silently(scene, &slow, rand_r(&scene->seed) % 2 == 0);
		book_silently(scene, &quick, rand_r(&scene->seed) % 2 == 0);
		power_log_mark(scene->log);
		power_log_mark(scene->log);
	}
}

/* With the store's own checkpoints besides. */
void work_checkpoint(struct scene *scene)
{
	struct store_limits limits = STORE_LIMITS;
	struct desk desk;

	open_at_work(scene, &desk);
	limits.checkpoint_pages = 30;
	store_set_limits(desk.store, &limits);
	work(scene, &desk, 4, move_log);
}

/* The clinic goes home and comes back. */
static struct scene *at_closing;

static void close_and_open(struct desk *desk)
{
	desk_close(desk);
	open_at_work(at_closing, desk);
}

void work_closing(struct scene *scene)
{
	struct desk desk;

	at_closing = scene;
	open_at_work(scene, &desk);
	work(scene, &desk, 3, close_and_open);
	desk_close(&desk);
}

/* Evening after evening. */
void work_day_close(struct scene *scene)
{
	struct desk desk;

	open_at_work(scene, &desk);
	for (int i = 0; i < POWER_SESSIONS; i++) {
		bool was_closed;

		fixture_must(&desk, power_close_day(&desk, i, &was_closed));
		assert_false(was_closed);
		power_log_mark(scene->log);
	}
	desk_close(&desk);
}

/* A copy, a booking, a copy, ... */
void work_copy(struct scene *scene)
{
	struct problem problem;
	struct desk desk;

	open_at_work(scene, &desk);
	for (int i = 0; i < POWER_COPIES; i++) {
		char path[FILE_PATH_SIZE], name[16];

		power_copy_name(name, i);
		power_path(path, scene->folder, name);
		if (store_copy(desk.store, path, &problem) != STATUS_OK)
			fail_msg("%s", problem.message);
		power_log_mark(scene->log);
		book(scene, &desk, true);
	}
}

enum status power_import(struct scene *scene, struct desk *desk, const char *folder,
			 struct online_run *out, bool marked)
{
	char orders[FILE_PATH_SIZE], answers[FILE_PATH_SIZE];
	enum status status;

	power_path(orders, scene->folder, "orders.csv");
	power_path(answers, folder, "answers.csv");
	status = online_run_open(desk, orders, out);
	out->sync_rows = POWER_ORDERS_TOGETHER;
	while (!status && out->taken < out->import.count) {
		size_t before = out->next;

		status = online_run_step(desk, out);
		for (; marked && before < out->next; before++)
			power_log_mark(scene->log);
	}
	return status ? status : online_ack_file(&out->import, answers, &desk->problem);
}

void work_import(struct scene *scene)
{
	struct online_run run;
	struct desk desk;

	open_at_work(scene, &desk);
	fixture_must(&desk, power_import(scene, &desk, scene->folder, &run, true));
	power_log_mark(scene->log);
	assert_int_equal(run.import.rows, POWER_ORDERS);
	assert_int_equal(run.import.accepted + run.import.cancelled, POWER_ORDERS - 1);
	assert_int_equal(run.import.refused, 1);
	online_run_release(&run);
}

void work_forward(struct scene *scene)
{
	struct problem problem;
	struct store *store;

	if (store_open(&store, scene->path, STORE_OPEN, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
	power_log_mark(scene->log);
	store_close(store);
}

void work_create(struct scene *scene)
{
	struct department department = { .code = "NK01", .name = "内科" };
	enum put_outcome outcome;
	struct desk desk;

	fixture_must(&desk, power_open(&desk, scene->path, STORE_CREATE));
	power_log_mark(scene->log);
	fixture_must(&desk, department_put(&desk, &department, &outcome));
	power_log_mark(scene->log);
	desk_close(&desk);
}
