#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

enum { WORDS_MAX = 32, FAILURE_FILENO = 3, STOP_TRIES = 20, STOP_WAIT_MS = 10 };

/* A command on the way to its words. */
struct words {
	char command[PROCESS_COMMAND_SIZE];
	char with_file[4 * FILE_PATH_SIZE]; /* words in which the file stands */
	size_t used;
	char *word[WORDS_MAX + 1]; /* NULL behind the last */
	size_t count;
};

/* Cuts a command into its words, in place. No shell looks at it. */
static bool split(struct words *words)
{
	char *at = words->command, *to = words->command;

	while (*at) {
		char quote = '\0';

		while (*at == ' ' || *at == '\t')
			at++;
		if (!*at)
			break;
		if (words->count == WORDS_MAX)
			return false;
		words->word[words->count++] = to;
		for (; *at && (quote || (*at != ' ' && *at != '\t')); at++) {
			if (quote ? *at == quote : *at == '\'' || *at == '"')
				quote = quote ? '\0' : *at;
			else
				*to++ = *at;
		}
		if (*at)
			at++;
		*to++ = '\0';
	}
	return words->count > 0;
}

/* A word with the file in place of each %s; false when there is no room. */
static bool put_file(struct words *words, char **word, const char *file)
{
	const char *at = *word, *end = words->with_file + sizeof(words->with_file);
	char *to = words->with_file + words->used;
	const size_t length = strlen(file);

	*word = to;
	while (*at) {
		const bool is_file = at[0] == '%' && at[1] == 's';
		const size_t size = is_file ? length : 1;

		if ((size_t)(end - to) <= size)
			return false;
		memcpy(to, is_file ? file : at, size);
		to += size;
		at += is_file ? 2 : 1;
	}
	*to++ = '\0';
	words->used = (size_t)(to - words->with_file);
	return true;
}

static bool take_words(struct words *words, const struct process_about *about)
{
	bool named = false;

	memset(words, 0, sizeof(*words));
	if (!text_copy(words->command, sizeof(words->command), about->command) || !split(words))
		return false;
	for (size_t i = 0; i < words->count && about->file; i++) {
		if (!strstr(words->word[i], "%s"))
			continue;
		if (!put_file(words, &words->word[i], about->file))
			return false;
		named = true;
	}
	if (!about->file || named)
		return true;
	if (words->count == WORDS_MAX ||
	    !text_copy(words->with_file, sizeof(words->with_file), about->file))
		return false;
	words->word[words->count++] = words->with_file;
	return true;
}

/* As execvp looks for it. */
static int look_for(const char *program)
{
	const char *folder = getenv("PATH");
	char path[FILE_PATH_SIZE];
	int cause = ENOENT;

	if (strchr(program, '/'))
		return access(program, X_OK) == 0 ? 0 : errno;
	for (folder = folder ? folder : "/bin:/usr/bin"; *folder; folder += *folder == ':') {
		const size_t length = strcspn(folder, ":");

		if (text_format(path, sizeof(path), "%.*s%s%s", (int)length, folder,
				length ? "/" : "", program) &&
		    access(path, F_OK) == 0) {
			if (access(path, X_OK) == 0)
				return 0;
			cause = EACCES;
		}
		folder += length;
	}
	return cause;
}

int process_look(const char *command)
{
	const struct process_about about = { .command = command };
	struct words words;

	return take_words(&words, &about) ? look_for(words.word[0]) : E2BIG;
}

/* In the child, from here on without a way back: no input, its output to us, nothing else of ours;
 * a group of its own, so that the terminal's keys do not reach it and all of it can be ended; and
 * the signals as a program expects them, not as the desk has them. */
static _Noreturn void become(const struct process_about *about, char **words, int out, int failure,
			     pid_t starter)
{
	const int nothing = open("/dev/null", O_RDWR);
	struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t none;
	int cause;

	for (int number = 1; number < NSIG; number++)
		sigaction(number, &usual, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setpgid(0, 0);
	if (!about->outlives)
		prctl(PR_SET_PDEATHSIG, SIGTERM);
	/* It may have ended before that was asked for. */
	if (nothing >= 0 && (about->outlives || getppid() == starter) &&
	    dup2(nothing, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
	    dup2(about->complaints ? out : nothing, STDERR_FILENO) >= 0 &&
	    (failure == FAILURE_FILENO || dup3(failure, FAILURE_FILENO, O_CLOEXEC) >= 0)) {
		failure = FAILURE_FILENO;
		if (close_range(FAILURE_FILENO + 1, ~0U, 0) == 0)
			execvp(words[0], words);
	}
	cause = errno;
	(void)!write(failure, &cause, sizeof(cause));
	_exit(127);
}

/* The program runs when the line for failures was closed by its start, without a word: zero. */
static int failure_of(pid_t pid, int failure)
{
	int cause = 0;
	ssize_t got;

	do
		got = read(failure, &cause, sizeof(cause));
	while (got < 0 && errno == EINTR);
	if (got == 0)
		return 0;
	waitpid(pid, NULL, 0);
	return got == (ssize_t)sizeof(cause) && cause ? cause : EIO;
}

static int spawn(struct process *process, const struct process_about *about, char **words, int out)
{
	const pid_t starter = getpid();
	int failure[2], cause;

	if (pipe2(failure, O_CLOEXEC) != 0)
		return errno;
	process->pid = fork();
	if (process->pid == 0)
		become(about, words, out, failure[1], starter);
	cause = process->pid < 0 ? errno : 0;
	close(failure[1]);
	if (!cause)
		cause = failure_of(process->pid, failure[0]);
	close(failure[0]);
	if (cause)
		process->pid = 0;
	return cause;
}

int process_start(struct process *process, const struct process_about *about)
{
	struct words words;
	int ends[2], cause;

	*process = (struct process){ .fd = -1 };
	if (!take_words(&words, about))
		return E2BIG;
	if (pipe2(ends, O_CLOEXEC) != 0)
		return errno;
	cause = fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0 ? errno : 0;
	if (!cause)
		cause = spawn(process, about, words.word, ends[1]);
	close(ends[1]);
	if (cause)
		close(ends[0]);
	else
		process->fd = ends[0];
	return cause;
}

/* A dump would put patients' data into a file that nobody looks after. One byte is too little for a
 * dump, and unlike zero it also keeps the kernel from handing one to a program (core(5)). */
void process_keep_memory_private(void)
{
	const struct rlimit none = { 1, 1 };

	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0);
}

bool process_has_ended(struct process *process, int *how)
{
	if (process->pid <= 0 || waitpid(process->pid, how, WNOHANG) != process->pid)
		return false;
	process->pid = 0;
	return true;
}

void process_stop(struct process *process)
{
	const struct timespec wait = { .tv_nsec = STOP_WAIT_MS * 1000 * 1000 };

	if (process->fd >= 0)
		close(process->fd);
	process->fd = -1;
	if (process->pid <= 0)
		return;
	kill(-process->pid, SIGTERM);
	for (int i = 0; i < STOP_TRIES && waitpid(process->pid, NULL, WNOHANG) == 0; i++) {
		if (i == STOP_TRIES - 1) {
			kill(-process->pid, SIGKILL);
			waitpid(process->pid, NULL, 0);
		} else {
			nanosleep(&wait, NULL);
		}
	}
	process->pid = 0;
}
