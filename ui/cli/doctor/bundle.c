#include "ui/cli/doctor/bundle.h"

#include <gnu/libc-version.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/audit.h"
#include "store/statements.h"
#include "ui/cli/doctor/mask_text.h"
#include "ui/cli/version.h"

enum { KINDS_MAX = 200, LINE_SIZE = 2048, OS_SIZE = 4096 };

/* These may name somebody: a practice bears its doctor's name, a counter who sits there. */
static const int unsaid[] = { SETTING_AT_clinic_name, SETTING_AT_desk_staff,
			      SETTING_AT_desk_counter };

struct bundle {
	struct doctor *doctor;
	FILE *out;
	const char *home;
	char account[CODE_SIZE];
};

/* A line of which nothing but places could name somebody. */
static void say(struct bundle *bundle, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void say(struct bundle *bundle, const char *format, ...)
{
	char line[LINE_SIZE], masked[LINE_SIZE], shown[LINE_SIZE];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(line, sizeof(line), format, arguments) < 0)
		line[0] = '\0';
	va_end(arguments);
	mask_places(masked, sizeof(masked), line, bundle->home, bundle->account);
	text_printable(shown, sizeof(shown), masked);
	fprintf(bundle->out, "%s\n", shown);
}

static void head(struct bundle *bundle, const char *name)
{
	fprintf(bundle->out, "\n[%s]\n", name);
}

/* The line of /etc/os-release that people know. */
static void say_system(struct bundle *bundle)
{
	static const char key[] = "PRETTY_NAME=";
	struct problem problem;
	struct utsname system;
	char *text = NULL;
	const char *at;
	size_t length;

	if (uname(&system) == 0)
		say(bundle, "kernel %s %s %s", system.sysname, system.release, system.machine);
	if (file_read("/etc/os-release", OS_SIZE, &text, &length, &problem) == STATUS_OK) {
		at = strstr(text, key);
		if (at)
			say(bundle, "system %.*s", (int)strcspn(at + strlen(key), "\n"),
			    at + strlen(key));
	}
	free(text);
	say(bundle, "libc %s", gnu_get_libc_version());
}

static void say_versions(struct bundle *bundle)
{
	const struct store_library library = store_library();

	say(bundle, "%s %s", FILE_BUNDLE_MARK, FRONTDESK_VERSION);
	say(bundle, "schema %lld", (long long)store_schema_version());
	say(bundle, "%s %s", library.name, library.version);
	say_system(bundle);
}

static bool is_unsaid(int place)
{
	for (size_t i = 0; i < sizeof(unsaid) / sizeof(unsaid[0]); i++)
		if (unsaid[i] == place)
			return true;
	return false;
}

static void say_settings(struct bundle *bundle)
{
	const struct cli *cli = bundle->doctor->cli;
	const struct settings *settings = cli->desk_is_open ? &cli->desk.settings : &cli->settings;
	char name[SETTING_NAME_SIZE], value[SETTING_VALUE_SIZE];

	head(bundle, "settings");
	for (int place = 0; place < SETTING_COUNT; place++)
		say(bundle, "%s = %s (%s)", setting_name(place, name),
		    is_unsaid(place) ? "..." : setting_value(settings, place, value),
		    setting_source_name(setting_source(settings, place)));
}

static void say_findings(struct bundle *bundle)
{
	const struct findings *findings = &bundle->doctor->findings;

	head(bundle, "doctor");
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *row = &findings->rows[i];

		say(bundle, "%s %s: %s", row->check, finding_state_name(row->state),
		    row->quotes ? status_name(row->quotes) : row->message);
	}
}

/* Its lines are kept, for a helper compares them. */
static void say_object(const char *sql, void *context)
{
	struct bundle *bundle = context;
	char *masked = memory_new(strlen(sql) + 2, 1), *rest = NULL;

	mask_sql(masked, sql);
	for (char *line = strtok_r(masked, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		say(bundle, "%s", line);
	free(masked);
}

static enum status say_kinds(struct bundle *bundle, struct desk *desk)
{
	const int64_t hour_ms = 60 * (int64_t)MS_PER_MINUTE;
	struct audit_kind *rows;
	char at[CLOCK_TEXT_SIZE];
	size_t count;
	enum status status = audit_kinds(desk, KINDS_MAX, &rows, &count);

	if (status)
		return status;
	head(bundle, "log");
	for (size_t i = 0; i < count; i++)
		say(bundle, "%s %s", clock_format(rows[i].at_ms - rows[i].at_ms % hour_ms, at),
		    rows[i].action);
	free(rows);
	return STATUS_OK;
}

static void say_fault(enum schema_fault fault, const char *what, void *context)
{
	static const char *const words[] = { [SCHEMA_FOREIGN] = "foreign",
					     [SCHEMA_ALTERED] = "altered",
					     [SCHEMA_MISSING] = "missing" };

	say(context, "%s: %s", words[fault], what);
}

/* What can be read of it; that the rest cannot is among the findings. */
static void say_database(struct bundle *bundle)
{
	struct desk *desk = &bundle->doctor->cli->desk;

	head(bundle, "schema");
	if (store_compare_schema(desk->store, say_fault, bundle) != STATUS_OK ||
	    store_tell_schema(desk->store, say_object, bundle) != STATUS_OK ||
	    say_kinds(bundle, desk) != STATUS_OK)
		say(bundle, "%s", status_name(STATUS_STORE_IO));
}

static void know_account(struct bundle *bundle)
{
	const struct passwd *account = getpwuid(geteuid());
	const char *home = getenv("HOME");

	bundle->home = home ? home : "";
	text_copy(bundle->account, sizeof(bundle->account), account ? account->pw_name : "");
}

enum status bundle_write(struct doctor *doctor, const char *path, struct problem *problem)
{
	struct bundle bundle = { .doctor = doctor };
	struct new_file file;
	enum status status = new_file_open(&file, path, FILE_BUNDLE, problem);

	if (status)
		return status;
	bundle.out = file.stream;
	know_account(&bundle);
	say_versions(&bundle);
	say_settings(&bundle);
	say_findings(&bundle);
	if (doctor->cli->desk_is_open)
		say_database(&bundle);
	return new_file_finish(&file, problem);
}
