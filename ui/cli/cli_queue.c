/* The queue: checkin, call, miss, finish. */
#include <stdlib.h>

#include "base/language.h"
#include "desk/queue/queue.h"
#include "desk/queue/queue_list.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/values.h"

typedef enum status queue_step_fn(struct desk *desk, int64_t booking_id, struct booking *out);

/* Whoever has not paid is told so at the door and at the call, not when the day is closed. */
static void say_owed(struct output *output, const struct booking *booking)
{
	const int64_t owed_fen = booking_owed_fen(booking);
	char owed[MONEY_TEXT_SIZE];

	if (owed_fen)
		output_line(output, _("NOT PAID: %s yuan is owed."), show_yuan(owed_fen, owed));
}

static enum status step(struct cli *cli, queue_step_fn *fn, const char *done)
{
	struct booking booking;
	int64_t id;
	enum status status = value_booking_number(cli, cli->operand[0], &id);

	if (!status)
		status = fn(&cli->desk, id, &booking);
	if (!status) {
		show_booking_answer(cli, &booking, done);
		say_owed(&cli->output, &booking);
	}
	return status;
}

enum status cli_checkin(struct cli *cli)
{
	return step(cli, queue_check_in, _("Checked in."));
}

enum status cli_miss(struct cli *cli)
{
	return step(cli, queue_miss, _("Missed the call."));
}

enum status cli_finish(struct cli *cli)
{
	return step(cli, queue_finish, _("The visit is finished."));
}

/*
 * The doctor's session of that day whose patient is next: the first in which somebody waits (a
 * morning that runs over comes before the afternoon), else the first that is not over, else the
 * last.
 */
static enum status choose_session(struct cli *cli, day_number day, int64_t *session_id)
{
	struct session *sessions = NULL;
	struct queue_count *counts = NULL;
	size_t session_count = 0, count = 0, chosen;
	char text[DAY_TEXT_SIZE];
	struct doctor doctor;
	enum status status;

	status = doctor_get(&cli->desk, cli->value[OPTION_DOCTOR], &doctor);
	if (!status)
		status = session_list(&cli->desk, day, doctor.code, &sessions, &session_count);
	if (!status && session_count == 0)
		status = cli_refuse(cli, STATUS_UNKNOWN_SESSION,
				    _("Doctor %s has no session on %s."), doctor.code,
				    day_format(day, text));
	if (!status)
		status = queue_counts(&cli->desk, day, &counts, &count);
	if (status)
		goto out;
	for (chosen = 0; chosen < session_count; chosen++)
		if (queue_count_of(counts, count, sessions[chosen].id).waiting > 0)
			break;
	if (chosen == session_count)
		for (chosen = 0; chosen + 1 < session_count; chosen++)
			if (!session_is_over(&cli->desk, &sessions[chosen]))
				break;
	*session_id = sessions[chosen].id;
out:
	free(sessions);
	free(counts);
	return status;
}

/* What becomes of whoever is called already: what the line says, else the clinic's rule. */
static enum status read_way(struct cli *cli, enum call_way *way)
{
	*way = queue_call_way(&cli->desk);
	if (!value_is_given(cli, OPTION_CALLED))
		return STATUS_OK;
	if (!call_way_parse(cli->value[OPTION_CALLED], way) || *way == CALL_ASK)
		return cli_refuse(cli, STATUS_USAGE, _("\"%s\" is none of these: %s."),
				  cli->value[OPTION_CALLED], "finish|both");
	return STATUS_OK;
}

enum status cli_call(struct cli *cli)
{
	struct session session = { .id = 0 };
	struct call_wish wish = { .seen = false };
	struct booking booking;
	day_number day;
	enum period period;
	enum status status = read_way(cli, &wish.way);

	if (!status)
		status = value_day(cli, desk_today(&cli->desk), &day);
	if (!status && value_is_given(cli, OPTION_PERIOD)) {
		status = value_period(cli, &period);
		if (!status)
			status = session_find(&cli->desk, cli->value[OPTION_DOCTOR], day, period,
					      &session);
	} else if (!status) {
		status = choose_session(cli, day, &session.id);
	}
	wish.session_id = session.id;
	if (!status)
		status = queue_call(&cli->desk, &wish, &booking);
	if (!status) {
		show_booking_answer(cli, &booking, _("Called."));
		say_owed(&cli->output, &booking);
	}
	return status;
}
