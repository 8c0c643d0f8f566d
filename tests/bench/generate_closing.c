/* The close of a day, with what its workbook shows of things that change later. */
#include <stdlib.h>

#include "bare.h"
#include "desk/booking/booking.h"
#include "generate.h"

/* A booking that the workbook of a day names. */
struct named {
	const struct visit *visit;
	bool of_tomorrow;
};

enum { NAMED_MAX = 4 * VISITS_MAX };

static void close_sessions(struct generator *generator, int index, const struct visits *today)
{
	int64_t first = generate_first_session(generator->size, index);

	for (int at = 0; index >= 0 && at < generate_sessions_a_day(generator->size); at++) {
		int64_t seq = generate_audit(generator, "session.close", first + at,
					     today->session_seq[at], "", false);

		bare_number(generator->close_session, 1, seq);
		bare_number(generator->close_session, 2, first + at);
		generate_put(generator->close_session);
	}
}

static void put_person(const struct generator *generator, sqlite3_stmt *statement, int column,
		       const struct visit *visit)
{
	static char id_number[19], phone[12];
	const char *name;

	clinic_person(generator->size, clinic_patient_n(visit->patient), &name, id_number, phone);
	bare_text(statement, column, name);
	bare_text(statement, column + 1, phone);
}

static void put_booking(struct generator *generator, const struct named *named)
{
	sqlite3_stmt *statement = generator->closed_booking;
	const struct visit *visit = named->visit;

	bare_text(statement, 1, generator->date);
	bare_number(statement, 2, visit->id);
	put_person(generator, statement, 3, visit);
	bare_text(statement, 5, visit->online ? "online" : "counter");
	bare_text(statement, 6,
		  visit->refund	       ? "cancelled"
		  : named->of_tomorrow ? "booked"
		  : visit->missed      ? "no_show"
				       : "fulfilled");
	bare_text(statement, 7, visit->refund ? "patient" : NULL);
	bare_number(statement, 8, GENERATE_FEE_FEN);
	bare_number(statement, 9, visit->refund ? GENERATE_FEE_FEN : 0);
	generate_put(statement);
}

static void put_refund(struct generator *generator, const struct visit *visit)
{
	sqlite3_stmt *statement = generator->closed_refund;

	bare_text(statement, 1, generator->date);
	bare_number(statement, 2, visit->refund);
	put_person(generator, statement, 3, visit);
	generate_put(statement);
}

static void put_no_show(struct generator *generator, const struct visit *visit)
{
	sqlite3_stmt *statement = generator->closed_no_show;

	bare_text(statement, 1, generator->date);
	bare_number(statement, 2, visit->id);
	bare_number(statement, 3, visit->missed);
	generate_put(statement);
}

static int compare_ids(const void *a, const void *b)
{
	int64_t one = ((const struct named *)a)->visit->id;
	int64_t other = ((const struct named *)b)->visit->id;

	return (one > other) - (one < other);
}

static int list_named(const struct visits *visits, bool of_tomorrow, struct named *list)
{
	int count = 0;

	for (int i = 0; i < visits->count; i++)
		list[count++] = (struct named){ &visits->item[i], of_tomorrow };
	for (int i = 0; i < visits->cancelled_count; i++)
		list[count++] = (struct named){ &visits->cancelled[i], of_tomorrow };
	return count;
}

/* Who was to come, and who booked for the next day; in the order of their numbers. */
static void keep_day(struct generator *generator, const struct visits *today,
		     const struct visits *tomorrow)
{
	static struct named list[NAMED_MAX];
	int count = list_named(today, false, list);

	count += list_named(tomorrow, true, list + count);
	qsort(list, (size_t)count, sizeof(list[0]), compare_ids);
	bare_text(generator->closed_day, 1, generator->date);
	bare_text(generator->closed_day, 2, generator->clinic);
	generate_put(generator->closed_day);
	for (int i = 0; i < count; i++) {
		put_booking(generator, &list[i]);
		if (list[i].visit->missed)
			put_no_show(generator, list[i].visit);
	}
	/* What is cancelled is so on the day before. */
	for (int i = 0; i < tomorrow->cancelled_count; i++)
		put_refund(generator, &tomorrow->cancelled[i]);
}

void generate_close(struct generator *generator, int index, const struct visits *today,
		    const struct visits *tomorrow)
{
	int64_t seq;

	close_sessions(generator, index, today);
	keep_day(generator, today, tomorrow);
	seq = generate_audit(generator, "day.close", generator->day, 0, generator->date, false);
	bare_text(generator->close_day, 1, generator->date);
	bare_number(generator->close_day, 2, day_number_base(generator->day));
	bare_number(generator->close_day, 3, generator->ledger_id);
	bare_number(generator->close_day, 4, seq);
	bare_number(generator->close_day, 5, generator->no_shows);
	generate_put(generator->close_day);
}
