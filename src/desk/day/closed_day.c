#include "desk/day/closed_day.h"

#include "base/text.h"
#include "desk/booking/no_show.h"
#include "desk/money/ledger.h"

#include "sql_columns.h"

struct keeping {
	struct desk *desk;
	char day[DAY_TEXT_SIZE];
};

static enum status keep_no_show(const struct no_show *no_show, void *context)
{
	const struct keeping *keeping = context;
	char until[DAY_TEXT_SIZE] = "";

	if (no_show->banned_until != DAY_NONE)
		day_format(no_show->banned_until, until);
	return store_run(keeping->desk->store, SQL_CLOSED_NO_SHOW_ADD,
			 ARGS(store_text(keeping->day), STORE_ARG_INT(no_show->booking_id),
			      STORE_ARG_INT(no_show->online_count), store_text_or_null(until),
			      store_text_or_null(no_show->withdrawn ? no_show->reason : "")),
			 NULL);
}

static enum status keep_rows(struct desk *desk, day_number day)
{
	const int64_t first = day_number_base(day);
	char text[DAY_TEXT_SIZE], before[DAY_TEXT_SIZE], line[LINE_TEXT_SIZE];
	enum status status;

	day_format(day, text);
	line_text(store_line(desk->store), line);
	status = store_run(
		desk->store, SQL_CLOSED_DAY_ADD,
		ARGS(store_text(text), store_text(desk->settings.clinic_name), store_text(line)),
		NULL);
	if (!status)
		status = store_run(desk->store, SQL_CLOSED_BOOKING_ADD,
				   ARGS(store_text(text), STORE_ARG_INT(day_number_base(day - 1)),
					STORE_ARG_INT(first + NUMBERS_PER_DAY),
					STORE_ARG_INT(first),
					store_text(day_format(day - 1, before))),
				   NULL);
	if (!status)
		status = store_run(desk->store, SQL_CLOSED_REFUND_ADD,
				   ARGS(store_text(text), STORE_ARG_INT(first),
					STORE_ARG_INT(first + NUMBERS_PER_DAY)),
				   NULL);
	return desk_store_result(desk, status);
}

enum status closed_day_keep(struct desk *desk, day_number day)
{
	struct keeping keeping = { .desk = desk };
	enum status status = keep_rows(desk, day);

	if (status)
		return status;
	day_format(day, keeping.day);
	return desk_store_result(desk, no_show_each_of_day(desk, day, keep_no_show, &keeping));
}

static enum status read_origin(const struct store_row *row, void *context)
{
	struct day_origin *origin = context;

	text_copy(origin->clinic, sizeof(origin->clinic), row_text(row, CLOSED_DAY_GET_CLINIC));
	text_copy(origin->line, sizeof(origin->line), row_text(row, CLOSED_DAY_GET_LINE));
	return STATUS_OK;
}

enum status closed_day_origin(struct desk *desk, day_number day, bool closed,
			      struct day_origin *out)
{
	char text[DAY_TEXT_SIZE];
	enum status status;

	text_copy(out->clinic, sizeof(out->clinic), desk->settings.clinic_name);
	out->line[0] = '\0';
	if (!closed)
		line_text(store_line(desk->store), out->line);
	status = store_one(desk->store, SQL_CLOSED_DAY_GET, ARGS(store_text(day_format(day, text))),
			   read_origin, out);
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}
