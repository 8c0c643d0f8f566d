#ifndef BASE_CAUSE_H
#define BASE_CAUSE_H
/*
 * Why the system refused something about a file, in words that name it: the one place where an
 * errno becomes text. The system's own words are good enough but for those that name another thing
 * than the one that is wrong.
 */
#include <stdbool.h>

/* Whether the file system on which `path` lies, or would lie, has no room for one more file,
 * however many bytes are free. False where that cannot be told. */
bool cause_is_no_inodes(const char *path, int cause);

/* For a sentence like "%s cannot be written: %s.". Never NULL; good until the next call. */
const char *cause_words(const char *path, int cause);

#endif
