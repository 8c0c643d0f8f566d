#ifndef SCREENS_PATIENT_SEARCH_H
#define SCREENS_PATIENT_SEARCH_H
/*
 * Finding a patient, the same wherever one is sought: a field that is typed or scanned into, and
 * beneath it the patients it fits, whom the arrows mark. Identity numbers and phones are masked.
 * Invariant: the list is what the field finds, nobody while it is empty; of several, none is marked
 * until a key marks one.
 */
#include "desk/people/patient_find.h"
#include "ui/screens/patients/patient_pane.h"
#include "ui/term/edit.h"
#include "ui/term/list.h"
#include "ui/term/screen.h"

/* The state of a screen that is such a search. */
struct patient_search {
	struct edit find;
	struct patient patient[PATIENT_FIND_MAX];
	size_t count;
	day_number today;
	struct list list;
	struct patient_pane pane; /* the marked one */
};

/* What such a screen says, N_(). */
struct patient_search_look {
	const char *take;   /* what Enter does with the marked patient */
	const char *nobody; /* nobody is found */
	const char *ask;    /* nothing is typed yet */
	const char *more;   /* beneath that, NULL for nothing */
	int columns_most;   /* as in words_body */
};

/* For the screen's table. */
enum status patient_search_open(struct screen *screen, const void *argument,
				struct problem *problem) MUST_CHECK;
enum status patient_search_load(struct screen *screen, struct problem *problem) MUST_CHECK;
unsigned patient_search_text(struct screen *screen, const char *text);
bool patient_search_blank(const struct screen *screen);
void patient_search_close(struct screen *screen);

/* Draws the field and the patients that were found, or what to type; on a wide terminal the marked
 * one beside them. */
void patient_search_draw(struct screen *screen, const struct canvas *canvas,
			 const struct patient_search_look *look);

/* Edits the field, marks another patient, and empties a field that has something in it when the
 * clerk goes back; SCREEN_PASS for every other command. */
unsigned patient_search_command(struct screen *screen, enum command command);

/* Puts a text into the field and finds by it; "" empties both. */
unsigned patient_search_for(struct screen *screen, const char *text);

/* What was sought is dealt with: what is typed next takes its place. */
unsigned patient_search_over(struct screen *screen);

/* Says that several people fit, and what to do, or that nobody is there; for Enter when nobody is
 * marked. */
unsigned patient_search_say_unmarked(struct screen *screen);

/* NULL when nobody is found, or nobody is marked of several. Good until the next search. */
const struct patient *patient_search_marked(const struct screen *screen);

#endif
