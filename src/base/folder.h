#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H
/*
 * What lies in a folder, for a person who looks for a file. Invariant: only names that can be shown
 * and typed are given (text_is_clean), and hidden ones are left out.
 */
#include <stdint.h>

#include "base/file.h"

enum { FOLDER_NAME_SIZE = 256, FOLDER_ENTRIES_MAX = 2000, FOLDER_STICKS_MAX = 16 };

struct folder_entry {
	char name[FOLDER_NAME_SIZE];
	bool is_folder;
	int64_t bytes, changed_ms;
};

/*
 * The files of a folder that end in one of `endings` (".csv", in any case; NULL at the end), newest
 * first, then the folders in it by name; of both only those that begin with `beginning` ("" for
 * all). At most FOLDER_ENTRIES_MAX are looked at. STATUS_BAD_FILE names folder and cause. The
 * caller frees *rows.
 */
enum status folder_list(const char *path, const char *beginning, const char *const *endings,
			struct folder_entry **rows, size_t *count,
			struct problem *problem) MUST_CHECK;

/* Copies what all names have in common at their beginning; "" for no name. */
void folder_common(const struct folder_entry *rows, size_t count, char out[FOLDER_NAME_SIZE]);

/* The table of what is mounted. Built with TEST_CLOCK, as the tests' programs are and the clinic's
 * never is, it is FRONTDESK_TEST_MOUNTS where the environment has that, and all in it are sticks.
 */
const char *folder_mounts(void);

/*
 * Where sticks and other removable media are mounted: the places below /media, /run/media and /mnt
 * that the table `mounts` (/proc/self/mounts) has. Returns how many.
 */
size_t folder_sticks(const char *mounts, char out[FOLDER_STICKS_MAX][FILE_PATH_SIZE]);

/* Whether a path lies on one of these. */
bool path_is_on_stick(const char *path);

/* The folder that a file lies in, or would, without links; one that is there counts where it really
 * lies. False when there is no such folder. */
bool path_real_folder(const char *path, char out[FILE_PATH_SIZE]);

bool path_is_folder(const char *path);
bool path_exists(const char *path);

/* Whether both lead to one file that is there, or are the same text. */
bool path_is_same(const char *first, const char *second);

/* Whether two files that are there lie in one file system. */
bool path_on_one_disk(const char *first, const char *second);

/* A path that a person wrote, with ~ or ~/ at its beginning as the home directory. False when it is
 * too long. */
bool path_expand(const char *path, char out[FILE_PATH_SIZE]);

#endif
