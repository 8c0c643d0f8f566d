#ifndef CLI_PRACTICE_SETTINGS_H
#define CLI_PRACTICE_SETTINGS_H
/*
 * The settings of a practice: the clinic's and the counter's own, but that nothing in them leads
 * outside, and that they lie in the practice's folder, to be changed at will.
 */
#include "ui/cli/cli.h"

/* Makes cli->settings those of a practice in this folder, and writes them there. */
enum status practice_settings_make(struct cli *cli, const char *folder) MUST_CHECK;

#endif
