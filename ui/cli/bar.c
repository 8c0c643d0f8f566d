#include "ui/cli/bar.h"

#include <stdio.h>
#include <unistd.h>

#include "base/text.h"

enum { BAR_COLUMNS = 30, BAR_LINE_COLUMNS = 78, BAR_LINE_SIZE = 400, FULL = 1000, STEP = 5 };

void bar_init(struct bar *bar, const char *title)
{
	bar->shown = isatty(STDERR_FILENO) == 1;
	bar->permille = -1;
	bar->title = title;
}

void bar_step(size_t done, size_t all, void *context)
{
	struct bar *bar = context;
	char filled[BAR_COLUMNS + 1], text[BAR_LINE_SIZE], line[BAR_LINE_SIZE];
	int permille = all ? (int)(done * FULL / all) : FULL;

	/* Five thousand rows are two hundred paintings. */
	if (!bar->shown || (bar->permille >= 0 && permille - bar->permille < STEP && done < all))
		return;
	bar->permille = permille;
	for (int i = 0; i < BAR_COLUMNS; i++)
		filled[i] = i * FULL < permille * BAR_COLUMNS ? '#' : '.';
	filled[BAR_COLUMNS] = '\0';
	text_format(text, sizeof(text), "[%s] %3d%%  %zu/%zu  %s", filled, permille / 10, done, all,
		    bar->title);
	text_pad(line, sizeof(line), text, BAR_LINE_COLUMNS, TEXT_LEFT);
	fprintf(stderr, "\r%s", line);
	fflush(stderr);
}

void bar_finish(struct bar *bar)
{
	if (bar->shown && bar->permille >= 0)
		fprintf(stderr, "\r%*s\r", BAR_LINE_COLUMNS, "");
	bar->permille = -1;
}
