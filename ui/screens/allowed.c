#include "ui/screens/allowed.h"

#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/trust/reading.h"

struct rule {
	enum { EVERYBODY, DOES, READS } kind;
	enum audit_action action;
	enum reading reading;
};

static const struct rule rules[COMMAND_COUNT] = {
#define DO(command, what) [COMMAND_##command] = { .kind = DOES, .action = AUDIT_##what },
#define READ(command, what) [COMMAND_##command] = { .kind = READS, .reading = READING_##what },
#include "ui/screens/allowed.def"
#undef DO
#undef READ
};

/* The sentence of the refusal, without its being what failed last. */
static bool refuse(struct desk *desk, unsigned roles, const char *what, char *why, size_t why_size)
{
	const struct problem kept = desk->problem;

	if (!why)
		return false;
	if (desk_refuse_role(desk, roles, what) != STATUS_OK)
		text_copy(why, why_size, desk->problem.message);
	desk->problem = kept;
	return false;
}

static bool may_read(struct desk *desk, enum reading reading, char *why, size_t why_size)
{
	return reading_is_allowed(desk, reading) ||
	       refuse(desk, reading_roles(reading), reading_words(reading), why, why_size);
}

bool allowed_people(struct desk *desk, char *why, size_t why_size)
{
	return may_read(desk, READING_PEOPLE, why, why_size);
}

bool allowed_command(struct desk *desk, enum command command, char *why, size_t why_size)
{
	const struct rule *rule = &rules[command];

	switch (rule->kind) {
	case DOES:
		return audit_is_allowed(desk, rule->action) ||
		       refuse(desk, audit_action_roles(rule->action), command_label(command), why,
			      why_size);
	case READS: return may_read(desk, rule->reading, why, why_size);
	default: return true;
	}
}
