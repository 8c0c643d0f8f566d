#include "desk/presence.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* Who types is written down that often. */
enum { NOTED_MS = 30000 };

enum status presence_begin(struct desk *desk)
{
	struct at_work *here = &desk->here;
	const int64_t now_ms = desk_now_ms(desk);

	if (strcmp(here->staff, desk->staff.code) != 0 || strcmp(here->counter, desk->counter) != 0)
		*here = (struct at_work){ .since_ms = now_ms };
	here->key_ms = now_ms;
	text_copy(here->staff, sizeof(here->staff), desk->staff.code);
	text_copy(here->counter, sizeof(here->counter), desk->counter);
	return desk_store_result(desk, store_be_at_work(desk->store, here));
}

void presence_end(struct desk *desk)
{
	desk->here = (struct at_work){ .own = false };
	store_leave_work(desk->store);
}

void presence_idle(struct desk *desk, int64_t idle_ms)
{
	struct at_work *here = &desk->here;
	const int64_t key_ms = desk_now_ms(desk) - idle_ms;

	if (!here->staff[0] || llabs(key_ms - here->key_ms) < NOTED_MS)
		return;
	here->key_ms = key_ms;
	/* It is said again with the next key; until then an older moment stands there. */
	(void)!store_be_at_work(desk->store, here);
}

struct listed {
	struct at_work *rows;
	size_t count, room;
};

static void add(const struct at_work *at_work, void *context)
{
	struct listed *listed = context;
	struct at_work *row = memory_append(&listed->rows, &listed->count, &listed->room,
					    sizeof(*row));

	*row = *at_work;
}

static int compare(const void *one, const void *other)
{
	const struct at_work *first = one, *second = other;
	const int order = strcmp(first->counter, second->counter);

	if (order)
		return order;
	return (first->since_ms > second->since_ms) - (first->since_ms < second->since_ms);
}

enum status presence_list(struct desk *desk, struct at_work **rows, size_t *count)
{
	struct listed listed = { .count = 0 };
	enum status status = store_each_at_work(desk->store, add, &listed);

	if (listed.count > 1)
		qsort(listed.rows, listed.count, sizeof(*listed.rows), compare);
	*rows = listed.rows;
	*count = listed.count;
	return desk_store_result(desk, status);
}

enum status presence_at_counter(struct desk *desk, const char *counter, struct at_work *out)
{
	struct at_work *rows;
	size_t count, found = 0;
	enum status status = presence_list(desk, &rows, &count);

	while (found < count && (rows[found].own || strcmp(rows[found].counter, counter) != 0))
		found++;
	if (found < count)
		*out = rows[found];
	free(rows);
	return status || found < count ? status : STATUS_NOT_FOUND;
}

int presence_idle_minutes(const struct desk *desk, const struct at_work *at_work)
{
	const int64_t idle_ms = desk_now_ms(desk) - at_work->key_ms;

	return idle_ms > 0 ? (int)(idle_ms / MS_PER_MINUTE) : 0;
}
