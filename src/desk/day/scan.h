#ifndef DESK_SCAN_H
#define DESK_SCAN_H
/*
 * What a scanned text is: one field takes them all, and this tells them apart.
 * WeChat Pay's payment codes are 18 digits that begin with 10 to 15, Alipay's 16 to 24 that begin
 * with 25 to 30, UnionPay's 19 that begin with 62, the medical insurance's 28. A WeChat code may
 * look like a resident number: the date and the check character in that (GB 11643-1999) decide.
 * Invariant: a payment code and an insurance code are known by their digits alone; a payment code
 * is never looked up, and neither is handed on: `text` is then empty.
 */
#include "desk/booking/booking.h"

enum { SCAN_TEXT_SIZE = 65 }; /* an order number of 64 characters and the NUL */

enum scan_kind {
	SCAN_UNKNOWN,
	SCAN_TICKET,	    /* a booking number with its check digit; booking_id */
	SCAN_ORDER,	    /* an online order's number, or the payment service's; booking_id */
	SCAN_RECEIPT,	    /* the number of a receipt or a refund; booking_id */
	SCAN_ORDER_REFUSED, /* the same of an order that became no booking; refusal */
	SCAN_RESIDENT_ID,   /* patient_id when its owner is registered */
	SCAN_PATIENT,	    /* a card or a patient number of somebody registered; patient_id */
	SCAN_PAYMENT_CODE,
	SCAN_INSURANCE_CODE, /* only the insurer's terminal can read it */
	/* Eighteen digits with a date of birth but the wrong check character: a payment code when
	 * it was scanned, a slip of the finger when it was typed. */
	SCAN_MISREAD_ID,
};

struct scan {
	enum scan_kind kind;
	char text[SCAN_TEXT_SIZE];	/* narrowed, without line ends and tabs */
	int64_t booking_id, patient_id; /* 0: none. A ticket's booking need not exist */
	bool also_receipt;   /* the number of a ticket that exists is that of another booking's
				receipt, too */
	enum status refusal; /* why an order was refused */
};

/*
 * Payment codes: WeChat 18 digits from 10 to 15, Alipay 16 to 24 digits from 25 to 30, UnionPay 19
 * digits with 62. An identity number that looks like one has a date of birth and the right check
 * character. A failure of the store is the only one.
 */
enum status scan_read(struct desk *desk, const char *text, struct scan *out) MUST_CHECK;

#endif
