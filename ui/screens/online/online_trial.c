#include "ui/screens/online/online_trial.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/ban/ban_trial.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/form.h"
#include "ui/term/list.h"

enum { FIELD_THRESHOLD, FIELD_COUNTS, FIELD_WINDOW, FIELD_MONTHS, FIELD_COUNT };
enum { NOW_LINE = 0, FORM_LINE = 2, COLUMNS_MOST = 150, FORM_COLUMNS = 78, NUMBER_SIZE = 6 };
enum { DETAILS_SIZE = 4096 };

struct trying {
	struct field field[FIELD_COUNT];
	struct form form;
	bool is_worked_out;
	struct ban_rule now, rule; /* of the settings; of the rows */
	struct ban_change *rows;
	size_t count;
	struct list list;
};

static const char *const counts_choices[] = { N_("online bookings"), N_("all bookings"), NULL };

static const struct field fields[FIELD_COUNT] = {
	[FIELD_THRESHOLD] = { .label = N_("No-shows"),
			      .kind = FIELD_DIGITS,
			      .limit = NUMBER_SIZE,
			      .columns = 5,
			      .hint = N_("no-shows lead to a ban") },
	[FIELD_COUNTS] = { .label = N_("Of"),
			   .kind = FIELD_CHOICE,
			   .columns = 20,
			   .choices = counts_choices },
	[FIELD_WINDOW] = { .label = N_("Within days"),
			   .kind = FIELD_DIGITS,
			   .limit = NUMBER_SIZE,
			   .columns = 5,
			   .hint = N_("0: no time limit") },
	[FIELD_MONTHS] = { .label = N_("Ban, months"),
			   .kind = FIELD_DIGITS,
			   .limit = NUMBER_SIZE,
			   .columns = 5,
			   .hint = N_("calendar months") },
};

/* The settings that the fields are. */
static const char *const figure_names[FIELD_COUNT] = {
	[FIELD_THRESHOLD] = "threshold",
	[FIELD_COUNTS] = "counts",
	[FIELD_WINDOW] = "window_days",
	[FIELD_MONTHS] = "ban_months",
};

enum { COLUMN_CHANGE, COLUMN_PATIENT, COLUMN_NOW, COLUMN_THEN, COLUMN_PHONE, COLUMN_DAYS };

static const struct list_column columns[] = {
	[COLUMN_CHANGE] = { .title = N_("Change"), .columns = 10 },
	[COLUMN_PATIENT] = { .title = N_("Patient"), .columns = 14 },
	[COLUMN_NOW] = { .title = N_("Until, now"), .columns = 11 },
	[COLUMN_THEN] = { .title = N_("Until, then"), .columns = 11 },
	[COLUMN_PHONE] = { .title = N_("Phone"), .columns = 11, .gives_way = 1 },
	[COLUMN_DAYS] = { .title = N_("No-shows behind the ban"), .columns = 20, .flexible = true },
};

/* "2026-11-18, 2026-11-25" */
static void list_days(const struct ban_change *change, char *out, size_t size)
{
	int kept = change->no_show_count < BAN_DATES_MAX ? change->no_show_count : BAN_DATES_MAX;
	char day[DAY_TEXT_SIZE];

	out[0] = '\0';
	for (int i = 0; i < kept; i++) {
		size_t used = strlen(out);

		text_format(out + used, size - used, "%s%s", i ? ", " : "",
			    day_format(change->no_show[i], day));
	}
}

static void change_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct ban_change *change = &((const struct ban_change *)rows)[row];
	char text[DAY_TEXT_SIZE], mask[MASK_SIZE];

	text_copy(out, size, "-");
	switch (column) {
	case COLUMN_CHANGE: text_copy(out, size, ban_change_word(change->kind)); break;
	case COLUMN_PATIENT: text_copy(out, size, change->patient); break;
	case COLUMN_NOW:
		if (change->until_now != DAY_NONE)
			text_copy(out, size, day_format(change->until_now, text));
		break;
	case COLUMN_THEN:
		if (change->until != DAY_NONE)
			text_copy(out, size, day_format(change->until, text));
		break;
	case COLUMN_PHONE: text_copy(out, size, mask_phone(change->phone, mask)); break;
	case COLUMN_DAYS: list_days(change, out, size); break;
	default: break;
	}
}

static int64_t change_id(const void *rows, size_t row)
{
	return ((const struct ban_change *)rows)[row].patient_id;
}

static enum style change_style(const void *rows, size_t row)
{
	switch (((const struct ban_change *)rows)[row].kind) {
	case BAN_NEW:
	case BAN_LONGER: return STYLE_WARNING;
	case BAN_SAME: return STYLE_FAINT;
	default: return STYLE_NORMAL;
	}
}

static const struct list_ops change_ops = { .cell = change_cell,
					    .id = change_id,
					    .style = change_style };

static void focus_form(struct screen *screen, bool form)
{
	struct trying *state = screen->state;

	screen->widget = form ? CONTEXT_FORM : CONTEXT_LIST;
	screen_use_list(screen, form ? NULL : &state->list);
	screen->typing = form;
}

static void fill_form(struct trying *state)
{
	const int number[FIELD_COUNT] = { [FIELD_THRESHOLD] = state->now.threshold,
					  [FIELD_WINDOW] = state->now.window_days,
					  [FIELD_MONTHS] = state->now.ban_months };
	char text[NUMBER_SIZE + 8];

	for (int i = 0; i < FIELD_COUNT; i++) {
		text_format(text, sizeof(text), "%d", number[i]);
		if (i != FIELD_COUNTS)
			form_set(&state->form, i, text);
	}
	state->field[FIELD_COUNTS].choice = state->now.counts_all;
}

static enum status online_trial_open(struct screen *screen, const void *argument,
				     struct problem *problem)
{
	struct trying *state = screen->state;

	(void)argument;
	(void)problem;
	memcpy(state->field, fields, sizeof(fields));
	form_init(&state->form, state->field, FIELD_COUNT);
	list_init(&state->list, &change_ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("Nobody is banned today, and nobody would be: nobody has so many no-shows. F7 "
		     "goes back to the parameters."));
	ban_rule_now(screen->desk, &state->now);
	fill_form(state);
	focus_form(screen, true);
	return STATUS_OK;
}

static enum status read_changes(struct screen *screen)
{
	struct trying *state = screen->state;
	struct ban_change *rows;
	size_t count;
	enum status status = ban_trial(screen->desk, &state->rule, &rows, &count);

	if (status)
		return status;
	free(state->rows);
	state->rows = rows;
	state->count = count;
	list_set(&state->list, rows, count);
	return STATUS_OK;
}

static enum status online_trial_load(struct screen *screen, struct problem *problem)
{
	struct trying *state = screen->state;
	enum status status = STATUS_OK;

	ban_rule_now(screen->desk, &state->now);
	if (state->is_worked_out)
		status = read_changes(screen);
	if (status)
		*problem = screen->desk->problem;
	return status;
}

static void online_trial_close(struct screen *screen)
{
	struct trying *state = screen->state;

	free(state->rows);
}

/* "3 no-shows of online bookings within 90 days: banned for 3 months" */
static void rule_words(const struct ban_rule *rule, char out[WORDS_SIZE])
{
	const char *of = _(counts_choices[rule->counts_all]);

	if (rule->window_days)
		text_format(out, WORDS_SIZE, _("%d no-shows of %s within %d days: %d months"),
			    rule->threshold, of, rule->window_days, rule->ban_months);
	else
		text_format(out, WORDS_SIZE, _("%d no-shows of %s: %d months"), rule->threshold, of,
			    rule->ban_months);
}

static void sum_words(const struct trying *state, char out[WORDS_SIZE])
{
	int of_kind[BAN_CHANGE_COUNT] = { 0 };

	for (size_t i = 0; i < state->count; i++)
		of_kind[state->rows[i].kind]++;
	text_format(out, WORDS_SIZE,
		    _("%d new, %d longer, %d shorter, %d ended, %d unchanged. Nothing was saved."),
		    of_kind[BAN_NEW], of_kind[BAN_LONGER], of_kind[BAN_SHORTER], of_kind[BAN_GONE],
		    of_kind[BAN_SAME]);
}

static void online_trial_draw(struct screen *screen, const struct canvas *canvas)
{
	struct trying *state = screen->state;
	int below = FORM_LINE + form_lines(&state->form) + 1;
	struct canvas form = words_body(canvas, FORM_LINE, below - FORM_LINE, FORM_COLUMNS);
	struct canvas rows = words_body(canvas, below + 3, canvas->lines - below - 3, COLUMNS_MOST);
	char rule[WORDS_SIZE], text[2 * WORDS_SIZE];

	rule_words(&state->now, rule);
	text_format(text, sizeof(text), _("The rule now: %s"), rule);
	draw_text(canvas, NOW_LINE, 1, canvas->columns - 2, STYLE_HEADING, text);
	form_draw(&state->form, &form, screen->typing);
	if (!state->is_worked_out) {
		draw_keys(canvas, below, 1, canvas->columns - 2,
			  _("F9 works out who would be banned with these parameters. Nothing is "
			    "changed."));
		return;
	}
	rule_words(&state->rule, rule);
	text_format(text, sizeof(text), _("What if: %s"), rule);
	draw_text(canvas, below, 1, canvas->columns - 2, STYLE_HEADING, text);
	sum_words(state, text);
	draw_text(canvas, below + 1, 1, canvas->columns - 2, STYLE_NORMAL, text);
	list_draw(&state->list, &rows, !screen->typing);
}

static unsigned work_out(struct screen *screen)
{
	struct trying *state = screen->state;
	struct ban_rule rule = state->now;

	form_forget_problems(&state->form);
	for (int i = 0; i < FIELD_COUNT; i++) {
		const char *value = form_value(&state->form, i);

		if (i == FIELD_COUNTS)
			value = state->field[i].choice ? "all" : "online";
		if (ban_rule_set(screen->desk, figure_names[i], value, &rule))
			form_problem(&state->form, i, screen->desk->problem.message);
	}
	if (form_has_problem(&state->form)) {
		focus_form(screen, true);
		return SCREEN_DRAW;
	}
	state->rule = rule;
	if (read_changes(screen)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	state->is_worked_out = true;
	focus_form(screen, false);
	return SCREEN_DRAW;
}

static unsigned show_details(struct screen *screen)
{
	const struct trying *state = screen->state;
	const struct ban_change *change;
	char text[DETAILS_SIZE], days[BAN_DATES_MAX * (DAY_TEXT_SIZE + 2)];
	size_t row;

	if (!list_selected(&state->list, &row))
		return SCREEN_DONE;
	change = &state->rows[row];
	list_days(change, days, sizeof(days));
	text_format(text, sizeof(text), _("Patient %lld, %s: %s\nNo-shows behind it: %s\n"),
		    (long long)change->patient_id, change->patient, ban_change_word(change->kind),
		    days);
	dialog_read(screen, _("Rule trial"), text);
	return SCREEN_DRAW;
}

static unsigned form_answer(struct screen *screen, enum form_reply reply)
{
	switch (reply) {
	case FORM_PASS: return SCREEN_PASS;
	case FORM_CONFIRMED: return work_out(screen);
	case FORM_FULL:
		screen_say(screen, SAY_ERROR, _("There is no room for more here."));
		return SCREEN_DRAW;
	default: return SCREEN_DRAW;
	}
}

static unsigned online_trial_command(struct screen *screen, enum command command)
{
	struct trying *state = screen->state;

	switch (command) {
	case COMMAND_TRIAL_WORK_OUT: return work_out(screen);
	case COMMAND_TRIAL_FIGURES: focus_form(screen, true); return SCREEN_DRAW;
	case COMMAND_LIST_CHOOSE: return show_details(screen);
	case COMMAND_LIST_NEXT_PART:
	case COMMAND_LIST_PREVIOUS_PART: focus_form(screen, true); return SCREEN_DRAW;
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: break;
	}
	if (screen->typing)
		return form_answer(screen, form_command(&state->form, command));
	return list_command(&state->list, command);
}

static unsigned online_trial_text(struct screen *screen, const char *text)
{
	struct trying *state = screen->state;

	if (!screen->typing)
		return SCREEN_PASS;
	return form_answer(screen, form_text(&state->form, text));
}

static unsigned online_trial_focus(struct screen *screen, const struct list *list)
{
	(void)list;
	focus_form(screen, false);
	return SCREEN_DRAW;
}

static bool online_trial_applies(const struct screen *screen, enum command command)
{
	return command != COMMAND_TRIAL_FIGURES || !screen->typing;
}

const struct screen_ops online_trial_screen = {
	.name = "online_trial",
	.context = CONTEXT_TRIAL,
	.title = N_("Rule trial"),
	.state_size = sizeof(struct trying),
	.leaves_freely = true,
	.open = online_trial_open,
	.load = online_trial_load,
	.draw = online_trial_draw,
	.command = online_trial_command,
	.text = online_trial_text,
	.focus = online_trial_focus,
	.applies = online_trial_applies,
	.close = online_trial_close,
};
