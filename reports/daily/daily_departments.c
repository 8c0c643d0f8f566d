/* The sheets Departments and Doctors: what each had, sold and earned. */
#include "base/language.h"
#include "reports/daily/daily_groups.h"

static const struct days_shown department_shown[] = {
	{ MEASURE_MADE_COUNTER, false }, { MEASURE_MADE_ONLINE, false }, { MEASURE_MADE, true },
	{ MEASURE_VISITS, true },	 { MEASURE_CAME, true },	 { MEASURE_NO_SHOWS, true },
	{ MEASURE_NO_SHOW_RATE, false }, { MEASURE_RECEIVED, true },	 { MEASURE_RETURNED, true },
	{ MEASURE_NET, true },
};

const struct days_layout daily_departments = {
	.key = "departments",
	.name = N_("Departments"),
	.nothing = N_("No bookings were made, no visits were booked, and no money moved."),
	.by = DAYS_BY(COMMON_DEPARTMENT),
	.shown = department_shown,
	.shown_count = sizeof(department_shown) / sizeof(department_shown[0]),
};

static const struct days_shown doctor_shown[] = {
	{ MEASURE_CAPACITY, true },  { MEASURE_SOLD, true },	 { MEASURE_CAME, true },
	{ MEASURE_NOT_SEEN, true },  { MEASURE_NO_SHOWS, true }, { MEASURE_RECEIVED, false },
	{ MEASURE_RETURNED, false }, { MEASURE_NET, true },	 { MEASURE_WAIT_MEDIAN, true },
	{ MEASURE_WAIT_P90, true },
};

const struct days_layout daily_doctors = {
	.key = "doctors",
	.name = N_("Doctors"),
	.nothing = N_("No sessions on this day."),
	.paper = true,
	.by = DAYS_BY(COMMON_DEPARTMENT) | DAYS_BY(COMMON_DOCTOR),
	.shown = doctor_shown,
	.shown_count = sizeof(doctor_shown) / sizeof(doctor_shown[0]),
};
