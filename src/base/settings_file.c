#include "base/settings_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cause.h"
#include "base/entered.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

enum { LINKS_MAX = 16 };

static bool is_missing(const char *path)
{
	return access(path, F_OK) != 0 && errno == ENOENT;
}

/* The bytes as they are now; none when the file is missing. */
static enum status read_bytes(const char *path, char **bytes, size_t *length, bool *there,
			      struct problem *problem)
{
	enum status status = file_is_no_pipe(path, problem);

	*there = !is_missing(path);
	*bytes = NULL;
	*length = 0;
	if (status)
		return status;
	if (*there)
		return file_read(path, CONFIG_FILE_BYTES_MAX, bytes, length, problem);
	*bytes = memory_string("");
	return STATUS_OK;
}

/* Understands bytes, which it takes over, as the file's. */
static enum status understand(struct settings_file *file, const char *path, char *bytes,
			      size_t length, struct problem *problem)
{
	enum status status;

	file->bytes = bytes;
	file->length = length;
	status = encoding_decode(path, bytes, length, &file->text, &file->encoding, problem);
	if (!status)
		status = ini_read(&file->ini, path, file->text, problem);
	if (!status)
		status = settings_take(&file->settings, path, &file->ini, problem);
	return status;
}

enum status settings_file_read(struct settings_file *file, const char *path,
			       struct problem *problem)
{
	enum status status;
	size_t length;
	char *bytes;
	bool there;

	memset(file, 0, sizeof(*file));
	settings_init(&file->settings);
	text_copy(file->settings.path, sizeof(file->settings.path), path);
	if (!*path)
		return STATUS_OK;
	status = read_bytes(path, &bytes, &length, &there, problem);
	if (status)
		return status;
	file->there = there;
	return understand(file, path, bytes, length, problem);
}

void settings_file_release(struct settings_file *file)
{
	free(file->bytes);
	free(file->text);
	ini_release(&file->ini);
	memset(file, 0, sizeof(*file));
}

/* How the file ends its lines. */
static const char *line_end(const char *bytes)
{
	const char *end = strchr(bytes, '\n');

	return end && end > bytes && end[-1] == '\r' ? "\r\n" : "\n";
}

/* Adds the new lines in the file's encoding, each with its end but the last. */
static bool add_text(FILE *out, const struct settings_file *file, const char *text)
{
	char encoded[4 * INI_LINE_MAX];

	if (!encoding_encode(file->encoding, text, encoded, sizeof(encoded)))
		return false;
	/* Neither encoding has a line end inside a character. */
	for (const char *at = encoded; *at; at++) {
		if (*at == '\n')
			fputs(line_end(file->bytes), out);
		else
			fputc(*at, out);
	}
	return true;
}

/* Writes the file with the change made to it. */
static bool write_changed(FILE *out, const struct settings_file *file,
			  const struct ini_change *change)
{
	const char *bytes = file->bytes, *end = bytes + file->length, *at = bytes, *rest;
	const char *newline = line_end(bytes);

	for (int line = 1; line < change->line + change->inserted; line++) {
		const char *next = memchr(at, '\n', (size_t)(end - at));

		at = next ? next + 1 : end;
	}
	if (change->line == 0)
		at = end;
	fwrite(bytes, 1, (size_t)(at - bytes), out);
	if (change->inserted && at > bytes && at[-1] != '\n')
		fputs(newline, out);
	if (change->line == 0 && at > bytes)
		fputs(newline, out);
	if (!add_text(out, file, change->text))
		return false;
	if (change->inserted) {
		fputs(newline, out);
		rest = at;
	} else {
		rest = memchr(at, '\n', (size_t)(end - at));
		rest = rest ? rest : end;
		if (rest > at && rest < end && rest[-1] == '\r')
			rest--;
	}
	fwrite(rest, 1, (size_t)(end - rest), out);
	return true;
}

static bool says_the_same(const struct settings *one, const struct settings *other)
{
	char left[SETTING_VALUE_SIZE], right[SETTING_VALUE_SIZE];

	for (int i = 0; i < SETTING_COUNT; i++)
		if (strcmp(setting_value(one, i, left), setting_value(other, i, right)) != 0)
			return false;
	for (int i = 0; i < one->key_count; i++) {
		const char *keys = settings_keys_of(other, one->key[i].command);

		if (!keys || strcmp(keys, one->key[i].keys) != 0)
			return false;
	}
	return one->key_count == other->key_count;
}

static enum status refuse_value(const struct settings_file *file, const struct settings_edit *edit,
				const char *reason, struct problem *problem)
{
	return problem_set(problem, STATUS_BAD_SETTING,
			   _("This value of [%s] %s cannot be written to \"%s\". %s"),
			   edit->section, edit->key, file->settings.path, reason);
}

/*
 * Makes the new file in memory and reads it as the next start would: it has to say what is wanted.
 */
static enum status compose(const struct settings_file *file, const struct settings_edit *edit,
			   const struct ini_change *change, struct settings_file *composed,
			   struct problem *problem)
{
	struct problem reason = { .status = STATUS_OK };
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = memory_got(open_memstream(&bytes, &length));
	bool whole = write_changed(out, file, change) && !ferror(out);

	whole = fclose(out) == 0 && whole && length <= CONFIG_FILE_BYTES_MAX;
	composed->there = true;
	if (whole &&
	    understand(composed, file->settings.path, bytes, length, &reason) == STATUS_OK &&
	    says_the_same(&composed->settings, edit->wanted))
		return STATUS_OK;
	if (composed->bytes != bytes)
		free(bytes);
	return refuse_value(file, edit, reason.message, problem);
}

/* Where a chain of symbolic links leads, whether there is a file at its end or not. */
static enum status follow_links(const char *path, char target[FILE_PATH_SIZE],
				struct problem *problem)
{
	char link[FILE_PATH_SIZE], next[FILE_PATH_SIZE];
	ssize_t length;

	text_copy(target, FILE_PATH_SIZE, path);
	for (int i = 0; i < LINKS_MAX; i++) {
		const char *slash = strrchr(target, '/');
		int folder = slash ? (int)(slash - target) + 1 : 0;

		length = readlink(target, link, sizeof(link) - 1);
		if (length < 0)
			return STATUS_OK;
		link[length] = '\0';
		if (!text_format(next, sizeof(next), "%.*s%s", link[0] == '/' ? 0 : folder, target,
				 link))
			return file_cannot_write(path, ENAMETOOLONG, problem);
		text_copy(target, FILE_PATH_SIZE, next);
	}
	return file_cannot_write(path, ELOOP, problem);
}

static void folder_of(const char *path, char out[FILE_PATH_SIZE])
{
	const char *slash = strrchr(path, '/');

	if (slash)
		text_format(out, FILE_PATH_SIZE, "%.*s", slash == path ? 1 : (int)(slash - path),
			    path);
	else
		text_copy(out, FILE_PATH_SIZE, ".");
}

/*
 * Two desks that change the file at once queue on a lock of its directory: the file itself is
 * replaced. -1 with a sentence when there is none.
 */
static int lock_folder(const char *target, struct problem *problem)
{
	char folder[FILE_PATH_SIZE];
	int descriptor;

	folder_of(target, folder);
	if (is_missing(folder) && directory_make(folder, problem))
		return -1;
	descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0) {
		file_cannot_write(target, errno, problem);
	} else if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
		problem_set(problem, STATUS_CHANGED_ELSEWHERE,
			    _("Somebody else is changing \"%s\" right now. Try again."), target);
		close(descriptor);
		descriptor = -1;
	}
	return descriptor;
}

static enum status check_unchanged(const struct settings_file *file, struct problem *problem)
{
	const char *path = file->settings.path;
	enum status status;
	size_t length;
	char *bytes;
	bool there, same;

	status = read_bytes(path, &bytes, &length, &there, problem);
	if (status)
		return status;
	same = there == file->there && length == file->length &&
	       memcmp(bytes, file->bytes, length) == 0;
	free(bytes);
	if (same)
		return STATUS_OK;
	return problem_set(problem, STATUS_CHANGED_ELSEWHERE,
			   _("\"%s\" has just been changed by somebody else. It was read again and "
			     "nothing was overwritten: look at the value and change it again."),
			   path);
}

/* Gives the new file the owner and the mode of the one it replaces. */
static enum status take_after(const char *target, int descriptor, struct problem *problem)
{
	struct stat old, made;

	if (stat(target, &old) != 0)
		return errno == ENOENT ? STATUS_OK : file_cannot_write(target, errno, problem);
	/* A rename would replace what must not be written. */
	if (faccessat(AT_FDCWD, target, W_OK, AT_EACCESS) != 0 || fstat(descriptor, &made) != 0)
		return file_cannot_write(target, errno, problem);
	if ((old.st_uid != made.st_uid || old.st_gid != made.st_gid) &&
	    fchown(descriptor, old.st_uid, old.st_gid) != 0)
		return problem_set(
			problem, STATUS_CANNOT_WRITE,
			_("\"%s\" belongs to another account, and writing it here would take it "
			  "away from that account: %s. Change it under that account."),
			target, strerror(errno));
	if (fchmod(descriptor, old.st_mode & 07777) != 0)
		return file_cannot_write(target, errno, problem);
	return STATUS_OK;
}

static enum status put_beside(struct new_file *made, const char *target,
			      const struct settings_file *composed, struct problem *problem)
{
	enum status status = take_after(target, fileno(made->stream), problem);

	if (status)
		return status;
	if (fwrite(composed->bytes, 1, composed->length, made->stream) != composed->length ||
	    fflush(made->stream) != 0 || fsync(fileno(made->stream)) != 0)
		return file_cannot_write(target, errno, problem);
	return STATUS_OK;
}

/* With the folder locked: the new file beside the old one, the record, and the old one's place. */
static enum status replace(const struct settings_file *file, const struct settings_edit *edit,
			   const char *target, const struct settings_file *composed,
			   struct problem *problem)
{
	struct problem ignored;
	struct new_file made;
	enum status status;

	status = check_unchanged(file, problem);
	if (!status)
		status = new_file_open(&made, target, FILE_ANY, problem);
	if (status)
		return status;
	status = put_beside(&made, target, composed, problem);
	if (!status)
		status = edit->record(edit->context, false, problem);
	if (status) {
		new_file_abandon(&made);
		return status;
	}
	status = new_file_finish(&made, problem);
	if (status)
		edit->record(edit->context, true, &ignored);
	return status;
}

/* STATUS_NOT_FOUND: the file says so already. */
static enum status plan(const struct settings_file *file, const struct settings_edit *edit,
			struct ini_change *change, struct problem *problem)
{
	struct ini_key key = { .line = 0 };

	text_copy(key.section, sizeof(key.section), edit->section);
	text_copy(key.key, sizeof(key.key), edit->key);
	if (ini_plan(&file->ini, file->text, &key, edit->value, edit->initial, change))
		return STATUS_OK;
	return edit->value ? refuse_value(file, edit, "", problem) : STATUS_NOT_FOUND;
}

static bool changes_program(const struct settings *before, const struct settings *after)
{
	return strcmp(before->desk_reader_command, after->desk_reader_command) != 0 ||
	       strcmp(before->print_command, after->print_command) != 0;
}

enum status settings_file_change(struct settings_file *file, const struct settings_edit *edit,
				 struct problem *problem)
{
	struct settings_file composed = { .length = 0 };
	char target[FILE_PATH_SIZE];
	struct ini_change change;
	enum status status;
	int lock = -1;

	if (entered_by() && changes_program(&file->settings, edit->wanted))
		return problem_set(
			problem, STATUS_CANNOT_WRITE,
			_("%s.%s names a program that runs as the account of the clinic: "
			  "only whoever looks after this computer sets it, in "
			  "/etc/frontdesk."),
			edit->section, edit->key);
	if (!file->settings.path[0])
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("There is no settings file to write to. Name one with -c, or "
				     "in FRONTDESK_CONFIG."));
	status = plan(file, edit, &change, problem);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (!status)
		status = compose(file, edit, &change, &composed, problem);
	if (!status)
		status = follow_links(file->settings.path, target, problem);
	if (!status) {
		lock = lock_folder(target, problem);
		status = lock < 0 ? problem->status
				  : replace(file, edit, target, &composed, problem);
	}
	if (lock >= 0)
		close(lock);
	if (!status) {
		settings_file_release(file);
		*file = composed;
	} else {
		settings_file_release(&composed);
	}
	return status;
}
