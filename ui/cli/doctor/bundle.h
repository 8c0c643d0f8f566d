#ifndef CLI_BUNDLE_H
#define CLI_BUNDLE_H
/*
 * One text file for whoever helps from outside: versions, settings, the schema as the database has
 * it, what the doctor found, and which kinds of things were done last.
 * Invariant: nothing about a person is in it: no name, number or code of a patient, a doctor or
 * somebody who works here, and of a home directory no more than "~". Its words are names of the
 * program, not sentences; those of the doctor are in the language at hand.
 */
#include "ui/cli/doctor/look.h"

/* Writes it, there as a whole or not at all; never over a file of another kind. */
enum status bundle_write(struct doctor *doctor, const char *path,
			 struct problem *problem) MUST_CHECK;

#endif
