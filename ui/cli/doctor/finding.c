#include "ui/cli/doctor/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

static const struct {
	const char *name, *words;
} states[FINDING_STATES] = {
	[FINDING_GOOD] = { "good", N_("good") },
	[FINDING_NOTICE] = { "notice", N_("notice") },
	[FINDING_BAD] = { "bad", N_("BAD") },
};

const char *finding_state_name(enum finding_state state)
{
	return states[state].name;
}

const char *finding_state_words(enum finding_state state)
{
	return _(states[state].words);
}

void findings_release(struct findings *findings)
{
	free(findings->rows);
	*findings = (struct findings){ .rows = NULL };
}

static struct finding *add(struct findings *findings, const char *check, enum finding_state state)
{
	struct finding *row = memory_append(&findings->rows, &findings->count, &findings->room,
					    sizeof(*findings->rows));

	row->check = check;
	row->state = state;
	return row;
}

void finding_say(struct findings *findings, const char *check, enum finding_state state,
		 const char *format, ...)
{
	struct finding *row = add(findings, check, state);
	char whole[PROBLEM_MESSAGE_SIZE * 4];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(whole, sizeof(whole), format, arguments) < 0)
		whole[0] = '\0';
	va_end(arguments);
	/* Paths come from outside: no escape sequence may pass. */
	text_printable(row->message, sizeof(row->message), whole);
}

void finding_say_problem(struct findings *findings, const char *check, enum finding_state state,
			 const struct problem *problem)
{
	struct finding *row = add(findings, check, state);

	text_copy(row->message, sizeof(row->message), problem->message);
	row->quotes = problem->status;
}

void finding_remedy(struct findings *findings, const char *format, ...)
{
	struct finding *row = &findings->rows[findings->count - 1];
	char whole[PROBLEM_MESSAGE_SIZE * 4];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(whole, sizeof(whole), format, arguments) < 0)
		whole[0] = '\0';
	va_end(arguments);
	text_printable(row->remedy, sizeof(row->remedy), whole);
}

size_t findings_count(const struct findings *findings, enum finding_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += findings->rows[i].state == state;
	return count;
}
