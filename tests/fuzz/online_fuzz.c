/* Fuzzing: the file of online bookings. Rows that are taken are committed one by one, as always;
 * the clinic is put back behind them. */
#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "exchange/online_preview.h"
#include "tests/fuzz/fuzz.h"

static void look_at_rows(const struct online_import *import)
{
	assert(import->rows == (int)import->count);
	assert(import->accepted + import->cancelled + import->duplicate + import->refused ==
	       import->rows);
	for (size_t i = 0; i < import->count; i++) {
		const struct online_answer *answer = &import->row[i].answer;

		assert(answer->order_no[0] && import->row[i].line > 1);
		assert(answer->message[0] && text_is_clean(answer->message));
		assert((answer->result == ONLINE_REFUSED) <= (answer->code[0] != '\0'));
		assert((answer->result == ONLINE_ACCEPTED) <= (answer->booking_id != 0));
	}
}

/* An order seen is answered once; seen again it is a duplicate and changes nothing. Only what was
 * refused may be booked when a later row has made room: each time some do, until none is left. */
static void import_again(struct desk *desk, const char *path, int rows)
{
	struct online_import again;
	int left = rows, duplicate;

	do {
		assert(left-- >= 0);
		assert(online_import_file(desk, path, NULL, &again, NULL, NULL) == STATUS_OK);
		assert(again.rows == rows && again.refused == 0);
		duplicate = again.duplicate;
		online_import_release(&again);
	} while (duplicate < rows);
}

/* What was foretold is what came. */
static void compare(const struct online_preview *preview, enum status foretold,
		    const struct online_import *import, enum status status)
{
	assert(foretold == status);
	if (status != STATUS_OK)
		return;
	assert(preview->faults.count == 0 && preview->run.import.count == import->count);
	for (size_t i = 0; i < import->count; i++) {
		const struct online_answer *told = &preview->run.import.row[i].answer;
		const struct online_answer *came = &import->row[i].answer;

		if (!preview->tried[i])
			continue;
		assert(told->result == came->result && strcmp(told->code, came->code) == 0);
		assert(told->number == came->number && told->refund_fen == came->refund_fen);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct desk *desk = fuzz_desk();
	const char *path = fuzz_file(data, size);
	struct online_import import;
	struct online_preview preview;
	enum status foretold = online_preview_file(desk, path, &preview);
	enum status status = online_import_file(desk, path, NULL, &import, NULL, NULL);
	int rows = import.rows;

	compare(&preview, foretold, &import, status);
	online_preview_release(&preview);
	assert(status == STATUS_OK || status == STATUS_BAD_FILE);
	if (status == STATUS_OK) {
		look_at_rows(&import);
	} else {
		fuzz_sentence(&desk->problem);
		assert(rows == 0);
	}
	online_import_release(&import);
	if (rows == 0)
		return 0;
	import_again(desk, path, rows);
	fuzz_check(desk, data, size);
	fuzz_reset();
	return 0;
}
