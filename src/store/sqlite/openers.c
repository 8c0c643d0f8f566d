#include "store/sqlite/openers.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

/* Where SQLite's locks lie in a database file: behind the first gigabyte. */
#define LOCK_BYTES 0x40000000ULL

enum { OPENERS_MOST = 64, PROGRAM_SIZE = 32, ENTRY_SIZE = 64 };

/* Its own word, or "" when it has ended meanwhile. */
static void program_of(long process, char out[PROGRAM_SIZE])
{
	char path[64];
	FILE *file;

	out[0] = '\0';
	text_format(path, sizeof(path), "/proc/%ld/comm", process);
	file = fopen(path, "re");
	if (!file)
		return;
	if (fgets(out, PROGRAM_SIZE, file))
		out[strcspn(out, "\n")] = '\0';
	fclose(file);
}

static bool is_new(const long *processes, int count, long process)
{
	for (int i = 0; i < count; i++)
		if (processes[i] == process)
			return false;
	return true;
}

/* The processes that hold one of SQLite's locks on the file. */
static int find(unsigned long long inode, long processes[OPENERS_MOST])
{
	FILE *file = fopen("/proc/locks", "re");
	int count = 0;
	char line[256];

	if (!file)
		return 0;
	while (count < OPENERS_MOST && fgets(line, sizeof(line), file)) {
		unsigned long long where, start;
		long process;

		if (sscanf(line, "%*d: %*s %*s %*s %ld %*x:%*x:%llu %llu", &process, &where,
			   &start) != 3)
			continue;
		if (where == inode && start >= LOCK_BYTES && process > 0 && process != getpid() &&
		    is_new(processes, count, process))
			processes[count++] = process;
	}
	fclose(file);
	return count;
}

int openers_name(const char *path, char *out, size_t size)
{
	long processes[OPENERS_MOST];
	struct stat file;
	size_t used = 0;
	int count;

	out[0] = '\0';
	if (stat(path, &file) != 0)
		return 0;
	count = find(file.st_ino, processes);
	for (int i = 0; i < count; i++) {
		char program[PROGRAM_SIZE], entry[ENTRY_SIZE];

		program_of(processes[i], program);
		text_format(entry, sizeof(entry), "%s%s (%ld)", i > 0 ? ", " : "", program,
			    processes[i]);
		if (used + strlen(entry) >= size)
			break;
		text_copy(out + used, size - used, entry);
		used += strlen(entry);
	}
	return count;
}
