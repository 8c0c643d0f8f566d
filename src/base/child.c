#include "base/child.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

void child_init(struct child *child, const char *command)
{
	memset(child, 0, sizeof(*child));
	child->process.fd = -1;
	child->pause_ms = CHILD_PAUSE_LEAST_MS;
	text_copy(child->command, sizeof(child->command), command);
	text_trim(child->command);
}

static bool start(struct child *child)
{
	const struct process_about about = { .command = child->command };

	if (process_start(&child->process, &about) != 0)
		return false;
	child->length = 0;
	child->overlong = false;
	return true;
}

enum child_reading child_tick(struct child *child, int64_t now_ms)
{
	if (!child->command[0] || child->process.fd >= 0 || now_ms < child->due_ms)
		return CHILD_NOTHING;
	child->due_ms = now_ms + child->pause_ms;
	child->pause_ms = child->pause_ms * 2 < CHILD_PAUSE_MOST_MS ? child->pause_ms * 2
								    : CHILD_PAUSE_MOST_MS;
	child->started_ms = now_ms;
	return start(child) ? CHILD_NOTHING : CHILD_STOPPED;
}

/* A whole line of what was read, taken out of it. */
static bool take_line(struct child *child, char line[CHILD_LINE_SIZE])
{
	char *end = memchr(child->line, '\n', child->length);
	size_t length;

	if (!end)
		return false;
	length = (size_t)(end - child->line);
	memcpy(line, child->line, length);
	line[length] = '\0';
	child->length -= length + 1;
	memmove(child->line, end + 1, child->length);
	return true;
}

static void forget(struct child *child, int64_t now_ms)
{
	child_stop(child);
	if (now_ms - child->started_ms > CHILD_PAUSE_MOST_MS)
		child->pause_ms = CHILD_PAUSE_LEAST_MS;
	child->due_ms = now_ms + child->pause_ms;
}

enum child_reading child_read(struct child *child, int64_t now_ms, char line[CHILD_LINE_SIZE])
{
	ssize_t got;

	if (child->process.fd < 0)
		return CHILD_NOTHING;
	for (int reads = 0;; reads++) {
		if (take_line(child, line)) {
			bool overlong = child->overlong;

			child->overlong = false;
			return overlong ? CHILD_TOO_LONG : CHILD_LINE;
		}
		if (child->length >= sizeof(child->line) - 1) {
			child->overlong = true;
			child->length = 0;
		}
		if (reads == CHILD_READS_A_ROUND)
			return CHILD_NOTHING;
		got = read(child->process.fd, child->line + child->length,
			   sizeof(child->line) - 1 - child->length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			return CHILD_NOTHING;
		if (got <= 0)
			break;
		child->length += (size_t)got;
	}
	forget(child, now_ms);
	return CHILD_STOPPED;
}

void child_stop(struct child *child)
{
	process_stop(&child->process);
}
