#ifndef STORE_SQLITE_TURNSTILE_H
#define STORE_SQLITE_TURNSTILE_H
/*
 * The fair queue of everybody who writes to one database, made of locks on two side files alone:
 * who may write holds a flock on DATABASE-lock, who waits stands in line on DATABASE-gate. There,
 * byte n is ticket n: whoever comes locks the byte behind the last one that is locked, waits until
 * none before it is, then for the lock, and gives the ticket back only when it has that. So the
 * next one always waits at the lock already, nobody comes in between, and nothing is ever written
 * to the files. Whoever comes while the line is empty and the lock is free takes it at once.
 *
 * The kernel lets everything go when its process ends, however it ends, and those behind it move
 * up. Two gates, passed in turn, would do the same with less, were it not for the moment between
 * a gate's falling and the waking of the one who waits for it: with short turns or busy processors
 * the one who just left passed again and again, and some waited for hundreds of turns.
 *
 * The files are separate from the database because closing any descriptor of that one would drop
 * SQLite's own locks.
 *
 * Invariant: between turnstile_enter and turnstile_leave this process cannot be stopped from the
 * keyboard (SIGTSTP is held back): a stopped process would hold up everybody.
 */
#include <signal.h>

#include "base/status.h"
#include "store/waiting.h"

enum { TURNSTILE_NOTICE_MS = 500 };

struct turnstile {
	int gate, lock; /* descriptors, -1 when closed */
	bool entered;
	bool stop_was_blocked; /* SIGTSTP, by somebody else */
	/* Called once in each wait of more than TURNSTILE_NOTICE_MS; NULL: nobody is told. */
	store_waiting_fn *tell;
	void *tell_context;
};

/* Before turnstile_open, so that turnstile_close is safe. */
#define TURNSTILE_CLOSED ((struct turnstile){ .gate = -1, .lock = -1 })

/*
 * Opens the two files beside `database`, making them with mode 0600 where they are missing. On
 * failure errno tells why (ENOLCK: locks do not keep anybody out here), nothing is open and no file
 * is left that was not there.
 */
bool turnstile_open(struct turnstile *turnstile, const char *database) MUST_CHECK;

/* Leaves if need be. */
void turnstile_close(struct turnstile *turnstile);

/* Removes the two files: for a database that was never made. */
void turnstile_remove(const char *database);

/*
 * Waits for its turn at most `limit_ms`: STATUS_STORE_BUSY then, STATUS_STORE_IO when the kernel
 * cannot lock these files. While it waits it owns SIGALRM and the process's interval timer and puts
 * both back as they were.
 */
enum status turnstile_enter(struct turnstile *turnstile, int limit_ms) MUST_CHECK;

/*
 * Tells the others that this one has the database open, until it is closed; with the turnstile
 * entered. *alone: nobody else has said so.
 */
bool turnstile_be_present(struct turnstile *turnstile, bool *alone) MUST_CHECK;

/* Nothing when it is not entered. */
void turnstile_leave(struct turnstile *turnstile);

#endif
