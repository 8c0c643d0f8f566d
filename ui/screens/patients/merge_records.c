#include "ui/screens/patients/merge_records.h"

#include <string.h>

#include "base/language.h"
#include "desk/booking/merge.h"
#include "ui/screens/patients/merge_facts.h"
#include "ui/screens/words.h"

enum { DIALOG_COLUMNS = 74, DIALOG_LINES = 17 };

struct comparing {
	struct two_records records;
	struct merge merge;
	struct problem refusal; /* why they cannot be merged; STATUS_OK */
};

/* The terms are worked out by the merge itself; the two records show whatever it says. */
static enum status merge_records_load(struct screen *screen, struct problem *problem)
{
	struct comparing *state = screen->state;
	struct merge *merge = &state->merge;
	enum status status;

	state->refusal.status = STATUS_OK;
	if (patient_merge_terms(screen->desk, state->records.keep, state->records.give, merge))
		state->refusal = screen->desk->problem;
	status = patient_get(screen->desk, state->records.keep, &merge->keep);
	if (!status)
		status = patient_get(screen->desk, state->records.give, &merge->give);
	if (!status)
		status = ban_standing(screen->desk, merge->keep.id, &merge->keep_before);
	if (!status)
		status = ban_standing(screen->desk, merge->give.id, &merge->give_before);
	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status merge_records_open(struct screen *screen, const void *argument,
				      struct problem *problem)
{
	struct comparing *state = screen->state;

	(void)problem;
	memcpy(&state->records, argument, sizeof(state->records));
	return STATUS_OK;
}

static void merge_records_draw(struct screen *screen, const struct canvas *canvas)
{
	const struct comparing *state = screen->state;
	const struct merge *merge = &state->merge;
	char text[WORDS_SIZE];
	int line = merge_facts_draw(merge, state->refusal.status == STATUS_OK, canvas) + 1;

	if (!state->refusal.status) {
		text_format(text, sizeof(text),
			    _("Go over: bookings with their money %d, no-shows %d, bans %d. The "
			      "old number finds the kept record. This cannot be undone."),
			    merge->bookings, merge->no_shows, merge->bans);
		line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_WARNING, text);
	}
	words_note(canvas, line, &state->refusal,
		   _("F9 merges. F7 keeps the other record. Enter and Esc merge nothing."));
}

static unsigned merge(struct screen *screen)
{
	struct comparing *state = screen->state;
	struct merge merged;
	enum status status = patient_merge(screen->desk, state->records.keep, state->records.give,
					   &merged);

	if (status && status_exit(status) == 4) {
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	if (status) {
		state->refusal = screen->desk->problem;
		return SCREEN_DRAW;
	}
	screen_say(screen, SAY_GOOD, "%s", _("Merged; the old patient number finds this record."));
	screen->answer = (struct answer){ .given = true, .id = merged.kept.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned keep_other(struct screen *screen)
{
	struct comparing *state = screen->state;

	state->records = (struct two_records){ .keep = state->records.give,
					       .give = state->records.keep };
	return SCREEN_RELOAD;
}

static unsigned merge_records_command(struct screen *screen, enum command command)
{
	switch (command) {
	case COMMAND_PERSON_YES: return merge(screen);
	case COMMAND_PERSON_OTHER: return keep_other(screen);
	case COMMAND_PERSON_NO:
		screen_say(screen, SAY_INFO, "%s", _("Nothing was changed."));
		return SCREEN_CLOSE;
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return SCREEN_PASS;
	}
}

const struct screen_ops merge_records_screen = {
	.name = "merge_records",
	.context = CONTEXT_PERSON,
	.weighty = true,
	.title = N_("Merge two records"),
	.state_size = sizeof(struct comparing),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = merge_records_open,
	.load = merge_records_load,
	.draw = merge_records_draw,
	.command = merge_records_command,
};
