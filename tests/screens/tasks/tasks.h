#ifndef TESTS_SCREENS_TASKS_TASKS_H
#define TESTS_SCREENS_TASKS_TASKS_H
/*
 * What is done at a counter every day, as scripts of keys, one file each: NAME.task, of lines
 *   title TEXT     what it is
 *   most N         as many keys as it may take
 *   pad            the number pad alone must do
 *   waiting, refused   somebody waits to be called; an online order was refused
 *   suspended      the morning of a doctor with two patients was suspended, and its worksheet is
 * open and then of steps, from the idle desk on: scan TEXT      counts as nothing; TICKET is a slip
 * of today, LATER one of tomorrow, UNPAID one of tomorrow that is not paid free KEYS      what is
 * typed anyway: a name, initials, a number keys KEYS      as harness_keys takes them; each counts
 *   menu LABEL     opens the menu, types the row's number, and Enter
 *   shows TEXT     what must be on the screen then
 */
#include <stdbool.h>
#include <stddef.h>

#define TASKS_FOLDER "tests/screens/tasks"

enum { TASK_NAME_SIZE = 64, TASK_TEXT_SIZE = 200, TASK_STEPS_MAX = 24, TASKS_MAX = 64 };

/* The most that a menu step takes: the menu's key, two digits, Enter. */
enum { TASK_MENU_KEYS = 4 };

enum task_verb { TASK_SCAN, TASK_FREE, TASK_KEYS, TASK_MENU, TASK_SHOWS };

struct task {
	char name[TASK_NAME_SIZE], title[TASK_TEXT_SIZE];
	int most; /* -1: not said */
	bool pad, waiting, refused, suspended;
	struct task_step {
		enum task_verb verb;
		char text[TASK_TEXT_SIZE];
	} step[TASK_STEPS_MAX];
	int step_count;
};

/* Reads the tasks of the folder by name; returns how many. `fault` gets a sentence and the answer
 * is -1 when one cannot be read. */
int tasks_read(struct task tasks[TASKS_MAX], char fault[TASK_TEXT_SIZE * 2]);

/* How many keys a script presses: a name is one, a quoted text one for each character. */
int task_keys(const char *keys);

/* How many the task takes at most. */
int task_count(const struct task *task);

#endif
