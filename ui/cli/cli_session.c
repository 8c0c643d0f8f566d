/* Sessions: sessions, slot, suspend, affected. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/language.h"
#include "desk/booking/suspension.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

enum { WHY_SIZE = 400, NUMBER_MAX = 1999 };

static void list_session(struct table *table, const struct session *session)
{
	char day[DAY_TEXT_SIZE], fee[MONEY_TEXT_SIZE];

	table_cell(table, day_format(session->day, day));
	table_cell(table, period_word(session->period));
	table_cell(table, session->department);
	table_cell(table, session->doctor_code);
	table_cell(table, session->doctor);
	table_cell(table, session->room);
	table_format(table, "%d/%d", session->counter.free, session->counter.total);
	table_format(table, "%d/%d", session->online.free, session->online.total);
	table_format(table, "%d/%d", session->extra.sold, session->extra_limit);
	table_cell(table, show_yuan(session->fee_fen, fee));
	table_cell(table, session_state_word(session->state));
}

enum status cli_sessions(struct cli *cli)
{
	static const struct table_column columns[] = {
		{ N_("Date"), TEXT_LEFT },	    { N_("Half-day"), TEXT_LEFT },
		{ N_("Department"), TEXT_LEFT },    { N_("Code"), TEXT_LEFT },
		{ N_("Doctor"), TEXT_LEFT },	    { N_("Room"), TEXT_LEFT },
		{ N_("Counter left"), TEXT_RIGHT }, { N_("Online left"), TEXT_RIGHT },
		{ N_("Extra sold"), TEXT_RIGHT },   { N_("Fee"), TEXT_RIGHT },
		{ N_("State"), TEXT_LEFT },
	};
	struct session *rows = NULL;
	struct table table;
	day_number day;
	size_t count = 0;
	struct doctor doctor;
	enum status status = value_day(cli, DAY_NONE, &day);

	/* A mistyped code is not a doctor without sessions. */
	if (!status && value_is_given(cli, OPTION_DOCTOR))
		status = doctor_get(&cli->desk, cli->value[OPTION_DOCTOR], &doctor);
	if (!status)
		status = session_list(&cli->desk, day,
				      value_is_given(cli, OPTION_DOCTOR) ? doctor.code : NULL,
				      &rows, &count);
	if (status)
		goto out;
	table_init(&table, &cli->output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		output_object(&cli->output, NULL);
		show_session(&cli->output, &rows[i]);
		output_end(&cli->output);
		list_session(&table, &rows[i]);
	}
	output_end(&cli->output);
	table_finish(&table,
		     _("There are no sessions. \"frontdesk load roster FILE\" loads them."));
out:
	free(rows);
	return status;
}

static const char *sale_name(enum slot_sale sale)
{
	static const char *const names[] = {
		[SALE_FREE] = "free",
		[SALE_SOLD] = "sold",
		[SALE_WITHDRAWN] = "withdrawn",
		[SALE_CAPACITY_SOLD] = "capacity_sold",
		[SALE_SHARE_SOLD] = "share_sold",
		[SALE_KEPT_FOR_ONLINE] = "kept_for_online",
		[SALE_OTHER_CHANNEL] = "other_channel",
		[SALE_RELEASED] = "released",
		[SALE_EXTRA_ONLINE] = "extra_online",
		[SALE_SUSPENDED] = "session_suspended",
		[SALE_OVER] = "session_over",
		[SALE_CLOSED] = "session_closed",
		[SALE_BEYOND_HORIZON] = "beyond_horizon",
	};

	return names[sale];
}

static void show_slot(struct cli *cli, const struct session *session, const struct slot *slot,
		      enum channel channel)
{
	struct output *output = &cli->output;
	enum slot_sale sale = slot_sale(&cli->desk, session, slot, channel);
	char why[WHY_SIZE];

	slot_why(&cli->desk, session, slot, channel, why, sizeof(why));
	output_object(output, NULL);
	output_number(output, "number", slot->number);
	output_text(output, "kind", slot_kind_name(slot->kind));
	output_text(output, "channel", channel_name(channel));
	output_bool(output, "for_sale", sale == SALE_FREE);
	output_text(output, "sale", sale_name(sale));
	show_id(output, "booking", slot->booking_id);
	output_text_or_null(output, "asked_by", slot->asked_by);
	show_instant(output, "starts_at",
		     clock_instant(session->day, slot_expected_minute(session, slot->number)));
	output_text(output, "message", why);
	output_end(output);
	output_line(output, "%s", why);
}

enum status cli_slot(struct cli *cli)
{
	struct session session;
	struct slot *slots = NULL;
	enum channel channel;
	size_t count = 0;
	int64_t number;
	enum status status = value_channel(cli, &channel);

	if (status)
		return status;
	if (!text_to_number(cli->operand[0], 1, NUMBER_MAX, &number))
		return cli_refuse(cli, STATUS_BAD_VALUE,
				  _("\"%s\" is not a number of a session: 1 to %d."),
				  cli->operand[0], NUMBER_MAX);
	status = value_session(cli, &session);
	if (!status)
		status = slot_list(&cli->desk, session.id, &slots, &count);
	if (status)
		return status;
	status = cli_refuse(cli, STATUS_NOT_FOUND,
			    _("This session has no number %d; its capacity is %d."), (int)number,
			    session.capacity);
	for (size_t i = 0; i < count; i++) {
		if (slots[i].number == (int)number) {
			show_slot(cli, &session, &slots[i], channel);
			status = STATUS_OK;
		}
	}
	free(slots);
	return status;
}

enum status cli_suspend(struct cli *cli)
{
	struct session session;
	struct suspension suspension;
	char refund[MONEY_TEXT_SIZE];
	enum status status = value_session(cli, &session);

	if (!status)
		status = session_suspend(&cli->desk, session.id, cli->value[OPTION_REASON],
					 &suspension);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	output_number(&cli->output, "affected", suspension.affected);
	output_number(&cli->output, "refund_fen", suspension.refund_fen);
	output_end(&cli->output);
	output_line(&cli->output,
		    _n("The session is suspended. %d booking is cancelled and %s yuan are to be "
		       "refunded. \"frontdesk affected\" lists whom to call.",
		       "The session is suspended. %d bookings are cancelled and %s yuan are to be "
		       "refunded. \"frontdesk affected\" lists whom to call.",
		       (unsigned long)suspension.affected),
		    suspension.affected, show_yuan(suspension.refund_fen, refund));
	return STATUS_OK;
}

enum status cli_resume(struct cli *cli)
{
	struct output *output = &cli->output;
	struct session session;
	struct resumption resumption;
	char paid[MONEY_TEXT_SIZE];
	enum status status = value_session(cli, &session);

	if (!status)
		status = session_resume(&cli->desk, session.id, cli->value[OPTION_REASON],
					&resumption);
	if (status)
		return status;
	output_object(output, NULL);
	output_number(output, "bookings", resumption.back);
	output_number(output, "withdrawn_fen", resumption.paid_fen);
	output_number(output, "moved", resumption.moved);
	output_number(output, "told", resumption.told);
	output_end(output);
	output_line(output,
		    _n("The session is open again. %d booking is back, and %s yuan of requested "
		       "refunds are withdrawn.",
		       "The session is open again. %d bookings are back, and %s yuan of requested "
		       "refunds are withdrawn.",
		       (unsigned long)resumption.back),
		    resumption.back, show_yuan(resumption.paid_fen, paid));
	if (resumption.told)
		output_line(output,
			    _n("%d of these people had been told of the suspension: call again.",
			       "%d of these people had been told of the suspension: call again.",
			       (unsigned long)resumption.told),
			    resumption.told);
	if (resumption.moved)
		output_line(output,
			    _n("%d person was moved to another session and stays there.",
			       "%d people were moved to other sessions and stay there.",
			       (unsigned long)resumption.moved),
			    resumption.moved);
	return STATUS_OK;
}

static enum status settle_affected(struct cli *cli)
{
	int64_t booking_id;
	enum outcome outcome;
	enum status status;

	if (!value_is_given(cli, OPTION_SETTLE) || !value_is_given(cli, OPTION_OUTCOME))
		return cli_refuse(cli, STATUS_USAGE,
				  _("--settle and --outcome are used together."));
	if (!outcome_parse(cli->value[OPTION_OUTCOME], &outcome))
		return value_not_a_choice(cli, OPTION_OUTCOME);
	status = value_booking_number(cli, cli->value[OPTION_SETTLE], &booking_id);
	if (!status)
		status = affected_settle(&cli->desk, booking_id, outcome);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	show_id(&cli->output, "booking", booking_id);
	output_text(&cli->output, "outcome", outcome_name(outcome));
	output_end(&cli->output);
	output_line(&cli->output, _("Recorded."));
	return STATUS_OK;
}

/* The worksheet is there to call these people: --whole shows the phone. */
static void show_affected(struct output *output, const struct affected *rows, size_t count)
{
	static const struct table_column columns[] = {
		{ N_("Booking"), TEXT_LEFT }, { N_("No."), TEXT_RIGHT },
		{ N_("Name"), TEXT_LEFT },    { N_("Phone"), TEXT_LEFT },
		{ N_("Refund"), TEXT_RIGHT }, { N_("Refund's state"), TEXT_LEFT },
		{ N_("Outcome"), TEXT_LEFT },
	};
	struct table table;
	char refund[MONEY_TEXT_SIZE], phone[MASK_SIZE];

	table_init(&table, output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(output, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct affected *row = &rows[i];
		bool is_settled = row->outcome != OUTCOME_NONE;

		output_object(output, NULL);
		show_id(output, "booking", row->booking_id);
		output_number(output, "number", row->number);
		output_text(output, "name", row->patient);
		show_phone(output, "phone", row->phone);
		output_number(output, "refund_fen", row->refund_fen);
		output_text(output, "refund_state", refund_state_name(row->refund_state));
		output_text(output, "outcome", is_settled ? outcome_name(row->outcome) : NULL);
		show_id(output, "moved_to", row->moved_to);
		output_end(output);
		table_format(&table, "%" PRId64, row->booking_id);
		table_format(&table, "%d", row->number);
		table_cell(&table, row->patient);
		table_cell(&table, show_phone_text(output, row->phone, phone));
		table_cell(&table, show_yuan(row->refund_fen, refund));
		table_cell(&table, refund_state_word(row->refund_state));
		table_cell(&table, is_settled ? outcome_name(row->outcome) : "");
	}
	output_end(output);
	table_finish(&table, _("There is nobody on the worksheet."));
}

static void person_of(const void *row, struct access_person *out)
{
	out->patient_id = ((const struct affected *)row)->patient_id;
}

enum status cli_affected(struct cli *cli)
{
	struct affected *rows = NULL;
	struct session session = { .id = 0 };
	size_t count = 0;
	int given = value_is_given(cli, OPTION_DOCTOR) + value_is_given(cli, OPTION_DATE) +
		    value_is_given(cli, OPTION_PERIOD);
	enum status status = STATUS_OK;

	if (value_is_given(cli, OPTION_SETTLE) || value_is_given(cli, OPTION_OUTCOME))
		return settle_affected(cli);
	if (given != 0 && given != 3)
		return cli_refuse(
			cli, STATUS_USAGE,
			_("A session is named by --doctor, --date and --period together."));
	status = reading_allow(&cli->desk, READING_PEOPLE);
	if (!status && given)
		status = value_session(cli, &session);
	if (!status)
		status = affected_list(&cli->desk, session.id, &rows, &count);
	if (!status)
		status = show_access(cli, rows, count, sizeof(*rows), person_of);
	if (!status)
		show_affected(&cli->output, rows, count);
	free(rows);
	return status;
}
