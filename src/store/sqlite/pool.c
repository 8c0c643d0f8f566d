#include "store/sqlite/pool.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { STEP = 64, BLOCK = 64 * 1024 };

/* In front of each piece. */
struct head {
	_Alignas(max_align_t) size_t room;
};

struct block {
	struct block *next;
	_Alignas(max_align_t) char bytes[BLOCK];
};

enum { HEAD = (int)sizeof(struct head), SIZES = (POOL_LARGEST + HEAD) / STEP };

/* A piece that waits, behind its head. */
struct waiting {
	struct waiting *next;
};

/* SQLite's door for memory has no place for a context, so this is the process's. */
static struct {
	struct waiting *waiting[SIZES + 1]; /* by size in steps, the head included */
	struct block *blocks;		    /* the newest first */
	size_t left;			    /* of the newest */
} pool;

static struct head *head_of(void *piece)
{
	return (struct head *)piece - 1;
}

int pool_round(int size)
{
	if (size > POOL_LARGEST)
		return size;
	return (size + HEAD + STEP - 1) / STEP * STEP - HEAD;
}

int pool_size(void *piece)
{
	return piece ? (int)head_of(piece)->room : 0;
}

static void *with_head(void *memory, size_t room)
{
	struct head *head = memory;

	if (!head)
		return NULL;
	head->room = room;
	return head + 1;
}

/* What is left of the block before is not worth keeping: less than one piece. */
static void *cut(size_t size)
{
	struct block *block = pool.blocks;

	if (pool.left < size) {
		block = malloc(sizeof(*block));
		if (!block)
			return NULL;
		block->next = pool.blocks;
		pool.blocks = block;
		pool.left = BLOCK;
	}
	pool.left -= size;
	return block->bytes + pool.left;
}

void *pool_take(int size)
{
	size_t room = (size_t)pool_round(size), whole = room + HEAD;
	struct waiting *piece;

	assert(size > 0);
	if (size > POOL_LARGEST)
		return with_head(malloc(whole), room);
	piece = pool.waiting[whole / STEP];
	if (!piece)
		return with_head(cut(whole), room);
	pool.waiting[whole / STEP] = piece->next;
	return piece;
}

void pool_give(void *piece)
{
	struct waiting *waiting = piece;
	size_t whole;

	if (!piece)
		return;
	whole = head_of(piece)->room + HEAD;
	if (whole > POOL_LARGEST + HEAD) {
		free(head_of(piece));
		return;
	}
	waiting->next = pool.waiting[whole / STEP];
	pool.waiting[whole / STEP] = waiting;
}

void *pool_resize(void *piece, int size)
{
	int room = pool_size(piece);
	void *moved;

	assert(piece);
	/* Large ones may shrink: the library knows how to without a copy. */
	if (room > POOL_LARGEST && size > POOL_LARGEST)
		return with_head(realloc(head_of(piece), (size_t)size + HEAD), (size_t)size);
	if (pool_round(size) == room)
		return piece;
	moved = pool_take(size);
	if (!moved)
		return NULL;
	memcpy(moved, piece, (size_t)(room < size ? room : size));
	pool_give(piece);
	return moved;
}

int pool_starts(void *context)
{
	(void)context;
	return 0;
}

void pool_ends(void *context)
{
	(void)context;
}
