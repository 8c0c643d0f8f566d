#ifndef DESK_TRUST_CHAIN_H
#define DESK_TRUST_CHAIN_H
/*
 * What is written on paper of the chain of entries, as arithmetic: neither store nor clock.
 */
#include <stdbool.h>
#include <stddef.h>

enum { CHAIN_HEAD_BYTES = 10, CHAIN_HEAD_SIZE = 20 };

/*
 * The first 80 bits of a digest as 16 digits and letters in fours, "0123-4567-89AB-CDEF": base 32
 * with Crockford's alphabet, in which no letter is taken for a digit. Returns `out`.
 */
const char *chain_head_text(const unsigned char *digest, char out[CHAIN_HEAD_SIZE]);

/* Reads one that was copied by hand: in small letters or capitals, with or without hyphens and
 * blanks, O as 0, I and L as 1. False when it is none. */
bool chain_head_read(const char *typed, unsigned char head[CHAIN_HEAD_BYTES]);

#endif
