#include "ui/term/keys.h"

#include <string.h>
#include <strings.h>

#include "base/language.h"
#include "base/text.h"

/* What a keyboard bears in every country stays as it is; an arrow has a word. */
static const struct {
	const char *name;
	uint32_t stroke;
} named[] = {
	{ "Enter", STROKE_ENTER },
	{ "Esc", STROKE_ESC },
	{ "Tab", STROKE_TAB },
	{ "Backtab", STROKE_BACKTAB },
	{ N_("Up"), STROKE_UP },
	{ N_("Down"), STROKE_DOWN },
	{ N_("Left"), STROKE_LEFT },
	{ N_("Right"), STROKE_RIGHT },
	{ "PgUp", STROKE_PGUP },
	{ "PgDn", STROKE_PGDN },
	{ "Home", STROKE_HOME },
	{ "End", STROKE_END },
	{ "Ins", STROKE_INS },
	{ "Del", STROKE_DEL },
	{ "Backspace", STROKE_BACKSPACE },
	{ N_("Space"), ' ' },
};

static bool parse_function_key(const char *name, uint32_t *stroke)
{
	int64_t number;

	if ((name[0] != 'F' && name[0] != 'f') || name[1] < '1' || name[1] > '9' ||
	    !text_to_number(name + 1, 1, 12, &number))
		return false;
	*stroke = STROKE_F1 + (uint32_t)number - 1;
	return true;
}

static bool parse_control(const char *name, uint32_t *stroke)
{
	char letter;

	if (name[0] != '^' || name[1] == '\0' || name[2] != '\0')
		return false;
	letter = name[1];
	if (letter >= 'a' && letter <= 'z')
		letter = (char)(letter - 'a' + 'A');
	/* ^H, ^I, ^J and ^M are Backspace, Tab and Enter to every terminal. */
	if (letter < 'A' || letter > 'Z' || strchr("HIJM", letter))
		return false;
	*stroke = (uint32_t)(letter - 'A' + 1);
	return true;
}

static bool parse_character(const char *name, uint32_t *stroke)
{
	const char *at = name;
	uint32_t character = text_next(&at);

	if (*at != '\0' || character <= ' ' || character == TEXT_INVALID ||
	    text_visible(character) != character)
		return false;
	*stroke = character;
	return true;
}

bool stroke_parse(const char *name, uint32_t *stroke)
{
	if (strncasecmp(name, "Alt-", 4) == 0) {
		if (!parse_character(name + 4, stroke) && !parse_function_key(name + 4, stroke))
			return false;
		/* With the capitals locked it is the same key. */
		if (*stroke >= 'A' && *stroke <= 'Z')
			*stroke += 'a' - 'A';
		*stroke |= STROKE_ALT;
		return true;
	}
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		if (strcasecmp(name, named[i].name) == 0) {
			*stroke = named[i].stroke;
			return true;
		}
	}
	return parse_function_key(name, stroke) || parse_control(name, stroke) ||
	       parse_character(name, stroke);
}

static void name_without_alt(uint32_t stroke, bool translated, char *out, size_t size)
{
	char character[5] = "";

	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		if (named[i].stroke == stroke) {
			text_copy(out, size, translated ? _(named[i].name) : named[i].name);
			return;
		}
	}
	if (stroke >= STROKE_F1 && stroke <= STROKE_F12) {
		text_format(out, size, "F%u", (unsigned)(stroke - STROKE_F1 + 1));
	} else if (stroke > 0 && stroke < ' ') {
		text_format(out, size, "^%c", (char)(stroke + 'A' - 1));
	} else {
		text_encode(stroke <= 0x10FFFF ? stroke : TEXT_INVALID, character);
		text_copy(out, size, character);
	}
}

static char *write_name(uint32_t stroke, bool translated, char out[STROKE_NAME_SIZE])
{
	char name[STROKE_NAME_SIZE - 4];

	name_without_alt(stroke & ~(uint32_t)STROKE_ALT, translated, name, sizeof(name));
	text_format(out, STROKE_NAME_SIZE, "%s%s", stroke & STROKE_ALT ? "Alt-" : "", name);
	return out;
}

char *stroke_name(uint32_t stroke, char out[STROKE_NAME_SIZE])
{
	return write_name(stroke, false, out);
}

char *stroke_label(uint32_t stroke, char out[STROKE_NAME_SIZE])
{
	return write_name(stroke, true, out);
}

bool stroke_is_text(uint32_t stroke)
{
	return stroke >= ' ' && stroke < STROKE_NAMED && text_visible(stroke) == stroke;
}
