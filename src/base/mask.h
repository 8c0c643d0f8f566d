#ifndef BASE_MASK_H
#define BASE_MASK_H
/*
 * What others may see of a person: names, identity numbers and phones with their middle hidden.
 * China's Personal Information Protection Law (articles 28 and 51) and GB/T 35273-2020 ask for it
 * without fixing the form; these are the usual ones. By characters, never by bytes.
 * Invariant: at least one character of a text that is not empty is hidden; but for mask_numbers.
 */

enum { MASK_SIZE = 128 };

/*
 * 张* (two characters), 张*丰 (three and more), 欧阳* (a compound surname), 买买提·** (every part
 * after the first middle dot). Names in Latin letters: every word after the first. Returns `out`.
 */
char *mask_name(const char *name, char out[MASK_SIZE]);

/* 110105********002X: six and four characters of a resident number, two and two of a shorter one;
 * never so many that less than a third is hidden. Returns `out`. */
char *mask_id_number(const char *number, char out[MASK_SIZE]);

/* 138****1234: three and four characters; of a short number fewer, those at its end. Returns `out`.
 */
char *mask_phone(const char *phone, char out[MASK_SIZE]);

/* A text in which a phone or an identity number may stand by mistake: each number of eleven digits
 * and more, apart by blanks or hyphens or not, with three and four of its characters. The rest
 * stays. Returns `out`. */
char *mask_numbers(const char *text, char out[MASK_SIZE]);

#endif
