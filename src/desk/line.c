#include "desk/line.h"

#include <string.h>

#include "base/language.h"
#include "base/machine.h"
#include "base/text.h"
#include "desk/check.h"
#include "desk/practice.h"
#include "desk/trust/epoch.h"
#include "store/restore.h"

enum { WHEN_SIZE = 32 };

struct taking_up {
	enum audit_action action;
	int64_t epoch;
};

/* The key of the line before is that line's; where there never was one there is none now. */
static enum status begin_epoch(struct desk *desk)
{
	struct chain_link newest;
	struct epoch epoch;
	enum status status = desk_store_result(desk, link_newest(desk->store, &newest));

	return status || newest.epoch == 0 ? status : epoch_begin(desk, NULL, &epoch);
}

static enum status take_up_inside(struct desk *desk, void *context)
{
	const struct taking_up *taking_up = context;
	const struct clinic_line *before = store_line(desk->store);
	char detail[LINE_TEXT_SIZE];
	int64_t seq;
	enum status status;

	line_text(before, detail);
	status = audit_record(desk, taking_up->action, taking_up->epoch, 0, NULL, detail, &seq);
	if (status)
		return status;
	status = desk_change_row(desk, SQL_LINE_TAKE_UP,
				 ARGS(STORE_ARG_INT(taking_up->epoch),
				      STORE_ARG_INT(machine_mark(before->clinic)),
				      STORE_ARG_INT(seq)));
	return status ? status : begin_epoch(desk);
}

enum status line_take_up(struct desk *desk, enum audit_action action, int64_t epoch,
			 char line[LINE_TEXT_SIZE])
{
	struct clinic_line now = *store_line(desk->store);
	const int64_t next = store_next_epoch(desk->store);
	struct taking_up taking_up = { .action = action, .epoch = next > epoch ? next : epoch };

	now.epoch = taking_up.epoch;
	line_text(&now, line);
	return desk_change(desk, take_up_inside, &taking_up);
}

/* A copy that breaks a rule is not put in the place of anything. */
static enum status examine(struct desk *desk, const char *name)
{
	struct problem first = { .message = "" };
	int checks, failed;
	enum status status = check_run(desk, CHECK_ALL, check_keep_first, &first, &checks, &failed);

	if (status || failed == 0)
		return status;
	return desk_refuse(desk, STATUS_CHECK_FAILED,
			   _("The copy %s is not sound, so nothing was changed. %s"), name,
			   first.message);
}

static enum status prepare(struct desk *desk, const char *name, const struct settings *settings,
			   const char *staff, line_prove_fn *prove, void *context,
			   struct line_restored *out)
{
	enum status status = desk_open(desk, out->store.fresh, STORE_ADOPT, settings, staff);

	if (status)
		return status;
	status = practice_refuse_marked(desk);
	if (!status)
		status = examine(desk, name);
	if (!status && prove)
		status = prove(desk, context);
	if (!status)
		status = audit_newest(desk, &out->last);
	if (!status)
		status = line_take_up(desk, AUDIT_CLINIC_RESTORE, out->store.epoch, out->line);
	desk_close(desk);
	return status;
}

/* For the name of a file: 20261129-153000. */
static void name_moment(const struct desk *desk, char out[WHEN_SIZE])
{
	char text[CLOCK_TEXT_SIZE];
	size_t used = 0;

	clock_format_iso(desk_now_ms(desk), text);
	/* Without the zone behind the seconds. */
	for (size_t i = 0; i < strlen("2026-11-29T15:30:00") && text[i]; i++)
		if (text[i] == 'T')
			out[used++] = '-';
		else if (text[i] >= '0' && text[i] <= '9')
			out[used++] = text[i];
	out[used] = '\0';
}

enum status line_restore(struct desk *desk, const char *url, const char *copy, const char *name,
			 const struct settings *settings, const char *staff, line_prove_fn *prove,
			 void *context, struct line_restored *out)
{
	struct store_restoring *restoring;
	char when[WHEN_SIZE];
	enum status status;

	memset(out, 0, sizeof(*out));
	memset(desk, 0, sizeof(*desk));
	status = store_restore_begin(url, copy, &out->store, &restoring, &desk->problem);
	if (status)
		return status;
	status = prepare(desk, name, settings, staff, prove, context, out);
	if (status) {
		store_restore_give_up(restoring);
		return status;
	}
	name_moment(desk, when);
	return store_restore_finish(restoring, when, &out->store, &desk->problem);
}
