#include "proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/check.h"

int proof_number(const char *name, int initial, int highest)
{
	const char *text = getenv(name);
	int64_t number = initial;

	if (text)
		assert_true(text_to_number(text, 1, highest, &number));
	return (int)number;
}

struct desk proof_desk(const char *path)
{
	struct settings settings;
	struct desk desk;

	settings_init(&settings);
	settings.quota_per_department_day = 99;
	fixture_must(&desk, desk_open(&desk, path, STORE_OPEN, &settings, "proof"));
	clock_pin(&desk.clock, FIXTURE_DAY, FIXTURE_AT(6, 0));
	return desk;
}

void proof_open(struct proof_clinic *clinic, int sessions, int capacity, int people)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(6, 0));

	clinic->desk = desk;
	clinic->session_count = sessions;
	clinic->people_count = people;
	text_copy(clinic->path, sizeof(clinic->path), store_path(desk->store));
	for (int i = 0; i < sessions; i++) {
		char code[CODE_SIZE];

		text_format(code, sizeof(code), "%d", 1001 + i);
		fixture_doctor(desk, code, 2000);
		clinic->sessions[i] = fixture_session(desk, code, FIXTURE_DAY + 1 + i % 5,
						      PERIOD_AM, capacity, 20)
					      .id;
	}
	for (int i = 0; i < people; i++)
		clinic->people[i] = fixture_patient(desk, i).id;
}

void proof_close(struct proof_clinic *clinic)
{
	desk_close(clinic->desk);
}

void proof_reopen(struct proof_clinic *clinic)
{
	*clinic->desk = proof_desk(clinic->path);
}

static void say_fault(const char *check, const char *fault, void *context)
{
	(void)context;
	print_message("# %s: %s\n", check, fault);
}

void proof_check(struct proof_clinic *clinic)
{
	int checks, failed;

	fixture_must(clinic->desk,
		     check_run(clinic->desk, CHECK_ALL, say_fault, NULL, &checks, &failed));
	assert_int_equal(failed, 0);
}
