#include "store/sqlite/desks_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "store/sqlite/side_file.h"

/* Who is read while he writes is read again. */
enum { READ_TRIES = 5 };

static uint64_t sum_of(const char *text)
{
	const uint64_t prime = UINT64_C(1099511628211); /* FNV-1a */
	uint64_t sum = UINT64_C(14695981039346656037);

	for (; *text; text++)
		sum = (sum ^ (unsigned char)*text) * prime;
	return sum;
}

/* "STAFF COUNTER SINCE KEY SUM" and zeros behind. */
static void write_record(char record[DESKS_FILE_RECORD], const struct at_work *at_work)
{
	char text[DESKS_FILE_RECORD];

	memset(record, 0, DESKS_FILE_RECORD);
	text_format(text, sizeof(text), "%s %s %lld %lld", at_work->staff, at_work->counter,
		    (long long)at_work->since_ms, (long long)at_work->key_ms);
	text_format(record, DESKS_FILE_RECORD, "%s %016llx", text,
		    (unsigned long long)sum_of(text));
}

/* False for a record that is being written, or was never. */
static bool read_record(const char record[DESKS_FILE_RECORD + 1], struct at_work *out)
{
	char text[DESKS_FILE_RECORD];
	unsigned long long sum;
	long long since_ms, key_ms;
	int end = 0;

	if (sscanf(record, "%32s %32s %lld %lld%n %16llx", out->staff, out->counter, &since_ms,
		   &key_ms, &end, &sum) != 5)
		return false;
	text_format(text, sizeof(text), "%.*s", end, record);
	out->since_ms = since_ms;
	out->key_ms = key_ms;
	return sum == sum_of(text);
}

static bool lock_place(int file, short type, off_t place)
{
	struct flock byte = { .l_type = type, .l_whence = SEEK_SET, .l_start = place, .l_len = 1 };

	return fcntl(file, F_OFD_SETLK, &byte) == 0;
}

/* Whether the file is still what its name leads to: a desk in a deleted one would be seen by
 * nobody. */
static bool is_there(int file, const char *database)
{
	char path[FILE_PATH_SIZE];
	struct stat open, named;

	return text_format(path, sizeof(path), "%s%s", database, DESKS_FILE_ENDING) &&
	       fstat(file, &open) == 0 && lstat(path, &named) == 0 && open.st_dev == named.st_dev &&
	       open.st_ino == named.st_ino;
}

static bool take_place(struct desks_file *desks, const char *database)
{
	bool made;

	desks->file = side_file_open(database, DESKS_FILE_ENDING, &made);
	if (desks->file < 0)
		return false;
	for (int i = 0; i < DESKS_FILE_PLACES; i++) {
		desks->place = (off_t)i * DESKS_FILE_RECORD;
		if (lock_place(desks->file, F_WRLCK, desks->place))
			return true;
		if (errno != EAGAIN && errno != EACCES)
			break;
	}
	close(desks->file);
	desks->file = -1;
	return false;
}

bool desks_file_tell(struct desks_file *desks, const char *database, const struct at_work *at_work)
{
	char record[DESKS_FILE_RECORD];

	if (desks->file >= 0 && !is_there(desks->file, database)) {
		close(desks->file);
		desks->file = -1;
	}
	if (desks->file < 0 && !take_place(desks, database))
		return false;
	write_record(record, at_work);
	return pwrite(desks->file, record, sizeof(record), desks->place) == (ssize_t)sizeof(record);
}

void desks_file_leave(struct desks_file *desks)
{
	static const char nothing[DESKS_FILE_RECORD];

	if (desks->file < 0)
		return;
	/* Who may have been at work here is nobody's business any more; it does no harm, either. */
	(void)!pwrite(desks->file, nothing, sizeof(nothing), desks->place);
	close(desks->file);
	*desks = DESKS_FILE_CLOSED;
}

/* The first place from `from` on that somebody has; -1 when there is none. */
static off_t next_place(int file, off_t from)
{
	struct flock held = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = from };

	if (fcntl(file, F_OFD_GETLK, &held) != 0 || held.l_type == F_UNLCK)
		return -1;
	return held.l_start;
}

static bool read_place(int file, off_t place, struct at_work *out)
{
	for (int tries = 0; tries < READ_TRIES; tries++) {
		char record[DESKS_FILE_RECORD + 1] = { 0 };

		*out = (struct at_work){ .own = false };
		if (pread(file, record, DESKS_FILE_RECORD, place) == DESKS_FILE_RECORD &&
		    read_record(record, out))
			return true;
	}
	return false;
}

bool desks_file_each(const struct desks_file *desks, const char *database, at_work_fn *fn,
		     void *context)
{
	char path[FILE_PATH_SIZE];
	off_t place = 0;
	int file;

	if (!text_format(path, sizeof(path), "%s%s", database, DESKS_FILE_ENDING)) {
		errno = ENAMETOOLONG;
		return false;
	}
	file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (file < 0)
		return errno == ENOENT;
	while ((place = next_place(file, place)) >= 0) {
		struct at_work at_work;

		if (read_place(file, place, &at_work)) {
			at_work.own = desks->file >= 0 && place == desks->place &&
				      is_there(desks->file, database);
			fn(&at_work, context);
		}
		place += DESKS_FILE_RECORD;
	}
	close(file);
	return true;
}
