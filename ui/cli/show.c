#include "ui/cli/show.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "desk/booking/booking_list.h"
#include "desk/queue/queue.h"
#include "ui/cli/table.h"

enum { NUMBER_TEXT_SIZE = 24 };

const char *show_yuan(int64_t fen, char out[MONEY_TEXT_SIZE])
{
	return money_format(fen, out);
}

void show_day(struct output *output, const char *key, day_number day)
{
	char text[DAY_TEXT_SIZE];

	output_text(output, key, day == DAY_NONE ? NULL : day_format(day, text));
}

void show_instant(struct output *output, const char *key, int64_t at_ms)
{
	char text[CLOCK_TEXT_SIZE];

	output_text(output, key, clock_format_iso(at_ms, text));
}

void show_id(struct output *output, const char *key, int64_t id)
{
	char text[NUMBER_TEXT_SIZE];

	text_format(text, sizeof(text), "%" PRId64, id);
	output_text(output, key, id ? text : NULL);
}

const char *show_phone_text(const struct output *output, const char *phone, char out[MASK_SIZE])
{
	return output->whole ? phone : mask_phone(phone, out);
}

const char *show_number_text(const struct output *output, const char *number, char out[MASK_SIZE])
{
	return output->whole ? number : mask_id_number(number, out);
}

void show_phone(struct output *output, const char *key, const char *phone)
{
	char text[MASK_SIZE];

	output_text_or_null(output, key, show_phone_text(output, phone, text));
}

void show_number(struct output *output, const char *key, const char *number)
{
	char text[MASK_SIZE];

	output_text_or_null(output, key, show_number_text(output, number, text));
}

enum status show_access(struct cli *cli, const void *rows, size_t count, size_t row_size,
			show_person_fn *person_of)
{
	const char *reason = cli->value[OPTION_REASON] ? cli->value[OPTION_REASON] : "";
	struct access_person *persons;
	char why[ACCESS_WHY_SIZE];
	enum status status;

	if (!cli->output.whole)
		return STATUS_OK;
	persons = memory_new(count + 1, sizeof(*persons));
	for (size_t i = 0; i < count; i++)
		person_of((const char *)rows + i * row_size, &persons[i]);
	text_format(why, sizeof(why), "frontdesk %s%s%s", cli->command->name, *reason ? ": " : "",
		    reason);
	status = access_record(&cli->desk, persons, count, why);
	free(persons);
	return status;
}

void show_person_of_booking(const void *row, struct access_person *out)
{
	out->patient_id = ((const struct booking *)row)->patient_id;
}

void show_booking(struct output *output, const struct booking *booking)
{
	char receipt[RECEIPT_SIZE];
	bool has_refund = booking->refund_state != REFUND_NONE;

	show_id(output, "booking", booking->id);
	output_number(output, "number", booking->number);
	output_text(output, "kind", slot_kind_name(booking->slot_kind));
	output_text(output, "channel", channel_name(booking->channel));
	output_text(output, "state", booking_state_name(booking->state));
	output_text(output, "cause",
		    booking->cause == CAUSE_NONE ? NULL : booking_cause_name(booking->cause));
	show_instant(output, "starts_at", booking->expected_ms);
	show_id(output, "moved_to", booking->moved_to);
	output_number(output, "fee_fen", booking->fee_fen);
	output_number(output, "paid_fen", booking->paid_fen);
	output_number(output, "still_paid_fen", booking_still_paid_fen(booking));
	output_text_or_null(output, "receipt", receipt_format(booking->payment_id, receipt));
	output_number(output, "owed_fen", booking_owed_fen(booking));
	output_text(output, "method", booking->payment_id ? method_name(booking->method) : NULL);
	output_number(output, "refund_fen", booking->refund_fen);
	output_text(output, "refund_method",
		    has_refund ? method_name(booking->refund_method) : NULL);
	output_text(output, "refund_state", refund_state_name(booking->refund_state));
	output_text_or_null(output, "ticket_state", ticket_state_name(booking->ticket_state));
	output_text_or_null(output, "order_no", booking->order_no);
	show_instant(output, "booked_at", booking->booked_at_ms);
	show_id(output, "patient", booking->patient_id);
	output_text(output, "name", booking->patient);
	show_phone(output, "phone", booking->phone);
	output_text(output, "doctor", booking->doctor_code);
	output_text(output, "doctor_name", booking->doctor);
	output_text(output, "department", booking->department);
	output_text(output, "room", booking->room);
	show_day(output, "date", booking->day);
	output_text(output, "period", period_name(booking->period));
}

void show_booking_line(struct output *output, const struct booking *booking)
{
	char day[DAY_TEXT_SIZE], minute[MINUTE_TEXT_SIZE];

	output_line(output, _("%" PRId64 "  number %d  %s  %s %s, %s, %s %s about %s, room %s"),
		    booking->id, booking->number, booking->patient, booking->department,
		    booking->doctor, channel_word(booking->channel), day_format(booking->day, day),
		    period_word(booking->period),
		    minute_format(clock_local(booking->expected_ms).minute, minute), booking->room);
}

void show_booking_money(struct output *output, const struct booking *booking)
{
	char fee[MONEY_TEXT_SIZE], receipt[RECEIPT_SIZE];

	if (booking->moved_to)
		output_line(output, _("booking %" PRId64 " took its place"), booking->moved_to);
	if (booking->paid_fen)
		output_line(output, _("paid %s yuan (%s), receipt %s"),
			    show_yuan(booking->paid_fen, fee), method_word(booking->method),
			    receipt_format(booking->payment_id, receipt));
	if (booking->paid_fen && booking_charge_state(booking) == CHARGE_OWED)
		output_line(output, _("of the fee of %s yuan"), show_yuan(booking->fee_fen, fee));
	if (!booking->paid_fen && !booking->moved_to)
		output_line(output, _("fee %s yuan, not paid"), show_yuan(booking->fee_fen, fee));
	if (booking->refund_state != REFUND_NONE)
		output_line(output, _("refund %s yuan (%s): %s"),
			    show_yuan(booking->refund_fen, fee),
			    method_word(booking->refund_method),
			    refund_state_word(booking->refund_state));
}

void show_booking_answer(struct cli *cli, const struct booking *booking, const char *done)
{
	struct output *output = &cli->output;
	char note[RECEIPT_NOTE_SIZE];

	output_object(output, NULL);
	show_booking(output, booking);
	output_end(output);
	output_line(output, "%s", done);
	show_booking_line(output, booking);
	show_booking_money(output, booking);
	if (*receipt_note(booking->payment_id, desk_today(&cli->desk), note))
		output_line(output, "%s", note);
}

void show_elsewhere(struct cli *cli, const struct booking *booking)
{
	struct output *output = &cli->output;
	char note[PROBLEM_MESSAGE_SIZE];
	struct booking other;
	bool found;

	output_array(output, "notes");
	/* What was done is done, whatever becomes of this look. */
	if (booking_elsewhere(&cli->desk, booking->patient_id, booking->session_id,
			      booking->expected_ms, &other, &found) == STATUS_OK &&
	    found) {
		booking_say_elsewhere(&other, note, sizeof(note));
		output_text(output, NULL, note);
		output_line(output, "%s", note);
	}
	output_end(output);
}

void show_new_booking(struct cli *cli, const struct booking *booking, const char *done)
{
	struct output *output = &cli->output;

	output_object(output, NULL);
	show_booking(output, booking);
	output_line(output, "%s", done);
	show_booking_line(output, booking);
	show_booking_money(output, booking);
	show_elsewhere(cli, booking);
	output_end(output);
}

enum status show_bookings(struct cli *cli, const struct booking *rows, size_t count,
			  const char *nothing)
{
	struct output *output = &cli->output;
	static const struct table_column columns[] = {
		{ N_("Booking"), TEXT_LEFT },  { N_("Date"), TEXT_LEFT },
		{ N_("Half-day"), TEXT_LEFT }, { N_("No."), TEXT_RIGHT },
		{ N_("Name"), TEXT_LEFT },     { N_("Phone"), TEXT_LEFT },
		{ N_("Doctor"), TEXT_LEFT },   { N_("Department"), TEXT_LEFT },
		{ N_("Channel"), TEXT_LEFT },  { N_("State"), TEXT_LEFT },
	};
	struct table table;
	enum status status = show_access(cli, rows, count, sizeof(*rows), show_person_of_booking);

	if (status)
		return status;
	table_init(&table, output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(output, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct booking *row = &rows[i];
		char day[DAY_TEXT_SIZE], phone[MASK_SIZE];

		output_object(output, NULL);
		show_booking(output, row);
		output_end(output);
		table_format(&table, "%" PRId64, row->id);
		table_cell(&table, day_format(row->day, day));
		table_cell(&table, period_word(row->period));
		table_format(&table, "%d", row->number);
		table_cell(&table, row->patient);
		table_cell(&table, show_phone_text(output, row->phone, phone));
		table_cell(&table, row->doctor);
		table_cell(&table, row->department);
		table_cell(&table, channel_word(row->channel));
		table_cell(&table, booking_state_word(row->state));
	}
	output_end(output);
	table_finish(&table, nothing);
	return STATUS_OK;
}

static void show_count(struct output *output, const char *key, const struct slot_count *count)
{
	output_object(output, key);
	output_number(output, "total", count->total);
	output_number(output, "sold", count->sold);
	output_number(output, "free", count->free);
	output_end(output);
}

void show_session(struct output *output, const struct session *session)
{
	output_text(output, "doctor", session->doctor_code);
	output_text(output, "name", session->doctor);
	output_text(output, "title", session->title);
	output_text(output, "department", session->department);
	output_text(output, "department_code", session->department_code);
	show_day(output, "date", session->day);
	output_text(output, "period", period_name(session->period));
	output_text(output, "room", session->room);
	output_text(output, "state", session_state_name(session->state));
	output_text_or_null(output, "reason", session->reason);
	show_instant(output, "starts_at", session->start_ms);
	show_instant(output, "ends_at", session->end_ms);
	output_number(output, "capacity", session->capacity);
	output_number(output, "online_percent", session->online_percent);
	output_number(output, "online_share", session->online_share);
	show_count(output, "online", &session->online);
	show_count(output, "counter", &session->counter);
	output_object(output, "extra");
	output_number(output, "limit", session->extra_limit);
	output_number(output, "sold", session->extra.sold);
	output_end(output);
	output_bool(output, "released", session->released);
	output_number(output, "gone_over", session->gone_over);
	output_number(output, "free_at_counter", session->counter.free);
	output_number(output, "fee_fen", session->fee_fen);
}

void show_ban(struct output *output, const struct ban *ban)
{
	show_id(output, "patient", ban->patient_id);
	output_text(output, "name", ban->patient);
	show_day(output, "from", ban->from);
	show_day(output, "until", ban->until);
	show_day(output, "ended", ban->ended);
	output_text(output, "how_ended",
		    ban->lifted	     ? "lifted"
		    : ban->withdrawn ? "withdrawn"
				     : NULL);
	output_text_or_null(output, "reason", ban->reason);
	output_array(output, "no_shows");
	for (int i = 0; i < ban->date_count; i++) {
		output_object(output, NULL);
		show_day(output, "date", ban->date[i].day);
		show_id(output, "booking", ban->date[i].booking_id);
		output_text(output, "department", ban->date[i].department);
		output_text(output, "doctor", ban->date[i].doctor);
		output_text(output, "recorded_by", ban->date[i].recorded_by);
		output_end(output);
	}
	output_end(output);
}
