#ifndef BASE_FILE_KIND_H
#define BASE_FILE_KIND_H
/*
 * What the program writes takes the place of a file of its own kind alone, or of an empty one: who
 * mistypes a name loses no letter and no photograph.
 */
#include "base/status.h"

#define FILE_RULES_MARK ";; frontdesk rules"
#define FILE_BUNDLE_MARK "frontdesk bundle"

enum file_kind {
	FILE_ANY,	  /* whoever names it means it */
	FILE_WORKBOOK,	  /* .xlsx: a zip whose first part is [Content_Types].xml */
	FILE_PDF,	  /* .pdf */
	FILE_ORDER_LIST,  /* a table of orders as text: a heading that begins with order_no */
	FILE_TEXT_REPORT, /* a report as text: a first line of equals signs */
	FILE_RULES,	  /* the rules of a clinic: a first line that begins with FILE_RULES_MARK */
	FILE_BUNDLE	  /* what is given to who helps: one that begins with FILE_BUNDLE_MARK */
};

/* For new_file_open (file.h): STATUS_CANNOT_WRITE with a sentence when an ordinary file of another
 * kind is at `path`. Whatever is no ordinary file, or cannot be read, is the writer's affair. */
enum status file_kind_check(const char *path, enum file_kind kind,
			    struct problem *problem) MUST_CHECK;

#endif
