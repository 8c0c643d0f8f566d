#ifndef TERM_THEME_H
#define TERM_THEME_H
/*
 * The palette: one table of what each style looks like, on a dark and on a light background, with
 * 256 colours, with the first eight, and with none. No terminal in here: page.h puts it in force.
 *
 * Invariant: of 256 colours a style's text has a contrast of THEME_CONTRAST_LEAST or more on what
 * it stands on, whatever the background is (WCAG 2.2, success criterion 1.4.3); of eight it has it
 * on black and on white.
 */
#include <curses.h>
#include <stdbool.h>
#include <stdint.h>

#include "ui/term/style.h"

enum {
	THEME_OWN = -1,		    /* the terminal's own colour */
	THEME_CONTRAST_LEAST = 450, /* hundredths, as theme_contrast counts */
	THEME_DEEP = 256,	    /* colours of a terminal from which the finer ones are taken */
};

/* What a style looks like: numbers of the terminal's colours, and attributes beside them. */
struct look {
	short foreground, background;
	attr_t attributes;
};

/* Without colours. */
attr_t theme_monochrome(enum style style);

/* With the first eight. */
struct look theme_few(enum style style, enum theme theme);

/* With 256, on a background of this colour. */
struct look theme_deep(enum style style, enum theme theme, uint32_t background);

/* Text on the ground of a theme that is painted over a terminal whose own is another. */
struct look theme_ground(enum theme theme, bool deep);

/* The theme for a background: dark, where white stands out better than black. */
enum theme theme_of(uint32_t background);

/* Reads the background out of a terminal's answer, "11;rgb:RRRR/GGGG/BBBB" with one to four digits
 * each; false when it is none. */
bool theme_read(const char *answer, uint32_t *background);

/* What is taken for the background while the terminal has not said: black or white. */
uint32_t theme_background(enum theme theme);

/* 0xRRGGBB of a colour's number, as xterm has it. */
uint32_t theme_rgb(short colour);

/* The contrast of two colours, 0xRRGGBB, by WCAG's relative luminance, in hundredths: 100 to 2100.
 */
int theme_contrast(uint32_t one, uint32_t other);

#endif
