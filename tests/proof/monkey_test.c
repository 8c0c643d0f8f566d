/*
 * A monkey at the desk: the real program on two terminals at one database, random keys, broken
 * UTF-8, cut sequences, pastes, scans, windows of any size, hang-ups. KEYS is how many keys, SEED
 * which; FRONTDESK the program.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/booking/booking_list.h"
#include "proof.h"
#include "window.h"

enum {
	PEOPLE = 40,
	DAYS = 3,
	DOCTORS = 4,
	SESSIONS_A_DAY = DOCTORS * PERIOD_COUNT,
	BATCH = 24,
	KEY_BYTES = 128,
	PASTE_BYTES = 64 * 1024,
	ASCII_DEL = 127,
	COLUMNS_MOST = 300,
	LINES_MOST = 100,
	/* A sanitizer keeps some of what was freed; a cache fills; and whoever comes upon a report
	 * late has its libraries loaded late. What is lost at each key is more in the long form. */
	GROWTH_KIB = 16 * 1024,
};

struct monkey {
	struct proof_clinic clinic;
	char folder[FILE_PATH_SIZE];
	char settings[2][FILE_PATH_SIZE];
	char id_number[PEOPLE][ID_NUMBER_SIZE];
	struct window quits, stays; /* one may leave the desk, the other does not know how */
	unsigned seed;
	long keys, pastes, resizes, hang_ups, lives;
	long slow, died, shown;
	char paste[PASTE_BYTES];
};

static int below(struct monkey *monkey, int limit)
{
	return rand_r(&monkey->seed) % limit;
}

static const char *one_of(struct monkey *monkey, const char *const *list, size_t count)
{
	return list[below(monkey, (int)count)];
}
#define ONE_OF(monkey, list) one_of(monkey, list, sizeof(list) / sizeof(list[0]))

static const char *const keys[] = {
	"\033OP",   "\033OQ",	"\033OR",   "\033OS",	 "\033[15~", "\033[17~", "\033[18~",
	"\033[19~", "\033[20~", "\033[21~", "\033[23~",	 "\033[24~", "\033OC",	 "\033OB",
	"\033OC",   "\033OD",	"\033OA",   "\033OB",	 "\033OH",   "\033OF",	 "\033[5~",
	"\033[6~",  "\033[2~",	"\033[3~",  "\033[Z",	 "\t",	     "\r",	 "\r",
	"\r",	    "\177",	"\033",	    "\033[1;5C", "\033Oj",   "\033Op",
};

static const char *const words[] = {
	"w",
	"wang",
	"王",
	"王零",
	"wlll",
	"199",
	"19900000005",
	"0003",
	"1101",
	"张",
	"1001",
	"1002",
	"1101051960",
	"nk",
	"cash",
	"2026-11-21",
	"20260101",
	"-1",
	"50",
	"0",
	"wei",
	"好",
	"\xF0\xA0\xAE\xB7",
	"e\xCC\x81",
};

/* Out of every dialog first. */
#define OUT "\033\033\033"

/* What a clerk does, so that the monkey gets further than the first screen. */
static const char *const tasks[] = {
	OUT "\033OQ\033[18~\025\033[17~",     /* a new patient */
	OUT "\033OR\033[17~\033[19~",	      /* Queue: call, finish */
	OUT "\033OR\033[17~\033[18~\033[20~", /* call, missed, back in line */
	OUT "\033OS\033[17~",		      /* Bookings: check in */
	OUT "\033OS\033OB\033[17~\r",	      /* the next one */
	OUT "\033OS\033[19~\r\r",	      /* cancel */
	OUT "\033OS\033[20~\r\r",	      /* pay */
	OUT "\033OS\033h\033",		      /* history */
	OUT "\033[15~\033[17~",		      /* Reports: write */
	OUT "\033[15~\033OC\033[19~\r",	      /* close a day */
	OUT "\033[24~wei\r",		      /* another clerk */
	OUT "\033OP\033",		      /* help */
};

static const char *const cuts[] = {
	"\033[",
	"\033[1",
	"\033[1;",
	"\033[200",
	"\033[200~",
	"\033O",
	"\033[<0;9;9M",
	"\033[M",
	"\033]0;x\a",
	"\033P+r\033\\",
	"\033[?1;2c",
	"\033[99999999999~",
	"\033\033\033",
	"\033[20",
	"\xC2\x9B"
	"A",
	"\033[201~",
};

static size_t broken_utf8(struct monkey *monkey, char *out)
{
	size_t length = 1 + (size_t)below(monkey, 6);

	for (size_t i = 0; i < length; i++)
		out[i] = (char)(0x80 + below(monkey, 0x80));
	return length;
}

static size_t control(struct monkey *monkey, const struct window *window, char *out)
{
	/* The one that stays leaves by ^Y alone. */
	do
		*out = (char)below(monkey, ' ');
	while (window == &monkey->stays && *out == 'Y' - '@');
	return 1;
}

/* Register: finds a patient, goes so many days and sessions on, books and pays. */
static size_t book(struct monkey *monkey, char *out, size_t size)
{
	size_t length;

	text_format(out, size, OUT "\033OQ\033[18~\025199%08d\r", below(monkey, PEOPLE));
	length = strlen(out);
	for (int i = below(monkey, DAYS); i > 0; i--)
		length += (size_t)snprintf(out + length, size - length, "\033OC");
	for (int i = below(monkey, SESSIONS_A_DAY); i > 0; i--)
		length += (size_t)snprintf(out + length, size - length, "\033OB");
	return length + (size_t)snprintf(out + length, size - length, "\r\r\r");
}

/* The bytes of one key, or of a few that belong together. */
static size_t next_key(struct monkey *monkey, const struct window *window, char out[KEY_BYTES])
{
	const char *text;
	int dice = below(monkey, 100);

	if (dice < 30)
		text = ONE_OF(monkey, keys);
	else if (dice < 42)
		text = ONE_OF(monkey, words);
	else if (dice < 50)
		return book(monkey, out, KEY_BYTES);
	else if (dice < 62)
		text = ONE_OF(monkey, tasks);
	else if (dice < 66)
		text = ONE_OF(monkey, cuts);
	else if (dice < 70)
		return broken_utf8(monkey, out);
	else if (dice < 74)
		return control(monkey, window, out);
	else if (dice < 77)
		return (size_t)snprintf(out, KEY_BYTES, "%012d\r", below(monkey, 1000000));
	else if (dice < 81)
		return (size_t)snprintf(out, KEY_BYTES, "\033%c", ' ' + 1 + below(monkey, 94));
	else
		return (size_t)snprintf(out, KEY_BYTES, "%c", ' ' + below(monkey, ASCII_DEL - ' '));
	return text_copy(out, KEY_BYTES, text) ? strlen(out) : 0;
}

static bool paste(struct monkey *monkey, struct window *window)
{
	bool bracketed = below(monkey, 2), text = below(monkey, 2), taken = true;

	for (size_t i = 0; i < sizeof(monkey->paste); i++) {
		int byte = text ? ' ' + below(monkey, ASCII_DEL - ' ') : below(monkey, 256);

		monkey->paste[i] = byte == 'Y' - '@' ? ' ' : (char)byte;
	}
	if (bracketed)
		taken = window_send(window, "\033[200~", 6);
	taken = taken && window_send(window, monkey->paste, sizeof(monkey->paste));
	if (bracketed && below(monkey, 2))
		taken = taken && window_send(window, "\033[201~", 6);
	monkey->pastes++;
	return taken;
}

static void resize(struct monkey *monkey, struct window *window)
{
	bool usual = below(monkey, 2);

	window_resize(window, usual ? 80 : 1 + below(monkey, COLUMNS_MOST),
		      usual ? 24 : 1 + below(monkey, LINES_MOST));
	monkey->resizes++;
}

/* However it ended, it ended by itself and says that all is well; without a line, that it could not
 * say so to the end. */
static void bury(struct monkey *monkey, struct window *window, bool line_lost)
{
	int status = WIFEXITED(window->exit_status) ? WEXITSTATUS(window->exit_status) : -1;
	int signal = WIFSIGNALED(window->exit_status) ? WTERMSIG(window->exit_status) : 0;

	/* ^C or ^\ typed ahead, behind the key that left the desk. */
	if (window->left && (signal == SIGINT || signal == SIGQUIT))
		return;
	if (status == 0 || (line_lost && status == status_exit(STATUS_ANSWER_LOST)))
		return;
	monkey->died++;
	print_message("# the desk ended with %#x after %ld keys; its last words: %s\n",
		      (unsigned)window->exit_status, monkey->keys, window->text);
}

static void open_desk(struct monkey *monkey, struct window *window)
{
	const char *settings = monkey->settings[window == &monkey->stays];
	const char *const arguments[] = { "-c", settings, "-d", monkey->clinic.path, NULL };

	if (!window_open(window, monkey->folder, arguments))
		monkey->slow++;
	monkey->lives++;
}

static void type_batch(struct monkey *monkey, struct window *window)
{
	char bytes[BATCH * KEY_BYTES];
	size_t length = 0;

	for (int i = 0; i < BATCH; i++) {
		length += next_key(monkey, window, bytes + length);
		monkey->keys++;
	}
	if (!window_send(window, bytes, length))
		monkey->slow++;
	if (below(monkey, 20) == 0)
		resize(monkey, window);
	if (below(monkey, 200) == 0 && !paste(monkey, window))
		monkey->slow++;
}

/* Full identity numbers are never on the screen. */
static void look_at(struct monkey *monkey, struct window *window)
{
	for (int i = 0; i < PEOPLE; i++) {
		if (strstr(window->text, monkey->id_number[i])) {
			monkey->shown++;
			print_message("# a full identity number is on the screen after %ld keys:\n"
				      "# %s\n",
				      monkey->keys, window->text);
		}
	}
}

static void end_window(struct monkey *monkey, struct window *window)
{
	bool line = below(monkey, 2);

	if (!(line ? window_hang_up(window) : window_signal(window, SIGTERM))) {
		monkey->slow++;
		print_message("# the desk did not end within %d ms of %s\n", WINDOW_SLOW_MS,
			      line ? "losing its line" : "SIGTERM");
	}
	bury(monkey, window, line);
	monkey->hang_ups++;
}

static void settle(struct monkey *monkey, struct window *window)
{
	if (!window_settle(window)) {
		monkey->slow++;
		print_message("# slower than %d ms after %ld keys; the screen: %s\n",
			      WINDOW_SLOW_MS, monkey->keys, window->text);
	}
	if (window->pid)
		look_at(monkey, window);
	else
		bury(monkey, window, false);
}

static void play_round(struct monkey *monkey)
{
	struct window *window[] = { &monkey->quits, &monkey->stays };

	for (int i = 0; i < 2; i++) {
		if (!window[i]->pid)
			open_desk(monkey, window[i]);
		type_batch(monkey, window[i]);
	}
	for (int i = 0; i < 2; i++)
		settle(monkey, window[i]);
	if (monkey->quits.pid && below(monkey, 100) == 0)
		end_window(monkey, &monkey->quits);
}

/* A monkey must not choose where files are written. */
static void write_settings(struct monkey *monkey, const char *name, const char *counter,
			   const char *quit, char path[FILE_PATH_SIZE])
{
	char settings[256];

	text_format(settings, sizeof(settings),
		    "[desk]\nstaff = wei\ncounter = %s\n[quota]\nper_department_day = 99\n"
		    "[keys]\nreports_file =\nquit = %s\n",
		    counter, quit);
	fixture_file(monkey->clinic.desk, name, settings, strlen(settings), path);
}

/* A clinic of today, by the computer's clock, which is that of the desks. */
static void make_clinic(struct monkey *monkey)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, 0);
	const struct clock now = { .pinned = false };
	day_number today = clock_today(&now);
	char code[CODE_SIZE], name[NAME_SIZE], phone[PHONE_SIZE];

	monkey->clinic.desk = desk;
	fixture_clock(desk, today, 0);
	/* Whom the desks know need not be asked about. */
	fixture_must(desk, desk_sign_in(desk, "wei"));
	text_copy(monkey->clinic.path, sizeof(monkey->clinic.path), store_path(desk->store));
	text_copy(monkey->folder, sizeof(monkey->folder), fixture_directory(desk));
	for (int i = 0; i < DOCTORS; i++) {
		text_format(code, sizeof(code), "%d", 1001 + i);
		fixture_doctor(desk, code, 2000);
		for (int day = 0; day < DAYS; day++) {
			fixture_session(desk, code, today + day, PERIOD_AM, 40, 20);
			fixture_session(desk, code, today + day, PERIOD_PM, 40, 20);
			fixture_session(desk, code, today + day, PERIOD_EVE, 40, 20);
		}
	}
	for (int i = 0; i < PEOPLE; i++) {
		fixture_patient(desk, i);
		fixture_person(i, name, monkey->id_number[i], phone);
	}
	write_settings(monkey, "quits.ini", "1", "^Q Alt-q", monkey->settings[0]);
	write_settings(monkey, "stays.ini", "2", "^Y", monkey->settings[1]);
}

static int64_t bookings_made(struct monkey *monkey)
{
	const struct clock now = { .pinned = false };
	int64_t made = 0;

	for (int i = -1; i < DAYS + 1; i++) {
		struct booking *rows;
		size_t count;

		fixture_must(monkey->clinic.desk,
			     booking_list_day(monkey->clinic.desk, clock_today(&now) + i, &rows,
					      &count));
		made += (int64_t)count;
		free(rows);
	}
	return made;
}

/* What the desk that stays uses: the most of it in the second quarter, the least in the last one.
 * Single moments say little: it may be writing a workbook, or painting 300 columns. */
struct use {
	pid_t pid;
	long memory_most_kib, memory_least_kib;
	int files_most, files_least;
};

static void look_at_use(const struct monkey *monkey, long keys_wanted, struct use *use)
{
	long memory_kib = window_memory_kib(&monkey->stays);
	int files = window_files(&monkey->stays);

	/* By the way of a broken sequence it may have found ^Y after all. */
	if (use->pid != monkey->stays.pid)
		*use = (struct use){ .pid = monkey->stays.pid };
	if (monkey->keys >= keys_wanted / 4 && monkey->keys < keys_wanted / 2) {
		if (memory_kib > use->memory_most_kib)
			use->memory_most_kib = memory_kib;
		if (files > use->files_most)
			use->files_most = files;
	} else if (monkey->keys >= keys_wanted / 4 * 3 && use->memory_most_kib) {
		if (!use->memory_least_kib || memory_kib < use->memory_least_kib)
			use->memory_least_kib = memory_kib;
		if (!use->files_least || files < use->files_least)
			use->files_least = files;
	}
}

/* Plays until so many keys were pressed. */
static void play(struct monkey *monkey, long keys_wanted, struct use *use)
{
	while (monkey->keys < keys_wanted) {
		play_round(monkey);
		if (monkey->stays.pid)
			look_at_use(monkey, keys_wanted, use);
	}
	end_window(monkey, &monkey->quits);
	end_window(monkey, &monkey->stays);
}

static void a_monkey_at_two_desks_breaks_nothing(void **state)
{
	static struct monkey monkey;
	int wanted = proof_number("KEYS", 3000, INT32_MAX);
	int seed = proof_seed();
	struct use use = { .pid = 0 };
	long bad, grown_kib;
	int more_files;
	int64_t made;

	(void)state;
	monkey.seed = (unsigned)seed;
	make_clinic(&monkey);
	proof_close(&monkey.clinic);
	play(&monkey, wanted, &use);
	grown_kib = use.memory_least_kib - use.memory_most_kib;
	more_files = use.files_least - use.files_most;
	proof_reopen(&monkey.clinic);
	made = bookings_made(&monkey);
	bad = monkey.slow + monkey.died + monkey.shown + (grown_kib > GROWTH_KIB) +
	      (more_files > 0);
	proof_line("monkey", seed, monkey.keys, bad,
		   "%ld desks, %ld pastes, %ld resizes, %ld hang-ups, %lld bookings; slowest %d "
		   "ms, memory %+ld KiB, files %+d",
		   monkey.lives, monkey.pastes, monkey.resizes, monkey.hang_ups, (long long)made,
		   monkey.quits.slowest_ms > monkey.stays.slowest_ms ? monkey.quits.slowest_ms
								     : monkey.stays.slowest_ms,
		   grown_kib, more_files);
	assert_int_equal(bad, 0);
	assert_true(made > 0);
	proof_check(&monkey.clinic);
	fixture_close(monkey.clinic.desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_monkey_at_two_desks_breaks_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
