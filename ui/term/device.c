#include "ui/term/device.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/term/rescue.h"

/*
 * What another program may have left on, and would send in the middle of what is typed: the mouse
 * in each of its ways, and whether the window has the focus. Curses asks for the mouse afterwards,
 * where it is wanted.
 */
#define OTHERS_OFF "\033[?9;1000;1001;1002;1003;1004;1005;1006;1015;1016l"
/* xterm sends Alt as the eighth bit, which no UTF-8 has; it is asked for an Esc in front, and what
 * it did before is kept by the terminal itself (xterm, XTSAVE and XTRESTORE). */
#define ALT_ON "\033[?1036;1039s\033[?1036;1039h"
#define ALT_OFF "\033[?1036;1039r"
#define PASTE_ON "\033[?2004h"
#define ASK_BACKGROUND "\033]11;?\033\\" /* OSC 11 of xterm's control sequences */
#define PASTE_OFF "\033[?2004l"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

void device_send(const struct device *device, const char *bytes)
{
	if (!device->plain_ansi)
		return;
	fputs(bytes, device->stream);
	fflush(device->stream);
}

/* A capability of the terminal's description, NULL when it has none. */
static const char *capability(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

/* ---- which terminal it is ---- */

/* Terminals whose own descriptions come with them and not with the system; all understand what
 * xterm does, so that nobody needs to be told. */
static bool is_like_xterm(const char *type)
{
	static const char *const names[] = { "xterm",	"kitty",  "foot",  "alacritty", "tmux",
					     "screen",	"rxvt",	  "st",	   "wezterm",	"ghostty",
					     "konsole", "vte",	  "gnome", "putty",	"mintty",
					     "contour", "mlterm", "iterm", "iterm2",	"nsterm" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t length = strlen(names[i]);

		if (strncmp(type, names[i], length) == 0 &&
		    (type[length] == '\0' || strchr("-+.", type[length])))
			return true;
	}
	return false;
}

static SCREEN *new_curses(struct device *device, const char *type, FILE *in, FILE *out)
{
	static const char *const instead[] = { "xterm-256color", "xterm" };
	SCREEN *curses = newterm(type, out, in);

	device->taken_for[0] = '\0';
	for (size_t i = 0; !curses && i < sizeof(instead) / sizeof(instead[0]); i++) {
		curses = newterm(instead[i], out, in);
		if (curses && !is_like_xterm(type))
			text_copy(device->taken_for, sizeof(device->taken_for), instead[i]);
	}
	return curses;
}

static enum status refuse_type(const char *type, struct problem *problem)
{
	return problem_set(problem, STATUS_USAGE,
			   _("The terminal type \"%s\" (TERM) is too simple for the desk; "
			     "xterm-256color usually works."),
			   type);
}

/* ---- its size ---- */

static int at_most(int size)
{
	return size < DEVICE_SIZE_MOST ? size : DEVICE_SIZE_MOST;
}

/* What the environment says of a size, and said before. */
struct said_size {
	const char *name;
	char *before;
};

/*
 * Curses takes a window as large as LINES and COLUMNS say, or else as the terminal does, and keeps
 * that many cells. Lets the variable say what the terminal does (0: nothing), and no more than is
 * taken.
 */
static void say_size(struct said_size *said, const char *name, int size)
{
	const char *set = getenv(name);
	char text[16];
	int64_t number = size;

	said->name = name;
	said->before = set ? strdup(set) : NULL;
	if (size <= 0 && (!set || !text_to_number(set, 1, INT32_MAX, &number)))
		return;
	text_format(text, sizeof(text), "%d",
		    at_most(number < DEVICE_SIZE_MOST ? (int)number : DEVICE_SIZE_MOST));
	setenv(name, text, 1);
}

static void unsay_size(struct said_size *said)
{
	if (said->before)
		setenv(said->name, said->before, 1);
	else
		unsetenv(said->name);
	free(said->before);
}

bool device_size(const struct device *device, int *columns, int *lines)
{
	struct winsize size = { .ws_row = 0 };

	if (ioctl(device->fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
		return false;
	*columns = at_most(size.ws_col);
	*lines = at_most(size.ws_row);
	return true;
}

/* ---- taken and given back ---- */

static void ask(const struct device *device)
{
	device_send(device, OTHERS_OFF);
	device_send(device, ALT_ON);
	device_send(device, PASTE_ON);
}

static void take_back_asked(const struct device *device)
{
	device_send(device, PASTE_OFF);
	device_send(device, ALT_OFF);
}

enum status device_open(struct device *device, const char *type, FILE *in, FILE *out,
			struct problem *problem)
{
	struct said_size said[2];
	int columns = 0, lines = 0;
	const char *address;

	memset(device, 0, sizeof(*device));
	device->stream = out;
	device->fd = fileno(out);
	if (!type)
		type = getenv("TERM");
	if (!type || !*type)
		return refuse_type("", problem);
	if (!device_size(device, &columns, &lines))
		columns = lines = 0;
	say_size(&said[0], "LINES", lines);
	say_size(&said[1], "COLUMNS", columns);
	/* Frames are characters of UTF-8: some terminals draw "lqqk" for those of another set while
	 * they show UTF-8 (PuTTY, the Linux console). */
	setenv("NCURSES_NO_UTF8_ACS", "1", 0);
	device->curses = new_curses(device, type, in, out);
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		unsay_size(&said[i]);
	address = device->curses ? capability("cup") : NULL;
	if (!address) {
		if (device->curses) {
			endwin();
			delscreen(device->curses);
		}
		return refuse_type(type, problem);
	}
	device->plain_ansi = strncmp(address, "\033[", 2) == 0;
	/* ERR from these means a pipe instead of a terminal: in tests. */
	raw();
	noecho();
	nonl();
	if (!isatty(fileno(in)))
		meta(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	scrollok(stdscr, FALSE);
	ask(device);
	return STATUS_OK;
}

/* What ends the desk's picture: a console that has one screen only would go on showing it, and the
 * patients on it. */
static const char *picture_off(void)
{
	return capability("rmcup") ? "rmcup" : "clear";
}

/* Behind endwin, which takes the picture away where there is another screen. */
static void clear_behind(const struct device *device)
{
	const char *clear = capability("rmcup") ? NULL : capability("clear");

	if (clear)
		device_send(device, clear);
}

/* Without the padding that slow terminals were once given. */
static void add_farewell(const char *text)
{
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

void device_prepare_farewell(const struct device *device)
{
	const char *const names[] = { "sgr0", "rmkx", "cnorm", picture_off() };

	if (device->plain_ansi) {
		rescue_add(PASTE_OFF);
		rescue_add(ALT_OFF);
	}
	if (device->plain_ansi && capability("kmous"))
		rescue_add(MOUSE_OFF);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		add_farewell(capability(names[i]));
}

bool device_ask_background(const struct device *device)
{
	if (!device->plain_ansi || !capability("rmcup"))
		return false;
	device_send(device, ASK_BACKGROUND);
	return true;
}

void device_lend(const struct device *device)
{
	take_back_asked(device);
	endwin();
	clear_behind(device);
}

void device_take_back(const struct device *device)
{
	reset_prog_mode();
	ask(device);
}

void device_close(struct device *device)
{
	take_back_asked(device);
	endwin();
	clear_behind(device);
	delscreen(device->curses);
	device->curses = NULL;
}
