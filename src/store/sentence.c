/* What went wrong with a database, in words. */
#include "store/sentence.h"

#include <errno.h>
#include <string.h>

#include "base/cause.h"
#include "base/language.h"

/* The file `other` is not the one that it was. */
static enum status other_files(struct problem *problem, enum status status, const char *path,
			       const char *other)
{
	if (status == STATUS_STORE_REPLACED)
		return problem_set(
			problem, status,
			_("The database was replaced, moved or deleted while it was open here: %s "
			  "is not the file that it was. Nothing was saved, and this desk saves no "
			  "more. Put the file back where it was, then leave the desk and start it "
			  "again."),
			other);
	return problem_set(
		problem, status,
		_("%s is not the log of the database %s: a copy was put in the place of "
		  "one of the two, and together they are no database. Nothing was changed. "
		  "Put the right copy in its place with \"frontdesk backup restore\", or "
		  "have the two examined with \"frontdesk adopt\"."),
		other, path);
}

enum status store_say(struct problem *problem, enum status status, const char *path,
		      const char *cause)
{
	switch (status) {
	case STATUS_STORE_BUSY:
		return problem_set(problem, status,
				   _("%s: another counter has been saving for too long; nothing "
				     "was saved. Try again."),
				   path);
	case STATUS_STORE_FULL:
		return problem_set(problem, status,
				   _("The disk is full; nothing was saved to %s. Free some space "
				     "and try again."),
				   path);
	case STATUS_STORE_READONLY:
		return problem_set(problem, status, _("The database %s cannot be written: %s."),
				   path, cause);
	case STATUS_STORE_CORRUPT:
		return problem_set(
			problem, status,
			_("The database %s is damaged: %s. Stop using it and go back to a copy."),
			path, cause);
	case STATUS_STORE_NOT_DATABASE:
		return problem_set(problem, status, _("%s is not a frontdesk database: %s."), path,
				   cause);
	case STATUS_STORE_MISSING:
		return problem_set(problem, status, _("There is no database at %s: %s."), path,
				   cause);
	case STATUS_STORE_EXISTS: /* another process was quicker */
		return problem_set(problem, status,
				   _("There is already something at %s; nothing was changed."),
				   path);
	case STATUS_STORE_DENIED:
		return problem_set(
			problem, status,
			_("The database %s could not be opened: permission denied (%s)."), path,
			cause);
	case STATUS_STORE_IO:
		return problem_set(problem, status,
				   _("The disk reported an error in %s; nothing was saved: %s."),
				   path, cause);
	case STATUS_STORE_UNKNOWN:
		return problem_set(
			problem, status,
			_("It is NOT known whether this was saved: the disk failed while %s was "
			  "being made safe (%s). Writing has stopped at every desk. Close them "
			  "all, "
			  "open one again, which checks the database, and look whether it is "
			  "there."),
			path, cause);
	case STATUS_STORE_STOPPED:
		return problem_set(
			problem, status,
			_("Nothing can be saved or printed: the disk failed while %s was being "
			  "made safe, and writing has stopped at every desk. Close every other "
			  "desk "
			  "and try again; that checks the database first."),
			path);
	case STATUS_STORE_REPLACED:
	case STATUS_STORE_FOREIGN_LOG: return other_files(problem, status, path, cause);
	case STATUS_STORE_CONSTRAINT:
		return problem_set(problem, status,
				   _("The database refused a change that breaks its rules: %s."),
				   cause);
	case STATUS_BAD_VALUE:
		return problem_set(problem, status,
				   _("A value is too long for the database %s: %s."), path, cause);
	default:
		return problem_set(problem, STATUS_DEFECT, _("The database %s refused: %s."), path,
				   cause);
	}
}

enum status status_of_errno(int cause)
{
	switch (cause) {
	case ENOLCK: return STATUS_STORE_DENIED;
	case ENOENT:
	case ENOTDIR: return STATUS_STORE_MISSING;
	case EACCES:
	case EPERM:
	case EROFS: return STATUS_STORE_READONLY;
	case ENOSPC:
	case EDQUOT: return STATUS_STORE_FULL;
	case EEXIST: return STATUS_STORE_EXISTS;
	default: return STATUS_STORE_IO;
	}
}

enum status status_of_open_errno(int cause)
{
	switch (cause) {
	case ENOENT: return STATUS_STORE_MISSING;
	case EACCES:
	case EPERM: return STATUS_STORE_DENIED;
	case EROFS: return STATUS_STORE_READONLY;
	case ENOSPC:
	case EDQUOT: return STATUS_STORE_FULL;
	default: return STATUS_STORE_IO;
	}
}

enum status store_say_errno(struct problem *problem, const char *path, int cause)
{
	if (cause == ENOLCK)
		return problem_set(problem, STATUS_STORE_DENIED,
				   _("The file system on which %s lies has no locks that work, so "
				     "desks could not keep out of each other's way. Keep the "
				     "database on an ordinary disk of this computer."),
				   path);
	if (cause_is_no_inodes(path, cause))
		return problem_set(problem, STATUS_STORE_FULL,
				   _("Nothing was saved to %s: the disk has no room for another "
				     "file (no inodes are left, although bytes may be free). "
				     "Remove files that nobody needs and try again."),
				   path);
	return store_say(problem, status_of_errno(cause), path, cause_words(path, cause));
}
