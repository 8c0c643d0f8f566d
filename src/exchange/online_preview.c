#include "exchange/online_preview.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/practice.h"

/* In words of what would be; a refusal's sentence is the same either way. */
static void say_expected(struct online_answer *answer)
{
	char amount[MONEY_TEXT_SIZE];

	if (answer->result == ONLINE_ACCEPTED) {
		text_format(answer->message, sizeof(answer->message),
			    _("Would be booked: number %d."), answer->number);
	} else if (answer->result == ONLINE_CANCELLED && answer->refund_fen) {
		text_format(answer->message, sizeof(answer->message),
			    _("Would be cancelled; a refund of %s yuan would be requested."),
			    money_format(answer->refund_fen, amount));
	} else if (answer->result == ONLINE_CANCELLED) {
		text_copy(answer->message, sizeof(answer->message),
			  _("Would be cancelled; nothing had been paid."));
	}
}

static enum status try_rows_inside(struct desk *desk, void *context)
{
	struct online_preview *preview = context;
	struct online_run *run = &preview->run;

	while (run->next < run->import.count && run->next < ONLINE_PREVIEW_ROWS_MAX) {
		size_t place = run->row[run->next].place;
		enum status status = online_run_step(desk, run);

		if (status)
			return status;
		preview->tried[place] = true;
	}
	return STATUS_OK;
}

/* A booking that was made on the way is no more; its number may be another order's by now. */
static enum status forget_booking(struct desk *desk, struct online_answer *answer)
{
	struct booking booking;
	enum status status;

	if (answer->booking_id == 0)
		return STATUS_OK;
	status = booking_get(desk, answer->booking_id, &booking);
	if (status == STATUS_NOT_FOUND ||
	    (!status && strcmp(booking.order_no, answer->order_no) != 0))
		answer->booking_id = 0;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status online_preview_file(struct desk *desk, const char *path, struct online_preview *out)
{
	struct online_import *import = &out->run.import;
	size_t count;
	enum status status = practice_allows(desk, path);

	memset(out, 0, sizeof(*out));
	if (status)
		return status;
	status = online_file_read(path, &out->run.row, &count, &out->faults, &import->passed_over,
				  &desk->problem);
	import->count = status ? 0 : count;
	if (status)
		return status;
	import->row = memory_new(count ? count : 1, sizeof(*import->row));
	out->asked = memory_new(count ? count : 1, sizeof(*out->asked));
	out->tried = memory_new(count ? count : 1, sizeof(*out->tried));
	for (size_t i = 0; i < count; i++)
		out->asked[out->run.row[i].place] = &out->run.row[i];
	status = desk_try(desk, try_rows_inside, out);
	for (size_t i = 0; i < count && !status; i++) {
		if (!out->tried[i])
			continue;
		status = forget_booking(desk, &import->row[i].answer);
		say_expected(&import->row[i].answer);
	}
	return status;
}

void online_preview_release(struct online_preview *preview)
{
	online_run_release(&preview->run);
	free(preview->asked);
	free(preview->tried);
	free(preview->faults.fault);
	memset(preview, 0, sizeof(*preview));
}
