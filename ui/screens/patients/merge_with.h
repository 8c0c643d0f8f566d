#ifndef SCREENS_MERGE_WITH_H
#define SCREENS_MERGE_WITH_H
/*
 * Which record is another one of the same person: a search. Opened with the patient's number
 * (int64_t); answers with the kept record's in `id` once they are merged (merge_records.h).
 */
#include "ui/term/screen.h"

extern const struct screen_ops merge_with_screen;

#endif
