#ifndef SCREENS_PLACES_H
#define SCREENS_PLACES_H
/*
 * The screens that a key leads to, and those that one opens in front of another. A new screen is
 * one file, its rows in ui/term/commands.def and a line here.
 */
#include "base/child.h"
#include "desk/people/patient.h"
#include "ui/term/terminal.h"

/* What the desk's screens have in common while they run. */
struct screens {
	struct desk *desk;
	int64_t minute;	   /* since 1970, when everything was read last */
	bool looked_over;  /* the fast checks ran */
	bool damaged;	   /* and found something */
	int64_t newest_ms; /* of the last entry, read once a tick */
	struct child reader;
};

/* What the terminal needs to know of the desk, all but the keymap: the main screens, the top line,
 * whether the staff code is asked for first, and when to read again: after a change at another
 * counter and with each minute, for sessions open and end by the clock. `screens` must outlive the
 * terminal. */
void screens_host(struct screens *screens, struct desk *desk, struct terminal_host *host);

/* Ends what runs beside the desk. */
void screens_end(struct screens *screens);

/* Who works here; closes itself when that is known. */
extern const struct screen_ops sign_in_screen;

/* The main screens. */
extern const struct screen_ops today_screen;
extern const struct screen_ops register_screen;
extern const struct screen_ops queue_screen;
extern const struct screen_ops bookings_screen;
extern const struct screen_ops reports_screen;
extern const struct screen_ops roster_screen;
extern const struct screen_ops online_screen;

/* Chooses a .csv or .txt file; the argument is the folder to begin with, "" for where the program
 * was started. Answers with the path in `text`. */
extern const struct screen_ops choose_file_screen;

/* Behind Online: what would become of an online file (the argument is its path) and its import; the
 * bans; who would be banned under other figures. */
extern const struct screen_ops online_import_screen, online_bans_screen, online_trial_screen;
extern const struct screen_ops patients_screen;
extern const struct screen_ops day_screen;

/* Behind Roster. A session's numbers (an int64_t), and the way to give an extra one of them; the
 * people of a suspended session (an int64_t, 0 for all who are still to be told); what a file of
 * master data would change (its path), and loading it. */
extern const struct screen_ops roster_numbers_screen, roster_affected_screen, roster_load_screen;

/* Changes a session or adds one by hand; suspends one (an int64_t; answers whether anybody is to be
 * told in `choice`); gives an extra number (an int64_t; answers with the booking number in `id`).
 */
struct session_request {
	int64_t session_id; /* 0: a new one, of what follows */
	char doctor_code[CODE_SIZE];
	day_number day;
	enum period period;
};
extern const struct screen_ops roster_session_screen, roster_suspend_screen, roster_extra_screen;
extern const struct screen_ops settings_screen;

/* A new patient; the argument is what the clerk typed to find somebody, "" for nothing. Answers
 * with the patient's number in `id`. */
extern const struct screen_ops new_patient_screen;

/* Fills a name in that was read with the number, where none is yet. */
void new_patient_fill_name(struct screen *screen, const char *name);

/* Changes a patient's record (an int64_t); opening it is recorded, for its numbers are not masked.
 * Answers with the number in `id`. */
extern const struct screen_ops change_patient_screen;

/* One patient (an int64_t): the record, its bookings, its history. */
extern const struct screen_ops patient_screen;

/* Chooses a session for a patient (the argument is an int64_t) and books it. Answers with the
 * booking number in `id`. */
extern const struct screen_ops choose_session_screen;

/* Confirms and books; the argument is a struct book_request. Answers with the booking number in
 * `id`. */
struct book_request {
	int64_t patient_id, session_id;
	bool extra;
};
extern const struct screen_ops book_screen;

/* Shows what was booked (an int64_t, the booking number). Answers with nothing. */
extern const struct screen_ops booked_screen;

/* One booking with its history (an int64_t); what can be done with it is done there. */
extern const struct screen_ops booking_screen;

/* Dialogs about one booking (an int64_t): each does what it asks about. */
extern const struct screen_ops cancel_screen;
extern const struct screen_ops pay_screen;

/* Changes one setting (a struct setting_row). */
extern const struct screen_ops setting_screen;

/* Refunds that are not finished. */
extern const struct screen_ops refunds_screen;

/* Takes back the last own action. */
extern const struct screen_ops undo_screen;

/* Closing a day (the argument is a day_number). */
extern const struct screen_ops close_day_screen;

#endif
