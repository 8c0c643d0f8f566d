#ifndef BASE_SIPHASH_H
#define BASE_SIPHASH_H
/*
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a short mark of some bytes that nobody can make
 * without the key, nor take the bytes back out of.
 */
#include <stddef.h>
#include <stdint.h>

enum { SIPHASH_KEY_SIZE = 16 };

uint64_t siphash(const unsigned char key[SIPHASH_KEY_SIZE], const void *bytes, size_t size);

#endif
