#include "ui/cli/demo/demo_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "embedded.h"
#include "ui/cli/demo/demo_place.h"
#include "ui/cli/refuse.h"
#include "ui/cli/shell_word.h"

enum { EMBEDDED_COUNT = sizeof(embedded_file) / sizeof(embedded_file[0]) };

static const char evening_file[] = "online-evening.csv";

enum status demo_make_folder(struct demo *demo)
{
	const char *temporary = getenv("TMPDIR");

	if (!text_format(demo->files, sizeof(demo->files), "%s/frontdesk-demo.XXXXXX",
			 temporary && *temporary ? temporary : "/tmp") ||
	    !mkdtemp(demo->files)) {
		*demo->files = '\0';
		return cli_refuse(demo->cli, STATUS_CANNOT_WRITE,
				  _("There is no room for the demonstration's files in %s."),
				  temporary && *temporary ? temporary : "/tmp");
	}
	return STATUS_OK;
}

static bool path_of(const struct demo *demo, const char *name, char path[FILE_PATH_SIZE])
{
	return text_format(path, FILE_PATH_SIZE, "%s/%s", demo->files, name);
}

void demo_remove_folder(struct demo *demo)
{
	char path[FILE_PATH_SIZE];

	if (!*demo->files)
		return;
	for (size_t i = 0; i < EMBEDDED_COUNT; i++)
		if (path_of(demo, embedded_file[i].name, path))
			unlink(path);
	if (path_of(demo, evening_file, path))
		unlink(path);
	rmdir(demo->files);
}

/* Reads "@D+2@" at `text`; returns how long it is, 0 when it is none. */
static size_t read_token(const char *text, int *days)
{
	char *end;

	if (strncmp(text, "@D+", 3) != 0 && strncmp(text, "@D-", 3) != 0)
		return 0;
	*days = (int)strtol(text + 2, &end, 10);
	return *end == '@' ? (size_t)(end + 1 - text) : 0;
}

static void write_dated(FILE *file, const char *text, day_number today)
{
	char day[DAY_TEXT_SIZE];
	size_t length;
	int days;

	while (*text) {
		length = read_token(text, &days);
		if (length)
			fputs(day_format(today + days, day), file);
		else
			putc(*text, file);
		text += length ? length : 1;
	}
}

/* Writes an embedded file to a path, with dates instead of its tokens. */
static void write_embedded(struct demo *demo, const char *name, const char *path)
{
	struct new_file file;

	for (size_t i = 0; i < EMBEDDED_COUNT; i++) {
		if (strcmp(embedded_file[i].name, name) != 0)
			continue;
		demo_step(demo, new_file_open(&file, path, FILE_ANY, &demo->cli->problem));
		if (demo->status)
			return;
		write_dated(file.stream, embedded_file[i].text, demo->today);
		demo_step(demo, new_file_finish(&file, &demo->cli->problem));
		return;
	}
	demo_broken(demo, name);
}

void demo_write_file(struct demo *demo, const char *name, char path[FILE_PATH_SIZE])
{
	*path = '\0';
	if (demo->status)
		return;
	if (path_of(demo, name, path))
		write_embedded(demo, name, path);
	else
		demo_broken(demo, name);
}

void demo_put_waiting_file(struct demo *demo)
{
	char folder[FILE_PATH_SIZE], path[FILE_PATH_SIZE];

	if (!demo->status &&
	    text_format(path, sizeof(path), "%s/%s", demo_place_folder(demo->cli, folder),
			DEMO_WAITING_FILE) &&
	    access(path, F_OK) != 0)
		write_embedded(demo, "online-morning.csv", path);
}

enum status demo_write_examples(struct demo *demo, const char *folder)
{
	static const struct {
		const char *name, *command;
	} examples[] = {
		{ "departments.csv", " load departments " },
		{ "doctors.csv", " load doctors " },
		{ "roster.csv", " load roster " },
		{ "patients.csv", " load patients " },
		{ "online.csv", " import " },
	};
	const size_t count = sizeof(examples) / sizeof(examples[0]);
	struct output *output = &demo->cli->output;
	char path[sizeof(examples) / sizeof(examples[0])][FILE_PATH_SIZE];
	char command[DEMO_COMMAND_SIZE];
	enum status status = directory_make(folder, &demo->cli->problem);

	for (size_t i = 0; !status && i < count; i++)
		if (!text_format(path[i], FILE_PATH_SIZE, "%s/%s", folder, examples[i].name) ||
		    access(path[i], F_OK) == 0)
			status = cli_refuse(demo->cli, STATUS_CANNOT_WRITE,
					    _("%s is there already: no file was written."),
					    path[i]);
	for (size_t i = 0; !status && i < count; i++) {
		write_embedded(demo, examples[i].name, path[i]);
		status = demo->status;
	}
	if (status)
		return status;
	output_line(output, "%s", _("The files are written. They load in this order:"));
	output_array(output, NULL);
	for (size_t i = 0; i < count; i++) {
		*command = '\0';
		shell_append_word(command, sizeof(command), demo->cli->program);
		shell_append(command, sizeof(command), examples[i].command);
		shell_append_word(command, sizeof(command), path[i]);
		output_line(output, "    %s", command);
		output_text(output, NULL, path[i]);
	}
	output_end(output);
	return STATUS_OK;
}

/* The clinic's clock says when it was ordered. */
void demo_write_evening_file(struct demo *demo, const struct patient *patient,
			     const struct session *session, char path[FILE_PATH_SIZE])
{
	char day[DAY_TEXT_SIZE], yuan[MONEY_TEXT_SIZE], at[CLOCK_TEXT_SIZE];
	struct new_file file;

	if (demo->status)
		return;
	if (!path_of(demo, evening_file, path)) {
		demo_broken(demo, evening_file);
		return;
	}
	demo_step(demo, new_file_open(&file, path, FILE_ANY, &demo->cli->problem));
	if (demo->status)
		return;
	fputs("order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,"
	      "ordered_at\r\n",
	      file.stream);
	csv_write(file.stream, "WX2300000001", false);
	csv_write(file.stream, "book", false);
	csv_write(file.stream, session->doctor_code, false);
	csv_write(file.stream, day_format(session->day, day), false);
	csv_write(file.stream, period_name(session->period), false);
	csv_write(file.stream, patient->name, false);
	csv_write(file.stream, patient->id_number, false);
	csv_write(file.stream, patient->phone, false);
	csv_write(file.stream, money_format(session->fee_fen, yuan), false);
	csv_write(file.stream, "4200009900000000000000000001", false);
	csv_write(file.stream, clock_format(desk_now_ms(demo->desk), at), true);
	demo_step(demo, new_file_finish(&file, &demo->cli->problem));
}
