#ifndef CLI_SECRET_LINE_H
#define CLI_SECRET_LINE_H
/*
 * Secrets on the command line: typed at the terminal, which does not show them, or with
 * --password-stdin the next line of standard input. Never an argument, which every account can
 * list, nor a variable of the environment.
 */
#include "ui/cli/cli.h"

enum { SECRET_LINE_SIZE = 256 };

/*
 * Asks for a secret with `prompt` (translated, without a colon) and reads it into `out`, without
 * its end of line; the caller wipes it. STATUS_USAGE where there is neither a terminal nor
 * --password-stdin, or nothing more comes; STATUS_BAD_VALUE for one that is too long or no text.
 */
enum status secret_line_read(struct cli *cli, const char *prompt,
			     char out[SECRET_LINE_SIZE]) MUST_CHECK;

/* The next line of standard input, whatever it is: for who has said so by another way. */
enum status secret_line_from_input(struct cli *cli, const char *prompt,
				   char out[SECRET_LINE_SIZE]) MUST_CHECK;

/* The same for one that is chosen: at the terminal it is typed twice. STATUS_BAD_VALUE when the two
 * differ. */
enum status secret_line_choose(struct cli *cli, const char *prompt,
			       char out[SECRET_LINE_SIZE]) MUST_CHECK;

#endif
