#include "desk/online/online_order.h"

#include <string.h>

#include "base/choice.h"
#include "base/language.h"

static const struct choice actions[] = {
#define ONLINE_ACTION(symbol, name, also) [ONLINE_##symbol] = { name, name, also },
#include "desk/online/online_action.def"
#undef ONLINE_ACTION
};

const char *online_action_name(enum online_action action)
{
	return actions[action].name;
}

bool online_action_parse(const char *text, enum online_action *action)
{
	int found = CHOICE_FIND_TYPED(text, actions);

	if (found < 0)
		return false;
	*action = (enum online_action)found;
	return true;
}

static const struct choice results[] = {
#define ONLINE_RESULT(symbol, name, word) [ONLINE_##symbol] = CHOICE(name, word),
#include "desk/online/online_result.def"
#undef ONLINE_RESULT
};

const char *online_result_name(enum online_result result)
{
	return results[result].name;
}

const char *online_result_word(enum online_result result)
{
	return _(results[result].word);
}

bool online_result_parse(const char *text, enum online_result *result)
{
	int found = CHOICE_FIND(text, results);

	if (found >= 0)
		*result = (enum online_result)found;
	return found >= 0;
}

const char *online_code_word(const char *code)
{
	static const char *const codes[] = {
#define ONLINE_CODE(name) name,
#include "desk/online/online_code.def"
#undef ONLINE_CODE
	};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (!strcmp(codes[i], code))
			return _(codes[i]);
	return code;
}
