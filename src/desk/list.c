#include "desk/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct list {
	store_row_fn *read;
	size_t item_size;
	void *items;
	size_t count, room;
};

static enum status append(const struct store_row *row, void *context)
{
	struct list *list = context;

	return list->read(row,
			  memory_append(&list->items, &list->count, &list->room, list->item_size));
}

enum status list_read(struct desk *desk, enum sql statement, const struct store_value *args,
		      size_t arg_count, store_row_fn *read, size_t item_size, void *rows,
		      size_t *count)
{
	struct list list = { .read = read, .item_size = item_size };
	enum status status = store_each(desk->store, statement, args, arg_count, append, &list);

	if (status) {
		free(list.items);
		list.items = NULL;
		list.count = 0;
	}
	memcpy(rows, &list.items, sizeof(list.items));
	*count = list.count;
	return desk_store_result(desk, status);
}
