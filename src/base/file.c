#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cause.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

enum status file_cannot_write(const char *path, int cause, struct problem *problem)
{
	return problem_set(problem, STATUS_CANNOT_WRITE, _("\"%s\" cannot be written: %s."), path,
			   cause_words(path, cause));
}

bool file_is_database(const char *path)
{
	static const char first[16] = "SQLite format 3";
	char bytes[sizeof(first)];
	FILE *file = fopen(path, "re");
	bool same = file && fread(bytes, 1, sizeof(bytes), file) == sizeof(bytes) &&
		    memcmp(bytes, first, sizeof(first)) == 0;

	if (file)
		fclose(file);
	return same;
}

/* Only an ordinary file may be replaced: a rename over a device or a pipe would put a file in its
 * place. */
static enum status check_destination(const char *destination, enum file_kind kind,
				     struct problem *problem)
{
	struct stat about;

	if (!*destination)
		return file_cannot_write(destination, ENOENT, problem);
	if (stat(destination, &about) == 0 && !S_ISREG(about.st_mode))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: it is not an ordinary file. "
				     "Give the name of a file."),
				   destination);
	/* It is nobody's report: who names one has mistyped, and would lose a clinic. */
	if (file_is_database(destination))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: it is a database and stays as it "
				     "is. Give another name."),
				   destination);
	return file_kind_check(destination, kind, problem);
}

/* ".NAME.XXXXXX" beside the destination. */
static bool name_beside(const char *destination, char out[FILE_PATH_SIZE])
{
	const char *slash = strrchr(destination, '/');
	int folder = slash ? (int)(slash - destination) + 1 : 0;

	return text_format(out, FILE_PATH_SIZE, "%.*s.%s.XXXXXX", folder, destination,
			   destination + folder);
}

static void folder_of(const char *path, char out[FILE_PATH_SIZE])
{
	char *slash;

	text_copy(out, FILE_PATH_SIZE, path);
	slash = strrchr(out, '/');
	if (!slash)
		text_copy(out, FILE_PATH_SIZE, ".");
	else
		slash[slash == out] = '\0'; /* keeps the slash of the root */
}

/* A descriptor to write to, or -1. */
static int make_nameless(struct new_file *file)
{
	char folder[FILE_PATH_SIZE];
	int descriptor;

	folder_of(file->destination, folder);
	descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (descriptor < 0)
		return -1;
	file->held = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
	file->nameless = file->held >= 0;
	text_format(file->temporary, sizeof(file->temporary), "/proc/self/fd/%d", file->held);
	if (!file->nameless || access(file->temporary, W_OK) != 0) {
		close(descriptor);
		new_file_abandon(file);
		return -1;
	}
	return descriptor;
}

/* A folder in which accounts leave files for each other gives them its group, and lets it write. */
static void share_in(int descriptor, const char *destination)
{
	char folder[FILE_PATH_SIZE];
	struct stat about;

	folder_of(destination, folder);
	if (stat(folder, &about) != 0 ||
	    (about.st_mode & (S_ISGID | S_IWGRP)) != (S_ISGID | S_IWGRP))
		return;
	if (fchmod(descriptor, 0660) != 0)
		return;
}

/* Whoever could read the file that is replaced can read the new one, and nobody else. */
static void keep_access(int descriptor, const char *destination, enum file_kind kind)
{
	struct stat about;
	mode_t mode;

	if (stat(destination, &about) != 0) {
		if (kind != FILE_ANY)
			share_in(descriptor, destination);
		return;
	}
	mode = about.st_mode & 0777;
	/* Without the group its rights would be another group's. */
	if (fchown(descriptor, (uid_t)-1, about.st_gid) != 0)
		mode &= ~(mode_t)070;
	/* Where the file system has no modes the file is as good as before. */
	if (fchmod(descriptor, mode) != 0)
		return;
}

enum status new_file_open(struct new_file *file, const char *destination, enum file_kind kind,
			  struct problem *problem)
{
	enum status status;
	int descriptor;

	memset(file, 0, sizeof(*file));
	status = check_destination(destination, kind, problem);
	if (status)
		return status;
	if (!text_copy(file->destination, sizeof(file->destination), destination) ||
	    !name_beside(destination, file->temporary))
		return file_cannot_write(destination, ENAMETOOLONG, problem);
	descriptor = make_nameless(file);
	if (descriptor < 0 && name_beside(destination, file->temporary))
		descriptor = mkostemp(file->temporary, O_CLOEXEC);
	if (descriptor < 0)
		return file_cannot_write(destination, errno, problem);
	keep_access(descriptor, destination, kind);
	file->stream = fdopen(descriptor, "w");
	if (!file->stream) {
		int cause = errno;

		close(descriptor);
		new_file_abandon(file);
		return file_cannot_write(destination, cause, problem);
	}
	return STATUS_OK;
}

/* Zero, or the errno of what went wrong; the descriptor is closed either way. */
static int sync_and_close(int descriptor)
{
	int cause = fsync(descriptor) == 0 ? 0 : errno;

	/* Some file systems cannot sync a directory; that is no loss of the file. */
	if (cause == EINVAL)
		cause = 0;
	if (close(descriptor) != 0 && !cause)
		cause = errno;
	return cause;
}

static int sync_stream(FILE *stream)
{
	int cause = 0;

	if (fflush(stream) != 0 || fsync(fileno(stream)) != 0)
		cause = errno;
	else if (ferror(stream))
		cause = EIO;
	if (fclose(stream) != 0 && !cause)
		cause = errno;
	return cause;
}

static int sync_path(const char *path, int flags)
{
	int descriptor = open(path, flags | O_CLOEXEC);

	return descriptor < 0 ? errno : sync_and_close(descriptor);
}

static int sync_directory_of(const char *path)
{
	char folder[FILE_PATH_SIZE];

	folder_of(path, folder);
	return sync_path(folder, O_RDONLY | O_DIRECTORY);
}

/* Gives it a name of its own, which a rename then puts in the destination's place: a link cannot.
 */
static int give_name(struct new_file *file)
{
	char name[FILE_PATH_SIZE];
	int descriptor, cause = 0;

	if (!file->nameless)
		return 0;
	/* A name that nobody has; the file that takes it is only a moment there. */
	if (!name_beside(file->destination, name))
		return ENAMETOOLONG;
	descriptor = mkostemp(name, O_CLOEXEC);
	if (descriptor < 0)
		return errno;
	close(descriptor);
	if (unlink(name) != 0 ||
	    linkat(AT_FDCWD, file->temporary, AT_FDCWD, name, AT_SYMLINK_FOLLOW) != 0)
		cause = errno;
	close(file->held);
	file->nameless = false;
	text_copy(file->temporary, sizeof(file->temporary), cause ? "" : name);
	return cause;
}

enum status new_file_finish(struct new_file *file, struct problem *problem)
{
	int cause;

	if (file->stream)
		cause = sync_stream(file->stream);
	else
		cause = sync_path(file->temporary, O_RDONLY);
	file->stream = NULL;
	if (!cause)
		cause = give_name(file);
	if (!cause && rename(file->temporary, file->destination) != 0)
		cause = errno;
	if (cause) {
		new_file_abandon(file);
		return file_cannot_write(file->destination, cause, problem);
	}
	file->temporary[0] = '\0';
	cause = sync_directory_of(file->destination);
	return cause ? file_cannot_write(file->destination, cause, problem) : STATUS_OK;
}

void new_file_abandon(struct new_file *file)
{
	if (file->stream)
		fclose(file->stream);
	file->stream = NULL;
	if (file->nameless)
		close(file->held);
	else if (file->temporary[0])
		unlink(file->temporary);
	file->nameless = false;
	file->temporary[0] = '\0';
}

enum status file_read(const char *path, size_t bytes_max, char **bytes, size_t *length,
		      struct problem *problem)
{
	FILE *stream = fopen(path, "re");
	char *room = NULL;
	size_t used = 0, size = 0;
	enum status status = STATUS_OK;

	*bytes = NULL;
	*length = 0;
	if (!stream)
		return problem_set(problem, STATUS_BAD_FILE, _("\"%s\" cannot be read: %s."), path,
				   strerror(errno));
	do {
		if (used == size) {
			size = size ? size * 2 : 16384;
			room = memory_resize(room, size + 1, 1);
		}
		used += fread(room + used, 1, size - used, stream);
	} while (used == size && used <= bytes_max);
	if (ferror(stream))
		status = problem_set(problem, STATUS_BAD_FILE, _("\"%s\" cannot be read: %s."),
				     path, strerror(errno));
	else if (used > bytes_max)
		status = problem_set(problem, STATUS_BAD_FILE,
				     _("\"%s\" is too large: more than %zu bytes."), path,
				     bytes_max);
	fclose(stream);
	if (status) {
		free(room);
		return status;
	}
	room[used] = '\0';
	*bytes = room;
	*length = used;
	return STATUS_OK;
}

enum status file_is_no_pipe(const char *path, struct problem *problem)
{
	struct stat about;

	if (stat(path, &about) != 0 || (!S_ISFIFO(about.st_mode) && !S_ISSOCK(about.st_mode)))
		return STATUS_OK;
	return problem_set(problem, STATUS_BAD_FILE,
			   _("\"%s\" cannot be read: it is a pipe. Give the name of a file."),
			   path);
}

static enum status make_one(const char *path, struct problem *problem)
{
	struct stat about;

	if (mkdir(path, 0700) == 0)
		return STATUS_OK;
	if (errno == EEXIST && stat(path, &about) == 0)
		errno = S_ISDIR(about.st_mode) ? 0 : ENOTDIR;
	if (errno == 0)
		return STATUS_OK;
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("The folder \"%s\" cannot be created: %s."), path,
			   cause_words(path, errno));
}

enum status directory_make(const char *path, struct problem *problem)
{
	char part[FILE_PATH_SIZE];

	if (!text_copy(part, sizeof(part), path))
		return file_cannot_write(path, ENAMETOOLONG, problem);
	for (char *at = part + 1; part[0] && *at; at++) {
		enum status status;

		if (*at != '/')
			continue;
		*at = '\0';
		status = make_one(part, problem);
		*at = '/';
		if (status)
			return status;
	}
	return make_one(part, problem);
}

/* A relative path in an XDG variable is to be ignored (XDG Base Directory Specification). */
static bool path_in(char out[FILE_PATH_SIZE], const char *variable, const char *fallback,
		    const char *name)
{
	const char *folder = getenv(variable);
	const char *home = getenv("HOME");

	if (folder && folder[0] == '/')
		return text_format(out, FILE_PATH_SIZE, "%s/frontdesk/%s", folder, name);
	if (!home || home[0] != '/')
		return false;
	return text_format(out, FILE_PATH_SIZE, "%s/%s/frontdesk/%s", home, fallback, name);
}

bool path_in_data(char out[FILE_PATH_SIZE], const char *name)
{
	return path_in(out, "XDG_DATA_HOME", ".local/share", name);
}

bool path_in_config(char out[FILE_PATH_SIZE], const char *name)
{
	return path_in(out, "XDG_CONFIG_HOME", ".config", name);
}

bool path_in_state(char out[FILE_PATH_SIZE], const char *name)
{
	return path_in(out, "XDG_STATE_HOME", ".local/state", name);
}

bool path_in_session(char out[FILE_PATH_SIZE], const char *name)
{
	const char *folder = getenv("XDG_RUNTIME_DIR");
	struct stat about;

	return folder && folder[0] == '/' && stat(folder, &about) == 0 && S_ISDIR(about.st_mode) &&
	       about.st_uid == geteuid() && (about.st_mode & 077) == 0 &&
	       text_format(out, FILE_PATH_SIZE, "%s/frontdesk/%s", folder, name);
}
