/* The end of the day: close-day. */
#include "base/language.h"
#include "desk/day/closing.h"
#include "ui/cli/show.h"
#include "ui/cli/values.h"

static void show_closing(struct output *output, const struct closing *closing)
{
	output_object(output, NULL);
	show_day(output, "date", closing->day);
	output_bool(output, "closed", closing->closed);
	output_bool(output, "was_closed", closing->was_closed);
	output_number(output, "earlier_days", closing->earlier_days);
	output_number(output, "no_shows", closing->no_shows);
	output_number(output, "sessions_closed", closing->sessions_closed);
	output_array(output, "bans");
	for (size_t i = 0; i < closing->ban_count; i++) {
		output_object(output, NULL);
		show_ban(output, &closing->bans[i]);
		output_end(output);
	}
	output_end(output);
	output_array(output, "open");
	for (size_t i = 0; i < closing->open_count; i++) {
		const struct session *session = &closing->open[i];

		output_object(output, NULL);
		output_text(output, "doctor", session->doctor_code);
		output_text(output, "name", session->doctor);
		output_text(output, "department", session->department);
		show_day(output, "date", session->day);
		output_text(output, "period", period_name(session->period));
		show_instant(output, "ends_at", session->end_ms);
		output_end(output);
	}
	output_end(output);
	output_number(output, "payments_fen", closing->money.payments_fen);
	output_number(output, "refunds_fen", closing->money.refunds_fen);
	output_number(output, "cash_expected_fen", closing->cash_expected_fen);
	if (closing->cash_counted_fen < 0)
		output_text(output, "cash_counted_fen", NULL);
	else
		output_number(output, "cash_counted_fen", closing->cash_counted_fen);
	output_end(output);
}

static void say_money(struct output *output, const struct closing *closing)
{
	char first[MONEY_TEXT_SIZE], second[MONEY_TEXT_SIZE];
	int64_t difference = closing->cash_counted_fen - closing->cash_expected_fen;

	output_line(output, _("Received %s yuan, refunded %s yuan."),
		    show_yuan(closing->money.payments_fen, first),
		    show_yuan(closing->money.refunds_fen, second));
	output_line(output, _("Cash expected in the drawer: %s yuan."),
		    show_yuan(closing->cash_expected_fen, first));
	if (closing->cash_counted_fen < 0)
		return;
	if (difference == 0)
		output_line(output, _("Cash counted: %s yuan. It matches."),
			    show_yuan(closing->cash_counted_fen, first));
	else
		output_line(output, _("Cash counted: %s yuan. The difference is %s yuan."),
			    show_yuan(closing->cash_counted_fen, first),
			    show_yuan(difference, second));
}

static void say_closing(struct output *output, const struct closing *closing)
{
	char day[DAY_TEXT_SIZE], minute[MINUTE_TEXT_SIZE];

	day_format(closing->day, day);
	if (closing->earlier_days)
		output_line(output,
			    _n("%d earlier day was still open and was closed first.",
			       "%d earlier days were still open and were closed first.",
			       (unsigned long)closing->earlier_days),
			    closing->earlier_days);
	if (closing->was_closed)
		output_line(output, _("%s was closed before; nothing was changed."), day);
	else if (closing->closed)
		output_line(output, _("%s is closed."), day);
	else
		output_line(output, _("%s stays open: these sessions are not over yet."), day);
	for (size_t i = 0; i < closing->open_count; i++) {
		const struct session *session = &closing->open[i];

		output_line(output, _("  %s %s, %s: until %s"), session->department,
			    session->doctor, period_word(session->period),
			    minute_format(session->end_minute, minute));
	}
	output_line(
		output,
		_n("%d no-show marked.", "%d no-shows marked.", (unsigned long)closing->no_shows),
		closing->no_shows);
	for (size_t i = 0; i < closing->ban_count; i++)
		output_line(output, _("%s may not book online until %s inclusive."),
			    closing->bans[i].patient, day_format(closing->bans[i].until, day));
	say_money(output, closing);
}

enum status cli_close_day(struct cli *cli)
{
	struct closing closing = { .day = DAY_NONE };
	day_number day;
	int64_t counted_fen = -1;
	enum status status = value_day(cli, desk_today(&cli->desk), &day);

	if (!status && value_is_given(cli, OPTION_COUNTED_CASH))
		status = value_fen(cli, OPTION_COUNTED_CASH, &counted_fen);
	if (!status)
		status = day_close(&cli->desk, day, counted_fen, &closing);
	if (!status) {
		show_closing(&cli->output, &closing);
		say_closing(&cli->output, &closing);
	}
	closing_release(&closing);
	return status;
}
