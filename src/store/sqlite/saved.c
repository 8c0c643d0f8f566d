#include "store/sqlite/saved.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/siphash.h"
#include "base/text.h"
#include "store/sqlite/side_file.h"

/* Read and written on one computer only, so in its own order of bytes; on another one the mark at
 * the end is none. */
struct head {
	char magic[8];
	unsigned char clinic[LINE_CLINIC_SIZE];
	int64_t epoch;
	struct stamp database;
	uint64_t inode;
	uint32_t salt[2];
	uint64_t moving;
	uint64_t mark; /* of all before it */
};

struct place {
	int64_t entry, check; /* all bits the other way round */
};

enum { STOPPED_AT = 256, PLACES_AT = 512 };

static const char magic[8] = "FDSAVED", stopped_word[8] = "STOPPED";

struct stamp stamp_of(const struct stat *file)
{
	return (struct stamp){ .size = file->st_size,
			       .changed_s = file->st_mtim.tv_sec,
			       .changed_ns = file->st_mtim.tv_nsec };
}

bool stamp_is_same(const struct stamp *one, const struct stamp *other)
{
	return one->size == other->size && one->changed_s == other->changed_s &&
	       one->changed_ns == other->changed_ns;
}

bool stamp_is_older(const struct stamp *one, const struct stamp *other)
{
	return one->changed_s < other->changed_s ||
	       (one->changed_s == other->changed_s && one->changed_ns < other->changed_ns);
}

bool saved_open(struct saved *saved, const char *database, bool only_reads)
{
	char name[FILE_PATH_SIZE];
	bool made;

	*saved = SAVED_CLOSED;
	if (!only_reads)
		saved->file = side_file_open(database, SAVED_ENDING, &made);
	else if (text_format(name, sizeof(name), "%s%s", database, SAVED_ENDING))
		saved->file = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	return saved->file >= 0;
}

void saved_close(struct saved *saved)
{
	if (saved->file >= 0)
		close(saved->file);
	*saved = SAVED_CLOSED;
}

static uint64_t mark_of(const struct head *head)
{
	return siphash(head->clinic, head, offsetof(struct head, mark));
}

bool saved_read(struct saved *saved, struct tie *tie)
{
	struct head head;

	memset(&saved->line, 0, sizeof(saved->line));
	if (pread(saved->file, &head, sizeof(head), 0) != (ssize_t)sizeof(head) ||
	    memcmp(head.magic, magic, sizeof(magic)) != 0 || head.mark != mark_of(&head))
		return false;
	memcpy(saved->line.clinic, head.clinic, sizeof(head.clinic));
	saved->line.epoch = head.epoch;
	*tie = (struct tie){ .database = head.database,
			     .inode = head.inode,
			     .salt = { head.salt[0], head.salt[1] },
			     .moving = head.moving != 0 };
	return true;
}

static bool write_whole(int file, const void *bytes, size_t size, off_t at)
{
	return pwrite(file, bytes, size, at) == (ssize_t)size;
}

bool saved_begin(struct saved *saved, const struct clinic_line *line)
{
	static const struct place none[SAVED_PLACES];

	saved->line = *line;
	return write_whole(saved->file, none, sizeof(none), PLACES_AT);
}

bool saved_tie(struct saved *saved, const struct tie *tie, bool safe)
{
	struct head head;

	/* No byte between the members is left to chance: the mark is of all. */
	memset(&head, 0, sizeof(head));
	memcpy(head.magic, magic, sizeof(magic));
	memcpy(head.clinic, saved->line.clinic, sizeof(head.clinic));
	head.epoch = saved->line.epoch;
	head.database = tie->database;
	head.inode = tie->inode;
	head.salt[0] = tie->salt[0];
	head.salt[1] = tie->salt[1];
	head.moving = tie->moving;
	head.mark = mark_of(&head);
	return write_whole(saved->file, &head, sizeof(head), 0) &&
	       (!safe || fdatasync(saved->file) == 0);
}

bool saved_is_stopped(const struct saved *saved)
{
	char word[sizeof(stopped_word)];

	return pread(saved->file, word, sizeof(word), STOPPED_AT) == (ssize_t)sizeof(word) &&
	       memcmp(word, stopped_word, sizeof(word)) == 0;
}

bool saved_stop(const struct saved *saved, bool stopped)
{
	static const char none[sizeof(stopped_word)];

	return write_whole(saved->file, stopped ? stopped_word : none, sizeof(stopped_word),
			   STOPPED_AT);
}

int64_t saved_highest(const struct saved *saved)
{
	struct place places[SAVED_PLACES];
	int64_t highest = 0;
	ssize_t size = pread(saved->file, places, sizeof(places), PLACES_AT);

	for (ssize_t i = 0; i < SAVED_PLACES && (i + 1) * (ssize_t)sizeof(*places) <= size; i++)
		if (places[i].check == ~places[i].entry && places[i].entry > highest &&
		    places[i].entry % SAVED_PLACES == i)
			highest = places[i].entry;
	return highest;
}

/* Its failure is of no account: it is a promise that was kept already. */
void saved_promise(const struct saved *saved, int64_t entry)
{
	const struct place place = { .entry = entry, .check = ~entry };
	const off_t at = PLACES_AT + entry % SAVED_PLACES * (off_t)sizeof(place);

	(void)!write_whole(saved->file, &place, sizeof(place), at);
}
