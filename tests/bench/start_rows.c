/* What is checked before the desk opens, on the large clinic. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bare.h"
#include "clinic.h"
#include "desk/check.h"

enum { PAIRS = 7, PATIENCE_S = 15 };

static double open_ms(const char *path)
{
	double began = seconds_now();
	struct desk desk;

	clinic_open(&desk, path, "bench");
	desk_close(&desk);
	return (seconds_now() - began) * 1000;
}

static _Noreturn void check_and_leave(const char *path)
{
	struct desk desk;
	int run, failed;

	alarm(PATIENCE_S);
	clinic_open(&desk, path, "bench");
	must(&desk, check_run(&desk, CHECK_FAST, NULL, NULL, &run, &failed));
	desk_close(&desk);
	if (failed)
		die("%d of %d checks failed", failed, run);
	_exit(0);
}

/* Seconds of the checks, in a process that is ended when it has taken far too long. */
static double check_s(const char *path, bool *ended)
{
	double began = seconds_now();
	pid_t child = fork();
	int how;

	if (child == 0)
		check_and_leave(path);
	if (child < 0 || waitpid(child, &how, 0) != child)
		die("the checks were not started");
	*ended = WIFSIGNALED(how) && WTERMSIG(how) == SIGALRM;
	if (how != 0 && !*ended)
		die("the checks failed");
	return seconds_now() - began;
}

void bench_start(struct bench *bench)
{
	static const struct bench_what opening = { "start-open", "ms", GOAL_NONE, 0 };
	static const struct bench_what checks = { "start-checks", "s", GOAL_OURS_MOST, 0.5 };
	double opened[PAIRS], checked[PAIRS];
	char path[CLINIC_PATH_SIZE];
	bool ended = false;
	int count;

	clinic_path(bench, bench_size(bench), path);
	for (int i = 0; i < PAIRS; i++)
		opened[i] = open_ms(path);
	bench_report(bench, &opening, opened, NULL, PAIRS);
	for (count = 0; count < PAIRS && !ended; count++) {
		bench_progress(bench, "start-checks: run %d of %d", count + 1, PAIRS);
		checked[count] = check_s(path, &ended);
	}
	bench_report(bench, &checks, checked, NULL, count);
}
