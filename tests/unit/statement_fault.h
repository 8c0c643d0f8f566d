#ifndef TESTS_UNIT_STATEMENT_FAULT_H
#define TESTS_UNIT_STATEMENT_FAULT_H
/*
 * Lets the how manieth statement of the store fail, as on a disk that stops in the middle of an
 * action. BEGIN, COMMIT, ROLLBACK and PRAGMA are left alone: what becomes of them belongs to the
 * disk, see tests/proof.
 */
#include <stdbool.h>

/* Watches every connection that is opened from now on. */
void statement_fault_watch(void);

/* The n-th statement from now on fails; 0: none. */
void statement_fault_at(int n);

/* The same, of all statements but COMMIT: for opening, which keeps nothing of what failed. */
void statement_fault_at_any(int n);

/* Whether it did. */
bool statement_fault_came(void);

/* Ends the watching; connections still open no longer fail. */
void statement_fault_end(void);

/* A number that changes when a desk commits a change to the database. */
int statement_fault_version(const char *database);

#endif
