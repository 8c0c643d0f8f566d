#include "tests/screens/clinic.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/roster/roster_put.h"
#include "desk/staff.h"
#include "tests/unit/scratch.h"

void clinic_must(const struct desk *desk, enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", status_name(status), desk->problem.message);
}

static void add_doctor(struct desk *desk, const char *code, const char *name, const char *title,
		       const char *department, int64_t fee_fen)
{
	struct doctor doctor = { .fee_fen = fee_fen };
	enum put_outcome outcome;

	text_copy(doctor.code, sizeof(doctor.code), code);
	text_copy(doctor.name, sizeof(doctor.name), name);
	text_copy(doctor.title, sizeof(doctor.title), title);
	text_copy(doctor.department_code, sizeof(doctor.department_code), department);
	clinic_must(desk, doctor_put(desk, &doctor, &outcome));
}

static void add_department(struct desk *desk, const char *code, const char *name)
{
	struct department department = { .location = "一层" };
	enum put_outcome outcome;

	text_copy(department.code, sizeof(department.code), code);
	text_copy(department.name, sizeof(department.name), name);
	clinic_must(desk, department_put(desk, &department, &outcome));
}

static void add_session(struct desk *desk, const char *doctor, day_number day, enum period period,
			int capacity, int percent, const char *room)
{
	struct session_wish wish = { .doctor_code = doctor,
				     .day = day,
				     .period = period,
				     .capacity = capacity,
				     .online_percent = percent,
				     .fee_fen = -1 };
	struct roster_notes notes;
	enum put_outcome outcome;

	text_copy(wish.room, sizeof(wish.room), room);
	clinic_must(desk, session_put(desk, &wish, &notes, &outcome));
}

static int64_t add_patient(struct desk *desk, const char *name, const char *id_number,
			   const char *phone, const char *card_no)
{
	struct patient_form form = { .name = name,
				     .id_type = *id_number ? "resident_id" : "",
				     .id_number = id_number,
				     .phone = phone,
				     .sex = "",
				     .birth_date = "",
				     .card_no = card_no };
	struct patient patient;

	clinic_must(desk, patient_read(desk, &form, &patient, NULL));
	clinic_must(desk, patient_add(desk, &patient, NULL));
	return patient.id;
}

int64_t clinic_patient(struct desk *desk, const char *name, const char *phone)
{
	return add_patient(desk, name, "", phone, "");
}

static void fill(struct clinic *clinic)
{
	struct desk *desk = &clinic->desk;

	add_department(desk, "NK01", "内科");
	add_department(desk, "YK07", "眼科");
	add_doctor(desk, "1001", "魏思齐", "主任医师", "NK01", 5000);
	add_doctor(desk, "1002", "王磊", "主治医师", "NK01", 2000);
	add_doctor(desk, "2001", "曾丽华", "副主任医师", "YK07", 3000);
	add_session(desk, "1001", CLINIC_DAY, PERIOD_AM, 10, 20, "101");
	add_session(desk, "1002", CLINIC_DAY, PERIOD_AM, 2, 0, "102");
	add_session(desk, "1002", CLINIC_DAY, PERIOD_EVE, 12, 20, "102");
	add_session(desk, "2001", CLINIC_DAY, PERIOD_PM, 8, 25, "402");
	add_session(desk, "1001", CLINIC_DAY + 1, PERIOD_AM, 10, 20, "101");
	/* The numbers' check characters are right, the people invented. */
	clinic->zhang = add_patient(desk, "张伟", "11010519491231002X", "13800001234", "C0001");
	clinic->zhang_other = add_patient(desk, "张伟", "", "13900005678", "");
	clinic->ouyang = add_patient(desk, "欧阳娜娜", "440524188001010014", "", "");
	clinic->aygul = add_patient(desk, "阿依古丽·买买提", "", "13700009999", "");
}

/* The clinic as it was made first, whose bytes every other one of this process begins with. */
static struct {
	struct clinic made;
	char *bytes;
	size_t size;
} first;

static void keep_first(const struct clinic *clinic, const char *path)
{
	struct problem problem;

	if (file_read(path, 4 * 1024 * 1024, &first.bytes, &first.size, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
	first.made = *clinic;
}

static void put_first(struct clinic *clinic, const char *path)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	/* A database that others may read is not opened. */
	assert_int_equal(fchmod(fileno(file), S_IRUSR | S_IWUSR), 0);
	assert_int_equal(fwrite(first.bytes, 1, first.size, file), first.size);
	assert_int_equal(fclose(file), 0);
	clinic->zhang = first.made.zhang;
	clinic->zhang_other = first.made.zhang_other;
	clinic->ouyang = first.made.ouyang;
	clinic->aygul = first.made.aygul;
}

/* The place of a clinic, and what its desk starts with. */
static void make_place(struct clinic *clinic, char path[FILE_PATH_SIZE], struct settings *settings)
{
	memset(clinic, 0, sizeof(*clinic));
	scratch_folder(clinic->directory, sizeof(clinic->directory), "desk");
	text_format(path, FILE_PATH_SIZE, "%s/desk.db", clinic->directory);
	settings_init(settings);
	language_start();
}

static void open_new_desk(struct clinic *clinic, const char *path, const struct settings *settings)
{
	clinic_must(&clinic->desk, desk_open(&clinic->desk, path, STORE_CREATE, settings, "wei"));
	clinic_clock(clinic, CLINIC_DAY, CLINIC_MINUTE);
}

static void open_desk(struct clinic *clinic)
{
	char path[FILE_PATH_SIZE];
	struct settings settings;

	make_place(clinic, path, &settings);
	if (!first.bytes) {
		open_new_desk(clinic, path, &settings);
		fill(clinic);
		desk_close(&clinic->desk);
		keep_first(clinic, path);
	} else {
		put_first(clinic, path);
	}
	clinic_must(&clinic->desk, desk_open(&clinic->desk, path, STORE_OPEN, &settings, "wei"));
	clinic_clock(clinic, CLINIC_DAY, CLINIC_MINUTE);
}

static void start(struct clinic *clinic, int columns, int lines)
{
	struct terminal_host host;

	screens_host(&clinic->screens, &clinic->desk, &host);
	harness_start(&clinic->harness, &host, columns, lines);
}

void clinic_open(struct clinic *clinic, int columns, int lines)
{
	open_desk(clinic);
	text_copy(clinic->desk.settings.desk_staff, sizeof(clinic->desk.settings.desk_staff),
		  "wei");
	start(clinic, columns, lines);
}

void clinic_open_empty(struct clinic *clinic, int columns, int lines)
{
	char path[FILE_PATH_SIZE];
	struct settings settings;

	make_place(clinic, path, &settings);
	open_new_desk(clinic, path, &settings);
	/* Whom the clinic knows is not asked about. */
	clinic_must(&clinic->desk, staff_begin(&clinic->desk));
	text_copy(clinic->desk.settings.desk_staff, sizeof(clinic->desk.settings.desk_staff),
		  "wei");
	start(clinic, columns, lines);
}

void clinic_open_at_sign_in(struct clinic *clinic)
{
	open_desk(clinic);
	start(clinic, 80, 24);
}

void clinic_open_at_first_steps(struct clinic *clinic, int columns, int lines)
{
	struct terminal_host host;
	int64_t since;

	open_desk(clinic);
	text_copy(clinic->desk.settings.desk_staff, sizeof(clinic->desk.settings.desk_staff),
		  "wei");
	since = clinic_last_event(&clinic->desk);
	screens_host(&clinic->screens, &clinic->desk, &host);
	host.home = COMMAND_TODAY;
	host.home_argument = &since;
	harness_start(&clinic->harness, &host, columns, lines);
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

void clinic_close(struct clinic *clinic)
{
	harness_stop(&clinic->harness);
	screens_end(&clinic->screens);
	desk_close(&clinic->desk);
	remove_directory(clinic->directory);
	if (clinic->folder)
		remove_directory(clinic->folder);
}

void clinic_folder(struct clinic *clinic, const char *path)
{
	/* What a killed test left is not this one's. */
	if (access(path, F_OK) == 0)
		remove_directory(path);
	mkdir("build", 0755);
	assert_int_equal(mkdir(path, 0755), 0);
	clinic->folder = path;
	text_copy(clinic->desk.settings.online_directory,
		  sizeof(clinic->desk.settings.online_directory), path);
}

void clinic_put(const char *path, const char *text, int64_t changed_s)
{
	const struct timespec times[] = { { .tv_sec = changed_s }, { .tv_sec = changed_s } };
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

int clinic_set_up(void **state)
{
	const struct clinic_start *wanted = *state;

	clinic_open(wanted->clinic, wanted->columns, wanted->lines);
	if (wanted->fill)
		wanted->fill();
	harness_keys(&wanted->clinic->harness, wanted->keys);
	*state = wanted->clinic;
	return 0;
}

int clinic_tear_down(void **state)
{
	clinic_close(*state);
	return 0;
}

void clinic_clock(struct clinic *clinic, day_number day, int minute)
{
	clock_pin(&clinic->desk.clock, day, minute);
}

void clinic_second(const struct clinic *clinic, struct desk *desk)
{
	clinic_must(desk, desk_open(desk, store_path(clinic->desk.store), STORE_OPEN,
				    &clinic->desk.settings, "lin"));
	desk->clock = clinic->desk.clock;
	text_copy(desk->counter, sizeof(desk->counter), "2");
}

void clinic_roster(struct desk *desk, const char *doctor, day_number day, enum period period)
{
	add_session(desk, doctor, day, period, 10, 20, "101");
}

struct session clinic_session(struct desk *desk, const char *doctor, enum period period)
{
	struct session session;

	clinic_must(desk, session_find(desk, doctor, CLINIC_DAY, period, &session));
	return session;
}

struct booking clinic_book(struct desk *desk, int64_t session_id, int64_t patient_id)
{
	struct booking_wish wish = { .session_id = session_id,
				     .patient_id = patient_id,
				     .channel = CHANNEL_COUNTER,
				     .pay = true,
				     .method = METHOD_CASH };
	struct booking booking;

	clinic_must(desk, booking_book(desk, &wish, &booking));
	return booking;
}

struct booking clinic_booking(struct desk *desk, int64_t id)
{
	struct booking booking;

	clinic_must(desk, booking_get(desk, id, &booking));
	return booking;
}

size_t clinic_bookings_of(struct desk *desk, int64_t patient_id, struct booking *newest)
{
	struct booking *rows;
	size_t count;

	clinic_must(desk, booking_list_patient(desk, patient_id, &rows, &count));
	if (newest && count > 0)
		*newest = rows[0];
	free(rows);
	return count;
}

int64_t clinic_last_event(struct desk *desk)
{
	int64_t seq = 0;

	clinic_must(desk, store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &seq));
	return seq;
}
