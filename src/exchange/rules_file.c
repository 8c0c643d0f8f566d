#include "exchange/rules_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/practice.h"

/* Whether it goes from clinic to clinic. */
static bool is_carried(int place)
{
	return setting_is_rule(place) && place != SETTING_AT_clinic_name &&
	       place != SETTING_AT_trust_sign_in;
}

/* The newest remark of each rule, for as long as its value is the one that it was about. */
static enum status read_remarks(struct desk *desk, char remark[SETTING_COUNT][RULE_REMARK_SIZE])
{
	bool found[SETTING_COUNT] = { false };
	struct rule_entry *rows;
	size_t count;
	enum status status = rules_history(desk, -1, &rows, &count);

	for (size_t i = 0; i < count; i++) {
		const int place = rows[i].place;

		if (place < 0 || found[place])
			continue;
		text_copy(remark[place], RULE_REMARK_SIZE, rows[i].remark);
		found[place] = true;
	}
	free(rows);
	return status;
}

static bool write_rule(FILE *stream, const struct desk *desk, int place, const char *remark)
{
	const struct setting *setting = setting_at(place);
	char value[SETTING_VALUE_SIZE];

	fprintf(stream, "\n;; %s\n", _(setting->sentence));
	fprintf(stream, _(";; The default is \"%s\".\n"), setting_initial(place, value));
	if (*remark)
		fprintf(stream, "# %s\n", remark);
	return ini_write(stream, setting->key, setting_value(&desk->settings, place, value));
}

static enum status write_all(struct desk *desk, FILE *stream, const char *path)
{
	char remark[SETTING_COUNT][RULE_REMARK_SIZE] = { "" };
	const char *section = "";
	enum status status = read_remarks(desk, remark);

	fprintf(stream, "%s\n", FILE_RULES_MARK);
	fprintf(stream,
		_(";; The rules of %s. \"frontdesk setting load FILE\" gives them to "
		  "another clinic, with the remarks behind #.\n"),
		desk->settings.clinic_name);
	for (int place = 0; !status && place < SETTING_COUNT; place++) {
		const struct setting *setting = setting_at(place);

		if (!is_carried(place))
			continue;
		if (strcmp(section, setting->section) != 0)
			fprintf(stream, "\n[%s]\n", setting->section);
		section = setting->section;
		if (!write_rule(stream, desk, place, remark[place]))
			status = desk_refuse(desk, STATUS_CANNOT_WRITE,
					     _("\"%s\" cannot be written: no file can hold the "
					       "value of [%s] %s."),
					     path, setting->section, setting->key);
	}
	return status;
}

enum status rules_file_write(struct desk *desk, const char *path)
{
	struct new_file file;
	enum status status = practice_allows(desk, path);

	if (!status)
		status = new_file_open(&file, path, FILE_RULES, &desk->problem);
	if (status)
		return status;
	status = write_all(desk, file.stream, path);
	if (!status)
		return new_file_finish(&file, &desk->problem);
	new_file_abandon(&file);
	return status;
}

/* ---- reading ---- */

/* A line of the text, counted from 1, without its end. */
static void copy_line(const char *text, int number, char out[INI_LINE_MAX + 1])
{
	size_t length;

	while (--number > 0)
		text += strcspn(text, "\n") + 1;
	length = strcspn(text, "\r\n");
	text_format(out, INI_LINE_MAX + 1, "%.*s", (int)length, text);
}

/* Adds what stands behind a # to the remark; true when there is such a thing. */
static bool add_remark(const char *line, char out[2 * INI_LINE_MAX])
{
	char words[INI_LINE_MAX + 1];
	const size_t used = strlen(out);

	line += strspn(line, " \t");
	if (*line != '#')
		return false;
	text_copy(words, sizeof(words), line + 1);
	text_tidy(words);
	text_format(out + used, 2 * INI_LINE_MAX - used, "%s%s", used && *words ? " " : "", words);
	return true;
}

/* The remark of the setting in a line: above it, and behind its value. */
static void find_remark(const char *text, int number, char out[2 * INI_LINE_MAX])
{
	char line[INI_LINE_MAX + 1], ignored[2 * INI_LINE_MAX] = "";
	int first = number;

	out[0] = '\0';
	for (bool more = true; more && first > 1;) {
		copy_line(text, first - 1, line);
		more = add_remark(line, ignored);
		ignored[0] = '\0';
		first -= more;
	}
	for (; first < number; first++) {
		copy_line(text, first, line);
		add_remark(line, out);
	}
	copy_line(text, number, line);
	add_remark(line + ini_line(line).value_end, out);
}

/* Notes a rule of the file, unless it is as it is. */
static enum status take_rule(struct desk *desk, const struct ini *ini, const struct settings *said,
			     const char *text, const struct ini_key *key,
			     char present[SETTING_COUNT][RULE_REMARK_SIZE], struct rules_file *out)
{
	char name[SETTING_NAME_SIZE], remark[2 * INI_LINE_MAX];
	const size_t at = out->count;
	int place;

	text_format(name, sizeof(name), "%s.%s", key->section, key->key);
	place = setting_find(name);
	if (place < 0) /* a key of the desk */
		return STATUS_OK;
	if (!is_carried(place)) {
		out->passed_over[out->passed_count++] = place;
		return STATUS_OK;
	}
	find_remark(text, key->line, remark);
	if (text_length(remark) > RULE_REMARK_CHARS)
		return ini_refuse(ini, key->line, &desk->problem,
				  _("The remark of %s is too long: at most %d characters."), name,
				  RULE_REMARK_CHARS);
	setting_value(said, place, out->value[at]);
	setting_value(&desk->settings, place, out->before[at]);
	if (strcmp(out->value[at], out->before[at]) == 0 &&
	    (!*remark || strcmp(remark, present[place]) == 0)) {
		out->unchanged++;
		return STATUS_OK;
	}
	text_copy(out->remark[at], sizeof(out->remark[at]), remark);
	out->change[at] = (struct rule_change){ .place = place,
						.value = out->value[at],
						.before = out->before[at],
						.remark = out->remark[at] };
	out->count++;
	return STATUS_OK;
}

enum status rules_file_read(struct desk *desk, const char *path, struct rules_file *out)
{
	char present[SETTING_COUNT][RULE_REMARK_SIZE] = { "" };
	struct settings said;
	struct ini ini = { .count = 0 };
	char *text = NULL;
	enum status status = practice_allows(desk, path);

	memset(out, 0, sizeof(*out));
	if (!status)
		status = file_is_no_pipe(path, &desk->problem);
	if (!status)
		status = encoded_file_read(path, CONFIG_FILE_BYTES_MAX, &text, &desk->problem);
	if (!status)
		status = ini_read(&ini, path, text, &desk->problem);
	if (!status)
		status = settings_take(&said, path, &ini, &desk->problem);
	if (!status)
		status = read_remarks(desk, present);
	for (size_t i = 0; !status && i < ini.count; i++)
		if (ini.keys[i].key[0])
			status = take_rule(desk, &ini, &said, text, &ini.keys[i], present, out);
	ini_release(&ini);
	free(text);
	return status;
}
