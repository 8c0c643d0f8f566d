#ifndef STORE_SQLITE_POOL_H
#define STORE_SQLITE_POOL_H
/*
 * Memory for SQLite. A booking takes and gives back some 250 small pieces; Debian's SQLite is built
 * without the lookaside that is meant for them, and the C library's malloc is a thirteenth of all
 * that a booking costs. So pieces are cut from blocks, and what is given back waits, by its size,
 * for who wants such a piece next.
 *
 * Invariants:
 * - One thread, one pool for the process: connection.c alone uses it, and tells SQLite so.
 * - Blocks are never given back. What is larger than POOL_LARGEST comes from malloc and goes back
 *   there.
 */

enum { POOL_LARGEST = 6 * 1024 - 16 }; /* a page of the database and what the cache adds to it */

/* At least `size` (1 and more) bytes, aligned for anything; NULL when there is no memory. */
void *pool_take(int size);

/* NULL is fine. */
void pool_give(void *piece);

/* The piece with room for `size` bytes, moved if need be; NULL, and `piece` is as it was, when
 * there is no memory. */
void *pool_resize(void *piece, int size);

/* How many bytes a piece has room for, and how many one for `size` bytes would have. */
int pool_size(void *piece);
int pool_round(int size);

/* For SQLite, which asks before the first piece and after the last; nothing is to be done. */
int pool_starts(void *context);
void pool_ends(void *context);

#endif
