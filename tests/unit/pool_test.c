/* SQLite's memory: pieces are whole, apart from each other, aligned, and used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "store/sqlite/pool.h"

enum { PIECES = 300, ROUNDS = 20000, LARGE = 100000 };

struct piece {
	unsigned char *bytes;
	int size;
	unsigned char mark;
};

static uint32_t next(uint32_t *dice)
{
	*dice = *dice * 1664525u + 1013904223u;
	return *dice >> 8;
}

static void must_be_whole(const struct piece *piece, int size)
{
	for (int i = 0; i < size; i++)
		assert_int_equal(piece->bytes[i], piece->mark);
}

static void take(struct piece *piece, int size, unsigned char mark)
{
	*piece = (struct piece){ .bytes = pool_take(size), .size = size, .mark = mark };
	assert_non_null(piece->bytes);
	assert_int_equal((uintptr_t)piece->bytes % _Alignof(max_align_t), 0);
	assert_true(pool_size(piece->bytes) >= size);
	assert_int_equal(pool_size(piece->bytes), pool_round(size));
	/* The whole room is the caller's, not only what was asked for. */
	piece->size = pool_size(piece->bytes);
	memset(piece->bytes, mark, (size_t)piece->size);
}

static void resize(struct piece *piece, int size)
{
	int kept = size < piece->size ? size : piece->size;
	void *moved = pool_resize(piece->bytes, size);

	assert_non_null(moved);
	piece->bytes = moved;
	must_be_whole(piece, kept);
	assert_true(pool_size(moved) >= size);
	piece->size = pool_size(moved);
	memset(moved, piece->mark, (size_t)piece->size);
}

static int any_size(uint32_t *dice)
{
	static const int edges[] = {
		1, 16, 47, 48, 49, 4368, POOL_LARGEST - 1, POOL_LARGEST, POOL_LARGEST + 1, LARGE
	};
	uint32_t kind = next(dice) % 4;

	if (kind == 0)
		return edges[next(dice) % (sizeof(edges) / sizeof(edges[0]))];
	return 1 + (int)(next(dice) % (kind == 1 ? 8000 : 300));
}

static void pieces_never_overlap_whatever_their_order(void **state)
{
	static struct piece pieces[PIECES];
	uint32_t dice = 20261122;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct piece *piece = &pieces[next(&dice) % PIECES];

		if (!piece->bytes) {
			take(piece, any_size(&dice), (unsigned char)next(&dice));
			continue;
		}
		must_be_whole(piece, piece->size);
		if (next(&dice) % 3 == 0) {
			resize(piece, any_size(&dice));
			continue;
		}
		pool_give(piece->bytes);
		piece->bytes = NULL;
	}
	for (int i = 0; i < PIECES; i++) {
		if (pieces[i].bytes)
			must_be_whole(&pieces[i], pieces[i].size);
		pool_give(pieces[i].bytes);
	}
}

static void what_was_given_back_is_used_again(void **state)
{
	void *first = pool_take(100), *other = pool_take(100);

	(void)state;
	assert_ptr_not_equal(first, other);
	pool_give(first);
	assert_ptr_equal(pool_take(90), first);
	pool_give(other);
	assert_ptr_not_equal(pool_take(1000), other);
	assert_ptr_equal(pool_take(pool_round(100)), other);
	pool_give(first);
	pool_give(other);
}

static void nothing_is_given_back_and_has_no_size(void **state)
{
	(void)state;
	pool_give(NULL);
	assert_int_equal(pool_size(NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_never_overlap_whatever_their_order),
		cmocka_unit_test(what_was_given_back_is_used_again),
		cmocka_unit_test(nothing_is_given_back_and_has_no_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
