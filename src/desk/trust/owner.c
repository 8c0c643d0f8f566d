#include "desk/trust/owner.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/language.h"
#include "base/secret_paper.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/practice.h"

#include "sql_columns.h"

#define HEADER "frontdesk owner key 1"

enum { HEX_SIZE = 2 * SECRET_KEY_SIZE + 1, LETTERS_SIZE = 512, LINE_SIZE = 512 };

static enum status read_key(const struct store_row *row, void *context)
{
	struct owner_key *out = context;

	out->seq = row_number(row, OWNER_NEWEST_SEQ);
	out->at_ms = row_number(row, OWNER_NEWEST_AT_MS);
	out->count = row_number(row, OWNER_NEWEST_KEYS);
	if (!row_bytes(row, OWNER_NEWEST_PUBLIC_KEY, out->public, sizeof(out->public)))
		return STATUS_STORE_CORRUPT;
	chain_head_text(out->public, out->mark);
	return STATUS_OK;
}

enum status owner_key_now(struct desk *desk, struct owner_key *out)
{
	enum status status;

	memset(out, 0, sizeof(*out));
	status = store_one(desk->store, SQL_OWNER_NEWEST, NO_ARGS, read_key, out);
	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status,
				   _("There is no owner's key yet: \"frontdesk owner create FILE\" "
				     "makes one, on a stick."));
	return desk_store_result(desk, status);
}

static void write_text(FILE *stream, const struct desk *desk, const struct secret_pair *pair)
{
	char hex[HEX_SIZE], letters[SECRET_PAPER_SIZE], mark[CHAIN_HEAD_SIZE];

	text_hex(pair->public, SECRET_KEY_SIZE, hex);
	secret_paper_write(SECRET_PAPER_OWNER, pair->private, letters);
	fprintf(stream, HEADER "\n# %s\n", desk->settings.clinic_name);
	fprintf(stream,
		_("# The owner's key %s. Whoever has it can open the copies of this clinic "
		  "and prove its entries.\n"
		  "# Keep this file away from the computer, and print it: the letters below "
		  "are enough.\n"),
		chain_head_text(pair->public, mark));
	fprintf(stream, "public %s\nprivate\n%s\n", hex, letters);
	secret_wipe(letters, sizeof(letters));
}

static enum status write_file(struct desk *desk, const char *path, const struct secret_pair *pair)
{
	struct new_file file;
	enum status status;

	if (store_has_file(desk->store, path))
		return desk_refuse(desk, STATUS_CANNOT_WRITE,
				   _("The owner's key does not belong beside the database: name a "
				     "file on a stick."));
	if (path_exists(path))
		return desk_refuse(
			desk, STATUS_CANNOT_WRITE,
			_("There is a file %s already; a key is never written over one."), path);
	status = new_file_open(&file, path, FILE_ANY, &desk->problem);
	if (status)
		return status;
	/* No second copy of it in a buffer of the library. */
	setvbuf(file.stream, NULL, _IONBF, 0);
	write_text(file.stream, desk, pair);
	return new_file_finish(&file, &desk->problem);
}

static enum status refuse_second(struct desk *desk, bool replace)
{
	struct owner_key key;
	enum status status = owner_key_now(desk, &key);

	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (!status && !replace)
		return desk_refuse(
			desk, STATUS_WRONG_STATE,
			_("There is an owner's key already, %s. With --replace another "
			  "takes its place: what was sealed to it before is still opened "
			  "by it alone."),
			key.mark);
	return status;
}

struct recording {
	const struct owner_wish *wish;
	const unsigned char *public;
};

static enum status record_inside(struct desk *desk, void *context)
{
	const struct recording *recording = context;
	struct owner_key before;
	char hex[HEX_SIZE];
	int64_t seq;
	enum status status = refuse_second(desk, recording->wish->replace);

	if (status)
		return status;
	status = owner_key_now(desk, &before);
	if (status && status != STATUS_NOT_FOUND)
		return status;
	text_hex(recording->public, SECRET_KEY_SIZE, hex);
	status = audit_record(desk, AUDIT_OWNER_KEY, before.count + 1, 0, NULL, hex, &seq);
	if (status)
		return status;
	return desk_store_result(desk,
				 store_run(desk->store, SQL_OWNER_ADD,
					   ARGS(STORE_ARG_INT(seq),
						STORE_ARG_BLOB(recording->public, SECRET_KEY_SIZE)),
					   NULL));
}

enum status owner_create(struct desk *desk, const struct owner_wish *wish, struct owner_key *out,
			 bool *same_disk)
{
	struct secret_pair pair;
	struct recording recording = { wish, pair.public };
	enum status status = practice_allows(desk, wish->path);

	if (!status)
		status = refuse_second(desk, wish->replace);
	if (status)
		return status;
	secret_pair_new(&pair);
	/* First what must not be lost. */
	status = write_file(desk, wish->path, &pair);
	secret_wipe(pair.private, sizeof(pair.private));
	if (status)
		return status;
	*same_disk = path_on_one_disk(wish->path, store_path(desk->store));
	status = desk_change(desk, record_inside, &recording);
	if (!status)
		return owner_key_now(desk, out);
	if (status != STATUS_STORE_UNKNOWN)
		unlink(wish->path);
	return status;
}

static enum status refuse_text(struct problem *problem, const char *sentence)
{
	return problem_set(problem, STATUS_BAD_FILE, "%s", sentence);
}

struct parsed {
	bool has_header, has_public;
	char public[LINE_SIZE], letters[LETTERS_SIZE];
	size_t used;
};

/* What a line says; letters may go on over several. */
static enum status take_line(const char *line, struct parsed *parsed, struct problem *problem)
{
	static const char header[] = "frontdesk owner key ", public[] = "public ",
			  private[] = "private";

	if (*line == '\0' || *line == '#')
		return STATUS_OK;
	if (strncmp(line, header, strlen(header)) == 0) {
		parsed->has_header = true;
		if (strcmp(line, HEADER) == 0)
			return STATUS_OK;
		return refuse_text(problem, _("It was written by a newer frontdesk."));
	}
	if (strncmp(line, public, strlen(public)) == 0) {
		parsed->has_public = true;
		text_copy(parsed->public, sizeof(parsed->public), line + strlen(public));
		return STATUS_OK;
	}
	if (strncmp(line, private, strlen(private)) == 0)
		line += strlen(private);
	if (!text_format(parsed->letters + parsed->used, sizeof(parsed->letters) - parsed->used,
			 "%s ", line))
		return refuse_text(problem, _("Too much stands in it."));
	parsed->used += strlen(parsed->letters + parsed->used);
	return STATUS_OK;
}

static enum status take_lines(const char *text, struct parsed *parsed, struct problem *problem)
{
	enum status status = STATUS_OK;
	char line[LINE_SIZE];

	while (*text && !status) {
		const size_t length = strcspn(text, "\n");

		if (!text_format(line, sizeof(line), "%.*s", (int)length, text))
			status = refuse_text(problem, _("A line of it is too long."));
		text_tidy(line);
		if (!status)
			status = take_line(line, parsed, problem);
		text += length + (text[length] == '\n');
	}
	secret_wipe(line, sizeof(line));
	return status;
}

enum status owner_text_read(const char *text, struct secret_pair *pair, struct problem *problem)
{
	struct parsed parsed = { .has_header = false };
	char hex[HEX_SIZE];
	enum status status = take_lines(text, &parsed, problem);

	memset(pair, 0, sizeof(*pair));
	if (!status && secret_paper_read(SECRET_PAPER_OWNER, parsed.letters, pair->private,
					 problem) != STATUS_OK)
		status = STATUS_BAD_FILE;
	if (!status) {
		secret_pair_complete(pair);
		text_hex(pair->public, SECRET_KEY_SIZE, hex);
		if (parsed.has_public && strcmp(parsed.public, hex) != 0)
			status = refuse_text(
				problem,
				_("Its two keys do not belong together; the paper may help."));
	}
	if (status) {
		problem->status = status;
		secret_wipe(pair, sizeof(*pair));
	}
	secret_wipe(&parsed, sizeof(parsed));
	return status;
}

enum status owner_file_read(const char *path, struct secret_pair *pair, struct problem *problem)
{
	struct problem reason;
	size_t length;
	char *bytes;
	enum status status = file_read(path, OWNER_FILE_MAX, &bytes, &length, problem);

	memset(pair, 0, sizeof(*pair));
	if (status)
		return status;
	status = strlen(bytes) == length ? owner_text_read(bytes, pair, &reason)
					 : refuse_text(&reason, _("It is no text."));
	secret_wipe(bytes, length);
	free(bytes);
	if (status)
		return problem_set(problem, status, _("%s is no owner's key. %s"), path,
				   reason.message);
	return STATUS_OK;
}
