#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H
/*
 * The interface's language: English in the source, translations by gettext.
 * Invariant: after language_start the process runs in a UTF-8 locale, so that wide characters and
 * widths are right.
 */
#include <libintl.h>

#define LANGUAGE_DOMAIN "frontdesk"

/* The translation of a message; of one of two messages by number; and a mark for texts in tables.
 */
#define _(text) dgettext(LANGUAGE_DOMAIN, text)
#define _n(one, many, number) dngettext(LANGUAGE_DOMAIN, one, many, number)
#define N_(text) text

/*
 * Sets the locale of the environment; where that locale is missing or not UTF-8, C.UTF-8, keeping
 * the language asked for (LANG=zh_CN.UTF-8 without that locale installed still gives Chinese).
 * Catalogues are read from `build/locale` beside the program when it is there, else from LOCALEDIR.
 */
void language_start(void);

/*
 * Changes the language: "" keeps the environment's, "en" is English, "zh" or "zh_CN" Chinese.
 * Call again at any time; messages asked for later come in the new language.
 */
void language_choose(const char *language);

#endif
