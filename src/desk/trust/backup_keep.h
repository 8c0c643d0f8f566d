#ifndef DESK_BACKUP_KEEP_H
#define DESK_BACKUP_KEEP_H
/*
 * Which backups are kept: the newest of each of the last 14 days that have one, the newest of each
 * of the last 12 months that have one, and the newest two in any case. Pure.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BACKUP_KEEP_DAYS = 14, BACKUP_KEEP_MONTHS = 12, BACKUP_KEEP_NEWEST = 2 };

/* `at_ms` has when each was made, newest first; keep[i] says what becomes of number i. Days and
 * months are the clinic's (base/clock.h). */
void backup_keep(const int64_t *at_ms, size_t count, bool *keep);

#endif
