#ifndef BASE_MACHINE_H
#define BASE_MACHINE_H
/*
 * Which computer this is, for who must know whether he is still on the same one. The identity of a
 * computer is its own affair (machine-id(5)), so it is only ever given as a mark under a key: two
 * clinics have two marks for one computer, and no mark leads back to it.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/siphash.h"

/*
 * The mark of this computer under `key`, of /etc/machine-id or, where that is missing, of what
 * D-Bus keeps. 0: it has neither, as a container may, and is like no other.
 *
 * Built with TEST_CLOCK, as the tests' programs are and the clinic's never is, the computer is what
 * FRONTDESK_TEST_MACHINE says where the environment has that.
 */
int64_t machine_mark(const unsigned char key[SIPHASH_KEY_SIZE]);

#endif
