#ifndef BASE_WORK_FOLDER_H
#define BASE_WORK_FOLDER_H
/*
 * A folder for what must be seen by nobody else and is gone afterwards: mode 0700, beside the file
 * that the work is about, so that it lies on the same disk. What a program that was killed left is
 * cleared away by the next one: a folder that nobody holds is nobody's.
 */
#include "base/file.h"

struct work_folder {
	char path[FILE_PATH_SIZE];
	int held; /* a lock on it that ends with the program */
};

/* Makes FILE.work-XXXXXX, and removes those of before that nobody holds. STATUS_CANNOT_WRITE with
 * folder and cause; nothing is to be removed then. */
enum status work_folder_make(struct work_folder *folder, const char *file,
			     struct problem *problem) MUST_CHECK;

/* The path of a file in it; false when that is too long. */
bool work_folder_file(const struct work_folder *folder, const char *name, char out[FILE_PATH_SIZE]);

/* Removes it with the files in it. Safe for one that was not made, if its path is "". */
void work_folder_remove(struct work_folder *folder);

#endif
