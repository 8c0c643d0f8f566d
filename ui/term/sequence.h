#ifndef TERM_SEQUENCE_H
#define TERM_SEQUENCE_H
/*
 * What a terminal sends beside characters, put together byte by byte: control sequences (Esc [),
 * keys (Esc O), strings (OSC, DCS, APC, PM, SOS), each also by its eight-bit introducer, and the
 * three characters behind Esc [ M of an old mouse. The grammar is that of ECMA-48 (5.4 and 5.6),
 * with what the Linux console (Esc [ [ A) and rxvt (Esc [ 2 $) do beside it. Knows nothing of time
 * and of keys.
 * Invariant: no byte of a sequence that has begun ever comes out as one of a character.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEQUENCE_SIZE = 128 };

enum sequence_kind {
	SEQUENCE_NONE,	 /* nothing yet, or something that is of no use to anybody */
	SEQUENCE_BYTE,	 /* a byte of a character, or a control character */
	SEQUENCE_ESC,	 /* an Esc that stands for itself; the byte must be taken again */
	SEQUENCE_ALT,	 /* the byte of a character behind an Esc */
	SEQUENCE_AGAIN,	 /* what had begun is broken off; the byte must be taken again */
	SEQUENCE_KEY,	 /* `text`: a whole control sequence, from its Esc on */
	SEQUENCE_MOUSE,	 /* `text`: Esc [ M and its three characters */
	SEQUENCE_STRING, /* `text`: a whole string without introducer and end */
};

struct sequence {
	int state;
	char introducer; /* of a string: ']' is OSC */
	char text[SEQUENCE_SIZE];
	size_t length; /* may be more than was kept */
	int left;      /* continuation bytes of the character being read */
	int need;      /* characters of the mouse still to come */
	uint8_t before;
	bool split;	  /* its Esc was given out as a key before: none comes of it */
	bool plain_esc_m; /* Esc [ M is a key of this terminal */
};

/* Takes one byte. */
enum sequence_kind sequence_take(struct sequence *sequence, uint8_t byte);

/* How much of a sequence is there, for whoever waits for the rest. */
enum sequence_part {
	SEQUENCE_WHOLE,	     /* nothing has begun */
	SEQUENCE_ESC_ALONE,  /* an Esc: a key, when nothing comes */
	SEQUENCE_INTRODUCED, /* an Esc and a character: a key with Alt, when nothing comes */
	SEQUENCE_BEGUN,	     /* nothing that anybody presses */
};
enum sequence_part sequence_part(const struct sequence *sequence);

/* Nothing more comes: gives up what has begun. Returns the character that came with an Esc alone
 * (SEQUENCE_INTRODUCED), 0 for none. */
uint8_t sequence_give_up(struct sequence *sequence);

/* The byte goes on with an Esc that was given out as a key: takes it if it begins a sequence, of
 * which then nothing comes but a string. */
bool sequence_resume(struct sequence *sequence, uint8_t byte);

#endif
