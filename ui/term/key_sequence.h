#ifndef TERM_KEY_SEQUENCE_H
#define TERM_KEY_SEQUENCE_H
/*
 * Which key a control sequence is. What the terminal's description says comes first; then what
 * terminals send whose description says otherwise, or that somebody has set up differently (xterm,
 * rxvt, PuTTY in each of its ways, the consoles of Linux and BSD), so that no key of the desk hangs
 * on TERM.
 */
#include <stdbool.h>
#include <stdint.h>

/* The stroke of a whole sequence, STROKE_NONE when it is none of the desk's keys: also when it is
 * one of them with Shift or Control held. What the number pad types comes as a character, and so
 * does what a terminal that spells all its keys (Esc [ 97 u) says was typed. */
uint32_t key_sequence_stroke(const char *sequence);

#endif
