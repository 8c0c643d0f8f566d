#include "ui/screens/words.h"

#include <string.h>
#include <strings.h>

#include "base/language.h"
#include "desk/queue/queue.h"
#include "ui/term/page.h"

enum { SIDE_GAP = 3 };

const char *const words_id_types[ID_TYPE_COUNT + 1] = {
#define ID_TYPE(symbol, name, also, word) word,
#include "base/id_type.def"
#undef ID_TYPE
	NULL
};

const char *const words_sexes[] = {
#define SEX(symbol, name, also, word) word,
#include "base/sex.def"
#undef SEX
	NULL
};

const char *const words_periods[PERIOD_COUNT + 1] = {
#define PERIOD(symbol, name, also, word) name,
#include "base/period.def"
#undef PERIOD
	NULL
};

const char *const words_methods[METHOD_COUNT + 1] = {
#define METHOD(symbol, name, word) word,
#include "desk/money/method.def"
	NULL
};

const char *const words_payments[METHOD_COUNT + 2] = {
#include "desk/money/method.def"
	N_("pays later"), NULL
};

const char *const words_refund_methods[METHOD_COUNT + 2] = { N_("as it was paid"),
#include "desk/money/method.def"
#undef METHOD
							     NULL };

const char *words_weekday(day_number day)
{
	static const char *const weekday[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					       N_("Fri"), N_("Sat"), N_("Sun") };

	return _(weekday[day_weekday(day)]);
}

char *words_day(day_number day, char out[WORDS_DAY_SIZE])
{
	char text[DAY_TEXT_SIZE];

	text_format(out, WORDS_DAY_SIZE, "%s %s", words_weekday(day), day_format(day, text));
	return out;
}

char *words_day_from(day_number day, day_number today, char out[WORDS_DAY_SIZE])
{
	char text[WORDS_DAY_SIZE];
	const char *what = NULL;

	words_day(day, text);
	if (day == today)
		what = _("today");
	else if (day == today + 1)
		what = _("tomorrow");
	else if (day == today - 1)
		what = _("yesterday");
	if (what)
		text_format(out, WORDS_DAY_SIZE, "%s, %s", text, what);
	else
		text_copy(out, WORDS_DAY_SIZE, text);
	return out;
}

char *words_since(int64_t at_ms, day_number today, char out[WORDS_DAY_SIZE])
{
	char time[MINUTE_TEXT_SIZE], moment[CLOCK_TEXT_SIZE];

	text_copy(out, WORDS_DAY_SIZE,
		  clock_local(at_ms).day == today ? words_time(at_ms, time)
						  : clock_format(at_ms, moment));
	return out;
}

char *words_time(int64_t at_ms, char out[MINUTE_TEXT_SIZE])
{
	if (at_ms == 0)
		out[0] = '\0';
	else
		minute_format(clock_local(at_ms).minute, out);
	return out;
}

char *words_minutes(int start, int end, char out[WORDS_DAY_SIZE])
{
	char from[MINUTE_TEXT_SIZE], to[MINUTE_TEXT_SIZE];

	text_format(out, WORDS_DAY_SIZE, "%s-%s", minute_format(start, from),
		    minute_format(end, to));
	return out;
}

int words_wait_minutes(int64_t since_ms, int64_t now_ms)
{
	return now_ms > since_ms ? (int)((now_ms - since_ms) / MS_PER_MINUTE) : 0;
}

const char *words_sex(enum sex sex)
{
	return sex == SEX_UNKNOWN ? "-" : sex_word(sex);
}

char *words_age(day_number birth, day_number today, char out[WORDS_DAY_SIZE])
{
	int age = birth == DAY_NONE ? -1 : day_age(birth, today);

	if (age < 0)
		text_copy(out, WORDS_DAY_SIZE, "-");
	else
		text_format(out, WORDS_DAY_SIZE, "%d", age);
	return out;
}

/* Adds ", TEXT" to a sentence. */
static void add(char out[WORDS_SIZE], const char *text)
{
	size_t length = strlen(out);

	text_format(out + length, WORDS_SIZE - length, "%s%s", length ? ", " : "", text);
}

char *words_patient(const struct patient *patient, day_number today, char out[WORDS_SIZE])
{
	char mask[MASK_SIZE], part[WORDS_SIZE], age[WORDS_DAY_SIZE];

	text_copy(out, WORDS_SIZE, patient->name);
	if (patient->deceased != DAY_NONE)
		add(out, _("DECEASED"));
	if (patient->sex != SEX_UNKNOWN)
		add(out, words_sex(patient->sex));
	if (patient->birth != DAY_NONE)
		add(out, words_age(patient->birth, today, age));
	if (patient->id_number[0]) {
		text_format(part, sizeof(part), _("ID %s"),
			    mask_id_number(patient->id_number, mask));
		add(out, part);
	}
	if (patient->phone[0]) {
		text_format(part, sizeof(part), _("phone %s"), mask_phone(patient->phone, mask));
		add(out, part);
	}
	return out;
}

char *words_doctor(const struct session *session, char out[WORDS_SIZE])
{
	text_copy(out, WORDS_SIZE, session->department);
	add(out, session->doctor);
	if (session->title[0])
		add(out, session->title);
	return out;
}

static char *session_time(day_number day, enum period period, int start, int end, const char *room,
			  char out[WORDS_SIZE])
{
	char text[WORDS_DAY_SIZE], part[WORDS_SIZE];

	text_copy(out, WORDS_SIZE, words_day(day, text));
	text_format(part, sizeof(part), "%s %s", period_word(period),
		    words_minutes(start, end, text));
	add(out, part);
	if (room[0]) {
		text_format(part, sizeof(part), _("room %s"), room);
		add(out, part);
	}
	return out;
}

char *words_session_time(const struct session *session, char out[WORDS_SIZE])
{
	return session_time(session->day, session->period, session->start_minute,
			    session->end_minute, session->room, out);
}

char *words_booking_time(const struct booking *booking, char out[WORDS_SIZE])
{
	return session_time(booking->day, booking->period, booking->start_minute,
			    booking->end_minute, booking->room, out);
}

char *words_counter_numbers(const struct session *session, char out[WORDS_SIZE])
{
	const struct slot_count *count = &session->counter;

	text_format(out, WORDS_SIZE, _("%d of %d sold, %d free now"), count->sold, count->total,
		    count->free);
	return out;
}

char *words_online_numbers(const struct session *session, char out[WORDS_SIZE])
{
	const struct slot_count *count = &session->online;
	char release[MINUTE_TEXT_SIZE];

	words_time(session->release_ms, release);
	if (session->released)
		text_format(out, WORDS_SIZE, _("%d sold; %d moved to the counter at %s"),
			    count->sold, session->gone_over, release);
	else
		text_format(out, WORDS_SIZE,
			    _("%d of %d sold, %d free now; unsold ones move to the counter at %s"),
			    count->sold, count->total, count->free, release);
	return out;
}

char *words_number(int64_t number, char out[WORDS_NUMBER_SIZE])
{
	text_format(out, WORDS_NUMBER_SIZE, "%lld", (long long)number);
	return out;
}

char *words_cancel_terms(const struct booking *booking, const struct cancel_terms *terms,
			 char out[WORDS_SIZE])
{
	char money[MONEY_TEXT_SIZE], paid[MONEY_TEXT_SIZE];

	money_format(terms->refund_fen, money);
	money_format(booking->paid_fen, paid);
	if (booking->payment_id == 0)
		text_copy(out, WORDS_SIZE, _("none: nothing was paid"));
	else if (terms->refund_fen == 0)
		text_format(out, WORDS_SIZE,
			    _("NONE of the %s paid: today is the visit date, so this is a late "
			      "cancellation (not a no-show)"),
			    paid);
	else if (terms->refund_state == REFUND_DONE)
		text_format(out, WORDS_SIZE, _("%s of %s in %s: hand it over now"), money, paid,
			    method_word(terms->method));
	else
		text_format(
			out, WORDS_SIZE,
			_("%s of %s by %s: requested, and listed under Refunds until it is done"),
			money, paid, method_word(terms->method));
	return out;
}

const char *words_booking_state(const struct booking *booking)
{
	if (booking->state == BOOKING_CHECKED_IN && booking->ticket_state != TICKET_NONE &&
	    booking->ticket_state != TICKET_VOID)
		return ticket_state_word(booking->ticket_state);
	return booking_state_word(booking->state);
}

/* Whether `text` starts with what is typed, in any case. */
static bool starts(const char *text, const char *typed)
{
	return strncasecmp(text, typed, strlen(typed)) == 0;
}

bool words_fit_doctor(const struct doctor *doctor, const char *typed)
{
	return !*typed || starts(doctor->code, typed) || starts(doctor->initials, typed) ||
	       starts(doctor->department_code, typed) || strstr(doctor->name, typed) ||
	       strstr(doctor->department, typed);
}

bool words_fit_session(const struct session *session, const char *typed)
{
	return !*typed || starts(session->doctor_code, typed) || starts(session->initials, typed) ||
	       starts(session->department_code, typed) || strstr(session->doctor, typed) ||
	       strstr(session->department, typed);
}

int words_line(const struct canvas *canvas, int line, const char *label, const char *value)
{
	int columns = canvas->columns - DRAW_LABEL_COLUMNS - 1, lines;

	if (columns < 1)
		return line;
	page_item(canvas, line, STYLE_NORMAL, NULL);
	draw_text(canvas, line, 0, DRAW_LABEL_COLUMNS, STYLE_FAINT, label);
	lines = draw_paragraph(canvas, line, DRAW_LABEL_COLUMNS + 1, columns, STYLE_NORMAL, value);
	return line + (lines > 1 ? lines : 1);
}

struct canvas words_body(const struct canvas *canvas, int line, int lines, int columns_most)
{
	int columns = canvas->columns - 2;

	return canvas_part(canvas, line, 1, lines, columns < columns_most ? columns : columns_most);
}

void words_note(const struct canvas *canvas, int line, const struct problem *refusal,
		const char *keys)
{
	if (refusal->status)
		draw_paragraph(canvas, line, 0, canvas->columns, STYLE_DANGER, refusal->message);
	else
		draw_keys(canvas, line, 0, canvas->columns, keys);
}

bool words_side(const struct canvas *canvas, int least, int columns, struct canvas *left,
		struct canvas *right)
{
	struct canvas whole = canvas_part(canvas, 0, 1, canvas->lines, canvas->columns - 2);
	bool side = canvas->columns >= least;
	int rest = side ? whole.columns - columns - SIDE_GAP : whole.columns;

	*left = canvas_part(&whole, 0, 0, whole.lines, rest);
	*right = canvas_part(&whole, 0, rest + SIDE_GAP, whole.lines, columns);
	return side;
}
