#include "ui/screens/register/offer_rows.h"

#include <stdlib.h>
#include <strings.h>

#include "base/language.h"
#include "base/money.h"
#include "ui/screens/words.h"
#include "ui/term/page.h"

enum {
	COLUMN_CODE,
	COLUMN_DOCTOR,
	COLUMN_TITLE,
	COLUMN_DEPARTMENT,
	COLUMN_TIME,
	COLUMN_ROOM,
	COLUMN_FEE,
	COLUMN_COUNTER,
	COLUMN_ONLINE,
	COLUMN_EXTRA,
	COLUMN_SOLD,
};

static const struct list_column columns[] = {
	{ .title = N_("Code"), .columns = 8 },
	{ .title = N_("Doctor"), .columns = 12, .flexible = true },
	{ .title = N_("Title"), .columns = 12, .gives_way = 2 },
	{ .title = N_("Department"), .columns = 10, .flexible = true },
	{ .title = N_("Time"), .columns = 11 },
	{ .title = N_("Room"), .columns = 5 },
	{ .title = N_("Fee"), .columns = 6, .side = TEXT_RIGHT },
	{ .title = N_("Counter"), .columns = 9, .side = TEXT_RIGHT },
	{ .title = N_("Online"), .columns = 10, .side = TEXT_RIGHT, .gives_way = 1 },
	{ .title = N_("Extra"), .columns = 5, .side = TEXT_RIGHT },
	{ .title = N_("Sold"), .columns = 7, .side = TEXT_RIGHT, .gives_way = 3 },
};

/* How many extra numbers may still be given. */
static int extra_left(const struct session *session)
{
	int left = session->extra_limit - session->extra.sold;

	return left > 0 ? left : 0;
}

/* How many are free at the counter, or the state that keeps all of them from being sold. */
static void counter_cell(const struct offer *offer, char *out, size_t size)
{
	switch (offer->sells) {
	case STATUS_OK:
		if (offer->free > 0)
			text_format(out, size, "%d", offer->free);
		else
			text_copy(out, size, _("full"));
		break;
	case STATUS_SESSION_SUSPENDED: text_copy(out, size, _("suspended")); break;
	case STATUS_SESSION_OVER: text_copy(out, size, _("over")); break;
	case STATUS_BEYOND_HORIZON: text_copy(out, size, _("not yet")); break;
	default: text_copy(out, size, session_state_word(offer->session.state)); break;
	}
}

/* What is free online, and when it goes over to the counter: "3 (07:30)". */
static void online_cell(const struct session *session, char *out, size_t size)
{
	char time[MINUTE_TEXT_SIZE];

	if (session->released || session->online.total == 0)
		text_copy(out, size, "-");
	else
		text_format(out, size, "%d (%s)", session->online.free,
			    words_time(session->release_ms, time));
}

static void offer_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct offer *offer = ((const struct offer *const *)rows)[row];
	const struct session *session = &offer->session;
	char text[WORDS_DAY_SIZE], money[MONEY_TEXT_SIZE];

	switch (column) {
	case COLUMN_DEPARTMENT: text_copy(out, size, session->department); break;
	case COLUMN_DOCTOR: text_copy(out, size, session->doctor); break;
	case COLUMN_TITLE: text_copy(out, size, session->title); break;
	case COLUMN_CODE: text_copy(out, size, session->doctor_code); break;
	case COLUMN_TIME:
		text_copy(out, size,
			  words_minutes(session->start_minute, session->end_minute, text));
		break;
	case COLUMN_ROOM: text_copy(out, size, session->room); break;
	case COLUMN_FEE: text_copy(out, size, money_format(session->fee_fen, money)); break;
	case COLUMN_COUNTER: counter_cell(offer, out, size); break;
	case COLUMN_ONLINE:
		if (offer->sells == STATUS_OK)
			online_cell(session, out, size);
		break;
	case COLUMN_EXTRA:
		if (offer->sells == STATUS_OK)
			text_format(out, size, "%d", extra_left(session));
		break;
	case COLUMN_SOLD:
		text_format(out, size, "%d/%d", session->counter.sold + session->online.sold,
			    session->capacity);
		break;
	default: break;
	}
}

/* "18 free", "2 free until 07:30", "capacity 18, sold 5" */
static void spoken_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct offer *offer = ((const struct offer *const *)rows)[row];
	const struct session *session = &offer->session;
	char time[MINUTE_TEXT_SIZE];

	if (column == COLUMN_COUNTER && offer->sells == STATUS_OK && offer->free > 0)
		text_format(out, size, _("%d free"), offer->free);
	else if (column == COLUMN_ONLINE && offer->sells == STATUS_OK && !session->released &&
		 session->online.total > 0)
		text_format(out, size, _("%d free, until %s"), session->online.free,
			    words_time(session->release_ms, time));
	else if (column == COLUMN_SOLD)
		text_format(out, size, _("%d of %d"), session->counter.sold + session->online.sold,
			    session->capacity);
	else
		offer_cell(rows, row, column, out, size);
}

static int64_t offer_id(const void *rows, size_t row)
{
	return ((const struct offer *const *)rows)[row]->session.id;
}

static const char *offer_heading(const void *rows, size_t row)
{
	static const char *const words[OFFER_PART_COUNT] = {
		[PERIOD_AM] = N_("Morning"),
		[PERIOD_PM] = N_("Afternoon"),
		[PERIOD_EVE] = N_("Evening"),
		[OFFER_REST] = N_("No number for sale"),
	};
	const struct offer *offer = ((const struct offer *const *)rows)[row];

	return offer->heading ? _(words[offer->part]) : NULL;
}

static enum style offer_style(const void *rows, size_t row)
{
	const struct offer *offer = ((const struct offer *const *)rows)[row];

	return offer->part == OFFER_REST ? STYLE_FAINT : STYLE_NORMAL;
}

void offer_rows_list_init(struct list *list, const char *empty)
{
	static const struct list_ops ops = {
		.cell = offer_cell,
		.spoken = spoken_cell,
		.id = offer_id,
		.style = offer_style,
		.heading = offer_heading,
	};

	list_init(list, &ops, columns, sizeof(columns) / sizeof(columns[0]), empty);
}

/* By half-day, the department that was sold last before the others, and as they were otherwise; of
 * those without a number, those that are over behind the others. */
static int compare(const void *left, const void *right)
{
	const struct offer *a = left, *b = right;

	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	if (a->over != b->over)
		return a->over ? 1 : -1;
	if (a->sold_last != b->sold_last)
		return a->sold_last ? -1 : 1;
	return a->at < b->at ? -1 : 1;
}

void offer_rows_read(struct desk *desk, const struct session *sessions, size_t count,
		     struct offer *out)
{
	for (size_t i = 0; i < count; i++) {
		const struct session *session = &sessions[i];
		struct offer *offer = &out[i];

		*offer = (struct offer){
			.session = *session,
			.free = session->counter.free,
			.over = session_is_over(desk, session),
			.sold_last = session->department_id == desk->last_department_id,
			.at = i,
		};
		offer->sells = slot_session_sells(desk, session, CHANNEL_COUNTER);
		if (offer->sells)
			text_copy(offer->why, sizeof(offer->why), desk->problem.message);
		offer->part = offer->sells == STATUS_OK && offer->free > 0 ? (int)session->period
									   : OFFER_REST;
	}
	qsort(out, count, sizeof(*out), compare);
}

size_t offer_rows_arrange(const struct offer *offer, size_t count, const char *typed,
			  const struct offer **out)
{
	static const struct offer headings[OFFER_PART_COUNT] = {
		[PERIOD_AM] = { .heading = true, .part = PERIOD_AM, .session.id = -1 },
		[PERIOD_PM] = { .heading = true, .part = PERIOD_PM, .session.id = -2 },
		[PERIOD_EVE] = { .heading = true, .part = PERIOD_EVE, .session.id = -3 },
		[OFFER_REST] = { .heading = true, .part = OFFER_REST, .session.id = -4 },
	};
	int part = -1;
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		if (!words_fit_session(&offer[i].session, typed))
			continue;
		if (offer[i].part != part) {
			part = offer[i].part;
			out[shown++] = &headings[part];
		}
		out[shown++] = &offer[i];
	}
	return shown;
}

static bool is_earlier(const struct offer *offer, const struct offer *than)
{
	if (offer->over != than->over)
		return than->over;
	return offer->session.start_minute < than->session.start_minute;
}

const struct offer *offer_rows_named(const struct offer *offer, size_t count, const char *typed)
{
	const struct offer *by_code = NULL, *first = NULL;
	bool several = false;

	for (size_t i = 0; i < count && *typed; i++) {
		const struct session *session = &offer[i].session;

		if (!words_fit_session(session, typed))
			continue;
		if (strcasecmp(session->doctor_code, typed) == 0 &&
		    (!by_code || is_earlier(&offer[i], by_code)))
			by_code = &offer[i];
		several = several || (first && first->session.doctor_id != session->doctor_id);
		if (!first || is_earlier(&offer[i], first))
			first = &offer[i];
	}
	return by_code ? by_code : several ? NULL : first;
}

/* Told in full to whoever hears it, also where the line is too short. */
static void draw_reserved(const struct offer *offer, const struct canvas *canvas, int line)
{
	char time[MINUTE_TEXT_SIZE], text[WORDS_SIZE];

	text_format(text, sizeof(text),
		    _n("%d more is reserved for online booking until %s; then it is sold at the "
		       "counter.",
		       "%d more are reserved for online booking until %s; then they are sold at "
		       "the counter.",
		       (unsigned)offer->session.online.free),
		    offer->session.online.free, words_time(offer->session.release_ms, time));
	draw_text(canvas, line, 0, canvas->columns, STYLE_FAINT, text);
	page_item(canvas, line, STYLE_FAINT, text);
}

void offer_rows_draw_note(const struct offer *offer, const struct canvas *canvas)
{
	char doctor[WORDS_SIZE];
	int line = 0;

	if (offer->sells) {
		draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_WARNING, offer->why);
		return;
	}
	if (offer->free > 0)
		draw_format(canvas, line++, 0, STYLE_NORMAL, _("%s: %d free at the counter."),
			    words_doctor(&offer->session, doctor), offer->free);
	else
		draw_format(canvas, line++, 0, STYLE_WARNING,
			    _("%s: the counter's numbers are sold out."),
			    words_doctor(&offer->session, doctor));
	if (!offer->session.released && offer->session.online.free > 0)
		draw_reserved(offer, canvas, line++);
	if (offer->free == 0 && extra_left(&offer->session) > 0)
		draw_format(canvas, line, 0, STYLE_FAINT,
			    _("F11 gives an extra number: %d may still be given."),
			    extra_left(&offer->session));
}
