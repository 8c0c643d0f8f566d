#ifndef REPORTS_SURROUNDINGS_H
#define REPORTS_SURROUNDINGS_H
/*
 * What a library needs around it while it writes a file: numbers in the C locale's way (a decimal
 * comma would damage the file), and nothing on the standard error, where its messages would stand
 * across a full screen. errno is left alone.
 */
#include <locale.h>
#include <stdint.h>

struct surroundings {
	locale_t plain, before;
	int messages; /* the standard error put aside; -1: it could not be */
};

void surroundings_change(struct surroundings *surroundings);
void surroundings_restore(struct surroundings *surroundings);

/*
 * Takes so much room on the disk of a folder, and gives it back: for a library that does not look
 * whether its temporary files arrived, and on a full disk would make a damaged file and say
 * nothing. Zero or an errno.
 */
int surroundings_try_room(const char *folder, int64_t bytes);

#endif
