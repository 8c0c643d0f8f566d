/* What the doctor sees in the database, if it can be opened. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/folder.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/check.h"
#include "desk/presence.h"
#include "store/schema_fault.h"
#include "ui/cli/doctor/judge.h"
#include "ui/cli/doctor/look.h"
#include "ui/launcher/surroundings.h"

static void count_fault(enum schema_fault fault, const char *what, void *context)
{
	int *count = context;

	(void)fault;
	(void)what;
	(*count)++;
}

static void look_at_schema(struct doctor *doctor)
{
	int faults = 0;

	if (store_compare_schema(doctor->cli->desk.store, count_fault, &faults) != STATUS_OK)
		return;
	if (faults == 0) {
		finding_say(&doctor->findings, "schema", FINDING_GOOD,
			    _("The database is made as frontdesk makes it."));
		return;
	}
	finding_say(&doctor->findings, "schema", FINDING_BAD,
		    _n("%d table, index, view or trigger of the database is not as frontdesk makes "
		       "it.",
		       "%d tables, indexes, views or triggers of the database are not as frontdesk "
		       "makes them.",
		       (unsigned long)faults),
		    faults);
	finding_remedy(&doctor->findings, _("\"frontdesk check\" names them. Restore a copy of "
					    "before: frontdesk backup restore COPY"));
}

/* The sentence of a fault may name somebody: how many there are is enough here. */
static void pass_over(const char *check, const char *fault, void *context)
{
	(void)check;
	(void)fault;
	(void)context;
}

static void look_at_checks(struct doctor *doctor)
{
	int checks, failed;

	if (check_run(&doctor->cli->desk, CHECK_FAST, pass_over, NULL, &checks, &failed) !=
	    STATUS_OK) {
		finding_say_problem(&doctor->findings, "checks", FINDING_BAD,
				    &doctor->cli->desk.problem);
		return;
	}
	if (failed == 0) {
		finding_say(&doctor->findings, "checks", FINDING_GOOD,
			    _("The %d quick checks of the data find nothing."), checks);
		return;
	}
	finding_say(&doctor->findings, "checks", FINDING_BAD,
		    _("Of the %d quick checks of the data %d find something."), checks, failed);
	finding_remedy(&doctor->findings, _("Copy everything away first; then \"frontdesk check\" "
					    "says what it is."));
}

static void look_at_desks(struct doctor *doctor)
{
	struct at_work *rows;
	size_t count;

	if (presence_list(&doctor->cli->desk, &rows, &count) != STATUS_OK)
		return;
	free(rows);
	finding_say(&doctor->findings, "desks", FINDING_GOOD,
		    _n("%zu desk is at work with this database.",
		       "%zu desks are at work with this database.", (unsigned long)count),
		    count);
}

static void look_at_library(struct doctor *doctor)
{
	const struct store_library library = store_library();

	if (library.guarded)
		finding_say(&doctor->findings, "library", FINDING_GOOD,
			    _("%s %s may damage a database by itself (%s); frontdesk never lets it "
			      "come to that."),
			    library.name, library.version, library.guarded);
	else
		finding_say(&doctor->findings, "library", FINDING_GOOD,
			    _("%s %s has no fault that is known here."), library.name,
			    library.version);
}

static bool is_said(const struct findings *findings, const char *message)
{
	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->rows[i].message, message) == 0)
			return true;
	return false;
}

void look_at_database(struct doctor *doctor)
{
	struct cli *cli = doctor->cli;
	char line[LINE_TEXT_SIZE];

	look_at_library(doctor);
	if (!doctor->disk.path[0])
		return;
	/* Why not was said of the file already, when it is for that. */
	if (desk_open_in_any_zone(&cli->desk, cli->database, STORE_EXAMINE, &cli->settings,
				  *cli->staff ? cli->staff : "doctor") != STATUS_OK) {
		if (!is_said(&doctor->findings, cli->desk.problem.message))
			finding_say_problem(&doctor->findings, "open", FINDING_BAD,
					    &cli->desk.problem);
		return;
	}
	cli->desk_is_open = true;
	line_text(store_line(cli->desk.store), line);
	finding_say(&doctor->findings, "open", FINDING_GOOD,
		    _("The database can be opened: line %s of the clinic's entries."), line);
	look_at_schema(doctor);
	look_at_checks(doctor);
	look_at_desks(doctor);
}

/* When the program was built, or unpacked: no clock that is right is before that. */
static int64_t built_ms(void)
{
	struct stat program;

	return stat("/proc/self/exe", &program) == 0 ? (int64_t)program.st_mtime * 1000 : 0;
}

void look_at_clock(struct doctor *doctor)
{
	struct cli *cli = doctor->cli;
	struct clock computer = { .pinned = false };
	int64_t newest_ms = 0;
	bool leapt;

	if (cli->desk_is_open)
		(void)!desk_clock_leapt_forward(&cli->desk, &leapt, &newest_ms);
	judge_clock(&doctor->findings,
		    cli->desk_is_open ? desk_now_ms(&cli->desk) : clock_now_ms(&computer),
		    newest_ms, built_ms());
}

/* A database that lies there and is not the one that is open, nor one of the files beside that,
 * which SQLite would lose its locks on. */
static bool is_copy(const struct doctor *doctor, const char *path)
{
	if (doctor->cli->desk_is_open && store_has_file(doctor->cli->desk.store, path))
		return false;
	return !path_is_same(path, doctor->disk.path) && file_is_database(path);
}

static void look_for_copies(const struct doctor *doctor, const char *folder, bool apart,
			    struct doctor_copy *newest)
{
	static const char *const endings[] = { "", NULL };
	struct folder_entry *rows;
	struct problem problem;
	size_t count;
	char path[FILE_PATH_SIZE];

	if (folder_list(folder, "", endings, &rows, &count, &problem) != STATUS_OK)
		return;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].is_folder || rows[i].changed_ms <= newest->at_ms ||
		    !text_format(path, sizeof(path), "%s/%s", folder, rows[i].name) ||
		    !is_copy(doctor, path))
			continue;
		text_copy(newest->path, sizeof(newest->path), path);
		newest->at_ms = rows[i].changed_ms;
		newest->apart = apart;
	}
	free(rows);
}

void look_at_copies(struct doctor *doctor)
{
	char sticks[FOLDER_STICKS_MAX][FILE_PATH_SIZE];
	const size_t count = folder_sticks(folder_mounts(), sticks);
	struct doctor_copy newest = { .at_ms = 0 };
	struct clock computer = { .pinned = false };
	struct backup_state state;
	struct place place;

	if (!doctor->disk.path[0])
		return;
	if (doctor->cli->desk_is_open && backup_state(&doctor->cli->desk, &state) == STATUS_OK &&
	    state.wanted) {
		judge_backups(&doctor->findings, &state);
		return;
	}
	for (size_t i = 0; i < count; i++)
		look_for_copies(doctor, sticks[i], !path_is_on_stick(doctor->disk.path), &newest);
	place_init(&place);
	if (path_is_folder(place.copies))
		look_for_copies(doctor, place.copies, false, &newest);
	/* One on another disk counts, even where a newer one lies beside the database. */
	if (!newest.path[0] || !newest.apart)
		look_for_copies(doctor, doctor->disk.folder, false, &newest);
	judge_copy(&doctor->findings, &newest, clock_now_ms(&computer));
}
