#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H
/*
 * Text files from outside, whichever way they were saved, as UTF-8.
 */
#include <stddef.h>

#include "base/status.h"

/*
 * Reads a whole file of at most `bytes_max` bytes that is UTF-8, with or without a byte order mark,
 * or else GB18030. *text is UTF-8 without a mark, the caller's to free(). STATUS_BAD_FILE with
 * path, cause and line when the file cannot be read, is larger, has a NUL byte or is in neither
 * encoding; *text is NULL then.
 */
enum status encoded_file_read(const char *path, size_t bytes_max, char **text,
			      struct problem *problem) MUST_CHECK;

#endif
