#ifndef TESTS_BENCH_CALLS_H
#define TESTS_BENCH_CALLS_H
/* Counts what SQLite asks of the kernel: calls.c stands before the C library's functions. */
#include <stdbool.h>

#include "base/status.h"

struct calls {
	long syncs;  /* fsync and fdatasync */
	long writes; /* write, pwrite and pwrite64 */
	long bytes;  /* written */
};

/* Since the program was started, in this process. */
struct calls calls_made(void);

/*
 * Lets every fsync and fdatasync from now on end with a flush of the disk of disk.h at `path`,
 * which takes `wait_us`. Over a folder in memory that stands for a disk of that speed: the same for
 * both sides, today and tomorrow, where a real one is shared with others or has its own mind.
 */
bool calls_wait_for_disk(const char *path, long wait_us) MUST_CHECK;
long calls_wait_us(void); /* 0: the disk alone */

#endif
