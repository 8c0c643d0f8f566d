#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H
/*
 * What a command answers: with --json exactly one JSON value on stdout, printed once at the end;
 * otherwise short lines for people. A command says both; the one that is not wanted is left out.
 *
 * Invariant: what comes from the data is printed as data: control characters, escape sequences and
 * bytes that are no UTF-8 become U+FFFD.
 */
#include <stddef.h>

#include "base/status.h"

struct json;

enum { OUTPUT_DEPTH_MAX = 8, OUTPUT_LINE_SIZE = 2048 };

struct output {
	bool json;
	bool whole;  /* phones and numbers of people are shown whole, which is recorded (show.h) */
	bool keeps;  /* both ways are kept, until one of them is printed at the end */
	char *lines; /* while it keeps: what was said to people */
	size_t lines_size;
	char *again; /* JSON that was answered before; NULL: none */
	int lost;    /* errno of the first line that could not be printed; 0: none */
	int depth;   /* of open objects and arrays */
	struct json *root, *open[OUTPUT_DEPTH_MAX];
};

/* Nothing said yet; `json`: --json was given. To be released. */
void output_init(struct output *output, bool json);
void output_release(struct output *output);

/* Throws away what was said so far in JSON. */
void output_clear(struct output *output);

/*
 * Opens an object or an array within the open object (under `key`), within the open array (`key` is
 * NULL), or as the answer itself (`key` is NULL); output_end closes the innermost. For JSON alone.
 */
void output_object(struct output *output, const char *key);
void output_array(struct output *output, const char *key);
void output_end(struct output *output);

/* Values of the innermost, for JSON alone. A text NULL is null. */
void output_text(struct output *output, const char *key, const char *text);
void output_number(struct output *output, const char *key, int64_t number);
void output_bool(struct output *output, const char *key, bool value);

/* The text, or null when it is "". */
void output_text_or_null(struct output *output, const char *key, const char *text);

/* Whether what is said in JSON, or in lines for people, goes anywhere. */
bool output_wants_json(const struct output *output);
bool output_wants_lines(const struct output *output);

/*
 * From now on nothing is printed before output_finish, and the answer is there both ways: as JSON
 * in one line ("" when nothing was said) and in lines. output_say_again makes such a pair the
 * answer. output_keep throws away what was said before. The caller frees *json and *lines.
 */
void output_keep(struct output *output);
void output_kept(const struct output *output, char **json, char **lines);
void output_say_again(struct output *output, const char *json, const char *lines);

/* A line for people, alone. */
void output_line(struct output *output, const char *format, ...) PRINTF_LIKE(2, 3);

/*
 * Prints the JSON value, flushes stdout and sees whether all of it arrived: STATUS_CANNOT_WRITE
 * otherwise.
 */
enum status output_finish(struct output *output, struct problem *problem) MUST_CHECK;

#endif
