/* Master data files: what each of the four targets asks of every input (contract in fuzz.h). */
#include <assert.h>

#include "base/text.h"
#include "tests/fuzz/fuzz.h"

struct input {
	enum load_kind kind;
	const uint8_t *data;
	size_t size;
	const char *path;
};

/* Every bad row is named, in the order of the lines, in words that may be shown. */
static void look_at_bad_rows(const struct load_result *result)
{
	long line = 1;

	assert(result->bad_count > 0 && result->bad_count <= BAD_ROWS_MAX);
	assert(result->bad_total >= result->bad_count);
	assert(!result->added && !result->changed && !result->unchanged);
	for (size_t i = 0; i < result->bad_count; i++) {
		assert(result->bad[i].line >= line);
		line = result->bad[i].line;
		assert(result->bad[i].message[0]);
		assert(text_is_clean(result->bad[i].message));
		assert(text_is_clean(result->bad[i].column));
	}
}

/* Loading the same file again changes nothing. */
static void load_again(struct desk *desk, const struct input *input,
		       const struct load_result *first)
{
	struct load_result again;

	assert(load_file(desk, input->kind, input->path, true, &again, NULL, NULL) == STATUS_OK);
	assert(again.added == 0 && again.changed == 0);
	assert(again.unchanged == first->added + first->changed + first->unchanged);
	load_result_release(&again);
}

static void load_once(struct desk *desk, void *context)
{
	const struct input *input = context;
	struct load_result result;
	enum status status = load_file(desk, input->kind, input->path, true, &result, NULL, NULL);

	assert(status == STATUS_OK || status == STATUS_BAD_ROWS || status == STATUS_BAD_FILE);
	if (status)
		fuzz_sentence(&desk->problem);
	if (status == STATUS_BAD_ROWS)
		look_at_bad_rows(&result);
	if (status == STATUS_OK) {
		load_again(desk, input, &result);
		fuzz_check(desk, input->data, input->size);
	}
	load_result_release(&result);
}

void fuzz_load(enum load_kind kind, const uint8_t *data, size_t size)
{
	struct input input = { .kind = kind, .data = data, .size = size };

	fuzz_desk(); /* its making uses the same file */
	input.path = fuzz_file(data, size);
	fuzz_and_undo(load_once, &input);
}
