#ifndef CLI_PROVE_H
#define CLI_PROVE_H
/*
 * Who asks, on the command line of a clinic that signs in with passwords: by the token of a script
 * (--token FILE, or the file that FRONTDESK_TOKEN names), or by the password of the staff code.
 */
#include "ui/cli/cli.h"

/* Whether a token's file was named. */
bool cli_has_token(const struct cli *cli);

/*
 * Proves who works at the open desk, cli->desk; nothing where people sign in by name and no token
 * is named. STATUS_SIGN_IN_WRONG and the others of trust/sign_in.h; STATUS_USAGE as
 * secret_line_read; STATUS_BAD_FILE for a token's file that others may read.
 */
enum status cli_prove(struct cli *cli) MUST_CHECK;

/* The same as a callback, of a desk that is not the open one. */
enum status cli_prove_at(struct desk *desk, void *cli) MUST_CHECK;

#endif
