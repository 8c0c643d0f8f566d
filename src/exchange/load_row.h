#ifndef EXCHANGE_LOAD_ROW_H
#define EXCHANGE_LOAD_ROW_H
/*
 * What the kinds of master data files differ in: their columns, how a row is read, which rows are
 * about the same thing, how one is put into the store, and what stands there of it. A table of four
 * rows.
 */
#include "base/csv.h"
#include "exchange/load_kind.h"
#include "exchange/load_present.h"

enum {
	LOAD_KEYS_MAX = 3,
	LOAD_KEY_SIZE = 160,
	LOAD_NO_COLUMN = -1, /* the row as a whole is at fault */
};

/* What a row is about; two rows of a file with the same key contradict each other. */
struct load_keys {
	size_t count;
	struct {
		char text[LOAD_KEY_SIZE];
		int column; /* that is blamed for a repetition */
	} key[LOAD_KEYS_MAX];
};

struct load_form {
	const struct csv_column *columns;
	size_t column_count;
	const char *harmless; /* columns that are passed over */
	size_t item_size;     /* bytes of what a row is read into */

	/* Reads the present row. On failure *column is the one at fault and desk->problem the
	 * sentence. Looks at nothing but the row, the settings and the clock. */
	enum status (*read)(struct desk *desk, const struct csv *csv, void *item, int *column);

	void (*keys)(const void *item, struct load_keys *keys);

	/* Puts it into the store, within desk_change. On failure as above. `notes` is empty unless
	 * something could not be done as asked, or was done that was not. `rename`: as in load.h.
	 */
	enum status (*put)(struct desk *desk, const void *item, bool rename,
			   enum put_outcome *outcome, struct roster_notes *notes, int *column);

	/* The record that it is about. */
	enum status (*present)(struct desk *desk, const void *item, struct load_values *out);
};

/* The form of a kind of file; never NULL, owned by the table. */
const struct load_form *load_form_of(enum load_kind kind);

#endif
