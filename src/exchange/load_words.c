#include "exchange/load_words.h"

#include "base/language.h"
#include "base/text.h"

const char *load_outcome_name(enum put_outcome outcome)
{
	switch (outcome) {
	case PUT_ADDED: return "added";
	case PUT_CHANGED: return "changed";
	case PUT_UNCHANGED:
	default: return "unchanged";
	}
}

const char *load_outcome_word(enum put_outcome outcome)
{
	switch (outcome) {
	case PUT_ADDED: return _("added");
	case PUT_CHANGED: return _("changed");
	case PUT_UNCHANGED:
	default: return _("as it is");
	}
}

char *load_change_say(const struct load_change *change, char out[LOAD_CHANGE_SIZE])
{
	text_format(out, LOAD_CHANGE_SIZE, "%s%s%s", change->change,
		    change->change[0] && change->notes[0] ? ". " : "", change->notes);
	return out;
}

char *load_say_sums(const struct load_result *result, bool is_loaded, char out[LOAD_WORDS_SIZE])
{
	if (result->bad_total)
		text_format(out, LOAD_WORDS_SIZE,
			    _n("%d row is bad, so nothing in the file can be loaded; without it: "
			       "%d added, %d changed, %d unchanged.",
			       "%d rows are bad, so nothing in the file can be loaded; without "
			       "them: %d added, %d changed, %d unchanged.",
			       (unsigned long)result->bad_total),
			    (int)result->bad_total, result->added, result->changed,
			    result->unchanged);
	else if (is_loaded)
		text_format(out, LOAD_WORDS_SIZE, _("Loaded: %d added, %d changed, %d unchanged."),
			    result->added, result->changed, result->unchanged);
	else
		text_format(out, LOAD_WORDS_SIZE,
			    _("Would be: %d added, %d changed, %d unchanged."), result->added,
			    result->changed, result->unchanged);
	return out;
}
