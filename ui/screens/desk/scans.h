#ifndef SCREENS_SCANS_H
#define SCREENS_SCANS_H
/*
 * One field takes every scan, from every screen: a ticket checks its owner in at once, an identity
 * number or a card opens its owner's registration, an order its booking. Invariant: what is half
 * typed on the screen in front is not lost; who may not read of people (screens/allowed.h) is told
 * so, and finds nobody.
 */
#include "ui/term/screen.h"

/* Takes a scan; a screen's reply. */
unsigned scans_take(struct screen *front, const char *text);

/* The same for what somebody typed into a search and confirmed: nobody is checked in by it, a
 * ticket opens its booking. SCREEN_PASS: it is something to search. */
unsigned scans_take_typed(struct screen *front, const char *text);

/* Begins the search for what was typed where no field is (terminal_host.search): in Register, where
 * the next patient is found; `whole`, a number that leads to one booking or order opens it. */
unsigned scans_search(struct screen *front, const char *text, bool whole);

#endif
