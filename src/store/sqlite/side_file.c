#include "store/sqlite/side_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

bool side_file_give(int file, const char *database)
{
	struct stat owned;

	if (geteuid() != 0 || lstat(database, &owned) != 0)
		return true;
	return fchown(file, owned.st_uid, owned.st_gid) == 0;
}

static int make(const char *path, const char *database, int flags)
{
	int file = open(path, flags | O_CREAT | O_EXCL, 0600), cause;

	if (file < 0 || side_file_give(file, database))
		return file;
	cause = errno;
	unlink(path);
	close(file);
	errno = cause;
	return -1;
}

int side_file_open(const char *database, const char *ending, bool *made)
{
	const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;
	char path[FILE_PATH_SIZE];
	int file;

	*made = false;
	if (!text_format(path, sizeof(path), "%s%s", database, ending)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	file = open(path, flags);
	if (file < 0 && errno == ENOENT) {
		file = make(path, database, flags);
		*made = file >= 0;
		/* Another process may have made it in between. */
		if (file < 0 && errno == EEXIST)
			file = open(path, flags);
	}
	return file;
}

void side_file_remove(const char *database, const char *ending)
{
	char path[FILE_PATH_SIZE];

	if (text_format(path, sizeof(path), "%s%s", database, ending))
		unlink(path);
}
