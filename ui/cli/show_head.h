#ifndef CLI_SHOW_HEAD_H
#define CLI_SHOW_HEAD_H
/* The head of the chain on the command line. */
#include "desk/trust/epoch.h"
#include "ui/cli/output.h"

/* As values of the innermost object, "head_entry" and "head"; both null where there is none. */
void show_head(struct output *output, const struct chain_link *link);

/* For people: "Entry 1234, head 0123-4567-89AB-CDEF." Nothing where there is none. */
void say_head(struct output *output, const struct chain_link *link);

/* An epoch that was begun, in the innermost object and for people. */
void show_epoch(struct output *output, const struct epoch *epoch);

#endif
