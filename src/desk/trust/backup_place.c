#include "desk/trust/backup_place.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cause.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/trust/backup_keep.h"

#define BACKUP_BEGINNING "frontdesk-"
#define BACKUP_ENDING ".backup"
#define LABEL "label:"
#define SSH "ssh:"

static enum status no_place(struct problem *problem, const char *text)
{
	return problem_set(problem, STATUS_BAD_SETTING,
			   _("\"%s\" is no place for backups: give a folder by its whole path, "
			     "label:NAME for a stick of that name, or ssh:HOST:FOLDER for another "
			     "computer."),
			   text);
}

/* Host and folder become words of commands on this computer and the other one: nothing in them
 * means anything else there. */
static bool is_plain_word(const char *word)
{
	if (!*word || *word == '-')
		return false;
	for (; *word; word++)
		if (!isalnum((unsigned char)*word) && !strchr("/._-@+~", *word))
			return false;
	return true;
}

static enum status read_ssh(const char *text, struct backup_place *out, struct problem *problem)
{
	const char *host = text + strlen(SSH), *colon = strchr(host, ':');

	out->kind = BACKUP_BY_SSH;
	if (!colon ||
	    !text_format(out->host, sizeof(out->host), "%.*s", (int)(colon - host), host) ||
	    !text_copy(out->folder, sizeof(out->folder), colon + 1) || !is_plain_word(out->host) ||
	    strchr(out->host, '/') || !is_plain_word(out->folder))
		return no_place(problem, text);
	return STATUS_OK;
}

enum status backup_place_read(const char *text, struct backup_place *out, struct problem *problem)
{
	memset(out, 0, sizeof(*out));
	if (strncmp(text, SSH, strlen(SSH)) == 0)
		return read_ssh(text, out, problem);
	if (strncmp(text, LABEL, strlen(LABEL)) == 0) {
		out->kind = BACKUP_ON_STICK;
		text_copy(out->folder, sizeof(out->folder), text + strlen(LABEL));
		return *out->folder && !strchr(out->folder, '/') ? STATUS_OK
								 : no_place(problem, text);
	}
	if (!path_expand(text, out->folder) || out->folder[0] != '/')
		return no_place(problem, text);
	return STATUS_OK;
}

static enum status find_stick(struct backup_place *place, bool make, struct problem *problem)
{
	char sticks[FOLDER_STICKS_MAX][FILE_PATH_SIZE], name[FILE_PATH_SIZE];
	const size_t count = folder_sticks(folder_mounts(), sticks);

	text_copy(name, sizeof(name), place->folder);
	for (size_t i = 0; i < count; i++) {
		const char *slash = strrchr(sticks[i], '/');

		if (!slash || strcmp(slash + 1, name) != 0)
			continue;
		text_format(place->folder, sizeof(place->folder), "%s/frontdesk", sticks[i]);
		return make ? directory_make(place->folder, problem) : STATUS_OK;
	}
	return problem_set(problem, STATUS_NOT_FOUND,
			   _("The stick %s is not here: plug it in, and open it once if it does "
			     "not appear by itself."),
			   name);
}

enum status backup_place_find(struct backup_place *place, bool make, struct problem *problem)
{
	if (place->kind == BACKUP_BY_SSH)
		return STATUS_OK;
	if (place->kind == BACKUP_ON_STICK)
		return find_stick(place, make, problem);
	if (path_is_folder(place->folder))
		return STATUS_OK;
	return problem_set(problem, STATUS_NOT_FOUND,
			   _("The folder %s for backups is not there: is its disk mounted?"),
			   place->folder);
}

void backup_name(const struct backup_header *header, char out[FOLDER_NAME_SIZE])
{
	const unsigned char *clinic = header->line.clinic;
	const struct local_time at = clock_local(header->at_ms);
	unsigned char chance[2];
	int year, month, dom;

	secret_random(chance, sizeof(chance));
	day_to_civil(at.day, &year, &month, &dom);
	text_format(out, FOLDER_NAME_SIZE,
		    BACKUP_BEGINNING
		    "%02X%02X%02X%02X-%lld-%04d%02d%02d-%02d%02d%02d-%02x%02x" BACKUP_ENDING,
		    clinic[0], clinic[1], clinic[2], clinic[3], (long long)header->line.epoch, year,
		    month, dom, at.minute / 60, at.minute % 60, at.second, chance[0], chance[1]);
}

/* The newest first; what cannot be read, and so has no time, at the end. */
static int by_age(const void *left, const void *right)
{
	const struct backup_found *a = left, *b = right;

	if (a->header.at_ms != b->header.at_ms)
		return a->header.at_ms > b->header.at_ms ? -1 : 1;
	if (a->header.seq != b->header.seq)
		return a->header.seq > b->header.seq ? -1 : 1;
	return strcmp(a->name, b->name);
}

enum status backup_folder_list(const char *folder, struct backup_found **rows, size_t *count,
			       struct problem *problem)
{
	static const char *const endings[] = { BACKUP_ENDING, NULL };
	struct folder_entry *entries;
	size_t found, room = 0;
	enum status status;

	*rows = NULL;
	*count = 0;
	status = folder_list(folder, BACKUP_BEGINNING, endings, &entries, &found, problem);
	if (status)
		return status;
	for (size_t i = 0; i < found; i++) {
		struct backup_found *row;

		if (entries[i].is_folder)
			continue;
		row = memory_append(rows, count, &room, sizeof(*row));
		text_copy(row->name, sizeof(row->name), entries[i].name);
		row->bytes = entries[i].bytes;
		if (!text_format(row->path, sizeof(row->path), "%s/%s", folder, row->name))
			problem_from_status(&row->problem, STATUS_BAD_FILE);
		else if (backup_file_look(row->path, &row->header, &row->problem))
			row->header.at_ms = 0;
	}
	free(entries);
	if (*count)
		qsort(*rows, *count, sizeof(**rows), by_age);
	return STATUS_OK;
}

static bool is_of_line(const struct backup_found *found, const struct clinic_line *line)
{
	return found->problem.status == STATUS_OK && line_same_clinic(&found->header.line, line) &&
	       found->header.line.epoch == line->epoch;
}

size_t backup_folder_tidy(const char *folder, const struct clinic_line *line)
{
	struct backup_found *rows;
	struct problem problem;
	size_t count, ours = 0, removed = 0;
	int64_t *at_ms;
	bool *keep;

	if (backup_folder_list(folder, &rows, &count, &problem) != STATUS_OK || count == 0)
		return 0;
	at_ms = memory_new(count, sizeof(*at_ms));
	keep = memory_new(count, sizeof(*keep));
	for (size_t i = 0; i < count; i++)
		if (is_of_line(&rows[i], line)) {
			if (ours != i)
				rows[ours] = rows[i];
			at_ms[ours++] = rows[i].header.at_ms;
		}
	backup_keep(at_ms, ours, keep);
	for (size_t i = 0; i < ours; i++)
		removed += !keep[i] && unlink(rows[i].path) == 0;
	free(keep);
	free(at_ms);
	free(rows);
	return removed;
}
