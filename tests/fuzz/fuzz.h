#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H
/*
 * What the fuzzing targets share. A target is NAME_fuzz.c with LLVMFuzzerTestOneInput: libFuzzer
 * calls it in `make soak`, driver.c with the corpus and mutations of it in `make test`. A target
 * ends the process (assert) when a rule is broken, and leaves nothing behind for the next input.
 */
#include "exchange/load.h"

/* libFuzzer's entry; returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * One small clinic for the whole process, in memory where the system has a file system there.
 * Saturday 2026-11-21, 07:00. Departments NK01 and EK03; doctors 1001 (50.00), 1002 (30.00) and
 * 3001 (20.50); sessions of the next days; a few patients and bookings.
 */
struct desk *fuzz_desk(void);

/* Puts the clinic back as fuzz_desk made it. */
void fuzz_reset(void);

/* Where a target may make files: FUZZ_FOLDER, else in memory where the system has a file system
 * there. */
const char *fuzz_folder(void);

/* The input as a file; good until the next call. */
const char *fuzz_file(const uint8_t *data, size_t size);

/* Runs `fn` in a transaction that is rolled back whatever it does. */
void fuzz_and_undo(void (*fn)(struct desk *desk, void *context), void *context);

/* Ends the process unless every invariant holds. Asked of one input in sixteen, always the same
 * ones: it costs more than the rest. */
void fuzz_check(struct desk *desk, const uint8_t *data, size_t size);

/* Ends the process unless a sentence is there and may be shown to a person. */
void fuzz_sentence(const struct problem *problem);

/* A target about a master data file: loads it, and once more, in a transaction that is undone. */
void fuzz_load(enum load_kind kind, const uint8_t *data, size_t size);

#endif
