#include "desk/roster/directory.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/contact.h"
#include "base/language.h"
#include "base/money.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "desk/list.h"

#include "sql_columns.h"

enum { TYPED_SIZE = 1024 };

enum status code_read(const char *text, const char *what, char out[CODE_SIZE],
		      struct problem *problem)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
	char typed[TYPED_SIZE];
	size_t length;

	text_copy(typed, sizeof(typed), text);
	length = strlen(text_tidy_number(typed));
	if (length == 0)
		return problem_set(problem, STATUS_BAD_VALUE, _("%s is missing."), what);
	if (length >= CODE_SIZE || typed[strspn(typed, allowed)])
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("%s must be 1 to %d letters, digits, dots, hyphens or "
				     "underscores; \"%.60s\" cannot be used."),
				   what, CODE_SIZE - 1, typed);
	text_copy(out, CODE_SIZE, typed);
	return STATUS_OK;
}

/* A cell of a spreadsheet may have several lines; words are one line. */
static void join_lines(char *text)
{
	char *end = text;

	for (const char *from = text; *from; from++) {
		if (*from != '\r' && *from != '\n')
			*end++ = *from;
		else if (end == text || end[-1] != ' ')
			*end++ = ' ';
	}
	*end = '\0';
}

enum status words_read(const char *text, const char *what, size_t shortest, size_t longest,
		       char *out, size_t size, struct problem *problem)
{
	char typed[TYPED_SIZE];
	size_t length, place;
	uint32_t character;

	text_copy(typed, sizeof(typed), text);
	join_lines(typed);
	text_trim(typed);
	if (text_find_unclean(typed, &character, &place))
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("%s: character %zu cannot be seen or is damaged (U+%04X). "
				     "Type the words again without it."),
				   what, place, (unsigned)character);
	length = text_length(typed);
	if (length < shortest)
		return problem_set(problem, STATUS_BAD_VALUE, _("%s is missing."), what);
	if (length > longest || strlen(typed) >= size)
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("%s may have at most %zu characters; this one has %zu."), what,
				   longest, length);
	text_copy(out, size, typed);
	return STATUS_OK;
}

/* Runs of blanks, the wide one of Chinese among them, to single spaces. */
static void join_blanks(char *text)
{
	static const char wide[] = "\xE3\x80\x80";
	char *end = text;

	for (const char *from = text; *from;) {
		const bool is_wide = strncmp(from, wide, sizeof(wide) - 1) == 0;

		if (!is_wide && *from != ' ' && *from != '\t') {
			*end++ = *from++;
			continue;
		}
		from += is_wide ? sizeof(wide) - 1 : 1;
		if (end == text || end[-1] != ' ')
			*end++ = ' ';
	}
	*end = '\0';
}

enum status directory_name_read(const char *text, const char *what, bool person, char *out,
				size_t size, struct problem *problem)
{
	char typed[TYPED_SIZE], name[NAME_TYPED_SIZE];
	enum status status;

	text_copy(typed, sizeof(typed), text);
	join_lines(typed);
	join_blanks(typed);
	status = words_read(typed, what, 1, WORD_LONGEST, out, size, problem);
	if (status)
		return status;
	if (strstr(out, "\xEF\xBF\xBD"))
		return problem_set(problem, STATUS_BAD_NAME,
				   _("%s \"%s\" has a damaged character: another program has lost "
				     "it. Type the name again."),
				   what, out);
	if (person) {
		name_fold(text_trim(text_narrow(out)), name);
		text_copy(out, size, name);
	}
	if (text_columns(out) > NAME_COLUMNS_MOST)
		return problem_set(problem, STATUS_BAD_NAME,
				   _("%s is too long: at most 32 Chinese characters or 64 Latin "
				     "letters."),
				   what);
	if (name_is_number(out))
		return problem_set(problem, STATUS_BAD_NAME, _("%s cannot be a number: %s."), what,
				   out);
	if (name_is_missing(out))
		return problem_set(problem, STATUS_BAD_NAME,
				   _("%s is missing: \"%s\" is what a spreadsheet or a form has "
				     "where there is none."),
				   what, out);
	return STATUS_OK;
}

/* The codes that are the one asked for but for their case. */
struct codes {
	int count;
	char code[CODE_SIZE];
};

static enum status read_code(const struct store_row *row, void *context)
{
	struct codes *codes = context;

	codes->count++;
	text_copy(codes->code, sizeof(codes->code), row_text(row, CODE_ROW_CODE));
	return STATUS_OK;
}

/* How a department or a doctor is looked up. */
struct directory_table {
	enum sql get, codes;
	enum status (*read)(const struct store_row *row, void *context);
};

/* By the code as it is kept, which costs least; else by the only one that differs in its case. */
static enum status get_by_code(struct desk *desk, const struct directory_table *table,
			       const char *code, void *out)
{
	struct codes codes = { .count = 0 };
	char tidy[TYPED_SIZE];
	enum status status;

	text_copy(tidy, sizeof(tidy), code);
	text_tidy_number(tidy);
	status = store_one(desk->store, table->get, ARGS(store_text(tidy)), table->read, out);
	if (status != STATUS_NOT_FOUND)
		return status;
	status = store_each(desk->store, table->codes, ARGS(store_text(text_upper(tidy))),
			    read_code, &codes);
	if (status || codes.count != 1)
		return status ? status : STATUS_NOT_FOUND;
	return store_one(desk->store, table->get, ARGS(store_text(codes.code)), table->read, out);
}

/* Departments. */

static enum status read_department(const struct store_row *row, void *context)
{
	struct department *out = context;

	out->id = row_number(row, DEPARTMENT_ROW_ID);
	out->seq = row_number(row, DEPARTMENT_ROW_SEQ);
	text_copy(out->code, sizeof(out->code), row_text(row, DEPARTMENT_ROW_CODE));
	text_copy(out->name, sizeof(out->name), row_text(row, DEPARTMENT_ROW_NAME));
	text_copy(out->location, sizeof(out->location), row_text(row, DEPARTMENT_ROW_LOCATION));
	return STATUS_OK;
}

enum status department_get(struct desk *desk, const char *code, struct department *out)
{
	static const struct directory_table departments = { SQL_DEPARTMENT_GET,
							    SQL_DEPARTMENT_CODES, read_department };
	enum status status = get_by_code(desk, &departments, code, out);

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("There is no department with the code %.60s."),
				   code);
	return desk_store_result(desk, status);
}

/* The number behind the highest one in use. */
static enum status next_id(struct desk *desk, enum sql last, int64_t *id)
{
	enum status status = store_number(desk->store, last, NO_ARGS, id);

	if (status && status != STATUS_NOT_FOUND)
		return desk_store_result(desk, status);
	(*id)++;
	return STATUS_OK;
}

static enum status check_department(struct desk *desk, struct department *department)
{
	enum status status;

	status = code_read(department->code, _("The department's code"), department->code,
			   &desk->problem);
	if (!status)
		status = directory_name_read(department->name, _("The department's name"), false,
					     department->name, sizeof(department->name),
					     &desk->problem);
	if (!status)
		status = words_read(department->location, _("The department's location"), 0,
				    WORD_LONGEST, department->location,
				    sizeof(department->location), &desk->problem);
	return status;
}

static enum status add_department(struct desk *desk, struct department *department)
{
	char detail[AUDIT_DETAIL_SIZE];
	enum status status = next_id(desk, SQL_DEPARTMENT_LAST_ID, &department->id);

	if (status)
		return status;
	text_format(detail, sizeof(detail), "%s %s (%s)", department->code, department->name,
		    department->location);
	status = audit_record(desk, AUDIT_DEPARTMENT_ADD, department->id, 0, NULL, detail,
			      &department->seq);
	if (status)
		return status;
	status = store_run(desk->store, SQL_DEPARTMENT_ADD,
			   ARGS(STORE_ARG_INT(department->id), STORE_ARG_INT(department->seq),
				store_text(department->code), store_text(department->name),
				store_text(department->location)),
			   NULL);
	return desk_store_result(desk, status);
}

static enum status change_department(struct desk *desk, const struct department *old,
				     struct department *department)
{
	char detail[AUDIT_DETAIL_SIZE];
	enum status status;

	department->id = old->id;
	text_format(detail, sizeof(detail), "%s %s (%s) -> %s (%s)", old->code, old->name,
		    old->location, department->name, department->location);
	status = audit_record(desk, AUDIT_DEPARTMENT_CHANGE, old->id, old->seq, NULL, detail,
			      &department->seq);
	if (status)
		return status;
	status = store_run(desk->store, SQL_DEPARTMENT_CHANGE,
			   ARGS(STORE_ARG_INT(department->seq), store_text(department->name),
				store_text(department->location), STORE_ARG_INT(department->id)),
			   NULL);
	if (!status)
		status = store_run(
			desk->store, SQL_DEPARTMENT_CHANGE_SESSIONS,
			ARGS(store_text(department->name), STORE_ARG_INT(department->id)), NULL);
	return desk_store_result(desk, status);
}

struct putting_department {
	struct department department; /* what was asked, then what is there */
	enum put_outcome outcome;
};

static enum status put_department_inside(struct desk *desk, void *context)
{
	struct putting_department *putting = context;
	struct department department = putting->department, old;
	enum status status = department_get(desk, department.code, &old);

	if (status == STATUS_NOT_FOUND) {
		putting->outcome = PUT_ADDED;
		status = add_department(desk, &department);
	} else if (!status && strcmp(old.name, department.name) == 0 &&
		   strcmp(old.location, department.location) == 0) {
		putting->outcome = PUT_UNCHANGED;
		department = old;
	} else if (!status) {
		putting->outcome = PUT_CHANGED;
		status = change_department(desk, &old, &department);
	}
	if (!status)
		putting->department = department;
	return status;
}

enum status department_put(struct desk *desk, struct department *department,
			   enum put_outcome *outcome)
{
	struct putting_department putting = { .department = *department };
	enum status status = check_department(desk, &putting.department);

	if (!status)
		status = desk_change(desk, put_department_inside, &putting);
	if (status)
		return status;
	*department = putting.department;
	*outcome = putting.outcome;
	return STATUS_OK;
}

enum status department_list(struct desk *desk, struct department **rows, size_t *count)
{
	return list_read(desk, SQL_DEPARTMENT_LIST, NO_ARGS, read_department, sizeof(**rows), rows,
			 count);
}

/* Doctors. */

static enum status read_doctor(const struct store_row *row, void *context)
{
	struct doctor *out = context;

	out->id = row_number(row, DOCTOR_ROW_ID);
	out->seq = row_number(row, DOCTOR_ROW_SEQ);
	out->department_id = row_number(row, DOCTOR_ROW_DEPARTMENT_ID);
	text_copy(out->code, sizeof(out->code), row_text(row, DOCTOR_ROW_CODE));
	text_copy(out->name, sizeof(out->name), row_text(row, DOCTOR_ROW_NAME));
	text_copy(out->title, sizeof(out->title), row_text(row, DOCTOR_ROW_TITLE));
	text_copy(out->department_code, sizeof(out->department_code),
		  row_text(row, DOCTOR_ROW_DEPARTMENT_CODE));
	text_copy(out->department, sizeof(out->department), row_text(row, DOCTOR_ROW_DEPARTMENT));
	text_copy(out->qualification_no, sizeof(out->qualification_no),
		  row_text(row, DOCTOR_ROW_QUALIFICATION_NO));
	text_copy(out->specialty, sizeof(out->specialty), row_text(row, DOCTOR_ROW_SPECIALTY));
	out->fee_fen = row_number(row, DOCTOR_ROW_FEE_FEN);
	text_copy(out->initials, sizeof(out->initials), row_text(row, DOCTOR_ROW_INITIALS));
	return STATUS_OK;
}

enum status doctor_get(struct desk *desk, const char *code, struct doctor *out)
{
	static const struct directory_table doctors = { SQL_DOCTOR_GET, SQL_DOCTOR_CODES,
							read_doctor };
	enum status status = get_by_code(desk, &doctors, code, out);

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, STATUS_UNKNOWN_DOCTOR,
				   _("There is no doctor with the code %.60s."), code);
	return desk_store_result(desk, status);
}

enum status doctor_by_id(struct desk *desk, int64_t id, struct doctor *out)
{
	enum status status = store_one(desk->store, SQL_DOCTOR_BY_ID, ARGS(STORE_ARG_INT(id)),
				       read_doctor, out);

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, STATUS_UNKNOWN_DOCTOR, _("There is no such doctor."));
	return desk_store_result(desk, status);
}

static enum status check_doctor(struct desk *desk, struct doctor *doctor)
{
	struct problem *problem = &desk->problem;
	enum status status;

	status = code_read(doctor->code, _("The doctor's code"), doctor->code, problem);
	if (!status)
		status = directory_name_read(doctor->name, _("The doctor's name"), true,
					     doctor->name, sizeof(doctor->name), problem);
	if (!status)
		status = words_read(doctor->title, _("The doctor's title"), 0, TITLE_LONGEST,
				    doctor->title, sizeof(doctor->title), problem);
	if (!status)
		status = code_read(doctor->department_code, _("The department's code"),
				   doctor->department_code, problem);
	if (!status)
		status = words_read(doctor->qualification_no, _("The qualification number"), 0,
				    QUALIFICATION_LONGEST, doctor->qualification_no,
				    sizeof(doctor->qualification_no), problem);
	if (!status)
		status = words_read(doctor->specialty, _("The doctor's specialty"), 0,
				    SPECIALTY_LONGEST, doctor->specialty, sizeof(doctor->specialty),
				    problem);
	if (!status && (doctor->fee_fen < 0 || doctor->fee_fen > MONEY_LARGEST_FEN))
		status = desk_refuse(desk, STATUS_BAD_AMOUNT,
				     _("A fee is between 0.00 and 1000000.00 yuan."));
	return status;
}

/* The initials that a clerk types for a doctor: the shortest spelling, of the first reading. */
static void initials_of(const char *name, char out[CODE_SIZE])
{
	struct pinyin pinyin;
	const char *shortest = "";

	pinyin_of_name(name, &pinyin);
	for (size_t i = 0; i < pinyin.count; i++) {
		if (i == 0 || strlen(pinyin.keys[i]) < strlen(shortest))
			shortest = pinyin.keys[i];
	}
	text_copy(out, CODE_SIZE, shortest);
}

static const char *or_dash(const char *text)
{
	return text[0] ? text : "-";
}

/* The detail of a doctor's first entry: `check` compares what is there with it. */
static void tell_doctor(const struct doctor *doctor, char detail[AUDIT_DETAIL_SIZE])
{
	char fee[MONEY_TEXT_SIZE];

	text_format(detail, AUDIT_DETAIL_SIZE,
		    "%s %s; department: %s; fee: %s; qualification_no: %s; title: %s; specialty: "
		    "%s",
		    doctor->code, doctor->name, doctor->department_code,
		    money_format(doctor->fee_fen, fee), or_dash(doctor->qualification_no),
		    or_dash(doctor->title), or_dash(doctor->specialty));
}

static enum status add_doctor(struct desk *desk, struct doctor *doctor)
{
	char detail[AUDIT_DETAIL_SIZE], initials[CODE_SIZE];
	enum status status = next_id(desk, SQL_DOCTOR_LAST_ID, &doctor->id);

	if (status)
		return status;
	tell_doctor(doctor, detail);
	status = audit_record(desk, AUDIT_DOCTOR_ADD, doctor->id, 0, NULL, detail, &doctor->seq);
	if (status)
		return status;
	initials_of(doctor->name, initials);
	status = store_run(desk->store, SQL_DOCTOR_ADD,
			   ARGS(STORE_ARG_INT(doctor->id), STORE_ARG_INT(doctor->seq),
				store_text(doctor->code), store_text(doctor->name),
				store_text(doctor->title), STORE_ARG_INT(doctor->department_id),
				store_text(doctor->qualification_no), store_text(doctor->specialty),
				STORE_ARG_INT(doctor->fee_fen), store_text(initials)),
			   NULL);
	return desk_store_result(desk, status);
}

/* One "name: old -> new" of the audit's detail, after those before it. */
static void note(char detail[AUDIT_DETAIL_SIZE], const char *name, const char *from, const char *to)
{
	size_t length = strlen(detail);

	if (strcmp(from, to) != 0)
		text_format(detail + length, AUDIT_DETAIL_SIZE - length, "%s%s: %s -> %s",
			    length ? "; " : "", name, or_dash(from), or_dash(to));
}

static void compare_doctors(const struct doctor *old, const struct doctor *new,
			    char detail[AUDIT_DETAIL_SIZE])
{
	char from[MONEY_TEXT_SIZE], to[MONEY_TEXT_SIZE];

	detail[0] = '\0';
	note(detail, "name", old->name, new->name);
	note(detail, "title", old->title, new->title);
	note(detail, "department", old->department_code, new->department_code);
	note(detail, "qualification_no", old->qualification_no, new->qualification_no);
	note(detail, "fee", money_format(old->fee_fen, from), money_format(new->fee_fen, to));
	note(detail, "specialty", old->specialty, new->specialty);
}

static enum status change_doctor(struct desk *desk, const struct doctor *old, const char *detail,
				 struct doctor *doctor)
{
	char initials[CODE_SIZE];
	enum status status;

	doctor->id = old->id;
	status = audit_record(desk, AUDIT_DOCTOR_CHANGE, old->id, old->seq, NULL, detail,
			      &doctor->seq);
	if (status)
		return status;
	initials_of(doctor->name, initials);
	status = store_run(desk->store, SQL_DOCTOR_CHANGE,
			   ARGS(STORE_ARG_INT(doctor->seq), store_text(doctor->name),
				store_text(doctor->title), STORE_ARG_INT(doctor->department_id),
				store_text(doctor->qualification_no), store_text(doctor->specialty),
				STORE_ARG_INT(doctor->fee_fen), store_text(initials),
				STORE_ARG_INT(doctor->id)),
			   NULL);
	if (!status)
		status = store_run(desk->store, SQL_DOCTOR_CHANGE_SESSIONS,
				   ARGS(store_text(doctor->name), store_text(doctor->title),
					STORE_ARG_INT(doctor->department_id),
					store_text(doctor->department), STORE_ARG_INT(doctor->id)),
				   NULL);
	return desk_store_result(desk, status);
}

struct putting_doctor {
	struct doctor doctor; /* what was asked, then what is there */
	enum put_outcome outcome;
};

static enum status put_doctor_inside(struct desk *desk, void *context)
{
	struct putting_doctor *putting = context;
	struct doctor doctor = putting->doctor, old;
	struct department department;
	char detail[AUDIT_DETAIL_SIZE];
	enum status status = department_get(desk, doctor.department_code, &department);

	if (status)
		return status;
	doctor.department_id = department.id;
	text_copy(doctor.department, sizeof(doctor.department), department.name);
	status = doctor_get(desk, doctor.code, &old);
	if (status == STATUS_UNKNOWN_DOCTOR) {
		putting->outcome = PUT_ADDED;
		status = add_doctor(desk, &doctor);
	} else if (!status) {
		compare_doctors(&old, &doctor, detail);
		putting->outcome = detail[0] ? PUT_CHANGED : PUT_UNCHANGED;
		if (detail[0])
			status = change_doctor(desk, &old, detail, &doctor);
		else
			doctor = old;
	}
	if (!status)
		putting->doctor = doctor;
	return status;
}

enum status doctor_put(struct desk *desk, struct doctor *doctor, enum put_outcome *outcome)
{
	struct putting_doctor putting = { .doctor = *doctor };
	enum status status = check_doctor(desk, &putting.doctor);

	if (!status)
		status = desk_change(desk, put_doctor_inside, &putting);
	if (status)
		return status;
	*doctor = putting.doctor;
	*outcome = putting.outcome;
	return STATUS_OK;
}

enum status doctor_list(struct desk *desk, struct doctor **rows, size_t *count)
{
	return list_read(desk, SQL_DOCTOR_LIST, NO_ARGS, read_doctor, sizeof(**rows), rows, count);
}
