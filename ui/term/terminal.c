#include "ui/term/terminal.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/monotonic.h"
#include "base/text.h"
#include "ui/term/dialog.h"
#include "ui/term/dispatch.h"
#include "ui/term/draft.h"
#include "ui/term/engine.h"
#include "ui/term/message.h"
#include "ui/term/page.h"
#include "ui/term/paint.h"
#include "ui/term/rescue.h"
#include "ui/term/stack.h"

/* A round deals with so many events before it paints, so that a stuck key cannot hide what happens.
 */
enum { EVENTS_PER_ROUND_MAX = 512 };

/* A line that is always ready and never has a byte is dead, whatever poll() says of it. */
enum { DRY_READS_MAX = 50 };

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

static void send(const struct terminal *terminal, const char *bytes)
{
	if (!terminal->plain_ansi)
		return;
	fputs(bytes, terminal->stream);
	fflush(terminal->stream);
}

/* A capability of the terminal's description, NULL when it has none. */
static const char *capability(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

/* What ends the desk's picture: a console that has one screen only would go on showing it, and the
 * patients on it. */
static const char *picture_off(void)
{
	return capability("rmcup") ? "rmcup" : "clear";
}

/* Behind endwin, which takes the picture away where there is another screen. */
static void clear_behind(struct terminal *terminal)
{
	const char *clear = capability("rmcup") ? NULL : capability("clear");

	if (clear)
		send(terminal, clear);
}

/* What puts this kind of terminal back, without the padding that slow ones were once given. */
static void prepare_farewell(bool plain_ansi)
{
	const char *const names[] = { "sgr0", "rmkx", "cnorm", picture_off() };

	if (plain_ansi)
		rescue_add(PASTE_OFF);
	if (plain_ansi && capability("kmous"))
		rescue_add(MOUSE_OFF);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *text = capability(names[i]);
		char bytes[64];
		size_t length = 0;

		while (text && *text && length + 1 < sizeof(bytes)) {
			if (text[0] == '$' && text[1] == '<') {
				text = strchr(text, '>');
				if (text)
					text++;
				continue;
			}
			bytes[length++] = *text++;
		}
		bytes[length] = '\0';
		rescue_add(bytes);
	}
}

static enum status refuse_type(const char *type, struct problem *problem)
{
	return problem_set(problem, STATUS_USAGE,
			   _("The terminal type \"%s\" (TERM) is unknown or too simple for the "
			     "desk; xterm-256color usually works."),
			   type ? type : "");
}

static int at_most(int size)
{
	return size < TERMINAL_SIZE_MOST ? size : TERMINAL_SIZE_MOST;
}

/* Curses takes a window as large as `name`, LINES or COLUMNS, says, or else as the terminal does,
 * and keeps that many cells. Returns whether the variable was made here. */
static bool limit_size(const char *name, int size)
{
	const char *set = getenv(name);
	char most[16];
	int64_t number = size;

	if (set && !text_to_number(set, 1, INT32_MAX, &number))
		return false;
	if (number <= TERMINAL_SIZE_MOST)
		return false;
	text_format(most, sizeof(most), "%d", TERMINAL_SIZE_MOST);
	setenv(name, most, 1);
	return !set;
}

static SCREEN *new_curses(const char *type, FILE *in, FILE *out)
{
	struct winsize size = { .ws_row = 0 };
	bool lines, columns;
	SCREEN *curses;

	if (ioctl(fileno(out), TIOCGWINSZ, &size) != 0)
		size = (struct winsize){ .ws_row = 0 };
	lines = limit_size("LINES", size.ws_row);
	columns = limit_size("COLUMNS", size.ws_col);
	curses = newterm(type, out, in);
	if (lines)
		unsetenv("LINES");
	if (columns)
		unsetenv("COLUMNS");
	return curses;
}

/* Takes the terminal over as the streams have it. */
static enum status start(struct terminal *terminal, const char *type, FILE *in, FILE *out,
			 struct problem *problem)
{
	const char *address;

	terminal->curses = new_curses(type, in, out);
	address = terminal->curses ? capability("cup") : NULL;
	if (!address) {
		if (terminal->curses) {
			endwin();
			delscreen(terminal->curses);
		}
		return refuse_type(type ? type : getenv("TERM"), problem);
	}
	terminal->stream = out;
	terminal->out = fileno(out);
	terminal->plain_ansi = strncmp(address, "\033[", 2) == 0;
	/* ERR from these means a pipe instead of a terminal: in tests. */
	raw();
	noecho();
	nonl();
	if (!isatty(fileno(in)))
		meta(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	scrollok(stdscr, FALSE);
	page_init(&terminal->surface);
	input_start(&terminal->input, fileno(in));
	send(terminal, PASTE_ON);
	return STATUS_OK;
}

static struct terminal *new_terminal(const struct terminal_host *host)
{
	struct terminal *terminal = memory_new(1, sizeof(*terminal));

	assert(host->place_count > 0 && host->place_count < STACKS_MAX && host->keymap);
	terminal->host = *host;
	terminal->signals = -1;
	terminal->seen_ms = SCREEN_SEEN_MS;
	/* What is looked over from time to time waits until the first screen is painted. */
	terminal->ticked_ms = terminal->key_ms = monotonic_ms();
	for (int i = 0; i < host->place_count; i++) {
		if (host->place[i].command == host->home)
			terminal->home = i;
	}
	return terminal;
}

/* A desk whose first screen cannot be opened is not opened. */
static enum status open_first(struct terminal *terminal, struct terminal **started,
			      struct problem *problem)
{
	enum status status;

	stack_start(terminal);
	if (stack_front(terminal)) {
		if (terminal->host.draft_base)
			terminal->drafts = drafts_open(terminal, terminal->host.draft_base);
		if (!stack_at_entry(terminal))
			drafts_offer(terminal->drafts, true);
		*started = terminal;
		return STATUS_OK;
	}
	*problem = terminal->refused;
	status = problem->status;
	terminal_stop(terminal);
	return status;
}

enum status terminal_start(struct terminal **started, const struct terminal_host *host,
			   struct problem *problem)
{
	struct terminal *terminal;
	enum status status;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return problem_set(problem, STATUS_USAGE,
				   _("The desk needs a terminal for its keyboard and screen. "
				     "Commands work without one: frontdesk --help."));
	terminal = new_terminal(host);
	terminal->signals = rescue_start(STDOUT_FILENO);
	status = start(terminal, NULL, stdin, stdout, problem);
	if (status != STATUS_OK) {
		rescue_stop();
		free(terminal);
		return status;
	}
	prepare_farewell(terminal->plain_ansi);
	return open_first(terminal, started, problem);
}

enum status terminal_start_on(struct terminal **started, const struct terminal_host *host, FILE *in,
			      FILE *out, int columns, int lines, struct problem *problem)
{
	struct terminal *terminal = new_terminal(host);
	enum status status = start(terminal, "xterm-256color", in, out, problem);

	if (status != STATUS_OK) {
		free(terminal);
		return status;
	}
	terminal_resize(terminal, columns, lines);
	return open_first(terminal, started, problem);
}

void terminal_resize(struct terminal *terminal, int columns, int lines)
{
	if (columns <= 0 || lines <= 0)
		return;
	resizeterm(at_most(lines), at_most(columns));
	input_resized(&terminal->input);
}

static void follow_window(struct terminal *terminal)
{
	struct winsize size;

	if (ioctl(terminal->out, TIOCGWINSZ, &size) == 0)
		terminal_resize(terminal, size.ws_col, size.ws_row);
}

/* Takes the terminal again that somebody else had. */
static void come_back(struct terminal *terminal)
{
	reset_prog_mode();
	input_resume(&terminal->input);
	send(terminal, PASTE_ON);
	follow_window(terminal);
	terminal->draw = terminal->repaint = true;
}

static void suspend(struct terminal *terminal)
{
	send(terminal, PASTE_OFF);
	endwin();
	clear_behind(terminal);
	rescue_suspend();
	come_back(terminal);
}

static void finish(struct terminal *terminal, enum terminal_end end)
{
	terminal->ended = true;
	terminal->end = end;
}

static void take_signal(struct terminal *terminal, int number)
{
	switch (number) {
	case SIGTERM:
	case SIGINT: finish(terminal, TERMINAL_SIGNALLED); break;
	case SIGHUP: finish(terminal, TERMINAL_HUNG_UP); break;
	case SIGWINCH: follow_window(terminal); break;
	case SIGTSTP: suspend(terminal); break;
	case SIGCONT: come_back(terminal); break;
	default: break;
	}
}

static void take_signals(struct terminal *terminal)
{
	char byte;

	while (terminal->signals >= 0 && read(terminal->signals, &byte, 1) == 1)
		take_signal(terminal, byte);
}

/* Nobody is at the counter: whoever comes next says who they are. */
static void lock_when_idle(struct terminal *terminal)
{
	const struct terminal_host *host = &terminal->host;
	int64_t minutes = host->lock_minutes ? host->lock_minutes(host->context) : 0;
	char text[PROBLEM_MESSAGE_SIZE];

	if (minutes <= 0 || monotonic_ms() - terminal->key_ms < minutes * 60 * 1000)
		return;
	terminal->key_ms = monotonic_ms();
	stack_lock(terminal);
	text_format(text, sizeof(text),
		    _n("Locked after %d minute without a keystroke. What was being typed is still "
		       "there.",
		       "Locked after %d minutes without a keystroke. What was being typed is still "
		       "there.",
		       (unsigned long)minutes),
		    (int)minutes);
	message_say(terminal, SAY_INFO, text);
}

void terminal_tick(struct terminal *terminal)
{
	char left[TERMINAL_HOST_TEXT_SIZE] = "", right[TERMINAL_HOST_TEXT_SIZE] = "";

	terminal->ticked_ms = monotonic_ms();
	input_tick(&terminal->input);
	dispatch_line(terminal);
	drafts_follow(terminal->drafts);
	lock_when_idle(terminal);
	if (terminal->host.changed && terminal->host.changed(terminal->host.context)) {
		stack_make_stale(terminal);
		terminal->draw = true;
	}
	if (terminal->host.status)
		terminal->host.status(terminal->host.context, left, sizeof(left), right,
				      sizeof(right));
	if (strcmp(left, terminal->left) != 0 || strcmp(right, terminal->right) != 0) {
		text_copy(terminal->left, sizeof(terminal->left), left);
		text_copy(terminal->right, sizeof(terminal->right), right);
		terminal->draw = true;
	}
}

/* Whether a question in front begins to take keys after some time; *wait_ms is cut to that. */
static bool is_waking(const struct terminal *terminal, int *wait_ms)
{
	const struct screen *front = stack_front(terminal);
	int64_t left_ms;

	if (!front || screen_is_awake(front) || !front->seen_ms)
		return false;
	left_ms = front->seen_ms + terminal->seen_ms - monotonic_ms();
	if (left_ms < *wait_ms)
		*wait_ms = left_ms > 0 ? (int)left_ms : 0;
	return true;
}

/* Deals with what is there; returns whether there was anything. */
static bool drain(struct terminal *terminal)
{
	struct input_event event;
	int count = 0;

	/* A refusal is painted before the next key acts. */
	while (!terminal->ended && count < EVENTS_PER_ROUND_MAX &&
	       !(terminal->draw && terminal->said[0] && terminal->say == SAY_ERROR)) {
		const struct screen *front = stack_front(terminal);

		input_next(&terminal->input,
			   front && front->typing && front->widget == CONTEXT_FORM, &event);
		if (event.kind == INPUT_NONE)
			break;
		dispatch_event(terminal, &event);
		take_signals(terminal);
		count++;
	}
	return count > 0;
}

/* Waits for a key or a signal. Returns whether the keyboard is ready. */
static bool wait_for_input(struct terminal *terminal, int wait_ms)
{
	struct pollfd fds[] = { { .fd = terminal->input.fd, .events = POLLIN },
				{ .fd = terminal->signals, .events = POLLIN },
				{ .fd = -1, .events = POLLIN } };
	int held_ms = input_wait_ms(&terminal->input);

	if (held_ms >= 0 && held_ms < wait_ms)
		wait_ms = held_ms;
	if (terminal->host.line_fd)
		fds[2].fd = terminal->host.line_fd(terminal->host.context);
	if (poll(fds, 3, wait_ms) <= 0)
		return false;
	if (fds[2].revents)
		dispatch_line(terminal);
	if ((fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) && !(fds[0].revents & POLLIN))
		finish(terminal, TERMINAL_HUNG_UP);
	return fds[0].revents & POLLIN;
}

/* Reads what a wait promised; a line that promises and never gives is lost. */
static void read_promised(struct terminal *terminal)
{
	uint64_t before = terminal->input.bytes;

	drain(terminal);
	if (terminal->input.bytes != before)
		terminal->dry = 0;
	else if (++terminal->dry >= DRY_READS_MAX)
		finish(terminal, TERMINAL_HUNG_UP);
}

static bool in_trouble(const struct terminal *terminal)
{
	return terminal->host.in_trouble && terminal->host.in_trouble(terminal->host.context);
}

/* When all keys that were typed ahead are through: none of them shall take it away unseen. */
static void show_trouble(struct terminal *terminal)
{
	struct screen *front = stack_front(terminal);
	struct trouble trouble;

	if (!terminal->host.trouble || !front ||
	    !terminal->host.trouble(terminal->host.context, &trouble))
		return;
	/* A screen has said it in the line of messages. */
	message_forget(terminal);
	if (!dialog_message(front, trouble.heading, trouble.text))
		message_say(terminal, SAY_ERROR, trouble.text);
}

static void refresh_screens(struct terminal *terminal)
{
	if (terminal->ended)
		return;
	show_trouble(terminal);
	stack_load(terminal);
	if (!terminal->draw)
		return;
	/* Who works here may have changed with what was just done. */
	if (terminal->host.status)
		terminal->host.status(terminal->host.context, terminal->left,
				      sizeof(terminal->left), terminal->right,
				      sizeof(terminal->right));
	paint(terminal);
}

bool terminal_round(struct terminal *terminal, int wait_ms, enum terminal_end *end)
{
	take_signals(terminal);
	if (!drain(terminal) && !terminal->draw && !terminal->ended) {
		bool working = terminal_is_working(terminal);
		bool waking = is_waking(terminal, &wait_ms);

		if (wait_for_input(terminal, working ? 0 : wait_ms))
			read_promised(terminal);
		else if (working)
			dispatch_work(terminal);
		/* Its keys are shown as soon as they work. */
		if (waking)
			terminal->draw = terminal->draw || screen_is_awake(stack_front(terminal));
	}
	take_signals(terminal);
	if (!terminal->ended && terminal->signals >= 0 &&
	    monotonic_ms() - terminal->ticked_ms >= TERMINAL_TICK_MS)
		terminal_tick(terminal);
	refresh_screens(terminal);
	*end = terminal->end;
	return !terminal->ended;
}

enum terminal_end terminal_run(struct terminal *terminal)
{
	enum terminal_end end = TERMINAL_LEFT;

	while (terminal_round(terminal, TERMINAL_TICK_MS, &end)) {
	}
	return end;
}

bool terminal_is_working(const struct terminal *terminal)
{
	return stack_working(terminal) != NULL;
}

void terminal_stop(struct terminal *terminal)
{
	if (!terminal)
		return;
	/* Who leaves by the question gives up what is open; whom the line, the lock or the database
	 * kept out does not. */
	drafts_close(terminal->drafts, terminal->ended && terminal->end == TERMINAL_LEFT &&
					       !stack_at_entry(terminal) && !in_trouble(terminal));
	stack_stop(terminal);
	send(terminal, PASTE_OFF);
	input_stop(&terminal->input);
	endwin();
	clear_behind(terminal);
	delscreen(terminal->curses);
	if (terminal->signals >= 0)
		rescue_stop();
	free(terminal);
}
