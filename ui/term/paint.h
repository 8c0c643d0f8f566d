#ifndef TERM_PAINT_H
#define TERM_PAINT_H
/*
 * Everything on the terminal: the top line, the screens of the shown stack, the message, the line
 * of keys. Screens only draw their own part (screen.h).
 */
struct terminal;

/* The smallest window the desk is shown in; a smaller one shows a sentence that says so. */
enum { TERMINAL_LINES_LEAST = 16, TERMINAL_COLUMNS_LEAST = 60 };

/* Paints it all once, and asks the terminal for the mouse as the host wants it. */
void paint(struct terminal *terminal);

#endif
