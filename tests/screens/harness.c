#include "tests/screens/harness.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "ui/term/engine.h"

enum { ROUNDS_MAX = 10000, TOKEN_SIZE = 4096, GOLDEN_PATH_SIZE = 256 };

/* Lets the loop run until everything sent has been dealt with and painted. */
static void settle(struct harness *harness)
{
	int waiting = 0;

	for (int i = 0; i < ROUNDS_MAX && !harness->ended; i++) {
		int held_ms = input_wait_ms(&harness->terminal->input);

		harness->ended = !terminal_round(harness->terminal, held_ms > 0 ? held_ms : 0,
						 &harness->end);
		if (ioctl(fileno(harness->in), FIONREAD, &waiting) != 0)
			fail_msg("FIONREAD: %s", strerror(errno));
		if (waiting == 0 && !harness->terminal->draw && i > 0 &&
		    input_wait_ms(&harness->terminal->input) < 0)
			return;
	}
	if (!harness->ended)
		fail_msg("the loop does not come to rest");
}

void harness_start(struct harness *harness, const struct terminal_host *host, int columns,
		   int lines)
{
	struct problem problem = { .status = STATUS_OK };
	int ends[2];

	memset(harness, 0, sizeof(*harness));
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	assert_int_equal(pipe(ends), 0);
	harness->keys = ends[1];
	harness->in = fdopen(ends[0], "r");
	harness->out = tmpfile();
	assert_non_null(harness->in);
	assert_non_null(harness->out);
	harness->host = *host;
	if (!host->keymap) {
		keymap_init(&harness->keymap);
		harness->host.keymap = &harness->keymap;
	}
	if (terminal_start_on(&harness->terminal, &harness->host, harness->in, harness->out,
			      columns, lines, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
	/* A question takes keys at once, but in the tests of that rule. */
	harness->terminal->seen_ms = 0;
	terminal_tick(harness->terminal);
	settle(harness);
}

void harness_stop(struct harness *harness)
{
	terminal_stop(harness->terminal);
	if (harness->keys >= 0)
		close(harness->keys);
	fclose(harness->in);
	fclose(harness->out);
	free(harness->screen);
	memset(harness, 0, sizeof(*harness));
}

static void send_bytes(struct harness *harness, const char *bytes, size_t length)
{
	assert_int_equal(write(harness->keys, bytes, length), (ssize_t)length);
	settle(harness);
}

void harness_bytes(struct harness *harness, const char *bytes)
{
	send_bytes(harness, bytes, strlen(bytes));
}

/* What the terminal sends for a stroke. */
static void stroke_bytes(uint32_t stroke, char *out, size_t size)
{
	static const struct {
		uint32_t stroke;
		const char *capability, *bytes;
	} keys[] = {
		{ STROKE_ENTER, NULL, "\r" },	   { STROKE_ESC, NULL, "\033" },
		{ STROKE_TAB, NULL, "\t" },	   { STROKE_BACKTAB, "kcbt", NULL },
		{ STROKE_UP, "kcuu1", NULL },	   { STROKE_DOWN, "kcud1", NULL },
		{ STROKE_LEFT, "kcub1", NULL },	   { STROKE_RIGHT, "kcuf1", NULL },
		{ STROKE_PGUP, "kpp", NULL },	   { STROKE_PGDN, "knp", NULL },
		{ STROKE_HOME, "khome", NULL },	   { STROKE_END, "kend", NULL },
		{ STROKE_INS, "kich1", NULL },	   { STROKE_DEL, "kdch1", NULL },
		{ STROKE_BACKSPACE, "kbs", NULL },
	};
	char name[8], character[5];

	if (stroke >= STROKE_F1 && stroke <= STROKE_F12) {
		snprintf(name, sizeof(name), "kf%u", (unsigned)(stroke - STROKE_F1 + 1));
		text_copy(out, size, tigetstr(name));
		return;
	}
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (keys[i].stroke == stroke) {
			text_copy(out, size,
				  keys[i].bytes ? keys[i].bytes : tigetstr(keys[i].capability));
			return;
		}
	}
	text_encode(stroke & ~(uint32_t)STROKE_ALT, character);
	text_format(out, size, "%s%s", stroke & STROKE_ALT ? "\033" : "", character);
}

/* Takes one name or one quoted text off the script; returns whether there was one. */
static bool next_token(const char **at, char token[TOKEN_SIZE], bool *quoted)
{
	size_t length = 0;

	while (**at == ' ')
		(*at)++;
	if (**at == '\0')
		return false;
	*quoted = **at == '\'' && strchr(*at + 1, '\'');
	if (*quoted)
		(*at)++;
	while (**at && (*quoted || **at != ' ')) {
		if (*quoted && **at == '\'') {
			(*at)++;
			if (**at != '\'')
				break;
		}
		assert_true(length + 1 < TOKEN_SIZE);
		token[length++] = *(*at)++;
	}
	token[length] = '\0';
	return true;
}

void harness_keys(struct harness *harness, const char *keys)
{
	char token[TOKEN_SIZE], bytes[64];
	bool quoted;

	while (next_token(&keys, token, &quoted)) {
		uint32_t stroke;

		if (quoted) {
			harness_bytes(harness, token);
		} else if (stroke_parse(token, &stroke)) {
			stroke_bytes(stroke, bytes, sizeof(bytes));
			harness_bytes(harness, bytes);
		} else {
			fail_msg("%s is no key", token);
		}
	}
}

void harness_paste(struct harness *harness, const char *text)
{
	char bytes[TOKEN_SIZE + 16];

	assert_true(text_format(bytes, sizeof(bytes), "\033[200~%s\033[201~", text));
	harness_bytes(harness, bytes);
}

void harness_scan(struct harness *harness, const char *text)
{
	char bytes[TOKEN_SIZE];

	assert_true(text_format(bytes, sizeof(bytes), "%s\r", text));
	/* Nobody types and scans in one breath. */
	harness->terminal->input.first = 0;
	harness_bytes(harness, bytes);
	harness->terminal->input.scanned = false;
}

void harness_later(struct harness *harness, int ms)
{
	struct screen *front = screen_front(harness->terminal);

	if (front && front->seen_ms)
		front->seen_ms -= ms;
	if (harness->terminal->said_ms)
		harness->terminal->said_ms -= ms;
}

void harness_resize(struct harness *harness, int columns, int lines)
{
	terminal_resize(harness->terminal, columns, lines);
	settle(harness);
}

void harness_work(struct harness *harness)
{
	while (!harness->ended && terminal_is_working(harness->terminal))
		harness->ended = !terminal_round(harness->terminal, 0, &harness->end);
	settle(harness);
}

void harness_tick(struct harness *harness)
{
	terminal_tick(harness->terminal);
	settle(harness);
}

void harness_hang_up(struct harness *harness)
{
	close(harness->keys);
	harness->keys = -1;
	settle(harness);
}

/* A blank that is a part of a bar shows as one where there are no colours. */
static char blank(const struct surface *surface, short pair)
{
	if (surface->coloured && pair == surface->pair[STYLE_FULL])
		return '#';
	return surface->coloured && pair == surface->pair[STYLE_EMPTY] ? '.' : ' ';
}

/* One cell as text; returns its columns. */
static int dump_cell(const struct surface *surface, int line, int column, FILE *out)
{
	cchar_t cell;
	wchar_t text[CCHARW_MAX + 1] = { 0 };
	attr_t attributes;
	short pair;

	if (mvin_wch(line, column, &cell) == ERR ||
	    getcchar(&cell, text, &attributes, &pair, NULL) == ERR)
		return 1;
	if (attributes & A_ALTCHARSET) {
		fputc(text[0] == L'q' ? '-' : text[0] == L'x' ? '|' : '+', out);
		return 1;
	}
	if (text[0] == L' ') {
		fputc(blank(surface, pair), out);
		return 1;
	}
	for (int i = 0; i < CCHARW_MAX && text[i]; i++) {
		char bytes[5];

		text_encode((uint32_t)text[i], bytes);
		fputs(bytes, out);
	}
	return text_character_columns((uint32_t)text[0]) == 2 ? 2 : 1;
}

static void cut_spaces(char *line)
{
	size_t length = strlen(line);

	while (length > 0 && line[length - 1] == ' ')
		line[--length] = '\0';
}

const char *harness_screen(struct harness *harness)
{
	const struct surface *surface = &harness->terminal->surface;
	FILE *out;
	size_t length;
	int lines, columns;

	free(harness->screen);
	out = open_memstream(&harness->screen, &length);
	assert_non_null(out);
	getmaxyx(stdscr, lines, columns);
	for (int line = 0; line < lines; line++) {
		char *text = NULL;
		size_t text_size;
		FILE *one = open_memstream(&text, &text_size);

		assert_non_null(one);
		for (int column = 0; column < columns;)
			column += dump_cell(surface, line, column, one);
		fclose(one);
		cut_spaces(text);
		fprintf(out, "%s\n", text);
		free(text);
	}
	if (surface->cursor_shown)
		fprintf(out, "cursor %d,%d\n", surface->cursor_line, surface->cursor_column);
	else
		fputs("cursor hidden\n", out);
	fclose(out);
	return harness->screen;
}

void harness_shows(struct harness *harness, const char *text)
{
	if (!strstr(harness_screen(harness), text)) {
		print_error("%s", harness->screen);
		fail_msg("the screen does not show: %s", text);
	}
}

void harness_hides(struct harness *harness, const char *text)
{
	if (strstr(harness_screen(harness), text)) {
		print_error("%s", harness->screen);
		fail_msg("the screen shows: %s", text);
	}
}

static char *read_all(FILE *file, size_t *length)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, length);
	int byte;

	assert_non_null(out);
	while ((byte = getc(file)) != EOF)
		putc(byte, out);
	fclose(out);
	return text;
}

/* Both texts line by line: what is expected with -, what came with +. */
static void print_difference(const char *expected, const char *got)
{
	while (*expected || *got) {
		size_t left = strcspn(expected, "\n"), right = strcspn(got, "\n");
		bool equal = left == right && memcmp(expected, got, left) == 0;

		if (equal) {
			print_error("  %.*s\n", (int)left, expected);
		} else {
			print_error("- %.*s\n", (int)left, expected);
			print_error("+ %.*s\n", (int)right, got);
		}
		expected += left + (expected[left] == '\n');
		got += right + (got[right] == '\n');
	}
}

/* Writes the file, in a folder that may be new. */
static void bless(const char *path, const char *text)
{
	char folder[GOLDEN_PATH_SIZE];
	struct problem problem = { .status = STATUS_OK };
	FILE *file;

	text_copy(folder, sizeof(folder), path);
	*strrchr(folder, '/') = '\0';
	if (directory_make(folder, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

void golden_compare(const char *name, const char *text)
{
	char path[GOLDEN_PATH_SIZE], *expected;
	const char *blessing = getenv("BLESS");
	size_t length = 0;
	FILE *file;
	bool equal;

	text_format(path, sizeof(path), "tests/screens/golden/%s.txt", name);
	if (blessing && *blessing) {
		bless(path, text);
		return;
	}
	file = fopen(path, "r");
	expected = file ? read_all(file, &length) : strdup("");
	if (file)
		fclose(file);
	equal = strcmp(expected, text) == 0;
	if (!equal)
		print_difference(expected, text);
	free(expected);
	if (!equal)
		fail_msg("%s differs; when the new one is right: BLESS=1 sh tests/run.sh %s", path,
			 program_invocation_name);
}

void harness_golden(struct harness *harness, const char *name)
{
	golden_compare(name, harness_screen(harness));
}

char *harness_output(struct harness *harness, size_t *length)
{
	char *text;

	fseek(harness->out, 0, SEEK_SET);
	text = read_all(harness->out, length);
	/* Curses writes to the descriptor; go on behind what is there. */
	fseek(harness->out, 0, SEEK_END);
	return text;
}
