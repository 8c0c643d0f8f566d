#ifndef DESK_TRUST_HEADS_H
#define DESK_TRUST_HEADS_H
/*
 * heads.txt on a stick: a line for each day's close, as the slip has it: the entry, the head, when,
 * the clinic. Lines are only added; whoever has them tells what was put back or cut off since
 * (check/head.h).
 */
#include "base/file.h"
#include "desk/desk.h"

#define HEADS_FILE "heads.txt"

/* Adds the line of a link to the file at `path`, which is made where it is missing, and syncs it.
 * The newest line is not written twice. STATUS_CANNOT_WRITE with path and cause. */
enum status heads_append(struct desk *desk, const char *path,
			 const struct chain_link *link) MUST_CHECK;

struct head_line {
	int64_t seq;
	unsigned char head[CHAIN_HEAD_BYTES];
};

/* Reads a line; false for one that is none (the lines of another program, a remark). */
bool heads_read_line(const char *line, struct head_line *out);

/* All lines of a file. STATUS_BAD_FILE: it cannot be read, or has none. The caller frees *rows. */
enum status heads_read(const char *path, struct head_line **rows, size_t *count,
		       struct problem *problem) MUST_CHECK;

#endif
