#ifndef CLI_PRACTICE_CLINIC_H
#define CLI_PRACTICE_CLINIC_H
/*
 * The clinic that somebody practises with: departments, doctors, sessions, fees and rules of their
 * own clinic, and people of the demonstration, who are all invented. Invariant: nothing of a
 * person, a booking or the record of a clinic is ever read, so nothing of them can be in it. That
 * is why it is filled anew and not copied: a copy would have to be masked in every column, text and
 * free page, and what the record keeps cannot be changed at all.
 */
#include "ui/cli/cli.h"

/* What is taken over from a clinic; all zero: the demonstration's. */
struct practice_plan {
	struct department *department;
	struct doctor *doctor;
	struct session *session;
	size_t departments, doctors, sessions;
};

/*
 * Reads the plan of the clinic of cli->database, by reading alone. Without such a database, or
 * before doctors were loaded into it, it stays zero. To be released.
 */
enum status practice_plan_read(struct cli *cli, struct practice_plan *plan) MUST_CHECK;
void practice_plan_release(struct practice_plan *plan);

/* Fills the opened desk's empty database, whose folder `folder` is, by the plan: some twenty
 * minutes into the morning of today, from which its clock goes on. */
enum status practice_fill(struct cli *cli, const struct practice_plan *plan,
			  const char *folder) MUST_CHECK;

#endif
