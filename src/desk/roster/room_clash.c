#include "desk/roster/room_clash.h"

#include "base/language.h"
#include "base/text.h"

#include "sql_columns.h"

struct clashing {
	const struct session *session;
	const char *title;
	struct roster_notes *notes;
};

static enum status note_clash(const struct store_row *row, void *context)
{
	const struct clashing *clashing = context;
	char from[MINUTE_TEXT_SIZE], to[MINUTE_TEXT_SIZE], *out = roster_note_add(clashing->notes);

	if (!out)
		return STATUS_OK;
	text_format(out, ROSTER_NOTE_SIZE, _("%s: room %s is also that of %s %s, %s-%s."),
		    clashing->title, clashing->session->room, row_text(row, SESSION_IN_ROOM_CODE),
		    row_text(row, SESSION_IN_ROOM_NAME),
		    minute_format((int)row_number(row, SESSION_IN_ROOM_START_MINUTE), from),
		    minute_format((int)row_number(row, SESSION_IN_ROOM_END_MINUTE), to));
	return STATUS_OK;
}

enum status room_clash_note(struct desk *desk, const struct session *session, const char *title,
			    struct roster_notes *notes)
{
	struct clashing clashing = { .session = session, .title = title, .notes = notes };
	char day[DAY_TEXT_SIZE];
	enum status status;

	if (!session->room[0])
		return STATUS_OK;
	status = store_each(desk->store, SQL_SESSION_IN_ROOM,
			    ARGS(store_text(day_format(session->day, day)),
				 store_text(session->room), STORE_ARG_INT(session->doctor_id),
				 STORE_ARG_INT(session->end_minute),
				 STORE_ARG_INT(session->start_minute)),
			    note_clash, &clashing);
	return desk_store_result(desk, status);
}
