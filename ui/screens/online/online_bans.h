#ifndef SCREENS_ONLINE_BANS_H
#define SCREENS_ONLINE_BANS_H
/*
 * Bans from online booking: who, until when, because of which no-shows; lifting and
 * withdrawing.
 * Opened without an argument. Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops online_bans_screen;

#endif
