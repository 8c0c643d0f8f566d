#include "ui/screens/roster/load_rows.h"

#include "base/language.h"
#include "base/text.h"

enum { COLUMN_LINE, COLUMN_OUTCOME, COLUMN_ABOUT, COLUMN_WHAT };

static const struct list_column columns[] = {
	[COLUMN_LINE] = { .title = N_("Line"), .columns = 5, .side = TEXT_RIGHT },
	[COLUMN_OUTCOME] = { .title = N_("Outcome"), .columns = 9 },
	[COLUMN_ABOUT] = { .title = N_("Record"), .columns = 26 },
	[COLUMN_WHAT] = { .title = N_("Difference"), .columns = 20, .flexible = true },
};

const char *load_rows_outcome(enum load_shown outcome)
{
	switch (outcome) {
	case SHOWN_BAD: return _("BAD");
	case SHOWN_ADDED: return load_outcome_word(PUT_ADDED);
	case SHOWN_CHANGED: return load_outcome_word(PUT_CHANGED);
	default: return load_outcome_word(PUT_UNCHANGED);
	}
}

void load_rows_what(const struct load_row *row, char out[LOAD_CHANGE_SIZE])
{
	if (row->bad)
		text_copy(out, LOAD_CHANGE_SIZE, row->bad->message);
	else
		load_change_say(row->change, out);
}

/* The record, or column and value at fault. */
static void about_words(const struct load_row *row, char *out, size_t size)
{
	char place[BAD_ROW_PLACE_SIZE];

	text_copy(out, size, row->bad ? bad_row_place(row->bad, place) : row->change->about);
}

static void row_cell(const void *rows, size_t at, int column, char *out, size_t size)
{
	const struct load_row *row = &((const struct load_row *)rows)[at];
	char what[LOAD_CHANGE_SIZE];

	switch (column) {
	case COLUMN_LINE: text_format(out, size, "%ld", row->line); break;
	case COLUMN_OUTCOME: text_copy(out, size, load_rows_outcome(row->outcome)); break;
	case COLUMN_ABOUT: about_words(row, out, size); break;
	default: load_rows_what(row, what); text_copy(out, size, what);
	}
}

static int64_t row_id(const void *rows, size_t at)
{
	return ((const struct load_row *)rows)[at].line;
}

static enum style row_style(const void *rows, size_t at)
{
	switch (((const struct load_row *)rows)[at].outcome) {
	case SHOWN_BAD: return STYLE_DANGER;
	case SHOWN_UNCHANGED: return STYLE_FAINT;
	default: return STYLE_NORMAL;
	}
}

static enum load_shown outcome_of(enum put_outcome outcome)
{
	switch (outcome) {
	case PUT_ADDED: return SHOWN_ADDED;
	case PUT_CHANGED: return SHOWN_CHANGED;
	case PUT_UNCHANGED:
	default: return SHOWN_UNCHANGED;
	}
}

size_t load_rows_choose(const struct load_preview *preview, enum load_shown only,
			struct load_row *out)
{
	size_t count = 0;

	for (size_t i = 0; i < preview->result.bad_count; i++) {
		const struct bad_row *bad = &preview->result.bad[i];

		if (only == SHOWN_ALL || only == SHOWN_BAD)
			out[count++] = (struct load_row){ SHOWN_BAD, bad->line, NULL, bad };
	}
	for (size_t i = 0; i < preview->count; i++) {
		const struct load_change *change = &preview->change[i];
		enum load_shown outcome = outcome_of(change->outcome);

		if (only == SHOWN_ALL || only == outcome)
			out[count++] = (struct load_row){ outcome, change->line, change, NULL };
	}
	return count;
}

size_t load_rows_count(const struct load_preview *preview, enum load_shown outcome)
{
	size_t count = 0;

	if (outcome == SHOWN_BAD)
		return preview->result.bad_count;
	for (size_t i = 0; i < preview->count; i++)
		count += outcome_of(preview->change[i].outcome) == outcome;
	return count;
}

void load_rows_list_init(struct list *list)
{
	static const struct list_ops ops = { .cell = row_cell, .id = row_id, .style = row_style };

	list_init(list, &ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("There is nothing to load: the file has column names and no rows. Esc goes "
		     "back, F6 chooses another file."));
}

const char *load_rows_stage(const struct load_preview *preview, bool is_loaded)
{
	const struct load_result *result = &preview->result;

	if (result->bad_total)
		return _("Correct the file, or ask for another one, and choose it again.");
	if (is_loaded)
		return _("Esc goes back to the roster.");
	if (preview->count == 0)
		return _("There is nothing to load.");
	if (result->added + result->changed == 0)
		return _("Everything is already so: loading it changes nothing.");
	return _("Nothing has been saved yet. Enter loads.");
}

void load_rows_shown(const struct load_preview *preview, enum load_shown only,
		     char out[LOAD_WORDS_SIZE])
{
	if (only != SHOWN_ALL)
		text_format(out, LOAD_WORDS_SIZE, _("Showing only: %s"), load_rows_outcome(only));
	else
		csv_say_passed_over(&preview->result.passed_over, out, LOAD_WORDS_SIZE);
}
