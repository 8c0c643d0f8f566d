/* The seconds of a whole sale by the keystroke-level model (keystroke.h), counted from the script
 * of its keys, beside the same in two web systems, counted from their public code (sales/). Those
 * are counted as quick as can be: they answer at once. One of them takes no money at all; of the
 * other the booking is told by itself, too. */
#include <string.h>

#include "base/text.h"
#include "clinic.h"
#include "keystroke.h"
#include "pty.h"

/* Somebody known, found by what is typed, a named doctor, cash; done when the receipt is shown. */
#define SALE_TASK "register-known-by-initials"
#define SALE_END "Receipt"

enum { STROKES = 24 };

/* The middle of the seconds from a key to the end of what it paints, on the large clinic. */
static double answer_s(struct bench *bench)
{
	static const char *const keys[] = { "w", "\177" };
	char program[BENCH_FOLDER_SIZE], path[CLINIC_PATH_SIZE];
	const char *arguments[] = { program, "-d", path, "--as", "bench", NULL };
	double seconds[STROKES];
	struct pty pty;

	clinic_path(bench, bench_size(bench), path);
	pty_beside("../../frontdesk", program);
	bench_progress(bench, "sale: %d keys", STROKES);
	pty_start(&pty, 24, 80, arguments);
	pty_read(&pty, 0.25, 5);
	pty_type(&pty, "w");
	pty_read(&pty, 0.25, 5);
	for (int i = 0; i < STROKES; i++) {
		const double began = seconds_now();
		struct burst burst;

		pty_type(&pty, keys[i % 2]);
		burst = pty_read(&pty, 0.04, 5);
		if (!burst.bytes)
			die("the desk does not answer a key");
		seconds[i] = burst.last - began;
	}
	pty_stop(&pty);
	return middle(seconds, STROKES);
}

static bool find_task(struct task *found)
{
	static struct task tasks[TASKS_MAX];
	char fault[TASK_TEXT_SIZE * 2];
	const int count = tasks_read(tasks, fault);

	if (count < 0)
		die("%s", fault);
	for (int i = 0; i < count; i++) {
		if (strcmp(tasks[i].name, SALE_TASK) == 0) {
			*found = tasks[i];
			return true;
		}
	}
	return false;
}

/* What is done there, in files of sales/. */
static double elsewhere_s(const char *const files[2])
{
	double seconds = 0;

	for (int i = 0; i < 2 && files[i]; i++) {
		struct keystroke operators;
		char path[128];

		text_format(path, sizeof(path), "tests/bench/sales/%s.steps", files[i]);
		operators = keystroke_read(path);
		seconds += keystroke_seconds(&operators);
	}
	return seconds;
}

void bench_sale(struct bench *bench)
{
	static const struct {
		struct bench_what what;
		const char *files[2];
	} others[] = {
		{ { "sale-openmrs", "s", GOAL_RATIO_MOST, 1.0 / 3 },
		  { "openmrs", "openmrs-payment" } },
		{ { "sale-openmrs-unpaid", "s", GOAL_NONE, 0 }, { "openmrs" } },
		{ { "sale-easyappointments", "s", GOAL_RATIO_MOST, 1.0 / 3 },
		  { "easyappointments" } },
	};
	struct keystroke sale;
	struct task task;
	double ours;

	if (!find_task(&task)) {
		bench_skip("sale", "there is no task " SALE_TASK);
		return;
	}
	sale = keystroke_task(&task, SALE_END);
	ours = keystroke_seconds(&sale) + sale.k * answer_s(bench);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		const double theirs = elsewhere_s(others[i].files);

		bench_report(bench, &others[i].what, &ours, &theirs, 1);
	}
}
