/*
 * These functions have the names of those of the C library, so the libraries that are linked call
 * them instead. A count is exact and the same on every machine, where a time is neither.
 */
#include "calls.h"

#include <sys/syscall.h>
#include <unistd.h>

#include "disk.h"

static struct calls made;
static struct disk *disk; /* NULL: the real one alone */
static long disk_wait_us;

struct calls calls_made(void)
{
	return made;
}

bool calls_wait_for_disk(const char *path, long wait_us)
{
	disk = disk_share(path);
	disk_wait_us = wait_us;
	return disk != NULL;
}

long calls_wait_us(void)
{
	return disk_wait_us;
}

static int synced(long result)
{
	made.syncs++;
	if (disk)
		disk_flush(disk, disk_wait_us);
	return (int)result;
}

int fdatasync(int descriptor)
{
	return synced(syscall(SYS_fdatasync, descriptor));
}

int fsync(int descriptor)
{
	return synced(syscall(SYS_fsync, descriptor));
}

static ssize_t written(long result)
{
	made.writes++;
	if (result > 0)
		made.bytes += result;
	return result;
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
	return written(syscall(SYS_write, descriptor, bytes, size));
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t at)
{
	return written(syscall(SYS_pwrite64, descriptor, bytes, size, at));
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t at)
{
	return written(syscall(SYS_pwrite64, descriptor, bytes, size, at));
}
