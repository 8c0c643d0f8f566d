#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"

static void name_it(char *path, size_t size, const char *name)
{
	const char *temporary = getenv("TMPDIR");

	assert_true(text_format(path, size, "%s/%s.XXXXXX", temporary ? temporary : "/tmp", name));
}

void scratch_folder(char *path, size_t size, const char *name)
{
	name_it(path, size, name);
	assert_non_null(mkdtemp(path));
}

void scratch_file(char *path, size_t size, const char *name)
{
	int file;

	name_it(path, size, name);
	file = mkstemp(path);
	assert_true(file >= 0);
	assert_int_equal(close(file), 0);
}
