#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H
/*
 * Places for what a test writes, in $TMPDIR or else /tmp. Whoever takes one removes it; a test that
 * died leaves it to tests/run.sh.
 */
#include <stddef.h>

/* Makes an empty folder, or an empty file, whose name begins with `name`, and writes its path. */
void scratch_folder(char *path, size_t size, const char *name);
void scratch_file(char *path, size_t size, const char *name);

#endif
