#ifndef DESK_IDEM_H
#define DESK_IDEM_H
#include <stdbool.h>

enum { IDEM_SIZE = 16 };

/* The idempotency key of something a person asked for: made when the form opens, kept until an
 * answer is known. */
struct idem {
	unsigned char bytes[IDEM_SIZE];
	bool set;
};

/* A fresh key: the time, then ten random bytes. */
struct idem idem_new(void);

/* Reads 32 hexadecimal digits. */
bool idem_parse(const char *text, struct idem *out);

#endif
