#ifndef SCREENS_REFUNDS_H
#define SCREENS_REFUNDS_H
/*
 * Refunds that are not finished: requested, submitted to the payment service, or failed. The
 * desk moves no money; a person says what has happened, and only then is it shown as done.
 * Opened with NULL, or the number of a booking (int64_t) whose refund is marked. Answers with
 * nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops refunds_screen;

#endif
