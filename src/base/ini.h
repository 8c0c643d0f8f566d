#ifndef BASE_INI_H
#define BASE_INI_H
/*
 * The lines of an INI file, looked at before the parser sees them: which keys it has, where, and
 * that every line is one that the parser takes as it is written. iniparser itself merges repeated
 * keys, drops what stands behind a closing quote, and joins lines.
 */
#include <stddef.h>

#include "base/status.h"

enum { INI_NAME_SIZE = 65, INI_LINE_MAX = 999, INI_PATH_SIZE = 200 };

struct ini_key {
	int line;
	char section[INI_NAME_SIZE]; /* in lower case, as the parser has them */
	char key[INI_NAME_SIZE];
};

struct ini {
	char path[INI_PATH_SIZE]; /* for sentences */
	struct ini_key *keys;
	size_t count, room;
};

/*
 * Lists the keys of `text`, in the file's order; a section's heading is listed with an empty key.
 * STATUS_BAD_SETTING, with path and line, for a line that is neither blank, comment, heading nor
 * setting, is too long or goes on in the next one, for a key outside of any section, and for a key
 * that is there twice. Release with ini_release in any case.
 */
enum status ini_scan(struct ini *ini, const char *path, const char *text,
		     struct problem *problem) MUST_CHECK;
void ini_release(struct ini *ini);

/*
 * One change to a file's lines: `line` gets the text `text`, or, when `inserted`, the text follows
 * it as new lines (line 0: at the file's end, after an empty line where there is something before
 * it).
 */
struct ini_change {
	int line;
	bool inserted;
	char text[2 * INI_LINE_MAX]; /* without a line end behind it; '\n' between lines */
};

/*
 * Plans how a setting gets a value in a text that ini_scan took: its line keeps its blanks and its
 * remark; without a line of its own it takes the place of ";key = default" in its section, else a
 * new line there, else a new section at the end. `value` NULL sets it back: its line becomes the
 * remark ";key = default" and keeps what was remarked behind it. False: nothing is to be changed,
 * or (with a value) an INI file cannot hold such a value.
 */
bool ini_plan(const struct ini *ini, const char *text, const struct ini_key *key, const char *value,
	      const char *initial, struct ini_change *change);

/* STATUS_BAD_SETTING with path, line and the sentence. */
enum status ini_refuse(const struct ini *ini, int line, struct problem *problem, const char *format,
		       ...) PRINTF_LIKE(4, 5);

#endif
