#ifndef EXCHANGE_ONLINE_PREVIEW_H
#define EXCHANGE_ONLINE_PREVIEW_H
/*
 * What would become of an online file, before anything is written: each row is taken by the
 * import's own rules, all in one transaction that is rolled back (desk_try). Invariant: nothing is
 * changed.
 */
#include "exchange/online.h"

/* Other counters cannot write meanwhile, so rows behind these are read but not tried. */
enum { ONLINE_PREVIEW_ROWS_MAX = 1000 };

struct online_preview {
	/* Rows tried: run.next; what would be answered to each. A booking that would be made has no
	 * booking_id. */
	struct online_run run;
	const struct online_file_row **asked; /* in the order of the file */
	bool *tried;			      /* likewise */
	struct online_faults faults;	      /* rows that cannot be read */
};

/*
 * STATUS_BAD_FILE: nothing of it can be imported; out->faults has the rows at fault (none: the file
 * as a whole cannot be read, and the desk's problem says why). The caller releases *out in every
 * case.
 */
enum status online_preview_file(struct desk *desk, const char *path,
				struct online_preview *out) MUST_CHECK;
void online_preview_release(struct online_preview *preview);

#endif
