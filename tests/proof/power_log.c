#include "power_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "call_trap.h"
#include "store/sqlite/saved.h"

enum {
	CALLS_MOST = 100000,
	FILES_MOST = 256,
	NAME_ROOM = 80,
	BYTES_MOST = 256 * 1024 * 1024,
	SHM_SIZE = 32768,
	IMAGE_MOST = 16 * 1024 * 1024,
	PAGE = 4096
};

enum event_kind {
	EVENT_WRITE,
	EVENT_TRUNCATE,
	EVENT_SYNC,
	EVENT_SYNC_FOLDER,
	EVENT_MAKE,
	EVENT_REMOVE,
	EVENT_RENAME
};

struct event {
	enum event_kind kind;
	int file;
	long at, size; /* of a write, or the size cut down to */
	size_t bytes;  /* where in the log's */
	char name[NAME_ROOM], name2[NAME_ROOM];
	struct timespec changed; /* the file's time after it */
};

/* A file since it was made, whatever it is called. */
struct recorded_file {
	ino_t inode; /* that it had last: the kernel uses them again */
	size_t size; /* before the recording; 0 when made in it */
	size_t bytes;
	struct timespec changed; /* its time at the beginning */
	char name[NAME_ROOM];	 /* before the recording; "" when made in it */
};

struct power_log {
	char folder[FILE_PATH_SIZE];
	dev_t device;
	ino_t folder_inode;
	size_t count, bytes_used;
	int file_count, mark_count;
	bool overflown, lies;
	struct recorded_file file[FILES_MOST];
	struct event event[CALLS_MOST];
	size_t mark[CALLS_MOST]; /* calls made before it */
	unsigned char bytes[BYTES_MOST];
};

/* The trap's function gets no context. */
static struct power_log *recording;

const char *power_damage_name(enum power_damage damage)
{
	static const char *const names[POWER_DAMAGES] = { "all dropped", "half dropped",
							  "torn at 512", "torn at 4096",
							  "reordered" };

	return names[damage];
}

/* The log. */

static void read_whole(struct power_log *log, const char *path, struct recorded_file *file)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;

	assert_true(descriptor >= 0);
	assert_int_equal(fstat(descriptor, &about), 0);
	file->inode = about.st_ino;
	file->size = (size_t)about.st_size;
	file->changed = about.st_mtim;
	file->bytes = log->bytes_used;
	assert_true(log->bytes_used + file->size < BYTES_MOST);
	assert_int_equal(read(descriptor, log->bytes + file->bytes, file->size), file->size);
	log->bytes_used += file->size;
	close(descriptor);
}

struct power_log *power_log_new(const char *folder)
{
	/* Shared with the child that records; room that is not used is never there. */
	struct power_log *log = mmap(NULL, sizeof(*log), PROT_READ | PROT_WRITE,
				     MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	DIR *names = opendir(folder);
	struct stat about;

	assert_true(log != MAP_FAILED);
	assert_non_null(names);
	assert_int_equal(stat(folder, &about), 0);
	text_copy(log->folder, sizeof(log->folder), folder);
	log->device = about.st_dev;
	log->folder_inode = about.st_ino;
	for (struct dirent *entry = readdir(names); entry; entry = readdir(names)) {
		struct recorded_file *file = &log->file[log->file_count];
		char path[FILE_PATH_SIZE];

		if (entry->d_name[0] == '.')
			continue;
		assert_true(text_copy(file->name, sizeof(file->name), entry->d_name));
		assert_true(text_format(path, sizeof(path), "%s/%s", folder, entry->d_name));
		read_whole(log, path, file);
		log->file_count++;
	}
	closedir(names);
	return log;
}

void power_log_free(struct power_log *log)
{
	assert_int_equal(munmap(log, sizeof(*log)), 0);
}

size_t power_log_count(const struct power_log *log)
{
	assert_false(log->overflown);
	return log->count;
}

int power_log_marks(const struct power_log *log, size_t cut)
{
	int marks = 0;

	while (marks < log->mark_count && log->mark[marks] <= cut)
		marks++;
	return marks;
}

size_t power_log_marked(const struct power_log *log, int mark)
{
	return log->mark[mark];
}

size_t power_log_next_sync(const struct power_log *log, size_t from)
{
	while (from < log->count && log->event[from].kind != EVENT_SYNC)
		from++;
	return from;
}

void power_log_lie(struct power_log *log)
{
	log->lies = true;
}

bool power_log_lies(const struct power_log *log)
{
	return log->lies;
}

/* Recording; within a signal's handler, so nothing here may end the test. */

static struct event *add(struct power_log *log, enum event_kind kind, int file)
{
	static struct event beyond;

	if (log->count == CALLS_MOST) {
		log->overflown = true;
		return &beyond;
	}
	log->event[log->count].kind = kind;
	log->event[log->count].file = file;
	return &log->event[log->count++];
}

static int file_by_inode(const struct power_log *log, ino_t inode)
{
	for (int i = log->file_count - 1; i >= 0; i--)
		if (log->file[i].inode == inode)
			return i;
	return -1;
}

static bool name_in_folder(const struct power_log *log, const char *path, char out[NAME_ROOM])
{
	const size_t length = strlen(log->folder);
	const char *end = strrchr(path, '/');

	return strncmp(path, log->folder, length) == 0 && path + length == end &&
	       (strlen(end) < 5 || strcmp(end + strlen(end) - 4, "-shm") != 0) &&
	       text_copy(out, NAME_ROOM, end + 1);
}

static struct timespec time_of(const struct trap_call *call)
{
	struct stat about;

	return fstat(call->file, &about) == 0 ? about.st_mtim : (struct timespec){ .tv_sec = 0 };
}

/* In pages, each an event: the kernel brings them to the disk by themselves, whatever wrote them.
 */
static long record_write(struct power_log *log, const struct trap_call *call, int file)
{
	const long at = call->at >= 0 ? call->at : lseek(call->file, 0, SEEK_CUR);
	const long done = trap_pass(call);

	if (done <= 0)
		return done;
	if (log->bytes_used + (size_t)done > BYTES_MOST) {
		log->overflown = true;
		return done;
	}
	memcpy(log->bytes + log->bytes_used, call->bytes, (size_t)done);
	for (long piece = 0; piece < done;) {
		const long rest = PAGE - (at + piece) % PAGE;
		struct event *event = add(log, EVENT_WRITE, file);

		event->changed = time_of(call);
		event->at = at + piece;
		event->size = rest < done - piece ? rest : done - piece;
		event->bytes = log->bytes_used + (size_t)piece;
		piece += event->size;
	}
	log->bytes_used += (size_t)done;
	return done;
}

static long record_on_file(struct power_log *log, const struct trap_call *call)
{
	struct stat about;
	int file;
	long result;

	if (fstat(call->file, &about) != 0 || about.st_dev != log->device)
		return trap_pass(call);
	if (call->kind == TRAP_SYNC && S_ISDIR(about.st_mode)) {
		if (about.st_ino == log->folder_inode)
			add(log, EVENT_SYNC_FOLDER, -1);
		return 0;
	}
	file = S_ISREG(about.st_mode) ? file_by_inode(log, about.st_ino) : -1;
	if (file < 0)
		return trap_pass(call);
	if (call->kind == TRAP_SYNC) {
		add(log, EVENT_SYNC, file);
		return 0;
	}
	if (call->kind == TRAP_WRITE)
		return record_write(log, call, file);
	result = trap_pass(call);
	if (result == 0) {
		struct event *event = add(log, EVENT_TRUNCATE, file);

		event->size = call->size;
		event->changed = time_of(call);
	}
	return result;
}

static long record_open(struct power_log *log, const struct trap_call *call, const char *name)
{
	struct stat about;
	const bool was_there = lstat(call->name, &about) == 0;
	const long descriptor = trap_pass(call);
	struct event *event;

	if (descriptor < 0 || fstat((int)descriptor, &about) != 0)
		return descriptor;
	if (was_there && (call->args[2] & O_TRUNC)) {
		event = add(log, EVENT_TRUNCATE, file_by_inode(log, about.st_ino));
		event->size = 0;
		event->changed = about.st_mtim;
	}
	if (was_there)
		return descriptor;
	if (log->file_count == FILES_MOST) {
		log->overflown = true;
		return descriptor;
	}
	log->file[log->file_count].inode = about.st_ino;
	log->file[log->file_count].changed = about.st_mtim;
	event = add(log, EVENT_MAKE, log->file_count++);
	text_copy(event->name, sizeof(event->name), name);
	return descriptor;
}

static long record_names(struct power_log *log, const struct trap_call *call)
{
	char name[NAME_ROOM], name2[NAME_ROOM];
	struct event *event;
	long result;

	if (!name_in_folder(log, call->name, name))
		return trap_pass(call);
	if (call->kind == TRAP_OPEN)
		return record_open(log, call, name);
	result = trap_pass(call);
	if (result != 0 || (call->kind == TRAP_RENAME && !name_in_folder(log, call->name2, name2)))
		return result;
	event = add(log, call->kind == TRAP_RENAME ? EVENT_RENAME : EVENT_REMOVE, -1);
	text_copy(event->name, sizeof(event->name), name);
	if (call->kind == TRAP_RENAME)
		text_copy(event->name2, sizeof(event->name2), name2);
	return result;
}

static long record(const struct trap_call *call)
{
	return call->file >= 0 ? record_on_file(recording, call) : record_names(recording, call);
}

bool power_log_start(struct power_log *log)
{
	recording = log;
	return trap_start(record, false);
}

void power_log_mark(struct power_log *log)
{
	if (log->mark_count == CALLS_MOST)
		log->overflown = true;
	else
		log->mark[log->mark_count++] = log->count;
}

/* What a cut leaves. */

struct rebuilding {
	const struct power_log *log;
	size_t cut;
	enum power_damage damage;
	unsigned int seed;
	const char *folder;
	char (*name)[NAME_ROOM]; /* of each file; "" when it has none (any more) */
};

static bool one_in(struct rebuilding *rebuilding, int n)
{
	return rand_r(&rebuilding->seed) % n == 0;
}

/* The names before this call are on the disk for sure. */
static size_t names_durable(const struct rebuilding *rebuilding)
{
	const struct power_log *log = rebuilding->log;
	size_t made[FILES_MOST] = { 0 }, durable = 0;

	for (size_t i = 0; i < rebuilding->cut; i++) {
		const struct event *event = &log->event[i];

		if (event->kind == EVENT_MAKE)
			made[event->file] = i + 1;
		else if (event->kind == EVENT_SYNC_FOLDER)
			durable = i;
		else if (event->kind == EVENT_SYNC && made[event->file] > durable)
			durable = made[event->file];
	}
	return durable;
}

static int file_by_name(const struct rebuilding *rebuilding, const char *name)
{
	for (int i = 0; i < rebuilding->log->file_count; i++)
		if (strcmp(rebuilding->name[i], name) == 0)
			return i;
	return -1;
}

static void unname(struct rebuilding *rebuilding, const char *name)
{
	int file = file_by_name(rebuilding, name);

	if (file >= 0)
		rebuilding->name[file][0] = '\0';
}

static void name_files(struct rebuilding *rebuilding)
{
	const struct power_log *log = rebuilding->log;
	size_t end = names_durable(rebuilding);
	int file;

	if (rebuilding->damage != POWER_DROPS_ALL && end < rebuilding->cut)
		end += (size_t)rand_r(&rebuilding->seed) % (rebuilding->cut - end + 1);
	for (int i = 0; i < log->file_count; i++)
		text_copy(rebuilding->name[i], NAME_ROOM, log->file[i].name);
	for (size_t i = 0; i < end; i++) {
		const struct event *event = &log->event[i];

		if (event->kind == EVENT_MAKE || event->kind == EVENT_REMOVE)
			unname(rebuilding, event->name);
		if (event->kind == EVENT_MAKE)
			text_copy(rebuilding->name[event->file], NAME_ROOM, event->name);
		if (event->kind != EVENT_RENAME)
			continue;
		file = file_by_name(rebuilding, event->name);
		unname(rebuilding, event->name2);
		if (file >= 0)
			text_copy(rebuilding->name[file], NAME_ROOM, event->name2);
	}
}

/* A file as it comes to be on the disk. */
struct image {
	unsigned char *bytes;
	long size;
};

static void image_put(struct image *image, const unsigned char *bytes, long at, long size)
{
	if (size == 0)
		return;
	assert_true(at + size <= IMAGE_MOST);
	memcpy(image->bytes + at, bytes, (size_t)size);
	if (at + size > image->size)
		image->size = at + size;
}

static void image_cut(struct image *image, long size)
{
	assert_true(size <= IMAGE_MOST);
	if (size < image->size)
		memset(image->bytes + size, 0, (size_t)(image->size - size));
	image->size = size;
}

static void image_tear(struct rebuilding *rebuilding, struct image *image,
		       const struct event *event, long block)
{
	const unsigned char *bytes = rebuilding->log->bytes + event->bytes;

	for (long done = 0; done < event->size;) {
		const long at = event->at + done, rest = block - at % block;
		const long size = rest < event->size - done ? rest : event->size - done;

		if (one_in(rebuilding, 2))
			image_put(image, bytes + done, at, size);
		done += size;
	}
}

static void image_do(struct rebuilding *rebuilding, struct image *image, const struct event *event)
{
	if (event->kind == EVENT_WRITE)
		image_put(image, rebuilding->log->bytes + event->bytes, event->at, event->size);
	else
		image_cut(image, event->size);
}

/* One that was not synced; `later` is what a reordering disk has written already. */
static void image_do_unsynced(struct rebuilding *rebuilding, struct image *image,
			      const struct event *event, bool later)
{
	const long block = rebuilding->damage == POWER_TEARS_512 ? 512 : 4096;

	switch (rebuilding->damage) {
	case POWER_DROPS_HALF:
		if (one_in(rebuilding, 2))
			image_do(rebuilding, image, event);
		break;
	case POWER_TEARS_512: /* fall through */
	case POWER_TEARS_4096:
		if (one_in(rebuilding, 3))
			break;
		if (event->kind == EVENT_WRITE && one_in(rebuilding, 2))
			image_tear(rebuilding, image, event, block);
		else
			image_do(rebuilding, image, event);
		break;
	case POWER_REORDERS:
		if (later)
			image_do(rebuilding, image, event);
		break;
	case POWER_DROPS_ALL: /* fall through */
	default: break;
	}
}

static void image_make(struct rebuilding *rebuilding, int file, struct image *image)
{
	const struct power_log *log = rebuilding->log;
	size_t synced = 0, unsynced = 0, kept_from;

	image_cut(image, 0);
	image_put(image, log->bytes + log->file[file].bytes, 0, (long)log->file[file].size);
	for (size_t i = 0; i < rebuilding->cut; i++) {
		const struct event *event = &log->event[i];

		if (event->file != file)
			continue;
		unsynced++;
		if (event->kind == EVENT_SYNC && !log->lies) {
			synced = i;
			unsynced = 0;
		}
	}
	kept_from = unsynced > 0 ? (size_t)rand_r(&rebuilding->seed) % (unsynced + 1) : 0;
	unsynced = 0;
	for (size_t i = 0; i < rebuilding->cut; i++) {
		const struct event *event = &log->event[i];

		if (event->file != file ||
		    (event->kind != EVENT_WRITE && event->kind != EVENT_TRUNCATE))
			continue;
		if (i < synced)
			image_do(rebuilding, image, event);
		else
			image_do_unsynced(rebuilding, image, event, unsynced++ >= kept_from);
	}
}

static void write_file(const char *folder, const char *name, const void *bytes, size_t size)
{
	char path[FILE_PATH_SIZE];
	int descriptor;

	assert_true(text_format(path, sizeof(path), "%s/%s", folder, name));
	descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, bytes, size), size);
	close(descriptor);
}

/* What was in memory may have come to the disk, or what lay there before. */
static void write_shm(struct rebuilding *rebuilding, const char *wal)
{
	unsigned char bytes[SHM_SIZE];
	char name[NAME_ROOM];

	text_format(name, sizeof(name), "%.*s-shm", (int)strlen(wal) - 4, wal);
	for (int i = 0; i < SHM_SIZE; i++)
		bytes[i] = (unsigned char)rand_r(&rebuilding->seed);
	write_file(rebuilding->folder, name, bytes, SHM_SIZE);
}

static bool has_ending(const char *name, const char *ending)
{
	const size_t size = strlen(name), end = strlen(ending);

	return size > end && strcmp(name + size - end, ending) == 0;
}

/* A file's time comes to the disk by itself: any that it had until the cut may be there. */
static void set_time(struct rebuilding *rebuilding, int file)
{
	const struct power_log *log = rebuilding->log;
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, log->file[file].changed };
	char path[FILE_PATH_SIZE];
	int seen = 1;

	for (size_t i = 0; i < rebuilding->cut; i++) {
		const struct event *event = &log->event[i];

		if (event->file == file &&
		    (event->kind == EVENT_WRITE || event->kind == EVENT_TRUNCATE) &&
		    one_in(rebuilding, ++seen))
			times[1] = event->changed;
	}
	assert_true(text_format(path, sizeof(path), "%s/%s", rebuilding->folder,
				rebuilding->name[file]));
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* The file that DATABASE-saved ties is the one that was made here in its place; a real disk has
 * that very one. */
static void tie_anew(struct rebuilding *rebuilding, int database)
{
	char path[FILE_PATH_SIZE], name[FILE_PATH_SIZE];
	struct saved saved;
	struct stat about;
	struct tie tie;

	assert_true(text_format(path, sizeof(path), "%s/%s", rebuilding->folder,
				rebuilding->name[database]));
	assert_true(text_format(name, sizeof(name), "%s%s", path, SAVED_ENDING));
	if (access(name, F_OK) != 0)
		return;
	assert_int_equal(stat(path, &about), 0);
	assert_true(saved_open(&saved, path, false));
	if (saved_read(&saved, &tie) && tie.inode == rebuilding->log->file[database].inode) {
		tie.inode = about.st_ino;
		assert_true(saved_tie(&saved, &tie, false));
	}
	saved_close(&saved);
}

void power_log_rebuild(const struct power_log *log, size_t cut, enum power_damage damage,
		       unsigned int seed, const char *folder)
{
	struct rebuilding rebuilding = {
		.log = log, .cut = cut, .damage = damage, .seed = seed, .folder = folder
	};
	struct image image = { .bytes = memory_new(1, IMAGE_MOST) };

	rebuilding.name = memory_new(FILES_MOST, sizeof(*rebuilding.name));
	power_empty(folder);
	name_files(&rebuilding);
	for (int i = 0; i < log->file_count; i++) {
		const char *name = rebuilding.name[i];

		if (name[0] == '\0')
			continue;
		image_make(&rebuilding, i, &image);
		write_file(folder, name, image.bytes, (size_t)image.size);
		set_time(&rebuilding, i);
		if (has_ending(name, "-wal") && one_in(&rebuilding, 4))
			write_shm(&rebuilding, name);
	}
	for (int i = 0; i < log->file_count; i++)
		if (rebuilding.name[i][0] != '\0')
			tie_anew(&rebuilding, i);
	free(rebuilding.name);
	free(image.bytes);
}

void power_empty(const char *folder)
{
	DIR *names = opendir(folder);

	assert_non_null(names);
	for (struct dirent *entry = readdir(names); entry; entry = readdir(names)) {
		char path[FILE_PATH_SIZE];

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
		    unlinkat(dirfd(names), entry->d_name, 0) == 0)
			continue;
		assert_int_equal(errno, EISDIR);
		assert_true(
			text_format(path, sizeof(path), "%.700s/%.255s", folder, entry->d_name));
		power_empty(path);
		assert_int_equal(rmdir(path), 0);
	}
	closedir(names);
}
