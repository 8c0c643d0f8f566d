#ifndef BASE_STATUS_H
#define BASE_STATUS_H
/*
 * Outcomes. Every function that can fail returns an enum status; STATUS_OK is zero.
 * The table in status.def gives each code its name, its exit status and its sentence.
 *
 * A status alone says what kind of thing went wrong; a struct problem also says it in one clear
 * sentence with the figures: what is wrong, where, and what can be done instead.
 */
#include <stdbool.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))

enum status {
#define STATUS(symbol, name, exit_status, sentence) STATUS_##symbol,
#include "base/status.def"
#undef STATUS
	STATUS_COUNT
};

/* The name of a code as it stands in JSON ("quota_full"). Never NULL. */
const char *status_name(enum status status);

/* The translated sentence of a code. Never NULL; owned by the translation catalogue. */
const char *status_sentence(enum status status);

/* What the program's exit status is when it ends with this code: 0, 1, 2, 3, 4 or 70. */
int status_exit(enum status status);

/* True for exit status 1: a rule of the clinic refused, nothing is wrong with the program or its
 * input. */
bool status_is_refusal(enum status status);

enum { PROBLEM_MESSAGE_SIZE = 640 };

/* What went wrong, in words. `message` is complete UTF-8, translated, printable (text_printable),
 * without a line end. */
struct problem {
	enum status status;
	char message[PROBLEM_MESSAGE_SIZE];
};

/*
 * Fills in `problem` and returns `status`, so that a function can end with
 * `return problem_set(problem, STATUS_X, _("..."), ...)`. A message that is too long is cut at a
 * character. `problem` may be NULL where nobody will read the sentence.
 */
enum status problem_set(struct problem *problem, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* The same with the code's own sentence. */
enum status problem_from_status(struct problem *problem, enum status status);

#endif
