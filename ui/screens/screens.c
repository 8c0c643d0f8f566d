#include "ui/screens/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/check.h"
#include "desk/day/leaving.h"
#include "desk/presence.h"
#include "desk/staff.h"
#include "store/line.h"
#include "ui/screens/allowed.h"
#include "ui/screens/bookings/bookings.h"
#include "ui/screens/day/day.h"
#include "ui/screens/desk/card_reader.h"
#include "ui/screens/desk/desks.h"
#include "ui/screens/desk/password.h"
#include "ui/screens/desk/scans.h"
#include "ui/screens/desk/sign_in.h"
#include "ui/screens/desk/undo.h"
#include "ui/screens/online/online.h"
#include "ui/screens/patients/patients.h"
#include "ui/screens/practice/practice_tasks.h"
#include "ui/screens/queue/queue.h"
#include "ui/screens/register/register.h"
#include "ui/screens/reports/reports.h"
#include "ui/screens/roster/roster.h"
#include "ui/screens/settings/settings.h"
#include "ui/screens/today/today.h"
#include "ui/screens/words.h"
#include "ui/term/message.h"
#include "ui/term/paint.h"
#include "ui/term/terminal.h"

/* Once, after the first screen is painted: nobody waits for it. */
static bool look_over(struct screens *screens)
{
	int checks, failed;

	if (screens->looked_over)
		return false;
	screens->looked_over = true;
	screens->damaged = check_run(screens->desk, CHECK_FAST, NULL, NULL, &checks, &failed) ||
			   failed > 0;
	return screens->damaged;
}

/* Several desks of a demonstration go by the latest of their clocks, which began at different hours
 * of the computer's. */
static void keep_time(struct screens *screens)
{
	struct desk *desk = screens->desk;

	desk_clock_stepped_back(desk, &screens->newest_ms);
	if (desk->clock.ahead_ms && screens->newest_ms > desk_now_ms(desk))
		clock_run_from(&desk->clock, screens->newest_ms);
}

/* Whether it cannot be written any more, which it could a moment ago. */
static bool look_whether_only_reads(struct screens *screens)
{
	const enum status before = screens->why_only_reads;
	struct problem problem;

	screens->why_only_reads = store_only_reads(screens->desk->store, &problem);
	return screens->why_only_reads != before;
}

/* Rules that another counter changed. What cannot be taken is told at the next change. */
static void take_rules(struct screens *screens)
{
	struct problem kept = screens->desk->problem;

	if (desk_take_rules(screens->desk, NULL) != STATUS_OK)
		screens->desk->problem = kept;
}

static bool changed(void *context)
{
	struct screens *screens = context;
	bool elsewhere = store_changed_elsewhere(screens->desk->store);
	int64_t minute;

	if (elsewhere)
		take_rules(screens);

	if (look_whether_only_reads(screens))
		elsewhere = true;
	if (look_over(screens))
		elsewhere = true;
	keep_time(screens);
	minute = desk_now_ms(screens->desk) / MS_PER_MINUTE;
	if (minute == screens->minute)
		return elsewhere;
	screens->minute = minute;
	return true;
}

static bool in_trouble(void *context)
{
	const struct screens *screens = context;

	return screens->why_only_reads != STATUS_OK || screens->desk->unsaved.status != STATUS_OK;
}

static void say_trouble(const char *heading, const char *sentence, struct trouble *out)
{
	text_copy(out->heading, sizeof(out->heading), heading);
	text_format(out->text, sizeof(out->text), "%s\n\n%s", sentence,
		    _("What was typed is still there. Enter or Esc goes back to it."));
}

/* What was refused; or what was found without anybody's having asked for anything yet. */
static bool trouble(void *context, struct trouble *out)
{
	struct screens *screens = context;
	const struct desk *desk = screens->desk;
	struct problem problem;

	if (screens->unsaved_count != desk->unsaved_count) {
		screens->unsaved_count = desk->unsaved_count;
		look_whether_only_reads(screens);
		screens->told = screens->why_only_reads;
		if (desk->unsaved.status == STATUS_OK)
			return false;
		say_trouble(desk->unsaved.status == STATUS_STORE_UNKNOWN
				    ? _("It is NOT known whether this was saved")
				    : _("NOT saved"),
			    desk->unsaved.message, out);
		return true;
	}
	if (screens->why_only_reads == screens->told)
		return false;
	screens->told = store_only_reads(desk->store, &problem);
	if (screens->told == STATUS_OK)
		return false;
	say_trouble(_("Nothing can be saved"), problem.message, out);
	return true;
}

static int lock_minutes(void *context)
{
	const struct screens *screens = context;

	return screens->desk->settings.desk_lock_minutes;
}

static const char *staff(void *context, int64_t *now_ms)
{
	const struct screens *screens = context;

	*now_ms = desk_now_ms(screens->desk);
	return screens->desk->staff.code;
}

static unsigned display(void *context)
{
	const struct screens *screens = context;
	const struct settings *settings = &screens->desk->settings;

	return (strcmp(settings->desk_mouse, "on") == 0 ? DISPLAY_MOUSE : 0u) |
	       (strcmp(settings->desk_linear, "on") == 0 ? DISPLAY_LINEAR : 0u) |
	       (strcmp(settings->desk_theme, "light") == 0 ? DISPLAY_LIGHT : 0u) |
	       (strcmp(settings->desk_theme, "dark") == 0 ? DISPLAY_DARK : 0u);
}

/*
 * Drafts belong to a counter of a clinic: the file is named by the database, whose path is too long
 * for a name, and by the counter, whose characters are those of a name. Where the session has a
 * folder of its own in memory it lies there, so that no disk ever has what a clerk was typing.
 */
static bool draft_base(void *context, char out[FILE_PATH_SIZE])
{
	const struct desk *desk = ((const struct screens *)context)->desk;
	const uint64_t prime = UINT64_C(1099511628211); /* FNV-1a */
	uint64_t mark = UINT64_C(14695981039346656037);
	char *path = realpath(store_path(desk->store), NULL);
	char name[CODE_SIZE + 64];

	for (const char *at = path; at && *at; at++)
		mark = (mark ^ (unsigned char)*at) * prime;
	text_format(name, sizeof(name), "drafts/%016llx-%s", (unsigned long long)mark,
		    desk->counter);
	if (!path)
		return false;
	free(path);
	return path_in_session(out, name) || path_in_state(out, name);
}

static void add_line(char *out, size_t size, const char *sentence)
{
	const size_t used = strlen(out);

	text_format(out + used, size - used, "%s%s", used > 0 ? "\n" : "", sentence);
}

static void still_open(void *context, char *out, size_t size)
{
	const struct screens *screens = context;
	char text[WORDS_SIZE];
	struct leaving open;

	out[0] = '\0';
	if (!screens->desk->staff.code[0] || leaving_look(screens->desk, &open))
		return;
	if (open.called > 0) {
		text_format(text, sizeof(text),
			    _n("%d patient was called, and the visit has no outcome yet.",
			       "%d patients were called, and the visits have no outcome yet.",
			       (unsigned long)open.called),
			    open.called);
		add_line(out, size, text);
	}
	if (open.unresolved > 0) {
		text_format(text, sizeof(text),
			    _n("%d booking of a session that is over has no outcome yet.",
			       "%d bookings of sessions that are over have no outcome yet.",
			       (unsigned long)open.unresolved),
			    open.unresolved);
		add_line(out, size, text);
	}
	if (open.unclosed)
		add_line(out, size, _("All sessions of today are over; the day is not closed."));
}

static void idle(void *context, int64_t idle_ms)
{
	const struct screens *screens = context;

	presence_idle(screens->desk, idle_ms);
}

/* What stands before all else: nothing, or not all, of what is done here is kept. */
static bool say_fault(const struct screens *screens, char *out, size_t size)
{
	const char *words = NULL;

	if (screens->why_only_reads == STATUS_STORE_REPLACED)
		words = _("DATABASE REPLACED: nothing is saved, leave the desk");
	else if (screens->why_only_reads == STATUS_STORE_ELSEWHERE)
		words = _("ANOTHER COMPUTER'S DATABASE: only reading");
	else if (screens->why_only_reads == STATUS_STORE_LOST)
		words = _("ENTRIES ARE MISSING: only reading");
	else if (screens->desk->unsaved.status == STATUS_STORE_STOPPED ||
		 screens->desk->unsaved.status == STATUS_STORE_UNKNOWN)
		words = _("DISK FAILED: nothing is saved, close all desks");
	else if (screens->desk->unsaved.status != STATUS_OK)
		words = _("NOTHING CAN BE SAVED");
	else if (screens->damaged)
		words = _("DATABASE AT FAULT: run frontdesk check");
	if (words)
		text_copy(out, size, words);
	return words;
}

static void status(void *context, char *left, size_t left_size, char *right, size_t right_size)
{
	const struct screens *screens = context;
	struct desk *desk = screens->desk;
	char now[CLOCK_TEXT_SIZE], minute[MINUTE_TEXT_SIZE];

	text_copy(left, left_size, desk->settings.clinic_name);
	if (say_fault(screens, right, right_size))
		return;
	if (screens->newest_ms > desk_now_ms(desk) + CLOCK_STEP_MS) {
		text_format(right, right_size, _("CLOCK SET BACK? %s, last entry %s"),
			    words_time(desk_now_ms(desk), minute),
			    clock_format(screens->newest_ms, now));
		return;
	}
	clock_format(desk_now_ms(desk), now);
	if (!desk->staff.code[0]) {
		text_format(right, right_size, _("nobody signed in  counter %s  %s"), desk->counter,
			    now);
		return;
	}
	text_format(right, right_size, _("%s  counter %s  %s"), desk->staff.code, desk->counter,
		    now);
}

static unsigned scan(void *context, struct screen *front, const char *text)
{
	(void)context;
	return scans_take(front, text);
}

static unsigned search(void *context, struct screen *front, const char *text, bool whole)
{
	(void)context;
	return scans_search(front, text, whole);
}

static bool may(void *context, enum command command, char *why, size_t why_size)
{
	const struct screens *screens = context;

	return allowed_command(screens->desk, command, why, why_size);
}

static int line_fd(void *context)
{
	const struct screens *screens = context;

	return card_reader_fd(&screens->reader);
}

static unsigned line(void *context, struct screen *front)
{
	struct screens *screens = context;

	return card_reader_take(&screens->reader, front);
}

/* Of a place at which nobody's desk opens. */
enum { ROLE_NONE = ROLE_COUNT };

/* Where the desk of a role opens. */
static enum command first_place(int role)
{
	static const struct {
		int role;
		enum command command;
	} first[] = {
#define PLACE(identifier, screen, digit, role) { role, COMMAND_##identifier },
#include "ui/screens/places.def"
#undef PLACE
	};

	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++) {
		if (first[i].role == role)
			return first[i].command;
	}
	return COMMAND_NONE;
}

/*
 * Whether the desk can begin without a question: it is said who works here, under a code that is
 * known and has not ended, and nobody else does as the same counter. Of two that begin together
 * each sees the other.
 */
static bool begin(struct desk *desk)
{
	struct at_work other;
	struct staff_entry entry;
	const enum status found = staff_find(desk, desk->staff.code, &entry);

	if (!desk_takes_passwords(desk) && desk->settings.desk_staff[0] &&
	    ((!found && !entry.ended) || (found == STATUS_NOT_FOUND && desk->practice[0]))) {
		/* A desk that cannot say so is missing in a list, and works. */
		(void)!presence_begin(desk);
		if (presence_at_counter(desk, desk->counter, &other) != STATUS_OK)
			return true;
		presence_end(desk);
	}
	desk_sign_out(desk);
	return false;
}

void screens_host(struct screens *screens, struct desk *desk, struct terminal_host *host)
{
	static const struct place places[] = {
#define PLACE(identifier, screen, digit, role) \
	{ .command = COMMAND_##identifier, .ops = &(screen), .number = (digit) },
#include "ui/screens/places.def"
#undef PLACE
	};
	static const struct shortcut shortcuts[] = { { COMMAND_CALL, COMMAND_QUEUE_CALL } };
	static const struct place dialogs[] = {
		{ .command = COMMAND_UNDO, .ops = &undo_screen },
		{ .command = COMMAND_DESKS, .ops = &desks_screen },
		{ .command = COMMAND_PASSWORD, .ops = &password_screen },
	};

	*screens = (struct screens){ .desk = desk, .minute = desk_now_ms(desk) / MS_PER_MINUTE };
	desk_clock_stepped_back(desk, &screens->newest_ms);
	screens->asks_first = !begin(desk);
	child_init(&screens->reader, desk->settings.desk_reader_command);
	*host = (struct terminal_host){ .desk = desk,
					.context = screens,
					.place = places,
					.place_count = sizeof(places) / sizeof(places[0]),
					.home = first_place(ROLE_CLERK),
					.anew = COMMAND_REGISTER,
					.shortcut = shortcuts,
					.shortcut_count = 1,
					.dialog = dialogs,
					.dialog_count = sizeof(dialogs) / sizeof(dialogs[0]),
					.entry = &sign_in_screen,
					.entry_first = screens->asks_first,
					.changed = changed,
					.may = may,
					.scan = scan,
					.search = search,
					.line_fd = line_fd,
					.line = line,
					.lock_minutes = lock_minutes,
					.idle = idle,
					.still_open = still_open,
					.display = display,
					.trouble = trouble,
					.in_trouble = in_trouble,
					.staff = staff,
					.status = status };
}

static void banner(void *context, char *out, size_t size)
{
	const struct screens *screens = context;

	practice_banner(screens->practice, out, size);
}

static unsigned followed(void *context, struct screen *front, int keys)
{
	struct screens *screens = context;
	bool finished;
	unsigned reply = practice_followed(screens->practice, front, keys, &finished);

	if (finished)
		screen_push(front, &practice_tasks_screen, &screens->practice, QUESTION_NONE);
	return reply;
}

void screens_practise(struct screens *screens, struct practice *practice,
		      struct terminal_host *host)
{
	screens->practice = practice;
	for (int i = 0; i < host->dialog_count; i++)
		screens->dialog[i] = host->dialog[i];
	screens->dialog[host->dialog_count++] = (struct place){ .command = COMMAND_PRACTICE,
								.ops = &practice_tasks_screen };
	host->dialog = screens->dialog;
	host->dialog_argument = &screens->practice;
	host->banner = banner;
	host->followed = followed;
}

void screens_end(struct screens *screens)
{
	presence_end(screens->desk);
	child_stop(&screens->reader);
}

/* Within a change, which the person waits for: it is painted at once. */
static void say_waiting(void *context)
{
	message_say(context, SAY_INFO, _("Another counter is saving; please wait."));
	paint(context);
}

/* Somebody wrote rules into this counter's file, and thinks that they hold. */
static void say_overruled(struct terminal *terminal, const struct settings *settings)
{
	char names[WORDS_SIZE], text[PROBLEM_MESSAGE_SIZE];

	if (!*settings_overruled(settings, names, sizeof(names)))
		return;
	text_format(text, sizeof(text),
		    _("Not used in the settings file: %s. These are rules of the clinic; Settings "
		      "(Alt-0) changes them."),
		    names);
	message_say(terminal, SAY_INFO, text);
}

/* One line on the terminal, which is as it was found. */
static void say_goodbye(struct screens *screens)
{
	const struct desk *desk = screens->desk;
	char open[WORDS_SIZE], line[WORDS_SIZE];

	if (!desk->staff.code[0])
		return;
	still_open(screens, open, sizeof(open));
	for (char *at = open; *at; at++) {
		if (*at == '\n')
			*at = ' ';
	}
	text_format(line, sizeof(line), _("Goodbye, %s (counter %s)."), desk->staff.code,
		    desk->counter);
	/* No answer to anything: where nobody reads it any more, nothing is lost. */
	if (dprintf(STDOUT_FILENO, "%s%s%s\n", line, open[0] ? " " : "", open) < 0)
		return;
}

enum status screens_run(struct desk *desk, const struct screens_start *start)
{
	struct screens screens;
	struct terminal_host host;
	struct terminal *terminal;
	struct keymap keymap;
	enum terminal_end end;
	enum status result;

	screens_host(&screens, desk, &host);
	if (start->at_today)
		host.home = COMMAND_TODAY;
	if (start->first_steps_since)
		host.home_argument = &start->first_steps_since;
	if (!start->practice)
		host.draft_base = draft_base;
	else
		screens_practise(&screens, start->practice, &host);
	keymap_init(&keymap);
	host.keymap = &keymap;
	result = keymap_load(&keymap, &desk->settings, &desk->problem);
	if (result)
		return result;
	result = terminal_start(&terminal, &host, &desk->problem);
	if (result)
		return result;
	store_on_waiting(desk->store, say_waiting, terminal);
	say_overruled(terminal, &desk->settings);
	end = terminal_run(terminal);
	store_on_waiting(desk->store, NULL, NULL);
	terminal_stop(terminal);
	if (end == TERMINAL_LEFT)
		say_goodbye(&screens);
	screens_end(&screens);
	return STATUS_OK;
}
