#include "base/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static long lines_before(const char *bytes, size_t length)
{
	long lines = 1;

	for (size_t i = 0; i < length; i++)
		lines += bytes[i] == '\n';
	return lines;
}

static enum status refuse_encoding(const char *path, long line, struct problem *problem)
{
	return problem_set(
		problem, STATUS_BAD_FILE,
		_("%s, line %ld: the text is neither UTF-8 nor GB18030. Save the file as "
		  "\"CSV UTF-8\" and try again."),
		path, line);
}

/* Makes UTF-8 of GB18030; takes *bytes over and gives other room back. */
static enum status decode_gb18030(const char *path, char **bytes, size_t *length,
				  struct problem *problem)
{
	/* No character grows by more than half: two bytes become at most three. */
	size_t room = *length * 2 + 1, left = *length, free_room = room;
	char *decoded, *in = *bytes, *out;
	iconv_t conversion = iconv_open("UTF-8", "GB18030");
	size_t result;

	if (conversion == (iconv_t)-1)
		return problem_set(problem, STATUS_BAD_FILE,
				   _("%s: this system cannot read GB18030 (%s). Save the file as "
				     "\"CSV UTF-8\" "
				     "and try again."),
				   path, strerror(errno));
	out = decoded = memory_new(room + 1, 1);
	result = iconv(conversion, &in, &left, &out, &free_room);
	iconv_close(conversion);
	if (result == (size_t)-1) {
		free(decoded);
		return refuse_encoding(path, lines_before(*bytes, *length - left), problem);
	}
	free(*bytes);
	*bytes = decoded;
	*length = (size_t)(out - decoded);
	decoded[*length] = '\0';
	return STATUS_OK;
}

static void drop_byte_order_mark(char *bytes, size_t *length)
{
	size_t mark = strlen(BYTE_ORDER_MARK);

	if (strncmp(bytes, BYTE_ORDER_MARK, mark) == 0) {
		*length -= mark;
		memmove(bytes, bytes + mark, *length + 1);
	}
}

enum status encoded_file_read(const char *path, size_t bytes_max, char **text,
			      struct problem *problem)
{
	size_t length;
	const char *nul;
	enum status status = file_read(path, bytes_max, text, &length, problem);

	if (status)
		return status;
	nul = memchr(*text, '\0', length);
	if (nul) {
		status = problem_set(
			problem, STATUS_BAD_FILE,
			_("%s, line %ld: there is a NUL byte, so this is no CSV file in UTF-8 or "
			  "GB18030. Save it as \"CSV UTF-8\" and try again."),
			path, lines_before(*text, (size_t)(nul - *text)));
	} else if (text_utf8_prefix(*text, length) < length) {
		/* A byte order mark has said UTF-8, so nothing else may be tried. */
		if (strncmp(*text, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
			status = refuse_encoding(
				path, lines_before(*text, text_utf8_prefix(*text, length)),
				problem);
		else
			status = decode_gb18030(path, text, &length, problem);
	}
	if (status) {
		free(*text);
		*text = NULL;
		return status;
	}
	drop_byte_order_mark(*text, &length);
	return STATUS_OK;
}
