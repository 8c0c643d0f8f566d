#include "desk/trust/backup_keep.h"

#include "base/clock.h"

static int64_t month_of(day_number day)
{
	int year, month, dom;

	day_to_civil(day, &year, &month, &dom);
	return (int64_t)year * 12 + month;
}

void backup_keep(const int64_t *at_ms, size_t count, bool *keep)
{
	int64_t last_day = INT64_MAX, last_month = INT64_MAX;
	int days = 0, months = 0;

	for (size_t i = 0; i < count; i++) {
		const day_number day = clock_local(at_ms[i]).day;
		const int64_t month = month_of(day);

		keep[i] = i < BACKUP_KEEP_NEWEST;
		if (day < last_day) {
			last_day = day;
			keep[i] |= days++ < BACKUP_KEEP_DAYS;
		}
		if (month < last_month) {
			last_month = month;
			keep[i] |= months++ < BACKUP_KEEP_MONTHS;
		}
	}
}
