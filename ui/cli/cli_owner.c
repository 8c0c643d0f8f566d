/* The owner's key: owner create, owner show. */
#include "base/language.h"
#include "desk/trust/owner.h"
#include "ui/cli/show.h"
#include "ui/cli/show_head.h"
#include "ui/cli/show_owner.h"

static void show_key(struct output *output, const struct owner_key *key)
{
	output_text(output, "owner_key", key->mark);
	show_instant(output, "owner_since", key->at_ms);
}

enum status show_owner_created(struct cli *cli, const char *path)
{
	const struct owner_wish wish = { path, cli->value[OPTION_REPLACE] != NULL };
	struct owner_key key;
	bool same_disk = false;
	struct epoch epoch;
	enum status status = owner_create(&cli->desk, &wish, &key, &same_disk);

	/* The first key of the epoch before was sealed to nobody, or to another. */
	if (!status)
		status = epoch_begin(&cli->desk, NULL, &epoch);
	if (status)
		return status;
	output_text(&cli->output, "owner_file", path);
	show_key(&cli->output, &key);
	output_bool(&cli->output, "same_disk", same_disk);
	output_line(
		&cli->output,
		_("The owner's key %s was made. The private key is in %s and in no other place: "
		  "print that file, and keep both away from the computer."),
		key.mark, path);
	if (same_disk)
		output_line(&cli->output,
			    _("That file lies on the disk that the database is on: take it to a "
			      "stick, then delete it here."));
	show_epoch(&cli->output, &epoch);
	return STATUS_OK;
}

enum status cli_owner_create(struct cli *cli)
{
	enum status status;

	output_object(&cli->output, NULL);
	status = show_owner_created(cli, cli->operand[0]);
	output_end(&cli->output);
	return status;
}

enum status cli_owner_show(struct cli *cli)
{
	char since[CLOCK_TEXT_SIZE];
	struct owner_key key;
	enum status status = owner_key_now(&cli->desk, &key);

	if (status)
		return status;
	output_object(&cli->output, NULL);
	show_key(&cli->output, &key);
	output_end(&cli->output);
	output_line(&cli->output, _("Copies are sealed to the owner's key %s, made on %s."),
		    key.mark, clock_format(key.at_ms, since));
	return STATUS_OK;
}
