#include "base/cause.h"

#include <errno.h>
#include <string.h>
#include <sys/statvfs.h>

#include "base/language.h"
#include "base/text.h"

enum { PATH_SIZE = 1024 };

/* A file that is not there yet lies where its folder does. */
static bool look(const char *path, struct statvfs *out)
{
	char folder[PATH_SIZE];
	char *slash;

	if (statvfs(path, out) == 0)
		return true;
	if (!text_copy(folder, sizeof(folder), path))
		return false;
	slash = strrchr(folder, '/');
	if (!slash)
		return statvfs(".", out) == 0;
	slash[slash == folder] = '\0'; /* keeps the slash of the root */
	return statvfs(folder, out) == 0;
}

bool cause_is_no_inodes(const char *path, int cause)
{
	struct statvfs system;

	/* Some file systems (btrfs) make inodes as they need them, and count none. */
	return cause == ENOSPC && look(path, &system) && system.f_files > 0 && system.f_favail == 0;
}

const char *cause_words(const char *path, int cause)
{
	if (cause == EROFS)
		return _("the disk or stick can only be read now (it is write-protected, or the "
			 "system made it so after an error)");
	if (cause_is_no_inodes(path, cause))
		return _("the disk has no room for another file (no inodes are left, although "
			 "bytes may be free); remove files that nobody needs");
	return strerror(cause);
}
