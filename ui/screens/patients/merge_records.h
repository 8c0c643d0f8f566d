#ifndef SCREENS_MERGE_RECORDS_H
#define SCREENS_MERGE_RECORDS_H
/*
 * Two records side by side, and what merging them would do, by the rule itself; F9 does it. Opened
 * with struct two_records. Answers with the kept record's number in `id`.
 */
#include "ui/term/screen.h"

struct two_records {
	int64_t keep, give; /* patients' numbers */
};

extern const struct screen_ops merge_records_screen;

#endif
