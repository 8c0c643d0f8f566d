#ifndef SCREENS_READINGS_H
#define SCREENS_READINGS_H
/*
 * What the external reader (desk.reader_command) read from a card: a line of JSON with id_number,
 * name and card, taken as a scan is, with the name filled in for somebody new.
 */
#include "ui/term/screen.h"

/* terminal_host.line_fd and .line with a struct screens. */
int readings_fd(void *context);
unsigned readings_take(void *context, struct screen *front);

#endif
