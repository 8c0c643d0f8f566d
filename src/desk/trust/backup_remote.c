#include "desk/trust/backup_remote.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/monotonic.h"
#include "base/process.h"
#include "base/text.h"
#include "desk/trust/backup_keep.h"

/* A backup of some hundred MiB over a slow line takes minutes; a host that is gone is noticed by
 * sftp itself within half a minute. */
enum { PATIENCE_MS = 15 * 60 * 1000, SAID_SIZE = 64 * 1024, WORDS_SIZE = 256, PERIOD_MS = 100 };

#define SFTP \
	"sftp -q -b %s -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=5 " \
	"-o ServerAliveCountMax=3"

/* One call of sftp. */
struct sftp {
	const struct backup_place *place;
	char batch[FILE_PATH_SIZE];
	FILE *lines; /* what it is told */
	bool unwritable;
	char *said; /* SAID_SIZE */
	size_t length;
};

static bool is_quotable(const char *path)
{
	return !strpbrk(path, "\"\\*?[]\n\r");
}

static void sftp_begin(struct sftp *sftp, const struct backup_place *place,
		       const struct work_folder *folder)
{
	int file = -1;

	*sftp = (struct sftp){ .place = place, .said = memory_new(1, SAID_SIZE) };
	if (work_folder_file(folder, "sftp.batch", sftp->batch) && is_quotable(sftp->batch))
		file = open(sftp->batch, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	sftp->lines = file < 0 ? NULL : fdopen(file, "w");
	sftp->unwritable = !sftp->lines;
	if (sftp->unwritable && file >= 0)
		close(file);
}

/* A line of the batch: "-" in front of it goes on whatever becomes of it. The words are quoted; of
 * one that is `there` the folder of the place stands in front. */
static void sftp_say(struct sftp *sftp, const char *command, const char *here, const char *there,
		     const char *ending)
{
	const char *folder = sftp->place->folder;

	if (sftp->unwritable || (here && !is_quotable(here))) {
		sftp->unwritable = true;
		return;
	}
	fprintf(sftp->lines, "%s", command);
	if (here && strncmp(command, "put", 3) == 0)
		fprintf(sftp->lines, " \"%s\"", here);
	fprintf(sftp->lines, " \"%s/%s%s\"", folder, there, ending);
	if (here && strncmp(command, "put", 3) != 0)
		fprintf(sftp->lines, " \"%s\"", here);
	fputc('\n', sftp->lines);
}

/* Hears what it says until it ends, or patience does. */
static int listen_to(struct sftp *sftp, struct process *process)
{
	const int64_t until = monotonic_ms() + PATIENCE_MS;
	int how = -1;

	while (!process_has_ended(process, &how) && monotonic_ms() < until) {
		struct pollfd fd = { .fd = process->fd, .events = POLLIN };
		char part[4096];
		ssize_t got;

		poll(&fd, 1, PERIOD_MS);
		while ((got = read(process->fd, part, sizeof(part))) > 0)
			for (ssize_t i = 0; i < got && sftp->length + 1 < SAID_SIZE; i++)
				sftp->said[sftp->length++] = part[i];
		if (fd.revents & POLLHUP)
			poll(NULL, 0, 1);
	}
	/* What came between the last look and the end. */
	for (ssize_t got = 1; got > 0 && sftp->length + 1 < SAID_SIZE;) {
		got = read(process->fd, sftp->said + sftp->length, SAID_SIZE - 1 - sftp->length);
		sftp->length += got > 0 ? (size_t)got : 0;
	}
	process_stop(process);
	return how;
}

/* The last line that it said, which is why it failed. */
static void last_words(const struct sftp *sftp, char out[WORDS_SIZE])
{
	const char *end = sftp->said + sftp->length, *start;
	char words[WORDS_SIZE];

	while (end > sftp->said && (end[-1] == '\n' || end[-1] == '\r'))
		end--;
	for (start = end; start > sftp->said && start[-1] != '\n';)
		start--;
	text_format(words, sizeof(words), "%.*s", (int)(end - start), start);
	text_printable(out, WORDS_SIZE, words);
}

static enum status fail(const struct sftp *sftp, int cause, struct problem *problem)
{
	char words[WORDS_SIZE];

	if (cause == ENOENT)
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("Backups go to another computer by sftp, which is not "
				     "installed here (Debian: openssh-client)."));
	last_words(sftp, words);
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("The computer %s does not take the backup: %s"), sftp->place->host,
			   cause    ? strerror(cause)
			   : *words ? words
				    : _("sftp failed and does not say why."));
}

/* Runs what was said. Frees nothing of `said`: sftp_end does. */
static enum status sftp_run(struct sftp *sftp, struct problem *problem)
{
	char command[PROCESS_COMMAND_SIZE];
	struct process_about about = { .file = sftp->batch, .complaints = true };
	struct process process;
	int cause, how;

	if (!sftp->unwritable)
		sftp->unwritable = fclose(sftp->lines) != 0;
	sftp->lines = NULL;
	if (sftp->unwritable)
		return problem_set(
			problem, STATUS_CANNOT_WRITE,
			_("\"%s\" cannot be handed to sftp: its path has quotes or one of "
			  "*?[]\\ in it, or it cannot be written."),
			sftp->batch);
	text_format(command, sizeof(command), "%s %s", SFTP, sftp->place->host);
	about.command = command;
	cause = process_start(&process, &about);
	if (cause)
		return fail(sftp, cause, problem);
	how = listen_to(sftp, &process);
	return WIFEXITED(how) && WEXITSTATUS(how) == 0 ? STATUS_OK : fail(sftp, 0, problem);
}

static void sftp_end(struct sftp *sftp)
{
	if (sftp->lines)
		fclose(sftp->lines);
	free(sftp->said);
}

void backup_remote_remove(const struct backup_place *place, const struct work_folder *folder,
			  const char *name)
{
	struct problem problem;
	struct sftp sftp;

	sftp_begin(&sftp, place, folder);
	sftp_say(&sftp, "-rm", NULL, name, ".part");
	sftp_say(&sftp, "-rm", NULL, name, "");
	(void)!sftp_run(&sftp, &problem);
	sftp_end(&sftp);
}

enum status backup_remote_put(const struct backup_place *place, const struct work_folder *folder,
			      const char *local, const char *name, const char *back,
			      struct problem *problem)
{
	char there[2 * FILE_PATH_SIZE];
	struct sftp sftp;
	enum status status;

	sftp_begin(&sftp, place, folder);
	sftp_say(&sftp, "put -f", local, name, ".part");
	text_format(there, sizeof(there), "%s/%s", place->folder, name);
	sftp_say(&sftp, "rename", there, name, ".part");
	sftp_say(&sftp, "get", back, name, "");
	status = sftp_run(&sftp, problem);
	sftp_end(&sftp);
	if (status)
		backup_remote_remove(place, folder, name);
	return status;
}

enum status backup_remote_get(const struct backup_place *place, const struct work_folder *folder,
			      const char *name, const char *local, struct problem *problem)
{
	struct sftp sftp;
	enum status status;

	sftp_begin(&sftp, place, folder);
	sftp_say(&sftp, "get", local, name, "");
	status = sftp_run(&sftp, problem);
	sftp_end(&sftp);
	return status;
}

static bool read_hex(const char *text, unsigned char *out, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned byte;

		if (sscanf(text + 2 * i, "%2X", &byte) != 1)
			return false;
		out[i] = (unsigned char)byte;
	}
	return true;
}

/* As backup_name writes it. */
static bool read_name(const char *name, struct backup_remote *out)
{
	char clinic[9], at[32];
	int year, month, dom, hour, minute, second, used = 0;
	long long epoch;

	if (sscanf(name, "frontdesk-%8[0-9A-F]-%18lld-%4d%2d%2d-%2d%2d%2d-%*4[0-9a-f].backup%n",
		   clinic, &epoch, &year, &month, &dom, &hour, &minute, &second, &used) != 8 ||
	    used == 0 || name[used] || strlen(clinic) != 8 ||
	    !text_copy(out->name, sizeof(out->name), name))
		return false;
	text_format(at, sizeof(at), "%04d-%02d-%02d %02d:%02d:%02d", year, month, dom, hour, minute,
		    second);
	out->epoch = epoch;
	return read_hex(clinic, out->clinic, sizeof(out->clinic)) && clock_parse(at, &out->at_ms);
}

static int by_age(const void *left, const void *right)
{
	const struct backup_remote *a = left, *b = right;

	if (a->at_ms != b->at_ms)
		return a->at_ms > b->at_ms ? -1 : 1;
	return strcmp(a->name, b->name);
}

enum status backup_remote_list(const struct backup_place *place, const struct work_folder *folder,
			       struct backup_remote **rows, size_t *count, struct problem *problem)
{
	struct sftp sftp;
	size_t room = 0;
	char *rest, *line;
	enum status status;

	*rows = NULL;
	*count = 0;
	sftp_begin(&sftp, place, folder);
	sftp_say(&sftp, "ls -1", NULL, "", "");
	status = sftp_run(&sftp, problem);
	rest = sftp.said;
	while (!status && (line = strsep(&rest, "\r\n")) != NULL) {
		const char *slash = strrchr(line, '/');
		struct backup_remote found;

		if (read_name(slash ? slash + 1 : line, &found))
			*(struct backup_remote *)memory_append(rows, count, &room,
							       sizeof(found)) = found;
	}
	sftp_end(&sftp);
	if (*count)
		qsort(*rows, *count, sizeof(**rows), by_age);
	return status;
}

size_t backup_remote_tidy(const struct backup_place *place, const struct work_folder *folder,
			  const struct clinic_line *line)
{
	struct backup_remote *rows;
	struct problem problem;
	size_t count, ours = 0, removed = 0;
	int64_t *at_ms;
	bool *keep;

	if (backup_remote_list(place, folder, &rows, &count, &problem) != STATUS_OK || count == 0)
		return 0;
	at_ms = memory_new(count, sizeof(*at_ms));
	keep = memory_new(count, sizeof(*keep));
	for (size_t i = 0; i < count; i++)
		if (rows[i].epoch == line->epoch &&
		    memcmp(rows[i].clinic, line->clinic, sizeof(rows[i].clinic)) == 0) {
			if (ours != i)
				rows[ours] = rows[i];
			at_ms[ours++] = rows[i].at_ms;
		}
	backup_keep(at_ms, ours, keep);
	for (size_t i = 0; i < ours; i++)
		if (!keep[i]) {
			backup_remote_remove(place, folder, rows[i].name);
			removed++;
		}
	free(keep);
	free(at_ms);
	free(rows);
	return removed;
}
