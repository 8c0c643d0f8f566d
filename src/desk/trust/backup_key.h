#ifndef DESK_BACKUP_KEY_H
#define DESK_BACKUP_KEY_H
/*
 * What a clinic's backups are sealed with, in its database: set with a passphrase, which is kept
 * nowhere. A new passphrase is for the backups from then on; each opens with the one that it was
 * made under.
 */
#include "desk/desk.h"
#include "desk/trust/backup_file.h"

/* Long enough that nobody guesses it who has a lost stick and all the time there is. */
enum { BACKUP_PASSPHRASE_MIN = 12, BACKUP_PASSPHRASE_SIZE = 129 };

/* STATUS_BAD_VALUE or STATUS_BAD_TEXT, with a sentence, for a passphrase that is too short, too
 * long, or among those that people try first. */
enum status backup_passphrase_check(struct desk *desk, const char *passphrase) MUST_CHECK;

/* Sets it, recorded. */
enum status backup_passphrase_set(struct desk *desk, const char *passphrase) MUST_CHECK;

/* STATUS_NOT_FOUND, with a sentence that says what to do: none was set. To be wiped. */
enum status backup_keys_get(struct desk *desk, struct backup_keys *out) MUST_CHECK;

#endif
