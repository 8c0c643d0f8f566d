#include "ui/cli/secret_line.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/language.h"
#include "base/secret.h"
#include "base/text.h"
#include "ui/cli/refuse.h"

/* One byte at a time: what stands behind the line is somebody else's, and no buffer keeps it.
 * False at the end of the file with nothing read, and on an error. */
static bool read_line(int file, char out[SECRET_LINE_SIZE], bool *fits)
{
	size_t length = 0;
	ssize_t got;
	char byte;

	*fits = true;
	while ((got = read(file, &byte, 1)) == 1 && byte != '\n') {
		if (length + 1 < SECRET_LINE_SIZE)
			out[length++] = byte;
		else
			*fits = false;
	}
	if (length > 0 && out[length - 1] == '\r')
		length--;
	out[length] = '\0';
	return got == 1 || (got == 0 && length > 0);
}

static enum status look_at(struct cli *cli, const char *out, bool fits)
{
	if (!fits)
		return cli_refuse(cli, STATUS_BAD_VALUE,
				  _("What was typed is too long: at most %d bytes."),
				  SECRET_LINE_SIZE - 1);
	if (!text_is_typed(out))
		return cli_refuse(cli, STATUS_BAD_VALUE,
				  _("What was typed has characters that cannot be used: control "
				    "characters, or bytes that are not UTF-8."));
	return STATUS_OK;
}

enum status secret_line_from_input(struct cli *cli, const char *prompt, char out[SECRET_LINE_SIZE])
{
	bool fits;

	if (!read_line(STDIN_FILENO, out, &fits))
		return cli_refuse(cli, STATUS_USAGE, _("%s: nothing more comes on standard input."),
				  prompt);
	return look_at(cli, out, fits);
}

static enum status read_from_terminal(struct cli *cli, int terminal, const char *prompt,
				      char out[SECRET_LINE_SIZE])
{
	struct termios before, silent;
	bool fits, got;

	if (tcgetattr(terminal, &before) != 0)
		return cli_refuse(cli, STATUS_USAGE, _("The terminal cannot be used: %s."),
				  strerror(errno));
	silent = before;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	/* Ctrl-C is a character here, so that it cannot end the program while nothing is shown. */
	silent.c_lflag &= ~(tcflag_t)ISIG;
	if (dprintf(terminal, "%s: ", prompt) < 0 || tcsetattr(terminal, TCSAFLUSH, &silent) != 0)
		return cli_refuse(cli, STATUS_USAGE, _("The terminal cannot be used: %s."),
				  strerror(errno));
	got = read_line(terminal, out, &fits);
	(void)tcsetattr(terminal, TCSAFLUSH, &before);
	(void)!write(terminal, "\n", 1);
	if (!got || strchr(out, '\003'))
		return cli_refuse(cli, STATUS_USAGE, _("Nothing was typed; nothing was done."));
	return look_at(cli, out, fits);
}

static enum status read_secret(struct cli *cli, const char *prompt, char out[SECRET_LINE_SIZE],
			       bool *typed)
{
	enum status status;
	int terminal;

	*typed = false;
	if (cli->value[OPTION_PASSWORD_STDIN])
		return secret_line_from_input(cli, prompt, out);
	terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (terminal < 0)
		return cli_refuse(
			cli, STATUS_USAGE,
			_("%s: there is no terminal to type it at. --password-stdin reads "
			  "it from standard input; a script signs in with --token FILE."),
			prompt);
	*typed = true;
	status = read_from_terminal(cli, terminal, prompt, out);
	close(terminal);
	return status;
}

enum status secret_line_read(struct cli *cli, const char *prompt, char out[SECRET_LINE_SIZE])
{
	bool typed;
	enum status status = read_secret(cli, prompt, out, &typed);

	if (status)
		secret_wipe(out, SECRET_LINE_SIZE);
	return status;
}

enum status secret_line_choose(struct cli *cli, const char *prompt, char out[SECRET_LINE_SIZE])
{
	char again[SECRET_LINE_SIZE] = "";
	bool typed;
	enum status status = read_secret(cli, prompt, out, &typed);

	if (!status && typed) {
		char text[OUTPUT_LINE_SIZE];

		text_format(text, sizeof(text), _("%s, once more"), prompt);
		status = read_secret(cli, text, again, &typed);
		if (!status && strcmp(out, again) != 0)
			status = cli_refuse(cli, STATUS_BAD_VALUE,
					    _("The two differ; nothing was changed."));
	}
	secret_wipe(again, sizeof(again));
	if (status)
		secret_wipe(out, SECRET_LINE_SIZE);
	return status;
}
