#ifndef TESTS_BENCH_KEYSTROKE_H
#define TESTS_BENCH_KEYSTROKE_H
/*
 * How many seconds a task takes a practised person who makes no mistake, by the keystroke-level
 * model: S. K. Card, T. P. Moran, A. Newell, "The keystroke-level model for user performance time
 * with interactive systems", Communications of the ACM 23(7), July 1980, pages 396 to 410. A task
 * is a row of operators, each of its published seconds; R is what the system lets one wait, which
 * is measured.
 *
 * M stands where the paper's rules put it (figure 2 there): before what chooses a command, and
 * before the key that ends a text that is another each time; not within a text, not before what
 * chooses a value, not before a click at what was just pointed at, and not before an Enter that
 * ends the command whose last text was ended by one.
 */
#include "tests/screens/tasks/tasks.h"

/* K: a key or a button, of an average skilled typist (55 words a minute). P: points at something
 * with the mouse. H: the hand goes from the keyboard to the mouse or back. M: makes up one's mind.
 */
#define KEYSTROKE_K_S 0.20
#define KEYSTROKE_P_S 1.10
#define KEYSTROKE_H_S 0.40
#define KEYSTROKE_M_S 1.35

struct keystroke {
	int k, p, h, m;
};

double keystroke_seconds(const struct keystroke *operators);

/* The operators of a task up to the step that shows `end`; of all of it when none does. With Alt or
 * Ctrl a key is two; a scanner is taken, pointed and put back. */
struct keystroke keystroke_task(const struct task *task, const char *end);

/*
 * The operators of a file of lines "OPERATORS | what is done | where it is to be seen": letters
 * with blanks between them, a number before K for so many. Lines with # are remarks. Ends the
 * program where a line says nothing known.
 */
struct keystroke keystroke_read(const char *path);

#endif
