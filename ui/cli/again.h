#ifndef CLI_AGAIN_H
#define CLI_AGAIN_H
/*
 * The key of a command that changes something: asked again under the same key, it gives its first
 * answer again and changes nothing; asked for something else, it is refused and told what differs.
 * What is asked are the operands and options, as the commands read them ("today" is that date, a
 * file is its bytes), but for those that stand everywhere.
 */
#include "ui/cli/cli.h"

/*
 * Runs the command. With --key in one transaction with its answer, which a trial (--dry-run) has
 * none of.
 */
enum status again_run(struct cli *cli) MUST_CHECK;

/*
 * For a command that makes many changes, one after the other, and would hold up the other counters
 * if they were one: before it begins, whether it was answered before (and then that is the answer);
 * and when it is through, keeps the answer. Who comes again before that finds it half done, and
 * such a command goes on from there.
 */
enum status again_answered(struct cli *cli, struct idem *key, bool *answered) MUST_CHECK;
enum status again_keep(struct cli *cli, const struct idem *key) MUST_CHECK;

#endif
