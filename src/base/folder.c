#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <mntent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

static bool ends_in(const char *name, const char *const *endings)
{
	size_t length = strlen(name);

	for (; *endings; endings++) {
		size_t size = strlen(*endings);

		if (length > size && strcasecmp(name + length - size, *endings) == 0)
			return true;
	}
	return false;
}

/* Reads what is known of a name in the folder; false when it is not to be listed. */
static bool look_at(int folder, const char *name, const char *const *endings,
		    struct folder_entry *out)
{
	struct stat file;

	if (fstatat(folder, name, &file, 0) != 0)
		return false;
	out->is_folder = S_ISDIR(file.st_mode);
	if (!out->is_folder && !(S_ISREG(file.st_mode) && ends_in(name, endings)))
		return false;
	out->bytes = (int64_t)file.st_size;
	out->changed_ms = (int64_t)file.st_mtim.tv_sec * 1000 + file.st_mtim.tv_nsec / 1000000;
	return true;
}

static bool is_shown(const char *name, const char *beginning)
{
	return name[0] != '.' && strlen(name) < FOLDER_NAME_SIZE &&
	       strncmp(name, beginning, strlen(beginning)) == 0 && text_is_clean(name);
}

/* Files before folders, the newest first; folders by name. */
static int by_age(const void *left, const void *right)
{
	const struct folder_entry *a = left, *b = right;

	if (a->is_folder != b->is_folder)
		return a->is_folder ? 1 : -1;
	if (!a->is_folder && a->changed_ms != b->changed_ms)
		return a->changed_ms > b->changed_ms ? -1 : 1;
	return strcmp(a->name, b->name);
}

enum status folder_list(const char *path, const char *beginning, const char *const *endings,
			struct folder_entry **rows, size_t *count, struct problem *problem)
{
	DIR *folder = opendir(path);
	const struct dirent *found;
	size_t room = 0;

	*rows = NULL;
	*count = 0;
	if (!folder)
		return problem_set(problem, STATUS_BAD_FILE, _("The folder %s cannot be read: %s."),
				   path, strerror(errno));
	while (*count < FOLDER_ENTRIES_MAX && (found = readdir(folder)) != NULL) {
		struct folder_entry entry;

		if (!is_shown(found->d_name, beginning) ||
		    !look_at(dirfd(folder), found->d_name, endings, &entry))
			continue;
		text_copy(entry.name, sizeof(entry.name), found->d_name);
		*(struct folder_entry *)memory_append(rows, count, &room, sizeof(entry)) = entry;
	}
	closedir(folder);
	if (*count)
		qsort(*rows, *count, sizeof(**rows), by_age);
	return STATUS_OK;
}

void folder_common(const struct folder_entry *rows, size_t count, char out[FOLDER_NAME_SIZE])
{
	size_t length;

	out[0] = '\0';
	if (count == 0)
		return;
	length = strlen(rows[0].name);
	for (size_t i = 1; i < count; i++) {
		size_t same = 0;

		while (same < length && rows[i].name[same] == rows[0].name[same])
			same++;
		length = same;
	}
	length = text_utf8_prefix(rows[0].name, length);
	text_format(out, FOLDER_NAME_SIZE, "%.*s", (int)length, rows[0].name);
}

#ifdef TEST_CLOCK
static const char *test_mounts(void)
{
	return getenv("FRONTDESK_TEST_MOUNTS");
}
#else
static const char *test_mounts(void)
{
	return NULL;
}
#endif

const char *folder_mounts(void)
{
	return test_mounts() ? test_mounts() : "/proc/self/mounts";
}

static bool is_removable(const char *path)
{
	static const char *const above[] = { "/media/", "/run/media/", "/mnt/" };

	for (size_t i = 0; i < sizeof(above) / sizeof(above[0]); i++)
		if (strncmp(path, above[i], strlen(above[i])) == 0)
			return true;
	return test_mounts() || strcmp(path, "/mnt") == 0;
}

size_t folder_sticks(const char *mounts, char out[FOLDER_STICKS_MAX][FILE_PATH_SIZE])
{
	FILE *table = setmntent(mounts, "re");
	char names[4 * FILE_PATH_SIZE];
	struct mntent entry;
	size_t count = 0;

	if (!table)
		return 0;
	while (count < FOLDER_STICKS_MAX && getmntent_r(table, &entry, names, sizeof(names)))
		if (is_removable(entry.mnt_dir) && text_is_clean(entry.mnt_dir) &&
		    text_copy(out[count], FILE_PATH_SIZE, entry.mnt_dir))
			count++;
	endmntent(table);
	return count;
}

bool path_is_on_stick(const char *path)
{
	char sticks[FOLDER_STICKS_MAX][FILE_PATH_SIZE];
	const size_t count = folder_sticks(folder_mounts(), sticks);

	for (size_t i = 0; i < count; i++) {
		const size_t length = strlen(sticks[i]);

		if (strncmp(path, sticks[i], length) == 0 &&
		    (path[length] == '/' || path[length] == '\0'))
			return true;
	}
	return false;
}

bool path_real_folder(const char *path, char out[FILE_PATH_SIZE])
{
	char *real = realpath(path, NULL);
	const char *slash = strrchr(path, '/');
	bool found = real && text_copy(out, FILE_PATH_SIZE, real);
	char *last;

	free(real);
	if (!found) {
		text_format(out, FILE_PATH_SIZE, "%.*s", slash ? (int)(slash - path) + 1 : 1,
			    slash ? path : ".");
		real = realpath(out, NULL);
		found = real && text_format(out, FILE_PATH_SIZE, "%s/", real);
		free(real);
	}
	last = found ? strrchr(out, '/') : NULL;
	if (last)
		*last = '\0';
	return found;
}

bool path_is_folder(const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 && S_ISDIR(file.st_mode);
}

bool path_exists(const char *path)
{
	struct stat file;

	return lstat(path, &file) == 0;
}

bool path_is_same(const char *first, const char *second)
{
	struct stat a, b;

	if (strcmp(first, second) == 0)
		return true;
	return stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

bool path_on_one_disk(const char *first, const char *second)
{
	struct stat a, b;

	return stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev;
}

bool path_expand(const char *path, char out[FILE_PATH_SIZE])
{
	const char *home = getenv("HOME");

	if (path[0] != '~' || (path[1] != '\0' && path[1] != '/') || !home || home[0] != '/')
		return text_copy(out, FILE_PATH_SIZE, path);
	return text_format(out, FILE_PATH_SIZE, "%s%s", home, path + 1);
}
