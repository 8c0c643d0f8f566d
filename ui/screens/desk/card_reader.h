#ifndef SCREENS_CARD_READER_H
#define SCREENS_CARD_READER_H
/*
 * What the external reader (desk.reader_command) read from a card: a line of JSON with id_number,
 * name and card, taken as a scan is, with the name offered to the screen that the scan led to.
 */
#include "base/child.h"
#include "ui/term/screen.h"

/* What to wait for, beside the keyboard; -1 while no reader runs. */
int card_reader_fd(const struct child *reader);

/* Takes the lines that are there, and starts the reader's program again when it has stopped. Before
 * anybody has said who they are, `front` is NULL, and cards are passed over. A screen's reply. */
unsigned card_reader_take(struct child *reader, struct screen *front);

#endif
