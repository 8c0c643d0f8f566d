/*
 * A desk on a terminal at which something fails once, at each place, from its start to its end: the
 * disk, or memory, whoever asks for it, curses included (failing_calls.h). A clerk does a morning's
 * work by keys meanwhile. Whatever happens, the program goes on or ends by itself, never by a
 * crash, and the terminal is as it was; nothing takes longer than it may; what the screen called
 * booked is in the database; every check passes. SEED reruns one run, POINTS: at how many places
 * each failure comes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/check.h"
#include "failing_calls.h"
#include "power_log.h"
#include "ui/screens/screens.h"
#include "ui/term/screen.h"
#include "user_action.h"
#include "window.h"

enum { CANNOT = 77, MORNING = FIXTURE_AT(9, 0), NAMED_MOST = 20, NEW_PERSON = 40 };

/* The program on the terminal is this one again, with these arguments: the folder, the failure's
 * number, and where it comes. */
static struct failing *said_in(const char *folder)
{
	char path[FILE_PATH_SIZE];
	void *page;
	int file;

	action_path(path, folder, "said");
	file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (file < 0 || ftruncate(file, sizeof(struct failing)) != 0)
		return NULL;
	page = mmap(NULL, sizeof(struct failing), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	close(file);
	return page == MAP_FAILED ? NULL : page;
}

static int be_the_desk(char **argv)
{
	struct failing *said = said_in(argv[1]);
	struct action_place place = { .clinic = NULL };
	struct desk desk;
	enum status status;

	text_copy(place.folder, sizeof(place.folder), argv[1]);
	action_path(place.path, place.folder, "desk.db");
	language_start();
	if (!said || !failing_start(&failures[atoi(argv[2])], atol(argv[3]), said))
		return CANNOT;
	failing_arm(true);
	status = action_open(&desk, &place, STORE_OPEN, MORNING);
	if (status != STATUS_OK) {
		fprintf(stderr, "%s\n", desk.problem.message);
		return status_exit(status);
	}
	text_copy(desk.settings.desk_staff, sizeof(desk.settings.desk_staff), "clerk");
	status = screens_run(&desk, &(struct screens_start){ 0 });
	if (status != STATUS_OK)
		fprintf(stderr, "%s\n", desk.problem.message);
	desk_close(&desk);
	return status_exit(status);
}

/* The watcher. */

struct proof {
	struct action_clinic clinic;
	struct action_place place;
	struct failing *said;
	struct window window;
	char program[FILE_PATH_SIZE];
	unsigned int seed;
	int booked;	/* what the screen called so, in this run */
	int all_booked; /* in a run in which nothing fails */
	long runs[FAILURES], wrong[FAILURES], ended[FAILURES], bad, limits;
	char fault[800];
};

#define OUT "\033\033\033"
/* F9, which a question takes when it was seen for SCREEN_SEEN_MS. */
#define YES "\033[20~"

/* A morning's work; each line is typed when the one before has been answered. */
static const char *const session[] = {
	OUT "\033OQ\033[18~\02519900000012\r", /* Register: finds a patient */
	"\033OB\r",			       /* chooses the session */
	"\r",				       /* books and pays */
	OUT "\033OQ\033[17~\025",	       /* a new patient */
	"陈新\t\t\t13800009999\t",
	"\033[20~",
	OUT "\033OQ\033[18~\02519900000013\r",
	"\033OC", /* the next day's */
	"\033OB\r",
	"\r",
	OUT "\033OS\033[17~",		  /* Bookings: checks in */
	"\033OB\033[19~",		  /* cancels the next: asks, */
	YES,				  /* and does */
	"\033OB\033[20~\r\r",		  /* pays */
	OUT "\033OR\033[17~",		  /* Queue: calls */
	"\033[19~",			  /* finishes */
	"\033[17~\033[18~\033[20~",	  /* calls, missed, back in line */
	OUT "\033[15~\033[17~",		  /* Reports: writes the workbook */
	"\033[19~",			  /* closes the day: asks, */
	YES,				  /* and does */
	OUT "\033[24~wei\r",		  /* another clerk */
	"\033OP",			  /* help */
	OUT "\033OS\033[18~\025王\r\033", /* Bookings: finds */
};

enum { TURNS = sizeof(session) / sizeof(session[0]) };

static bool wrong(struct proof *proof, const char *format, ...) PRINTF_LIKE(2, 3);
static bool wrong(struct proof *proof, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vsnprintf(proof->fault, sizeof(proof->fault), format, args) < 0)
		proof->fault[0] = '\0';
	va_end(args);
	return false;
}

static void fresh_place(struct proof *proof)
{
	static const char *const names[] = { "desk.db", "desk.db-wal" };
	static const char *const from[] = { "base.db", "base.db-wal" };
	char source[FILE_PATH_SIZE], target[FILE_PATH_SIZE];

	power_empty(proof->place.folder);
	for (int i = 0; i < 2; i++) {
		action_path(source, proof->clinic.folder, from[i]);
		action_path(target, proof->place.folder, names[i]);
		proof_copy(source, target);
	}
	if (proof->said)
		munmap(proof->said, sizeof(*proof->said));
	proof->said = said_in(proof->place.folder);
	assert_non_null(proof->said);
}

/* The answer to a booking is a screen of its own. */
static void look(struct proof *proof, bool *seen)
{
	const bool now = strstr(proof->window.text, "the next patient; Enter") != NULL;

	proof->booked += now && !*seen;
	*seen = now;
}

static void let_it_be_seen(void)
{
	const struct timespec time = { .tv_nsec = (SCREEN_SEEN_MS + 50) * 1000000L };

	nanosleep(&time, NULL);
}

static bool work(struct proof *proof)
{
	struct window *window = &proof->window;
	bool seen = false;

	for (int i = 0; i < TURNS && window->pid; i++) {
		if (strcmp(session[i], YES) == 0)
			let_it_be_seen();
		if (!window_send(window, session[i], strlen(session[i])) || !window_settle(window))
			return wrong(proof, "slower than %d ms at \"%.300s\"", WINDOW_SLOW_MS,
				     window->text);
		look(proof, &seen);
	}
	return true;
}

/* Leaves the desk, out of whatever is open: ^Q and yes. */
static bool leave(struct proof *proof)
{
	struct window *window = &proof->window;

	if (!window->pid)
		return true;
	window_send(window, OUT "\021", 4);
	let_it_be_seen();
	if (!window_send(window, YES, strlen(YES)) || !window_end(window))
		return wrong(proof, "it does not end; the screen: %.400s", window->text);
	return true;
}

/*
 * The limits of curses (6.4), of the workbook's library (1.1.4) and of the page's fonts
 * (fontconfig 2.14): they use memory that they were refused, or end the program then, as GLib
 * (2.74) does by design. The terminal is given back all the same; counted apart.
 */
static bool is_a_librarys_end(int how)
{
	return WIFSIGNALED(how) &&
	       (WTERMSIG(how) == SIGSEGV || WTERMSIG(how) == SIGABRT || WTERMSIG(how) == SIGTRAP);
}

static bool ended_well(struct proof *proof, const struct failure *failure)
{
	const struct window *window = &proof->window;
	const int how = window->exit_status;
	const bool memory = failure_is_of(failure, KIND_MEMORY);

	if (is_a_librarys_end(how) && proof->said->library_was_refused)
		proof->limits++;
	else if (WIFSIGNALED(how))
		return wrong(proof, "signal %d; its last words: %.400s", WTERMSIG(how),
			     window->text);
	if (!window_is_given_back(window) || (window->paints > 0 && !window->left))
		return wrong(proof, "the terminal is not as it was");
	if (WIFSIGNALED(how) || WEXITSTATUS(how) == 0)
		return true;
	if (!proof->said->came)
		return wrong(proof, "ended with %d by itself: %.400s", WEXITSTATUS(how),
			     window->text);
	if (WEXITSTATUS(how) == status_exit(STATUS_DEFECT) && !memory)
		return wrong(proof, "ended with %d: %.400s", WEXITSTATUS(how), window->text);
	if (window->length == 0)
		return wrong(proof, "ended with %d and no word", WEXITSTATUS(how));
	return true;
}

static void keep_fault(const char *check, const char *fault, void *context)
{
	wrong(context, "%s: %s", check, fault);
}

/* How many bookings there are that the clinic had not at first. */
static int bookings_in(struct proof *proof, struct desk *desk)
{
	const int64_t sessions[] = { proof->clinic.today, proof->clinic.tomorrow };
	int all = 0;

	for (int i = 0; i < 2; i++) {
		struct booking *rows;
		size_t count;

		fixture_must(desk, booking_list_session(desk, sessions[i], &rows, &count));
		for (size_t k = 0; k < count; k++)
			all += rows[k].patient_id == proof->clinic.regular ||
			       rows[k].patient_id == proof->clinic.person;
		free(rows);
	}
	return all;
}

static bool is_kept(struct proof *proof)
{
	struct desk desk;
	int checks, failed, made;

	if (action_open(&desk, &proof->place, STORE_OPEN, MORNING) != STATUS_OK)
		return wrong(proof, "reopening: %s", desk.problem.message);
	made = bookings_in(proof, &desk);
	if (check_run(&desk, CHECK_ALL, keep_fault, proof, &checks, &failed) != STATUS_OK) {
		wrong(proof, "checks: %s", desk.problem.message);
		failed = 1;
	}
	desk_close(&desk);
	if (failed)
		return false;
	return made >= proof->booked ||
	       wrong(proof, "the screen said booked %d times, %d are there", proof->booked, made);
}

static void run(struct proof *proof, int which, long at)
{
	char number[16], place[24];
	const char *const arguments[] = { proof->place.folder, number, place, NULL };
	bool good;

	text_format(number, sizeof(number), "%d", which);
	text_format(place, sizeof(place), "%ld", at);
	fresh_place(proof);
	memset(&proof->window, 0, sizeof(proof->window));
	proof->booked = 0;
	good = window_open(&proof->window, proof->place.folder, arguments) || !proof->window.pid ||
	       wrong(proof, "no first picture");
	good = good && work(proof);
	good = good && leave(proof);
	if (proof->window.pid)
		window_signal(&proof->window, SIGKILL);
	good = good && ended_well(proof, &failures[which]) && is_kept(proof);
	if (at > 0)
		proof->runs[which]++;
	proof->ended[which] += proof->window.exit_status != 0;
	if (good)
		return;
	proof->wrong[which]++;
	if (proof->bad++ < NAMED_MOST)
		print_error("%s at %ld: %s\n", failures[which].name, at, proof->fault);
}

static void run_all(struct proof *proof, int points)
{
	long count[FAILING_KINDS];

	run(proof, 0, 0);
	if (WIFEXITED(proof->window.exit_status) &&
	    WEXITSTATUS(proof->window.exit_status) == CANNOT)
		skip();
	assert_int_equal(proof->bad, 0);
	/* The work was done: else nothing is proved. */
	assert_int_equal(proof->booked, 2);
	memcpy(count, proof->said->count, sizeof(count));
	for (int i = 0; i < FAILURES; i++) {
		const long all = failing_chances(&failures[i], count);
		const long step = all > points ? all / points : 1;

		/* The short form: every third. */
		if (points == 1 && i % 3)
			continue;
		for (long at = 1; at <= all; at += step)
			run(proof, i, at + (step > 1 ? rand_r(&proof->seed) % step : 0));
	}
}

static void prepare(struct proof *proof)
{
	const char *tmp = getenv("TMPDIR");
	ssize_t length = readlink("/proc/self/exe", proof->program, sizeof(proof->program) - 1);

	assert_true(length > 0);
	setenv("FRONTDESK", proof->program, 1);
	proof->seed = (unsigned)proof_seed();
	action_clinic_make(&proof->clinic);
	proof->place.clinic = &proof->clinic;
	text_format(proof->place.folder, sizeof(proof->place.folder), "%.900s/terminal.XXXXXX",
		    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(proof->place.folder));
	action_path(proof->place.path, proof->place.folder, "desk.db");
}

static void whatever_fails_the_terminal_is_given_back(void **state)
{
	static struct proof proof;
	const int points = proof_number("POINTS", 1, 1000000), seed = proof_seed();
	long runs = 0;

	(void)state;
	prepare(&proof);
	run_all(&proof, points);
	for (int i = 0; i < FAILURES; i++) {
		char name[40];

		text_format(name, sizeof(name), "terminal-%s", failures[i].name);
		proof_line(name, seed, proof.runs[i], proof.wrong[i], "ended with an error %ld",
			   proof.ended[i]);
		runs += proof.runs[i];
	}
	proof_line("terminal-faults", seed, runs, proof.bad,
		   "and %ld times a limit of the libraries", proof.limits);
	power_empty(proof.place.folder);
	assert_int_equal(rmdir(proof.place.folder), 0);
	action_clinic_remove(&proof.clinic);
	assert_int_equal(proof.bad, 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_fails_the_terminal_is_given_back),
	};

	/* Not through exit: a sanitizer that looks for leaks cannot be watched by the trap. */
	if (argc == 4) {
		const int status = be_the_desk(argv);

		failing_arm(false);
		fflush(stderr);
		fixture_leave(status);
	}
	if (!proof_in_memory())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
