#include "store/sqlite/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "store/sentence.h"

void files_name(struct files *files, const char *path)
{
	static const char *const endings[] = {
		[FILES_DATABASE] = "",	      [FILES_LOG] = "-wal",   [FILES_INDEX] = "-shm",
		[FILES_SAVED] = SAVED_ENDING, [FILES_GATE] = "-gate", [FILES_LOCK] = "-lock",
	};

	for (int i = 0; i < FILES_COUNT; i++)
		text_format(files->name[i], sizeof(files->name[i]), "%s%s", path, endings[i]);
}

/* Looks at the file with this name, and not behind a link. */
static struct file_identity look(struct files *files, int which)
{
	struct stat file;

	if (lstat(files->name[which], &file) != 0)
		return (struct file_identity){ .inode = 0 };
	if (which == FILES_DATABASE)
		files->database = stamp_of(&file);
	else if (which == FILES_LOG)
		files->log_size = file.st_size;
	return (struct file_identity){ .device = file.st_dev, .inode = file.st_ino };
}

static bool is_same(struct file_identity one, struct file_identity other)
{
	return one.inode == other.inode && one.device == other.device;
}

/* The descriptor holds the very file that the name leads to. */
static bool pin(struct files *files)
{
	struct stat file;

	files->pin = open(files->name[FILES_DATABASE], O_PATH | O_NOFOLLOW | O_CLOEXEC);
	if (files->pin < 0 || fstat(files->pin, &file) != 0)
		return false;
	files->was[FILES_DATABASE] = (struct file_identity){ .device = file.st_dev,
							     .inode = file.st_ino };
	return true;
}

bool files_note(struct files *files)
{
	if (files->pin < 0 && !pin(files))
		return false;
	files->other = NULL;
	for (int i = FILES_DATABASE + 1; i < FILES_COUNT; i++)
		files->was[i] = look(files, i);
	return files_are_same(files, FILES_DATABASE);
}

void files_release(struct files *files)
{
	if (files->pin >= 0)
		close(files->pin);
	files->pin = -1;
}

bool files_are_same(struct files *files, enum database_file last)
{
	for (int i = 0; i <= (int)last && !files->other; i++) {
		struct file_identity now = look(files, i);

		/* A file that was not there may have been made by whoever needed it since. */
		if (files->was[i].inode != 0 && !is_same(files->was[i], now))
			files_give_up(files, (enum database_file)i);
	}
	return !files->other;
}

void files_give_up(struct files *files, enum database_file file)
{
	if (!files->other)
		files->other = files->name[file];
}

enum status files_status(const struct files *files, struct problem *problem)
{
	if (!files->other)
		return STATUS_OK;
	return store_say(problem, STATUS_STORE_REPLACED, files->name[FILES_DATABASE], files->other);
}
