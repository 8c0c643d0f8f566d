/* A bare ncurses program with a screen like the desk's: a title, a list, a line of keys. Up and
 * Down move the marked line. It is the limit of the first paint and of a key. */
#include <curses.h>
#include <locale.h>

static void draw_line(int line, int marked, int columns)
{
	if (line == marked)
		attron(A_REVERSE);
	mvprintw(line + 2, 1, "%-*s", columns - 2, "");
	mvprintw(line + 2, 1, "%4d  %-10s 1380000%04d  %-8s %-8s %6s", line, "Zhang Wei", line,
		 "waiting", "online", "25.00");
	if (line == marked)
		attroff(A_REVERSE);
}

int main(void)
{
	int marked = 0, key, count;

	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	start_color();
	init_pair(1, COLOR_WHITE, COLOR_BLUE);
	box(stdscr, 0, 0);
	attron(COLOR_PAIR(1));
	mvprintw(0, 2, " Clinic front desk ");
	mvprintw(LINES - 1, 2, " F1 help  F2 book  F10 quit ");
	attroff(COLOR_PAIR(1));
	count = LINES - 4;
	for (int line = 0; line < count; line++)
		draw_line(line, marked, COLS);
	refresh();
	while ((key = getch()) != 'q' && key != ERR) {
		int before = marked;

		if (key == KEY_DOWN && marked < count - 1)
			marked++;
		if (key == KEY_UP && marked > 0)
			marked--;
		draw_line(before, marked, COLS);
		draw_line(marked, marked, COLS);
		refresh();
	}
	endwin();
	return 0;
}
