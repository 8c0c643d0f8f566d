#ifndef STORE_STATEMENTS_H
#define STORE_STATEMENTS_H
/*
 * The statements and schema steps as the build embeds them; statements and store_schema_version are
 * in store.h.
 */
#include "store/store.h"

/* Whether a statement may change the database: the build read it in its text. */
bool statement_is_change(enum sql statement);

/* A step of the schema, from 1; it ends by writing its number as the file's version. */
const char *schema_step_text(int step);

/* What in front of a statement asks for its plan. */
const char *statement_explain_prefix(void);

#endif
