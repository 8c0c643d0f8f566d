#ifndef TESTS_PROOF_CALL_TRAP_H
#define TESTS_PROOF_CALL_TRAP_H
/*
 * Lets a process see its own system calls on files before the kernel does them, whoever makes them:
 * the store, SQLite, the C library's streams, the workbook's library. A seccomp filter turns them
 * into a signal that this answers; so what is recorded or made to fail is all that reaches the
 * disk, not only what goes through SQLite's file system. Descriptors 0 to 2 are the person's and
 * pass. The filter cannot be taken away again: only for a child that ends afterwards.
 */
#include <stdbool.h>

enum trap_kind {
	TRAP_READ,     /* read, pread64 */
	TRAP_WRITE,    /* write, pwrite64 */
	TRAP_TRUNCATE, /* ftruncate */
	TRAP_SYNC,     /* fsync, fdatasync */
	TRAP_OPEN,     /* openat that may make or empty a file */
	TRAP_UNLINK,   /* unlink, unlinkat of a file */
	TRAP_RENAME,   /* rename, renameat, renameat2 */
};

struct trap_call {
	enum trap_kind kind;
	int file;		  /* the descriptor; -1 where names are given */
	const char *name, *name2; /* of open, unlink, rename */
	const void *bytes;	  /* of a write that has its place: */
	long size, at;		  /* at -1: where the descriptor stands */
	/* As the kernel has it: */
	long number;
	unsigned long args[5];
};

/* What the call shall give: a result, or an errno as a negative number. */
typedef long trap_fn(const struct trap_call *call);

/* From now on `fn` answers. False where the system has no such filter. Reads are passed over unless
 * asked for. */
bool trap_start(trap_fn *fn, bool with_reads);

/* Does the call. */
long trap_pass(const struct trap_call *call);

/* Does a write only in part: `size` bytes. */
long trap_pass_part(const struct trap_call *call, long size);

#endif
