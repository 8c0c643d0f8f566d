#include "ui/cli/demo/demo_tell.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/cli/refuse.h"

enum { LINE_SIZE = 1200 };

void demo_at(struct demo *demo, day_number day, int hour, int minute)
{
	int64_t at_ms = clock_instant(day, hour * 60 + minute);

	if (at_ms > demo->latest_ms)
		at_ms = demo->latest_ms;
	if (demo->desk->clock.pinned && at_ms < demo->desk->clock.pinned_ms)
		return;
	demo->desk->clock.pinned = true;
	demo->desk->clock.pinned_ms = at_ms;
}

void demo_step(struct demo *demo, enum status status)
{
	if (!demo->status)
		demo->status = status;
}

void demo_broken(struct demo *demo, const char *what)
{
	if (!demo->status)
		demo->status = cli_refuse(
			demo->cli, STATUS_DEFECT,
			_("The demonstration's story cannot go on: %s. This is a defect."), what);
}

static void say(struct demo *demo, const char *before, const char *format, va_list arguments)
{
	char line[LINE_SIZE];

	if (demo->status || !demo->is_told)
		return;
	if (vsnprintf(line, sizeof(line), format, arguments) < 0)
		line[0] = '\0';
	output_line(&demo->cli->output, "%s  %s", before, line);
}

void demo_tell(struct demo *demo, const char *format, ...)
{
	char minute[MINUTE_TEXT_SIZE];
	va_list arguments;

	va_start(arguments, format);
	say(demo, minute_format(clock_local(desk_now_ms(demo->desk)).minute, minute), format,
	    arguments);
	va_end(arguments);
}

void demo_more(struct demo *demo, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(demo, "     ", format, arguments);
	va_end(arguments);
}

void demo_chapter(struct demo *demo, const char *heading)
{
	if (demo->status || !demo->is_told)
		return;
	output_line(&demo->cli->output, "%s", "");
	output_line(&demo->cli->output, "== %s ==", heading);
}

void demo_staff(struct demo *demo, const char *staff, const char *counter)
{
	if (demo->status)
		return;
	text_copy(demo->desk->counter, sizeof(demo->desk->counter), counter);
	demo_step(demo, desk_sign_in(demo->desk, staff));
}
