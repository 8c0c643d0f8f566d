#ifndef TESTS_PROOF_VFS_SHIM_H
#define TESTS_PROOF_VFS_SHIM_H
/*
 * A file system for SQLite that fails when it is told to and that can let something happen at the
 * moment between a checkpoint's look at the log and its lock. It stands in front of the usual one
 * and is the default, so that the store opens its files through it.
 */
#include <stdbool.h>

enum shim_act { SHIM_READ, SHIM_WRITE, SHIM_SYNC, SHIM_TRUNCATE, SHIM_ACTS };

struct shim {
	enum shim_act act; /* what fails */
	int fail_at;	   /* the how manieth from now; 0: none */
	bool stays;	   /* and everything of the kind after it, as on a full disk */
	int code;	   /* SQLite's code for the failure */
	int failed;	   /* how often it did */

	/* Called, once, when a checkpoint has read the log's header and has not locked it yet. */
	void (*in_window)(void *context);
	void *context;
	int windows; /* how often that was */
};

/* Registers it as the default; again and again is fine. The plan belongs to the shim. */
struct shim *shim_register(void);

/* Nothing fails any more. */
void shim_calm(struct shim *shim);

#endif
