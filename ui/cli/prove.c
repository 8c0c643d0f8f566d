#include "ui/cli/prove.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "base/secret.h"
#include "base/text.h"
#include "desk/trust/sign_in.h"
#include "ui/cli/refuse.h"
#include "ui/cli/secret_line.h"

enum { PROMPT_SIZE = 128 };

static const char *token_file(const struct cli *cli)
{
	const char *file = cli->value[OPTION_TOKEN] ? cli->value[OPTION_TOKEN]
						    : getenv("FRONTDESK_TOKEN");

	return file && *file ? file : NULL;
}

bool cli_has_token(const struct cli *cli)
{
	return token_file(cli) != NULL;
}

/* A file of this account's, that nobody else can read. */
static enum status read_token(struct cli *cli, const char *path, char token[SECRET_LINE_SIZE])
{
	const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat about;
	ssize_t length;

	if (file < 0 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
		const int cause = file < 0 ? errno : EINVAL;

		if (file >= 0)
			close(file);
		return cli_refuse(cli, STATUS_BAD_FILE,
				  _("The file of the token cannot be read: %s: %s."), path,
				  strerror(cause));
	}
	if ((about.st_mode & 077) != 0 || (about.st_uid != geteuid() && about.st_uid != 0)) {
		close(file);
		return cli_refuse(cli, STATUS_BAD_FILE,
				  _("%s: other accounts can read this token. Give the file to this "
				    "account alone: chmod 600."),
				  path);
	}
	length = read(file, token, SECRET_LINE_SIZE - 1);
	close(file);
	token[length > 0 ? length : 0] = '\0';
	token[strcspn(token, "\r\n")] = '\0';
	return STATUS_OK;
}

static enum status prove_by_token(struct cli *cli, struct desk *desk, const char *path)
{
	char token[SECRET_LINE_SIZE] = "";
	enum status status;

	if (cli->value[OPTION_AS])
		return cli_refuse(cli, STATUS_USAGE,
				  _("A token says itself whose it is: leave out --as."));
	status = read_token(cli, path, token);
	if (!status)
		status = sign_in_by_token(desk, token);
	secret_wipe(token, sizeof(token));
	return status;
}

static enum status prove_by_password(struct cli *cli, struct desk *desk)
{
	char secret[SECRET_LINE_SIZE], prompt[PROMPT_SIZE];
	struct signed_in in;
	enum status status;

	text_format(prompt, sizeof(prompt), _("Password of %s"), cli->staff);
	status = secret_line_read(cli, prompt, secret);
	if (!status)
		status = sign_in(desk, cli->staff, secret, false, &in);
	secret_wipe(secret, sizeof(secret));
	return status;
}

enum status cli_prove_at(struct desk *desk, void *context)
{
	struct cli *cli = context;
	const char *path = token_file(cli);

	if (path)
		return prove_by_token(cli, desk, path);
	return desk_takes_passwords(desk) ? prove_by_password(cli, desk) : STATUS_OK;
}

enum status cli_prove(struct cli *cli)
{
	return cli_prove_at(&cli->desk, cli);
}
