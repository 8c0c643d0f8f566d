#ifndef TESTS_BENCH_DISK_H
#define TESTS_BENCH_DISK_H
/*
 * A disk of a given speed, for everybody who shares its file: one flush at a time, each takes so
 * long, and whoever asks while one runs shares the next with all others who ask meanwhile. That is
 * how a disk and its file system behave; sleeping side by side would be a disk for each.
 *
 * Invariant: a flush that was asked for has begun after it was asked for. Who is killed while it
 * flushes leaves the disk to the next one.
 */
#include <stdbool.h>

#include "base/status.h"

struct disk;

/* The disk behind the file at `path`, which is made if need be and may be shared with other
 * processes and accounts. NULL, and errno, when that does not work. Never given back. */
struct disk *disk_share(const char *path) MUST_CHECK;

/* Waits for a flush of `wait_us` microseconds. */
void disk_flush(struct disk *disk, long wait_us);

#endif
