#include "ui/term/paint.h"

#include <string.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "ui/term/alive.h"
#include "ui/term/engine.h"
#include "ui/term/page.h"
#include "ui/term/stack.h"
#include "ui/term/typed.h"

enum {
	FRAME_LINES = 2,
	FRAME_COLUMNS = 4,
	MESSAGE_LINES_MAX = 8,
	BANNER_LINES_MAX = 4,
	PLACE_TEXT_SIZE = 64
};

/* From here on a blank line parts a screen from what stands above it. */
enum { AIRY_LINES_LEAST = 24 };

/* From here on the top line shows all places instead of the name of one. */
enum { PLACES_COLUMNS_LEAST = 160 };

static const char *title_of(const struct screen *screen)
{
	if (screen->ops->heading)
		return screen->ops->heading(screen);
	return screen->ops->title && *screen->ops->title ? _(screen->ops->title) : "";
}

/* "7 Roster", in brackets where one is. */
static void place_text(const struct terminal *terminal, int place, char out[PLACE_TEXT_SIZE])
{
	const struct place *shown = &terminal->host.place[place];
	bool here = place == terminal->shown;

	text_format(out, PLACE_TEXT_SIZE, "%s%d %s%s", here ? "[" : " ", shown->number,
		    command_label(shown->command), here ? "]" : " ");
}

/* All places with their numbers, when the top line has the room; else nothing is drawn. */
static bool paint_places(const struct terminal *terminal, const struct canvas *canvas, int column,
			 int columns)
{
	const struct terminal_host *host = &terminal->host;
	char text[PLACE_TEXT_SIZE];
	int needed = 0;

	if (stack_at_entry(terminal))
		return false;
	for (int i = 0; i < terminal->host.place_count; i++) {
		place_text(terminal, i, text);
		needed += text_columns(text);
	}
	if (needed > columns)
		return false;
	for (int i = 0; i < terminal->host.place_count; i++) {
		place_text(terminal, i, text);
		page_add_target(canvas, &(struct target){ .column = column,
							  .lines = 1,
							  .columns = text_columns(text),
							  .command = host->place[i].command });
		column += draw_text(canvas, 0, column, canvas->columns,
				    i == terminal->shown ? STYLE_FOCUS : STYLE_BAR, text);
	}
	return true;
}

/* The name of the place that is shown, as it would be marked among all. */
static void paint_title(const struct canvas *canvas, int column, int columns, const char *title)
{
	char text[PLACE_TEXT_SIZE];

	text_format(text, sizeof(text), " %s ", title);
	if (*title)
		draw_text(canvas, 0, column, columns, STYLE_FOCUS, text);
}

static void paint_top(const struct terminal *terminal, const struct canvas *canvas)
{
	const struct stack *stack = &terminal->stack[terminal->shown];
	int right = text_columns(terminal->right), left;
	int start = canvas->columns - right - 1;

	draw_fill(canvas, 0, 0, canvas->columns, STYLE_BAR);
	/* Who works here matters more than where here is. */
	if (start < canvas->columns / 3)
		start = canvas->columns / 3;
	draw_text(canvas, 0, start, canvas->columns - start - 1, STYLE_BAR, terminal->right);
	left = draw_text(canvas, 0, 1, start / 2 - 1, STYLE_BAR, terminal->left);
	if (canvas->columns >= PLACES_COLUMNS_LEAST &&
	    paint_places(terminal, canvas, left + 3, start - left - 4))
		return;
	if (stack->depth > 0)
		paint_title(canvas, left + 2, start - left - 3, title_of(stack->screen[0]));
}

/* What was said; nothing being said, what the list in front is narrowed to. */
static const char *message(const struct terminal *terminal, char out[PROBLEM_MESSAGE_SIZE])
{
	const struct screen *front = stack_front(terminal);

	if (terminal->said[0] || !front)
		return terminal->said;
	return typed_words(front, out, PROBLEM_MESSAGE_SIZE);
}

/* What the host says below the top line: a mark that fills its line, then text; returns how many
 * lines it takes. Most of the screen stays the screen's. */
static int paint_banner(const struct terminal *terminal, const struct canvas *canvas, int line)
{
	const struct terminal_host *host = &terminal->host;
	char text[PROBLEM_MESSAGE_SIZE] = "", *rest;
	struct canvas part;
	int lines;

	if (host->banner)
		host->banner(host->context, text, sizeof(text));
	if (!text[0])
		return 0;
	rest = strchr(text, '\n');
	if (rest)
		*rest++ = '\0';
	else
		rest = text + strlen(text);
	lines = 1 + draw_paragraph_lines(canvas->columns - 2, rest);
	if (lines > BANNER_LINES_MAX)
		lines = BANNER_LINES_MAX;
	part = canvas_part(canvas, line, 0, lines, canvas->columns);
	draw_fill(&part, 0, 0, part.columns, STYLE_FOCUS);
	draw_text(&part, 0, 1, part.columns - 2, STYLE_FOCUS, text);
	draw_paragraph(&part, 1, 1, part.columns - 2, STYLE_WARNING, rest);
	return part.lines;
}

/* How many lines the message takes. */
static int message_lines(const struct terminal *terminal, int columns)
{
	char text[PROBLEM_MESSAGE_SIZE];
	const char *said = message(terminal, text);
	int lines;

	if (!said[0])
		return 0;
	/* A refusal says its figures and what to do instead: all of it must be seen. */
	lines = draw_paragraph_lines(columns - 2, said);
	return lines < MESSAGE_LINES_MAX ? lines : MESSAGE_LINES_MAX;
}

static void paint_message(const struct terminal *terminal, const struct canvas *part)
{
	static const enum style styles[] = {
		[SAY_INFO] = STYLE_NORMAL, [SAY_GOOD] = STYLE_GOOD, [SAY_ERROR] = STYLE_DANGER
	};

	enum style style = terminal->said[0] ? styles[terminal->say] : STYLE_KEY;
	char text[PROBLEM_MESSAGE_SIZE];

	for (int i = 0; i < part->lines; i++)
		draw_fill(part, i, 0, part->columns, style);
	draw_paragraph(part, 0, 1, part->columns - 2, style, message(terminal, text));
}

/*
 * Whether a command leads away from here: to a place that there is, and not to this one. Those
 * without a function key stand in the menu and in a wide top line; the bar has no room for ten.
 */
static bool leads_away(const struct terminal *terminal, enum command command)
{
	const struct keymap *keymap = terminal->host.keymap;

	if (stack_at_entry(terminal) || keymap->count[command] == 0 ||
	    keymap->stroke[command][0] < STROKE_F1 || keymap->stroke[command][0] > STROKE_F12)
		return false;
	for (int i = 0; i < terminal->host.place_count; i++) {
		if (terminal->host.place[i].command == command)
			return i != terminal->shown;
	}
	return false;
}

/* Whether a command has a place in the function bar now. */
static bool is_offered(const struct terminal *terminal, const struct screen *screen,
		       enum command command)
{
	enum context context = command_context(command);
	bool dialog = screen_is_dialog(screen);

	if (context == CONTEXT_EVERYWHERE) {
		bool wanted = dialog ? command == COMMAND_BACK
				     : command == COMMAND_QUIT || leads_away(terminal, command);

		if (!wanted)
			return false;
	} else if (context != screen->ops->context && !(dialog && context == screen->widget)) {
		return false;
	}
	if (command_label(command)[0] == '\0')
		return false;
	/* Shown when it works. */
	if (context == screen->ops->context && !screen_is_awake(screen))
		return false;
	return alive_applies(screen, command);
}

/* Draws one item if it fits; returns the column behind it. */
static int paint_item(const struct terminal *terminal, const struct canvas *canvas,
		      const struct screen *screen, enum command command, int column)
{
	char key[STROKE_NAME_SIZE];
	const char *label = command_label(command);
	int key_columns, label_columns;
	struct canvas item;

	keymap_working_key(terminal->host.keymap, command, screen->ops->context, screen->widget,
			   screen->typing, key);
	key_columns = text_columns(key);
	label_columns = text_columns(label);
	if (key_columns == 0 || column + key_columns + label_columns + 2 > canvas->columns)
		return column;
	draw_text(canvas, 0, column, key_columns, STYLE_KEY, key);
	page_add_target(canvas, &(struct target){ .column = column,
						  .lines = 1,
						  .columns = key_columns + label_columns + 2,
						  .command = command });
	item = canvas_part(canvas, 0, column, 1, key_columns + label_columns + 2);
	page_item(&item, 0, STYLE_NORMAL, NULL);
	draw_fill(canvas, 0, column + key_columns, label_columns + 2, STYLE_BAR);
	draw_text(canvas, 0, column + key_columns + 1, label_columns, STYLE_BAR, label);
	return column + key_columns + label_columns + 3;
}

/* Help and the menu first, then the screen's own, then the way about the house: what comes later
 * gives way first. */
static void paint_functions(const struct terminal *terminal, const struct canvas *canvas,
			    const struct screen *screen)
{
	int column = paint_item(terminal, canvas, screen, COMMAND_HELP, 0);

	/* What the bar has no room for is found there. */
	if (alive_command(screen, COMMAND_PALETTE))
		column = paint_item(terminal, canvas, screen, COMMAND_PALETTE, column);

	for (int pass = 0; pass < 2; pass++) {
		for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
			enum command command = (enum command)i;
			bool everywhere = command_context(command) == CONTEXT_EVERYWHERE;

			if (command != COMMAND_HELP && everywhere == (pass == 1) &&
			    is_offered(terminal, screen, command))
				column = paint_item(terminal, canvas, screen, command, column);
		}
	}
}

/* A dialog stands in the middle of the body, as large as it asks and the body allows. */
static void paint_dialog(struct terminal *terminal, const struct canvas *body,
			 struct screen *screen)
{
	int lines = 1, columns = 1;
	struct surface *surface = &terminal->surface;
	struct canvas frame, inside;

	screen_size(screen, &lines, &columns);
	lines += FRAME_LINES;
	columns += FRAME_COLUMNS;
	if (lines > body->lines)
		lines = body->lines;
	if (columns > body->columns)
		columns = body->columns;
	frame = canvas_part(body, (body->lines - lines) / 2, (body->columns - columns) / 2, lines,
			    columns);
	inside = draw_box(&frame, title_of(screen));
	surface->cursor_shown = surface->cursor_fixed = false;
	/* What lies beneath cannot be pointed at; the top line can. */
	while (surface->target_count > 0 && surface->target[surface->target_count - 1].list)
		surface->target_count--;
	/* Where nothing else has it, reading starts there. */
	canvas_cursor(&inside, 0, 0);
	screen->ops->draw(screen, &inside);
}

static void paint_notice(const struct canvas *canvas)
{
	char text[200];

	text_format(text, sizeof(text),
		    _("The window has %d columns and %d lines. The desk needs %d by %d; enlarge it "
		      "to continue. Nothing is lost."),
		    canvas->columns, canvas->lines, TERMINAL_COLUMNS_LEAST, TERMINAL_LINES_LEAST);
	draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_WARNING, text);
}

/* The last screen that fills the body: what lies beneath it is not seen. */
static int first_seen(const struct stack *stack)
{
	int first = stack->depth - 1;

	while (first > 0 && screen_is_dialog(stack->screen[first]))
		first--;
	return first > 0 ? first : 0;
}

/* Dialogs have the whole body, screens what lies below `space` lines of it. */
static void paint_stack(struct terminal *terminal, const struct canvas *body, int space, int first)
{
	const struct stack *stack = &terminal->stack[terminal->shown];
	struct canvas below = canvas_part(body, space, 0, body->lines - space, body->columns);

	for (int i = first; i < stack->depth; i++) {
		struct screen *screen = stack->screen[i];

		if (screen_is_dialog(screen))
			paint_dialog(terminal, body, screen);
		else
			screen->ops->draw(screen, &below);
	}
}

static void paint_screens(struct terminal *terminal, const struct canvas *canvas)
{
	const struct stack *stack = &terminal->stack[terminal->shown];
	int top = 1 + paint_banner(terminal, canvas, 1);
	struct canvas body = canvas_part(canvas, top, 0, canvas->lines - top - 2, canvas->columns);
	struct canvas functions = canvas_part(canvas, canvas->lines - 1, 0, 1, canvas->columns);
	int said = message_lines(terminal, canvas->columns);
	/* In the line above the function bar, growing upwards. */
	struct canvas message = canvas_part(canvas, canvas->lines - 1 - said, 0, said,
					    canvas->columns);

	paint_top(terminal, canvas);
	paint_stack(terminal, &body, canvas->lines >= AIRY_LINES_LEAST, first_seen(stack));
	paint_message(terminal, &message);
	if (stack->depth > 0)
		paint_functions(terminal, &functions, stack->screen[stack->depth - 1]);
}

/* What is in front, by its name; a dialog has it in its frame. */
static void paint_heading(const struct screen *front, const struct canvas *canvas, int line)
{
	if (front && !screen_is_dialog(front))
		draw_text(canvas, line, 0, canvas->columns, STYLE_HEADING, title_of(front));
}

/* What was said comes first, and then what is in front, with nothing beneath it. Who works where
 * and when stands last, and of the keys only the one that reads the others. */
static void paint_linear(struct terminal *terminal, const struct canvas *canvas)
{
	const struct stack *stack = &terminal->stack[terminal->shown];
	const struct screen *front = stack_front(terminal);
	int said = message_lines(terminal, canvas->columns);
	struct canvas message = canvas_part(canvas, 0, 0, said, canvas->columns);
	int banner = paint_banner(terminal, canvas, said);
	struct canvas body = canvas_part(canvas, said + banner + 1, 0,
					 canvas->lines - said - banner - 3, canvas->columns);
	struct canvas top = canvas_part(canvas, canvas->lines - 2, 0, 1, canvas->columns);
	struct canvas functions = canvas_part(canvas, canvas->lines - 1, 0, 1, canvas->columns);

	terminal->surface.said_lines = said;
	paint_message(terminal, &message);
	paint_heading(front, canvas, said + banner);
	paint_stack(terminal, &body, 0, stack->depth > 0 ? stack->depth - 1 : 0);
	paint_top(terminal, &top);
	if (front)
		paint_item(terminal, &functions, front, COMMAND_HELP, 0);
}

/* The theme that is wanted, or else the terminal's own. Only where the two are at odds is the
 * terminal's background painted over. */
static void follow_theme(struct terminal *terminal, unsigned display)
{
	enum theme own = terminal->told ? theme_of(terminal->background) : THEME_DARK;
	enum theme theme = display & DISPLAY_LIGHT  ? THEME_LIGHT
			   : display & DISPLAY_DARK ? THEME_DARK
						    : own;

	page_theme(&terminal->surface, theme,
		   terminal->told ? terminal->background : theme_background(theme),
		   terminal->told && theme != own);
}

void paint(struct terminal *terminal)
{
	const struct terminal_host *host = &terminal->host;
	unsigned display = host->display ? host->display(host->context) : 0;
	struct screen *front = stack_front(terminal);
	struct canvas canvas;

	if (terminal->input.mouse != !!(display & DISPLAY_MOUSE))
		input_use_mouse(&terminal->input, display & DISPLAY_MOUSE);
	follow_theme(terminal, display);
	terminal->surface.linear = display & DISPLAY_LINEAR;
	if (terminal->repaint)
		clearok(curscr, TRUE);
	canvas = page_begin(&terminal->surface);
	terminal->unseen = canvas.lines < TERMINAL_LINES_LEAST ||
			   canvas.columns < TERMINAL_COLUMNS_LEAST;
	if (terminal->unseen)
		paint_notice(&canvas);
	else if (terminal->surface.linear)
		paint_linear(terminal, &canvas);
	else
		paint_screens(terminal, &canvas);
	page_end(&terminal->surface);
	if (front && !front->seen_ms && !terminal->unseen)
		front->seen_ms = monotonic_ms();
	if (!terminal->said_ms && !terminal->unseen)
		terminal->said_ms = monotonic_ms();
	terminal->draw = terminal->repaint = false;
}
