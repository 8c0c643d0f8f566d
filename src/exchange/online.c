#include "exchange/online.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/monotonic.h"
#include "desk/practice.h"

static void count_answer(struct online_import *import, const struct online_answer *answer)
{
	switch (answer->result) {
	case ONLINE_ACCEPTED: import->accepted++; break;
	case ONLINE_CANCELLED: import->cancelled++; break;
	case ONLINE_DUPLICATE: import->duplicate++; break;
	case ONLINE_REFUSED: import->refused++; break;
	}
	import->rows++;
	import->refund_fen += answer->refund_fen;
}

enum status online_run_open(struct desk *desk, const char *path, struct online_run *out)
{
	struct online_import *import = &out->import;
	enum status status;

	memset(out, 0, sizeof(*out));
	out->sync_rows = ONLINE_SYNC_ROWS;
	status = practice_allows(desk, path);
	if (!status)
		status = online_file_read(path, &out->row, &import->count, NULL,
					  &import->passed_over, &desk->problem);
	if (!status)
		import->row = memory_new(import->count ? import->count : 1, sizeof(*import->row));
	return status;
}

void online_run_release(struct online_run *run)
{
	online_import_release(&run->import);
	free(run->row);
	memset(run, 0, sizeof(*run));
}

void online_run_rewind(struct online_run *run)
{
	struct online_import *import = &run->import;

	memset(import->row, 0, import->count * sizeof(*import->row));
	*import = (struct online_import){ .row = import->row,
					  .count = import->count,
					  .passed_over = import->passed_over };
	run->next = run->taken = 0;
	run->sync_rows = ONLINE_SYNC_ROWS;
}

enum status online_run_settle(struct desk *desk, struct online_run *run)
{
	enum status status = STATUS_OK;

	/* Of a trial (desk_try) nothing is kept. */
	if (run->next < run->taken && !store_in_transaction(desk->store))
		status = store_sync(desk->store);
	if (status) {
		run->taken = run->next;
		return desk_store_result(desk, status);
	}
	for (; run->next < run->taken; run->next++)
		count_answer(&run->import, &run->import.row[run->row[run->next].place].answer);
	return STATUS_OK;
}

static bool is_time_to_settle(const struct desk *desk, const struct online_run *run)
{
	return run->taken == run->import.count || run->taken - run->next >= run->sync_rows ||
	       store_in_transaction(desk->store) ||
	       monotonic_ms() - run->taken_since_ms >= ONLINE_SYNC_MS;
}

enum status online_run_step(struct desk *desk, struct online_run *run)
{
	const struct online_file_row *asked = &run->row[run->taken];
	struct online_row *row;
	enum status status, settled;

	assert(run->taken < run->import.count);
	if (run->taken == run->next)
		run->taken_since_ms = monotonic_ms();
	row = &run->import.row[asked->place];
	row->line = asked->line;
	store_hold_syncs(desk->store, true);
	status = online_order_take(desk, &asked->order, &row->answer);
	store_hold_syncs(desk->store, false);
	if (status) {
		/* Those before it are answered all the same. */
		const struct problem problem = desk->problem;

		settled = online_run_settle(desk, run);
		if (settled)
			return settled;
		desk->problem = problem;
		return status;
	}
	run->taken++;
	return is_time_to_settle(desk, run) ? online_run_settle(desk, run) : STATUS_OK;
}

static enum status take_rows(struct desk *desk, struct online_run *run,
			     void (*progress)(size_t, size_t, void *), void *context)
{
	while (run->taken < run->import.count) {
		enum status status = online_run_step(desk, run);

		if (status)
			return status;
		if (progress)
			progress(run->next, run->import.count, context);
	}
	return STATUS_OK;
}

enum status online_import_file(struct desk *desk, const char *path, const char *ack,
			       struct online_import *out, void (*progress)(size_t, size_t, void *),
			       void *context)
{
	struct online_run run;
	struct new_file file;
	enum status status = online_run_open(desk, path, &run);

	/* A place for the acknowledgement is found before anything is changed. */
	if (!status && ack)
		status = new_file_open(&file, ack, FILE_ORDER_LIST, &desk->problem);
	if (status)
		goto out;
	status = take_rows(desk, &run, progress, context);
	if (ack && status) {
		new_file_abandon(&file);
	} else if (ack) {
		online_ack_write(file.stream, &run.import);
		status = new_file_finish(&file, &desk->problem);
	}
out:
	*out = run.import;
	memset(&run.import, 0, sizeof(run.import));
	online_run_release(&run);
	return status;
}
