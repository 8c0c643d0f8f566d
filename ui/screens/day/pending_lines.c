#include "ui/screens/day/pending_lines.h"

#include <string.h>

#include "base/language.h"
#include "ui/screens/words.h"

enum { NAMES_MAX = 3 };

int pending_lines_count(const struct pending_list *list)
{
	int lines = 0;

	for (enum pending_kind kind = 0; kind < PENDING_KIND_COUNT; kind++)
		lines += pending_sum(list, kind, true).count > 0;
	return lines;
}

/* Whom or what a row is about: a name; a fault of the records by its check. */
static const char *who(const struct pending *row)
{
	return *row->patient ? row->patient : row->subject;
}

static void append_names(const struct pending_list *list, enum pending_kind kind,
			 char out[WORDS_SIZE])
{
	int names = 0;

	for (size_t i = 0; i < list->count; i++) {
		const size_t have = strlen(out);

		if (list->rows[i].kind != kind)
			continue;
		if (names++ == NAMES_MAX) {
			text_format(out + have, WORDS_SIZE - have, "…");
			return;
		}
		text_format(out + have, WORDS_SIZE - have, "%s%s", names == 1 ? ": " : ", ",
			    who(&list->rows[i]));
	}
}

int pending_lines(const struct pending_list *list, const struct canvas *canvas, int line)
{
	char text[WORDS_SIZE], amount[MONEY_TEXT_SIZE];

	for (enum pending_kind kind = 0; kind < PENDING_KIND_COUNT; kind++) {
		const struct pending_sum sum = pending_sum(list, kind, true);
		const bool blocks = pending_kind_blocks(kind);

		if (sum.count == 0)
			continue;
		text_format(text, sizeof(text), "%s %d%s%s", pending_kind_word(kind), sum.count,
			    sum.fen ? ", " : "", sum.fen ? money_format(sum.fen, amount) : "");
		append_names(list, kind, text);
		line = words_line(canvas, line, blocks ? _("! Stops it") : _("Open"), text);
	}
	return line;
}
