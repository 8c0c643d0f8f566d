/* What the package makes of a computer: whose the clinic is, who may enter, and what happens at
 * night. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>

#include "base/folder.h"
#include "base/language.h"
#include "ui/cli/doctor/look.h"
#include "ui/launcher/surroundings.h"

/* A folder of the package: the account's, with exactly these rights. */
static void look_at_folder(struct doctor *doctor, const char *path, const struct passwd *owner,
			   mode_t mode)
{
	struct findings *findings = &doctor->findings;
	struct stat about;

	if (stat(path, &about) != 0) {
		finding_say(findings, "account", FINDING_BAD,
			    _("The folder %s of the package is not there, or cannot be reached "
			      "(%s)."),
			    path, strerror(errno));
		finding_remedy(findings, "install -d -o %s -g %s -m %04o '%s'", owner->pw_name,
			       owner->pw_name, mode, path);
	} else if (about.st_uid != owner->pw_uid || about.st_gid != owner->pw_gid ||
		   (about.st_mode & 07777) != mode) {
		finding_say(findings, "account", FINDING_BAD,
			    _("The folder %s is not as the package made it: it has to belong to "
			      "%s, with mode %04o, and has %04o."),
			    path, owner->pw_name, mode, about.st_mode & 07777);
		finding_remedy(findings, "chown %s: '%s'; chmod %04o '%s'", owner->pw_name, path,
			       mode, path);
	} else {
		finding_say(findings, "account", FINDING_GOOD,
			    _("The folder %s is as the package made it."), path);
	}
}

static void look_at_account(struct doctor *doctor, const struct place *place)
{
	const struct passwd *owner = getpwnam(place->account);
	char clinic[FILE_PATH_SIZE];

	if (!owner) {
		finding_say(&doctor->findings, "account", FINDING_BAD,
			    _("The account %s, which owns the clinic's files, is not there."),
			    place->account);
		finding_remedy(&doctor->findings, "sudo dpkg-reconfigure frontdesk");
		return;
	}
	look_at_folder(doctor, place->home, owner, 0710);
	if (path_real_folder(place->database, clinic))
		look_at_folder(doctor, clinic, owner, 0700);
	look_at_folder(doctor, place->copies, owner, 0700);
	look_at_folder(doctor, place->exchange, owner, 02770);
}

/* Its words are sudo's affair, which takes none that are not root's alone. */
static void look_at_rule(struct doctor *doctor, const struct place *place)
{
	struct findings *findings = &doctor->findings;
	struct stat about;
	const int cause = stat(place->rule, &about) == 0 ? 0 : errno;

	if (cause == EACCES) {
		finding_say(findings, "sudo", FINDING_GOOD,
			    _("Only root sees sudo's rule, which is as it should be."));
	} else if (cause) {
		finding_say(findings, "sudo", FINDING_BAD,
			    _("Nobody can enter: sudo's rule %s is not there."), place->rule);
		finding_remedy(findings, "sudo apt-get install --reinstall -o "
					 "Dpkg::Options::=--force-confmiss frontdesk");
	} else if ((about.st_mode & 0337) != 0 || (about.st_uid != 0 && !*place_root())) {
		finding_say(findings, "sudo", FINDING_BAD,
			    _("sudo does not take its rule %s: it has to be root's, with mode "
			      "0440, and has %04o."),
			    place->rule, about.st_mode & 07777);
		finding_remedy(findings, "sudo chown root: '%s'; sudo chmod 0440 '%s'", place->rule,
			       place->rule);
	} else {
		finding_say(findings, "sudo", FINDING_GOOD, _("sudo's rule %s is root's alone."),
			    place->rule);
	}
}

static void look_at_timer(struct doctor *doctor, const struct place *place)
{
	struct stat about;

	if (lstat(place->timer, &about) == 0) {
		finding_say(&doctor->findings, "night", FINDING_GOOD,
			    _("Every night a copy and the day's report are made."));
		return;
	}
	finding_say(&doctor->findings, "night", FINDING_NOTICE,
		    _("No copy and no report is made at night: the timer is off."));
	finding_remedy(&doctor->findings, "sudo systemctl enable --now frontdesk-nightly.timer");
}

static void look_at_members(struct doctor *doctor, const struct place *place)
{
	const struct group *group = getgrnam(place->account);
	size_t count = 0;

	while (group && group->gr_mem[count])
		count++;
	if (count > 0) {
		finding_say(&doctor->findings, "members", FINDING_GOOD,
			    _n("%zu account may enter by frontdesk-enter.",
			       "%zu accounts may enter by frontdesk-enter.", (unsigned long)count),
			    count);
		return;
	}
	finding_say(&doctor->findings, "members", FINDING_NOTICE,
		    _("No account may enter by frontdesk-enter, but root."));
	finding_remedy(&doctor->findings, "sudo adduser ACCOUNT %s", place->account);
}

void look_at_package(struct doctor *doctor)
{
	struct place place;

	place_init(&place);
	if (!path_exists(place.launcher))
		return;
	look_at_account(doctor, &place);
	look_at_rule(doctor, &place);
	look_at_timer(doctor, &place);
	look_at_members(doctor, &place);
}
