#ifndef TERM_STYLE_H
#define TERM_STYLE_H
/*
 * How a text is told apart. A style is never the only bearer of a meaning: a terminal without
 * colours and a screen reader have none.
 */

enum style {
	STYLE_NORMAL,
	STYLE_TITLE,	/* headings, the header row of a list */
	STYLE_BAR,	/* the top line and the labels of the function bar */
	STYLE_KEY,	/* a key's name */
	STYLE_SELECTED, /* the selected row, the field that is being filled in */
	STYLE_FIELD,	/* a field that is not */
	STYLE_GOOD,
	STYLE_WARNING,
	STYLE_ERROR,
	STYLE_DIM, /* what is over, not for sale, or only explains */
	STYLE_COUNT,
};

#endif
