#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/status.h"

/*
 * The hook is the process's, as the heap is: whoever runs out of memory knows nothing of the
 * terminal, so it cannot be handed down.
 */
static void (*failure_hook)(const char *sentence);

void memory_on_failure(void (*hook)(const char *sentence))
{
	failure_hook = hook;
}

static _Noreturn void fail(void)
{
	const char *sentence = _(
		"The computer has run out of memory; frontdesk must stop. What was saved is safe.");
	void (*hook)(const char *) = failure_hook;

	failure_hook = NULL; /* a hook that runs out of memory itself must not come back here */
	if (hook)
		hook(sentence);
	else
		fprintf(stderr, "frontdesk: %s\n", sentence);
	/* Not exit(): what runs at exit may want memory. */
	_exit(status_exit(STATUS_DEFECT));
}

static size_t bytes_of(size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX)
		fail();
	return bytes ? bytes : 1;
}

void *memory_new(size_t count, size_t size)
{
	void *room = calloc(1, bytes_of(count, size));

	if (!room)
		fail();
	return room;
}

void *memory_resize(void *old, size_t count, size_t size)
{
	void *room = realloc(old, bytes_of(count, size));

	if (!room)
		fail();
	return room;
}

void *memory_got(void *made)
{
	if (!made)
		fail();
	return made;
}

char *memory_string(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = memory_new(size, 1);

	memcpy(copy, text, size);
	return copy;
}

void *memory_append(void *items, size_t *count, size_t *room, size_t size)
{
	char *array, *item;

	memcpy(&array, items, sizeof(array));

	if (*count == *room) {
		size_t wanted = *room ? *room * 2 : 16;

		array = memory_resize(array, wanted, size);
		memcpy(items, &array, sizeof(array));
		*room = wanted;
	}
	item = array + *count * size;
	memset(item, 0, size);
	(*count)++;
	return item;
}
