#include "store/sqlite/place.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/mount.h"

/* SQLite takes paths of 512 bytes, and the side files' names are longer than the database's. */
enum { PLACE_PATH_MOST = 480, ACCOUNT_SIZE = 64 };

static enum status too_long(const char *path, struct problem *problem)
{
	return problem_set(problem, STATUS_STORE_DENIED,
			   _("The path %.200s... is too long for a database."), path);
}

/* The folder of `path` in `folder`, with its last "/", and the name behind it. */
static bool split(const char *path, char folder[FILE_PATH_SIZE], const char **name)
{
	const char *slash = strrchr(path, '/');

	*name = slash ? slash + 1 : path;
	return text_format(folder, FILE_PATH_SIZE, "%.*s", slash ? (int)(slash - path) + 1 : 2,
			   slash ? path : "./");
}

enum status place_resolve(char out[FILE_PATH_SIZE], const char *url, struct problem *problem)
{
	static const char scheme[] = "sqlite:";
	const char *path = strncmp(url, scheme, strlen(scheme)) == 0 ? url + strlen(scheme) : url;
	char folder[FILE_PATH_SIZE];
	const char *name;
	char *resolved;
	bool fits;

	if (strlen(path) > PLACE_PATH_MOST || !split(path, folder, &name))
		return too_long(path, problem);
	if (*path == '\0')
		return problem_set(problem, STATUS_STORE_MISSING, _("No database is named."));
	if (*name == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return problem_set(problem, STATUS_STORE_NOT_DATABASE,
				   _("%s is a folder, not a database."), path);
	resolved = realpath(folder, NULL);
	if (!resolved && (errno == ENOENT || errno == ENOTDIR))
		return problem_set(problem, STATUS_STORE_MISSING,
				   _("There is no database at %s: there is no folder %s."), path,
				   folder);
	if (!resolved)
		return problem_set(problem, STATUS_STORE_DENIED,
				   _("The folder %s cannot be opened: %s."), folder,
				   strerror(errno));
	fits = text_format(out, PLACE_PATH_MOST, "%s/%s",
			   strcmp(resolved, "/") == 0 ? "" : resolved, name);
	free(resolved);
	return fits ? STATUS_OK : too_long(path, problem);
}

static bool is_strange(const struct stat *file)
{
	return geteuid() != 0 && file->st_uid != geteuid();
}

static void account_name(uid_t id, char out[ACCOUNT_SIZE])
{
	const struct passwd *account = getpwuid(id);

	if (account)
		text_copy(out, ACCOUNT_SIZE, account->pw_name);
	else
		text_format(out, ACCOUNT_SIZE, "%lld", (long long)id);
}

/* A way out that lets both work would be to open the file to all; there is none but that all work
 * as one account. */
static enum status belongs_to(const char *path, uid_t owner, enum status status,
			      struct problem *problem)
{
	char name[ACCOUNT_SIZE], own[ACCOUNT_SIZE];

	account_name(owner, name);
	account_name(geteuid(), own);
	return problem_set(problem, status,
			   _("The database %s belongs to the account %s, and only that account "
			     "works with it; this one is %s. Work as the owner, for instance: sudo "
			     "-u %s frontdesk -d '%s'"),
			   path, name, own, name, path);
}

enum status place_may_open(const char *path, bool writes, struct problem *problem)
{
	struct stat file;
	struct disk_kind disk;

	if (writes && mount_find(PLACE_MOUNTS, path, &disk) && disk.network)
		return problem_set(
			problem, STATUS_STORE_DENIED,
			_("%s lies on a disk of another computer (%s), where desks could "
			  "not keep out of each other's way and nobody knows what is "
			  "saved. Keep the database on a disk of this computer."),
			path, disk.kind);
	if (lstat(path, &file) != 0 || !S_ISREG(file.st_mode) || !is_strange(&file))
		return STATUS_OK;
	if (access(path, R_OK) != 0)
		return belongs_to(path, file.st_uid, STATUS_STORE_DENIED, problem);
	if (writes && !place_can_write(path))
		return belongs_to(path, file.st_uid, STATUS_STORE_READONLY, problem);
	return STATUS_OK;
}

bool place_can_write(const char *path)
{
	return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
}

/*
 * Whose business it is. What is open to others may be any file whose name was mistyped: that it is
 * no database is said first. It is looked into here alone, where it is refused whatever it is:
 * closing a file that is open as a database would drop SQLite's locks.
 */
static enum status inspect_mode(const char *path, const struct stat *file, struct problem *problem)
{
	if ((file->st_mode & (S_IWGRP | S_IWOTH | S_IROTH)) && access(path, R_OK) == 0 &&
	    !file_is_database(path))
		return problem_set(problem, STATUS_STORE_NOT_DATABASE,
				   _("%s is not a frontdesk database: it does not begin like one."),
				   path);
	/* Only its owner could do that, and only for himself. */
	if ((file->st_mode & (S_IWGRP | S_IWOTH)) && is_strange(file))
		return belongs_to(path, file->st_uid, STATUS_STORE_DENIED, problem);
	if (file->st_mode & (S_IWGRP | S_IWOTH))
		return problem_set(
			problem, STATUS_STORE_DENIED,
			_("%s can be written by other accounts. Fix this with: chmod 600 '%s'"),
			path, path);
	if (file->st_mode & S_IROTH)
		return problem_set(problem, STATUS_STORE_DENIED,
				   _("%s can be read by every account of this computer, and "
				     "patients' data with it. Fix this with: chmod 600 '%s'"),
				   path, path);
	return STATUS_OK;
}

enum status place_inspect(const char *path, struct problem *problem)
{
	struct stat file;

	if (lstat(path, &file) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return problem_set(problem, STATUS_STORE_MISSING,
				   _("There is no database at %s. `frontdesk init` creates one."),
				   path);
	if (lstat(path, &file) != 0)
		return store_say(problem, STATUS_STORE_DENIED, path, strerror(errno));
	if (S_ISLNK(file.st_mode))
		return problem_set(problem, STATUS_STORE_DENIED,
				   _("%s is a symbolic link. Name the database itself."), path);
	if (S_ISDIR(file.st_mode))
		return problem_set(problem, STATUS_STORE_NOT_DATABASE,
				   _("%s is a folder, not a database."), path);
	if (!S_ISREG(file.st_mode))
		return problem_set(problem, STATUS_STORE_NOT_DATABASE,
				   _("%s is a device or a pipe, not a database."), path);
	if (file.st_nlink != 1)
		return problem_set(problem, STATUS_STORE_DENIED,
				   _("%s has a second name (a hard link), through which another "
				     "program could damage it. Make a copy and open that."),
				   path);
	if (file.st_size == 0)
		return problem_set(problem, STATUS_STORE_NOT_DATABASE,
				   _("%s is an empty file, not a database."), path);
	return inspect_mode(path, &file, problem);
}

bool place_is_taken(const char *path)
{
	struct stat file;

	return lstat(path, &file) == 0;
}

bool place_make(const char *path)
{
	int descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	return descriptor >= 0 && close(descriptor) == 0;
}

void place_remove(const char *path)
{
	static const char *const suffixes[] = {
		"", "-wal", "-shm", "-journal", "-stopped", "-saved"
	};
	char name[FILE_PATH_SIZE];

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		if (text_format(name, sizeof(name), "%s%s", path, suffixes[i]))
			unlink(name);
}

static bool sync_opened(const char *path, int flags)
{
	int descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW);
	bool done = descriptor >= 0 && fsync(descriptor) == 0;
	int cause = errno;

	if (descriptor >= 0)
		close(descriptor);
	errno = cause;
	return done;
}

bool place_sync(const char *path)
{
	return sync_opened(path, O_RDONLY);
}

bool place_sync_folder(const char *path_in_it)
{
	char folder[FILE_PATH_SIZE];
	const char *name;

	return split(path_in_it, folder, &name) && sync_opened(folder, O_RDONLY | O_DIRECTORY);
}

bool place_rename(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	/* Some file systems cannot do that in one step; the turnstile keeps other desks out. */
	if (errno != EINVAL)
		return false;
	if (place_is_taken(to)) {
		errno = EEXIST;
		return false;
	}
	return rename(from, to) == 0;
}

bool place_exchange(const char *new_path, const char *path, const char *kept)
{
	if (renameat2(AT_FDCWD, new_path, AT_FDCWD, path, RENAME_EXCHANGE) == 0)
		return rename(new_path, kept) == 0;
	return errno == EINVAL && rename(path, kept) == 0 && rename(new_path, path) == 0;
}

bool place_give(const char *path, const char *like)
{
	struct stat owned;

	if (geteuid() != 0 || lstat(like, &owned) != 0)
		return true;
	return lchown(path, owned.st_uid, owned.st_gid) == 0;
}
