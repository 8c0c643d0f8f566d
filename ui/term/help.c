#include "ui/term/help.h"

#include "base/language.h"
#include "ui/term/alive.h"
#include "ui/term/engine.h"
#include "ui/term/list.h"

enum {
	KEY_COLUMNS = 15,
	SENTENCE_COLUMNS = 60,
	HELP_COLUMNS = KEY_COLUMNS + 1 + SENTENCE_COLUMNS,
	SENTENCE_LINES_MAX = 4,
	HELP_ROWS_MAX = COMMAND_COUNT * SENTENCE_LINES_MAX + CONTEXT_COUNT,
};

/* A heading (its command is COMMAND_NONE), or a line of a command's sentence. */
struct help_row {
	enum context context;
	enum command command;
	int line;
};

struct help {
	const struct screen *asker;
	struct help_row row[HELP_ROWS_MAX];
	size_t count;
	struct list list;
	bool linear; /* a command's sentence is one row, and no row is told with the columns' titles
		      */
};

static void help_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct help *help = rows;
	const struct help_row *this = &help->row[row];
	char keys[KEYS_TEXT_SIZE];

	if (this->command == COMMAND_NONE) {
		if (column == 1)
			text_copy(out, size, context_title(this->context));
	} else if (column == 1 && help->linear) {
		text_copy(out, size, command_sentence(this->command));
	} else if (column == 1) {
		draw_paragraph_line(SENTENCE_COLUMNS, command_sentence(this->command), this->line,
				    out, size);
	} else if (this->line == 0) {
		text_copy(out, size, alive_keys(help->asker, this->command, keys));
	}
}

static int64_t help_id(const void *rows, size_t row)
{
	(void)rows;
	return (int64_t)row;
}

static enum style help_style(const void *rows, size_t row)
{
	const struct help *help = rows;

	return help->row[row].command == COMMAND_NONE ? STYLE_HEADING : STYLE_NORMAL;
}

static const struct list_ops help_list = { .cell = help_cell, .id = help_id, .style = help_style };

static const struct list_column help_columns[] = {
	{ .title = N_("Key"), .columns = KEY_COLUMNS },
	{ .title = N_("What it does"), .columns = 20, .flexible = true },
};

static const struct list_column told_columns[] = {
	{ .title = "", .columns = KEY_COLUMNS },
	{ .title = "", .columns = 20, .flexible = true },
};

static void add_command(struct help *help, enum context context, enum command command)
{
	int lines = help->linear
			    ? 1
			    : draw_paragraph_lines(SENTENCE_COLUMNS, command_sentence(command));

	for (int line = 0; line < lines && line < SENTENCE_LINES_MAX; line++)
		help->row[help->count++] = (struct help_row){ .context = context,
							      .command = command,
							      .line = line };
}

/* What does nothing here, or has no key for it, nobody is told of. */
static void add_context(struct help *help, enum context context)
{
	const size_t heading = help->count++;

	help->row[heading] = (struct help_row){ .context = context };
	for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
		enum command command = (enum command)i;
		char keys[KEYS_TEXT_SIZE];

		if (command_context(command) == context &&
		    alive_keys(help->asker, command, keys)[0] != '\0')
			add_command(help, context, command);
	}
	if (help->count == heading + 1)
		help->count = heading;
}

static enum status open(struct screen *screen, const void *argument, struct problem *problem)
{
	const struct screen *asker = argument;
	struct help *help = screen->state;

	(void)problem;
	help->asker = asker;
	help->linear = screen->terminal->surface.linear;
	if (asker->ops->context != CONTEXT_EVERYWHERE)
		add_context(help, asker->ops->context);
	if (asker->widget != CONTEXT_EVERYWHERE && asker->widget != asker->ops->context)
		add_context(help, asker->widget);
	add_context(help, CONTEXT_EVERYWHERE);
	list_init(&help->list, &help_list, help->linear ? told_columns : help_columns, 2,
		  N_("There are no keys."));
	list_set(&help->list, help, help->count);
	screen->widget = CONTEXT_LIST;
	return STATUS_OK;
}

static void size(const struct screen *screen, int *lines, int *columns)
{
	const struct help *help = screen->state;

	*lines = (int)help->count + 1;
	*columns = HELP_COLUMNS;
}

static void draw(struct screen *screen, const struct canvas *canvas)
{
	struct help *help = screen->state;

	list_draw(&help->list, canvas, true);
}

static unsigned command(struct screen *screen, enum command given)
{
	struct help *help = screen->state;

	switch (given) {
	case COMMAND_HELP:
	case COMMAND_LIST_CHOOSE: return SCREEN_CLOSE;
	default: return list_command(&help->list, given);
	}
}

static bool applies(const struct screen *screen, enum command given)
{
	(void)screen;
	/* Enter only closes here; Esc says so. */
	return given != COMMAND_LIST_CHOOSE;
}

static const struct screen_ops help_ops = {
	.name = "help",
	.context = CONTEXT_EVERYWHERE,
	.title = N_("Help"),
	.state_size = sizeof(struct help),
	.passing = true,
	.open = open,
	.draw = draw,
	.command = command,
	.applies = applies,
	.size = size,
};

bool help_open(struct screen *screen)
{
	return screen_push(screen, &help_ops, screen, QUESTION_NONE);
}
