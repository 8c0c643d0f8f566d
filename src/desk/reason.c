#include "desk/reason.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"

enum status reason_read(struct desk *desk, const char *text, bool needed, char out[REASON_SIZE])
{
	char trimmed[REASON_SIZE];
	bool whole = text_copy(trimmed, sizeof(trimmed), text ? text : "");

	text_trim(trimmed);
	if (!whole || text_length(trimmed) > REASON_LENGTH || !text_is_clean(trimmed))
		return desk_refuse(desk, STATUS_BAD_TEXT,
				   _("A reason is one line of at most %d characters, without "
				     "control characters."),
				   REASON_LENGTH);
	if (needed && trimmed[0] == '\0')
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("A short reason is needed for the record."));
	text_copy(out, REASON_SIZE, trimmed);
	return STATUS_OK;
}

static const struct {
	const char *code, *words, *chinese;
} reasons[REASON_COUNT] = {
#define REASON(symbol, code, words, chinese) [REASON_##symbol] = { code, words, chinese },
#include "desk/reason.def"
#undef REASON
};

const char *reason_code(enum reason reason)
{
	return reasons[reason].code;
}

bool reason_is(const char *text, enum reason reason)
{
	return !strcmp(text, reasons[reason].code) || !strcmp(text, reasons[reason].words) ||
	       !strcmp(text, reasons[reason].chinese);
}

const char *reason_words(const char *reason, int64_t booking_id)
{
	for (int i = 0; i < REASON_COUNT; i++)
		if (reason_is(reason, (enum reason)i))
			return _(reasons[i].words);
	for (int status = 0; status < STATUS_COUNT && !booking_id; status++) {
		if (strcmp(reason, status_name((enum status)status)) == 0)
			return status_sentence((enum status)status);
	}
	return reason;
}
