#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H
/*
 * The translations that the program carries: those of data/locale, compiled by the build. They are
 * looked up here and not by libintl, which needs files beside the program and, since glibc 2.39,
 * is silent in C.UTF-8, the one UTF-8 locale that every computer has.
 * Invariant: what is returned lives as long as the program.
 */

/* One language's. `mo` is a file as msgfmt writes it, little-endian and without a hash table (GNU
 * gettext manual, 10.3); `form` is its header's plural rule and answers less than `forms`. */
struct catalogue {
	const char *language; /* "zh_CN" */
	const unsigned char *mo;
	unsigned long (*form)(unsigned long number);
	unsigned long forms;
};

/* The catalogue of a language, as "zh_CN"; a language alone, as "zh", has the first one of it, and
 * so has one of a place that there is none for, as "zh_TW". NULL: there is none. */
const struct catalogue *catalogue_find(const char *language);

/* The one behind it in the program, NULL behind the last; of NULL the first. */
const struct catalogue *catalogue_next(const struct catalogue *catalogue);

/* The translation of a message; NULL: it has none. */
const char *catalogue_text(const struct catalogue *catalogue, const char *text);

/* The form that the language has for `number` of a message that was marked with a plural. */
const char *catalogue_count(const struct catalogue *catalogue, const char *text,
			    unsigned long number);

#endif
