#include "desk/key_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/language.h"
#include "base/text.h"
#include "store/line.h"

enum { KEY_NAME_SIZE = 64 };

bool key_file_path(const struct store *store, int64_t epoch, char out[FILE_PATH_SIZE])
{
	const struct clinic_line *line = store_line(store);
	char name[KEY_NAME_SIZE], clinic[2 * LINE_CLINIC_SIZE + 1];

	text_format(name, sizeof(name), "keys/%s-%lld",
		    text_hex(line->clinic, sizeof(line->clinic), clinic), (long long)epoch);
	return path_in_state(out, name);
}

enum status key_file_read(const struct store *store, int64_t epoch, struct chain_key *out,
			  struct problem *problem)
{
	char path[FILE_PATH_SIZE];
	size_t length;
	char *text;
	bool right;
	enum status status;

	memset(out, 0, sizeof(*out));
	if (!key_file_path(store, epoch, path) || !path_exists(path))
		return STATUS_NOT_FOUND;
	status = file_read(path, CHAIN_KEY_TEXT_SIZE, &text, &length, problem);
	if (status)
		return status;
	right = strlen(text) == length && chain_key_read(text, out) && out->epoch == epoch;
	secret_wipe(text, length);
	free(text);
	if (right)
		return STATUS_OK;
	secret_wipe(out, sizeof(*out));
	return problem_set(problem, STATUS_BAD_FILE, _("%s is no key of the day."), path);
}

static enum status make_folder(const char *path, struct problem *problem)
{
	char folder[FILE_PATH_SIZE];
	char *slash;

	text_copy(folder, sizeof(folder), path);
	slash = strrchr(folder, '/');
	if (slash)
		*slash = '\0';
	return directory_make(folder, problem);
}

enum status key_file_write(const struct store *store, const struct chain_key *key,
			   struct problem *problem)
{
	char path[FILE_PATH_SIZE], text[CHAIN_KEY_TEXT_SIZE];
	struct new_file file;
	enum status status;

	if (!key_file_path(store, key->epoch, path))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("There is no home directory for the key of the day."));
	status = make_folder(path, problem);
	if (!status)
		status = new_file_open(&file, path, FILE_ANY, problem);
	if (status)
		return status;
	/* No second copy of it in a buffer of the library. */
	setvbuf(file.stream, NULL, _IONBF, 0);
	chain_key_write(key, text);
	fputs(text, file.stream);
	secret_wipe(text, sizeof(text));
	if (fchmod(fileno(file.stream), 0400) != 0) {
		new_file_abandon(&file);
		return problem_set(problem, STATUS_CANNOT_WRITE, _("%s cannot be written."), path);
	}
	return new_file_finish(&file, problem);
}

void key_file_remove(const struct store *store, int64_t epoch)
{
	char path[FILE_PATH_SIZE];

	if (key_file_path(store, epoch, path))
		unlink(path);
}
