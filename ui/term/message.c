#include "ui/term/message.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/monotonic.h"
#include "ui/term/engine.h"

void message_say(struct terminal *terminal, enum say kind, const char *text)
{
	if (terminal->said[0] && terminal->say == SAY_ERROR && kind != SAY_ERROR)
		return;
	terminal->say = kind;
	terminal->said_ms = 0;
	text_copy(terminal->said, sizeof(terminal->said), text);
	terminal->draw = true;
}

void message_say_problem(struct terminal *terminal, const struct problem *problem)
{
	message_say(terminal, SAY_ERROR, problem->message);
}

void message_forget(struct terminal *terminal)
{
	if (!terminal->said[0])
		return;
	/* A key that was typed ahead does not take a refusal away that nobody has read. */
	if (terminal->say == SAY_ERROR &&
	    (!terminal->said_ms || monotonic_ms() - terminal->said_ms < terminal->seen_ms))
		return;
	terminal->said[0] = '\0';
	terminal->draw = true;
}

void screen_say(struct screen *screen, enum say kind, const char *format, ...)
{
	char text[PROBLEM_MESSAGE_SIZE];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (length >= 0)
		message_say(screen->terminal, kind, text);
}

void screen_say_problem(struct screen *screen, const struct problem *problem)
{
	message_say_problem(screen->terminal, problem);
}
