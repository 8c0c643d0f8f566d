/* The clinic behind the targets (contract in fuzz.h). */
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/check.h"
#include "desk/link.h"
#include "tests/fuzz/fuzz.h"

enum { FUZZ_DAY = 20778, FUZZ_MINUTE = 7 * 60, CHECK_ONE_IN = 16 };

static const char departments[] = "code,name,location\nNK01,内科,一楼\nEK03,儿科,二楼\n";

static const char doctors[] = "code,name,title,department,qualification_no,specialty,fee_yuan\n"
			      "1001,张伟,主任医师,NK01,110310000652386,心血管病,50.00\n"
			      "1002,李娜,副主任医师,NK01,110310000283145,呼吸病,30\n"
			      "3001,阿依古丽·买买提,主治医师,EK03,110310000186171,儿童呼吸,20.50\n";

static const char roster[] = "date,period,doctor,capacity,room\n"
			     "2026-11-21,am,1001,10,101\n"
			     "2026-11-21,pm,1001,5,101\n"
			     "2026-11-22,am,1001,10,101\n"
			     "2026-11-22,pm,3001,5,201\n"
			     "2026-11-23,eve,1002,10,102\n";

static const char patients[] = "name,id_type,id_number,phone,sex,birth_date,card_no\n"
			       "张伟,resident_id,11010519491231002X,13800001234,,,C0001\n"
			       "张伟,,,13900005678,male,1980-02-29,\n"
			       "欧阳娜娜,resident_id,440524188001010014,,,,\n"
			       "阿依古丽·买买提,,,13700009999,female,,880012\n"
			       "重庆单乐,passport,E12345678,13700001111,unknown,2001-01-01,\n"
			       "O'Neil Müller,passport,P-1/2,,male,1970-01-01,_-./\n"
			       "𠮷野家,permit,M00112233,13600001111,female,1999-12-31,\n";

/* One process, one clinic: libFuzzer calls a function that has no context of its own. */
static struct {
	struct desk desk;
	bool open;
	char directory[FILE_PATH_SIZE / 2], path[FILE_PATH_SIZE];
	char *pristine; /* the database as it was made */
	size_t pristine_size;
	int input;
	char input_path[64];
} fuzz = { .input = -1 };

static void must(enum status status)
{
	if (status) {
		fprintf(stderr, "%s: %s\n", status_name(status), fuzz.desk.problem.message);
		abort();
	}
}

static void remove_clinic(void)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-gate", "-lock", "-saved" };
	char path[FILE_PATH_SIZE + 16];

	if (fuzz.open)
		desk_close(&fuzz.desk);
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		text_format(path, sizeof(path), "%s%s", fuzz.path, endings[i]);
		unlink(path);
	}
	rmdir(fuzz.directory);
	free(fuzz.pristine);
}

static void load(enum load_kind kind, const char *text)
{
	struct load_result result;

	must(load_file(&fuzz.desk, kind, fuzz_file((const uint8_t *)text, strlen(text)), true,
		       &result, NULL, NULL));
	load_result_release(&result);
}

static void book(void)
{
	struct booking_wish wish = { .channel = CHANNEL_COUNTER,
				     .pay = true,
				     .method = METHOD_CASH };
	struct session session;
	struct patient patient;
	struct booking booking;

	must(session_find(&fuzz.desk, "1001", FUZZ_DAY, PERIOD_AM, &session));
	must(patient_by_card(&fuzz.desk, "C0001", &patient));
	wish.session_id = session.id;
	wish.patient_id = patient.id;
	must(booking_book(&fuzz.desk, &wish, &booking));
}

static void open_clinic(enum store_mode mode)
{
	struct settings settings;

	settings_init(&settings);
	must(desk_open(&fuzz.desk, fuzz.path, mode, &settings, "fuzz"));
	clock_pin(&fuzz.desk.clock, FUZZ_DAY, FUZZ_MINUTE);
	fuzz.open = true;
}

static void close_clinic(void)
{
	desk_close(&fuzz.desk);
	fuzz.open = false;
}

const char *fuzz_folder(void)
{
	const char *folder = getenv("FUZZ_FOLDER");

	if (folder)
		return folder;
	return access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
}

static void make_clinic(void)
{
	struct problem problem;

	text_format(fuzz.directory, sizeof(fuzz.directory), "%s/fuzz.XXXXXX", fuzz_folder());
	if (!mkdtemp(fuzz.directory))
		abort();
	text_format(fuzz.path, sizeof(fuzz.path), "%s/desk.db", fuzz.directory);
	atexit(remove_clinic);
	open_clinic(STORE_CREATE);
	load(LOAD_DEPARTMENTS, departments);
	load(LOAD_DOCTORS, doctors);
	load(LOAD_ROSTER, roster);
	load(LOAD_PATIENTS, patients);
	book();
	close_clinic();
	must(file_read(fuzz.path, SIZE_MAX / 2, &fuzz.pristine, &fuzz.pristine_size, &problem));
	open_clinic(STORE_OPEN);
}

struct desk *fuzz_desk(void)
{
	if (!fuzz.open)
		make_clinic();
	return &fuzz.desk;
}

static void write_whole(int file, const void *bytes, size_t size)
{
	if (ftruncate(file, 0) || pwrite(file, bytes, size, 0) != (ssize_t)size)
		abort();
}

/* The database as it was first, and nothing that was promised since (store/sqlite/saved.h). */
void fuzz_reset(void)
{
	char saved[FILE_PATH_SIZE + 16];
	int file;

	close_clinic();
	text_format(saved, sizeof(saved), "%s-saved", fuzz.path);
	unlink(saved);
	file = open(fuzz.path, O_WRONLY | O_CLOEXEC);
	if (file < 0)
		abort();
	write_whole(file, fuzz.pristine, fuzz.pristine_size);
	close(file);
	open_clinic(STORE_OPEN);
}

const char *fuzz_file(const uint8_t *data, size_t size)
{
	if (fuzz.input < 0) {
		fuzz.input = memfd_create("input", MFD_CLOEXEC);
		text_format(fuzz.input_path, sizeof(fuzz.input_path), "/proc/self/fd/%d",
			    fuzz.input);
	}
	write_whole(fuzz.input, data, size);
	return fuzz.input_path;
}

struct undone {
	void (*fn)(struct desk *desk, void *context);
	void *context;
};

static enum status run_and_refuse(struct desk *desk, void *context)
{
	const struct undone *undone = context;

	undone->fn(desk, undone->context);
	return STATUS_USAGE; /* anything but STATUS_OK rolls back */
}

void fuzz_and_undo(void (*fn)(struct desk *desk, void *context), void *context)
{
	struct undone undone = { fn, context };

	assert(desk_change(fuzz_desk(), run_and_refuse, &undone) == STATUS_USAGE);
}

static void say_fault(const char *check, const char *fault, void *context)
{
	(void)context;
	fprintf(stderr, "%s: %s\n", check, fault);
}

void fuzz_check(struct desk *desk, const uint8_t *data, size_t size)
{
	unsigned sum = (unsigned)size;
	int checks, failed;

	for (size_t i = 0; i < size; i++)
		sum = sum * 31 + data[i];
	if (sum % CHECK_ONE_IN)
		return;
	/* Amid a change: what it wrote so far is chained, as at its end. */
	if (store_in_transaction(desk->store))
		must(link_add(desk->store, &desk->link, &desk->problem));
	must(check_run(desk, CHECK_ALL, say_fault, NULL, &checks, &failed));
	assert(failed == 0);
}

void fuzz_sentence(const struct problem *problem)
{
	assert(problem->status != STATUS_OK);
	assert(problem->message[0]);
	assert(text_is_clean(problem->message));
}
