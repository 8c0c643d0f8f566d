#include "ui/cli/again.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/money.h"
#include "base/siphash.h"
#include "base/spelling.h"
#include "base/text.h"
#include "desk/answer.h"
#include "ui/cli/values.h"

enum { VALUE_SIZE = 1024, OPERAND_SIZE = 64, FILE_BYTES_MAX = 256 * 1024 * 1024 };

/* The part of what is asked to which an option belongs: what is no part of its own is one of the
 * options. */
static enum idem_part part_of(enum option option)
{
	static const struct {
		enum option option;
		enum idem_part part;
	} parts[] = {
		{ OPTION_DOCTOR, IDEM_SESSION },	{ OPTION_DATE, IDEM_SESSION },
		{ OPTION_PERIOD, IDEM_SESSION },	{ OPTION_PATIENT, IDEM_PATIENT },
		{ OPTION_METHOD, IDEM_METHOD },		{ OPTION_REASON, IDEM_REASON },
		{ OPTION_REMARK, IDEM_REASON },		{ OPTION_NAME, IDEM_NAME },
		{ OPTION_ID_TYPE, IDEM_ID_TYPE },	{ OPTION_ID_NUMBER, IDEM_ID_NUMBER },
		{ OPTION_PHONE, IDEM_PHONE },		{ OPTION_SEX, IDEM_SEX },
		{ OPTION_BIRTH_DATE, IDEM_BIRTH_DATE }, { OPTION_CARD, IDEM_CARD },
		{ OPTION_SOCIAL_NO, IDEM_SOCIAL_NO },	{ OPTION_LINKED_SINCE, IDEM_LINKED_SINCE },
		{ OPTION_COUNTED_CASH, IDEM_AMOUNT },	{ OPTION_SETTLE, IDEM_BOOKING },
		{ OPTION_OUTCOME, IDEM_OUTCOME },
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].option == option)
			return parts[i].part;
	return IDEM_OPTIONS;
}

/* Who closes a day names a date and no session. */
static enum idem_part option_part(const struct cli *cli, enum option option)
{
	if (option == OPTION_DATE && !cli_command_takes(cli->command, OPTION_DOCTOR))
		return IDEM_DAY;
	return part_of(option);
}

static enum idem_part operand_part(const struct cli *cli, int place)
{
	static const struct {
		const char *operand;
		enum idem_part part;
	} parts[] = {
		{ "BOOKING", IDEM_BOOKING }, { "PATIENT", IDEM_PATIENT }, { "KEEP", IDEM_PATIENT },
		{ "GIVE", IDEM_PATIENT },    { "ORDER", IDEM_ORDER },	  { "FILE", IDEM_FILE },
		{ "CODE", IDEM_STAFF },	     { "SETTING", IDEM_SETTING }, { "VALUE", IDEM_SETTING },
		{ "NEWFILE", IDEM_OPTIONS }, { "TOKEN", IDEM_TOKEN },
	};
	char operand[OPERAND_SIZE];

	if (!cli_operand(cli->command, place, operand, sizeof(operand), NULL, NULL))
		return IDEM_OPTIONS;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp(parts[i].operand, operand) == 0)
			return parts[i].part;
	return IDEM_OUTCOME;
}

/* One way of writing a value of the part; as it was typed where it is none. */
static void read_alike(const struct cli *cli, enum option option, const char *text,
		       char out[VALUE_SIZE])
{
	day_number day;
	enum period period;
	int64_t fen;

	text_copy(out, VALUE_SIZE, text);
	text_tidy(out);
	if (option == OPTION_PERIOD && period_parse(text_lower(out), &period))
		text_copy(out, VALUE_SIZE, period_name(period));
	else if ((option == OPTION_DATE && day_parse_spoken(text, desk_today(&cli->desk), &day)) ||
		 ((option == OPTION_BIRTH_DATE || option == OPTION_LINKED_SINCE) &&
		  day_parse_loose(text, &day)))
		text_format(out, VALUE_SIZE, "%" PRId64, (int64_t)day);
	else if (option == OPTION_COUNTED_CASH && money_parse(text, &fen))
		text_format(out, VALUE_SIZE, "%" PRId64, fen);
	else if (option != OPTION_REASON && option != OPTION_REMARK && option != OPTION_NAME &&
		 option != OPTION_ACK)
		spelling_fold(text, out, VALUE_SIZE);
}

/* A file stands for its bytes. */
static enum status read_file(struct cli *cli, const char *path, char out[VALUE_SIZE])
{
	static const unsigned char key[SIPHASH_KEY_SIZE];
	size_t length;
	char *bytes;
	enum status status = file_read(path, FILE_BYTES_MAX, &bytes, &length, &cli->problem);

	if (status)
		return status;
	text_format(out, VALUE_SIZE, "%zu %016" PRIx64, length, siphash(key, bytes, length));
	free(bytes);
	return STATUS_OK;
}

static void append(char **text, const char *name, const char *value)
{
	const size_t used = *text ? strlen(*text) : 0;
	const size_t room = used + strlen(name) + strlen(value) + 3;

	*text = memory_resize(*text, room, 1);
	text_format(*text + used, room - used, "%s=%s\n", name, value);
}

static enum status collect(struct cli *cli, enum idem_part part, char **text)
{
	char value[VALUE_SIZE];
	enum status status = STATUS_OK;

	for (int i = 0; i < CLI_OPERANDS_MAX && cli->operand[i] && !status; i++) {
		if (operand_part(cli, i) != part)
			continue;
		if (part == IDEM_FILE)
			status = read_file(cli, cli->operand[i], value);
		else
			read_alike(cli, OPTION_COUNT, cli->operand[i], value);
		if (!status)
			append(text, "", value);
	}
	for (int i = OPTION_EVERYWHERE_COUNT; i < OPTION_COUNT; i++) {
		const enum option option = (enum option)i;

		if (!cli->value[option] || option == OPTION_KEY || option_part(cli, option) != part)
			continue;
		read_alike(cli, option, cli->value[option], value);
		append(text, cli_option_get(option)->name, value);
	}
	return status;
}

/* What is asked under the key, part by part. */
static enum status ask(struct cli *cli, struct idem *key)
{
	enum status status = STATUS_OK;

	idem_ask(key, IDEM_COMMAND, cli->command->name);
	for (int part = 0; part < IDEM_PART_COUNT && !status; part++) {
		char *text = NULL;

		status = collect(cli, (enum idem_part)part, &text);
		if (!status && text)
			idem_ask(key, (enum idem_part)part, text);
		free(text);
	}
	return status;
}

static enum status find(struct cli *cli, const struct idem *key, bool *answered)
{
	struct answer answer;
	enum status status = answer_find(&cli->desk, key, cli->command->name, &answer);

	*answered = !status;
	if (status)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	output_say_again(&cli->output, answer.json, answer.lines);
	free(answer.json);
	free(answer.lines);
	return STATUS_OK;
}

static enum status keep(struct cli *cli, const struct idem *key)
{
	struct answer answer;
	enum status status;

	output_kept(&cli->output, &answer.json, &answer.lines);
	status = answer_keep(&cli->desk, key, cli->command->name, &answer);
	free(answer.json);
	free(answer.lines);
	return status;
}

struct again {
	struct cli *cli;
	struct idem key;
};

static enum status run_inside(struct desk *desk, void *context)
{
	const struct again *again = context;
	bool answered;
	enum status status = find(again->cli, &again->key, &answered);

	(void)desk;
	if (status || answered)
		return status;
	output_keep(&again->cli->output);
	status = again->cli->command->run(again->cli);
	return status ? status : keep(again->cli, &again->key);
}

/* Nothing is changed: there is nothing to be asked again. */
static bool is_trial(const struct cli *cli)
{
	return value_is_given(cli, OPTION_DRY_RUN) || value_is_given(cli, OPTION_PREVIEW);
}

enum status again_run(struct cli *cli)
{
	struct again again = { .cli = cli };
	enum status status = value_key(cli, &again.key);

	if (!status && (!again.key.set || is_trial(cli)))
		return cli->command->run(cli);
	if (!status)
		status = ask(cli, &again.key);
	return status ? status : desk_together(&cli->desk, run_inside, &again);
}

enum status again_answered(struct cli *cli, struct idem *key, bool *answered)
{
	enum status status = value_key(cli, key);

	*answered = false;
	if (status || !key->set)
		return status;
	status = ask(cli, key);
	if (!status)
		status = find(cli, key, answered);
	if (!status && !*answered)
		output_keep(&cli->output);
	return status;
}

/* Another one may have been as far at the same time. */
static enum status keep_inside(struct desk *desk, void *context)
{
	const struct again *again = context;
	struct answer answer;
	enum status status = answer_find(desk, &again->key, again->cli->command->name, &answer);

	if (status == STATUS_NOT_FOUND)
		return keep(again->cli, &again->key);
	free(answer.json);
	free(answer.lines);
	return status;
}

enum status again_keep(struct cli *cli, const struct idem *key)
{
	struct again again = { .cli = cli, .key = *key };

	return key->set ? desk_change(&cli->desk, keep_inside, &again) : STATUS_OK;
}
