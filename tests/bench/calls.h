#ifndef TESTS_BENCH_CALLS_H
#define TESTS_BENCH_CALLS_H
/* Counts what SQLite asks of the kernel: calls.c stands before the C library's functions. */

struct calls {
	long syncs;  /* fsync and fdatasync */
	long writes; /* write, pwrite and pwrite64 */
	long bytes;  /* written */
};

/* Since the program was started, in this process. */
struct calls calls_made(void);

#endif
