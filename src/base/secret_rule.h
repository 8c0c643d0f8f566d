#ifndef BASE_SECRET_RULE_H
#define BASE_SECRET_RULE_H
/*
 * What a person may choose as a secret. Length and what others choose first, after NIST SP 800-63B
 * (5.1.1.2): no letters of certain kinds are asked for, which only makes people write them down.
 * Common ones are in data/common-passwords.txt. No sentence has the secret in it.
 */
#include "base/status.h"

enum { SECRET_PASSWORD_MIN = 8, SECRET_PASSWORD_MAX = 128, SECRET_PIN_MIN = 4, SECRET_PIN_MAX = 6 };

/*
 * STATUS_BAD_VALUE for a password of other than 8 to 128 bytes, of three characters again and
 * again, in order ("12345678"), that many people have, or that is the person's own code;
 * STATUS_BAD_TEXT for one that is no clean UTF-8.
 */
enum status secret_rule_password(const char *password, const char *staff_code,
				 struct problem *problem) MUST_CHECK;

/* STATUS_BAD_VALUE for a PIN that is not of 4 to 6 digits, or whose digits are all the same or in
 * order. */
enum status secret_rule_pin(const char *pin, struct problem *problem) MUST_CHECK;

#endif
