#ifndef BASE_SECRET_PAPER_H
#define BASE_SECRET_PAPER_H
/*
 * A key of 32 bytes as a person keeps it on paper: two lines of 28 letters (base/secret_letters.h),
 * each with its check, that say which of the two lines they are and of what kind of key.
 */
#include "base/secret.h"

enum secret_paper {
	SECRET_PAPER_OWNER, /* the owner's private key */
	SECRET_PAPER_CHAIN  /* the first key of the chain (desk/trust/chain.h) */
};

enum { SECRET_PAPER_SIZE = 72 };

/* "BCDF-GHJK-LMNP-QRST-VWXZ-2345-6789" twice, with a line's end between. The caller wipes it. */
void secret_paper_write(enum secret_paper kind, const unsigned char key[SECRET_KEY_SIZE],
			char text[SECRET_PAPER_SIZE]);

/*
 * Reads what was copied from it, however it was typed (secret_letters_take). STATUS_BAD_VALUE with
 * a sentence that says which line is at fault, and zeros in `key`.
 */
enum status secret_paper_read(enum secret_paper kind, const char *typed,
			      unsigned char key[SECRET_KEY_SIZE],
			      struct problem *problem) MUST_CHECK;

#endif
