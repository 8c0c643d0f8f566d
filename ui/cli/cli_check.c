/* The proof of the database: check, with heads and with the owner's key; rekey. */
#include <stdlib.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/check.h"
#include "desk/check/head.h"
#include "desk/trust/epoch.h"
#include "desk/trust/heads.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show_head.h"
#include "ui/cli/values.h"

static void show_fault(const char *check, const char *fault, void *context)
{
	struct output *output = context;

	output_object(output, NULL);
	output_text(output, "check", check);
	output_text(output, "message", fault);
	output_end(output);
	output_line(output, "%s: %s", check, fault);
}

/* The head that somebody has, --head ENTRY HEAD; seq 0: none was given. */
static enum status take_head(struct cli *cli, struct head_line *out)
{
	const char *entry = value_text(cli, OPTION_HEAD, "");
	char line[128];

	*out = (struct head_line){ .seq = 0 };
	if (!*entry && !cli->operand[0])
		return STATUS_OK;
	text_format(line, sizeof(line), "%s %s", entry, cli->operand[0] ? cli->operand[0] : "");
	if (heads_read_line(line, out))
		return STATUS_OK;
	return cli_refuse(cli, STATUS_BAD_VALUE,
			  _("A head is given by its entry and 16 digits and letters, as they stand "
			    "on paper: check --head 1234 0123-4567-89AB-CDEF"));
}

/* The head is a check, too. */
static enum status compare_head(struct cli *cli, const struct head_line *line,
				struct check_told *told)
{
	struct head_answer answer;
	enum status status = head_check(&cli->desk, line->seq, line->head, &answer);

	if (status)
		return status;
	told->checks++;
	if (head_tell(&cli->desk, line->seq, &answer) == STATUS_OK)
		return STATUS_OK;
	told->failed++;
	show_fault("head", cli->desk.problem.message, &cli->output);
	return STATUS_OK;
}

static enum status compare_heads(struct cli *cli, const char *path, struct check_told *told)
{
	struct head_line *lines;
	size_t count;
	enum status status = heads_read(path, &lines, &count, &cli->problem);

	for (size_t i = 0; i < count && !status; i++)
		status = compare_head(cli, &lines[i], told);
	free(lines);
	return status;
}

/* The first keys of the epochs, by the owner's file. */
static enum status take_keys(struct cli *cli, struct proof_keys *keys, struct chain_key **first)
{
	const char *path = value_text(cli, OPTION_OWNER, "");
	struct secret_pair pair;
	enum status status;

	*keys = (struct proof_keys){ .own = true };
	*first = NULL;
	if (!*path)
		return STATUS_OK;
	status = owner_file_read(path, &pair, &cli->problem);
	if (status)
		return status;
	status = epoch_open_keys(&cli->desk, &pair, first, &keys->count);
	secret_wipe(&pair, sizeof(pair));
	keys->first = *first;
	return status;
}

static void tell_proof(struct cli *cli, const struct check_told *told)
{
	const struct proof_told *proof = &told->proof;

	output_number(&cli->output, "checks", told->checks);
	output_number(&cli->output, "failed", told->failed);
	output_number(&cli->output, "rows", proof->rows);
	output_number(&cli->output, "seals", proof->seals);
	show_head(&cli->output, &proof->newest);
	output_line(
		&cli->output,
		_n("%d check, %d failed.", "%d checks, %d failed.", (unsigned long)told->checks),
		told->checks, told->failed);
	if (proof->newest.id == 0)
		return;
	output_line(&cli->output,
		    _("The chain proves %lld rows and %lld entries; %lld of its %lld links were "
		      "looked at with a key."),
		    (long long)proof->rows, (long long)proof->entries, (long long)proof->seals,
		    (long long)proof->links);
	if (proof->oldest.seq > 1)
		output_line(&cli->output,
			    _("It begins at entry %lld: what was before it is as it was then."),
			    (long long)proof->oldest.seq);
	say_head(&cli->output, &proof->newest);
}

enum status cli_check(struct cli *cli)
{
	struct chain_key *first;
	struct proof_keys keys;
	struct check_told told = { .checks = 0 };
	struct head_line head;
	enum status status = take_head(cli, &head);

	if (!status)
		status = take_keys(cli, &keys, &first);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	output_array(&cli->output, "failures");
	status = check_prove(&cli->desk, &keys, show_fault, &cli->output, &told);
	if (first)
		secret_wipe(first, keys.count * sizeof(*first));
	free(first);
	if (!status && head.seq > 0)
		status = compare_head(cli, &head, &told);
	if (!status && value_is_given(cli, OPTION_HEADS))
		status = compare_heads(cli, value_text(cli, OPTION_HEADS, ""), &told);
	output_end(&cli->output);
	tell_proof(cli, &told);
	output_end(&cli->output);
	if (status || told.failed == 0)
		return status;
	cli->answered = true;
	return STATUS_CHECK_FAILED;
}

enum status cli_rekey(struct cli *cli)
{
	struct epoch epoch;
	enum status status = epoch_begin(&cli->desk, value_text(cli, OPTION_REASON, ""), &epoch);

	if (status)
		return status;
	output_object(&cli->output, NULL);
	show_epoch(&cli->output, &epoch);
	output_end(&cli->output);
	return STATUS_OK;
}
