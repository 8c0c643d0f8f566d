/*
 * frontdesk-enter: the one door to a clinic whose files belong to an account of their own. A clerk
 * starts it; it starts itself again through sudo as that account, and there the program, in
 * surroundings that are made new. Everything it trusts is fixed here or comes from sudo.
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "base/process.h"
#include "base/status.h"
#include "base/text.h"
#include "ui/launcher/surroundings.h"
#include "ui/launcher/words.h"

enum { GROUPS_MAX = 256 };

static int refuse(enum status status, const char *format, ...) PRINTF_LIKE(2, 3);

static int refuse(enum status status, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	fputs("frontdesk-enter: ", stderr);
	vfprintf(stderr, format, values);
	fputc('\n', stderr);
	va_end(values);
	return status_exit(status);
}

/* Whether we are the account already: in a test, where everything is one account's, when what
 * stands for sudo says so. */
static bool is_inside(const struct passwd *owner)
{
	if (*place_root())
		return getenv("SUDO_UID") != NULL;
	return owner && geteuid() == owner->pw_uid;
}

/* As sudo looks: by what the group's table says now, not when this session began. */
static bool is_member(const char *group_name)
{
	const struct group *group = getgrnam(group_name);
	const gid_t wanted = group ? group->gr_gid : (gid_t)-1;
	const struct passwd *self = getpwuid(getuid());
	gid_t groups[GROUPS_MAX];
	int count = GROUPS_MAX;

	if (!group || !self || getgrouplist(self->pw_name, self->pw_gid, groups, &count) < 0)
		return false;
	for (int i = 0; i < count; i++)
		if (groups[i] == wanted)
			return true;
	return false;
}

/* On the clerk's side: the words into the environment, and through sudo without any argument. */
static int go_in(const struct place *place, int argc, char **argv)
{
	static char packed[WORDS_SIZE];

	if (!*place_root() && getuid() != 0 && !is_member(place->account))
		return refuse(STATUS_USAGE,
			      _("This account may not enter the clinic. Whoever looks after the "
				"computer lets it in with: sudo adduser ACCOUNT frontdesk"));
	if (!words_pack(argc - 1, argv + 1, packed, sizeof(packed)) ||
	    setenv(WORDS_VARIABLE, packed, 1) != 0)
		return refuse(STATUS_USAGE, _("These are too many words, or too long ones."));
	execl(place->sudo, "sudo", "-n", "-u", place->account, "--", place->launcher, (char *)NULL);
	return refuse(STATUS_DEFECT, _("sudo cannot be started: %s."), strerror(errno));
}

/*
 * Who came in, by what sudo says: NULL for root, and for who is this account without sudo (a
 * service of the system). False where sudo says nothing that can be true.
 */
static bool find_clerk(const struct place *place, const char **clerk)
{
	const char *uid = getenv("SUDO_UID");
	const struct passwd *account;
	char *end;
	unsigned long number;

	*clerk = NULL;
	if (!uid)
		return true;
	errno = 0;
	number = strtoul(uid, &end, 10);
	if (!*uid || *end || errno || number > (uid_t)-2)
		return false;
	if (number == 0 && !*place_root())
		return true;
	account = getpwuid((uid_t)number);
	if (!account || !*account->pw_name || strchr(account->pw_name, '/') ||
	    strcmp(account->pw_name, place->account) == 0)
		return false;
	*clerk = account->pw_name;
	return true;
}

/* Nothing of ours open but the terminal, signals as a program expects them, files for the account
 * alone, and relative names in the folder of exchange. */
static bool clear_away(const struct place *place)
{
	struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		sigaction(number, &usual, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	umask(077);
	process_keep_memory_private();
	return close_range(STDERR_FILENO + 1, ~0U, 0) == 0 &&
	       (chdir(place->exchange) == 0 || chdir(place->home) == 0);
}

/* As the account that owns the clinic. */
static int go_on(const struct place *place, int argc, char **argv)
{
	static char name[] = "frontdesk";
	char *word[WORDS_MAX + 2] = { name };
	char *packed = getenv(WORDS_VARIABLE);
	struct surroundings made;
	const char *clerk;
	int count = 0;

	if (!find_clerk(place, &clerk))
		return refuse(STATUS_USAGE, _("sudo does not say who comes in."));
	/* Words as arguments come from root or a service; sudo's rule has none for a clerk. */
	if (argc > 1 && !clerk && argc - 1 <= WORDS_MAX) {
		memcpy(word + 1, argv + 1, (size_t)(argc - 1) * sizeof(*argv));
		count = argc - 1;
	} else if (argc > 1) {
		count = -1;
	} else if (packed) {
		count = words_unpack(packed, word + 1);
	}
	if (count < 0)
		return refuse(STATUS_USAGE,
			      _("Nobody packed these words as frontdesk-enter does."));
	if (!clear_away(place))
		return refuse(STATUS_STORE_MISSING, _("The clinic's folder %s cannot be entered."),
			      place->home);
	surroundings_make(&made, place, clerk);
	execve(place->program, word, made.variable);
	surroundings_release(&made);
	return refuse(STATUS_DEFECT, _("The program %s cannot be started."), place->program);
}

int main(int argc, char **argv)
{
	const struct passwd *owner;
	struct place place;

	language_start();
	place_init(&place);
	owner = getpwnam(place.account);
	if (!owner && !*place_root())
		return refuse(STATUS_STORE_MISSING,
			      _("There is no account %s on this computer, which would own the "
				"clinic's files; the package makes it."),
			      place.account);
	return is_inside(owner) ? go_on(&place, argc, argv) : go_in(&place, argc, argv);
}
