/* Where the clinic's files lie, whose they are, and what the disk is worth. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/language.h"
#include "ui/cli/doctor/judge.h"
#include "ui/cli/doctor/look.h"
#include "ui/cli/prepare.h"

void look_at_settings(struct doctor *doctor)
{
	struct cli *cli = doctor->cli;
	enum status status = cli_prepare(cli);
	struct stat file;

	if (status) {
		finding_say_problem(&doctor->findings, "settings", FINDING_BAD, &cli->problem);
		settings_init(&cli->settings);
		status = cli_choose_database(cli);
	} else if (cli->settings.path[0] && stat(cli->settings.path, &file) == 0) {
		judge_settings(&doctor->findings, cli->settings.path, &file, geteuid());
	} else {
		finding_say(&doctor->findings, "settings", FINDING_GOOD,
			    _("There is no settings file; every setting has its default."));
	}
	if (status)
		finding_say_problem(&doctor->findings, "database", FINDING_BAD, &cli->problem);
}

static void look_at_file(struct doctor *doctor)
{
	struct problem problem;
	struct stat file;

	if (store_look_at_file(&doctor->disk, &problem) != STATUS_OK)
		finding_say_problem(&doctor->findings, "database", FINDING_BAD, &problem);
	else if (lstat(doctor->disk.path, &file) == 0)
		judge_database(&doctor->findings, doctor->disk.path, &file, geteuid());
}

static void look_at_sync(struct doctor *doctor)
{
	struct problem problem;
	int64_t us;

	if (store_time_sync(&doctor->disk, &us, &problem) == STATUS_OK)
		judge_sync(&doctor->findings, us);
	else
		finding_say_problem(&doctor->findings, "sync", FINDING_BAD, &problem);
}

void look_at_place(struct doctor *doctor)
{
	struct problem problem;
	struct stat folder;

	if (store_look_at_disk(doctor->cli->database, &doctor->disk, &problem) != STATUS_OK) {
		doctor->disk.path[0] = '\0';
		finding_say_problem(&doctor->findings, "database", FINDING_BAD, &problem);
		return;
	}
	look_at_file(doctor);
	if (stat(doctor->disk.folder, &folder) == 0)
		judge_folder(&doctor->findings, doctor->disk.folder, &folder, geteuid());
	judge_disk(&doctor->findings, &doctor->disk, path_is_on_stick(doctor->disk.path));
	judge_room(&doctor->findings, &doctor->disk);
	if (!doctor->disk.kind.in_memory && !doctor->disk.kind.only_reads)
		look_at_sync(doctor);
}
