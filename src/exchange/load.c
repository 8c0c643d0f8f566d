#include "exchange/load.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/practice.h"
#include "exchange/load_row.h"

void load_result_release(struct load_result *result)
{
	free(result->bad);
	free(result->notes);
	memset(result, 0, sizeof(*result));
}

struct row {
	long line;
	bool bad;
};

/* A key of a row, for finding rows about the same thing. */
struct row_key {
	char *text;
	size_t row;
	int column;
};

struct loading {
	const struct load_form *form;
	bool rename;
	struct csv *csv;
	struct load_result *result;
	struct load_preview *preview; /* NULL: it is loaded */
	void (*progress)(size_t done, size_t all, void *context);
	void *context;
	struct row *rows;
	unsigned char *items; /* form->item_size bytes for each row */
	size_t count;
	struct row_key *keys;
	size_t key_count, key_room;
	/* Bad rows known from the file alone; those that the store finds come behind them. */
	size_t bad_count, bad_total;
};

static void *item_of(const struct loading *loading, size_t row)
{
	return loading->items + row * loading->form->item_size;
}

static void add_bad(struct loading *loading, size_t row, size_t column, const char *message)
{
	struct load_result *result = loading->result;
	struct bad_row *bad;

	result->bad_total++;
	if (result->bad_count >= BAD_ROWS_MAX)
		return;
	bad = memory_append(&result->bad, &result->bad_count, &result->bad_room, sizeof(*bad));
	bad_row_set(bad, loading->csv, row, loading->rows[row].line, column, message);
}

static size_t csv_column_of(int column)
{
	return column == LOAD_NO_COLUMN ? CSV_NO_COLUMN : (size_t)column;
}

/* The file alone. */

static void read_row(struct desk *desk, struct loading *loading, size_t row)
{
	size_t column;
	const char *fault = csv_fault(loading->csv, &column);
	int at = LOAD_NO_COLUMN;
	enum status status;

	loading->rows[row].line = csv_line(loading->csv);
	if (fault) {
		loading->rows[row].bad = true;
		add_bad(loading, row, column, fault);
		return;
	}
	status = loading->form->read(desk, loading->csv, item_of(loading, row), &at);
	loading->rows[row].bad = status != STATUS_OK;
	if (status)
		add_bad(loading, row, csv_column_of(at), desk->problem.message);
}

static void collect_keys(struct loading *loading, size_t row)
{
	struct load_keys keys = { .count = 0 };

	loading->form->keys(item_of(loading, row), &keys);
	for (size_t i = 0; i < keys.count; i++) {
		struct row_key *key = memory_append(&loading->keys, &loading->key_count,
						    &loading->key_room, sizeof(*key));

		key->text = memory_string(keys.key[i].text);
		key->row = row;
		key->column = keys.key[i].column;
	}
}

static int compare_keys(const void *left, const void *right)
{
	const struct row_key *a = left, *b = right;
	int order = strcmp(a->text, b->text);

	return order ? order : (a->row > b->row) - (a->row < b->row);
}

/* Of rows about the same thing the first stands; the others name it. */
static void find_repeated(struct loading *loading)
{
	size_t first = 0;
	char message[PROBLEM_MESSAGE_SIZE];

	if (loading->key_count)
		qsort(loading->keys, loading->key_count, sizeof(*loading->keys), compare_keys);
	for (size_t i = 1; i < loading->key_count; i++) {
		struct row *row = &loading->rows[loading->keys[i].row];

		if (strcmp(loading->keys[i].text, loading->keys[first].text) != 0) {
			first = i;
			continue;
		}
		if (row->bad)
			continue;
		row->bad = true;
		text_format(message, sizeof(message),
			    _("This repeats line %ld. Keep one of the two."),
			    loading->rows[loading->keys[first].row].line);
		add_bad(loading, loading->keys[i].row, csv_column_of(loading->keys[i].column),
			message);
	}
}

static void read_rows(struct desk *desk, struct loading *loading)
{
	loading->count = 0;
	while (csv_next(loading->csv)) {
		size_t row = loading->count++;

		read_row(desk, loading, row);
		if (!loading->rows[row].bad)
			collect_keys(loading, row);
	}
	find_repeated(loading);
	loading->bad_count = loading->result->bad_count;
	loading->bad_total = loading->result->bad_total;
}

/* The store. */

static int compare_bad(const void *left, const void *right)
{
	const struct bad_row *a = left, *b = right;

	return (a->line > b->line) - (a->line < b->line);
}

static void count_outcome(struct load_result *result, enum put_outcome outcome)
{
	switch (outcome) {
	case PUT_ADDED: result->added++; break;
	case PUT_CHANGED: result->changed++; break;
	case PUT_UNCHANGED:
	default: result->unchanged++;
	}
}

/* Adds "label text" or "label from -> to", where they differ. */
static void add_difference(char *out, size_t size, const struct load_values *before,
			   const struct load_values *after, int i)
{
	const char *from = before->count ? before->value[i].text : "";
	const char *to = after->value[i].text;
	size_t length = strlen(out);

	if (strcmp(from, to) == 0)
		return;
	if (before->count)
		text_format(out + length, size - length, "%s%s %s -> %s", length ? "; " : "",
			    after->value[i].label, *from ? from : "-", *to ? to : "-");
	else
		text_format(out + length, size - length, "%s%s %s", length ? "; " : "",
			    after->value[i].label, to);
}

static void add_change(struct loading *loading, size_t row, enum put_outcome outcome,
		       const struct load_values *before, const struct load_values *after,
		       const struct roster_notes *notes)
{
	struct load_preview *preview = loading->preview;
	struct load_change *change = memory_append(&preview->change, &preview->count,
						   &preview->room, sizeof(*change));
	char text[LOAD_VALUES_MAX * 2 * LOAD_VALUE_SIZE] = "";
	int kept = notes->count < ROSTER_NOTES_MAX ? notes->count : ROSTER_NOTES_MAX;
	size_t length = 0;

	change->line = loading->rows[row].line;
	change->outcome = outcome;
	change->about = memory_string(before->about);
	for (int i = 0; i < after->count; i++)
		add_difference(text, sizeof(text), before, after, i);
	change->change = memory_string(text);
	text[0] = '\0';
	for (int i = 0; i < kept; i++) {
		text_format(text + length, sizeof(text) - length, "%s%s", i ? " " : "",
			    notes->note[i]);
		length += strlen(text + length);
	}
	change->notes = memory_string(text);
}

/* Puts a row into the store; in a preview also tells what that changed. */
static enum status put_item(struct desk *desk, struct loading *loading, size_t row,
			    enum put_outcome *outcome, struct roster_notes *notes, int *column)
{
	const struct load_form *form = loading->form;
	const void *item = item_of(loading, row);
	struct load_values before, after;
	enum status status;

	if (!loading->preview)
		return form->put(desk, item, loading->rename, outcome, notes, column);
	status = form->present(desk, item, &before);
	if (!status)
		status = form->put(desk, item, loading->rename, outcome, notes, column);
	if (!status)
		status = form->present(desk, item, &after);
	if (!status)
		add_change(loading, row, *outcome, &before, &after, notes);
	return status;
}

static enum status put_row(struct desk *desk, struct loading *loading, size_t row)
{
	struct load_result *result = loading->result;
	struct roster_notes notes = { .count = 0 };
	enum put_outcome outcome = PUT_UNCHANGED;
	int column = LOAD_NO_COLUMN;
	enum status status = put_item(desk, loading, row, &outcome, &notes, &column);

	/* A refusal is about this row; anything graver is about the store. */
	if (status && status_exit(status) != 1 && status_exit(status) != 3)
		return status;
	if (status) {
		add_bad(loading, row, csv_column_of(column), desk->problem.message);
		return STATUS_OK;
	}
	count_outcome(result, outcome);
	if (notes.count) {
		struct roster_notes *kept = memory_append(&result->notes, &result->note_count,
							  &result->note_room, sizeof(*kept));

		*kept = notes;
	}
	return STATUS_OK;
}

static enum status put_rows_inside(struct desk *desk, void *context)
{
	struct loading *loading = context;
	struct load_result *result = loading->result;
	enum status status = STATUS_OK;

	result->added = result->changed = result->unchanged = 0;
	result->note_count = 0;
	result->bad_count = loading->bad_count;
	result->bad_total = loading->bad_total;
	for (size_t row = 0; !status && row < loading->count; row++) {
		if (!loading->rows[row].bad)
			status = put_row(desk, loading, row);
		if (loading->progress)
			loading->progress(row + 1, loading->count, loading->context);
	}
	if (status)
		return status;
	return result->bad_total ? STATUS_BAD_ROWS : STATUS_OK;
}

/* Nothing was loaded: the result counts nothing, and the first bad row is in the sentence. */
static enum status refuse_rows(struct desk *desk, struct load_result *result)
{
	const struct bad_row *first = result->bad;
	char place[BAD_ROW_PLACE_SIZE];

	qsort(result->bad, result->bad_count, sizeof(*result->bad), compare_bad);
	if (first->column[0])
		return desk_refuse(desk, STATUS_BAD_ROWS,
				   _n("%zu row is bad; nothing was loaded. Line %ld, %s: %s",
				      "%zu rows are bad; nothing was loaded. Line %ld, %s: %s",
				      result->bad_total),
				   result->bad_total, first->line, bad_row_place(first, place),
				   first->message);
	return desk_refuse(desk, STATUS_BAD_ROWS,
			   _n("%zu row is bad; nothing was loaded. Line %ld: %s",
			      "%zu rows are bad; nothing was loaded. Line %ld: %s",
			      result->bad_total),
			   result->bad_total, first->line, first->message);
}

static void release(struct loading *loading)
{
	for (size_t i = 0; i < loading->key_count; i++)
		free(loading->keys[i].text);
	free(loading->keys);
	free(loading->rows);
	free(loading->items);
	csv_close(loading->csv);
}

static enum status load(struct desk *desk, const char *path, struct loading *loading)
{
	struct load_result *result = loading->result;
	size_t room;
	enum status status = practice_allows(desk, path);

	if (!status)
		status = csv_open(&loading->csv, path, loading->form->columns,
				  loading->form->column_count, loading->form->harmless,
				  &desk->problem);
	if (status)
		return status;
	csv_passed_over(loading->csv, &result->passed_over);
	room = csv_row_count(loading->csv) + 1; /* never nothing */
	loading->rows = memory_new(room, sizeof(*loading->rows));
	loading->items = memory_new(room, loading->form->item_size);
	read_rows(desk, loading);
	/* Also when rows are bad already: the store may know of more, and all are to be named. */
	if (loading->preview)
		status = desk_try(desk, put_rows_inside, loading);
	else
		status = desk_change(desk, put_rows_inside, loading);
	if (status && !loading->preview) {
		result->added = result->changed = result->unchanged = 0;
		result->note_count = 0;
	}
	if (status == STATUS_BAD_ROWS)
		refuse_rows(desk, result);
	release(loading);
	return status;
}

enum status load_file(struct desk *desk, enum load_kind kind, const char *path, bool rename,
		      struct load_result *result,
		      void (*progress)(size_t done, size_t all, void *context), void *context)
{
	struct loading loading = { .form = load_form_of(kind),
				   .rename = rename,
				   .result = result,
				   .progress = progress,
				   .context = context };

	memset(result, 0, sizeof(*result));
	return load(desk, path, &loading);
}

enum status load_preview_file(struct desk *desk, enum load_kind kind, const char *path, bool rename,
			      struct load_preview *out)
{
	struct loading loading = {
		.form = load_form_of(kind), .rename = rename, .result = &out->result, .preview = out
	};

	memset(out, 0, sizeof(*out));
	return load(desk, path, &loading);
}

void load_preview_release(struct load_preview *preview)
{
	for (size_t i = 0; i < preview->count; i++) {
		free(preview->change[i].about);
		free(preview->change[i].change);
		free(preview->change[i].notes);
	}
	free(preview->change);
	load_result_release(&preview->result);
	memset(preview, 0, sizeof(*preview));
}

enum status load_kind_of_file(const char *path, enum load_kind *kind, struct problem *problem)
{
	struct problem other;
	enum status status;

	for (int i = 0; i < LOAD_KIND_COUNT; i++) {
		const struct load_form *form = load_form_of((enum load_kind)i);
		struct csv *csv;

		status = csv_open(&csv, path, form->columns, form->column_count, form->harmless,
				  i == LOAD_ROSTER ? problem : &other);
		csv_close(csv);
		*kind = (enum load_kind)i;
		if (!status)
			return STATUS_OK;
	}
	return STATUS_BAD_FILE;
}
