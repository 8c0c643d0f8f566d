#include "ui/cli/demo/demo_evening.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/no_show.h"
#include "desk/check.h"
#include "reports/report.h"
#include "ui/cli/demo/demo_clinic.h"
#include "ui/cli/demo/demo_files.h"
#include "ui/cli/show.h"

void demo_tell_closing(struct demo *demo, const struct closing *closing)
{
	char first[MONEY_TEXT_SIZE], second[MONEY_TEXT_SIZE], day[DAY_TEXT_SIZE],
		until[DAY_TEXT_SIZE];

	if (demo->status)
		return;
	demo_tell(demo, _("%s is closed: %s yuan received, %s yuan refunded, no-shows: %d."),
		  day_format(closing->day, day), show_yuan(closing->money.payments_fen, first),
		  show_yuan(closing->money.refunds_fen, second), closing->no_shows);
	for (size_t i = 0; i < closing->ban_count; i++) {
		const struct ban *ban = &closing->bans[i];

		demo_more(demo, _("%s has missed %d visits: no online booking until %s inclusive."),
			  ban->patient, ban->date_count, day_format(ban->until, until));
		for (int j = 0; j < ban->date_count; j++)
			demo_more(demo, "  %s  %s, %s", day_format(ban->date[j].day, day),
				  ban->date[j].department, ban->date[j].doctor);
	}
}

static void resolve(struct demo *demo, const struct booking *booking, enum resolution resolution,
		    const char *reason)
{
	struct booking done;

	if (demo->status)
		return;
	demo_step(demo,
		  booking_resolve(demo->desk, booking->id, resolution, reason, &done, NULL, NULL));
	if (!demo->status)
		demo_more(demo, _("  %s, %s %s, number %d: %s (%s)"), booking->patient,
			  booking->doctor, period_word(booking->period), booking->number,
			  booking_state_word(done.state), reason);
}

static void play_unresolved(struct demo *demo)
{
	struct booking *rows = NULL;
	size_t count = 0;

	demo_at(demo, demo->today, 20, 32);
	if (demo->status)
		return;
	demo_step(demo, unresolved_list(demo->desk, demo->today, &rows, &count));
	demo_tell(demo,
		  _("%d bookings have no check-in. Each is settled with one key, or counts as a "
		    "no-show:"),
		  (int)count);
	for (size_t i = 0; !demo->status && i < count; i++) {
		if (rows[i].patient_id == demo->not_checked_in[0])
			resolve(demo, &rows[i], RESOLVE_CAME, _("went straight to the doctor"));
		else if (rows[i].patient_id == demo->not_checked_in[1])
			resolve(demo, &rows[i], RESOLVE_EXCUSED, _("called in sick"));
		else
			demo_more(demo, _("  %s, %s %s, number %d: left as it is"), rows[i].patient,
				  rows[i].doctor, period_word(rows[i].period), rows[i].number);
	}
	free(rows);
}

/* The banned person orders online at once: refused, the money comes back; the counter stays open.
 */
static void play_banned(struct demo *demo)
{
	struct patient patient = demo_find(demo, "陆明哲");
	struct session session;
	struct online_import import;
	char path[FILE_PATH_SIZE], refund[MONEY_TEXT_SIZE];

	demo_at(demo, demo->today, 20, 50);
	session = demo_session(demo, "8002", demo->today + 2, PERIOD_AM);
	demo_write_evening_file(demo, &patient, &session, path);
	demo_import(demo, path, &import);
	if (!demo->status &&
	    (import.refused != 1 || strcmp(import.row[0].answer.code, "banned") != 0))
		demo_broken(demo, patient.name);
	if (!demo->status) {
		demo_tell(demo, _("%s orders online for the day after tomorrow."), patient.name);
		demo_more(demo, _("Refused (%s): %s"), import.row[0].answer.code,
			  import.row[0].answer.message);
		demo_more(demo,
			  _("A refund of the %s yuan paid is requested at once: no patient's money "
			    "is lost."),
			  show_yuan(import.refund_fen, refund));
		demo->figures.refusals++;
	}
	online_import_release(&import);
	demo_at(demo, demo->today, 20, 55);
	demo_more(demo, _("The counter stays open to everybody:"));
	demo_staff(demo, "clerk.chen", "1");
	demo_book(demo, &patient, "8002", demo->today + 2, PERIOD_AM, METHOD_CASH);
}

static void write_workbook(struct demo *demo)
{
	const struct report *report = report_by_name("daily");
	const struct report_wish wish = { .from = demo->today, .to = demo->today };
	struct report_result result;
	char revenue[MONEY_TEXT_SIZE], refund[MONEY_TEXT_SIZE];

	demo_staff(demo, "manager.wu", "office");
	demo_at(demo, demo->today, 21, 0);
	if (demo->status)
		return;
	demo_step(demo, report_write(demo->desk, report, &wish, REPORT_XLSX, "", &result));
	if (demo->status)
		return;
	text_copy(demo->figures.workbook, sizeof(demo->figures.workbook), result.path);
	demo->figures.bookings = result.bookings;
	demo->figures.revenue_fen = result.revenue_fen;
	demo->figures.refund_fen = result.refund_fen;
	demo_tell(demo,
		  _("The day's workbook: %d bookings made, %s yuan received, %s yuan refunded."),
		  result.bookings, show_yuan(result.revenue_fen, revenue),
		  show_yuan(result.refund_fen, refund));
	demo_more(demo, "%s", result.path);
}

static void tell_fault(const char *check, const char *fault, void *context)
{
	demo_more(context, "%s: %s", check, fault);
}

static void check_all(struct demo *demo)
{
	if (demo->status)
		return;
	demo_step(demo, check_run(demo->desk, CHECK_ALL, tell_fault, demo, &demo->figures.checks,
				  &demo->figures.failed));
	if (demo->status)
		return;
	demo_tell(demo, _("%d checks of the database, %d failed."), demo->figures.checks,
		  demo->figures.failed);
	if (demo->figures.failed)
		demo_step(demo, STATUS_CHECK_FAILED);
}

void demo_play_evening(struct demo *demo)
{
	struct closing closing;
	char yuan[MONEY_TEXT_SIZE];

	demo_chapter(demo, _("Today, in the evening"));
	demo_staff(demo, "manager.wu", "office");
	play_unresolved(demo);
	demo_at(demo, demo->today, 20, 40);
	demo_close(demo, demo->today, &closing);
	demo_tell_closing(demo, &closing);
	demo->figures.no_shows = closing.no_shows;
	demo->figures.bans = (int)closing.ban_count;
	demo->figures.payments_fen = closing.money.payments_fen;
	demo->figures.refunds_fen = closing.money.refunds_fen;
	demo->figures.cash_expected_fen = closing.cash_expected_fen;
	demo_more(demo, _("Cash in the drawer: %s yuan expected and counted."),
		  show_yuan(closing.cash_expected_fen, yuan));
	if (!demo->status && closing.ban_count == 0)
		demo_broken(demo, "ban");
	closing_release(&closing);
	play_banned(demo);
	write_workbook(demo);
	check_all(demo);
}
