#ifndef DESK_IDEM_H
#define DESK_IDEM_H
/*
 * The idempotency key of something a person asked for: made when the form opens, kept until an
 * answer is known.
 *
 * Rule: a key stands for what was asked under it. The same key with the same content gives the
 * first answer again; with other content it is refused, and the refusal names what differs
 * (audit_done_before). So every function that takes a key says what is asked, part by part
 * (idem_ask), before it looks the key up; the audit row keeps that.
 * Invariant: what is kept of a part is a digest of four bytes, never the text: a number or a name
 * cannot be read from it, and two different ones look alike once in four thousand million times.
 */
#include <stdbool.h>
#include <stdint.h>

enum { IDEM_SIZE = 16, IDEM_PARTS_MAX = 16, IDEM_PART_SIZE = 5 };

/* What may be asked, by the letters of idem_part.def. */
enum idem_part {
#define IDEM_PART(symbol, letter, word) IDEM_##symbol,
#include "desk/idem_part.def"
#undef IDEM_PART
	IDEM_PART_COUNT
};

struct idem {
	unsigned char bytes[IDEM_SIZE];
	bool set;
	unsigned char asked[IDEM_PARTS_MAX * IDEM_PART_SIZE]; /* the letter, the digest */
	int asked_size;					      /* of it, in bytes */
};

/* A fresh key: the time, then ten random bytes. Nothing is asked under it yet. */
struct idem idem_new(void);

/* Reads 32 hexadecimal digits. */
bool idem_parse(const char *text, struct idem *out);

/* The key that was given, or a fresh one when it is NULL or not set. Nobody can come again with a
 * fresh key. */
struct idem idem_or_new(const struct idem *given);

/* Adds a part of what is asked under a key; a text, NULL being as "", or a number. Each part at
 * most once. Nothing is kept of a key that is not set. */
void idem_ask(struct idem *idem, enum idem_part part, const char *text);
void idem_ask_number(struct idem *idem, enum idem_part part, int64_t number);

/*
 * Writes the translated words for the parts of which `now` asks something else than `asked_size`
 * bytes of the audit row do, apart by commas: "patient, session". False: none, or the row is older
 * than this rule (no bytes).
 */
enum { IDEM_WORDS_SIZE = 200 };
bool idem_differs(const struct idem *now, const unsigned char *asked, int asked_size,
		  char out[IDEM_WORDS_SIZE]);

/* Whether the bytes of an audit row cannot be what was asked for that which was `made`: one of its
 * parts has another digest there, or they have a letter that no part has. */
bool idem_contradicts(const struct idem *made, const unsigned char *asked, int asked_size);

#endif
