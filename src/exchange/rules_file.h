#ifndef EXCHANGE_RULES_FILE_H
#define EXCHANGE_RULES_FILE_H
/*
 * The rules of a clinic in a settings file, to be carried to another clinic, which takes them
 * together or not at all. Lines behind ;; are the program's words; those behind # right above a
 * rule, or behind its value, are people's remark and go along.
 * A clinic's name is its own and is not carried.
 */
#include "desk/rules_change.h"

/* Writes them; a file of other rules is replaced (FILE_RULES). STATUS_CANNOT_WRITE. */
enum status rules_file_write(struct desk *desk, const char *path) MUST_CHECK;

/* What a file would change. The texts of `change` are its own: it is not to be moved. */
struct rules_file {
	struct rule_change change[SETTING_COUNT]; /* another value, or another remark */
	size_t count;
	int unchanged;			/* rules that it has as they are */
	int passed_over[SETTING_COUNT]; /* places: counters' own, the clinic's name */
	size_t passed_count;
	char value[SETTING_COUNT][SETTING_VALUE_SIZE];
	char before[SETTING_COUNT][SETTING_VALUE_SIZE];
	char remark[SETTING_COUNT][RULE_REMARK_SIZE];
};

/*
 * Reads a file, any settings file, and compares it with the rules in force. STATUS_BAD_FILE and
 * STATUS_BAD_SETTING as settings_load, with the line; STATUS_BAD_SETTING for a remark that is too
 * long. What the rules come to together rules_check looks at.
 */
enum status rules_file_read(struct desk *desk, const char *path, struct rules_file *out) MUST_CHECK;

#endif
