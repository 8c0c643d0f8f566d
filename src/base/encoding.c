#include "base/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

enum { TEXT_SIZE_MAX = 4096 };

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
		_("%s, line %ld: the text is neither UTF-8 nor GB18030. Save the file as UTF-8 (in "
		  "a spreadsheet \"CSV UTF-8\") and try again."),
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
				     "UTF-8 (in a spreadsheet \"CSV UTF-8\") and try again."),
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

static bool has_byte_order_mark(const char *bytes)
{
	return strncmp(bytes, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0;
}

static void drop_byte_order_mark(char *text)
{
	const size_t mark = strlen(BYTE_ORDER_MARK);

	if (has_byte_order_mark(text))
		memmove(text, text + mark, strlen(text + mark) + 1);
}

/* By its mark, or by the first character, which is Latin: a heading or a remark. */
static bool is_utf16(const char *bytes, size_t length)
{
	return length >= 2 &&
	       (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0 ||
		(!bytes[0] && bytes[1]) || (bytes[0] && !bytes[1]));
}

/* Takes *bytes over and gives text back in its place. */
static enum status decode(const char *path, char **bytes, size_t length, enum encoding *encoding,
			  struct problem *problem)
{
	const char *nul = memchr(*bytes, '\0', length);
	enum status status = STATUS_OK;

	if (is_utf16(*bytes, length))
		return problem_set(
			problem, STATUS_BAD_FILE,
			_("%s: the file is in UTF-16 (\"Unicode\"). Save it as UTF-8 (in "
			  "a spreadsheet \"CSV UTF-8\") and try again."),
			path);
	if (nul)
		return problem_set(
			problem, STATUS_BAD_FILE,
			_("%s, line %ld: there is a NUL byte, so this is no text in UTF-8 or "
			  "GB18030. Save the file as UTF-8 (in a spreadsheet \"CSV UTF-8\") and "
			  "try "
			  "again."),
			path, lines_before(*bytes, (size_t)(nul - *bytes)));
	*encoding = has_byte_order_mark(*bytes) ? ENCODING_UTF8_WITH_MARK : ENCODING_UTF8;
	if (text_utf8_prefix(*bytes, length) < length) {
		/* A byte order mark has said UTF-8, so nothing else may be tried. */
		if (*encoding == ENCODING_UTF8_WITH_MARK)
			return refuse_encoding(
				path, lines_before(*bytes, text_utf8_prefix(*bytes, length)),
				problem);
		*encoding = ENCODING_GB18030;
		status = decode_gb18030(path, bytes, &length, problem);
	}
	/* GB18030 has a mark of its own, which becomes the same character. */
	if (!status)
		drop_byte_order_mark(*bytes);
	return status;
}

static enum status decode_or_free(const char *path, char **bytes, size_t length,
				  enum encoding *encoding, struct problem *problem)
{
	enum status status = decode(path, bytes, length, encoding, problem);

	if (status) {
		free(*bytes);
		*bytes = NULL;
	}
	return status;
}

enum status encoding_decode(const char *path, const char *bytes, size_t length, char **text,
			    enum encoding *encoding, struct problem *problem)
{
	*text = memory_new(length + 1, 1);
	memcpy(*text, bytes, length);
	return decode_or_free(path, text, length, encoding, problem);
}

enum status encoded_file_read(const char *path, size_t bytes_max, char **text,
			      struct problem *problem)
{
	enum encoding encoding;
	size_t length;
	enum status status = file_read(path, bytes_max, text, &length, problem);

	return status ? status : decode_or_free(path, text, length, &encoding, problem);
}

bool encoding_encode(enum encoding encoding, const char *text, char *bytes, size_t size)
{
	size_t left = strlen(text), room = size - 1, result;
	char copy[TEXT_SIZE_MAX], *in = copy, *out = bytes;
	iconv_t conversion;

	if (encoding != ENCODING_GB18030)
		return text_copy(bytes, size, text);
	if (!text_copy(copy, sizeof(copy), text))
		return false;
	conversion = iconv_open("GB18030", "UTF-8");
	if (conversion == (iconv_t)-1)
		return false;
	result = iconv(conversion, &in, &left, &out, &room);
	iconv_close(conversion);
	*out = '\0';
	return result != (size_t)-1;
}
