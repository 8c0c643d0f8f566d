#include "ui/screens/screens.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/check.h"
#include "store/line.h"
#include "ui/screens/bookings/bookings.h"
#include "ui/screens/day/day.h"
#include "ui/screens/desk/card_reader.h"
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

static bool changed(void *context)
{
	struct screens *screens = context;
	bool elsewhere = store_changed_elsewhere(screens->desk->store);
	int64_t minute;

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
	       (strcmp(settings->desk_linear, "on") == 0 ? DISPLAY_LINEAR : 0u);
}

/*
 * Drafts belong to a counter of a clinic: the file is named by the database, whose path is too long
 * for a name, and by the counter, whose characters are those of a name. Where the session has a
 * folder of its own in memory it lies there, so that no disk ever has what a clerk was typing.
 */
static bool draft_base(const struct desk *desk, char out[FILE_PATH_SIZE])
{
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

void screens_host(struct screens *screens, struct desk *desk, struct terminal_host *host)
{
	/* In the order of their digits. */
	/* clang-format off */
	static const struct place places[] = {
		{ COMMAND_TODAY, &today_screen },
		{ COMMAND_REGISTER, &register_screen },
		{ COMMAND_QUEUE, &queue_screen },
		{ COMMAND_BOOKINGS, &bookings_screen },
		{ COMMAND_REPORTS, &reports_screen },
		{ COMMAND_PATIENTS, &patients_screen },
		{ COMMAND_ROSTER, &roster_screen },
		{ COMMAND_ONLINE, &online_screen },
		{ COMMAND_DAY, &day_screen },
		{ COMMAND_SETTINGS, &settings_screen },
	};
	/* clang-format on */
	static const struct shortcut shortcuts[] = { { COMMAND_CALL, COMMAND_QUEUE_CALL } };
	static const struct place dialogs[] = { { COMMAND_UNDO, &undo_screen } };

	*screens = (struct screens){ .desk = desk, .minute = desk_now_ms(desk) / MS_PER_MINUTE };
	desk_clock_stepped_back(desk, &screens->newest_ms);
	child_init(&screens->reader, desk->settings.desk_reader_command);
	*host = (struct terminal_host){ .desk = desk,
					.context = screens,
					.place = places,
					.place_count = sizeof(places) / sizeof(places[0]),
					.home = COMMAND_REGISTER,
					.shortcut = shortcuts,
					.shortcut_count = 1,
					.dialog = dialogs,
					.dialog_count = sizeof(dialogs) / sizeof(dialogs[0]),
					.entry = &sign_in_screen,
					.entry_first = !desk->settings.desk_staff[0],
					.changed = changed,
					.scan = scan,
					.search = search,
					.line_fd = line_fd,
					.line = line,
					.lock_minutes = lock_minutes,
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
	screens->dialog[0] = host->dialog[0];
	screens->dialog[1] = (struct place){ .command = COMMAND_PRACTICE,
					     .ops = &practice_tasks_screen };
	host->dialog = screens->dialog;
	host->dialog_argument = &screens->practice;
	host->dialog_count = 2;
	host->banner = banner;
	host->followed = followed;
}

void screens_end(struct screens *screens)
{
	child_stop(&screens->reader);
}

/* Within a change, which the person waits for: it is painted at once. */
static void say_waiting(void *context)
{
	message_say(context, SAY_INFO, _("Another counter is saving; please wait."));
	paint(context);
}

enum status screens_run(struct desk *desk, const struct screens_start *start)
{
	struct screens screens;
	struct terminal_host host;
	struct terminal *terminal;
	struct keymap keymap;
	char drafts[FILE_PATH_SIZE];
	enum status result;

	screens_host(&screens, desk, &host);
	if (start->at_today)
		host.home = COMMAND_TODAY;
	if (start->first_steps_since)
		host.home_argument = &start->first_steps_since;
	if (start->practice)
		screens_practise(&screens, start->practice, &host);
	else if (draft_base(desk, drafts))
		host.draft_base = drafts;
	keymap_init(&keymap);
	host.keymap = &keymap;
	result = keymap_load(&keymap, &desk->settings, &desk->problem);
	if (result)
		return result;
	result = terminal_start(&terminal, &host, &desk->problem);
	if (result)
		return result;
	store_on_waiting(desk->store, say_waiting, terminal);
	terminal_run(terminal);
	store_on_waiting(desk->store, NULL, NULL);
	terminal_stop(terminal);
	screens_end(&screens);
	return STATUS_OK;
}
