#ifndef BASE_SECRET_TOKEN_H
#define BASE_SECRET_TOKEN_H
/*
 * Secrets that the program makes up and a person copies: the token of a script, the recovery code
 * on paper. Written in the letters of base/secret_letters.h, so that one wrong letter or two
 * swapped ones are told from a wrong secret. Of a secret only its digest is kept.
 */
#include "base/secret.h"

enum secret_kind {
	SECRET_TOKEN,	/* BCDF-GHJK-LMNP-QRST-VWXZ-2345-6789: 131 random bits */
	SECRET_RECOVERY /* BCDF-GHJK-LMNP-QRST-VWXZ: 92 random bits */
};

enum { SECRET_TOKEN_SIZE = 36 };

/* Makes a new one, in its groups of four. The caller wipes `text` when it was handed over. */
void secret_token_new(enum secret_kind kind, char text[SECRET_TOKEN_SIZE]);

/*
 * Makes up a first password, to be changed when it is used first: "bcdf-ghjk-lmnp", typed as it is.
 * 58 random bits.
 */
enum { SECRET_FIRST_PASSWORD_SIZE = 15 };
void secret_first_password_new(char text[SECRET_FIRST_PASSWORD_SIZE]);

/*
 * The digest of one that was typed, in capitals or not, with hyphens and blanks anywhere or none,
 * full-width or not. STATUS_BAD_VALUE with a sentence for what cannot be one: it has other
 * characters, too few or too many, or its check is wrong. The digests of a token and of a recovery
 * code differ, whatever is typed.
 */
enum status secret_token_digest(enum secret_kind kind, const char *typed,
				unsigned char digest[SECRET_DIGEST_SIZE],
				struct problem *problem) MUST_CHECK;

#endif
