/* The end of the day: close-day. */
#include "base/language.h"
#include "desk/day/closing.h"
#include "ui/cli/show.h"
#include "ui/cli/show_head.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

static void show_pending(struct output *output, const struct closing *closing)
{
	const struct pending_list *list = &closing->pending;

	if (closing->pending_unknown) {
		output_text(output, "pending", NULL);
		return;
	}
	output_array(output, "pending");
	for (size_t i = 0; i < list->count; i++) {
		const struct pending *row = &list->rows[i];

		output_object(output, NULL);
		output_text(output, "kind", pending_kind_name(row->kind));
		output_bool(output, "blocks", pending_kind_blocks(row->kind));
		output_text(output, "subject", row->subject);
		output_text_or_null(output, "note", row->note);
		show_id(output, "booking", row->booking_id);
		output_text_or_null(output, "name", row->patient);
		show_phone(output, "phone", row->phone);
		output_text_or_null(output, "doctor", row->doctor);
		output_number(output, "fen", row->fen);
		output_end(output);
	}
	output_end(output);
}

/* What is expected in the drawer is told once a count is recorded, or the day is closed. */
static bool expected_is_told(const struct closing *closing, bool trial)
{
	return closing->count_count > 0 || (closing->closed && !trial);
}

static void show_counts(struct output *output, const struct closing *closing)
{
	output_array(output, "counts");
	for (size_t i = 0; i < closing->count_count; i++) {
		const struct cash_count *count = &closing->counts[i];

		output_object(output, NULL);
		output_number(output, "counted_fen", count->counted_fen);
		output_number(output, "expected_fen", count->expected_fen);
		output_text_or_null(output, "reason", count->reason);
		show_instant(output, "at", count->at_ms);
		output_text(output, "staff", count->staff);
		output_end(output);
	}
	output_end(output);
}

static void show_cash(struct output *output, const struct closing *closing, bool trial)
{
	const bool counted = closing->cash_counted_fen >= 0;

	if (expected_is_told(closing, trial))
		output_number(output, "cash_expected_fen", closing->cash_expected_fen);
	else
		output_text(output, "cash_expected_fen", NULL);
	if (counted)
		output_number(output, "cash_counted_fen", closing->cash_counted_fen);
	else
		output_text(output, "cash_counted_fen", NULL);
	if (counted && expected_is_told(closing, trial))
		output_number(output, "cash_difference_fen",
			      closing->cash_counted_fen - closing->cash_expected_fen);
	else
		output_text(output, "cash_difference_fen", NULL);
	show_counts(output, closing);
	output_text_or_null(output, "reason", closing->reason);
}

static void show_closing(struct output *output, const struct closing *closing, bool trial)
{
	output_object(output, NULL);
	show_day(output, "date", closing->day);
	output_bool(output, "closed", closing->closed);
	output_bool(output, "was_closed", closing->was_closed);
	output_bool(output, "dry_run", trial);
	output_number(output, "earlier_days", closing->earlier_days);
	output_number(output, "no_shows", closing->no_shows);
	output_number(output, "not_seen", closing->not_seen);
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
	show_pending(output, closing);
	output_number(output, "payments_fen", closing->money.payments_fen);
	output_number(output, "refunds_fen", closing->money.refunds_fen);
	show_cash(output, closing, trial);
	show_head(output, &closing->head);
	output_end(output);
}

/* When there was more than one. */
static void say_counts(struct output *output, const struct closing *closing)
{
	char counted[MONEY_TEXT_SIZE], expected[MONEY_TEXT_SIZE], at[CLOCK_TEXT_SIZE];

	for (size_t i = 0; i < closing->count_count && closing->count_count > 1; i++) {
		const struct cash_count *count = &closing->counts[i];

		show_yuan(count->counted_fen, counted);
		show_yuan(count->expected_fen, expected);
		clock_format(count->at_ms, at);
		if (*count->reason)
			output_line(output,
				    _("Count %d, %s by %s: %s yuan of %s yuan expected: %s"),
				    (int)i + 1, at, count->staff, counted, expected, count->reason);
		else
			output_line(output, _("Count %d, %s by %s: %s yuan of %s yuan expected."),
				    (int)i + 1, at, count->staff, counted, expected);
	}
}

static void say_cash(struct output *output, const struct closing *closing, bool trial)
{
	char first[MONEY_TEXT_SIZE], second[MONEY_TEXT_SIZE];
	const int64_t difference = closing->cash_counted_fen - closing->cash_expected_fen;

	output_line(output, _("Received %s yuan, refunded %s yuan."),
		    show_yuan(closing->money.payments_fen, first),
		    show_yuan(closing->money.refunds_fen, second));
	if (!expected_is_told(closing, trial)) {
		output_line(output, "%s",
			    closing->cash_counted_fen >= 0
				    ? _("A count is recorded only without --dry-run; what is "
					"expected is told after it.")
				    : _("The cash was not counted: what is expected is told after "
					"the count (--counted-cash)."));
		return;
	}
	say_counts(output, closing);
	output_line(output, _("Cash expected in the drawer: %s yuan."),
		    show_yuan(closing->cash_expected_fen, first));
	if (closing->cash_counted_fen < 0)
		output_line(output, "%s",
			    _("The drawer was not counted, so nothing says whether it is right."));
	else if (difference == 0)
		output_line(output, _("Cash counted: %s yuan. It matches."),
			    show_yuan(closing->cash_counted_fen, first));
	else
		output_line(
			output, _("Cash counted: %s yuan. The difference is %s yuan: %s"),
			show_yuan(closing->cash_counted_fen, first), show_yuan(difference, second),
			*closing->reason ? closing->reason : _("a reason is needed (--reason)."));
}

static void say_pending(struct output *output, const struct pending_list *list)
{
	static const struct table_column columns[] = {
		{ N_("Open"), TEXT_LEFT },  { N_("Number"), TEXT_LEFT }, { N_("Name"), TEXT_LEFT },
		{ N_("Phone"), TEXT_LEFT }, { N_("Yuan"), TEXT_RIGHT },
	};
	struct table table;
	char amount[MONEY_TEXT_SIZE], phone[MASK_SIZE];

	table_init(&table, output, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < list->count; i++) {
		const struct pending *row = &list->rows[i];

		table_format(&table, "%s%s", pending_kind_blocks(row->kind) ? "! " : "",
			     pending_kind_word(row->kind));
		table_cell(&table, row->subject);
		table_cell(&table, *row->note ? row->note : row->patient);
		table_cell(&table, show_phone_text(output, row->phone, phone));
		table_cell(&table, row->fen ? show_yuan(row->fen, amount) : "");
	}
	table_finish(&table, _("Nothing is open."));
}

static void say_day(struct output *output, const struct closing *closing, bool trial)
{
	char day[DAY_TEXT_SIZE];

	day_format(closing->day, day);
	if (closing->was_closed)
		output_line(output, _("%s was closed before; nothing was changed."), day);
	else if (closing->closed && trial)
		output_line(output, _("%s would be closed; nothing was changed."), day);
	else if (closing->closed)
		output_line(output, _("%s is closed."), day);
	else if (trial)
		output_line(output, _("%s would stay open: these sessions are not over yet."), day);
	else
		output_line(output, _("%s stays open: these sessions are not over yet."), day);
}

static void say_closing(struct output *output, const struct closing *closing, bool trial)
{
	char day[DAY_TEXT_SIZE], minute[MINUTE_TEXT_SIZE];

	if (closing->earlier_days)
		output_line(output,
			    _n("%d earlier day was still open and was closed first.",
			       "%d earlier days were still open and were closed first.",
			       (unsigned long)closing->earlier_days),
			    closing->earlier_days);
	say_day(output, closing, trial);
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
	if (closing->not_seen)
		output_line(output,
			    _n("%d person waited and was not seen.",
			       "%d people waited and were not seen.",
			       (unsigned long)closing->not_seen),
			    closing->not_seen);
	for (size_t i = 0; i < closing->ban_count; i++)
		output_line(output, _("%s may not book online until %s inclusive."),
			    closing->bans[i].patient, day_format(closing->bans[i].until, day));
	if (closing->pending_unknown)
		output_line(output, "%s",
			    _("What was left open is not recorded: this day was closed by an older "
			      "version of the program."));
	else
		say_pending(output, &closing->pending);
	say_cash(output, closing, trial);
}

enum status cli_close_day(struct cli *cli)
{
	const bool trial = value_is_given(cli, OPTION_DRY_RUN);
	struct closing closing = { .day = DAY_NONE };
	struct close_wish wish = { .counted_fen = -1,
				   .reason = value_text(cli, OPTION_REASON, ""),
				   .pass = value_is_given(cli, OPTION_PASS),
				   .clock_is_right = value_is_given(cli, OPTION_CLOCK_IS_RIGHT) };
	enum status status = value_day(cli, desk_today(&cli->desk), &wish.day);

	if (!status && value_is_given(cli, OPTION_COUNTED_CASH))
		status = value_fen(cli, OPTION_COUNTED_CASH, &wish.counted_fen);
	if (!status)
		status = trial ? day_close_terms(&cli->desk, &wish, &closing)
			       : day_close(&cli->desk, &wish, &closing);
	if (!status) {
		show_closing(&cli->output, &closing, trial);
		say_closing(&cli->output, &closing, trial);
		cli->closed_day = closing.closed && !closing.was_closed && !trial;
		say_head(&cli->output, &closing.head);
	}
	closing_release(&closing);
	return status;
}
