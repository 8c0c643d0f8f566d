#include "ui/term/progress.h"

#include "base/monotonic.h"
#include "base/text.h"
#include "ui/term/engine.h"
#include "ui/term/page.h"

enum { PROGRESS_GAP_MS = 100, PROGRESS_COLUMNS = 60, PROGRESS_LINES = 5 };

static void paint_progress(struct progress *progress, int64_t done, int64_t total)
{
	struct canvas screen = { .surface = &progress->terminal->surface };
	struct canvas frame, inside;
	int columns;

	getmaxyx(stdscr, screen.lines, screen.columns);
	if (screen.surface->linear)
		screen = page_begin(screen.surface);
	columns = screen.columns < PROGRESS_COLUMNS ? screen.columns : PROGRESS_COLUMNS;
	frame = canvas_part(&screen, (screen.lines - PROGRESS_LINES) / 2,
			    (screen.columns - columns) / 2, PROGRESS_LINES, columns);
	inside = draw_box(&frame, progress->title);
	draw_gauge(&inside, 1, 0, inside.columns, done, total);
	progress->terminal->surface.cursor_shown = false;
	page_end(&progress->terminal->surface);
	progress->painted_ms = monotonic_ms();
	progress->painted++;
}

void progress_start(struct progress *progress, struct screen *screen, const char *title)
{
	*progress = (struct progress){ .terminal = screen->terminal };
	text_copy(progress->title, sizeof(progress->title), title);
	paint_progress(progress, 0, 0);
}

void progress_step(void *context, int64_t done, int64_t total)
{
	struct progress *progress = context;

	if (monotonic_ms() - progress->painted_ms >= PROGRESS_GAP_MS)
		paint_progress(progress, done, total);
}

void progress_end(struct progress *progress)
{
	progress->terminal->draw = true;
}
