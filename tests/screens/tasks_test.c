/* The tasks of every day: each works, within its number of keys, and some with the number pad
 * alone. */
#include <stdlib.h>
#include <string.h>

#include "desk/booking/suspension.h"
#include "exchange/online.h"
#include "tests/screens/clinic.h"
#include "tests/screens/tasks/tasks.h"

static struct clinic clinic;
static struct booking ticket, later, unpaid;

static struct booking book_tomorrow(const char *doctor, int64_t patient, bool pay)
{
	struct booking_wish wish = {
		.patient_id = patient, .channel = CHANNEL_COUNTER, .pay = pay, .method = METHOD_CASH
	};
	struct session session;
	struct booking booking;

	clinic_roster(&clinic.desk, doctor, CLINIC_DAY + 1, PERIOD_PM);
	clinic_must(&clinic.desk,
		    session_find(&clinic.desk, doctor, CLINIC_DAY + 1, PERIOD_PM, &session));
	wish.session_id = session.id;
	clinic_must(&clinic.desk, booking_book(&clinic.desk, &wish, &booking));
	return booking;
}

static void import_refused_order(void)
{
	struct online_import import;
	char path[FILE_PATH_SIZE];
	FILE *file;

	text_format(path, sizeof(path), "%s/online.csv", clinic.directory);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,"
	      "ordered_at\nWX2026112200000078,book,1001,2026-11-23,am,司马光,330781198509078812,"
	      "13900001111,7.00,4200001,2026-11-22 20:00:00\n",
	      file);
	assert_int_equal(fclose(file), 0);
	clinic_must(&clinic.desk,
		    online_import_file(&clinic.desk, path, NULL, &import, NULL, NULL));
	online_import_release(&import);
}

static void open_worksheet(void)
{
	const struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	struct suspension suspension;

	clinic_book(&clinic.desk, session.id, clinic.zhang);
	clinic_book(&clinic.desk, session.id, clinic.ouyang);
	clinic_must(&clinic.desk,
		    session_suspend(&clinic.desk, session.id, "doctor is ill", &suspension));
	harness_keys(&clinic.harness, "Alt-7 F11");
}

static void set_up(const struct task *task)
{
	char *workbook;

	clinic_open(&clinic, 80, 24);
	assert_non_null(workbook = clinic.directory);
	text_copy(clinic.desk.settings.report_directory,
		  sizeof(clinic.desk.settings.report_directory), workbook);
	/* Prints nothing, and takes its time for it. */
	text_copy(clinic.desk.settings.print_command, sizeof(clinic.desk.settings.print_command),
		  "sh -c 'sleep 5'");
	ticket = clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1002", PERIOD_AM).id,
			     clinic.aygul);
	later = book_tomorrow("2001", clinic.ouyang, true);
	unpaid = book_tomorrow("1002", clinic.ouyang, false);
	if (task->refused)
		import_refused_order();
	if (task->waiting)
		clinic_must(&clinic.desk, queue_check_in(&clinic.desk, ticket.id, &ticket));
	if (task->suspended)
		open_worksheet();
}

/* The slips by their names. */
static void slip(const char *name, char out[TASK_TEXT_SIZE])
{
	const struct booking *booking = strcmp(name, "TICKET") == 0   ? &ticket
					: strcmp(name, "LATER") == 0  ? &later
					: strcmp(name, "UNPAID") == 0 ? &unpaid
								      : NULL;

	if (booking)
		text_format(out, TASK_TEXT_SIZE, "%012lld", (long long)booking->id);
	else
		text_copy(out, TASK_TEXT_SIZE, name);
}

/* Whether a number pad has all of these keys. */
static void must_be_pads(const char *keys)
{
	char copy[TASK_TEXT_SIZE], *rest = copy, *name;

	text_copy(copy, sizeof(copy), keys);
	while ((name = strsep(&rest, " ")) != NULL) {
		/* F9 confirms what takes something back: no key that lies among digits may. */
		if (*name && strcmp(name, "Enter") != 0 && strcmp(name, "F9") != 0 &&
		    !strpbrk(name, "0123456789.+-*/"))
			fail_msg("%s is not on a number pad", name);
	}
}

/* The number of the menu's row with that label, as it stands on the screen. */
static int menu_number(const char *label)
{
	const char *screen = harness_screen(&clinic.harness);
	char wanted[TASK_TEXT_SIZE];
	const char *found;
	int number = 0;

	text_format(wanted, sizeof(wanted), " %s ", label);
	found = strstr(screen, wanted);
	if (!found)
		fail_msg("the menu has no \"%s\":\n%s", label, screen);
	while (found > screen && found[-1] >= '0' && found[-1] <= '9')
		found--;
	while (*found >= '0' && *found <= '9')
		number = number * 10 + *found++ - '0';
	return number;
}

static int press_menu(const char *label)
{
	char keys[TASK_TEXT_SIZE];
	int number;

	harness_keys(&clinic.harness, ".");
	number = menu_number(label);
	text_format(keys, sizeof(keys), "'%d' Enter", number);
	harness_keys(&clinic.harness, keys);
	return 2 + (number > 9 ? 2 : 1);
}

/* Does the task; returns how many keys it took. */
static int replay(const struct task *task)
{
	int count = 0;

	for (int i = 0; i < task->step_count; i++) {
		const struct task_step *step = &task->step[i];
		char text[TASK_TEXT_SIZE], quoted[TASK_TEXT_SIZE + 8];

		slip(step->text, text);
		switch (step->verb) {
		case TASK_SCAN: harness_scan(&clinic.harness, text); break;
		case TASK_FREE:
			text_format(quoted, sizeof(quoted), *text == '\'' ? "%s" : "'%s'", text);
			harness_keys(&clinic.harness, quoted);
			break;
		case TASK_KEYS:
			if (task->pad)
				must_be_pads(text);
			harness_keys(&clinic.harness, text);
			count += task_keys(text);
			break;
		case TASK_MENU: count += press_menu(text); break;
		case TASK_SHOWS: harness_shows(&clinic.harness, text); break;
		default: fail_msg("%s: a step of no kind", task->name);
		}
	}
	return count;
}

static void every_task_takes_no_more_keys_than_it_may(void **state)
{
	static struct task tasks[TASKS_MAX];
	char fault[TASK_TEXT_SIZE * 2];
	int count = tasks_read(tasks, fault);

	(void)state;
	if (count < 0)
		fail_msg("%s", fault);
	for (int i = 0; i < count; i++) {
		int keys;

		print_message("# %s\n", tasks[i].name);
		set_up(&tasks[i]);
		keys = replay(&tasks[i]);
		print_message("# %d of %d keys: %s\n", keys, tasks[i].most, tasks[i].title);
		if (keys > tasks[i].most)
			fail_msg("%s takes %d keys; it may take %d", tasks[i].name, keys,
				 tasks[i].most);
		/* What the table says is not less than what it was. */
		assert_true(keys <= task_count(&tasks[i]));
		clinic_close(&clinic);
	}
}

static void keys_are_counted_as_pressed(void **state)
{
	(void)state;
	assert_int_equal(task_keys(""), 0);
	assert_int_equal(task_keys("F6 Enter  Alt-x"), 3);
	assert_int_equal(task_keys("'wsq' Enter"), 4);
	assert_int_equal(task_keys("'司马'"), 2);
	assert_int_equal(task_keys("* . '12'"), 4);
}

/* The figures that the clinic asked for; a task file must not loosen them. */
static void the_figures_are_those_that_were_asked_for(void **state)
{
	static const struct {
		const char *name;
		int most;
	} asked[] = { { "register-known-by-id", 6 },
		      { "register-known-by-card", 6 },
		      { "register-new-by-id", 6 },
		      { "check-in", 0 },
		      { "cancel-with-refund", 4 },
		      { "cancel-before-the-day", 5 },
		      { "cancel-before-the-day-by-name", 5 },
		      { "cancel-same-day-override", 7 },
		      { "move", 7 },
		      { "find-receipt", 13 },
		      { "register-by-initials", 9 },
		      { "register-one-of-two", 9 },
		      { "register-by-last-four", 9 },
		      { "register-new-typed", 6 },
		      { "walk-in-ticket", 3 },
		      { "pay-later", 5 },
		      { "pay-now", 5 },
		      { "call-next", 1 },
		      { "workbook", 3 },
		      { "why-refused", 3 },
		      { "worksheet-move", 2 },
		      { "worksheet-pay-back", 2 },
		      { "worksheet-tell", 2 } };
	static struct task tasks[TASKS_MAX];
	char fault[TASK_TEXT_SIZE * 2];
	int count = tasks_read(tasks, fault);

	(void)state;
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		bool found = false;

		for (int k = 0; k < count; k++) {
			if (strcmp(tasks[k].name, asked[i].name) != 0)
				continue;
			found = true;
			assert_int_equal(tasks[k].most, asked[i].most);
			assert_true(task_count(&tasks[k]) <= asked[i].most);
		}
		if (!found)
			fail_msg("there is no task %s", asked[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_task_takes_no_more_keys_than_it_may),
		cmocka_unit_test(keys_are_counted_as_pressed),
		cmocka_unit_test(the_figures_are_those_that_were_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
