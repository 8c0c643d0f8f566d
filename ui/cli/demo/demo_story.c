#include "ui/cli/demo/demo_story.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/suspension.h"
#include "desk/queue/queue.h"
#include "ui/cli/demo/demo_clinic.h"
#include "ui/cli/demo/demo_evening.h"
#include "ui/cli/demo/demo_files.h"
#include "ui/cli/demo/demo_place.h"
#include "ui/cli/demo/demo_sessions.h"
#include "ui/cli/show.h"

enum { CODES_MAX = 32 };

static void play_day_before(struct demo *demo, day_number day)
{
	struct closing closing;

	for (int period = 0; period < PERIOD_COUNT; period++)
		demo_see_period(demo, day, (enum period)period);
	demo_staff(demo, "manager.wu", "office");
	demo_at(demo, day, 20, 40);
	demo_close(demo, day, &closing);
	demo_tell_closing(demo, &closing);
	closing_release(&closing);
}

void demo_play_history(struct demo *demo)
{
	struct demo_figures *figures = &demo->figures;
	struct online_import import;
	char path[FILE_PATH_SIZE];

	demo_chapter(demo, _("The days before"));
	demo_staff(demo, "manager.wu", "office");
	demo_at(demo, demo->today - 3, 6, 30);
	if (!demo->status)
		demo_step(demo, demo_place_mark(demo->desk));
	figures->departments = demo_load(demo, LOAD_DEPARTMENTS, "departments.csv");
	figures->doctors = demo_load(demo, LOAD_DOCTORS, "doctors.csv");
	figures->patients = demo_load(demo, LOAD_PATIENTS, "patients.csv");
	demo_load(demo, LOAD_ROSTER, "roster-history.csv");
	demo_tell(demo, _("The clinic opens: %d departments, %d doctors, %d patients."),
		  figures->departments, figures->doctors, figures->patients);
	demo_at(demo, demo->today - 3, 7, 0);
	demo_write_file(demo, "online-history.csv", path);
	demo_import(demo, path, &import);
	demo_tell(demo, _("The first file of WeChat bookings: %d rows, %d accepted."), import.rows,
		  import.accepted);
	online_import_release(&import);
	for (day_number day = demo->today - 3; day < demo->today; day++)
		play_day_before(demo, day);
	/* The figures are those of today. */
	figures->checked_in = figures->seen = 0;
}

/* A line for each kind of refusal: how many, and what the first of them was told. */
static void tell_refusals(struct demo *demo, const struct online_import *import)
{
	const char *told[CODES_MAX];
	size_t told_count = 0;

	for (size_t i = 0; i < import->count; i++) {
		const struct online_answer *answer = &import->row[i].answer;
		bool is_new = answer->result == ONLINE_REFUSED;
		int count = 0;

		for (size_t j = 0; is_new && j < told_count; j++)
			is_new = strcmp(told[j], answer->code) != 0;
		if (!is_new || told_count == CODES_MAX)
			continue;
		told[told_count++] = answer->code;
		for (size_t j = i; j < import->count; j++)
			count += import->row[j].answer.result == ONLINE_REFUSED &&
				 strcmp(import->row[j].answer.code, answer->code) == 0;
		demo_more(demo, "  %2d  %-18s %s", count, answer->code, answer->message);
	}
}

static void import_today(struct demo *demo)
{
	struct online_import import;
	char path[FILE_PATH_SIZE], refund[MONEY_TEXT_SIZE];

	demo_at(demo, demo->today, 7, 0);
	demo_write_file(demo, "online.csv", path);
	demo_import(demo, path, &import);
	demo_tell(demo, _("Last night's WeChat bookings arrive as a file: %d rows."), import.rows);
	demo_more(demo, _("  accepted   %4d"), import.accepted);
	demo_more(demo, _("  cancelled  %4d"), import.cancelled);
	demo_more(demo, _("  duplicate  %4d  (seen before, nothing changed)"), import.duplicate);
	demo_more(demo,
		  _("  refused    %4d  (each with its reason; refunds asked for in all: %s yuan)"),
		  import.refused, show_yuan(import.refund_fen, refund));
	tell_refusals(demo, &import);
	demo->figures.import = import;
	demo->figures.import.row = NULL;
	online_import_release(&import);
	demo_import(demo, path, &import);
	demo_tell(demo, _("The same file again by mistake: %d duplicates, nothing changed."),
		  import.duplicate);
	if (!demo->status && import.duplicate != import.rows)
		demo_broken(demo, "online.csv");
	online_import_release(&import);
}

void demo_play_morning(struct demo *demo)
{
	struct suspension suspension;
	struct session session;

	demo_chapter(demo, _("Today, before the counter opens"));
	demo_staff(demo, "manager.wu", "office");
	demo_at(demo, demo->today, 6, 30);
	demo->figures.sessions = demo_load(demo, LOAD_ROSTER, "roster.csv");
	demo_tell(demo,
		  _("The week's roster is loaded: %d sessions, each with its numbers split between "
		    "counter and "
		    "online."),
		  demo->figures.sessions);
	demo_at(demo, demo->today, 6, 40);
	session = demo_session(demo, "1001", demo->today + 1, PERIOD_AM);
	if (!demo->status)
		demo_step(demo, session_suspend(demo->desk, session.id,
						_("congress in another city"), &suspension));
	demo_tell(demo,
		  _("%s is away tomorrow morning: the session is suspended before anybody has "
		    "booked it."),
		  session.doctor);
	import_today(demo);
}

static void tell_release(struct demo *demo)
{
	struct session session;

	demo_at(demo, demo->today, 7, 29);
	session = demo_session(demo, "2003", demo->today, PERIOD_AM);
	demo_tell(demo, _("%s, this morning: %d numbers left at the counter, %d online."),
		  session.doctor, session.counter.free, session.online.free);
	demo_at(demo, demo->today, 7, 30);
	session = demo_session(demo, "2003", demo->today, PERIOD_AM);
	demo_tell(demo,
		  _("Half an hour before the start, unsold online numbers move to the counter: it "
		    "now has %d."),
		  session.counter.free);
}

/* Somebody new, who is found again a moment later. */
static void register_newcomer(struct demo *demo)
{
	const struct patient_form form = {
		.name = "Zofia Nowak",
		.id_type = "passport",
		.id_number = "ZS0000177",
		.phone = "+48 512 000 177",
		.sex = "female",
		.birth_date = "1991-02-17",
		.card_no = "",
	};
	struct patient patient;

	if (demo->status)
		return;
	demo_step(demo, patient_read(demo->desk, &form, &patient, NULL));
	if (!demo->status)
		demo_step(demo, patient_add(demo->desk, &patient, NULL));
	demo_tell(demo, _("A new patient, %s, is registered with a passport."), patient.name);
	demo_book(demo, &patient, "6003", demo->today, PERIOD_AM, METHOD_CARD);
}

static void tell_refusal(struct demo *demo, const char *asked, enum status status,
			 enum status expected)
{
	if (!demo->status && status != expected)
		demo_broken(demo, asked);
	if (demo->status)
		return;
	demo->figures.refusals++;
	demo_tell(demo, "%s", asked);
	demo_more(demo, _("Refused (%s): %s"), status_name(status), demo->desk->problem.message);
}

/* The same person twice with one department: refused. */
static void ask_twice(struct demo *demo, const struct patient *patient)
{
	struct session session = demo_session(demo, "1003", demo->today, PERIOD_PM);
	struct booking booking;
	char asked[PROBLEM_MESSAGE_SIZE];
	enum status status = STATUS_OK;

	if (!demo->status)
		status = demo_try(demo, patient, &session, METHOD_CASH, NULL, &booking);
	text_format(asked, sizeof(asked), _("%s asks for a second number in %s for the afternoon."),
		    patient->name, session.department);
	tell_refusal(demo, asked, status, STATUS_DUPLICATE_PERSON);
}

/* A sold-out session, and the extra number that its doctor asks for. */
static void sell_out(struct demo *demo)
{
	struct session session = demo_session(demo, "8001", demo->today, PERIOD_AM);
	struct patient patient;
	struct booking booking;
	char asked[PROBLEM_MESSAGE_SIZE], receipt[RECEIPT_SIZE];

	demo_at(demo, demo->today, 7, 50);
	demo_sell_out(demo, &session, "5100008", &patient);
	text_format(asked, sizeof(asked), _("%s wants to see %s this morning."), patient.name,
		    session.doctor);
	tell_refusal(demo, asked, STATUS_QUOTA_FULL, STATUS_QUOTA_FULL);
	demo_at(demo, demo->today, 7, 52);
	if (demo->status)
		return;
	demo_step(demo, demo_try(demo, &patient, &session, METHOD_CASH, session.doctor, &booking));
	if (demo->status)
		return;
	demo->figures.extra++;
	demo_tell(demo, _("%s asks for an extra number for %s: number %d of %d, receipt %s."),
		  session.doctor, booking.patient, booking.number, session.capacity,
		  receipt_format(booking.payment_id, receipt));
}

void demo_open_counter(struct demo *demo)
{
	static const char *const morning[] = { "5100002", "5100003", "5100004" };
	static const char *const afternoon[] = { "5100005", "5100006" };
	const int before = demo->figures.registered;

	demo_staff(demo, "clerk.chen", "1");
	demo_at(demo, demo->today, 7, 45);
	for (size_t i = 0; i < sizeof(morning) / sizeof(morning[0]); i++)
		demo_busy_counter(demo, PERIOD_AM, morning[i]);
	demo_staff(demo, "clerk.zhao", "2");
	for (size_t i = 0; i < sizeof(afternoon) / sizeof(afternoon[0]); i++)
		demo_busy_counter(demo, PERIOD_PM, afternoon[i]);
	demo_busy_counter(demo, PERIOD_EVE, "5100000");
	demo_tell(demo, _("At two counters %d more people register before eight."),
		  demo->figures.registered - before);
}

static void open_counter_told(struct demo *demo)
{
	struct patient mao, zhang, yao;

	demo_chapter(demo, _("Today, at the counter"));
	tell_release(demo);
	demo_staff(demo, "clerk.chen", "1");
	demo_at(demo, demo->today, 7, 35);
	mao = demo_find(demo, "5100006773");
	demo_book(demo, &mao, "1002", demo->today, PERIOD_AM, METHOD_CASH);
	demo_at(demo, demo->today, 7, 37);
	zhang = demo_find(demo, "zhangsiyuan");
	demo_book(demo, &zhang, "5003", demo->today, PERIOD_PM, METHOD_WECHAT);
	demo_at(demo, demo->today, 7, 39);
	yao = demo_find(demo, "姚红");
	demo_book(demo, &yao, "2003", demo->today, PERIOD_PM, METHOD_CASH);
	demo_at(demo, demo->today, 7, 41);
	register_newcomer(demo);
	demo_at(demo, demo->today, 7, 43);
	ask_twice(demo, &mao);
	demo_open_counter(demo);
	demo_staff(demo, "clerk.chen", "1");
	sell_out(demo);
}

void demo_play_day(struct demo *demo)
{
	open_counter_told(demo);
	demo_play_sessions(demo);
	demo_play_evening(demo);
}
