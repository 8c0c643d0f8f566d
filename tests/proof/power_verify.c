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
#include "desk/booking/booking_list.h"
#include "desk/check.h"
#include "desk/day/closing.h"
#include "store/line.h"
#include "store/sqlite/saved.h"

/* Says what is wrong after a cut; false. */
static bool bad(struct scene *scene, const char *format, ...) PRINTF_LIKE(2, 3);
static bool bad(struct scene *scene, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vsnprintf(scene->fault, sizeof(scene->fault), format, args) < 0)
		scene->fault[0] = '\0';
	va_end(args);
	return false;
}

static void keep_fault(const char *check, const char *fault, void *context)
{
	bad(context, "%s: %s", check, fault);
}

static bool is_sound(struct scene *scene, struct desk *desk)
{
	int checks, failed;

	if (check_run(desk, CHECK_ALL, keep_fault, scene, &checks, &failed) != STATUS_OK)
		return bad(scene, "checks: %s", desk->problem.message);
	return failed == 0;
}

static bool is_same(const struct booking *one, const struct booking *other)
{
	return one->state == other->state && one->paid_fen == other->paid_fen &&
	       one->payment_id == other->payment_id && one->refund_fen == other->refund_fen &&
	       one->session_id == other->session_id && one->patient_id == other->patient_id &&
	       one->number == other->number && one->seq == other->seq;
}

/* The change that was under way may be there or not. */
static bool booking_stands(struct scene *scene, struct desk *desk, int64_t id, int acks)
{
	const struct ack *under_way = acks < scene->acks->started ? &scene->acks->ack[acks] : NULL;
	struct booking booking;

	if (booking_get(desk, id, &booking) != STATUS_OK)
		return bad(scene, "booking %lld is lost", (long long)id);
	if (is_same(&booking, power_standing(scene, id, acks)) ||
	    (under_way && under_way->booking.id == id && is_same(&booking, &under_way->booking)))
		return true;
	return bad(scene, "booking %lld is not as it was acknowledged", (long long)id);
}

/* All bookings of the clinic's sessions, by an own count. */
static int count_bookings(struct scene *scene, struct desk *desk)
{
	int all = 0;

	for (int i = 0; i < POWER_SESSIONS; i++) {
		struct booking *rows = NULL;
		size_t count = 0;

		if (booking_list_session(desk, scene->clinic.sessions[i], &rows, &count))
			return -1;
		all += (int)count;
		free(rows);
	}
	return all;
}

static bool bookings_stand(struct scene *scene, struct desk *desk, int acks)
{
	int made = 0, more = 0, there;

	for (int i = 0; i < acks; i++) {
		if (!booking_stands(scene, desk, scene->acks->ack[i].booking.id, acks))
			return false;
		made += scene->acks->ack[i].makes;
	}
	/* Those under way: one, or those that are made safe together. */
	for (int i = acks; i < scene->acks->started && i < acks + scene->together; i++)
		more += scene->acks->ack[i].makes;
	there = count_bookings(scene, desk);
	if (there < made || there > made + more)
		return bad(scene, "%d bookings are there, %d were acknowledged", there, made);
	return is_sound(scene, desk);
}

/* The highest entry of which the file beside the database says that somebody was told. */
static int64_t promised_by(const char *path)
{
	struct saved saved;
	struct tie tie;
	int64_t highest = 0;

	if (!saved_open(&saved, path, true))
		return 0;
	if (saved_read(&saved, &tie))
		highest = saved_highest(&saved);
	saved_close(&saved);
	return highest;
}

/*
 * Whether the opening says rightly if something is missing that somebody was told is saved. A disk
 * that keeps what was synced loses nothing of that; one that was never asked to keep it does, and
 * then the promises that came to the disk must tell.
 */
static bool says_rightly_what_is_lost(struct scene *scene, struct desk *desk, int64_t promised)
{
	struct problem problem;
	const enum status told = store_only_reads(desk->store, &problem);
	int64_t last;
	const enum status read = store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &last);

	if (read != STATUS_OK && read != STATUS_NOT_FOUND)
		return bad(scene, "the last entry cannot be read");
	if (told != STATUS_OK && told != STATUS_STORE_LOST)
		return bad(scene, "only reads: %s", problem.message);
	if ((told == STATUS_STORE_LOST) != (promised > last)) {
		scene->told_wrongly++;
		return bad(scene, "entry %lld was promised, %lld is there, and the opening says %s",
			   (long long)promised, (long long)last,
			   told ? problem.message : "nothing");
	}
	if (told == STATUS_OK)
		return true;
	scene->told_rightly++;
	return bad(scene, "%s", problem.message);
}

/* Opens the database that the cut left, looks with `look`, closes it. */
static bool look_into(struct scene *scene, const char *name, int acks,
		      bool (*look)(struct scene *, struct desk *, int))
{
	char path[FILE_PATH_SIZE];
	struct desk desk;
	int64_t promised;
	bool good;

	power_path(path, scene->after, name);
	promised = promised_by(path);
	if (power_open(&desk, path, STORE_OPEN) != STATUS_OK)
		return bad(scene, "%s", desk.problem.message);
	good = says_rightly_what_is_lost(scene, &desk, promised) && look(scene, &desk, acks);
	desk_close(&desk);
	return good;
}

bool verify_bookings(struct scene *scene, int marks)
{
	return look_into(scene, "desk.db", marks, bookings_stand);
}

/* -1 when it cannot be said. */
static int count_no_shows(struct desk *desk, int64_t session_id)
{
	struct booking *rows = NULL;
	size_t count = 0;
	int no_shows = 0;

	if (booking_list_session(desk, session_id, &rows, &count))
		return -1;
	for (size_t i = 0; i < count; i++)
		no_shows += rows[i].state == BOOKING_NO_SHOW;
	free(rows);
	return no_shows;
}

/* A day is closed with all its no-shows or not at all; the one that was being closed either way. */
static bool days_stand(struct scene *scene, struct desk *desk, int marks)
{
	for (int i = 0; i < POWER_SESSIONS; i++) {
		const int no_shows = count_no_shows(desk, scene->clinic.sessions[i]);
		struct close_record record;
		bool closed = day_close_get(desk, FIXTURE_DAY + 1 + i, &record) == STATUS_OK;

		if ((i < marks && !closed) || (i > marks && closed))
			return bad(scene, "day %d of %d closed ones is %s", i + 1, marks,
				   closed ? "closed" : "open");
		if (no_shows != (closed ? POWER_DAY_BOOKINGS : 0))
			return bad(scene, "day %d is %s with %d no-shows", i + 1,
				   closed ? "closed" : "open", no_shows);
	}
	return is_sound(scene, desk);
}

static bool days_stand_and_go_on(struct scene *scene, struct desk *desk, int marks)
{
	if (!days_stand(scene, desk, marks))
		return false;
	for (int i = 0; i < POWER_SESSIONS; i++) {
		bool was_closed;

		if (power_close_day(desk, i, &was_closed) != STATUS_OK)
			return bad(scene, "closing again: %s", desk->problem.message);
		if ((i < marks && !was_closed) || (i > marks && was_closed))
			return bad(scene, "day %d was %s before it was closed again", i + 1,
				   was_closed ? "closed" : "open");
	}
	return days_stand(scene, desk, POWER_SESSIONS);
}

bool verify_days(struct scene *scene, int marks)
{
	return look_into(scene, "desk.db", marks, days_stand_and_go_on);
}

/* Marks are a copy and a booking by turns; the copy number i was made after i bookings. */
static bool copy_is_good(struct scene *scene, struct desk *desk, int bookings)
{
	return (count_bookings(scene, desk) == bookings || bad(scene, "a copy lacks bookings")) &&
	       is_sound(scene, desk);
}

bool verify_copies(struct scene *scene, int marks)
{
	for (int i = 0; i * 2 < marks; i++) {
		char name[16];

		power_copy_name(name, i);
		if (!look_into(scene, name, i, copy_is_good))
			return false;
	}
	return look_into(scene, "desk.db", marks / 2, bookings_stand);
}

static int lines_of(const char *path)
{
	FILE *file = fopen(path, "r");
	int lines = 0, byte;

	if (!file)
		return -1;
	while ((byte = getc(file)) != EOF)
		lines += byte == '\n';
	fclose(file);
	return lines;
}

/* What was answered before the cut is a duplicate now, and so may be some of those that were made
 * safe together then, in their order; the rest is taken up. */
static bool orders_stand(struct scene *scene, const struct online_run *run, int done)
{
	bool lost = false;

	for (int i = 0; i < POWER_ORDERS; i++) {
		const struct online_answer *answer = &run->import.row[i].answer;
		const bool seen = answer->result == ONLINE_DUPLICATE;

		if (seen ? lost || i >= done + POWER_ORDERS_TOGETHER : i < done)
			return bad(scene, "order %d of %d answered ones is %s", i + 1, done,
				   online_result_name(answer->result));
		lost = lost || !seen;
	}
	return true;
}

static bool import_goes_on(struct scene *scene, struct desk *desk, int done)
{
	struct online_run run;
	bool good;

	if (!is_sound(scene, desk))
		return false;
	if (power_import(scene, desk, scene->after, &run, false) != STATUS_OK)
		good = bad(scene, "import again: %s", desk->problem.message);
	else
		good = orders_stand(scene, &run, done);
	online_run_release(&run);
	return good && is_sound(scene, desk);
}

bool verify_import(struct scene *scene, int marks)
{
	const int done = marks < POWER_ORDERS ? marks : POWER_ORDERS;
	char answers[FILE_PATH_SIZE];
	int lines;

	power_path(answers, scene->after, "answers.csv");
	lines = lines_of(answers);
	if (lines != POWER_ORDERS + 1 && (lines >= 0 || marks > POWER_ORDERS))
		return bad(scene, "the acknowledgement has %d lines", lines);
	return look_into(scene, "desk.db", done, import_goes_on);
}

static bool has_old_staff(struct scene *scene, struct desk *desk, int marks)
{
	(void)marks;
	if (store_one(desk->store, SQL_STAFF_GET, ARGS(store_text("old-300")), NULL, NULL))
		return bad(scene, "an old row is lost");
	return is_sound(scene, desk);
}

/* Whether the copy that was made first is what it was made from; not through the store, which would
 * bring it forward. */
static bool is_old_and_sound(struct scene *scene, const char *path)
{
	sqlite3_stmt *look = NULL;
	sqlite3 *db = NULL;
	bool good = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
		    sqlite3_prepare_v2(db,
				       "SELECT integrity_check = 'ok' AND user_version = 1 AND "
				       "(SELECT count(*) FROM staff) = 300 "
				       "FROM pragma_integrity_check, pragma_user_version",
				       -1, &look, NULL) == SQLITE_OK &&
		    sqlite3_step(look) == SQLITE_ROW && sqlite3_column_int(look, 0) == 1;

	sqlite3_finalize(look);
	sqlite3_close(db);
	return good || bad(scene, "the copy of the old version is not good");
}

bool verify_forward(struct scene *scene, int marks)
{
	char copy[FILE_PATH_SIZE];

	power_path(copy, scene->after, "desk.db.before-v1");
	return (marks == 0 || is_old_and_sound(scene, copy)) &&
	       look_into(scene, "desk.db", marks, has_old_staff);
}

static bool has_department(struct scene *scene, struct desk *desk, int marks)
{
	struct department department;

	if (marks > 1 && department_get(desk, "NK01", &department) != STATUS_OK)
		return bad(scene, "the department is lost");
	return is_sound(scene, desk);
}

bool verify_create(struct scene *scene, int marks)
{
	char path[FILE_PATH_SIZE];
	struct desk desk;

	power_path(path, scene->after, "desk.db");
	if (marks == 0 && access(path, F_OK) != 0) {
		if (power_open(&desk, path, STORE_CREATE) != STATUS_OK)
			return bad(scene, "making it again: %s", desk.problem.message);
		desk_close(&desk);
	}
	return look_into(scene, "desk.db", marks, has_department);
}
