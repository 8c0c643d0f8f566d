#ifndef TERM_DEVICE_H
#define TERM_DEVICE_H
/*
 * The terminal as a device: taken over by curses under a description that fits, asked for what the
 * desk wants of it beside that (pastes in brackets, Alt as an Esc in front, no mouse that another
 * program has left on), and given back as it was.
 */
#include <curses.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/status.h"

/* No window is taken for larger: what a broken line says of itself would be kept cell by cell. */
enum { DEVICE_SIZE_MOST = 1000, DEVICE_TYPE_SIZE = 64 };

struct device {
	SCREEN *curses;
	FILE *stream;
	int fd;
	bool plain_ansi; /* understands sequences of ECMA-48 */
	/* What it is taken for, when this system knows no terminal of its name (TERM) and that name
	 * is none of those that are known to understand the same; "" otherwise. */
	char taken_for[DEVICE_TYPE_SIZE];
};

/*
 * Takes over the terminal of these streams, of that type (NULL: as TERM says). A type that this
 * system has no description of is taken for xterm-256color, which nearly all understand; one that
 * has one and is too simple for the desk is refused. The window's size is the terminal's own,
 * whatever LINES and COLUMNS say; they count where the terminal does not know its size.
 */
enum status device_open(struct device *device, const char *type, FILE *in, FILE *out,
			struct problem *problem) MUST_CHECK;

/* Tells rescue.h what puts this terminal back. */
void device_prepare_farewell(const struct device *device);

/* Sends bytes as they are, if it understands any. */
void device_send(const struct device *device, const char *bytes);

/* Asks for the colour of its background; the answer comes as input (INPUT_REPORT) whenever it does.
 * Returns false for a console without another screen, which knows of no such question and might
 * print it. */
bool device_ask_background(const struct device *device);

/* Gives the terminal to somebody else for a while, and takes it again. */
void device_lend(const struct device *device);
void device_take_back(const struct device *device);

/* The window's size, cut to what is taken; false when the terminal does not know it. */
bool device_size(const struct device *device, int *columns, int *lines);

/* Gives it back for good. */
void device_close(struct device *device);

#endif
