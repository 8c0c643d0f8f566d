#ifndef DESK_ROSTER_H
#define DESK_ROSTER_H
/*
 * The roster: sessions (a doctor's half-day on a date) with their numbers.
 * Invariant: a session of capacity N has the numbers 1..N as rows from the start, of which floor(N
 * * percent / 100) are tagged online, spread evenly; what of them is sold and free, and whose they
 * are, is worked out by quota.h.
 */
#include "desk/reason.h"
#include "desk/roster/directory.h"
#include "desk/roster/quota.h"

enum { ROOM_SIZE = 97, SESSION_CAPACITY_MAX = 999 };

/* How it stands: SESSION_OPEN and the others of session_state.def. */
enum session_state {
#define SESSION_STATE(symbol, name, word) SESSION_##symbol,
#include "desk/roster/session_state.def"
#undef SESSION_STATE
};
const char *session_state_name(enum session_state state);
const char *session_state_word(enum session_state state);
bool session_state_parse(const char *text, enum session_state *state);

struct session {
	int64_t id, seq, doctor_id, department_id;
	char doctor_code[CODE_SIZE], doctor[WORD_SIZE], title[TITLE_SIZE], initials[CODE_SIZE];
	char department_code[CODE_SIZE], department[WORD_SIZE];
	day_number day;
	enum period period;
	int start_minute, end_minute;
	char room[ROOM_SIZE];
	int capacity, online_percent;
	int64_t fee_fen;
	enum session_state state;
	char reason[REASON_SIZE]; /* of a suspension */
	/* By quota.h, as of when it was read. */
	struct slot_count counter, online;
	int online_share, online_spare, gone_over;
	bool full;
	/* Extra numbers lie beyond the capacity; total: those made. One that a raised capacity has
	 * reached is a number of the counter. */
	struct slot_count extra;
	int extra_limit;
	bool released; /* unsold online numbers have gone over to the counter */
	int64_t start_ms, end_ms, release_ms;
};

/* True when it has ended, by the desk's clock. */
bool session_is_over(const struct desk *desk, const struct session *session);

/* By id; by doctor's code, day and period. STATUS_UNKNOWN_DOCTOR, STATUS_UNKNOWN_SESSION. */
enum status session_get(struct desk *desk, int64_t id, struct session *out) MUST_CHECK;

enum status session_find(struct desk *desk, const char *doctor_code, day_number day,
			 enum period period, struct session *out) MUST_CHECK;

/* The same without the figures of its numbers, which are all 0; session_count reads them. */
enum status session_get_bare(struct desk *desk, int64_t id, struct session *out) MUST_CHECK;
enum status session_find_bare(struct desk *desk, const char *doctor_code, day_number day,
			      enum period period, struct session *out) MUST_CHECK;

/* The figures of a session's numbers, anew, and what else goes by the clock. The one place that
 * reads them. */
enum status session_count(struct desk *desk, struct session *session) MUST_CHECK;

/*
 * The sessions of a day, or of every day from today on when `day` is DAY_NONE; of one doctor when
 * doctor_code is neither NULL nor "". By day, period, department, doctor. The caller frees *rows.
 */
enum status session_list(struct desk *desk, day_number day, const char *doctor_code,
			 struct session **rows, size_t *count) MUST_CHECK;

/* The same of everybody on the days from `from` to `to`. */
enum status session_list_between(struct desk *desk, day_number from, day_number to,
				 struct session **rows, size_t *count) MUST_CHECK;

#endif
