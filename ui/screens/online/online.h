#ifndef SCREENS_ONLINE_H
#define SCREENS_ONLINE_H
/*
 * Online: how the online share of coming days sells; the way to the import, the bans and the
 * trial of their rule.
 * A place of the desk.
 */
#include "ui/term/screen.h"

extern const struct screen_ops online_screen;

#endif
