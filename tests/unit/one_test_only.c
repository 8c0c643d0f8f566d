/*
 * Linked to every test program: ONLY=name runs that test alone (with * and ? for several), and what
 * a test says reaches the log line by line, so that the log of one that was stopped is whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

__attribute__((constructor)) static void choose(void)
{
	const char *only = getenv("ONLY");

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (only && *only)
		cmocka_set_test_filter(only);
}
