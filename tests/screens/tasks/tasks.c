#include "tests/screens/tasks/tasks.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool add_step(struct task *task, enum task_verb verb, const char *text)
{
	struct task_step *step = &task->step[task->step_count];

	if (task->step_count == TASK_STEPS_MAX || !*text)
		return false;
	task->step_count++;
	step->verb = verb;
	return text_copy(step->text, sizeof(step->text), text);
}

/* "verb rest of the line"; false when it says nothing known. */
static bool read_line(struct task *task, char *line)
{
	static const char *const verbs[] = { "scan", "free", "keys", "menu", "shows" };
	char *rest = strchr(line, ' ');

	if (rest)
		*rest++ = '\0';
	if (!rest) {
		bool *flag = strcmp(line, "pad") == 0	      ? &task->pad
			     : strcmp(line, "waiting") == 0   ? &task->waiting
			     : strcmp(line, "refused") == 0   ? &task->refused
			     : strcmp(line, "suspended") == 0 ? &task->suspended
							      : NULL;

		if (flag)
			*flag = true;
		return flag || !*line;
	}
	if (strcmp(line, "title") == 0)
		return text_copy(task->title, sizeof(task->title), rest);
	if (strcmp(line, "most") == 0) {
		int64_t most;
		bool read = text_to_number(rest, 0, 99, &most);

		task->most = read ? (int)most : -1;
		return read;
	}
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(line, verbs[i]) == 0)
			return add_step(task, (enum task_verb)i, rest);
	}
	return false;
}

static bool read_task(const char *path, struct task *task, char fault[TASK_TEXT_SIZE * 2])
{
	FILE *file = fopen(path, "r");
	char line[TASK_TEXT_SIZE];
	const char *name = strrchr(path, '/') + 1;
	bool good = file != NULL;

	memset(task, 0, sizeof(*task));
	task->most = -1;
	text_format(task->name, sizeof(task->name), "%.*s", (int)strcspn(name, "."), name);
	while (good && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (!read_line(task, line)) {
			text_format(fault, TASK_TEXT_SIZE * 2, "%s: not understood: %s", path,
				    line);
			good = false;
		}
	}
	if (file)
		fclose(file);
	if (good && (task->most < 0 || !task->title[0] || task->step_count == 0)) {
		text_format(fault, TASK_TEXT_SIZE * 2, "%s: title, most and steps are needed",
			    path);
		good = false;
	}
	return good;
}

int tasks_read(struct task tasks[TASKS_MAX], char fault[TASK_TEXT_SIZE * 2])
{
	glob_t found;
	int count = 0;

	text_copy(fault, TASK_TEXT_SIZE * 2, "there are no tasks in " TASKS_FOLDER);
	if (glob(TASKS_FOLDER "/*.task", 0, NULL, &found) != 0)
		return -1;
	for (size_t i = 0; i < found.gl_pathc && i < TASKS_MAX && count >= 0; i++)
		count = read_task(found.gl_pathv[i], &tasks[count], fault) ? count + 1 : -1;
	globfree(&found);
	return count;
}

int task_keys(const char *keys)
{
	int count = 0;

	while (*keys) {
		if (*keys == ' ') {
			keys++;
		} else if (*keys == '\'') {
			keys++;
			while (*keys && *keys != '\'') {
				text_next(&keys);
				count++;
			}
			if (*keys)
				keys++;
		} else {
			keys += strcspn(keys, " ");
			count++;
		}
	}
	return count;
}

int task_count(const struct task *task)
{
	int count = 0;

	for (int i = 0; i < task->step_count; i++) {
		const struct task_step *step = &task->step[i];

		if (step->verb == TASK_KEYS)
			count += task_keys(step->text);
		else if (step->verb == TASK_MENU)
			count += TASK_MENU_KEYS;
	}
	return count;
}
