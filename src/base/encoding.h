#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H
/*
 * Text files from outside, whichever way they were saved, as UTF-8.
 */
#include <stddef.h>

#include "base/status.h"

enum encoding { ENCODING_UTF8, ENCODING_UTF8_WITH_MARK, ENCODING_GB18030 };

/*
 * Reads a whole file of at most `bytes_max` bytes that is UTF-8, with or without a byte order mark,
 * or else GB18030. *text is UTF-8 without a mark, the caller's to free(). STATUS_BAD_FILE with
 * path, cause and line when the file cannot be read, is larger, has a NUL byte or is in neither
 * encoding; *text is NULL then.
 */
enum status encoded_file_read(const char *path, size_t bytes_max, char **text,
			      struct problem *problem) MUST_CHECK;

/*
 * The same of bytes that were read already (with a NUL behind their `length`); `path` is for the
 * sentences. *encoding says what they were in.
 */
enum status encoding_decode(const char *path, const char *bytes, size_t length, char **text,
			    enum encoding *encoding, struct problem *problem) MUST_CHECK;

/*
 * A text as bytes of an encoding, without a mark; they end in NUL. False when they do not fit into
 * `size` or this system does not know the encoding.
 */
bool encoding_encode(enum encoding encoding, const char *text, char *bytes, size_t size);

#endif
