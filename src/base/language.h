#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H
/*
 * The interface's language: English in the source, translations in the program itself
 * (base/catalogue.h). The marks are gettext's, for xgettext.
 * Invariant: after language_start the process runs in a UTF-8 locale, so that wide characters and
 * widths are right.
 */

/* The translation of a message; of one of two messages by number; and a mark for texts in tables.
 */
#define _(text) language_text(text)
#define _n(one, many, number) language_count(one, many, number)
#define N_(text) text

/* What _ and _n stand for: the message itself where there is no translation. What is returned lives
 * as long as the program or as `text`. */
const char *language_text(const char *text) __attribute__((format_arg(1)));
const char *language_count(const char *one, const char *many, unsigned long number)
	__attribute__((format_arg(1), format_arg(2)));

/*
 * Takes the environment's locale; where that locale is missing or not UTF-8, C.UTF-8, keeping the
 * language asked for (LANG=zh_CN.UTF-8 without that locale installed still gives Chinese).
 * The language is the first of LANGUAGE, a list like "zh:en", that the program speaks; without
 * LANGUAGE that of LC_ALL, LC_MESSAGES or LANG, the first that is set. English where that one is C
 * or POSIX, whatever LANGUAGE says (the GNU gettext manual's rule, 2.3.3), and where no language is
 * spoken here. Chinese of any place is Chinese ("zh_TW").
 */
void language_start(void);

/*
 * Changes the language: "" keeps the environment's, "en" is English, "zh" or "zh_CN" Chinese.
 * Call again at any time; messages asked for later come in the new language.
 */
void language_choose(const char *language);

/* Goes on to the next language of the program, and from the last one to the first. */
void language_next(void);

#endif
