#include "ui/screens/desk/history_rows.h"

#include "base/language.h"
#include "base/text.h"
#include "desk/audit_words.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

enum { COLUMN_WHEN, COLUMN_STAFF, COLUMN_COUNTER, COLUMN_WHAT, COLUMN_DETAIL, COLUMN_SEQ };

static const struct list_column columns[] = {
	{ .title = N_("When"), .columns = 16 },
	{ .title = N_("Who"), .columns = 8 },
	{ .title = N_("Counter"), .columns = 7 },
	{ .title = N_("Action"), .columns = 20 },
	{ .title = N_("Details"), .columns = 20, .flexible = true },
	{ .title = N_("Entry"), .columns = 8, .side = TEXT_RIGHT, .gives_way = 1 },
};

static void history_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct audit_row *entry = &((const struct audit_row *)rows)[row];
	char text[CLOCK_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];

	switch (column) {
	case COLUMN_WHEN: text_copy(out, size, clock_format(entry->at_ms, text)); break;
	case COLUMN_STAFF: text_copy(out, size, entry->staff); break;
	case COLUMN_COUNTER: text_copy(out, size, entry->counter); break;
	case COLUMN_WHAT: text_copy(out, size, audit_action_words(entry->action)); break;
	case COLUMN_DETAIL: text_copy(out, size, audit_detail_words(entry, detail)); break;
	case COLUMN_SEQ: text_format(out, size, "%lld", (long long)entry->seq); break;
	default: break;
	}
}

static int64_t history_id(const void *rows, size_t row)
{
	return ((const struct audit_row *)rows)[row].seq;
}

static const struct list_ops history_ops = { .cell = history_cell, .id = history_id };

void history_rows_list_init(struct list *list)
{
	list_init(list, &history_ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("Nothing is recorded yet: what is done here will stand in this list, with who "
		     "did it and when. Esc goes back."));
}

unsigned history_rows_read(struct screen *screen, const struct list *list)
{
	const struct audit_row *entry;
	char text[WORDS_SIZE * 2], when[CLOCK_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];
	size_t row;

	if (!list_selected(list, &row))
		return SCREEN_DONE;
	entry = &((const struct audit_row *)list->rows)[row];
	text_format(text, sizeof(text), _("%s, entry %lld\n%s at counter %s: %s\n%s"),
		    clock_format(entry->at_ms, when), (long long)entry->seq, entry->staff,
		    entry->counter, audit_action_words(entry->action),
		    audit_detail_words(entry, detail));
	dialog_read(screen, _("History"), text);
	return SCREEN_DRAW;
}
