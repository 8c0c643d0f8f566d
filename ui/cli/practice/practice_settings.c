#include "ui/cli/practice/practice_settings.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"

static void write_all(FILE *stream, const struct settings *settings)
{
	const char *section = "";

	for (int place = 0; place < SETTING_COUNT; place++) {
		const struct setting *setting = setting_at(place);
		char value[SETTING_VALUE_SIZE], initial[SETTING_VALUE_SIZE];

		setting_value(settings, place, value);
		if (strcmp(value, setting_initial(place, initial)) == 0)
			continue;
		if (strcmp(section, setting->section) != 0)
			fprintf(stream, "[%s]\n", setting->section);
		section = setting->section;
		ini_write(stream, setting->key, value);
	}
	if (settings->key_count > 0)
		fputs("[keys]\n", stream);
	for (int i = 0; i < settings->key_count; i++)
		ini_write(stream, settings->key[i].command, settings->key[i].keys);
}

enum status practice_settings_make(struct cli *cli, const char *folder)
{
	struct settings *settings = &cli->settings;
	char name[sizeof(settings->clinic_name)];
	struct new_file file;
	enum status status;

	memset(settings->overruled, 0, sizeof(settings->overruled));
	/* It stands at the foot of each report. */
	text_format(name, sizeof(name), "%s %s", _("PRACTICE"), settings->clinic_name);
	text_copy(settings->clinic_name, sizeof(settings->clinic_name), name);
	text_copy(settings->desk_staff, sizeof(settings->desk_staff), cli->staff);
	settings->desk_reader_command[0] = '\0';
	settings->print_command[0] = '\0';
	text_copy(settings->online_directory, sizeof(settings->online_directory), folder);
	text_copy(settings->report_directory, sizeof(settings->report_directory), folder);
	text_format(settings->path, sizeof(settings->path), "%s/frontdesk.ini", folder);
	status = new_file_open(&file, settings->path, FILE_ANY, &cli->problem);
	if (status)
		return status;
	write_all(file.stream, settings);
	return new_file_finish(&file, &cli->problem);
}
