/*
 * A library to load before a program whose commits are to wait for the disk of disk.h, too:
 * BENCH_DISK is its file, BENCH_DISK_US the microseconds of a flush. Used for the server of
 * postgres_row.c, whose source is not ours.
 */
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "disk.h"

static void wait_for_disk(void)
{
	static struct disk *disk;
	static long wait_us;
	const char *path = getenv("BENCH_DISK"), *microseconds = getenv("BENCH_DISK_US");

	if (!disk && path && microseconds) {
		disk = disk_share(path);
		wait_us = strtol(microseconds, NULL, 10);
		/* Without it the figures would be those of another disk. */
		if (!disk)
			abort();
	}
	if (disk)
		disk_flush(disk, wait_us);
}

int fdatasync(int descriptor)
{
	int result = (int)syscall(SYS_fdatasync, descriptor);

	wait_for_disk();
	return result;
}

int fsync(int descriptor)
{
	int result = (int)syscall(SYS_fsync, descriptor);

	wait_for_disk();
	return result;
}
