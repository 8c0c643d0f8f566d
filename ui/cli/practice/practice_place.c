#include "ui/cli/practice/practice_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"

#define PRACTICE_FOLDER "practice"
#define PRACTICE_BEGINNING "desk."

static int open_folder(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static void for_each_in(int folder, void (*fn)(int folder, const char *name))
{
	const int again = dup(folder);
	DIR *entries = again >= 0 ? fdopendir(again) : NULL;

	if (!entries) {
		if (again >= 0)
			close(again);
		return;
	}
	for (const struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			fn(folder, entry->d_name);
	}
	closedir(entries);
}

static void remove_file(int folder, const char *name)
{
	(void)unlinkat(folder, name, 0);
}

/* Takes the files out of a folder: nothing ever makes another folder in it. */
static void empty(int folder)
{
	for_each_in(folder, remove_file);
}

/* Removes a folder that nobody holds. */
static void remove_left(int base, const char *name)
{
	int folder;

	if (strncmp(name, PRACTICE_BEGINNING, strlen(PRACTICE_BEGINNING)) != 0)
		return;
	folder = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		return;
	if (flock(folder, LOCK_EX | LOCK_NB) == 0) {
		empty(folder);
		(void)unlinkat(base, name, AT_REMOVEDIR);
	}
	close(folder);
}

static enum status refuse(const char *path, struct problem *problem)
{
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("There is no room to practise in %s: %s."), path, strerror(errno));
}

enum status practice_place_make(struct practice_place *place, struct problem *problem)
{
	char base[FILE_PATH_SIZE];
	enum status status;
	int lot;

	place->held = -1;
	if (!path_in_session(base, PRACTICE_FOLDER) && !path_in_state(base, PRACTICE_FOLDER))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("There is no home directory to practise in."));
	status = directory_make(base, problem);
	if (status)
		return status;
	/* Between making a folder and holding it, nobody else looks for what is not held. */
	lot = open_folder(base);
	if (lot < 0 || flock(lot, LOCK_EX) != 0) {
		status = refuse(base, problem);
	} else {
		for_each_in(lot, remove_left);
		if (!text_format(place->folder, sizeof(place->folder), "%s/%sXXXXXX", base,
				 PRACTICE_BEGINNING) ||
		    !mkdtemp(place->folder))
			status = refuse(base, problem);
	}
	if (!status) {
		place->held = open_folder(place->folder);
		if (place->held < 0 || flock(place->held, LOCK_EX | LOCK_NB) != 0)
			status = refuse(place->folder, problem);
	}
	if (lot >= 0)
		close(lot);
	text_format(place->database, sizeof(place->database), "%s/practice.db", place->folder);
	return status;
}

void practice_place_remove(struct practice_place *place)
{
	if (place->held < 0)
		return;
	empty(place->held);
	(void)rmdir(place->folder);
	close(place->held);
	place->held = -1;
}
