#include "store/sqlite/disk.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/checkpoint.h"
#include "store/sqlite/mount.h"
#include "store/sqlite/place.h"

enum { SYNCS = 15, PAGE = 4096 };

static int64_t size_of(const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 ? (int64_t)file.st_size : 0;
}

enum status sqlite_look_at_disk(const char *url, struct store_disk *out, struct problem *problem)
{
	char log[FILE_PATH_SIZE];
	struct statvfs room;
	enum status status;

	memset(out, 0, sizeof(*out));
	status = place_resolve(out->path, url, problem);
	if (status)
		return status;
	text_copy(out->folder, sizeof(out->folder), out->path);
	*strrchr(out->folder, '/') = '\0';
	if (out->folder[0] == '\0')
		text_copy(out->folder, sizeof(out->folder), "/");
	mount_find(PLACE_MOUNTS, out->path, &out->kind);
	if (statvfs(out->folder, &room) != 0)
		return store_say_errno(problem, out->folder, errno);
	out->free_bytes = (int64_t)room.f_bavail * (int64_t)room.f_frsize;
	out->database_bytes = size_of(out->path);
	if (text_format(log, sizeof(log), "%s-wal", out->path))
		out->database_bytes += size_of(log);
	return STATUS_OK;
}

enum status sqlite_look_at_file(const struct store_disk *disk, struct problem *problem)
{
	enum status status = place_may_open(disk->path, true, problem);

	return status ? status : place_inspect(disk->path, problem);
}

static bool time_one(int file, int64_t *us)
{
	static const char page[PAGE];
	const int64_t started = monotonic_us();

	if (pwrite(file, page, PAGE, 0) != PAGE || fdatasync(file) != 0)
		return false;
	*us = monotonic_us() - started;
	return true;
}

/* Keeps them in order, so that the middle one is the median. */
static void insert(int64_t *times, int count, int64_t us)
{
	int at = count;

	for (; at > 0 && times[at - 1] > us; at--)
		times[at] = times[at - 1];
	times[at] = us;
}

enum status sqlite_time_sync(const struct store_disk *disk, int64_t *us, struct problem *problem)
{
	char name[FILE_PATH_SIZE];
	int64_t times[SYNCS], time = 0;
	struct new_file file;
	enum status status;
	bool done = true;
	int cause;

	*us = 0;
	if (!text_format(name, sizeof(name), "%s/frontdesk-sync", disk->folder))
		return problem_from_status(problem, STATUS_CANNOT_WRITE);
	status = new_file_open(&file, name, FILE_ANY, problem);
	if (status)
		return status;
	for (int i = 0; i < SYNCS && done; i++) {
		done = time_one(fileno(file.stream), &time);
		insert(times, i, time);
	}
	cause = errno;
	new_file_abandon(&file);
	if (!done)
		return problem_set(problem, STATUS_CANNOT_WRITE, _("\"%s\" cannot be written: %s."),
				   disk->folder, strerror(cause));
	*us = times[SYNCS / 2];
	return STATUS_OK;
}

struct store_library sqlite_library(void)
{
	struct store_library library = { "SQLite", sqlite3_libversion(), NULL };

	if (!checkpoint_library_is_mended())
		library.guarded = "WAL-reset";
	return library;
}
