#include "ui/screens/desk/card_reader.h"

#include "base/json.h"
#include "base/language.h"
#include "base/monotonic.h"
#include "base/text.h"
#include "ui/screens/desk/scans.h"

/* A reader that says more is heard when the keys have been. */
enum { LINES_A_ROUND = 8 };

int card_reader_fd(const struct child *reader)
{
	return reader->process.fd;
}

static unsigned take_line(struct screen *front, const char *line)
{
	struct json *reading = json_read_object(line);
	const char *number = reading ? json_member(reading, "id_number") : "";
	/* The screen in front may be taken away. */
	const struct terminal *terminal = front->terminal;
	unsigned reply;

	if (!*number && reading)
		number = json_member(reading, "card");
	if (!*number || !text_is_clean(number)) {
		screen_say(front, SAY_ERROR, "%s",
			   _("The card reader sent a line without an ID number or a card number; "
			     "it was ignored."));
		json_release(reading);
		return SCREEN_DRAW;
	}
	reply = scans_take(front, number);
	front = screen_front(terminal);
	if (front->ops->offer_name && text_is_clean(json_member(reading, "name")))
		front->ops->offer_name(front, json_member(reading, "name"));
	json_release(reading);
	return reply | SCREEN_DRAW;
}

static unsigned say_stopped(struct screen *front)
{
	if (!front)
		return SCREEN_DONE;
	screen_say(front, SAY_ERROR, "%s",
		   _("The card reader's program (desk.reader_command) has stopped; it will be "
		     "restarted shortly."));
	return SCREEN_DRAW;
}

unsigned card_reader_take(struct child *reader, struct screen *front)
{
	char line[CHILD_LINE_SIZE];
	unsigned reply = SCREEN_DONE;
	int lines = 0;

	if (child_tick(reader, monotonic_ms()) == CHILD_STOPPED)
		reply |= say_stopped(front);
	while (lines++ < LINES_A_ROUND) {
		switch (child_read(reader, monotonic_ms(), line)) {
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

			reply |= take_line(front, line);
			front = screen_front(terminal);
		}
	}
	return reply;
}
