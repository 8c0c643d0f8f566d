#include "ui/cli/say_secret.h"

#include "base/language.h"

void say_recovery_code(struct cli *cli, const char *recovery)
{
	output_text(&cli->output, "recovery_code", recovery);
	output_line(&cli->output,
		    _("The recovery code is %s. Write it on paper and lock it away: it is shown "
		      "this once, and it is the way back in when no manager knows a password."),
		    recovery);
}

void say_first_password(struct cli *cli, const char *code, const char *password)
{
	output_text(&cli->output, "first_password_of", code);
	output_text(&cli->output, "first_password", password);
	output_line(&cli->output,
		    _("The first password of %s is %s. It is shown this once, and is to be changed "
		      "when it is used."),
		    code, password);
}
