/* The process: its files, signals and language. The exit status is decided here and nowhere else.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/process.h"
#include "ui/cli/run.h"

/*
 * Makes sure that 0, 1 and 2 are open: otherwise the database would become one of them, and a
 * message would be written into it.
 */
static bool open_standard_files(void)
{
	int file;

	do
		file = open("/dev/null", O_RDWR);
	while (file >= 0 && file <= STDERR_FILENO);
	if (file < 0)
		return false;
	close(file);
	return true;
}

/* The arguments may name a patient, and every account can list those of a program that runs: they
 * are kept here and blanked there. */
static char **take_arguments(int argc, char **argv)
{
	char **taken = memory_new((size_t)argc + 1, sizeof(*taken));

	for (int i = 0; i < argc; i++) {
		taken[i] = memory_string(argv[i]);
		if (i > 0)
			memset(argv[i], 0, strlen(argv[i]));
	}
	return taken;
}

static void release_arguments(int argc, char **taken)
{
	for (int i = 0; i < argc; i++)
		free(taken[i]);
	free(taken);
}

int main(int argc, char **argv)
{
	char **taken = take_arguments(argc, argv);
	int exit_status;

	process_keep_memory_private();
	umask(077);
	if (!open_standard_files())
		return status_exit(STATUS_DEFECT);
	/* A reader that goes away is an error of writing, not the end in the middle of a change. */
	signal(SIGPIPE, SIG_IGN);
	language_start();
	exit_status = status_exit(cli_run(argc, taken));
	release_arguments(argc, taken);
	return exit_status;
}
