#ifndef REPORTS_REPORT_RESULT_H
#define REPORTS_REPORT_RESULT_H
/*
 * What a report tells whoever asked for it: how far it is, and what it came to.
 */
#include "base/file.h"
#include "store/line.h"

struct report_result {
	char path[FILE_PATH_SIZE];
	char line[LINE_TEXT_SIZE]; /* of entries (store/line.h), as the report bears it */
	bool has_bookings;	   /* the report is of them; or these figures are 0 */
	int bookings;		   /* made on those business days */
	int64_t revenue_fen;	   /* payments received on them */
	int64_t refund_fen;	   /* refunds of them, done or requested */
};

/* Called while a report is filled: what is done of all, in rows. */
typedef void report_progress_fn(size_t done, size_t all, void *context);

#endif
