#include "ui/screens/practice/practice.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/booking/booking.h"
#include "ui/screens/practice/practice_prepare.h"

static const struct {
	int keys;
	const char *typed, *title, *sentence;
} tasks[PRACTICE_TASKS] = {
#define PRACTICE(symbol, keys, typed, title, sentence) \
	[PRACTICE_##symbol] = { (keys), (typed), (title), (sentence) },
#include "ui/screens/practice/practice.def"
#undef PRACTICE
};

const char *practice_title(enum practice_task task)
{
	return _(tasks[task].title);
}

/* ---- words ---- */

/* Writes a template with its names in braces replaced; one that is not known stays. */
static void fill_in(const struct practice_about *about, const char *template, char *out,
		    size_t size)
{
	const struct {
		const char *name, *value;
	} names[] = {
		{ "{person}", about->person }, { "{initials}", about->initials },
		{ "{doctor}", about->doctor }, { "{day}", about->day },
		{ "{money}", about->money },   { "{newcomer}", about->newcomer },
		{ "{phone}", about->phone },
	};
	size_t length = 0;

	out[0] = '\0';
	while (*template) {
		const char *value = NULL;
		size_t taken = 1;

		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
			if (strncmp(template, names[i].name, strlen(names[i].name)) != 0)
				continue;
			value = names[i].value;
			taken = strlen(names[i].name);
		}
		if (value)
			text_format(out + length, size - length, "%s", value);
		else
			text_format(out + length, size - length, "%c", *template);
		length += strlen(out + length);
		template += taken;
	}
}

char *practice_outcome_words(const struct practice_result *result, char out[PRACTICE_WORDS_SIZE])
{
	if (result->outcome == PRACTICE_DONE)
		text_format(out, PRACTICE_WORDS_SIZE,
			    _n("done with %d key, %d is enough", "done with %d keys, %d are enough",
			       (unsigned long)result->keys),
			    result->keys, result->needed);
	else
		text_copy(out, PRACTICE_WORDS_SIZE,
			  result->outcome == PRACTICE_SKIPPED ? _("skipped") : _("not done yet"));
	return out;
}

int practice_done_count(const struct practice *practice)
{
	int count = 0;

	for (int i = 0; i < PRACTICE_TASKS; i++)
		count += practice->result[i].outcome == PRACTICE_DONE;
	return count;
}

/* "Task 3 of 10. 4 keys; 7 would do." Just after another one, that one's end. */
static void state_words(const struct practice *practice, char out[PRACTICE_WORDS_SIZE])
{
	char before[PRACTICE_WORDS_SIZE];

	if (practice->now == PRACTICE_TASKS)
		text_format(out, PRACTICE_WORDS_SIZE, _("%d of %d tasks done"),
			    practice_done_count(practice), PRACTICE_TASKS);
	else if (practice->before != PRACTICE_TASKS && practice->keys == 0)
		text_format(out, PRACTICE_WORDS_SIZE, _("Task %d %s. Now %d of %d"),
			    practice->before + 1,
			    practice_outcome_words(&practice->result[practice->before], before),
			    practice->now + 1, PRACTICE_TASKS);
	else
		text_format(out, PRACTICE_WORDS_SIZE, _("Task %d of %d. Keys: %d, enough: %d"),
			    practice->now + 1, PRACTICE_TASKS, practice->keys,
			    practice->result[practice->now].needed);
}

void practice_banner(const struct practice *practice, char *out, size_t size)
{
	char state[PRACTICE_WORDS_SIZE], sentence[PRACTICE_WORDS_SIZE];

	state_words(practice, state);
	if (practice->fault[0])
		text_copy(sentence, sizeof(sentence), practice->fault);
	else if (practice->now == PRACTICE_TASKS)
		text_copy(sentence, sizeof(sentence),
			  _("All tasks are through. ^G shows them and does any of them again; F10 "
			    "leaves."));
	else
		fill_in(&practice->about, _(tasks[practice->now].sentence), sentence,
			sizeof(sentence));
	text_format(out, size, _("PRACTICE, nothing counts. %s. ^G: tasks"), state);
	text_format(out + strlen(out), size - strlen(out), "\n%s", sentence);
}

/* ---- the tasks ---- */

void practice_begin(struct practice *practice, enum practice_task task)
{
	struct practice_result *result = &practice->result[task];
	char typed[PRACTICE_WORDS_SIZE];
	enum status status = STATUS_OK;

	practice->now = task;
	practice->keys = 0;
	practice->half_done = 0;
	practice->fault[0] = '\0';
	memset(&practice->about, 0, sizeof(practice->about));
	if (task == PRACTICE_TASKS)
		return;
	status = practice_prepare(practice, task);
	if (!status)
		status = audit_newest(practice->desk, &practice->seen);
	if (status)
		text_format(practice->fault, sizeof(practice->fault), "%s: %s",
			    practice_title(task), practice->desk->problem.message);
	fill_in(&practice->about, tasks[task].typed, typed, sizeof(typed));
	*result = (struct practice_result){ .needed = tasks[task].keys + (int)text_length(typed) };
}

/* The next one that is neither done nor skipped, from here on and then from the first. */
static void go_on(struct practice *practice)
{
	for (int i = 1; i <= PRACTICE_TASKS; i++) {
		int next = ((int)practice->now + i) % PRACTICE_TASKS;

		if (practice->result[next].outcome == PRACTICE_OPEN) {
			practice_begin(practice, (enum practice_task)next);
			return;
		}
	}
	practice_begin(practice, PRACTICE_TASKS);
}

void practice_start(struct practice *practice, struct desk *desk)
{
	memset(practice, 0, sizeof(*practice));
	practice->desk = desk;
	practice->before = PRACTICE_TASKS;
	practice_begin(practice, (enum practice_task)0);
}

void practice_skip(struct practice *practice)
{
	if (practice->now == PRACTICE_TASKS)
		return;
	practice->before = practice->now;
	practice->result[practice->now].outcome = PRACTICE_SKIPPED;
	go_on(practice);
}

/* ---- what the record says ---- */

static bool is_action(const struct audit_row *row, enum audit_action action)
{
	return strcmp(row->action, audit_action_name(action)) == 0;
}

/* Whether the row is a booking of that person, or its payment, after which nothing is owed. */
static bool books(struct practice *practice, const struct audit_row *row, int64_t patient_id)
{
	struct booking booking;

	return (is_action(row, AUDIT_BOOKING_BOOK) || is_action(row, AUDIT_BOOKING_PAY)) &&
	       booking_get(practice->desk, row->subject_id, &booking) == STATUS_OK &&
	       booking.patient_id == patient_id && booking_owed_fen(&booking) == 0;
}

/* Whether a row of the record ends the task that is on. */
static bool ends_task(struct practice *practice, const struct audit_row *row)
{
	const struct practice_about *about = &practice->about;
	const bool same = row->subject_id == about->booking_id;

	switch (practice->now) {
	case PRACTICE_KNOWN: return books(practice, row, about->patient_id);
	case PRACTICE_NEW:
		if (is_action(row, AUDIT_PATIENT_ADD))
			practice->half_done = row->subject_id;
		return practice->half_done && books(practice, row, practice->half_done);
	case PRACTICE_PAY: return same && is_action(row, AUDIT_BOOKING_PAY);
	case PRACTICE_CHECK_IN: return same && is_action(row, AUDIT_TICKET_CHECK_IN);
	case PRACTICE_CALL: return is_action(row, AUDIT_TICKET_CALL);
	case PRACTICE_MISS:
		if (is_action(row, AUDIT_TICKET_MISS))
			practice->half_done = row->subject_id;
		return practice->half_done == row->subject_id && is_action(row, AUDIT_TICKET_BACK);
	case PRACTICE_CANCEL: return same && is_action(row, AUDIT_BOOKING_CANCEL);
	case PRACTICE_MOVE: return same && is_action(row, AUDIT_BOOKING_MOVE);
	case PRACTICE_IMPORT:
		if (is_action(row, AUDIT_ORDER_REFUSE))
			practice->half_done = row->seq;
		return false;
	case PRACTICE_CLOSE: return is_action(row, AUDIT_DAY_CLOSE);
	default: return false;
	}
}

/* Reads what was recorded since the last look; whether it ends the task. */
static bool look(struct practice *practice)
{
	struct audit_row *rows = NULL;
	size_t count = 0;
	bool ended = false;

	if (audit_since(practice->desk, practice->seen, &rows, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		practice->seen = rows[i].seq;
		ended = ends_task(practice, &rows[i]) || ended;
	}
	free(rows);
	return ended;
}

unsigned practice_followed(struct practice *practice, const struct screen *front, int keys,
			   bool *finished)
{
	const bool listed = practice->listing;
	bool ended;

	*finished = false;
	practice->listing = front->ops->context == CONTEXT_PRACTICE;
	if (practice->now == PRACTICE_TASKS)
		return SCREEN_DONE;
	/* Keys about the tasks themselves do none. */
	if (!listed && !practice->listing)
		practice->keys += keys;
	ended = look(practice);
	/* That somebody has looked at them is nowhere in the record. */
	if (practice->now == PRACTICE_IMPORT && practice->half_done)
		ended = front->ops->context == CONTEXT_REFUSED;
	if (!ended)
		return SCREEN_DRAW;
	practice->result[practice->now].outcome = PRACTICE_DONE;
	practice->result[practice->now].keys = practice->keys;
	practice->before = practice->now;
	go_on(practice);
	*finished = practice->now == PRACTICE_TASKS;
	return SCREEN_RELOAD;
}
