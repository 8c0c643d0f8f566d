#include "keystroke.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "bench.h"

double keystroke_seconds(const struct keystroke *operators)
{
	return operators->k * KEYSTROKE_K_S + operators->p * KEYSTROKE_P_S +
	       operators->h * KEYSTROKE_H_S + operators->m * KEYSTROKE_M_S;
}

/* Keys by name and texts in quotes; `ended`: the last key was an Enter. */
static void add_keys(struct keystroke *operators, const char *keys, bool *ended)
{
	while (*keys) {
		char token[TASK_TEXT_SIZE];
		size_t length = *keys == '\'' ? strcspn(keys + 1, "'") + 2 : strcspn(keys, " ");
		const bool enter = length == 5 && strncmp(keys, "Enter", 5) == 0;

		text_format(token, sizeof(token), "%.*s", (int)length, keys);
		operators->k += task_keys(token);
		if (*token != '\'') {
			operators->k += strncmp(token, "Alt-", 4) == 0 ||
					(*token == '^' && token[1]);
			operators->m += !(enter && *ended);
		}
		*ended = enter;
		keys += strlen(token);
		keys += strspn(keys, " ");
	}
}

struct keystroke keystroke_task(const struct task *task, const char *end)
{
	struct keystroke operators = { .k = 0 };
	bool ended = false;

	for (int i = 0; i < task->step_count; i++) {
		const struct task_step *step = &task->step[i];

		switch (step->verb) {
		case TASK_SCAN:
			operators.h += 2;
			operators.p++;
			operators.k++;
			ended = true;
			break;
		case TASK_FREE:
		case TASK_KEYS: add_keys(&operators, step->text, &ended); break;
		case TASK_MENU:
			operators.m++;
			operators.k += TASK_MENU_KEYS;
			ended = true;
			break;
		case TASK_SHOWS:
			if (strstr(step->text, end))
				return operators;
			break;
		}
	}
	return operators;
}

static bool add_operator(struct keystroke *operators, const char *word)
{
	char *letter;
	const int times = (int)strtol(word, &letter, 10);
	int *counted = *letter == 'K'	? &operators->k
		       : *letter == 'P' ? &operators->p
		       : *letter == 'H' ? &operators->h
		       : *letter == 'M' ? &operators->m
					: NULL;

	if (!counted || letter[1] || (letter != word && times < 1))
		return false;
	*counted += letter == word ? 1 : times;
	return true;
}

struct keystroke keystroke_read(const char *path)
{
	struct keystroke operators = { .k = 0 };
	FILE *file = fopen(path, "r");
	char line[512], *rest = line;

	if (!file)
		die("%s cannot be read", path);
	while (fgets(line, sizeof(line), file)) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		if (!strchr(line, '|'))
			die("%s: a line is OPERATORS | WHAT | WHERE: %s", path, line);
		*strchr(line, '|') = '\0';
		for (char *word = strtok_r(line, " ", &rest); word;
		     word = strtok_r(NULL, " ", &rest)) {
			if (!add_operator(&operators, word))
				die("%s: no operator: %s", path, word);
		}
	}
	fclose(file);
	return operators;
}
