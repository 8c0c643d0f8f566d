#include "ui/term/terminal.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/monotonic.h"
#include "base/text.h"
#include "ui/term/aside.h"
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

/* How long after its question an answer may be under way, and how long it is waited for when the
 * desk is left before. */
enum { ANSWER_MS_MOST = 1000, ANSWER_WAIT_MS = 50 };

/* Whenever the answer comes, paint.h follows it. */
static void ask_background(struct terminal *terminal)
{
	if (terminal->surface.coloured && device_ask_background(&terminal->device))
		terminal->asked_ms = monotonic_ms();
}

/* An answer that was asked for just now shall not be read by who comes next. */
static void drop_answer(const struct terminal *terminal)
{
	struct pollfd line = { .fd = terminal->input.fd, .events = POLLIN };

	if (terminal->told || !terminal->asked_ms || !isatty(line.fd) ||
	    monotonic_ms() - terminal->asked_ms > ANSWER_MS_MOST)
		return;
	if (poll(&line, 1, ANSWER_WAIT_MS) > 0)
		tcflush(line.fd, TCIFLUSH);
}

/* Takes the terminal over as the streams have it. */
static enum status start(struct terminal *terminal, const char *type, FILE *in, FILE *out,
			 struct problem *problem)
{
	enum status status = device_open(&terminal->device, type, in, out, problem);

	if (status)
		return status;
	page_init(&terminal->surface);
	input_start(&terminal->input, fileno(in));
	ask_background(terminal);
	return STATUS_OK;
}

/* Only where somebody may have to do something about it: on a terminal that shows nonsense. */
static void say_taken_for(struct terminal *terminal)
{
	char text[PROBLEM_MESSAGE_SIZE];

	if (!terminal->device.taken_for[0])
		return;
	text_format(text, sizeof(text),
		    _("The terminal type \"%s\" (TERM) is not known here; it is taken for %s."),
		    getenv("TERM"), terminal->device.taken_for);
	message_say(terminal, SAY_INFO, text);
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
		if (!stack_at_entry(terminal)) {
			aside_sign_in(terminal);
			drafts_start(terminal);
		}
		say_taken_for(terminal);
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
	device_prepare_farewell(&terminal->device);
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
	resizeterm(lines < DEVICE_SIZE_MOST ? lines : DEVICE_SIZE_MOST,
		   columns < DEVICE_SIZE_MOST ? columns : DEVICE_SIZE_MOST);
	input_resized(&terminal->input);
}

static void follow_window(struct terminal *terminal)
{
	int columns, lines;

	if (device_size(&terminal->device, &columns, &lines))
		terminal_resize(terminal, columns, lines);
}

/* Takes the terminal again that somebody else had. */
static void come_back(struct terminal *terminal)
{
	device_take_back(&terminal->device);
	input_resume(&terminal->input);
	ask_background(terminal);
	follow_window(terminal);
	terminal->draw = terminal->repaint = true;
}

static void suspend(struct terminal *terminal)
{
	device_lend(&terminal->device);
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
	if (terminal->host.idle)
		terminal->host.idle(terminal->host.context, monotonic_ms() - terminal->key_ms);
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
	/* Who leaves by the question gives up what they have open; whom the line, the lock or the
	 * database kept out does not. */
	drafts_close(terminal->drafts, terminal->ended && terminal->end == TERMINAL_LEFT &&
						       !stack_at_entry(terminal) &&
						       !in_trouble(terminal)
					       ? DRAFTS_GIVEN_UP
					       : DRAFTS_KEPT);
	stack_stop(terminal);
	aside_release(terminal);
	drop_answer(terminal);
	input_stop(&terminal->input);
	device_close(&terminal->device);
	if (terminal->signals >= 0)
		rescue_stop();
	free(terminal);
}
