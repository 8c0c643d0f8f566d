#include "reports/print.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "base/process.h"
#include "base/text.h"

enum { END_FILENO = 3, PERIOD_MS = 50, ENTRIES_MAX = 1024 };

/* ---- The file ---- */

static bool make_folder(char out[FILE_PATH_SIZE])
{
	const char *temporary = getenv("TMPDIR");

	/* In memory where the session has such a place. */
	if (path_in_session(out, "print-XXXXXX") && mkdtemp(out))
		return true;
	text_format(out, FILE_PATH_SIZE, "%s/frontdesk-print-XXXXXX",
		    temporary && *temporary ? temporary : "/tmp");
	return mkdtemp(out) != NULL;
}

enum status print_file_name(char out[FILE_PATH_SIZE], const char *name, struct problem *problem)
{
	char folder[FILE_PATH_SIZE];

	if (!make_folder(folder))
		return problem_set(problem, STATUS_NOT_PRINTED,
				   _("NOT printed: \"%s\" cannot be made: %s."), folder,
				   strerror(errno));
	text_format(out, FILE_PATH_SIZE, "%s/%s", folder, name);
	return STATUS_OK;
}

void print_file_remove(const char *path)
{
	char folder[FILE_PATH_SIZE];
	char *slash;

	unlink(path);
	text_copy(folder, sizeof(folder), path);
	slash = strrchr(folder, '/');
	if (slash)
		*slash = '\0';
	rmdir(folder);
}

/* ---- The watcher ---- */

/* Keeps the beginning of what was written, blanks for the ends of its lines. */
static void listen(struct print_end *end, size_t *length, int fd)
{
	char bytes[ENTRIES_MAX];
	ssize_t got;

	while ((got = read(fd, bytes, sizeof(bytes))) > 0) {
		for (ssize_t i = 0; i < got && *length + 1 < sizeof(end->said); i++)
			end->said[(*length)++] = bytes[i] == '\n' || bytes[i] == '\t' ? ' '
										      : bytes[i];
	}
}

/* Stays until the program has ended, or its time is over. */
static void watch(struct process *process, int seconds, struct print_end *end)
{
	const int64_t due_ms = monotonic_ms() + (int64_t)seconds * 1000;
	size_t length = 0;

	for (;;) {
		struct pollfd fd = { .fd = process->fd, .events = POLLIN };

		poll(&fd, 1, PERIOD_MS);
		listen(end, &length, process->fd);
		/* What it started may hold its output open: the end of the output is not awaited.
		 */
		if (process_has_ended(process, &end->how))
			break;
		if (monotonic_ms() >= due_ms) {
			end->late = true;
			break;
		}
		/* Without output there is nothing to poll for. */
		if (fd.revents & POLLHUP)
			poll(NULL, 0, PERIOD_MS);
	}
	listen(end, &length, process->fd);
	process_stop(process);
}

/* In a process of its own, with nothing of the desk's open. */
static _Noreturn void be_watcher(const struct print *print, const char *path, int told)
{
	const struct process_about about = {
		.command = print->command, .file = path, .complaints = true, .outlives = true
	};
	struct print_end end;
	struct process process;
	const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	memset(&end, 0, sizeof(end));
	setsid();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	for (int fd = 0; fd < END_FILENO; fd++)
		dup2(nothing, fd);
	if (told != END_FILENO)
		dup2(told, END_FILENO);
	close_range(END_FILENO + 1, ~0U, 0);
	fcntl(END_FILENO, F_SETFD, FD_CLOEXEC);
	end.cause = process_start(&process, &about);
	if (!end.cause)
		watch(&process, print->seconds, &end);
	print_file_remove(path);
	(void)!write(END_FILENO, &end, sizeof(end));
	_exit(0);
}

/* Its parent ends at once, so that nobody has to wait for it. */
static bool start_watcher(const struct print *print, const char *path, int told)
{
	pid_t child = fork();
	int how;

	if (child == 0) {
		pid_t watcher = fork();

		if (watcher == 0)
			be_watcher(print, path, told);
		_exit(watcher < 0);
	}
	return child > 0 && waitpid(child, &how, 0) == child && how == 0;
}

enum status print_start(struct print *print, const char *command, int seconds, const char *path,
			struct problem *problem)
{
	int ends[2];

	*print = (struct print){ .fd = -1, .seconds = seconds };
	text_copy(print->command, sizeof(print->command), *command ? command : PRINT_COMMAND);
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0 || !start_watcher(print, path, ends[1])) {
		print_file_remove(path);
		return problem_set(problem, STATUS_NOT_PRINTED,
				   _("NOT printed: no program can be started now (%s)."),
				   strerror(errno));
	}
	close(ends[1]);
	print->fd = ends[0];
	print->state = PRINT_RUNS;
	return STATUS_OK;
}

/* ---- The end ---- */

static void say_missing(const struct print *print, struct problem *problem)
{
	if (print->end.cause == ENOENT && strcmp(print->command, PRINT_COMMAND) == 0)
		problem_set(problem, STATUS_NOT_PRINTED,
			    _("NOT printed: there is no program lp here. Set up a printer (Debian: "
			      "cups), or name the program that prints in print.command."));
	else
		problem_set(problem, STATUS_NOT_PRINTED,
			    _("NOT printed: \"%s\" (print.command) cannot be started: %s."),
			    print->command, strerror(print->end.cause));
}

/* The sentence of an end that is no success; false for one that is. */
static bool say_failure(const struct print *print, struct problem *problem)
{
	const struct print_end *end = &print->end;

	if (end->cause)
		say_missing(print, problem);
	else if (end->late)
		problem_set(problem, STATUS_NOT_PRINTED,
			    _("NOT printed, as it seems: it did not end within %d seconds and was "
			      "stopped. Look whether the printer is switched on. (%s) %s"),
			    print->seconds, print->command, end->said);
	else if (!WIFEXITED(end->how) || WEXITSTATUS(end->how) != 0)
		problem_set(problem, STATUS_NOT_PRINTED, _("NOT printed: %s (%s)"),
			    *end->said ? end->said : _("it failed and does not say why"),
			    print->command);
	else
		return false;
	return true;
}

enum print_state print_look(struct print *print, struct problem *problem)
{
	char said[PRINT_SAID_SIZE];
	ssize_t got;

	if (print->state != PRINT_RUNS)
		return print->state;
	got = read(print->fd, &print->end, sizeof(print->end));
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return PRINT_RUNS;
	close(print->fd);
	print->fd = -1;
	print->state = PRINT_FAILED;
	if (got != (ssize_t)sizeof(print->end)) {
		problem_set(problem, STATUS_NOT_PRINTED,
			    _("It is not known whether it was printed: the program that printed "
			      "was ended. Look at the printer."));
		return print->state;
	}
	text_copy(said, sizeof(said), print->end.said);
	text_printable(print->end.said, sizeof(print->end.said), text_trim(said));
	if (!say_failure(print, problem))
		print->state = PRINT_DONE;
	return print->state;
}

enum status print_wait(struct print *print, struct problem *problem)
{
	enum print_state state;

	while ((state = print_look(print, problem)) == PRINT_RUNS) {
		struct pollfd fd = { .fd = print->fd, .events = POLLIN };

		poll(&fd, 1, -1);
	}
	return state == PRINT_DONE ? STATUS_OK : STATUS_NOT_PRINTED;
}

void print_release(struct print *print)
{
	if (print->state == PRINT_RUNS)
		close(print->fd);
	*print = (struct print){ .fd = -1 };
}
