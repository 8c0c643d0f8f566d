#ifndef DESK_ORDER_PARTS_H
#define DESK_ORDER_PARTS_H
/*
 * What an online order asks for, part by part, and in what two that bear one number differ.
 * Invariant: text and figures alone, without store and clock.
 */
#include "desk/online/online_order.h"

enum order_part {
	ORDER_PART_PERSON = 1,
	ORDER_PART_DOCTOR = 2,
	ORDER_PART_DATE = 4,
	ORDER_PART_PERIOD = 8,
	ORDER_PART_AMOUNT = 16,
	ORDER_PART_PAYMENT = 32,
};

/* Whether one and the other may be the same person: the name and the number of the document agree,
 * where both give them. */
bool order_same_person(const struct online_order *a, const struct online_order *b);

/* Neither the name nor the number of the document agrees, and both give both. */
bool order_other_person(const struct online_order *a, const struct online_order *b);

/*
 * In which parts `asked` differs from the order that `stands` under its number. A phone is how to
 * reach a person, not who it is. What was not paid, or not said by a cancel, differs from nothing.
 */
unsigned order_differences(const struct online_order *stands, const struct online_order *asked);

/* The translated words for parts, apart by commas: "person, date". Returns `out`. */
enum { ORDER_PARTS_WORDS_SIZE = 200 };
char *order_parts_words(unsigned parts, char out[ORDER_PARTS_WORDS_SIZE]);

#endif
