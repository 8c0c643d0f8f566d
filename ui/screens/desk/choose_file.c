#include "ui/screens/desk/choose_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/language.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"

enum { QUESTION_FOLDER };
enum { PATH_LINE = 0, NOTE_LINE = 1, LIST_LINE = 3, COLUMNS_MOST = 110, LABEL_COLUMNS = 6 };
enum { KIBIBYTE = 1024 };

static const char *const endings[] = { ".csv", ".txt", NULL };

struct choosing {
	struct edit path;
	char preferred[FILE_PATH_SIZE];
	struct folder_entry *rows;
	size_t count;
	struct list list;
	char fault[PROBLEM_MESSAGE_SIZE]; /* why the folder cannot be read, or "" */
};

enum { COLUMN_NAME, COLUMN_CHANGED, COLUMN_SIZE };

static const struct list_column columns[] = {
	{ .title = N_("File"), .columns = 30, .flexible = true },
	{ .title = N_("Changed"), .columns = 16, .gives_way = 1 },
	{ .title = N_("Size"), .columns = 10, .gives_way = 2, .side = TEXT_RIGHT },
};

static void entry_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct folder_entry *entry = &((const struct folder_entry *)rows)[row];
	char text[CLOCK_TEXT_SIZE];

	out[0] = '\0';
	if (column == COLUMN_NAME)
		text_format(out, size, "%s%s", entry->name, entry->is_folder ? "/" : "");
	else if (column == COLUMN_CHANGED)
		text_copy(out, size, clock_format(entry->changed_ms, text));
	else if (!entry->is_folder && entry->bytes < 10 * KIBIBYTE)
		text_format(out, size, "%lld B", (long long)entry->bytes);
	else if (!entry->is_folder)
		text_format(out, size, "%lld KB", (long long)entry->bytes / KIBIBYTE);
}

static int64_t entry_id(const void *rows, size_t row)
{
	(void)rows;
	return (int64_t)row;
}

static enum style entry_style(const void *rows, size_t row)
{
	return ((const struct folder_entry *)rows)[row].is_folder ? STYLE_KEY : STYLE_NORMAL;
}

static const struct list_ops entry_ops = { .cell = entry_cell,
					   .id = entry_id,
					   .style = entry_style };

/* Where the name begins in the path: behind the last slash. */
static const char *name_in(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The folder of the path as the system takes it: "~" is the home, nothing is where we are. */
static void folder_of(const char *path, char out[FILE_PATH_SIZE])
{
	const char *home = getenv("HOME");
	int length = (int)(name_in(path) - path);

	if (length == 0)
		text_copy(out, FILE_PATH_SIZE, ".");
	else if (path[0] == '~' && path[1] == '/' && home)
		text_format(out, FILE_PATH_SIZE, "%s%.*s", home, length - 1, path + 1);
	else
		text_format(out, FILE_PATH_SIZE, "%.*s", length, path);
}

static void list_folder(struct choosing *state)
{
	char folder[FILE_PATH_SIZE];
	struct folder_entry *rows;
	struct problem problem;
	size_t count;

	folder_of(state->path.text, folder);
	state->fault[0] = '\0';
	if (folder_list(folder, name_in(state->path.text), endings, &rows, &count, &problem))
		text_copy(state->fault, sizeof(state->fault), problem.message);
	free(state->rows);
	state->rows = rows;
	state->count = count;
	list_set(&state->list, rows, count);
	list_select(&state->list, 0);
}

/* The path with another name, or with what stands in its place. */
static void set_name(struct choosing *state, const char *name, bool is_folder)
{
	char path[EDIT_SIZE];
	int length = (int)(name_in(state->path.text) - state->path.text);

	text_format(path, sizeof(path), "%.*s%s%s", length, state->path.text, name,
		    is_folder ? "/" : "");
	edit_set(&state->path, path);
	list_folder(state);
}

static void go_to_folder(struct choosing *state, const char *folder)
{
	size_t length = strlen(folder);
	char path[FILE_PATH_SIZE];

	text_format(path, sizeof(path), "%s%s", folder,
		    length && folder[length - 1] != '/' ? "/" : "");
	edit_set(&state->path, path);
	list_folder(state);
}

static enum status choose_file_load(struct screen *screen, struct problem *problem)
{
	(void)problem;
	list_folder(screen->state);
	return STATUS_OK;
}

static enum status choose_file_open(struct screen *screen, const void *argument,
				    struct problem *problem)
{
	struct choosing *state = screen->state;
	char folder[FILE_PATH_SIZE], here[FILE_PATH_SIZE];

	(void)problem;
	path_expand(argument, folder);
	edit_init(&state->path, EDIT_SIZE);
	list_init(&state->list, &entry_ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("There is no .csv or .txt file here that begins like this. F7 goes to another "
		     "folder."));
	text_copy(state->preferred, sizeof(state->preferred), folder);
	if (*folder && path_is_folder(folder))
		go_to_folder(state, folder);
	else if (getcwd(here, sizeof(here)))
		go_to_folder(state, here);
	screen->widget = CONTEXT_LIST;
	screen->typing = true;
	return STATUS_OK;
}

static void choose_file_draw(struct screen *screen, const struct canvas *canvas)
{
	struct choosing *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE, COLUMNS_MOST);
	int columns_free = canvas->columns - LABEL_COLUMNS - 3;

	list_draw(&state->list, &rows, false);
	if (state->fault[0])
		draw_paragraph(canvas, NOTE_LINE, 1, canvas->columns - 2, STYLE_DANGER,
			       state->fault);
	else
		draw_keys(canvas, NOTE_LINE, 1, canvas->columns - 2,
			  _("Enter selects the marked row. Type a path; Tab completes it."));
	draw_text(canvas, PATH_LINE, 1, LABEL_COLUMNS, STYLE_FAINT, _("Path"));
	edit_draw(&state->path, canvas, PATH_LINE, LABEL_COLUMNS + 2,
		  columns_free < COLUMNS_MOST ? columns_free : COLUMNS_MOST, true);
}

static void complete(struct choosing *state)
{
	char common[FOLDER_NAME_SIZE];

	folder_common(state->rows, state->count, common);
	if (state->count == 1)
		set_name(state, state->rows[0].name, state->rows[0].is_folder);
	else if (strlen(common) > strlen(name_in(state->path.text)))
		set_name(state, common, false);
}

static unsigned answer(struct screen *screen, const char *name)
{
	struct choosing *state = screen->state;
	char folder[FILE_PATH_SIZE], path[FILE_PATH_SIZE];

	folder_of(state->path.text, folder);
	if (!text_format(path, sizeof(path), "%s%s%s", folder,
			 folder[strlen(folder) - 1] == '/' ? "" : "/", name) ||
	    !text_copy(screen->answer.text, sizeof(screen->answer.text), path)) {
		screen_say(
			screen, SAY_ERROR,
			_("This path is too long. Put the file into a folder closer to the top."));
		return SCREEN_DRAW;
	}
	screen->answer.given = true;
	return SCREEN_CLOSE;
}

/* What is typed in full is meant, though it ends in something else; otherwise the marked row. */
static unsigned take(struct screen *screen)
{
	struct choosing *state = screen->state;
	const char *name = name_in(state->path.text);
	char path[FILE_PATH_SIZE];
	size_t row;

	folder_of(state->path.text, path);
	text_format(path + strlen(path), sizeof(path) - strlen(path), "/%s", name);
	if (*name && path_exists(path) && !path_is_folder(path))
		return answer(screen, name);
	if (list_selected(&state->list, &row) && state->rows[row].is_folder) {
		set_name(state, state->rows[row].name, true);
		return SCREEN_DRAW;
	}
	if (list_selected(&state->list, &row))
		return answer(screen, state->rows[row].name);
	screen_say(screen, SAY_ERROR, _("There is no such file: %s"), state->path.text);
	return SCREEN_DRAW;
}

static void go_above(struct choosing *state)
{
	char path[EDIT_SIZE];
	char *slash;

	text_copy(path, sizeof(path), state->path.text);
	path[name_in(path) - path] = '\0';
	slash = strrchr(path, '/');
	if (!slash || slash == path)
		return;
	*slash = '\0';
	slash = strrchr(path, '/');
	if (!slash)
		return;
	slash[1] = '\0';
	edit_set(&state->path, path);
	list_folder(state);
}

static void add_folder(struct dialog_item *item, size_t *count, const char *path)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(item[i].text, path) == 0)
			return;
	/* One that does not fit its line could not be told from others, nor gone to. */
	if (!path_is_folder(path) || strlen(path) >= DIALOG_ITEM_SIZE)
		return;
	item[*count].id = (int64_t)*count;
	text_copy(item[(*count)++].text, DIALOG_ITEM_SIZE, path);
}

static size_t known_folders(const struct screen *screen,
			    struct dialog_item item[FOLDER_STICKS_MAX + 3])
{
	const struct choosing *state = screen->state;
	char sticks[FOLDER_STICKS_MAX][FILE_PATH_SIZE], set[FILE_PATH_SIZE];
	size_t count = 0, found = folder_sticks(folder_mounts(), sticks);
	const char *home = getenv("HOME");

	add_folder(item, &count, state->preferred);
	path_expand(screen->desk->settings.online_directory, set);
	add_folder(item, &count, set);
	for (size_t i = 0; i < found; i++)
		add_folder(item, &count, sticks[i]);
	if (home)
		add_folder(item, &count, home);
	return count;
}

static unsigned ask_folder(struct screen *screen)
{
	struct dialog_item item[FOLDER_STICKS_MAX + 3];
	size_t count = known_folders(screen, item);

	if (count == 0)
		screen_say(screen, SAY_INFO, _("No folder is known; type the path."));
	else
		dialog_pick(screen, QUESTION_FOLDER, _("Which folder?"), item, count, 0);
	return SCREEN_DRAW;
}

static unsigned choose_file_result(struct screen *screen, int question, const struct answer *answer)
{
	struct dialog_item item[FOLDER_STICKS_MAX + 3];

	if (question == QUESTION_FOLDER && answer->given &&
	    (size_t)answer->choice < known_folders(screen, item))
		go_to_folder(screen->state, item[answer->choice].text);
	return SCREEN_DRAW;
}

static unsigned edit_path(struct screen *screen, enum command how)
{
	struct choosing *state = screen->state;

	edit_command(&state->path, how);
	list_folder(state);
	return SCREEN_DRAW;
}

static unsigned choose_file_command(struct screen *screen, enum command command)
{
	struct choosing *state = screen->state;

	switch (command) {
	case COMMAND_LIST_CHOOSE: return take(screen);
	case COMMAND_LIST_NEXT_PART:
	case COMMAND_FILES_COMPLETE: complete(state); return SCREEN_DRAW;
	case COMMAND_LIST_RUB_OUT: return edit_path(screen, COMMAND_FORM_BACKSPACE);
	case COMMAND_FILES_CLEAR: return edit_path(screen, COMMAND_FORM_CLEAR);
	case COMMAND_FILES_ABOVE: go_above(state); return SCREEN_DRAW;
	case COMMAND_FILES_FOLDERS: return ask_folder(screen);
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

static unsigned choose_file_text(struct screen *screen, const char *text)
{
	struct choosing *state = screen->state;

	if (!edit_insert(&state->path, text))
		screen_say(screen, SAY_ERROR, _("There is no room for more here."));
	list_folder(state);
	return SCREEN_DRAW;
}

/* The cursor is in the path, but the keys that move always move in the list. */
static unsigned choose_file_focus(struct screen *screen, const struct list *list)
{
	(void)screen;
	(void)list;
	return SCREEN_DONE;
}

static void choose_file_close(struct screen *screen)
{
	struct choosing *state = screen->state;

	free(state->rows);
}

const struct screen_ops choose_file_screen = {
	.name = "choose_file",
	.context = CONTEXT_FILES,
	.title = N_("Choose a file"),
	.state_size = sizeof(struct choosing),
	.leaves_freely = true,
	.open = choose_file_open,
	.load = choose_file_load,
	.draw = choose_file_draw,
	.command = choose_file_command,
	.text = choose_file_text,
	.result = choose_file_result,
	.focus = choose_file_focus,
	.close = choose_file_close,
};
