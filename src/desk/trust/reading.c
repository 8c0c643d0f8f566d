#include "desk/trust/reading.h"

#include "base/language.h"
#include "desk/trust/role_words.h"

static const struct {
	const char *name, *words;
	unsigned roles;
} reading_table[READING_COUNT] = {
#define READING(symbol, name, roles, words) [READING_##symbol] = { "reading." name, words, roles },
#include "desk/trust/reading.def"
#undef READING
};

const char *reading_name(enum reading reading)
{
	return reading_table[reading].name;
}

const char *reading_words(enum reading reading)
{
	return _(reading_table[reading].words);
}

unsigned reading_roles(enum reading reading)
{
	return reading_table[reading].roles;
}

bool reading_is_allowed(const struct desk *desk, enum reading reading)
{
	return reading == READING_ALL || desk_has_role(desk, reading_table[reading].roles);
}

enum status reading_allow(struct desk *desk, enum reading reading)
{
	if (reading != READING_ALL && desk_takes_passwords(desk) && desk->staff.must_change)
		return desk_refuse_first_password(desk);
	return reading_is_allowed(desk, reading)
		       ? STATUS_OK
		       : desk_refuse_role(desk, reading_table[reading].roles,
					  reading_words(reading));
}
