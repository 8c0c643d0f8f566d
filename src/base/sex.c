#include "base/sex.h"

#include "base/choice.h"
#include "base/language.h"

static const struct choice sexes[] = {
#define SEX(symbol, name, also, word) [SEX_##symbol] = { name, word, also },
#include "base/sex.def"
#undef SEX
};

const char *sex_name(enum sex sex)
{
	return sexes[sex].name;
}

const char *sex_word(enum sex sex)
{
	return _(sexes[sex].word);
}

bool sex_parse(const char *text, enum sex *sex)
{
	int found = CHOICE_FIND_TYPED(text, sexes);

	if (found < 0)
		return false;
	*sex = (enum sex)found;
	return true;
}
