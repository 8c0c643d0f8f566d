/* What the desk needs of a computer beside its database. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/catalogue.h"
#include "base/language.h"
#include "base/process.h"
#include "base/text.h"
#include "reports/pdf/pdf.h"
#include "reports/print.h"
#include "reports/xlsx/xlsx.h"
#include "ui/cli/doctor/judge.h"
#include "ui/cli/doctor/look.h"
#include "ui/cli/prepare.h"
#include "ui/term/paint.h"

/* The settings in force: the rules of an open database among them. */
static const struct settings *settings_of(const struct doctor *doctor)
{
	return doctor->cli->desk_is_open ? &doctor->cli->desk.settings : &doctor->cli->settings;
}

static void look_at_zone(struct doctor *doctor)
{
	const char *zone = settings_of(doctor)->clinic_timezone;
	struct problem problem;

	if (clock_zone_check(zone, &problem) == STATUS_OK)
		finding_say(&doctor->findings, "zone", FINDING_GOOD,
			    _("The time zone %s can be loaded."), zone);
	else
		finding_say_problem(&doctor->findings, "zone", FINDING_BAD, &problem);
}

static void look_at_printer(struct doctor *doctor)
{
	const char *command = settings_of(doctor)->print_command;
	int cause;

	if (!*command)
		command = PRINT_COMMAND;
	cause = process_look(command);
	if (cause == 0) {
		finding_say(&doctor->findings, "printer", FINDING_GOOD,
			    _("The program that prints is there: %s."), command);
		return;
	}
	finding_say(&doctor->findings, "printer", FINDING_NOTICE,
		    _("Nothing can be printed: the program \"%s\" cannot be run (%s)."), command,
		    strerror(cause));
	finding_remedy(&doctor->findings, _("Install CUPS (Debian: cups), or name another program "
					    "in print.command."));
}

static void look_at_reader(struct doctor *doctor)
{
	const char *command = settings_of(doctor)->desk_reader_command;
	const int cause = *command ? process_look(command) : 0;

	if (cause == 0) {
		finding_say(&doctor->findings, "reader", FINDING_GOOD, "%s",
			    *command ? _("The program that reads cards is there.")
				     : _("No program reads cards here; scanners that type need "
					 "none."));
		return;
	}
	finding_say(&doctor->findings, "reader", FINDING_NOTICE,
		    _("No card can be read: the program \"%s\" cannot be run (%s)."), command,
		    strerror(cause));
	finding_remedy(&doctor->findings,
		       _("Install the reader's program, or correct desk.reader_command."));
}

static void look_at_reports(struct doctor *doctor)
{
	struct problem problem;

	if (xlsx_look(&problem) == STATUS_OK)
		finding_say(&doctor->findings, "workbooks", FINDING_GOOD,
			    _("Workbooks can be written."));
	else
		finding_say_problem(&doctor->findings, "workbooks", FINDING_BAD, &problem);
	if (pdf_look(&problem) == STATUS_OK)
		finding_say(&doctor->findings, "paper", FINDING_GOOD,
			    _("Reports can be put on paper, with Chinese characters."));
	else
		finding_say_problem(&doctor->findings, "paper", FINDING_NOTICE, &problem);
}

static void look_at_terminal(struct doctor *doctor)
{
	struct winsize window;

	if (!cli_has_terminal() || ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0) {
		finding_say(&doctor->findings, "terminal", FINDING_GOOD,
			    _("There is no terminal to look at here."));
		return;
	}
	if (window.ws_row >= TERMINAL_LINES_LEAST && window.ws_col >= TERMINAL_COLUMNS_LEAST) {
		finding_say(&doctor->findings, "terminal", FINDING_GOOD,
			    _("The terminal has %d columns and %d lines."), window.ws_col,
			    window.ws_row);
		return;
	}
	finding_say(&doctor->findings, "terminal", FINDING_BAD,
		    _("The terminal has %d columns and %d lines; the desk needs at least %d and "
		      "%d."),
		    window.ws_col, window.ws_row, TERMINAL_COLUMNS_LEAST, TERMINAL_LINES_LEAST);
	finding_remedy(&doctor->findings, _("Make the window larger, or its letters smaller."));
}

/* What the environment asks for, by the order of POSIX. */
static const char *locale_asked_for(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return "";
}

static void look_at_locale(struct doctor *doctor)
{
	const char *asked = locale_asked_for(), *taken = setlocale(LC_CTYPE, NULL);

	if (*asked && taken && strcmp(asked, taken) != 0) {
		finding_say(
			&doctor->findings, "locale", FINDING_NOTICE,
			_("The locale %s is not on this computer, or not of UTF-8; %s stands in "
			  "for it."),
			asked, taken);
		finding_remedy(&doctor->findings, _("It is enough for the desk; other programs may "
						    "want it: dpkg-reconfigure locales."));
	} else {
		finding_say(&doctor->findings, "locale", FINDING_GOOD,
			    _("The locale is %s, of UTF-8."), taken ? taken : "C");
	}
}

static void look_at_language(struct doctor *doctor)
{
	if (catalogue_find("zh_CN"))
		finding_say(&doctor->findings, "language", FINDING_GOOD,
			    _("The program speaks English and Chinese."));
	else
		finding_say(&doctor->findings, "language", FINDING_BAD,
			    _("The program was built without its Chinese."));
}

static void look_at_dumps(struct doctor *doctor)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_CORE, &limit) == 0)
		judge_dumps(&doctor->findings, limit.rlim_cur);
}

void look_at_tools(struct doctor *doctor)
{
	look_at_zone(doctor);
	look_at_printer(doctor);
	look_at_reader(doctor);
	look_at_reports(doctor);
	look_at_terminal(doctor);
	look_at_locale(doctor);
	look_at_language(doctor);
	look_at_dumps(doctor);
}
