#include "exchange/online_damage.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/spreadsheet.h"
#include "base/text.h"
#include "desk/online/order_parts.h"

enum { ROUNDED_LEAST = 2, ROUNDED_PERCENT = 1 };

static const char *number_of(const struct online_order *order, enum online_number number)
{
	return number == ONLINE_TRANSACTION ? order->transaction_id : order->order_no;
}

struct found {
	struct online_damage *rows;
	size_t count, room;
};

static struct online_damage *add(struct found *found, const struct online_file_row *row,
				 enum online_number number)
{
	struct online_damage *damage = memory_append(&found->rows, &found->count, &found->room,
						     sizeof(*damage));

	damage->line = row->line;
	damage->place = row->place;
	damage->number = number;
	return damage;
}

static void find_rounded(const struct online_file_row *rows, size_t count,
			 enum online_number number, struct found *found)
{
	size_t rounded = 0;

	for (size_t i = 0; i < count; i++)
		rounded += spreadsheet_has_rounded(number_of(&rows[i].order, number));
	if (rounded < ROUNDED_LEAST || rounded * 100 < count * ROUNDED_PERCENT)
		return;
	for (size_t i = 0; i < count; i++)
		if (spreadsheet_has_rounded(number_of(&rows[i].order, number)))
			text_copy(add(found, &rows[i], number)->message, PROBLEM_MESSAGE_SIZE,
				  spreadsheet_rounded_sentence());
}

static int by_order_then_line(const void *left, const void *right)
{
	const struct online_file_row *a = *(const struct online_file_row *const *)left;
	const struct online_file_row *b = *(const struct online_file_row *const *)right;
	int order = strcmp(a->order.order_no, b->order.order_no);

	return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* An order belongs to one person; whoever comes second under its number shows that it is none. */
static void find_shared(const struct online_file_row *rows, size_t count, struct found *found)
{
	const struct online_file_row **sorted = memory_new(count + 1, sizeof(*sorted)), *first;

	for (size_t i = 0; i < count; i++)
		sorted[i] = &rows[i];
	qsort(sorted, count, sizeof(*sorted), by_order_then_line);
	for (size_t i = 1, group = 0; i < count; i++) {
		first = sorted[group];
		if (strcmp(first->order.order_no, sorted[i]->order.order_no) != 0) {
			group = i;
			continue;
		}
		if (!order_other_person(&first->order, &sorted[i]->order))
			continue;
		text_format(add(found, sorted[i], ONLINE_ORDER_NO)->message, PROBLEM_MESSAGE_SIZE,
			    _("Order %.64s is in line %ld, too, and there it is somebody else's: a "
			      "spreadsheet program may have rounded its number. Import the file as "
			      "the sender made it, without opening it in a spreadsheet program."),
			    first->order.order_no, first->line);
	}
	free(sorted);
}

void online_damage_find(const struct online_file_row *rows, size_t count,
			struct online_damage **damages, size_t *damage_count)
{
	struct found found = { .rows = NULL };

	for (int number = 0; number < ONLINE_NUMBER_COUNT; number++)
		find_rounded(rows, count, (enum online_number)number, &found);
	/* Numbers that were rounded are shared because they were. */
	if (!found.count)
		find_shared(rows, count, &found);
	*damages = found.rows;
	*damage_count = found.count;
}
