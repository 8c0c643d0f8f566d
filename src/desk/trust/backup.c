#include "desk/trust/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cause.h"
#include "base/language.h"
#include "base/monotonic.h"
#include "base/text.h"
#include "base/work_folder.h"
#include "desk/practice.h"
#include "desk/trust/backup_key.h"
#include "desk/trust/backup_remote.h"
#include "store/statements.h"

#include "sql_columns.h"

/* One being made. */
struct making {
	struct desk *desk;
	struct backup_keys keys;
	struct backup_reader reader;
	struct work_folder folder;
	char plain[FILE_PATH_SIZE];
	struct backup_made *out;
};

enum status backup_find_place(struct desk *desk, const char *text, bool make,
			      struct backup_place *out)
{
	enum status status = backup_place_read(text, out, &desk->problem);

	return status ? status : backup_place_find(out, make, &desk->problem);
}

/* The head of the chain, in its letters alone. */
static enum status describe_head(struct store *copy, char head[BACKUP_HEAD_SIZE + 1])
{
	char text[CHAIN_HEAD_SIZE];
	struct chain_link newest;
	enum status status = link_newest(copy, &newest);
	size_t used = 0;

	memset(head, 0, BACKUP_HEAD_SIZE + 1);
	if (status || newest.id == 0)
		return status;
	chain_head_text(newest.hash, text);
	for (const char *at = text; *at && used < BACKUP_HEAD_SIZE; at++)
		if (*at != '-')
			head[used++] = *at;
	return STATUS_OK;
}

/* What a copy holds is read from the copy. */
static enum status describe(struct making *making, struct store *copy)
{
	struct backup_header *header = &making->out->header;
	enum status status = describe_head(copy, header->head);

	if (status)
		return status;
	header->line = *store_line(copy);
	header->schema = store_schema_version();
	return store_number(copy, SQL_AUDIT_LAST_SEQ, NO_ARGS, &header->seq);
}

static enum status copy_database(struct making *making)
{
	struct desk *desk = making->desk;
	struct store *copy;
	struct stat about;
	enum status status;

	status = work_folder_make(&making->folder, store_path(desk->store), &desk->problem);
	if (status)
		return status;
	if (!work_folder_file(&making->folder, "copy.db", making->plain))
		return problem_from_status(&desk->problem, STATUS_CANNOT_WRITE);
	status = store_copy(desk->store, making->plain, &desk->problem);
	if (status)
		return status;
	status = store_open(&copy, making->plain, STORE_READ, &desk->problem);
	if (status)
		return status;
	status = describe(making, copy);
	if (status && status != STATUS_NOT_FOUND)
		status = store_problem(copy, status, &desk->problem);
	else
		status = STATUS_OK;
	store_close(copy);
	if (!status && stat(making->plain, &about) != 0)
		return desk_refuse(desk, STATUS_CANNOT_WRITE, _("\"%s\" cannot be read: %s."),
				   making->plain, cause_words(making->plain, errno));
	making->out->header.bytes = status ? 0 : (int64_t)about.st_size;
	making->out->header.at_ms = desk_now_ms(desk);
	return status;
}

/* What was written is on the medium, with its name; and what is read next is read from there. */
static bool settle(const char *path)
{
	const int file = open(path, O_RDONLY | O_CLOEXEC);
	bool done;

	if (file < 0)
		return false;
	done = syncfs(file) == 0;
	(void)posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
	close(file);
	return done;
}

static enum status read_back(struct making *making, const char *path)
{
	struct desk *desk = making->desk;
	struct backup_header header;
	enum status status;

	if (!settle(path))
		status = file_cannot_write(path, errno, &desk->problem);
	else
		status = backup_file_read(path, &making->reader, NULL, NULL, &header,
					  &desk->problem);
	/* What is not good is no backup, and must not look like one. */
	if (status)
		unlink(path);
	return status;
}

static enum status seal(struct making *making, const char *path)
{
	struct problem *problem = &making->desk->problem;
	struct new_file file;
	enum status status;

	if (path_exists(path))
		return file_cannot_write(path, EEXIST, problem);
	status = new_file_open(&file, path, FILE_ANY, problem);
	if (status)
		return status;
	status = backup_file_seal(making->plain, &making->keys, &making->out->header, file.stream,
				  path, &making->reader, problem);
	if (status)
		new_file_abandon(&file);
	else
		status = new_file_finish(&file, problem);
	return status ? status : read_back(making, path);
}

static enum status put_in_folder(struct making *making, const char *path)
{
	struct backup_made *out = making->out;
	enum status status = seal(making, path);

	out->same_disk = !status && path_on_one_disk(path, store_path(making->desk->store));
	out->on_stick = !status && path_is_on_stick(path);
	return status;
}

/* Sealed here, taken there, and fetched back to be read. */
static enum status put_elsewhere(struct making *making, const struct backup_place *place,
				 const char *name)
{
	struct problem *problem = &making->desk->problem;
	struct backup_header header;
	char local[FILE_PATH_SIZE], back[FILE_PATH_SIZE];
	enum status status;

	if (!work_folder_file(&making->folder, name, local) ||
	    !work_folder_file(&making->folder, "back", back))
		return problem_from_status(problem, STATUS_CANNOT_WRITE);
	status = seal(making, local);
	if (!status)
		status = backup_remote_put(place, &making->folder, local, name, back, problem);
	if (status)
		return status;
	status = backup_file_read(back, &making->reader, NULL, NULL, &header, problem);
	if (status)
		backup_remote_remove(place, &making->folder, name);
	return status;
}

static enum status put_at_place(struct making *making, const struct backup_place *place)
{
	const bool elsewhere = place->kind == BACKUP_BY_SSH;
	struct backup_made *out = making->out;
	char name[FOLDER_NAME_SIZE];
	enum status status;

	backup_name(&out->header, name);
	if (!text_format(out->file, sizeof(out->file), "%s%s%s/%s", place->host,
			 elsewhere ? ":" : "", place->folder, name))
		return file_cannot_write(place->folder, ENAMETOOLONG, &making->desk->problem);
	status = elsewhere ? put_elsewhere(making, place, name) : put_in_folder(making, out->file);
	if (status)
		return status;
	out->removed = elsewhere ? backup_remote_tidy(place, &making->folder, &out->header.line)
				 : backup_folder_tidy(place->folder, &out->header.line);
	return STATUS_OK;
}

enum status backup_make(struct desk *desk, const char *path, const struct backup_place *place,
			struct backup_made *out)
{
	struct making making = { .desk = desk, .out = out };
	const int64_t began_ms = monotonic_ms();
	enum status status;

	memset(out, 0, sizeof(*out));
	status = practice_allows(desk, path ? path : "");
	if (!status)
		status = backup_keys_get(desk, &making.keys);
	if (!status)
		status = copy_database(&making);
	if (path)
		text_copy(out->file, sizeof(out->file), path);
	if (!status)
		status = path ? put_in_folder(&making, path) : put_at_place(&making, place);
	out->bytes = status ? 0 : backup_file_bytes(&out->header);
	work_folder_remove(&making.folder);
	secret_wipe(&making.keys, sizeof(making.keys));
	secret_wipe(&making.reader, sizeof(making.reader));
	out->ms = monotonic_ms() - began_ms;
	return status;
}

struct backup_record backup_record_of(enum backup_kind kind, enum status status,
				      const struct backup_made *made)
{
	struct backup_record record = { .kind = kind,
					.good = !status,
					.entry = made->header.seq,
					.bytes = made->bytes,
					.ms = made->ms };

	text_copy(record.detail, sizeof(record.detail), status ? status_name(status) : made->file);
	return record;
}

enum status backup_at_close(struct desk *desk, bool *wanted, struct backup_made *out)
{
	struct backup_place place;
	struct backup_record record;
	struct problem problem;
	enum status status;

	memset(out, 0, sizeof(*out));
	*wanted = desk->settings.backup_place[0] && !practice_is_on(desk);
	if (!*wanted)
		return STATUS_OK;
	status = backup_find_place(desk, desk->settings.backup_place, true, &place);
	if (!status)
		status = backup_make(desk, NULL, &place, out);
	problem = desk->problem;
	record = backup_record_of(BACKUP_CREATE, status, out);
	/* What cannot be recorded is seen by the age of the last one that was. */
	(void)!backup_record_add(desk, &record);
	desk->problem = problem;
	return status;
}

enum status backup_send_is_due(struct desk *desk, bool *due)
{
	const int64_t wait_ms = (int64_t)desk->settings.backup_minutes * MS_PER_MINUTE;
	struct backup_last last;
	bool behind = false;
	enum status status = backup_record_last(desk, BACKUP_SEND, true, &last);

	*due = false;
	if (!status)
		status = backup_is_behind(desk, &last, &behind);
	/* A time that is not over yet and one that has not begun, for the clock was set back. */
	*due = behind &&
	       (desk_now_ms(desk) - last.at_ms >= wait_ms || desk_now_ms(desk) < last.at_ms);
	return status;
}

static enum status find_here(struct desk *desk, const struct backup_place *place,
			     struct backup_fetched *out)
{
	struct backup_found *rows;
	size_t count;
	enum status status = backup_folder_list(place->folder, &rows, &count, &desk->problem);

	if (status)
		return status;
	for (size_t i = 0; i < count && !out->path[0]; i++)
		if (!rows[i].problem.status &&
		    line_same_clinic(&rows[i].header.line, store_line(desk->store)))
			text_copy(out->path, sizeof(out->path), rows[i].path);
	free(rows);
	return STATUS_OK;
}

static enum status find_elsewhere(struct desk *desk, const struct backup_place *place,
				  struct backup_fetched *out)
{
	const unsigned char *clinic = store_line(desk->store)->clinic;
	struct backup_remote *rows = NULL;
	size_t count = 0;
	enum status status = work_folder_make(&out->folder, store_path(desk->store),
					      &desk->problem);

	if (!status)
		status = backup_remote_list(place, &out->folder, &rows, &count, &desk->problem);
	for (size_t i = 0; i < count && !status && !out->path[0]; i++)
		if (memcmp(rows[i].clinic, clinic, sizeof(rows[i].clinic)) == 0 &&
		    work_folder_file(&out->folder, rows[i].name, out->path))
			status = backup_remote_get(place, &out->folder, rows[i].name, out->path,
						   &desk->problem);
	free(rows);
	return status;
}

enum status backup_fetch_newest(struct desk *desk, const struct backup_place *place,
				struct backup_fetched *out)
{
	enum status status;

	memset(out, 0, sizeof(*out));
	status = place->kind == BACKUP_BY_SSH ? find_elsewhere(desk, place, out)
					      : find_here(desk, place, out);
	if (!status && !out->path[0])
		status = desk_refuse(desk, STATUS_NOT_FOUND,
				     _("There is no backup of this clinic in %s."), place->folder);
	if (status)
		backup_fetched_remove(out);
	return status;
}

void backup_fetched_remove(struct backup_fetched *fetched)
{
	work_folder_remove(&fetched->folder);
}
