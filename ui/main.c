/* The process: its files, signals and language. The exit status is decided here and nowhere else.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
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

int main(int argc, char **argv)
{
	umask(077);
	if (!open_standard_files())
		return status_exit(STATUS_DEFECT);
	/* A reader that goes away is an error of writing, not the end in the middle of a change. */
	signal(SIGPIPE, SIG_IGN);
	language_start();
	return status_exit(cli_run(argc, argv));
}
