#include "ui/screens/desk/readings.h"

#include <time.h>

#include "base/json.h"
#include "base/language.h"
#include "base/text.h"
#include "ui/screens/desk/scans.h"
#include "ui/screens/places.h"

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int readings_fd(void *context)
{
	const struct screens *screens = context;

	return screens->reader.fd;
}

static unsigned take_line(struct screens *screens, struct screen *front, const char *line)
{
	struct json *reading = json_read_object(line);
	const char *number = reading ? json_member(reading, "id_number") : "";
	/* The screen in front may be taken away. */
	const struct terminal *terminal = front->terminal;
	unsigned reply;

	if (!*number && reading)
		number = json_member(reading, "card");
	if (!*number || !text_is_clean(number)) {
		screen_say(
			front, SAY_ERROR, "%s",
			_("The card reader sent a line without a number of an ID card or a card; "
			  "it was ignored."));
		json_release(reading);
		return SCREEN_DRAW;
	}
	reply = scans_take(screens, front, number);
	front = screen_front(terminal);
	if (front->ops == &new_patient_screen && text_is_clean(json_member(reading, "name")))
		new_patient_fill_name(front, json_member(reading, "name"));
	json_release(reading);
	return reply | SCREEN_DRAW;
}

static unsigned say_stopped(struct screen *front)
{
	if (!front)
		return SCREEN_DONE;
	screen_say(front, SAY_ERROR, "%s",
		   _("The card reader's program (desk.reader_command) has stopped; it is started "
		     "again after a pause."));
	return SCREEN_DRAW;
}

/* Before anybody has said who they are, cards are passed over. */
unsigned readings_take(void *context, struct screen *front)
{
	struct screens *screens = context;
	char line[CHILD_LINE_SIZE];
	unsigned reply = SCREEN_DONE;

	if (child_tick(&screens->reader, now_ms()) == CHILD_STOPPED)
		reply |= say_stopped(front);
	for (;;) {
		switch (child_read(&screens->reader, now_ms(), line)) {
		case CHILD_NOTHING: return reply;
		case CHILD_STOPPED: return reply | say_stopped(front);
		case CHILD_TOO_LONG: line[0] = '\0'; break;
		case CHILD_LINE:
		default:
			if (!*text_trim(line))
				continue;
		}
		if (front) {
			const struct terminal *terminal = front->terminal;

			reply |= take_line(screens, front, line);
			front = screen_front(terminal);
		}
	}
}
