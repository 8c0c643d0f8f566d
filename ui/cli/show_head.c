#include "ui/cli/show_head.h"

#include "base/language.h"

void show_head(struct output *output, const struct chain_link *link)
{
	char text[CHAIN_HEAD_SIZE];

	if (link->id > 0)
		output_number(output, "head_entry", link->seq);
	else
		output_text_or_null(output, "head_entry", "");
	output_text_or_null(output, "head", link->id > 0 ? chain_head_text(link->hash, text) : "");
}

void say_head(struct output *output, const struct chain_link *link)
{
	char text[CHAIN_HEAD_SIZE];

	if (link->id > 0)
		output_line(output,
			    _("Entry %lld, head %s. On paper or on a stick it proves everything up "
			      "to here: check --head"),
			    (long long)link->seq, chain_head_text(link->hash, text));
}

void show_epoch(struct output *output, const struct epoch *epoch)
{
	output_number(output, "epoch", epoch->epoch);
	output_text(output, "key_mark", epoch->mark);
	output_bool(output, "sealed_to_owner", epoch->is_sealed);
	output_line(output, _("Epoch %lld of the chain begins, with the key %s."),
		    (long long)epoch->epoch, epoch->mark);
	if (!epoch->is_sealed)
		output_line(output, "%s",
			    _("There is no owner's key to seal it to, so nobody can prove the days "
			      "of this epoch by its first key: \"frontdesk owner create FILE\" "
			      "makes one, and begins another epoch."));
}
