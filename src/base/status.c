#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/language.h"
#include "base/text.h"

static const struct {
	const char *name;
	int exit_status;
	const char *sentence;
} status_table[STATUS_COUNT] = {
#define STATUS(symbol, name, exit_status, sentence) \
	[STATUS_##symbol] = { name, exit_status, sentence },
#include "base/status.def"
#undef STATUS
};

/* A number that is no status (from a damaged file, say) is a defect, not a read outside the table.
 */
static enum status known(enum status status)
{
	return (unsigned int)status < STATUS_COUNT ? status : STATUS_DEFECT;
}

const char *status_name(enum status status)
{
	return status_table[known(status)].name;
}

const char *status_sentence(enum status status)
{
	return _(status_table[known(status)].sentence);
}

int status_exit(enum status status)
{
	return status_table[known(status)].exit_status;
}

bool status_is_refusal(enum status status)
{
	return status_exit(status) == 1;
}

enum status problem_set(struct problem *problem, enum status status, const char *format, ...)
{
	char whole[PROBLEM_MESSAGE_SIZE * 4];
	va_list arguments;

	if (!problem)
		return status;
	va_start(arguments, format);
	if (vsnprintf(whole, sizeof(whole), format, arguments) < 0)
		whole[0] = '\0';
	va_end(arguments);
	problem->status = status;
	/* The figures in a message come from outside: no escape sequence and no line end may pass.
	 */
	text_printable(problem->message, sizeof(problem->message), whole);
	return status;
}

enum status problem_from_status(struct problem *problem, enum status status)
{
	return problem_set(problem, status, "%s", status_sentence(status));
}
