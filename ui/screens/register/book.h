#ifndef SCREENS_BOOK_H
#define SCREENS_BOOK_H
/*
 * One look at everything before a number is sold: patient, session, number, fee and how it is
 * paid. A refusal shows its sentence here; when the store failed, nothing that was typed is
 * lost and the same booking can be tried again.
 * Opened with a struct book_request. Answers with the booking number in `id`.
 */
#include <stdbool.h>
#include <stdint.h>

#include "ui/term/screen.h"

/* What is to be booked. */
struct book_request {
	int64_t patient_id, session_id;
	bool extra; /* a number beyond the capacity, which a doctor asks for */
};

extern const struct screen_ops book_screen;

#endif
