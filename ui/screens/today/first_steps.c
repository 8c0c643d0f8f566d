#include "ui/screens/today/first_steps.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/audit.h"
#include "desk/booking/booking.h"

enum { MARK_COLUMNS = 4 };

static const char *step_text(enum first_step step)
{
	switch (step) {
	case STEP_REGISTER:
		return _("Register a patient: F2, type zsy, Enter; choose a session, then Enter "
			 "until "
			 "it is booked.");
	case STEP_CALL: return _("Call the next patient who waits: F3, then F6.");
	case STEP_IMPORT:
		return _("Import this morning's WeChat bookings: Alt-8, F6, Enter, Enter.");
	case STEP_CANCEL:
		return _("Cancel a booking and see what is refunded: F4, type zsy, Enter; F8.");
	case STEP_UNDO: return _("Take back the last thing you did: Alt-z.");
	default: return "";
	}
}

/* Bookings are made at the counter, or by the import. */
static enum status booking_step(struct desk *desk, int64_t id, enum first_step *step)
{
	struct booking booking;
	enum status status = booking_get(desk, id, &booking);

	if (!status)
		*step = booking.channel == CHANNEL_ONLINE ? STEP_IMPORT : STEP_REGISTER;
	return status;
}

static bool is_action(const struct audit_row *row, enum audit_action action)
{
	return strcmp(row->action, audit_action_name(action)) == 0;
}

/* Which step this was; FIRST_STEPS for none. */
static enum status step_of(struct desk *desk, const struct audit_row *row, enum first_step *step)
{
	*step = FIRST_STEPS;
	if (is_action(row, AUDIT_BOOKING_BOOK))
		return booking_step(desk, row->subject_id, step);
	if (is_action(row, AUDIT_TICKET_CALL))
		*step = STEP_CALL;
	else if (is_action(row, AUDIT_BOOKING_CANCEL))
		*step = STEP_CANCEL;
	else if (is_action(row, AUDIT_BOOKING_UNDO))
		*step = STEP_UNDO;
	return STATUS_OK;
}

enum status first_steps_load(struct desk *desk, struct first_steps *steps)
{
	struct audit_row *rows = NULL;
	enum status status;
	size_t count = 0;

	if (!steps->offered)
		return STATUS_OK;
	status = audit_since(desk, steps->seen, &rows, &count);
	for (size_t i = 0; !status && i < count; i++) {
		enum first_step step;

		status = step_of(desk, &rows[i], &step);
		if (!status && step != FIRST_STEPS)
			steps->done[step] = true;
		steps->seen = rows[i].seq;
	}
	free(rows);
	steps->offered = memchr(steps->done, 0, sizeof(steps->done)) != NULL;
	return status;
}

int first_steps_lines(const struct first_steps *steps, int columns)
{
	int lines = 2;

	if (!steps->offered)
		return 0;
	for (int i = 0; i < FIRST_STEPS; i++)
		lines += draw_paragraph_lines(columns - MARK_COLUMNS,
					      step_text((enum first_step)i));
	return lines;
}

void first_steps_draw(const struct first_steps *steps, const struct canvas *canvas)
{
	int line = 1;

	if (!steps->offered)
		return;
	draw_text(canvas, line++, 0, canvas->columns, STYLE_HEADING,
		  _("Five things to try first. F1 shows all keys; Esc puts this away."));
	for (int i = 0; i < FIRST_STEPS; i++) {
		enum style style = steps->done[i] ? STYLE_FAINT : STYLE_NORMAL;

		draw_text(canvas, line, 0, MARK_COLUMNS, style, steps->done[i] ? "[x]" : "[ ]");
		line += draw_paragraph(canvas, line, MARK_COLUMNS, canvas->columns - MARK_COLUMNS,
				       style, step_text((enum first_step)i));
	}
}
