#ifndef TERM_DIALOG_H
#define TERM_DIALOG_H
/*
 * The dialogs every screen may push. Each is an ordinary screen that answers through the asker's
 * `result`; Esc closes it without an answer. Texts are translated already and copied. All return
 * what screen_push does.
 */
#include "ui/term/form.h"
#include "ui/term/list.h"
#include "ui/term/screen.h"

/* A message that must be read: any of Enter, Esc closes it. Its asker gets no result. */
bool dialog_message(struct screen *screen, const char *title, const char *text);

/* Yes or no, weighty (screen.h): F9 is yes, Enter no; answer.choice is 1 or 0; `given` is false for
 * Esc. The text says what will happen. */
bool dialog_ask(struct screen *screen, int question, const char *title, const char *text);

/* One line of text: answer.text, trimmed. An empty line is not taken unless `may_be_empty`. */
struct dialog_prompt {
	const char *title, *text, *label; /* label is N_() */
	enum field_kind kind;
	size_t limit;
	const char *initial; /* NULL for none */
	bool may_be_empty;
};
bool dialog_prompt(struct screen *screen, int question, const struct dialog_prompt *prompt);

/* The same for why something is taken back: weighty, so that F9 and not Enter does it. */
bool dialog_ask_reason(struct screen *screen, int question, const char *title, const char *text);

/* One of a few things: answer.choice is its place, answer.id its id. The digits 1
 * to 9 mark one of the first items, other letters narrow them, Enter takes the marked one. The item
 * with `selected_id` is marked, or the first; with DIALOG_NOTHING_MARKED none is, so that an Enter
 * which was typed ahead decides nothing. The array is copied. */
enum { DIALOG_ITEMS_MAX = 512, DIALOG_ITEM_SIZE = 160, DIALOG_NOTHING_MARKED = -1 };
struct dialog_item {
	int64_t id;
	char text[DIALOG_ITEM_SIZE];
};
bool dialog_pick(struct screen *screen, int question, const char *title,
		 const struct dialog_item *item, size_t count, int64_t selected_id);

/* A longer text to read, with scrolling: a booking's history, a refusal's dates. Lines end in '\n'.
 */
bool dialog_read(struct screen *screen, const char *title, const char *text);

#endif
