#include "exchange/online_ack.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/language.h"
#include "base/text.h"

void online_import_release(struct online_import *import)
{
	free(import->row);
	memset(import, 0, sizeof(*import));
}

static void write_row(FILE *stream, const struct online_answer *answer)
{
	char booking[BOOKING_NUMBER_SIZE] = "", number[12] = "";

	if (answer->booking_id)
		booking_number_format(answer->booking_id, booking);
	if (answer->number)
		text_format(number, sizeof(number), "%d", answer->number);
	csv_write(stream, answer->order_no, false);
	csv_write(stream, _(online_result_name(answer->result)), false);
	csv_write(stream, online_code_word(answer->code), false);
	csv_write(stream, booking, false);
	csv_write(stream, number, false);
	csv_write(stream, answer->message, true);
}

void online_ack_write(FILE *stream, const struct online_import *import)
{
	static const char *const headings[] = { N_("order_no"), N_("result"), N_("code"),
						N_("booking"),	N_("number"), N_("message") };
	const size_t count = sizeof(headings) / sizeof(headings[0]);

	fputs("\xef\xbb\xbf", stream);
	for (size_t i = 0; i < count; i++)
		csv_write(stream, _(headings[i]), i + 1 == count);
	for (size_t i = 0; i < import->count; i++)
		write_row(stream, &import->row[i].answer);
}

enum status online_ack_file(const struct online_import *import, const char *path,
			    struct problem *problem)
{
	struct new_file file;
	enum status status = new_file_open(&file, path, FILE_ORDER_LIST, problem);

	if (status)
		return status;
	online_ack_write(file.stream, import);
	return new_file_finish(&file, problem);
}
