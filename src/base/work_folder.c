#include "base/work_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/cause.h"
#include "base/language.h"
#include "base/text.h"

#define WORK_ENDING ".work-"

static int hold(const char *path)
{
	int held = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (held >= 0 && flock(held, LOCK_EX | LOCK_NB) != 0) {
		close(held);
		held = -1;
	}
	return held;
}

/* The files in it, and the folder. Nothing of ours has folders in it. */
static void remove_held(const char *path, int held)
{
	const int again = dup(held);
	DIR *folder = again < 0 ? NULL : fdopendir(again);
	const struct dirent *found;

	while (folder && (found = readdir(folder)) != NULL)
		if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
			unlinkat(held, found->d_name, 0);
	if (folder)
		closedir(folder);
	else if (again >= 0)
		close(again);
	rmdir(path);
	close(held);
}

static void clear_away(const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *name = slash ? slash + 1 : file;
	char above[FILE_PATH_SIZE], path[FILE_PATH_SIZE];
	const struct dirent *found;
	DIR *folder;

	text_format(above, sizeof(above), "%.*s", slash ? (int)(slash - file) + 1 : 1,
		    slash ? file : ".");
	folder = opendir(above);
	while (folder && (found = readdir(folder)) != NULL) {
		int held;

		if (strncmp(found->d_name, name, strlen(name)) != 0 ||
		    strncmp(found->d_name + strlen(name), WORK_ENDING, strlen(WORK_ENDING)) != 0 ||
		    !text_format(path, sizeof(path), "%s/%s", above, found->d_name))
			continue;
		held = hold(path);
		if (held >= 0)
			remove_held(path, held);
	}
	if (folder)
		closedir(folder);
}

enum status work_folder_make(struct work_folder *folder, const char *file, struct problem *problem)
{
	folder->held = -1;
	clear_away(file);
	/* Another one may take a new folder that is not held yet for left behind. */
	for (int tries = 0; tries < 3; tries++) {
		errno = ENAMETOOLONG;
		if (!text_format(folder->path, sizeof(folder->path), "%s" WORK_ENDING "XXXXXX",
				 file) ||
		    !mkdtemp(folder->path))
			break;
		folder->held = hold(folder->path);
		if (folder->held >= 0 && access(folder->path, F_OK) == 0)
			return STATUS_OK;
		if (folder->held >= 0)
			close(folder->held);
	}
	folder->path[0] = '\0';
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("No folder for the work can be made beside %s: %s."), file,
			   cause_words(file, errno));
}

bool work_folder_file(const struct work_folder *folder, const char *name, char out[FILE_PATH_SIZE])
{
	return text_format(out, FILE_PATH_SIZE, "%s/%s", folder->path, name);
}

void work_folder_remove(struct work_folder *folder)
{
	if (folder->path[0])
		remove_held(folder->path, folder->held);
	folder->path[0] = '\0';
}
