#ifndef BASE_INI_H
#define BASE_INI_H
/*
 * INI files: read by iniparser, whose home this is, and written back by hand (ini_plan), since it
 * loses the remarks.
 * Invariant: a text that is taken means the same to every version of iniparser. 4.1 has backslashes
 * in quotes as they are, 4.2 takes them for escapes; both join a line that ends in one to the next,
 * merge repeated keys and drop what stands behind a closing quote. So backslashes are kept from it,
 * and such lines are refused here.
 */
#include <stddef.h>
#include <stdio.h>

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
	void *values; /* iniparser's dictionary */
};

/*
 * Reads `text`: its keys in the file's order; a section's heading is listed with an empty key.
 * STATUS_BAD_SETTING, with path and line, for a line that is neither blank, remark, heading nor
 * setting, is too long or ends in a backslash, for a value that goes on behind its closing quote, a
 * key outside of any section, and a key that is there twice. Release with ini_release in any case.
 */
enum status ini_read(struct ini *ini, const char *path, const char *text,
		     struct problem *problem) MUST_CHECK;
void ini_release(struct ini *ini);

/* The value of a key that is no heading, without its quotes. False when the parser has none. */
bool ini_value(const struct ini *ini, const struct ini_key *key, char out[INI_LINE_MAX + 1]);

/* What a line is, and where its parts are, in bytes from its start: the one place that looks. */
struct ini_line {
	enum { INI_OTHER, INI_HEADING, INI_SETTING } kind;
	size_t name, name_end;	 /* with the blanks around it */
	size_t value, value_end; /* of a setting, with its quotes and without the remark */
	bool whole; /* what follows the value is a remark or nothing, and its quote is closed */
};

struct ini_line ini_line(const char *line);

/* The name of a heading or setting in lower case. False when it is empty or too long. */
bool ini_line_name(const char *line, const struct ini_line *parts, char out[INI_NAME_SIZE]);

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
 * Plans how a setting gets a value in a text that ini_read took: its line keeps its blanks and its
 * remark; without a line of its own it takes the place of ";key = default" in its section, else a
 * new line there, else a new section at the end. `value` NULL sets it back: its line becomes the
 * remark ";key = default" and keeps what was remarked behind it. False: nothing is to be changed,
 * or (with a value) an INI file cannot hold such a value.
 */
bool ini_plan(const struct ini *ini, const char *text, const struct ini_key *key, const char *value,
	      const char *initial, struct ini_change *change);

/* Writes a line "key = value" that ini_read takes as this value. False, and nothing is written,
 * when an INI file cannot hold it. */
bool ini_write(FILE *stream, const char *key, const char *value);

/* STATUS_BAD_SETTING with path, line and the sentence. */
enum status ini_refuse(const struct ini *ini, int line, struct problem *problem, const char *format,
		       ...) PRINTF_LIKE(4, 5);

#endif
