#include "ui/screens/settings/settings_rows.h"

#include <string.h>

#include "base/language.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "desk/setting.h"

enum { SETTING_SOUGHT_SIZE = 128 };

static bool is_keys(const struct setting_row *row)
{
	return row->command != COMMAND_NONE;
}

const char *setting_row_section(const struct setting_row *row)
{
	return is_keys(row) ? "keys" : setting_at(row->place)->section;
}

const char *setting_row_key(const struct setting_row *row)
{
	return is_keys(row) ? command_name(row->command) : setting_at(row->place)->key;
}

const char *setting_row_name(const struct setting_row *row)
{
	const char *label;

	if (!is_keys(row))
		return _(setting_at(row->place)->name);
	/* Moving about in a list has no word of its own. */
	label = command_label(row->command);
	return *label ? label : command_sentence(row->command);
}

void setting_row_title(const struct setting_row *row, char *out, size_t size)
{
	text_format(out, size, "%s [%s] %s", setting_row_name(row), setting_row_section(row),
		    setting_row_key(row));
}

bool setting_row_is_rule(const struct setting_row *row)
{
	return !is_keys(row) && setting_is_rule(row->place);
}

const struct settings *setting_row_said(const struct setting_row *row,
					const struct settings *in_force,
					const struct settings_file *file)
{
	return setting_row_is_rule(row) ? in_force : &file->settings;
}

const char *setting_row_scope(const struct setting_row *row)
{
	return setting_row_is_rule(row) ? _("clinic") : _("counter");
}

const char *setting_row_scope_words(const struct setting_row *row)
{
	return setting_row_is_rule(row)
		       ? _("A rule of the clinic, in its database: the same at every counter.")
		       : _("It holds for this counter only.");
}

char *setting_row_initial(const struct setting_row *row, char out[SETTING_VALUE_SIZE])
{
	char keys[KEYS_TEXT_SIZE];
	struct keymap keymap;

	if (!is_keys(row))
		return setting_initial(row->place, out);
	keymap_init(&keymap);
	text_copy(out, SETTING_VALUE_SIZE, keymap_keys(&keymap, row->command, keys));
	return out;
}

char *setting_row_value(const struct setting_row *row, const struct settings *settings,
			char out[SETTING_VALUE_SIZE])
{
	const char *keys;

	if (!is_keys(row))
		return setting_value(settings, row->place, out);
	keys = settings_keys_of(settings, command_name(row->command));
	if (!keys)
		return setting_row_initial(row, out);
	text_copy(out, SETTING_VALUE_SIZE, keys);
	return out;
}

const char *setting_row_source(const struct setting_row *row, const struct settings *settings)
{
	enum setting_source source = SETTING_BY_DEFAULT;

	if (!is_keys(row))
		source = setting_source(settings, row->place);
	else if (settings_keys_of(settings, command_name(row->command)))
		source = SETTING_BY_FILE;
	return setting_source_words(source);
}

const char *setting_row_help(const struct setting_row *row)
{
	return is_keys(row) ? command_sentence(row->command) : _(setting_at(row->place)->sentence);
}

static void list_choices(const char *choices, char *out, size_t size)
{
	out[0] = '\0';
	for (;;) {
		size_t length = strcspn(choices, "|"), used = strlen(out);

		if (length == 0)
			text_format(out, size, "%s", setting_shown(""));
		else
			text_format(out + used, size - used, "%s%.*s", used ? ", " : "",
				    (int)length, choices);
		if (choices[length] == '\0')
			return;
		choices += length + 1;
	}
}

char *setting_row_bounds(const struct setting_row *row, char out[SETTING_WORDS_SIZE])
{
	const struct setting *setting;
	char choices[128];

	if (is_keys(row)) {
		text_format(out, SETTING_WORDS_SIZE, _("Keys for \"%s\", separated by spaces."),
			    context_title(command_context(row->command)));
		return out;
	}
	setting = setting_at(row->place);
	switch (setting->kind) {
	case SETTING_IS_NUMBER:
		text_format(out, SETTING_WORDS_SIZE, _("A number from %d to %d."), setting->lowest,
			    setting->highest);
		break;
	case SETTING_IS_CHOICE:
		list_choices(setting->choices, choices, sizeof(choices));
		text_format(out, SETTING_WORDS_SIZE, _("One of: %s."), choices);
		break;
	case SETTING_IS_TEXT:
		if (strcmp(setting->section, "periods") == 0)
			text_copy(out, SETTING_WORDS_SIZE,
				  _("Two times of day with a hyphen: 08:00-12:00."));
		else
			text_format(out, SETTING_WORDS_SIZE, _("A text of at most %zu bytes."),
				    setting->size - 1);
		break;
	}
	return out;
}

const char *setting_row_follows(const struct setting_row *row)
{
	const char *follows = is_keys(row) ? NULL : setting_at(row->place)->follows;

	return follows ? _(follows) : "";
}

const char *setting_row_effect(const struct setting_row *row)
{
	if (is_keys(row) || setting_at(row->place)->at_once)
		return _("A change takes effect at once.");
	return _("A change takes effect when the desk is restarted.");
}

const char *setting_shown(const char *value)
{
	return *value ? value : _("(empty)");
}

/* In the table's own words, which are found in every language. */
static bool has_in_english(const struct setting_row *row, const char *word)
{
	if (is_keys(row))
		return strcasestr(command_label_in_english(row->command), word) ||
		       strcasestr(command_sentence_in_english(row->command), word);
	return strcasestr(setting_at(row->place)->name, word) ||
	       strcasestr(setting_at(row->place)->sentence, word);
}

static bool has(const struct setting_row *row, const struct settings *settings, const char *word)
{
	char value[SETTING_VALUE_SIZE], path[4 * CONFIG_TEXT_SIZE], lower[SETTING_SOUGHT_SIZE];

	text_format(path, sizeof(path), "%s %s %s.%s", setting_row_section(row),
		    setting_row_key(row), setting_row_section(row), setting_row_key(row));
	text_copy(lower, sizeof(lower), word);
	return strcasestr(path, word) || strcasestr(setting_row_help(row), word) ||
	       strcasestr(setting_row_value(row, settings, value), word) ||
	       strcasestr(setting_row_name(row), word) || has_in_english(row, word) ||
	       pinyin_has(setting_row_name(row), text_lower(lower));
}

bool setting_row_fits(const struct setting_row *row, const struct settings *settings,
		      const char *typed)
{
	char copy[SETTING_SOUGHT_SIZE], *rest = copy, *word;
	int words = 0;

	if (has(row, settings, typed))
		return true;
	text_copy(copy, sizeof(copy), typed);
	while ((word = strsep(&rest, " ")) != NULL) {
		if (!*word)
			continue;
		if (!has(row, settings, word))
			return false;
		words++;
	}
	/* One word with a blank behind it is meant to end there. */
	return words > 1;
}

void setting_row_words(const struct setting_row *row, char *out, size_t size)
{
	char bounds[SETTING_WORDS_SIZE], initial[SETTING_VALUE_SIZE];
	const char *follows = setting_row_follows(row);

	text_format(out, size, _("%s\n%s The default is %s.\n%s\n%s%s%s"), setting_row_help(row),
		    setting_row_bounds(row, bounds),
		    setting_shown(setting_row_initial(row, initial)), setting_row_scope_words(row),
		    setting_row_effect(row), *follows ? "\n" : "", follows);
}

enum status setting_row_check(const struct setting_row *row, const struct settings *settings,
			      const char *typed, char value[SETTING_VALUE_SIZE],
			      struct problem *problem)
{
	struct settings wanted = *settings;
	struct keymap keymap;
	enum status status;

	if (row->command != COMMAND_NONE) {
		keymap_init(&keymap);
		status = settings_set_keys(&wanted, command_name(row->command), typed, problem);
		if (!status)
			status = keymap_load(&keymap, &wanted, problem);
	} else {
		status = settings_set(&wanted, row->place, typed, problem);
		if (!status)
			status = clock_zone_check(wanted.clinic_timezone, problem);
	}
	if (!status)
		setting_row_value(row, &wanted, value);
	return status;
}

static const char *effect_said(const struct setting_row *row)
{
	if (setting_row_is_rule(row))
		return _("It is in force at every counter.");
	return is_keys(row) || setting_at(row->place)->at_once
		       ? _("It is in force.")
		       : _("It takes effect when the desk is restarted.");
}

enum status setting_row_put(struct screen *screen, struct settings_file *file,
			    const struct setting_row *row, const struct setting_decision *decision)
{
	const struct rule_change change = { .place = row->place,
					    .value = decision->value,
					    .before = decision->before,
					    .remark = decision->remark };
	char initial[SETTING_VALUE_SIZE], now[SETTING_VALUE_SIZE];
	struct desk *desk = screen->desk;
	enum status status;

	if (!is_keys(row))
		status = setting_change(desk, file, &change);
	else
		status = setting_change_keys(desk, file, command_name(row->command),
					     decision->value, setting_row_initial(row, initial));
	if (status)
		return status;
	/* Another one may have been chosen at the sign-in. */
	if (!is_keys(row) && row->place == SETTING_AT_clinic_language)
		language_choose(desk->settings.clinic_language);
	if (is_keys(row))
		status = screen_take_keys(screen, &desk->settings, &desk->problem);
	if (!status)
		screen_say(screen, SAY_GOOD, _("Saved: [%s] %s = %s. %s"), setting_row_section(row),
			   setting_row_key(row),
			   setting_shown(setting_row_value(
				   row, setting_row_said(row, &desk->settings, file), now)),
			   effect_said(row));
	return status;
}
