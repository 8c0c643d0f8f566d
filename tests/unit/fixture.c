#include "fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/text.h"
#include "desk/roster/roster_put.h"
#include "scratch.h"

/* The desk comes first, so that the address of the one is the address of the other. */
struct fixture {
	struct desk desk;
	bool owner;
	char directory[FILE_PATH_SIZE / 2];
};

static struct fixture *fixture_of(struct desk *desk)
{
	return (struct fixture *)desk;
}

void fixture_must(const struct desk *desk, enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", status_name(status), desk->problem.message);
}

static void remove_directory(const char *path)
{
	DIR *directory = opendir(path);

	assert_non_null(directory);
	for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			assert_int_equal(unlinkat(dirfd(directory), entry->d_name, 0), 0);
	}
	closedir(directory);
	assert_int_equal(rmdir(path), 0);
}

pid_t fixture_fork(void)
{
	const pid_t parent = getpid(), child = fork();

	assert_true(child >= 0);
	/* It may have ended between the two. */
	if (child == 0 && (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent))
		_exit(1);
	return child;
}

#ifdef COVERAGE
void __gcov_dump(void);
#endif

void fixture_leave(int status)
{
#ifdef COVERAGE
	__gcov_dump();
#endif
	_exit(status);
}

struct desk *fixture_open(day_number day, int minute)
{
	struct fixture *fixture = memory_new(1, sizeof(*fixture));
	char path[FILE_PATH_SIZE];
	struct settings settings;

	scratch_folder(fixture->directory, sizeof(fixture->directory), "desk");
	fixture->owner = true;
	text_format(path, sizeof(path), "%s/desk.db", fixture->directory);
	settings_init(&settings);
	fixture_must(&fixture->desk,
		     desk_open(&fixture->desk, path, STORE_CREATE, &settings, "test"));
	fixture_clock(&fixture->desk, day, minute);
	return &fixture->desk;
}

struct desk *fixture_second(const struct desk *desk)
{
	struct fixture *fixture = memory_new(1, sizeof(*fixture));

	text_copy(fixture->directory, sizeof(fixture->directory), fixture_directory(desk));
	fixture_must(&fixture->desk, desk_open(&fixture->desk, store_path(desk->store), STORE_OPEN,
					       &desk->settings, "test2"));
	fixture->desk.clock = desk->clock;
	return &fixture->desk;
}

void fixture_close(struct desk *desk)
{
	struct fixture *fixture = fixture_of(desk);

	desk_close(desk);
	if (fixture->owner)
		remove_directory(fixture->directory);
	free(fixture);
}

void fixture_clock(struct desk *desk, day_number day, int minute)
{
	clock_pin(&desk->clock, day, minute);
}

const char *fixture_directory(const struct desk *desk)
{
	return ((const struct fixture *)desk)->directory;
}

void fixture_file(const struct desk *desk, const char *name, const void *bytes, size_t length,
		  char path[FILE_PATH_SIZE])
{
	FILE *file;

	text_format(path, FILE_PATH_SIZE, "%s/%s", fixture_directory(desk), name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

struct doctor fixture_doctor_of(struct desk *desk, const char *department, const char *code,
				int64_t fee_fen)
{
	struct department home = { .name = "内科", .location = "一层" };
	struct doctor doctor = { .title = "主任医师", .fee_fen = fee_fen };
	enum put_outcome outcome;

	text_copy(home.code, sizeof(home.code), department);
	if (strcmp(department, "NK01") != 0)
		text_format(home.name, sizeof(home.name), "科室%s", department);
	fixture_must(desk, department_put(desk, &home, &outcome));
	text_copy(doctor.code, sizeof(doctor.code), code);
	text_format(doctor.name, sizeof(doctor.name), "医生%s", code);
	text_copy(doctor.department_code, sizeof(doctor.department_code), department);
	fixture_must(desk, doctor_put(desk, &doctor, &outcome));
	return doctor;
}

struct doctor fixture_doctor(struct desk *desk, const char *code, int64_t fee_fen)
{
	return fixture_doctor_of(desk, "NK01", code, fee_fen);
}

struct session fixture_session(struct desk *desk, const char *doctor, day_number day,
			       enum period period, int capacity, int percent)
{
	struct session_wish wish = { .doctor_code = doctor,
				     .day = day,
				     .period = period,
				     .capacity = capacity,
				     .online_percent = percent,
				     .fee_fen = -1,
				     .room = "101" };
	struct roster_notes notes;
	enum put_outcome outcome;
	struct session session;

	fixture_must(desk, session_put(desk, &wish, &notes, &outcome));
	fixture_must(desk, session_find(desk, doctor, day, period, &session));
	return session;
}

struct session fixture_look(struct desk *desk, int64_t session_id)
{
	struct session session;

	fixture_must(desk, session_get(desk, session_id, &session));
	return session;
}

void fixture_person(int n, char name[NAME_SIZE], char id_number[ID_NUMBER_SIZE],
		    char phone[PHONE_SIZE])
{
	static const char *const word[] = { "零", "一", "二", "三", "四",
					    "五", "六", "七", "八", "九" };
	char day[DAY_TEXT_SIZE], seventeen[18];

	assert_in_range(n, 0, 99999);
	text_format(name, NAME_SIZE, "王%s%s%s%s%s", word[n / 10000], word[n / 1000 % 10],
		    word[n / 100 % 10], word[n / 10 % 10], word[n % 10]);
	/* A birthday for every 500 people from 1960 on, a sequence for each of them. */
	day_format(day_from_civil(1960, 1, 1) + n / 500, day);
	text_format(seventeen, sizeof(seventeen), "110105%.4s%.2s%.2s%03d", day, day + 5, day + 8,
		    n % 500 + 1);
	text_format(id_number, ID_NUMBER_SIZE, "%s%c", seventeen, resident_id_check(seventeen));
	text_format(phone, PHONE_SIZE, "199%08d", n);
}

int64_t fixture_last_event(const struct desk *desk)
{
	int64_t seq = 0;

	fixture_must(desk, store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &seq));
	return seq;
}

struct patient fixture_patient(struct desk *desk, int n)
{
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];
	struct patient_form form = { .name = name,
				     .id_type = "resident_id",
				     .id_number = id_number,
				     .phone = phone,
				     .sex = "",
				     .birth_date = "",
				     .card_no = "" };
	struct patient patient;

	fixture_person(n, name, id_number, phone);
	if (patient_by_id_number(desk, ID_RESIDENT, id_number, &patient) == STATUS_OK)
		return patient;
	fixture_must(desk, patient_read(desk, &form, &patient, NULL));
	fixture_must(desk, patient_add(desk, &patient, NULL));
	return patient;
}
