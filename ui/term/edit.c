#include "ui/term/edit.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

void edit_init(struct edit *edit, size_t size)
{
	assert(size > 1 && size <= EDIT_SIZE);
	memset(edit, 0, sizeof(*edit));
	edit->limit = size;
}

void edit_set(struct edit *edit, const char *text)
{
	edit_init(edit, edit->limit);
	(void)edit_insert(edit, text);
	edit_remember(edit);
}

static size_t after(const struct edit *edit, size_t at)
{
	const char *text = edit->text + at;

	if (text_next(&text) == 0)
		return at;
	while (*text) {
		const char *next = text;

		if (text_character_columns(text_next(&next)) > 0)
			break;
		text = next;
	}
	return (size_t)(text - edit->text);
}

static bool insert_character(struct edit *edit, uint32_t character)
{
	char bytes[5];
	size_t count = text_encode(character, bytes), length = strlen(edit->text);

	if (length + count >= edit->limit)
		return false;
	memmove(edit->text + edit->at + count, edit->text + edit->at, length - edit->at + 1);
	memcpy(edit->text + edit->at, bytes, count);
	edit->at += count;
	return true;
}

void edit_grow_old(struct edit *edit)
{
	edit->old = edit->text[0] != '\0';
}

void edit_remember(struct edit *edit)
{
	edit->was_old = edit->old;
	text_copy(edit->was, sizeof(edit->was), edit->text);
	edit->was_at = edit->at;
}

/* What is and what was change places, so that doing it twice does nothing. */
static void undo(struct edit *edit)
{
	char text[EDIT_SIZE];
	size_t at = edit->was_at;
	bool old = edit->was_old;

	text_copy(text, sizeof(text), edit->was);
	edit_remember(edit);
	text_copy(edit->text, sizeof(edit->text), text);
	edit->at = at;
	edit->old = old;
}

bool edit_insert(struct edit *edit, const char *text)
{
	bool space = false, fits = true;

	edit_remember(edit);
	if (edit->old) {
		edit->text[0] = '\0';
		edit->at = 0;
		edit->old = false;
	}
	while (*text && fits) {
		uint32_t character = text_next(&text);

		/* Several lines become one: what was pasted is a value, not a page. */
		if (character == '\n' || character == '\r' || character == '\t') {
			space = true;
			continue;
		}
		if (character == TEXT_INVALID || text_visible(character) != character)
			continue;
		if (space && edit->at > 0)
			fits = insert_character(edit, ' ');
		space = false;
		fits = fits && insert_character(edit, character);
	}
	return fits;
}

static void remove_range(struct edit *edit, size_t from, size_t to)
{
	edit_remember(edit);
	memmove(edit->text + from, edit->text + to, strlen(edit->text + to) + 1);
	edit->at = from;
}

static size_t word_before(const struct edit *edit)
{
	size_t at = edit->at;

	while (at > 0 && edit->text[at - 1] == ' ')
		at--;
	while (at > 0 && edit->text[at - 1] != ' ')
		at--;
	return at;
}

static bool change(struct edit *edit, enum command command)
{
	switch (command) {
	case COMMAND_FORM_LEFT: edit->at = text_before(edit->text, edit->at); return true;
	case COMMAND_FORM_RIGHT: edit->at = after(edit, edit->at); return true;
	case COMMAND_FORM_START: edit->at = 0; return true;
	case COMMAND_FORM_END: edit->at = strlen(edit->text); return true;
	case COMMAND_FORM_BACKSPACE:
		remove_range(edit, text_before(edit->text, edit->at), edit->at);
		return true;
	case COMMAND_FORM_DELETE: remove_range(edit, edit->at, after(edit, edit->at)); return true;
	case COMMAND_FORM_DELETE_WORD: remove_range(edit, word_before(edit), edit->at); return true;
	case COMMAND_FORM_CLEAR: remove_range(edit, 0, strlen(edit->text)); return true;
	case COMMAND_FORM_UNDO: undo(edit); return true;
	default: return false;
	}
}

bool edit_command(struct edit *edit, enum command command)
{
	bool taken = change(edit, command);

	if (taken && command != COMMAND_FORM_UNDO)
		edit->old = false;
	return taken;
}

/* Columns of the text between two byte positions. */
static int columns_between(const struct edit *edit, size_t from, size_t to)
{
	const char *at = edit->text + from;
	int columns = 0;

	while (*at && at < edit->text + to)
		columns += text_character_columns(text_next(&at));
	return columns;
}

/* Moves the first shown character so that the cursor, one column wide, is in sight. */
static void scroll(struct edit *edit, int columns)
{
	if (edit->from > strlen(edit->text) || edit->at < edit->from)
		edit->from = edit->at;
	while (edit->from < edit->at && columns_between(edit, edit->from, edit->at) >= columns)
		edit->from = after(edit, edit->from);
	/* After deleting, text that has gone off to the left comes back. */
	while (edit->from > 0 && columns_between(edit, text_before(edit->text, edit->from),
						 strlen(edit->text)) < columns)
		edit->from = text_before(edit->text, edit->from);
}

void edit_draw(struct edit *edit, const struct canvas *canvas, int line, int column, int columns,
	       bool focused)
{
	char shown[EDIT_SIZE];
	size_t to;
	enum style style = focused && !edit->old ? STYLE_FOCUS : STYLE_FIELD;

	if (columns < 1)
		return;
	scroll(edit, columns);
	to = edit->from;
	while (edit->text[to] && columns_between(edit, edit->from, after(edit, to)) <= columns)
		to = after(edit, to);
	memcpy(shown, edit->text + edit->from, to - edit->from);
	shown[to - edit->from] = '\0';
	draw_cell(canvas, line, column, columns, style, TEXT_LEFT, shown);
	if (focused)
		canvas_cursor(canvas, line, column + columns_between(edit, edit->from, edit->at));
}
