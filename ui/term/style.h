#ifndef TERM_STYLE_H
#define TERM_STYLE_H
/*
 * The roles that a text can have; what each looks like is the palette's (theme.c). A style is never
 * the only bearer of a meaning: a terminal without colours and a screen reader have none.
 */

enum style {
	STYLE_NORMAL,
	STYLE_HEADING, /* a title, the header row of a list: leads the eye */
	STYLE_FIGURE,  /* the number, name or amount that one looks for */
	STYLE_BAR,     /* the top line and the labels of the function bar */
	STYLE_KEY,     /* a key's name */
	STYLE_FOCUS,   /* the selected row, the field that is being filled in */
	STYLE_FIELD,   /* a field that is not */
	STYLE_GOOD,    /* done, here, free */
	STYLE_WARNING, /* wants to be seen before going on */
	STYLE_DANGER,  /* refused, not saved, lost */
	STYLE_FAINT,   /* what is over, not for sale, or only explains */
	STYLE_FULL,    /* a gauge as far as it is filled */
	STYLE_EMPTY,   /* the rest of it */
	STYLE_COUNT,
};

/* The kind of background that it is shown on. */
enum theme { THEME_DARK, THEME_LIGHT, THEME_COUNT };

#endif
