/* The settings: defaults, bounds, what a file is refused for, and that data/frontdesk.ini says the
 * same as settings.def. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/config.h"
#include "base/file.h"
#include "base/text.h"
#include "scratch.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Tests run in the project's folder (tests/run.sh). */
#define DOCUMENTED "data/frontdesk.ini"

struct place {
	char path[160];
	struct settings settings;
	struct problem problem;
};

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	if (!place)
		return -1;
	scratch_file(place->path, sizeof(place->path), "ini");
	*state = place;
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;

	unlink(place->path);
	free(place);
	return 0;
}

static enum status load(struct place *place, const char *text)
{
	FILE *file = fopen(place->path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	memset(&place->problem, 0, sizeof(place->problem));
	return settings_load(&place->settings, place->path, &place->problem);
}

static void assert_loads(struct place *place, const char *text)
{
	if (load(place, text))
		fail_msg("%s", place->problem.message);
}

static void assert_same(const struct settings *one, const struct settings *other)
{
#define SETTING_NUMBER(section, key, initial, lowest, highest, from, scope, name, sentence, \
		       follows) \
	assert_int_equal(one->section##_##key, other->section##_##key);
#define SETTING_TEXT(section, key, initial, size, from, scope, name, sentence, follows) \
	assert_string_equal(one->section##_##key, other->section##_##key);
#define SETTING_CHOICE(section, key, initial, choices, from, scope, name, sentence, follows) \
	assert_string_equal(one->section##_##key, other->section##_##key);
#include "base/settings.def"
#undef SETTING_NUMBER
#undef SETTING_TEXT
#undef SETTING_CHOICE
	assert_memory_equal(one->period, other->period, sizeof(one->period));
	assert_int_equal(one->key_count, other->key_count);
}

static void the_defaults_are_those_of_the_design(void **state)
{
	struct settings settings;

	(void)state;
	settings_init(&settings);
	assert_int_equal(settings.quota_online_percent, 20);
	assert_int_equal(settings.quota_release_minutes, 30);
	assert_int_equal(settings.no_show_threshold, 3);
	assert_string_equal(settings.clinic_timezone, "Asia/Shanghai");
	assert_int_equal(settings.period[PERIOD_AM].start, 480);
	assert_int_equal(settings.period[PERIOD_PM].end, 1050);
	assert_int_equal(settings.period[PERIOD_EVE].end, 1230);
	assert_int_equal(settings.key_count, 0);
}

/* iniparser 4.1 and 4.2 take a backslash in quotes for different things; the settings do not. */
static void a_backslash_is_a_character_like_others_in_quotes_too(void **state)
{
	static const struct {
		const char *written, *value;
	} names[] = {
		{ "a\\b", "a\\b" },
		{ "\"a\\b\"", "a\\b" },
		{ "'a\\b'", "a\\b" },
		{ "\"a\\\\b\"", "a\\\\b" },
		{ "\"\\\"", "\\" },
		{ "'it\\' ; 's", "it\\" },
		{ "\"a\\\" ; a \"remark\"", "a\\" },
		{ "\"\\n;\"", "\\n;" },
	};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char text[128];

		text_format(text, sizeof(text), "[clinic]\nname = %s\nlanguage = zh\n",
			    names[i].written);
		assert_loads(place, text);
		assert_string_equal(place->settings.clinic_name, names[i].value);
		assert_string_equal(place->settings.clinic_language, "zh");
	}
}

static void an_empty_file_gives_the_defaults(void **state)
{
	struct place *place = *state;
	struct settings initial;

	settings_init(&initial);
	assert_loads(place, "");
	assert_same(&place->settings, &initial);
	assert_loads(place, "; a remark\n\n[quota]\n# another\n[quota]\n");
	assert_same(&place->settings, &initial);
}

static void settings_are_read_as_they_are_written(void **state)
{
	struct place *place = *state;

	assert_loads(place, "\xEF\xBB\xBF[Clinic]\r\n"
			    "NAME = \"城关; 门诊 #2\"\r\n"
			    "timezone=CST-8 ; no zone files here\r\n"
			    "language = ZH\r\n"
			    "[desk]\n"
			    "\tstaff\t=\tn.li_2-a\n"
			    "counter = 'A-2'\n"
			    "[quota]\n"
			    "online_percent = ３５\n"
			    "[periods]\n"
			    "am = 7:30-12:00\n"
			    "[keys]\n"
			    "queue_call = F6 c *\n"
			    "help = \"; ? =\"\n"
			    "[no_show]\n"
			    "counts = all");
	assert_string_equal(place->settings.clinic_name, "城关; 门诊 #2");
	assert_string_equal(place->settings.clinic_timezone, "CST-8");
	assert_string_equal(place->settings.clinic_language, "zh");
	assert_string_equal(place->settings.desk_staff, "n.li_2-a");
	assert_string_equal(place->settings.desk_counter, "A-2");
	assert_int_equal(place->settings.quota_online_percent, 35);
	assert_int_equal(place->settings.period[PERIOD_AM].start, 450);
	assert_string_equal(place->settings.no_show_counts, "all");
	assert_int_equal(place->settings.key_count, 2);
	assert_string_equal(place->settings.key[0].command, "queue_call");
	assert_string_equal(place->settings.key[0].keys, "F6 c *");
	assert_string_equal(place->settings.key[1].command, "help");
	assert_string_equal(place->settings.key[1].keys, "; ? =");
	/* What the file does not say stays at its default. */
	assert_int_equal(place->settings.quota_release_minutes, 30);
}

static void each_number_is_taken_at_its_bounds_and_refused_beyond_them(void **state)
{
	static const struct {
		const char *section, *key;
		int lowest, highest;
	} numbers[] = {
#define SETTING_NUMBER(section, key, initial, lowest, highest, from, scope, name, sentence, \
		       follows) \
	{ #section, #key, lowest, highest },
#define SETTING_TEXT(section, key, initial, size, from, scope, name, sentence, follows)
#define SETTING_CHOICE(section, key, initial, choices, from, scope, name, sentence, follows)
#include "base/settings.def"
#undef SETTING_NUMBER
#undef SETTING_TEXT
#undef SETTING_CHOICE
	};
	struct place *place = *state;

	for (size_t i = 0; i < LENGTH(numbers); i++) {
		const int values[] = { numbers[i].lowest - 1, numbers[i].lowest, numbers[i].highest,
				       numbers[i].highest + 1 };
		char text[128], bounds[64], name[64];

		text_format(bounds, sizeof(bounds), "from %d to %d", numbers[i].lowest,
			    numbers[i].highest);
		text_format(name, sizeof(name), "[%s] %s", numbers[i].section, numbers[i].key);
		for (size_t k = 0; k < LENGTH(values); k++) {
			bool right = k == 1 || k == 2;

			text_format(text, sizeof(text), "[%s]\n%s = %d\n", numbers[i].section,
				    numbers[i].key, values[k]);
			assert_int_equal(load(place, text), right ? STATUS_OK : STATUS_BAD_SETTING);
			if (right)
				continue;
			assert_non_null(strstr(place->problem.message, bounds));
			assert_non_null(strstr(place->problem.message, name));
			assert_non_null(strstr(place->problem.message, "line 2"));
			assert_non_null(strstr(place->problem.message, place->path));
		}
	}
}

static void a_wrong_file_is_refused_with_line_and_reason_and_changes_nothing(void **state)
{
	static const struct {
		const char *text, *reason;
	} cases[] = {
		{ "[quota]\nonline_percent = 20%\n", "line 2: [quota] online_percent is \"20%\"; "
						     "it must be a whole number from 0 to 100." },
		{ "[quota]\nonline_percent =\n", "online_percent is \"\"" },
		{ "[quota]\nonline_percent = 0x14\n", "is \"0x14\"" },
		{ "[quota]\nonline = 20\n", "line 2: There is no setting online in [quota]; "
					    "its settings are: online_percent, release_minutes" },
		{ "[quotas]\n", "line 1: There is no section [quotas]; sections are: clinic, desk, "
				"periods, quota" },
		{ "\n[quotas]\nx = 1\n", "line 2: There is no section [quotas]" },
		{ "[quota]\nhorizon_days = 7\n[desk]\n[quota]\nHorizon_Days = 8\n",
		  "line 5: [quota] horizon_days is set here and in line 2" },
		{ "name = x\n", "line 1: name comes before any section" },
		{ "[clinic]\nname\n", "line 2: This is not a setting" },
		{ "[clinic]\n= x\n", "line 2: This is not a setting" },
		{ "[clinic\nname = x\n", "line 1: This is not a section" },
		{ "[clinic] ; here\n", "line 1: This is not a section" },
		{ "[]\n", "line 1: This is not a section" },
		{ "[clinic]\nname = \"half\n",
		  "line 2: The value of [clinic] name starts with a quotation mark" },
		{ "[clinic]\nname = \"a\" b\n",
		  "starts with a quotation mark but does not end with one" },
		{ "[clinic]\nname = a\\\n  b\n", "line 2: A setting takes one line" },
		{ "[clinic]\nname = a\x1b[2J\n", "line 2: It contains an invisible character" },
		{ "[clinic]\nname = a\u202E\n", "line 2: It contains an invisible character" },
		{ "[clinic]\nname = a\tb\n", "contains a tab" },
		{ "[clinic]\nlanguage = fr\n", "it must be one of: \"\", en, zh." },
		{ "[no_show]\ncounts =\n", "it must be one of: online, all." },
		{ "[desk]\nstaff = n li\n",
		  "line 2: [desk] staff is \"n li\"; it may have letters" },
		{ "[desk]\ncounter =\n", "line 2: [desk] counter is empty" },
		{ "[desk]\ncounter = ../x\n", "[desk] counter is \"../x\"" },
		{ "[desk]\nstaff = 123456789012345678901234567890123\n",
		  "[desk] staff is too long: 33 bytes, at most 32." },
		{ "[periods]\nam = 12:00-08:00\n", "[periods] am must be" },
		{ "[periods]\npm = 11:30-17:30\n", "[periods] pm must be" },
		{ "[periods]\neve = 18:00-24:01\n", "[periods] eve must be" },
		{ "[periods]\neve = never\n", "[periods] eve must be" },
		{ "[periods]\npm = 13:30-19:00\n", "[periods] eve must be" },
		{ "[keys]\nqueue_call = "
		  "12345678901234567890123456789012345678901234567890123456789012345\n",
		  "65 bytes, at most 64" },
	};
	struct place *place = *state;
	struct settings before;

	settings_init(&place->settings);
	text_copy(place->settings.clinic_name, sizeof(place->settings.clinic_name), "as it was");
	before = place->settings;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_int_equal(load(place, cases[i].text), STATUS_BAD_SETTING);
		if (!strstr(place->problem.message, cases[i].reason) ||
		    !strstr(place->problem.message, place->path))
			fail_msg("case %zu: %s", i, place->problem.message);
		assert_true(text_is_clean(place->problem.message));
		assert_memory_equal(&place->settings, &before, sizeof(before));
	}
}

static void a_line_or_a_file_that_is_too_long_is_refused_before_it_is_parsed(void **state)
{
	struct place *place = *state;
	char *text = malloc(CONFIG_FILE_BYTES_MAX + 2);

	assert_non_null(text);
	text_copy(text, 64, "[clinic]\nname = ");
	memset(text + 16, 'x', 1000);
	text[1016] = '\0';
	assert_int_equal(load(place, text), STATUS_BAD_SETTING);
	assert_non_null(strstr(place->problem.message,
			       "line 2: The line is too long: 1007 bytes, at most 999."));
	for (int i = 0; i < CONFIG_FILE_BYTES_MAX; i += 2)
		memcpy(text + i, ";\n", 3);
	assert_int_equal(load(place, text), STATUS_OK);
	memcpy(text + CONFIG_FILE_BYTES_MAX, ";", 2);
	assert_int_equal(load(place, text), STATUS_BAD_FILE);
	assert_non_null(strstr(place->problem.message, "too large"));
	free(text);
	assert_int_equal(settings_load(&place->settings, "/nowhere/frontdesk.ini", &place->problem),
			 STATUS_BAD_FILE);
	assert_non_null(strstr(place->problem.message, "No such file or directory"));
}

static void too_many_commands_in_keys_are_refused(void **state)
{
	struct place *place = *state;
	char text[4096] = "[keys]\n";

	for (int i = 0; i <= CONFIG_KEYS_MAX; i++) {
		size_t used = strlen(text);

		if (i == CONFIG_KEYS_MAX)
			assert_loads(place, text);
		text_format(text + used, sizeof(text) - used, "command%d = F1\n", i);
	}
	assert_int_equal(place->settings.key_count, CONFIG_KEYS_MAX);
	assert_int_equal(load(place, text), STATUS_BAD_SETTING);
	assert_non_null(strstr(place->problem.message, "[keys] has more than 64 commands"));
}

/* iniparser 4.1 crashes on such files when it is asked for numbers. */
static void a_section_named_like_a_key_does_no_harm(void **state)
{
	struct place *place = *state;

	assert_loads(place, "[quota]\n[clinic]\nname = x\n[keys]\n");
	assert_int_equal(load(place, "[quota:online_percent]\n"), STATUS_BAD_SETTING);
	assert_int_equal(load(place, "[clinic]\nname:x = 1\n"), STATUS_BAD_SETTING);
}

static void periods_are_known_in_both_languages(void **state)
{
	static const char *const chinese[] = { "上午", "下午", "晚上" };
	enum period period;

	(void)state;
	for (int i = 0; i < PERIOD_COUNT; i++) {
		assert_true(period_parse(period_name((enum period)i), &period));
		assert_int_equal(period, i);
		assert_true(period_parse(chinese[i], &period));
		assert_int_equal(period, i);
		assert_true(strlen(period_word((enum period)i)) > 0);
	}
	assert_true(period_parse(" ＰＭ ", &period) && period == PERIOD_PM);
	assert_false(period_parse("noon", &period));
	assert_false(period_parse("", &period));
}

static char *read_documented(void)
{
	struct problem problem;
	size_t length;
	char *text;

	if (file_read(DOCUMENTED, CONFIG_FILE_BYTES_MAX, &text, &length, &problem))
		fail_msg("%s", problem.message);
	return text;
}

/* True for ";key = value": a setting at its default; prose has a space behind the semicolon. */
static bool is_default(const char *line)
{
	return line[0] == ';' && line[1] >= 'a' && line[1] <= 'z';
}

static void the_documented_file_loads_to_the_defaults_with_and_without_its_marks(void **state)
{
	struct place *place = *state;
	struct settings initial;
	char *text = read_documented();
	int settings = 0;

	settings_init(&initial);
	assert_loads(place, text);
	assert_same(&place->settings, &initial);
	for (char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!is_default(line))
			continue;
		*line = ' ';
		settings++;
	}
	assert_loads(place, text);
	assert_same(&place->settings, &initial);
	free(text);
#define SETTING_NUMBER(section, key, initial, lowest, highest, from, scope, name, sentence, \
		       follows) \
	settings--;
#define SETTING_TEXT(section, key, initial, size, from, scope, name, sentence, follows) settings--;
#define SETTING_CHOICE(section, key, initial, choices, from, scope, name, sentence, follows) \
	settings--;
#include "base/settings.def"
#undef SETTING_NUMBER
#undef SETTING_TEXT
#undef SETTING_CHOICE
	assert_int_equal(settings, 0);
}

/* Whose the setting is, as its remark has to say it. */
static const char *scope_line(const char *section, const char *key)
{
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting *setting = setting_at(i);

		if (strcmp(setting->section, section) == 0 && strcmp(setting->key, key) == 0)
			return setting->scope == SETTING_OF_CLINIC ? "Scope: clinic."
								   : "Scope: counter.";
	}
	return "no such setting";
}

/* Finds "[section]", and in it the lines "; Default: ..." and ";key = default" that belong
 * together. */
static void assert_documented(const char *text, const char *section, const char *key,
			      const char *initial, const char *bounds)
{
	char heading[64], setting[128], default_line[128];
	const char *start, *end, *line, *remark;

	text_format(heading, sizeof(heading), "\n[%s]\n", section);
	text_format(setting, sizeof(setting), "\n;%s =%s%s\n", key, *initial ? " " : "", initial);
	text_format(default_line, sizeof(default_line), "\n; Default: %s.",
		    *initial ? initial : "empty");
	start = strstr(text, heading);
	if (!start)
		fail_msg("%s has no section [%s]", DOCUMENTED, section);
	end = strstr(start + 1, "\n[");
	line = strstr(start, setting);
	if (!line || (end && line > end))
		fail_msg("%s does not show [%s] %s at \"%s\"", DOCUMENTED, section, key, initial);
	/* The remark is the block of lines right above the setting. */
	remark = line;
	while (remark > start && !(remark[0] == '\n' && remark[1] == '\n'))
		remark--;
	start = strstr(remark, default_line);
	if (!start || start > line)
		fail_msg("[%s] %s: the remark does not say \"%s\"", section, key, default_line + 1);
	start = strstr(start, bounds);
	if (!start || start > line)
		fail_msg("[%s] %s: the remark does not say \"%s\"", section, key, bounds);
	start = strstr(start, scope_line(section, key));
	if (!start || start > line)
		fail_msg("[%s] %s: the remark does not say \"%s\"", section, key,
			 scope_line(section, key));
}

static void assert_number_documented(const char *text, const char *section, const char *key,
				     int initial, int lowest, int highest)
{
	char number[16], bounds[64];

	text_format(number, sizeof(number), "%d", initial);
	text_format(bounds, sizeof(bounds), "From %d to %d.", lowest, highest);
	assert_documented(text, section, key, number, bounds);
}

static void assert_text_documented(const char *text, const char *section, const char *key,
				   const char *initial, int size)
{
	char bounds[64];

	text_format(bounds, sizeof(bounds), "At most %d ", size - 1);
	/* Periods have the form of a range, not a length. */
	assert_documented(text, section, key, initial,
			  strcmp(section, "periods") == 0 ? "" : bounds);
}

static void assert_choice_documented(const char *text, const char *section, const char *key,
				     const char *initial, const char *choices)
{
	char bounds[128] = "One of: ";

	for (const char *at = choices;; at++) {
		size_t used = strlen(bounds), size = strcspn(at, "|");

		text_format(bounds + used, sizeof(bounds) - used, "%.*s%s", size ? (int)size : 2,
			    size ? at : "\"\"", at[size] ? ", " : ".");
		at += size;
		if (!*at)
			break;
	}
	assert_documented(text, section, key, initial, bounds);
}

static void the_documented_file_shows_every_setting_with_default_bounds_and_scope(void **state)
{
	char *text = read_documented();

	(void)state;
#define SETTING_NUMBER(section, key, initial, lowest, highest, from, scope, name, sentence, \
		       follows) \
	assert_number_documented(text, #section, #key, initial, lowest, highest);
#define SETTING_TEXT(section, key, initial, size, from, scope, name, sentence, follows) \
	assert_text_documented(text, #section, #key, initial, size);
#define SETTING_CHOICE(section, key, initial, choices, from, scope, name, sentence, follows) \
	assert_choice_documented(text, #section, #key, initial, choices);
#include "base/settings.def"
#undef SETTING_NUMBER
#undef SETTING_TEXT
#undef SETTING_CHOICE
	assert_non_null(strstr(text, "\n[keys]\n"));
	free(text);
}

static void every_setting_has_a_name_and_whoever_asks_what_follows_is_the_clinic(void **state)
{
	(void)state;
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting *setting = setting_at(i);

		assert_true(*setting->name);
		assert_true(text_columns(setting->name) <= 20);
		/* A rule whose change is asked about is never a counter's own. */
		if (setting->follows)
			assert_int_equal(setting->scope, SETTING_OF_CLINIC);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(setting->name, setting_at(k)->name);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_defaults_are_those_of_the_design),
		TEST(a_backslash_is_a_character_like_others_in_quotes_too),
		TEST(an_empty_file_gives_the_defaults),
		TEST(settings_are_read_as_they_are_written),
		TEST(each_number_is_taken_at_its_bounds_and_refused_beyond_them),
		TEST(a_wrong_file_is_refused_with_line_and_reason_and_changes_nothing),
		TEST(a_line_or_a_file_that_is_too_long_is_refused_before_it_is_parsed),
		TEST(too_many_commands_in_keys_are_refused),
		TEST(a_section_named_like_a_key_does_no_harm),
		TEST(periods_are_known_in_both_languages),
		TEST(the_documented_file_loads_to_the_defaults_with_and_without_its_marks),
		TEST(the_documented_file_shows_every_setting_with_default_bounds_and_scope),
		TEST(every_setting_has_a_name_and_whoever_asks_what_follows_is_the_clinic),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
