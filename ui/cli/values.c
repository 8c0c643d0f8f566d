#include "ui/cli/values.h"

#include <string.h>

#include "base/folder.h"
#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/people/patient.h"
#include "ui/cli/refuse.h"

enum { DAYS_AWAY_MAX = 36600, ARGUMENT_SIZE = 64 };

const char *value_text(const struct cli *cli, enum option option, const char *otherwise)
{
	return cli->value[option] ? cli->value[option] : otherwise;
}

bool value_is_given(const struct cli *cli, enum option option)
{
	return cli->value[option] != NULL;
}

bool day_parse_spoken(const char *text, day_number today, day_number *day)
{
	static const struct {
		const char *word, *chinese;
		int days;
	} spoken[] = {
		{ "today", "今天", 0 },
		{ "tomorrow", "明天", 1 },
		{ "yesterday", "昨天", -1 },
	};
	char tidy[ARGUMENT_SIZE];
	int64_t days;

	if (!text_copy(tidy, sizeof(tidy), text))
		return false;
	text_lower(text_tidy(tidy));
	for (size_t i = 0; i < sizeof(spoken) / sizeof(spoken[0]); i++) {
		if (strcmp(tidy, spoken[i].word) == 0 || strcmp(tidy, spoken[i].chinese) == 0) {
			*day = today + spoken[i].days;
			return true;
		}
	}
	if ((tidy[0] == '+' || tidy[0] == '-') && text_is_digits(tidy + 1)) {
		if (!text_to_number(tidy + 1, 0, DAYS_AWAY_MAX, &days))
			return false;
		*day = today + (day_number)(tidy[0] == '-' ? -days : days);
		return true;
	}
	return day_parse_loose(tidy, day);
}

enum status value_day_of(struct cli *cli, enum option option, day_number otherwise, day_number *out)
{
	const char *text = cli->value[option];

	if (!text) {
		*out = otherwise;
		return STATUS_OK;
	}
	if (day_parse_spoken(text, desk_today(&cli->desk), out))
		return STATUS_OK;
	return cli_refuse(
		cli, STATUS_BAD_DATE,
		_("--%s: \"%s\" is not a date. Write 2026-11-21, today, tomorrow, or +3 for "
		  "three days from today."),
		cli_option_get(option)->name, text);
}

enum status value_day(struct cli *cli, day_number otherwise, day_number *out)
{
	return value_day_of(cli, OPTION_DATE, otherwise, out);
}

enum status value_not_a_choice(struct cli *cli, enum option option)
{
	const struct cli_option *about = cli_option_get(option);

	return cli_refuse(cli, STATUS_USAGE, _("--%s: \"%s\" is none of these: %s."), about->name,
			  cli->value[option], about->choices);
}

enum status value_period(struct cli *cli, enum period *out)
{
	char tidy[ARGUMENT_SIZE];

	if (!text_copy(tidy, sizeof(tidy), cli->value[OPTION_PERIOD]))
		return value_not_a_choice(cli, OPTION_PERIOD);
	text_lower(text_tidy(tidy));
	return period_parse(tidy, out) ? STATUS_OK : value_not_a_choice(cli, OPTION_PERIOD);
}

enum status value_channel(struct cli *cli, enum channel *out)
{
	*out = CHANNEL_COUNTER;
	if (value_is_given(cli, OPTION_CHANNEL) && !channel_parse(cli->value[OPTION_CHANNEL], out))
		return value_not_a_choice(cli, OPTION_CHANNEL);
	return STATUS_OK;
}

enum status value_method(struct cli *cli, enum option option, enum method *out)
{
	return method_parse(cli->value[option], out) ? STATUS_OK : value_not_a_choice(cli, option);
}

enum status value_key(struct cli *cli, struct idem *out)
{
	const char *text = cli->value[OPTION_KEY];

	memset(out, 0, sizeof(*out));
	if (!text || idem_parse(text, out))
		return STATUS_OK;
	return cli_refuse(cli, STATUS_BAD_VALUE,
			  _("--key: \"%s\" is not a key: it has 32 hexadecimal digits."), text);
}

enum status value_fen(struct cli *cli, enum option option, int64_t *out)
{
	if (money_parse(cli->value[option], out))
		return STATUS_OK;
	return cli_refuse(cli, STATUS_BAD_AMOUNT,
			  _("--%s: \"%s\" is not an amount in yuan. Write it as 15 or 15.50."),
			  cli_option_get(option)->name, cli->value[option]);
}

enum status value_session(struct cli *cli, struct session *out)
{
	day_number day = DAY_NONE;
	enum period period = PERIOD_AM;
	enum status status = value_day(cli, DAY_NONE, &day);

	if (!status)
		status = value_period(cli, &period);
	if (!status)
		status = session_find(&cli->desk, cli->value[OPTION_DOCTOR], day, period, out);
	return status;
}

static void tidy_number(char *tidy, size_t size, const char *text)
{
	text_copy(tidy, size, text);
	text_tidy_number(tidy);
}

enum status value_booking_number(struct cli *cli, const char *text, int64_t *out)
{
	char tidy[ARGUMENT_SIZE];

	tidy_number(tidy, sizeof(tidy), text);
	if (booking_number_parse(tidy, out))
		return STATUS_OK;
	return cli_refuse(cli, STATUS_BAD_VALUE,
			  _("\"%s\" is not a booking number: it has twelve digits, and the last "
			    "one checks the others. Read it again."),
			  text);
}

enum status value_patient_number(struct cli *cli, const char *text, int64_t *out)
{
	char tidy[ARGUMENT_SIZE];

	tidy_number(tidy, sizeof(tidy), text);
	if (patient_number_parse(tidy, out))
		return STATUS_OK;
	return cli_refuse(cli, STATUS_BAD_VALUE,
			  _("\"%s\" is not a patient number: it has eight digits, and the last one "
			    "checks the others. \"frontdesk patient find\" shows it."),
			  text);
}

enum status value_new_file(struct cli *cli, enum option option, const char *input, const char **out)
{
	const char *path = value_text(cli, option, "");

	if (*path && input && path_is_same(path, input))
		return cli_refuse(cli, STATUS_USAGE,
				  _("--%s: %s is the file being read; name another one."),
				  cli_option_get(option)->name, path);
	if (*path && store_has_file(cli->desk.store, path))
		return cli_refuse(cli, STATUS_USAGE,
				  _("--%s: %s belongs to the database; name another file."),
				  cli_option_get(option)->name, path);
	*out = path;
	return STATUS_OK;
}
