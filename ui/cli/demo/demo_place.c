#include "ui/cli/demo/demo_place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/rules_change.h"
#include "ui/cli/prepare.h"
#include "ui/cli/refuse.h"
#include "ui/cli/shell_word.h"

/* Its own file name is the mark: only such a file, in the demonstration's own folder, is ever
 * removed. */
#define DEMO_FILE "demo/frontdesk-demo.db"

/* Who works at its counter unless somebody is named. */
#define DEMO_STAFF "clerk.chen"

char *demo_place_folder(const struct cli *cli, char out[FILE_PATH_SIZE])
{
	const char *slash = strrchr(cli->database, '/');

	if (!slash)
		text_copy(out, FILE_PATH_SIZE, ".");
	else
		text_format(out, FILE_PATH_SIZE, "%.*s",
			    slash == cli->database ? 1 : (int)(slash - cli->database),
			    cli->database);
	return out;
}

/* What has no value yet gets the demonstration's. */
static void complete(const struct cli *cli, struct settings *settings)
{
	char folder[FILE_PATH_SIZE];

	demo_place_folder(cli, folder);
	if (settings->source[SETTING_AT_clinic_name] == SETTING_BY_DEFAULT)
		text_copy(settings->clinic_name, sizeof(settings->clinic_name),
			  _("Demonstration clinic"));
	if (!*settings->report_directory)
		text_copy(settings->report_directory, sizeof(settings->report_directory), folder);
	if (!*settings->online_directory)
		text_copy(settings->online_directory, sizeof(settings->online_directory), folder);
	if (cli->value[OPTION_AS] || !*settings->desk_staff)
		text_copy(settings->desk_staff, sizeof(settings->desk_staff),
			  cli->value[OPTION_AS] ? cli->value[OPTION_AS] : DEMO_STAFF);
}

/* The rules are the program's own, for the story is about them. */
static void choose_settings(struct cli *cli)
{
	const struct settings *given = &cli->settings;
	struct settings chosen;

	settings_init(&chosen);
	text_copy(chosen.clinic_language, sizeof(chosen.clinic_language), given->clinic_language);
	text_copy(chosen.clinic_timezone, sizeof(chosen.clinic_timezone), given->clinic_timezone);
	text_copy(chosen.desk_linear, sizeof(chosen.desk_linear), given->desk_linear);
	text_copy(chosen.desk_theme, sizeof(chosen.desk_theme), given->desk_theme);
	text_copy(chosen.desk_mouse, sizeof(chosen.desk_mouse), given->desk_mouse);
	text_copy(chosen.report_directory, sizeof(chosen.report_directory),
		  given->report_directory);
	if (given->source[SETTING_AT_clinic_name] == SETTING_BY_FILE) {
		text_copy(chosen.clinic_name, sizeof(chosen.clinic_name), given->clinic_name);
		chosen.source[SETTING_AT_clinic_name] = SETTING_BY_FILE;
	}
	memcpy(chosen.key, given->key, sizeof(chosen.key));
	chosen.key_count = given->key_count;
	complete(cli, &chosen);
	cli->settings = chosen;
	text_copy(cli->staff, sizeof(cli->staff), chosen.desk_staff);
}

/* The file `ending` behind the database's name; false when that is too long. */
static bool beside(const struct cli *cli, const char *ending, char out[FILE_PATH_SIZE])
{
	return text_format(out, FILE_PATH_SIZE, "%s%s", cli->database, ending);
}

static enum status remove_file(struct cli *cli, const char *path)
{
	if (unlink(path) == 0 || errno == ENOENT)
		return STATUS_OK;
	return cli_refuse(cli, STATUS_CANNOT_WRITE,
			  _("The previous demonstration, %s, cannot be removed: %s."), path,
			  strerror(errno));
}

/* Removes the former demonstration with the files that belong to it. */
static enum status remove_former(struct cli *cli)
{
	static const char *const endings[] = { "",	"-wal",	  "-shm",     "-gate",
					       "-lock", "-desks", "-stopped", ".ini" };
	char path[FILE_PATH_SIZE], folder[FILE_PATH_SIZE];
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < sizeof(endings) / sizeof(endings[0]); i++)
		if (beside(cli, endings[i], path))
			status = remove_file(cli, path);
	if (!status && text_format(path, sizeof(path), "%s/%s", demo_place_folder(cli, folder),
				   DEMO_WAITING_FILE))
		status = remove_file(cli, path);
	return status;
}

static enum status choose_database(struct cli *cli)
{
	const char *named = cli->value[OPTION_DATABASE];

	if (named ? text_copy(cli->database, sizeof(cli->database), named)
		  : path_in_data(cli->database, DEMO_FILE))
		return STATUS_OK;
	return cli_refuse(
		cli, STATUS_STORE_MISSING,
		_("There is no place for the demonstration's database. Name one with -d."));
}

/* A line of the settings file, unless there is nothing to say or it cannot be said there. */
static void write_setting(FILE *stream, const char *key, const char *value)
{
	if (*value)
		ini_write(stream, key, value);
}

/* In its own folder the demonstration has a settings file of its own, to be changed at will. */
static enum status make_settings_file(struct cli *cli)
{
	struct settings *settings = &cli->settings;
	struct new_file file;
	char path[FILE_PATH_SIZE];
	enum status status;

	if (cli->value[OPTION_DATABASE] || cli->value[OPTION_CONFIG] || !beside(cli, ".ini", path))
		return STATUS_OK;
	status = new_file_open(&file, path, FILE_ANY, &cli->problem);
	if (status)
		return status;
	fprintf(file.stream, "[clinic]\n");
	write_setting(file.stream, "name", settings->clinic_name);
	write_setting(file.stream, "timezone", settings->clinic_timezone);
	write_setting(file.stream, "language", settings->clinic_language);
	fprintf(file.stream, "\n[desk]\n");
	write_setting(file.stream, "staff", settings->desk_staff);
	write_setting(file.stream, "linear", settings->desk_linear);
	write_setting(file.stream, "theme", settings->desk_theme);
	write_setting(file.stream, "mouse", settings->desk_mouse);
	fprintf(file.stream, "\n[online]\n");
	write_setting(file.stream, "directory", settings->online_directory);
	fprintf(file.stream, "\n[report]\n");
	write_setting(file.stream, "directory", settings->report_directory);
	status = new_file_finish(&file, &cli->problem);
	if (!status)
		text_copy(settings->path, sizeof(settings->path), path);
	return status;
}

enum status demo_place_make(struct cli *cli)
{
	char folder[FILE_PATH_SIZE];
	enum status status = cli_prepare(cli);

	if (!status)
		status = choose_database(cli);
	if (!status && !cli->value[OPTION_DATABASE])
		status = directory_make(demo_place_folder(cli, folder), &cli->problem);
	if (!status && !cli->value[OPTION_DATABASE])
		status = remove_former(cli);
	if (status)
		return status;
	choose_settings(cli);
	status = make_settings_file(cli);
	if (status)
		return status;
	status = desk_open(&cli->desk, cli->database, STORE_CREATE, &cli->settings, cli->staff);
	cli->desk_is_open = !status;
	return status;
}

/* Reads a settings file as a whole, over the defaults. */
static enum status read_settings(struct cli *cli, const char *path, struct settings *settings)
{
	enum status status;

	settings_init(settings);
	status = settings_load(settings, path, &cli->problem);
	if (!status)
		complete(cli, settings);
	return status;
}

/* The rules among them, which the story did without. */
static enum status take_rules(struct cli *cli, const struct settings *given)
{
	struct rule_change changes[SETTING_COUNT] = { { .place = 0 } };
	char value[SETTING_COUNT][SETTING_VALUE_SIZE];
	size_t count = 0;
	int changed;

	for (int place = 0; place < SETTING_COUNT; place++) {
		if (!setting_is_rule(place) || given->source[place] != SETTING_BY_FILE)
			continue;
		changes[count].value = setting_value(given, place, value[count]);
		changes[count++].place = place;
	}
	return rules_change(&cli->desk, changes, count, &changed);
}

enum status demo_place_take_settings(struct cli *cli)
{
	struct settings settings;
	enum status status;

	if (!cli->value[OPTION_CONFIG])
		return STATUS_OK;
	status = read_settings(cli, cli->value[OPTION_CONFIG], &settings);
	if (status)
		return status;
	status = take_rules(cli, &settings);
	if (status)
		return status;
	cli->desk.settings = cli->settings = settings;
	cli->desk.rules_seq = 0;
	text_copy(cli->staff, sizeof(cli->staff), settings.desk_staff);
	return desk_take_rules(&cli->desk, NULL);
}

/* The settings of -c, or the demonstration's own file; else those of whoever looks on. */
static enum status former_settings(struct cli *cli)
{
	char path[FILE_PATH_SIZE];
	struct settings settings;
	enum status status;

	if (cli->value[OPTION_CONFIG])
		text_copy(path, sizeof(path), cli->value[OPTION_CONFIG]);
	else if (cli->value[OPTION_DATABASE] || !beside(cli, ".ini", path) ||
		 access(path, F_OK) != 0) {
		choose_settings(cli);
		return STATUS_OK;
	}
	status = read_settings(cli, path, &settings);
	if (status)
		return status;
	if (!settings.key_count) {
		memcpy(settings.key, cli->settings.key, sizeof(settings.key));
		settings.key_count = cli->settings.key_count;
	}
	cli->settings = settings;
	text_copy(cli->staff, sizeof(cli->staff), settings.desk_staff);
	language_choose(settings.clinic_language);
	return STATUS_OK;
}

enum status demo_place_mark(struct desk *desk)
{
	enum status status = audit_mark(desk, AUDIT_DEMO_BEGIN, "");

	return status ? status : rules_begin(desk);
}

/* STATUS_OK when the first record says so. */
static enum status look_for_mark(struct cli *cli)
{
	struct audit_row *rows = NULL;
	size_t count = 0;
	enum status status = audit_history(&cli->desk, 1, &rows, &count);
	bool marked = !status && count == 1 &&
		      strcmp(rows[0].action, audit_action_name(AUDIT_DEMO_BEGIN)) == 0;

	free(rows);
	if (marked || (status && status != STATUS_NOT_FOUND))
		return status;
	return cli_refuse(cli, STATUS_USAGE,
			  _("%s is no demonstration: open it without \"demo --look\"."),
			  cli->database);
}

enum status demo_place_open(struct cli *cli)
{
	int64_t newest_ms;
	enum status status = cli_prepare(cli);

	if (!status)
		status = choose_database(cli);
	if (!status && access(cli->database, F_OK) != 0)
		return cli_refuse(cli, STATUS_STORE_MISSING,
				  _("There is no demonstration at %s yet: \"frontdesk demo\" "
				    "makes one."),
				  cli->database);
	if (!status)
		status = former_settings(cli);
	if (status)
		return status;
	status = desk_open(&cli->desk, cli->database, STORE_OPEN, &cli->settings, cli->staff);
	cli->desk_is_open = !status;
	if (!status)
		status = look_for_mark(cli);
	if (status)
		return status;
	desk_clock_stepped_back(&cli->desk, &newest_ms);
	clock_run_from(&cli->desk.clock, newest_ms);
	return STATUS_OK;
}

char *demo_place_command(const struct cli *cli, char out[DEMO_COMMAND_SIZE])
{
	static const struct {
		enum option option;
		const char *name;
	} given[] = { { OPTION_CONFIG, " -c " }, { OPTION_DATABASE, " -d " } };

	*out = '\0';
	shell_append_word(out, DEMO_COMMAND_SIZE, cli->program);
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++) {
		if (!cli->value[given[i].option])
			continue;
		shell_append(out, DEMO_COMMAND_SIZE, given[i].name);
		shell_append_word(out, DEMO_COMMAND_SIZE, cli->value[given[i].option]);
	}
	shell_append(out, DEMO_COMMAND_SIZE, " demo --look");
	return out;
}
