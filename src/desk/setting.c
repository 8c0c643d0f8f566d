#include "desk/setting.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"

struct recording {
	struct desk *desk;
	char detail[AUDIT_DETAIL_SIZE];
};

/* "no_show.threshold: 3 -> 4" */
static void describe(struct recording *recording, const char *section, const char *key,
		     const char *before, const char *after)
{
	text_format(recording->detail, sizeof(recording->detail), "%s.%s: %s -> %s", section, key,
		    *before ? before : "\"\"", *after ? after : "\"\"");
}

static enum status record_inside(struct desk *desk, void *context)
{
	const struct recording *recording = context;
	int64_t seq;

	return audit_record(desk, AUDIT_SETTING_CHANGE, 0, 0, NULL, recording->detail, &seq);
}

static enum status record(void *context, bool taken_back, struct problem *problem)
{
	struct recording *recording = context, undone = *recording;
	struct desk *desk = recording->desk;
	enum status status;

	if (taken_back)
		text_format(undone.detail, sizeof(undone.detail), "not written: %s",
			    recording->detail);
	status = desk_change(desk, record_inside, &undone);
	if (status)
		*problem = desk->problem;
	return status;
}

static enum status change_in_file(struct desk *desk, struct settings_file *file, int place,
				  const char *value)
{
	char before[SETTING_VALUE_SIZE], after[SETTING_VALUE_SIZE], initial[SETTING_VALUE_SIZE];
	const struct setting *setting = setting_at(place);
	struct settings wanted = file->settings;
	struct recording recording = { .desk = desk };
	struct settings_edit edit = { .section = setting->section,
				      .key = setting->key,
				      .value = value ? after : NULL,
				      .initial = setting_initial(place, initial),
				      .wanted = &wanted,
				      .record = record,
				      .context = &recording };
	enum status status;

	status = settings_set(&wanted, place, value ? value : initial, &desk->problem);
	if (status)
		return status;
	describe(&recording, setting->section, setting->key,
		 setting_value(&file->settings, place, before),
		 setting_value(&wanted, place, after));
	status = settings_file_change(file, &edit, &desk->problem);
	/* What the file says together may not fit what is in force: then it waits for the start. */
	if (!status && setting->at_once &&
	    settings_set(&desk->settings, place, after, NULL) == STATUS_OK)
		desk->settings.source[place] = file->settings.source[place];
	return status;
}

enum status setting_change(struct desk *desk, struct settings_file *file,
			   const struct rule_change *change)
{
	int changed;

	if (setting_is_rule(change->place))
		return rules_change(desk, change, 1, &changed);
	return change_in_file(desk, file, change->place, change->value);
}

enum status setting_change_keys(struct desk *desk, struct settings_file *file, const char *command,
				const char *keys, const char *initial)
{
	const char *before = settings_keys_of(&file->settings, command);
	struct settings wanted = file->settings;
	struct recording recording = { .desk = desk };
	struct settings_edit edit = { .section = "keys",
				      .key = command,
				      .value = keys,
				      .initial = initial,
				      .wanted = &wanted,
				      .record = record,
				      .context = &recording };
	enum status status = settings_set_keys(&wanted, command, keys, &desk->problem);

	if (status)
		return status;
	if (keys)
		edit.value = settings_keys_of(&wanted, command);
	describe(&recording, edit.section, command, before ? before : initial,
		 keys ? edit.value : initial);
	status = settings_file_change(file, &edit, &desk->problem);
	if (!status)
		status = settings_set_keys(&desk->settings, command, keys, &desk->problem);
	return status;
}
