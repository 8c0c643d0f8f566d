#ifndef SCREENS_BOOKING_ROWS_H
#define SCREENS_BOOKING_ROWS_H
/*
 * A list of bookings, the same wherever bookings are listed.
 */
#include "desk/booking/booking.h"
#include "ui/term/list.h"

/* A list without rows yet, of an array of struct booking. `empty` as in list_init. */
void booking_rows_list_init(struct list *list, const char *empty);

#endif
