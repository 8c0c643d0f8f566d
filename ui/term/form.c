#include "ui/term/form.h"

#include <assert.h>
#include <string.h>

#include "base/language.h"
#include "base/secret.h"
#include "base/text.h"
#include "ui/term/page.h"

enum { LABEL_GAP = 1, LABEL_COLUMNS_MAX = 24, PROBLEM_COLUMNS = 50 };

static bool can_focus(const struct form *form, int field)
{
	return form->field[field].kind != FIELD_SHOWN;
}

void form_init(struct form *form, struct field *field, int count)
{
	assert(count > 0);
	*form = (struct form){ .field = field, .count = count, .columns = PROBLEM_COLUMNS };
	for (int i = 0; i < count; i++) {
		assert(field[i].kind != FIELD_CHOICE || field[i].choices);
		edit_init(&field[i].edit, field[i].limit > 0 ? field[i].limit : EDIT_SIZE);
		field[i].problem[0] = '\0';
	}
	form_focus(form, 0);
}

void form_clear(struct form *form)
{
	for (int i = 0; i < form->count; i++) {
		edit_set(&form->field[i].edit, "");
		form->field[i].choice = 0;
		form->field[i].problem[0] = '\0';
	}
	form->top = 0;
	form_focus(form, 0);
}

const char *form_value(const struct form *form, int field)
{
	assert(field >= 0 && field < form->count);
	return form->field[field].edit.text;
}

void form_set(struct form *form, int field, const char *text)
{
	assert(field >= 0 && field < form->count);
	edit_set(&form->field[field].edit, text);
	form->field[field].problem[0] = '\0';
}

void form_wipe(struct form *form, int field)
{
	struct edit *edit = &form->field[field].edit;
	const size_t limit = edit->limit;

	secret_wipe(edit, sizeof(*edit));
	edit_init(edit, limit);
}

bool form_has_problem(const struct form *form)
{
	for (int i = 0; i < form->count; i++) {
		if (form->field[i].problem[0])
			return true;
	}
	return false;
}

void form_problem(struct form *form, int field, const char *sentence)
{
	bool first = *sentence && !form_has_problem(form);

	assert(field >= 0 && field < form->count);
	text_copy(form->field[field].problem, sizeof(form->field[field].problem), sentence);
	if (first)
		form_focus(form, field);
}

void form_forget_problems(struct form *form)
{
	for (int i = 0; i < form->count; i++)
		form->field[i].problem[0] = '\0';
}

/* The next field in a direction that can be changed; the present one when there is none. */
static int neighbour(const struct form *form, int step)
{
	for (int i = form->focus + step; i >= 0 && i < form->count; i += step) {
		if (can_focus(form, i))
			return i;
	}
	return form->focus;
}

void form_focus(struct form *form, int field)
{
	assert(field >= 0 && field < form->count);
	form->focus = field;
	if (!can_focus(form, field))
		form->focus = neighbour(form, 1);
}

/* Tab goes round, so that a form needs no second key to reach its first field. */
static enum form_reply move_focus(struct form *form, int step)
{
	int next = neighbour(form, step);

	if (next == form->focus) {
		form->focus = step > 0 ? 0 : form->count - 1;
		if (!can_focus(form, form->focus))
			form->focus = neighbour(form, step);
	} else {
		form->focus = next;
	}
	return FORM_MOVED;
}

static enum form_reply turn_choice(struct field *field, int step)
{
	int count = 0;

	while (field->choices[count])
		count++;
	if (count < 2)
		return FORM_FULL;
	field->choice = (field->choice + step + count) % count;
	field->problem[0] = '\0';
	return FORM_CHANGED;
}

static enum form_reply choice_command(struct field *field, enum command command)
{
	switch (command) {
	case COMMAND_FORM_LEFT: return turn_choice(field, -1);
	case COMMAND_FORM_RIGHT: return turn_choice(field, 1);
	case COMMAND_FORM_START:
	case COMMAND_FORM_END:
	case COMMAND_FORM_BACKSPACE:
	case COMMAND_FORM_DELETE:
	case COMMAND_FORM_DELETE_WORD:
	case COMMAND_FORM_CLEAR:
	case COMMAND_FORM_UNDO: return FORM_MOVED;
	default: return FORM_PASS;
	}
}

static enum form_reply edit_field(struct field *field, enum command command)
{
	char before[EDIT_SIZE];
	bool same;

	text_copy(before, sizeof(before), field->edit.text);
	if (!edit_command(&field->edit, command))
		return FORM_PASS;
	same = strcmp(before, field->edit.text) == 0;
	secret_wipe(before, sizeof(before));
	if (same)
		return FORM_MOVED;
	field->problem[0] = '\0';
	return FORM_CHANGED;
}

enum form_reply form_command(struct form *form, enum command command)
{
	struct field *field = &form->field[form->focus];

	switch (command) {
	case COMMAND_FORM_ENTER:
		if (neighbour(form, 1) == form->focus)
			return FORM_CONFIRMED;
		return move_focus(form, 1);
	case COMMAND_FORM_NEXT: return move_focus(form, 1);
	case COMMAND_FORM_PREVIOUS: return move_focus(form, -1);
	default: break;
	}
	if (field->kind == FIELD_SHOWN)
		return FORM_PASS;
	if (field->kind == FIELD_CHOICE)
		return choice_command(field, command);
	return edit_field(field, command);
}

/* Which characters a kind of field takes, after narrowing. */
static bool takes(enum field_kind kind, char character)
{
	bool digit = character >= '0' && character <= '9';

	switch (kind) {
	case FIELD_DIGITS: return digit;
	case FIELD_DATE: return digit || strchr("-/.", character);
	case FIELD_MONEY: return digit || character == '.';
	default: return true;
	}
}

/* Narrows what an input method made wide and leaves out what the field does not take. Returns false
 * when something was left out. */
static bool sieve(enum field_kind kind, char *text)
{
	char *out = text;
	bool all = true;

	if (kind == FIELD_TEXT || kind == FIELD_SECRET)
		return true;
	text_narrow(text_trim(text));
	for (const char *at = text; *at; at++) {
		if (takes(kind, *at))
			*out++ = *at;
		else
			all = false;
	}
	*out = '\0';
	return all;
}

enum form_reply form_text(struct form *form, const char *text)
{
	struct field *field = &form->field[form->focus];
	char taken[EDIT_SIZE * 2];
	bool all;

	if (field->kind == FIELD_SHOWN)
		return FORM_PASS;
	all = text_copy(taken, sizeof(taken), text);
	/* An input method's space is one. */
	if (field->kind == FIELD_CHOICE)
		return strcmp(text_narrow(taken), " ") == 0 ? turn_choice(field, 1) : FORM_FULL;
	edit_remember(&field->edit);
	all = sieve(field->kind, taken) && all;
	if (!*taken)
		return FORM_FULL;
	all = edit_insert(&field->edit, taken) && all;
	secret_wipe(taken, sizeof(taken));
	field->problem[0] = '\0';
	return all ? FORM_CHANGED : FORM_FULL;
}

static int field_lines(const struct form *form, int field)
{
	return 1 + draw_paragraph_lines(form->columns, form->field[field].problem);
}

int form_lines(const struct form *form)
{
	int lines = 0;

	for (int i = 0; i < form->count; i++)
		lines += field_lines(form, i);
	return lines;
}

static int label_columns(const struct form *form)
{
	int widest = DRAW_LABEL_COLUMNS;

	for (int i = 0; i < form->count; i++) {
		int columns = text_columns(_(form->field[i].label));

		if (columns > widest)
			widest = columns;
	}
	return widest < LABEL_COLUMNS_MAX ? widest : LABEL_COLUMNS_MAX;
}

static void draw_choice(const struct field *field, const struct canvas *canvas, int line,
			int column, int columns, bool focused)
{
	char shown[EDIT_SIZE];

	text_format(shown, sizeof(shown), "< %s >", _(field->choices[field->choice]));
	draw_cell(canvas, line, column, columns, focused ? STYLE_FOCUS : STYLE_FIELD, TEXT_LEFT,
		  shown);
	if (focused)
		canvas_cursor(canvas, line, column + 2);
}

/* The chosen one stands in brackets, for whoever sees no colours. */
static void draw_spread(const struct field *field, const struct canvas *canvas, int line,
			int column, bool focused)
{
	for (int i = 0; field->choices[i]; i++) {
		bool chosen = i == field->choice;
		char shown[EDIT_SIZE];

		text_format(shown, sizeof(shown), chosen ? "[%s]" : " %s ", _(field->choices[i]));
		if (chosen && focused)
			canvas_cursor(canvas, line, column + 1);
		column += draw_text(canvas, line, column, canvas->columns - column,
				    !chosen   ? STYLE_NORMAL
				    : focused ? STYLE_FOCUS
					      : STYLE_FIELD,
				    shown);
	}
}

/* As many stars as characters, as far as they fit. */
static void draw_secret(const struct field *field, const struct canvas *canvas, int line,
			int column, int columns, bool focused)
{
	char stars[EDIT_SIZE] = "";
	int count = (int)text_length(field->edit.text);

	if (count > columns - 1)
		count = columns - 1;
	memset(stars, '*', (size_t)count);
	draw_cell(canvas, line, column, columns, focused ? STYLE_FOCUS : STYLE_FIELD, TEXT_LEFT,
		  stars);
	if (focused)
		canvas_cursor(canvas, line, column + count);
}

static void draw_value(struct field *field, const struct canvas *canvas, int line, int column,
		       bool focused)
{
	int columns = canvas->columns - column;

	if (field->columns > 0 && field->columns < columns)
		columns = field->columns;
	switch (field->kind) {
	case FIELD_SHOWN:
		draw_text(canvas, line, column, columns, STYLE_NORMAL, field->edit.text);
		break;
	case FIELD_CHOICE:
		if (field->spread)
			draw_spread(field, canvas, line, column, focused);
		else
			draw_choice(field, canvas, line, column, columns, focused);
		break;
	case FIELD_SECRET: draw_secret(field, canvas, line, column, columns, focused); break;
	default: edit_draw(&field->edit, canvas, line, column, columns, focused); break;
	}
	if (field->hint && !field->edit.text[0] && !field->problem[0])
		draw_text(canvas, line, column + columns + 1, canvas->columns, STYLE_FAINT,
			  _(field->hint));
}

/* Scrolls so that the focused field and its problem are in sight. */
static void scroll(struct form *form, int lines)
{
	int needed = 0;

	if (form->focus < form->top)
		form->top = form->focus;
	for (int i = form->focus; i >= form->top; i--) {
		needed += field_lines(form, i);
		if (needed > lines) {
			form->top = i < form->focus ? i + 1 : i;
			break;
		}
	}
	if (form_lines(form) <= lines)
		form->top = 0;
}

void form_draw(struct form *form, const struct canvas *canvas, bool focused)
{
	int column = label_columns(form) + LABEL_GAP, line = 0;

	/* On a very narrow canvas the label gives way to the field. */
	if (column > canvas->columns / 2)
		column = canvas->columns / 2;
	form->columns = canvas->columns - column;
	scroll(form, canvas->lines);
	for (int i = form->top; i < form->count && line < canvas->lines; i++) {
		struct field *field = &form->field[i];
		bool here = focused && i == form->focus;

		draw_text(canvas, line, 0, column - 1, here ? STYLE_KEY : STYLE_NORMAL,
			  _(field->label));
		page_item(canvas, line, STYLE_NORMAL, NULL);
		draw_value(field, canvas, line++, column, here);
		line += draw_paragraph(canvas, line, column, form->columns, STYLE_DANGER,
				       field->problem);
	}
}

int form_draw_at(struct form *form, const struct canvas *canvas, int line)
{
	struct canvas part = canvas_part(canvas, line, 0, canvas->lines - line, canvas->columns);

	form_draw(form, &part, true);
	return line + form_lines(form);
}
