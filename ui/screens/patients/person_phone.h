#ifndef SCREENS_PERSON_PHONE_H
#define SCREENS_PERSON_PHONE_H
/*
 * The phone of somebody who is to be called: lists mask it, one key says it whole, and who looked
 * is recorded first (desk/booking/access.h).
 */
#include "desk/booking/access.h"
#include "ui/term/screen.h"

/* Records it and says the phone, or why not; `name` is whose it is. A screen's reply. */
unsigned person_phone(struct screen *screen, const struct access_person *person, const char *name,
		      const char *phone);

#endif
