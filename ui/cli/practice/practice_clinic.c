#include "ui/cli/practice/practice_clinic.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/practice.h"
#include "desk/roster/roster_put.h"
#include "ui/cli/demo/demo_clinic.h"
#include "ui/cli/demo/demo_files.h"

/* How far the morning has come; how long before it the counters open; the sessions that are made up
 * where a clinic has none. */
enum { INTO_MORNING = 20, BEFORE_MORNING = 15, MADE_UP_SESSIONS = 8, MADE_UP_NUMBERS = 18 };

static enum status read_inside(struct desk *desk, void *context)
{
	struct practice_plan *plan = context;
	const day_number today = desk_today(desk);
	enum status status = department_list(desk, &plan->department, &plan->departments);

	if (!status)
		status = doctor_list(desk, &plan->doctor, &plan->doctors);
	if (!status)
		status = session_list_between(desk, today,
					      today + desk->settings.quota_horizon_days,
					      &plan->session, &plan->sessions);
	return status;
}

void practice_plan_release(struct practice_plan *plan)
{
	free(plan->department);
	free(plan->doctor);
	free(plan->session);
	memset(plan, 0, sizeof(*plan));
}

enum status practice_plan_read(struct cli *cli, struct practice_plan *plan)
{
	enum status status = desk_open(&cli->desk, cli->database, STORE_READ, &cli->settings,
				       cli->staff);

	memset(plan, 0, sizeof(*plan));
	if (status == STATUS_STORE_MISSING)
		return STATUS_OK;
	cli->desk_is_open = !status;
	if (!status)
		status = desk_read(&cli->desk, read_inside, plan);
	if (status)
		return status;
	/* With the clinic's rules. */
	cli->settings = cli->desk.settings;
	desk_close(&cli->desk);
	cli->desk_is_open = false;
	if (plan->doctors == 0)
		practice_plan_release(plan);
	return STATUS_OK;
}

/* ---- the clinic ---- */

static void put_directory(struct demo *demo, const struct practice_plan *plan)
{
	enum put_outcome outcome;

	for (size_t i = 0; !demo->status && i < plan->departments; i++)
		demo_step(demo, department_put(demo->desk, &plan->department[i], &outcome));
	for (size_t i = 0; !demo->status && i < plan->doctors; i++) {
		/* What the register of doctors knows of them is nobody's to practise with. */
		plan->doctor[i].qualification_no[0] = '\0';
		demo_step(demo, doctor_put(demo->desk, &plan->doctor[i], &outcome));
	}
}

static void put_session(struct demo *demo, const struct session_wish *wish)
{
	struct roster_notes notes;
	enum put_outcome outcome;

	if (!demo->status)
		demo_step(demo, session_put(demo->desk, wish, &notes, &outcome));
}

/* Whether a session can be sold in the practice. */
static bool is_usable(const struct session *session)
{
	return session->state == SESSION_OPEN || session->state == SESSION_CLOSED;
}

/* The same doctors at the same hours, with all numbers free. */
static void put_sessions(struct demo *demo, const struct practice_plan *plan)
{
	for (size_t i = 0; !demo->status && i < plan->sessions; i++) {
		const struct session *from = &plan->session[i];
		struct session_wish wish = { .doctor_code = from->doctor_code,
					     .day = from->day,
					     .period = from->period,
					     .capacity = from->capacity,
					     .online_percent = from->online_percent,
					     .fee_fen = from->fee_fen };

		text_copy(wish.room, sizeof(wish.room), from->room);
		if (is_usable(from))
			put_session(demo, &wish);
	}
}

static bool has_morning(const struct practice_plan *plan, day_number day)
{
	for (size_t i = 0; i < plan->sessions; i++) {
		if (plan->session[i].day == day && plan->session[i].period == PERIOD_AM &&
		    is_usable(&plan->session[i]))
			return true;
	}
	return false;
}

/* A morning without sessions, on a holiday say, gets some of the first doctors. */
static void make_up_morning(struct demo *demo, const struct practice_plan *plan, day_number day)
{
	const size_t count = plan->doctors < MADE_UP_SESSIONS ? plan->doctors : MADE_UP_SESSIONS;

	for (size_t i = 0; !has_morning(plan, day) && i < count; i++)
		put_session(demo, &(struct session_wish){ .doctor_code = plan->doctor[i].code,
							  .day = day,
							  .period = PERIOD_AM,
							  .capacity = MADE_UP_NUMBERS,
							  .online_percent = -1,
							  .fee_fen = -1 });
}

static void put_clinic(struct demo *demo, const struct practice_plan *plan)
{
	if (plan->doctors > 0) {
		put_directory(demo, plan);
		put_sessions(demo, plan);
		make_up_morning(demo, plan, demo->today);
		make_up_morning(demo, plan, demo->today + 1);
	} else {
		demo_load(demo, LOAD_DEPARTMENTS, "departments.csv");
		demo_load(demo, LOAD_DOCTORS, "doctors.csv");
		demo_load(demo, LOAD_ROSTER, "roster.csv");
	}
	demo_load(demo, LOAD_PATIENTS, "patients.csv");
}

/* ---- the morning ---- */

static void at_morning(struct demo *demo, int minutes)
{
	const int at = demo->desk->settings.period[PERIOD_AM].start + minutes;

	demo_at(demo, demo->today, at / 60, at % 60);
}

enum status practice_fill(struct cli *cli, const struct practice_plan *plan, const char *folder)
{
	const int start = cli->desk.settings.period[PERIOD_AM].start;
	struct demo demo = { .cli = cli, .desk = &cli->desk, .today = desk_today(&cli->desk) };
	char counter[CODE_SIZE];

	text_copy(counter, sizeof(counter), cli->desk.counter);
	text_copy(demo.files, sizeof(demo.files), folder);
	demo.latest_ms = clock_instant(demo.today, start + INTO_MORNING);
	demo_staff(&demo, "practice", "office");
	at_morning(&demo, -2 * BEFORE_MORNING);
	if (!demo.status)
		demo_step(&demo, practice_mark(&cli->desk));
	put_clinic(&demo, plan);
	at_morning(&demo, -BEFORE_MORNING);
	demo_busy_counter(&demo, PERIOD_AM, "5100002");
	demo_busy_counter(&demo, PERIOD_AM, "5100003");
	demo_busy_counter(&demo, PERIOD_PM, "5100005");
	demo_see_period(&demo, demo.today, PERIOD_AM);
	demo_staff(&demo, cli->staff, counter);
	if (!demo.status)
		clock_run_from(&cli->desk.clock, demo.latest_ms);
	return demo.status;
}
