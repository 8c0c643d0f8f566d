/*
 * Fuzzing: the key decoder, from the bytes of a line to strokes, pastes and scans; and the names of
 * keys. The first byte says whether text is typed; a byte 0xF8, which no UTF-8 has, is a pause.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "tests/fuzz/fuzz.h"
#include "ui/term/input.h"

enum { PAUSE = 0xF8, NAME_MOST = 63 };

static struct {
	struct input input;
	int line; /* a file: at its end nothing waits, so no input costs the milliseconds of an Esc
		   */
	bool open;
} fuzz;

static void open_line(void)
{
	FILE *out = fopen("/dev/null", "w"), *in;

	fuzz.line = memfd_create("line", MFD_CLOEXEC);
	in = fdopen(fuzz.line, "r");
	if (!in || !out || !newterm("xterm-256color", out, in))
		abort();
	raw();
	noecho();
	nonl();
	meta(stdscr, TRUE);
	input_start(&fuzz.input, fuzz.line);
	fuzz.open = true;
}

static bool is_stroke(uint32_t stroke)
{
	uint32_t base = stroke & ~(uint32_t)STROKE_ALT;
	char name[STROKE_NAME_SIZE];

	assert(*stroke_name(stroke, name) && text_is_clean(name));
	if (base >= STROKE_NAMED)
		return base < STROKE_END_OF_NAMES;
	return base < ' ' ? base > 0 : text_visible(base) == base && base != TEXT_INVALID;
}

static void look_at(const struct input_event *event)
{
	switch (event->kind) {
	case INPUT_STROKE: assert(is_stroke(event->stroke)); break;
	case INPUT_PASTE:
	case INPUT_SCAN:
		assert(event->text[0] && memchr(event->text, '\0', sizeof(event->text)));
		assert(text_is_clean(event->text));
		break;
	case INPUT_REPORT: assert(strncmp(event->text, "11;", 3) == 0); break;
	case INPUT_RESIZE:
	case INPUT_NONE:
	default: break;
	}
}

/*
 * Every byte gives an event at most, and one or two may be due from before. When nothing more
 * comes, time goes by until nothing hangs on it.
 */
static void take_all(size_t bytes, bool typing)
{
	struct input_event event;
	size_t events = 0;

	for (;;) {
		input_next(&fuzz.input, typing, &event);
		look_at(&event);
		assert(events++ <= bytes + INPUT_SCAN_MOST + 4);
		if (event.kind != INPUT_NONE)
			continue;
		if (input_wait_ms(&fuzz.input) < 0)
			return;
		fuzz.input.came_ms -= INPUT_LOST_MS;
	}
}

static void send(const uint8_t *bytes, size_t size, bool typing)
{
	if (ftruncate(fuzz.line, 0) || pwrite(fuzz.line, bytes, size, 0) != (ssize_t)size ||
	    lseek(fuzz.line, 0, SEEK_SET))
		abort();
	take_all(size, typing);
}

/* A name that is taken is the name of one key, which has a name of its own that says the same. */
static void read_name(const uint8_t *data, size_t size)
{
	char name[NAME_MOST + 1] = "", again[STROKE_NAME_SIZE];
	uint32_t stroke = STROKE_NONE, same = STROKE_NONE;

	if (size)
		memcpy(name, data, size < NAME_MOST ? size : NAME_MOST);
	if (!stroke_parse(name, &stroke))
		return;
	assert(is_stroke(stroke));
	assert(stroke_parse(stroke_name(stroke, again), &same) && same == stroke);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool typing = size && data[0] & 1;
	const uint8_t *end = data + size, *next;

	if (!fuzz.open)
		open_line();
	read_name(data, size);
	for (const uint8_t *at = size ? data + 1 : data; at < end; at = next + 1) {
		next = memchr(at, PAUSE, (size_t)(end - at));
		if (!next)
			next = end;
		send(at, (size_t)(next - at), typing);
	}
	/* A paste whose end got lost ends by itself. */
	for (int i = 0; i < 2; i++) {
		if (input_tick(&fuzz.input))
			take_all(1, typing);
	}
	assert(!fuzz.input.pasting);
	fuzz.input.part_have = fuzz.input.part_need = 0;
	return 0;
}
