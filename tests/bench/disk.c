#include "disk.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct disk {
	pthread_mutex_t mutex;
	pthread_cond_t flushed;
	uint64_t begun, ended; /* flushes so far; they differ while one runs */
};

/* Both are robust in their way: the mutex tells of an owner who died, and who waits looks again
 * after a while. */
static void make_locks(struct disk *disk)
{
	pthread_mutexattr_t mutex;
	pthread_condattr_t cond;

	pthread_mutexattr_init(&mutex);
	pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&mutex, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&disk->mutex, &mutex);
	pthread_mutexattr_destroy(&mutex);
	pthread_condattr_init(&cond);
	pthread_condattr_setpshared(&cond, PTHREAD_PROCESS_SHARED);
	pthread_condattr_setclock(&cond, CLOCK_MONOTONIC);
	pthread_cond_init(&disk->flushed, &cond);
	pthread_condattr_destroy(&cond);
}

struct disk *disk_share(const char *path)
{
	int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	struct disk *disk = NULL;
	struct stat facts;

	if (descriptor < 0)
		return NULL;
	(void)fchmod(descriptor, 0666);
	if (flock(descriptor, LOCK_EX) == 0 && fstat(descriptor, &facts) == 0 &&
	    ftruncate(descriptor, sizeof(*disk)) == 0) {
		disk = mmap(NULL, sizeof(*disk), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
		if (disk == MAP_FAILED)
			disk = NULL;
		else if (facts.st_size == 0)
			make_locks(disk);
	}
	close(descriptor);
	/* Nanoseconds: the kernel would add fifty microseconds of its own. */
	prctl(PR_SET_TIMERSLACK, 1000);
	return disk;
}

static void lock(struct disk *disk)
{
	if (pthread_mutex_lock(&disk->mutex) == EOWNERDEAD)
		pthread_mutex_consistent(&disk->mutex);
}

static void wait_a_while(struct disk *disk)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec++;
	/* The one who flushed was killed, most likely: its flush counts as ended. */
	if (pthread_cond_timedwait(&disk->flushed, &disk->mutex, &until) == ETIMEDOUT)
		disk->ended = disk->begun;
}

void disk_flush(struct disk *disk, long wait_us)
{
	const struct timespec wait = { wait_us / 1000000, wait_us % 1000000 * 1000 };
	uint64_t wanted;

	lock(disk);
	wanted = disk->begun + 1;
	while (disk->ended < wanted) {
		if (disk->begun > disk->ended) {
			wait_a_while(disk);
			continue;
		}
		disk->begun++;
		pthread_mutex_unlock(&disk->mutex);
		nanosleep(&wait, NULL);
		lock(disk);
		disk->ended = disk->begun;
		pthread_cond_broadcast(&disk->flushed);
	}
	pthread_mutex_unlock(&disk->mutex);
}
