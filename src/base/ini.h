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

/* STATUS_BAD_SETTING with path, line and the sentence. */
enum status ini_refuse(const struct ini *ini, int line, struct problem *problem, const char *format,
		       ...) PRINTF_LIKE(4, 5);

#endif
