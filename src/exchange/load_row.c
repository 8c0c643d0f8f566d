#include "exchange/load_row.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/spelling.h"
#include "base/text.h"

enum { TYPED_SIZE = 128, WORDS_TYPED_SIZE = 1024 };

/* What several kinds of files call the same thing. */
#define DOCTOR_CODE_NAMES "doctor_code|医生工号|医生编号|医生代码|医师编码|医师工号|工号"
#define PERIOD_NAMES "午别|班次|班别|出诊时段|就诊时段|上下午"
#define FEE_NAMES "fee|挂号费(元)|诊查费"

/* Adds a key about one column; `kind` keeps keys of different columns apart. */
static void add_key(struct load_keys *keys, int column, char kind, const char *first,
		    const char *second)
{
	assert(keys->count < LOAD_KEYS_MAX);
	text_format(keys->key[keys->count].text, LOAD_KEY_SIZE, "%c\t%s\t%s", kind, first, second);
	keys->key[keys->count++].column = column;
}

/* The same about a code, which is known in any case. */
static void add_code_key(struct load_keys *keys, int column, char kind, const char *code,
			 const char *second)
{
	char capitals[CODE_SIZE];

	text_copy(capitals, sizeof(capitals), code);
	add_key(keys, column, kind, text_upper(capitals), second);
}

/* Departments. */

enum { DEPARTMENT_CODE, DEPARTMENT_NAME, DEPARTMENT_LOCATION, DEPARTMENT_COLUMNS };

static const struct csv_column department_columns[DEPARTMENT_COLUMNS] = {
	[DEPARTMENT_CODE] = { "code", "科室编码", false, TYPED_SIZE, CSV_NUMBER,
			      "department_code|科室代码|科室编号", CSV_OPEN },
	[DEPARTMENT_NAME] = { "name", "科室名称", false, WORDS_TYPED_SIZE, CSV_WORDS,
			      "department_name|科室", CSV_OPEN },
	[DEPARTMENT_LOCATION] = { "location", "位置", false, WORDS_TYPED_SIZE, CSV_WORDS,
				  "科室位置|地点|楼层", CSV_OPEN },
};

static const char department_harmless[] = "序号|no";

static enum status read_department(struct desk *desk, const struct csv *csv, void *item,
				   int *column)
{
	struct department *out = item;
	enum status status;

	*column = DEPARTMENT_CODE;
	status = code_read(csv_value(csv, DEPARTMENT_CODE), _("The department's code"), out->code,
			   &desk->problem);
	if (status)
		return status;
	*column = DEPARTMENT_NAME;
	status = directory_name_read(csv_value(csv, DEPARTMENT_NAME), _("The department's name"),
				     false, out->name, sizeof(out->name), &desk->problem);
	if (status)
		return status;
	*column = DEPARTMENT_LOCATION;
	return words_read(csv_value(csv, DEPARTMENT_LOCATION), _("The department's location"), 0,
			  WORD_LONGEST, out->location, sizeof(out->location), &desk->problem);
}

static void department_keys(const void *item, struct load_keys *keys)
{
	const struct department *department = item;

	add_code_key(keys, DEPARTMENT_CODE, 'c', department->code, "");
}

static enum status put_department(struct desk *desk, const void *item, bool rename,
				  enum put_outcome *outcome, struct roster_notes *notes,
				  int *column)
{
	struct department department = *(const struct department *)item;

	(void)rename;
	(void)notes;
	*column = LOAD_NO_COLUMN;
	return department_put(desk, &department, outcome);
}

/* Doctors. */

enum {
	DOCTOR_CODE,
	DOCTOR_NAME,
	DOCTOR_TITLE,
	DOCTOR_DEPARTMENT,
	DOCTOR_QUALIFICATION_NO,
	DOCTOR_SPECIALTY,
	DOCTOR_FEE,
	DOCTOR_COLUMNS
};

static const struct csv_column doctor_columns[DOCTOR_COLUMNS] = {
	[DOCTOR_CODE] = { "code", "医生编码", false, TYPED_SIZE, CSV_NUMBER, DOCTOR_CODE_NAMES,
			  CSV_OPEN },
	[DOCTOR_NAME] = { "name", "姓名", false, WORDS_TYPED_SIZE, CSV_WORDS,
			  "doctor_name|医生姓名|医师姓名|医生", CSV_OPEN },
	[DOCTOR_TITLE] = { "title", "职称", false, WORDS_TYPED_SIZE, CSV_WORDS,
			   "医生职称|技术职称|专业技术职称", CSV_OPEN },
	[DOCTOR_DEPARTMENT] = { "department", "科室编码", false, TYPED_SIZE, CSV_NUMBER,
				"department_code|科室代码|科室编号|所属科室编码", CSV_OPEN },
	[DOCTOR_QUALIFICATION_NO] = { "qualification_no", "执业证号", false, TYPED_SIZE, CSV_NUMBER,
				      "执业证书编码|执业证书编号|医师执业证书编码|执业证编号",
				      CSV_OPEN },
	[DOCTOR_SPECIALTY] = { "specialty", "专长", false, WORDS_TYPED_SIZE, CSV_WORDS,
			       "擅长|特长|专业特长", CSV_OPEN },
	[DOCTOR_FEE] = { "fee_yuan", "挂号费", false, TYPED_SIZE, CSV_VALUE, FEE_NAMES, CSV_OPEN },
};

static const char doctor_harmless[] = "序号|no|科室|科室名称|所属科室|department_name|性别";

static enum status read_fee(struct desk *desk, const struct csv *csv, int column, int64_t *fee_fen)
{
	const char *value = csv_value(csv, (size_t)column);

	if (money_parse(value, fee_fen))
		return STATUS_OK;
	return desk_refuse(desk, STATUS_BAD_AMOUNT,
			   _("The fee \"%.60s\" is not an amount in yuan, such as 15 or 15.00."),
			   value);
}

static enum status read_doctor_words(struct desk *desk, const struct csv *csv, struct doctor *out,
				     int *column)
{
	const struct {
		int column;
		const char *what;
		size_t shortest, longest;
		char *out;
		size_t size;
	} words[] = {
		{ DOCTOR_TITLE, _("The doctor's title"), 0, TITLE_LONGEST, out->title,
		  sizeof(out->title) },
		{ DOCTOR_QUALIFICATION_NO, _("The qualification number"), 0, QUALIFICATION_LONGEST,
		  out->qualification_no, sizeof(out->qualification_no) },
		{ DOCTOR_SPECIALTY, _("The doctor's specialty"), 0, SPECIALTY_LONGEST,
		  out->specialty, sizeof(out->specialty) },
	};
	enum status status;

	*column = DOCTOR_NAME;
	status = directory_name_read(csv_value(csv, DOCTOR_NAME), _("The doctor's name"), true,
				     out->name, sizeof(out->name), &desk->problem);
	for (size_t i = 0; !status && i < sizeof(words) / sizeof(words[0]); i++) {
		*column = words[i].column;
		status = words_read(csv_value(csv, (size_t)words[i].column), words[i].what,
				    words[i].shortest, words[i].longest, words[i].out,
				    words[i].size, &desk->problem);
	}
	return status;
}

static enum status read_doctor(struct desk *desk, const struct csv *csv, void *item, int *column)
{
	struct doctor *out = item;
	enum status status;

	*column = DOCTOR_CODE;
	status = code_read(csv_value(csv, DOCTOR_CODE), _("The doctor's code"), out->code,
			   &desk->problem);
	if (!status)
		status = read_doctor_words(desk, csv, out, column);
	if (status)
		return status;
	*column = DOCTOR_DEPARTMENT;
	status = code_read(csv_value(csv, DOCTOR_DEPARTMENT), _("The department's code"),
			   out->department_code, &desk->problem);
	if (status)
		return status;
	*column = DOCTOR_FEE;
	return read_fee(desk, csv, DOCTOR_FEE, &out->fee_fen);
}

static void doctor_keys(const void *item, struct load_keys *keys)
{
	const struct doctor *doctor = item;

	add_code_key(keys, DOCTOR_CODE, 'c', doctor->code, "");
}

static enum status put_doctor(struct desk *desk, const void *item, bool rename,
			      enum put_outcome *outcome, struct roster_notes *notes, int *column)
{
	struct doctor doctor = *(const struct doctor *)item;
	enum status status = doctor_put(desk, &doctor, outcome);

	(void)rename;
	(void)notes;
	*column = status == STATUS_NOT_FOUND ? DOCTOR_DEPARTMENT : LOAD_NO_COLUMN;
	return status;
}

/* The roster. */

enum {
	ROSTER_DATE,
	ROSTER_PERIOD,
	ROSTER_DOCTOR,
	ROSTER_CAPACITY,
	ROSTER_ROOM,
	ROSTER_ONLINE_PERCENT,
	ROSTER_FEE,
	ROSTER_COLUMNS
};

static const struct csv_column roster_columns[ROSTER_COLUMNS] = {
	[ROSTER_DATE] = { "date", "日期", false, TYPED_SIZE, CSV_VALUE,
			  "就诊日期|出诊日期|坐诊日期|排班日期|visit_date", CSV_OPEN },
	[ROSTER_PERIOD] = { "period", "时段", false, TYPED_SIZE, CSV_VALUE, PERIOD_NAMES,
			    CSV_OPEN },
	[ROSTER_DOCTOR] = { "doctor", "医生编码", false, TYPED_SIZE, CSV_NUMBER, DOCTOR_CODE_NAMES,
			    CSV_OPEN },
	[ROSTER_CAPACITY] = { "capacity", "限号", false, TYPED_SIZE, CSV_VALUE,
			      "限号数|号源数|号源总数|放号数|总号数|号数", CSV_OPEN },
	[ROSTER_ROOM] = { "room", "诊室", false, WORDS_TYPED_SIZE, CSV_WORDS,
			  "诊室号|诊室名称|出诊诊室|诊间", CSV_OPEN },
	[ROSTER_ONLINE_PERCENT] = { "online_percent", "线上比例", true, TYPED_SIZE, CSV_VALUE,
				    "线上占比|网上比例|网络比例", CSV_OPEN },
	[ROSTER_FEE] = { "fee_yuan", "挂号费", true, TYPED_SIZE, CSV_VALUE, FEE_NAMES, CSV_OPEN },
};

static const char roster_harmless[] = "序号|no|医生姓名|医师姓名|医生|姓名|doctor_name|职称|"
				      "医生职称|title|科室|科室名称|科室编码|科室代码|"
				      "department|department_name|星期|周几|weekday";

static enum status read_when(struct desk *desk, const struct csv *csv, struct session_wish *wish,
			     int *column)
{
	const char *period = csv_value(csv, ROSTER_PERIOD);
	enum status status;

	*column = ROSTER_DATE;
	status = day_read(csv_value(csv, ROSTER_DATE), &wish->day, &desk->problem);
	if (status)
		return status;
	*column = ROSTER_PERIOD;
	if (!period_parse(period, &wish->period))
		return desk_refuse(
			desk, STATUS_BAD_VALUE,
			_("The period \"%.60s\" is not am, pm or eve (上午, 下午, 晚上)."), period);
	return STATUS_OK;
}

static enum status read_figures(struct desk *desk, const struct csv *csv, struct session_wish *wish,
				int *column)
{
	char typed[TYPED_SIZE];
	int64_t number = -1;
	size_t length;

	*column = ROSTER_CAPACITY;
	text_copy(typed, sizeof(typed), csv_value(csv, ROSTER_CAPACITY));
	if (!text_to_number(typed, 1, SESSION_CAPACITY_MAX, &number))
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("The capacity \"%.60s\" is not a whole number from 1 to %d."),
				   typed, SESSION_CAPACITY_MAX);
	wish->capacity = (int)number;
	*column = ROSTER_ONLINE_PERCENT;
	wish->online_percent = -1;
	text_copy(typed, sizeof(typed), csv_value(csv, ROSTER_ONLINE_PERCENT));
	length = strlen(typed);
	if (length > 1 && typed[length - 1] == '%')
		typed[length - 1] = '\0';
	if (typed[0] && !text_to_number(typed, 0, 100, &number))
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("The online percentage \"%.60s\" is not a whole number from 0 "
				     "to 100."),
				   typed);
	if (typed[0])
		wish->online_percent = (int)number;
	*column = ROSTER_FEE;
	wish->fee_fen = -1;
	if (csv_value(csv, ROSTER_FEE)[0])
		return read_fee(desk, csv, ROSTER_FEE, &wish->fee_fen);
	return STATUS_OK;
}

static enum status read_roster(struct desk *desk, const struct csv *csv, void *item, int *column)
{
	struct load_roster_item *out = item;
	enum status status = read_when(desk, csv, &out->wish, column);

	if (status)
		return status;
	*column = ROSTER_DOCTOR;
	status = code_read(csv_value(csv, ROSTER_DOCTOR), _("The doctor's code"), out->doctor,
			   &desk->problem);
	if (status)
		return status;
	status = read_figures(desk, csv, &out->wish, column);
	if (status)
		return status;
	*column = ROSTER_ROOM;
	return words_read(csv_value(csv, ROSTER_ROOM), _("The room"), 0, ROOM_LONGEST,
			  out->wish.room, sizeof(out->wish.room), &desk->problem);
}

static void roster_keys(const void *item, struct load_keys *keys)
{
	const struct load_roster_item *row = item;
	char day[DAY_TEXT_SIZE], when[32];

	text_format(when, sizeof(when), "%s %s", day_format(row->wish.day, day),
		    period_name(row->wish.period));
	add_code_key(keys, ROSTER_DOCTOR, 's', row->doctor, when);
}

static enum status put_roster(struct desk *desk, const void *item, bool rename,
			      enum put_outcome *outcome, struct roster_notes *notes, int *column)
{
	const struct load_roster_item *row = item;
	struct session_wish wish = row->wish;
	enum status status;

	(void)rename;
	wish.doctor_code = row->doctor;
	status = session_put(desk, &wish, notes, outcome);
	*column = status == STATUS_UNKNOWN_DOCTOR ? ROSTER_DOCTOR : ROSTER_DATE;
	return status;
}

/* Patients: a column for each field of the form, in the same order. */

static const struct csv_column patient_columns[PATIENT_FIELD_COUNT] = {
	[PATIENT_NAME] = { "name", "姓名", false, WORDS_TYPED_SIZE, CSV_WORDS,
			   "patient_name|患者姓名|病人姓名|就诊人姓名|就诊人", CSV_MASK_NUMBERS },
	[PATIENT_ID_TYPE] = { "id_type", "证件类型", false, TYPED_SIZE, CSV_VALUE,
			      "证件类别|证件种类|身份证件类型|身份证件类别", CSV_MASK_NUMBERS },
	[PATIENT_ID_NUMBER] = { "id_number", "证件号", false, TYPED_SIZE, CSV_NUMBER,
				"证件号码|身份证件号码|身份证号|身份证号码", CSV_MASK_ID_NUMBER },
	[PATIENT_PHONE] = { "phone", "手机", false, TYPED_SIZE, CSV_NUMBER,
			    "mobile|手机号|手机号码|电话|电话号码|联系电话|联系方式",
			    CSV_MASK_PHONE },
	[PATIENT_SEX] = { "sex", "性别", false, TYPED_SIZE, CSV_VALUE, "gender", CSV_MASK_NUMBERS },
	[PATIENT_BIRTH_DATE] = { "birth_date", "出生日期", false, TYPED_SIZE, CSV_VALUE,
				 "birthday|出生年月日|生日", CSV_MASK_NUMBERS },
	[PATIENT_CARD_NO] = { "card_no", "就诊卡号", false, TYPED_SIZE, CSV_NUMBER,
			      "就诊卡|诊疗卡号|门诊卡号|卡号", CSV_OPEN },
	[PATIENT_SOCIAL_NO] = { "social_no", "社保号", true, TYPED_SIZE, CSV_NUMBER,
				"social_security_no|社会保障号|社会保障号码|社保卡号|医保号",
				CSV_MASK_ID_NUMBER },
	[PATIENT_LINKED_SINCE] = { "linked_since", "绑定日期", true, TYPED_SIZE, CSV_VALUE,
				   "社保绑定日期|绑卡日期", CSV_MASK_NUMBERS },
};

static const char patient_harmless[] = "序号|no|年龄|age";

static enum status read_patient(struct desk *desk, const struct csv *csv, void *item, int *column)
{
	struct patient_form form = {
		.name = csv_value(csv, PATIENT_NAME),
		.id_type = csv_value(csv, PATIENT_ID_TYPE),
		.id_number = csv_value(csv, PATIENT_ID_NUMBER),
		.phone = csv_value(csv, PATIENT_PHONE),
		.sex = csv_value(csv, PATIENT_SEX),
		.birth_date = csv_value(csv, PATIENT_BIRTH_DATE),
		.card_no = csv_value(csv, PATIENT_CARD_NO),
		.social_no = csv_value(csv, PATIENT_SOCIAL_NO),
		.linked_since = csv_value(csv, PATIENT_LINKED_SINCE),
	};
	struct patient *out = item;
	enum patient_field field = PATIENT_NAME;
	enum status status = patient_read(desk, &form, out, &field);

	*column = (int)field;
	if (status)
		return status;
	/* Otherwise the next load could not know the person again and would add them once more. */
	*column = PATIENT_ID_NUMBER;
	if (!out->id_number[0] && !out->phone[0] && !out->card_no[0])
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("There is no identity number, phone or card: nothing tells "
				     "this person from others of the same name."));
	return STATUS_OK;
}

static void patient_keys(const void *item, struct load_keys *keys)
{
	const struct patient *patient = item;
	char folded[SPELLING_SIZE];

	if (patient->id_number[0]) {
		spelling_fold(patient->id_number, folded, sizeof(folded));
		add_key(keys, PATIENT_ID_NUMBER, 'i', id_type_name(patient->id_type), folded);
	} else if (patient->phone[0]) {
		spelling_fold(patient->name, folded, sizeof(folded));
		add_key(keys, PATIENT_PHONE, 'p', folded, patient->phone);
	}
	if (patient->card_no[0])
		add_key(keys, PATIENT_CARD_NO, 'k', patient->card_no, "");
	if (patient->social_no[0])
		add_key(keys, PATIENT_SOCIAL_NO, 'n', patient->social_no, "");
}

/* What a row says of a person goes over what is known; what it leaves blank stays. */
static void merge(struct patient *known, const struct patient *row)
{
	const bool known_by_number = known->id_type == ID_RESIDENT;

	if (!known->id_number[0]) {
		known->id_type = row->id_type;
		text_copy(known->id_number, sizeof(known->id_number), row->id_number);
	}
	if (row->phone[0])
		text_copy(known->phone, sizeof(known->phone), row->phone);
	if (row->card_no[0])
		text_copy(known->card_no, sizeof(known->card_no), row->card_no);
	if (row->social_no[0])
		text_copy(known->social_no, sizeof(known->social_no), row->social_no);
	if (row->linked != DAY_NONE)
		known->linked = row->linked;
	/* A resident number on record says sex and birth date better than a row without it. */
	if (known_by_number)
		return;
	if (row->sex != SEX_UNKNOWN)
		known->sex = row->sex;
	if (row->birth != DAY_NONE)
		known->birth = row->birth;
}

/* A column of names that was sorted alone gives each number another's name: that is no change to be
 * made in silence. Another case and other marks of letters are no other name. */
static enum status take_name(struct desk *desk, const struct patient *row, bool rename,
			     struct patient *known)
{
	char masked[MASK_SIZE];

	if (spelling_is_same(known->name, row->name))
		return STATUS_OK;
	if (!rename)
		return desk_refuse(desk, STATUS_BAD_NAME,
				   _("This is %s here, not %s. If the person has another name now, "
				     "say so (F8 at the desk, --rename on the command line); if "
				     "the names stand beside the wrong numbers, correct the "
				     "file."),
				   mask_name(known->name, masked), row->name);
	text_copy(known->name, sizeof(known->name), row->name);
	return STATUS_OK;
}

static int column_at_fault(enum status status)
{
	switch (status) {
	case STATUS_BAD_NAME: return PATIENT_NAME;
	case STATUS_DUPLICATE_CARD: return PATIENT_CARD_NO;
	case STATUS_DUPLICATE_SOCIAL_NO: return PATIENT_SOCIAL_NO;
	default: return PATIENT_ID_NUMBER;
	}
}

static enum status change_known(struct desk *desk, const struct patient *row, bool rename,
				struct patient *known, enum put_outcome *outcome,
				struct roster_notes *notes)
{
	const int64_t seq = known->seq;
	const bool completes = !known->id_number[0] && row->id_number[0];
	char *note;
	enum status status = take_name(desk, row, rename, known);

	if (status)
		return status;
	merge(known, row);
	status = patient_change(desk, known);
	*outcome = known->seq == seq ? PUT_UNCHANGED : PUT_CHANGED;
	if (!status && completes && (note = roster_note_add(notes)))
		text_format(note, ROSTER_NOTE_SIZE,
			    _("The ID number of %s went into the record of patient %" PRId64
			      ", who has this name and phone."),
			    known->name, known->id);
	return status;
}

static enum status put_patient(struct desk *desk, const void *item, bool rename,
			       enum put_outcome *outcome, struct roster_notes *notes, int *column)
{
	const struct patient *row = item;
	struct patient known;
	enum status status = load_known_patient(desk, row, &known);

	if (status == STATUS_UNKNOWN_PATIENT) {
		known = *row;
		*outcome = PUT_ADDED;
		status = patient_add_another(desk, &known, NULL);
	} else if (!status) {
		status = change_known(desk, row, rename, &known, outcome, notes);
	}
	*column = column_at_fault(status);
	return status;
}

static const struct load_form forms[LOAD_KIND_COUNT] = {
	[LOAD_DEPARTMENTS] = { department_columns, DEPARTMENT_COLUMNS, department_harmless,
			       sizeof(struct department), read_department, department_keys,
			       put_department, load_present_department },
	[LOAD_DOCTORS] = { doctor_columns, DOCTOR_COLUMNS, doctor_harmless, sizeof(struct doctor),
			   read_doctor, doctor_keys, put_doctor, load_present_doctor },
	[LOAD_ROSTER] = { roster_columns, ROSTER_COLUMNS, roster_harmless,
			  sizeof(struct load_roster_item), read_roster, roster_keys, put_roster,
			  load_present_session },
	[LOAD_PATIENTS] = { patient_columns, PATIENT_FIELD_COUNT, patient_harmless,
			    sizeof(struct patient), read_patient, patient_keys, put_patient,
			    load_present_patient },
};

const struct load_form *load_form_of(enum load_kind kind)
{
	assert((unsigned int)kind < LOAD_KIND_COUNT);
	return &forms[kind];
}
