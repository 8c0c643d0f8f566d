#ifndef SCREENS_LINK_CARD_H
#define SCREENS_LINK_CARD_H
/*
 * Linking a patient's card to the social security number. Asks for what the record lacks of the
 * two, which a scan fills in, too; answers with the patient's number in `id` once they are linked.
 */
#include "ui/term/screen.h"

/*
 * Begins it for a patient. Nothing is asked of whom both numbers are known: they are linked at
 * once. Returns what a command does.
 */
unsigned link_card(struct screen *screen, int64_t patient_id, int question);

extern const struct screen_ops link_card_screen;

#endif
