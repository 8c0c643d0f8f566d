/*
 * Who somebody is, proved: by the password, the PIN, a token, the recovery code; and what is typed
 * in vain makes everybody wait a little and shuts out nobody.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/check.h"
#include "desk/rules_change.h"
#include "desk/trust/credential.h"
#include "desk/trust/delay.h"
#include "desk/trust/sign_in.h"
#include "desk/trust/sign_in_mode.h"
#include "desk/trust/token.h"
#include "fixture.h"

#define PASSWORD "boots and puddles"

struct scene {
	struct desk *desk, *other;
	char recovery[SECRET_TOKEN_SIZE];
	int minute;
};

static int open_clinic(void **state)
{
	struct scene *scene = calloc(1, sizeof(*scene));

	scene->minute = FIXTURE_AT(8, 0);
	scene->desk = fixture_open(FIXTURE_DAY, scene->minute);
	fixture_must(scene->desk, rules_begin(scene->desk));
	fixture_must(scene->desk,
		     sign_in_mode_passwords(scene->desk, "陈主任", PASSWORD, scene->recovery));
	scene->other = fixture_second(scene->desk);
	*state = scene;
	return 0;
}

static int close_clinic(void **state)
{
	struct scene *scene = *state;
	int checks, failed;

	if (scene->desk->staff.code[0]) {
		fixture_must(scene->desk,
			     check_run(scene->desk, CHECK_ALL, NULL, NULL, &checks, &failed));
		assert_int_equal(failed, 0);
	}
	fixture_close(scene->other);
	fixture_close(scene->desk);
	free(scene);
	return 0;
}

static void later(struct scene *scene, int minutes)
{
	scene->minute += minutes;
	fixture_clock(scene->desk, FIXTURE_DAY, scene->minute);
	fixture_clock(scene->other, FIXTURE_DAY, scene->minute);
}

static enum status enter(struct desk *desk, const char *code, const char *secret)
{
	struct signed_in in;

	return sign_in(desk, code, secret, true, &in);
}

static enum status write_something(struct desk *desk)
{
	return audit_mark(desk, AUDIT_STAFF_BEGIN, "something");
}

/* A clerk who has chosen a password and a PIN, and is signed in at `desk`. */
static void add_clerk(struct scene *scene, struct desk *desk, const char *code)
{
	char first[SECRET_FIRST_PASSWORD_SIZE], password[64];
	struct staff_entry entry;

	fixture_must(scene->desk,
		     staff_add(scene->desk, code, "吴晓", ROLE_BIT(ROLE_CLERK), &entry));
	fixture_must(scene->desk, credential_give(scene->desk, code, first));
	fixture_must(desk, enter(desk, code, first));
	text_format(password, sizeof(password), "%s has boots", code);
	fixture_must(desk, credential_choose(desk, password));
	fixture_must(desk, credential_choose_pin(desk, "2468"));
}

static void nothing_is_recorded_for_who_has_not_signed_in(void **state)
{
	struct scene *scene = *state;

	/* A name is not enough any more, at whatever counter. */
	fixture_must(scene->other, desk_sign_in(scene->other, "test"));
	assert_int_equal(write_something(scene->other), STATUS_SIGN_IN);
	fixture_must(scene->other, enter(scene->other, "test", PASSWORD));
	fixture_must(scene->other, write_something(scene->other));
	desk_sign_out(scene->other);
}

static void a_wrong_password_an_unknown_code_and_one_without_a_password_get_one_answer(void **state)
{
	struct scene *scene = *state;
	struct staff_entry entry;
	char wrong[PROBLEM_MESSAGE_SIZE];

	fixture_must(scene->desk,
		     staff_add(scene->desk, "wei", "魏思齐", ROLE_BIT(ROLE_CLERK), &entry));
	fixture_must(scene->desk, staff_end(scene->desk, "wei", "", &entry));
	assert_int_equal(enter(scene->other, "test", "not the word"), STATUS_SIGN_IN_WRONG);
	text_copy(wrong, sizeof(wrong), scene->other->problem.message);
	later(scene, 1);
	assert_int_equal(enter(scene->desk, "nobody", "not the word"), STATUS_SIGN_IN_WRONG);
	assert_string_equal(scene->desk->problem.message, wrong);
	/* The counter's own delay is longer by now: the code's is what was compared. */
	later(scene, 2);
	assert_int_equal(enter(scene->other, "wei", PASSWORD), STATUS_SIGN_IN_WRONG);
	assert_string_equal(scene->other->problem.message, wrong);
	/* Who worked here works here still. */
	assert_string_equal(scene->desk->staff.code, "test");
	fixture_must(scene->desk, write_something(scene->desk));
}

static void what_is_typed_in_vain_waits_longer_each_time_up_to_a_minute(void **state)
{
	static const int seconds[] = { 0, 1, 2, 4, 8, 16, 32, 60, 60 };

	(void)state;
	for (int i = 0; i < (int)(sizeof(seconds) / sizeof(seconds[0])); i++)
		assert_int_equal(delay_seconds(i), seconds[i]);
	assert_int_equal(delay_seconds(1000000), DELAY_SECONDS_MAX);
}

static void a_try_too_early_is_refused_though_right_and_never_for_more_than_a_minute(void **state)
{
	struct scene *scene = *state;
	struct signed_in in;

	for (int i = 0; i < 12; i++) {
		assert_int_equal(enter(scene->other, "test", "not the word"), STATUS_SIGN_IN_WRONG);
		assert_int_equal(enter(scene->other, "test", PASSWORD), STATUS_SIGN_IN_WAIT);
		assert_non_null(strstr(scene->other->problem.message, "second"));
		later(scene, 1);
	}
	fixture_must(scene->other, sign_in(scene->other, "test", PASSWORD, true, &in));
	assert_int_equal(in.misses, 12);
	/* Forgotten with that. */
	fixture_must(scene->other, sign_in(scene->other, "test", PASSWORD, true, &in));
	assert_int_equal(in.misses, 0);
}

static void another_counter_and_another_code_are_not_shut_out(void **state)
{
	struct scene *scene = *state;

	add_clerk(scene, scene->other, "wu");
	text_copy(scene->desk->counter, sizeof(scene->desk->counter), "2");
	assert_int_equal(enter(scene->desk, "nobody", "not the word"), STATUS_SIGN_IN_WRONG);
	/* Another code at another counter goes on; the counter of the misses waits. */
	fixture_must(scene->other, enter(scene->other, "wu", "wu has boots"));
	assert_int_equal(enter(scene->desk, "test", PASSWORD), STATUS_SIGN_IN_WAIT);
	/* Nor does it help to go to another counter with the same code. */
	assert_int_equal(enter(scene->other, "nobody", "not the word"), STATUS_SIGN_IN_WAIT);
}

static void a_clock_that_was_set_back_lets_nobody_wait_for_as_long(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(enter(scene->other, "test", "not the word"), STATUS_SIGN_IN_WRONG);
	scene->minute -= 300;
	later(scene, 0);
	assert_int_equal(enter(scene->other, "test", PASSWORD), STATUS_SIGN_IN_WAIT);
	later(scene, 1);
	fixture_must(scene->other, enter(scene->other, "test", PASSWORD));
}

static void a_first_password_lets_nothing_be_done_but_choosing_another(void **state)
{
	struct scene *scene = *state;
	char first[SECRET_FIRST_PASSWORD_SIZE];
	struct staff_entry entry;
	struct signed_in in;

	fixture_must(scene->desk,
		     staff_add(scene->desk, "wu", "吴晓", ROLE_BIT(ROLE_CLERK), &entry));
	fixture_must(scene->desk, credential_give(scene->desk, "wu", first));
	fixture_must(scene->other, sign_in(scene->other, "wu", first, true, &in));
	assert_true(in.must_change);
	assert_int_equal(write_something(scene->other), STATUS_SIGN_IN);
	assert_int_equal(credential_choose_pin(scene->other, "2468"), STATUS_SIGN_IN);
	assert_int_equal(credential_choose(scene->other, first), STATUS_BAD_VALUE);
	assert_int_equal(credential_choose(scene->other, "12345678"), STATUS_BAD_VALUE);
	fixture_must(scene->other, credential_choose(scene->other, "wu has boots"));
	fixture_must(scene->other, write_something(scene->other));
	assert_int_equal(enter(scene->other, "wu", first), STATUS_SIGN_IN_WRONG);
	/* Nobody gives themselves one. */
	assert_int_equal(credential_give(scene->desk, "test", first), STATUS_WRONG_STATE);
}

static void the_pin_is_good_at_this_counter_on_this_day_after_the_password(void **state)
{
	struct scene *scene = *state;
	struct signed_in in;

	add_clerk(scene, scene->other, "wu");
	fixture_must(scene->other, sign_in(scene->other, "wu", "2468", true, &in));
	assert_true(in.by_pin);
	fixture_must(scene->other, write_something(scene->other));
	/* Not at another counter, not on the command line, not tomorrow. */
	text_copy(scene->desk->counter, sizeof(scene->desk->counter), "9");
	assert_int_equal(enter(scene->desk, "wu", "2468"), STATUS_SIGN_IN_WRONG);
	later(scene, 1);
	assert_int_equal(sign_in(scene->other, "wu", "2468", false, &in), STATUS_SIGN_IN_WRONG);
	later(scene, 1);
	fixture_clock(scene->other, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	assert_int_equal(enter(scene->other, "wu", "2468"), STATUS_SIGN_IN_WRONG);
	fixture_clock(scene->other, FIXTURE_DAY + 1, FIXTURE_AT(8, 5));
	fixture_must(scene->other, enter(scene->other, "wu", "wu has boots"));
	fixture_must(scene->other, enter(scene->other, "wu", "2468"));
}

static void three_wrong_pins_take_the_password(void **state)
{
	struct scene *scene = *state;
	bool takes;

	add_clerk(scene, scene->other, "wu");
	for (int i = 0; i < 3; i++)
		assert_int_equal(enter(scene->other, "wu", "1357"), STATUS_SIGN_IN_WRONG);
	fixture_must(scene->other, sign_in_takes_pin(scene->other, "wu", &takes));
	assert_false(takes);
	/* Right as it is, it is no password. */
	assert_int_equal(enter(scene->other, "wu", "2468"), STATUS_SIGN_IN_WRONG);
	later(scene, 1);
	fixture_must(scene->other, enter(scene->other, "wu", "wu has boots"));
	fixture_must(scene->other, enter(scene->other, "wu", "2468"));
}

static void a_token_gives_its_roles_until_its_day_is_over(void **state)
{
	struct scene *scene = *state;
	struct token_entry entry;
	char token[SECRET_TOKEN_SIZE], another[SECRET_TOKEN_SIZE];

	add_clerk(scene, scene->other, "wu");
	assert_int_equal(token_add(scene->desk, "wu", ROLE_BIT(ROLE_MANAGER), FIXTURE_DAY + 5,
				   token, &entry),
			 STATUS_BAD_VALUE);
	assert_int_equal(token_add(scene->desk, "wu", 0, FIXTURE_DAY - 1, token, &entry),
			 STATUS_BAD_VALUE);
	fixture_must(scene->desk, token_add(scene->desk, "wu", 0, FIXTURE_DAY, token, &entry));
	assert_int_equal(entry.roles, ROLE_BIT(ROLE_CLERK));
	desk_sign_out(scene->other);
	fixture_must(scene->other, sign_in_by_token(scene->other, token));
	assert_string_equal(scene->other->staff.code, "wu");
	fixture_must(scene->other, write_something(scene->other));
	/* Whoever finds it does not get the person's password. */
	assert_int_equal(credential_choose(scene->other, "mine from now on"), STATUS_NOT_ALLOWED);
	assert_int_equal(credential_choose_pin(scene->other, "1357"), STATUS_NOT_ALLOWED);
	secret_token_new(SECRET_TOKEN, another);
	assert_int_equal(sign_in_by_token(scene->other, another), STATUS_SIGN_IN_WRONG);
	fixture_clock(scene->other, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	assert_int_equal(sign_in_by_token(scene->other, token), STATUS_SIGN_IN_WRONG);
	fixture_clock(scene->other, FIXTURE_DAY, FIXTURE_AT(9, 0));
	fixture_must(scene->desk, token_end(scene->desk, entry.id, &entry));
	assert_int_equal(sign_in_by_token(scene->other, token), STATUS_SIGN_IN_WRONG);
	assert_int_equal(token_end(scene->desk, entry.id, &entry), STATUS_WRONG_STATE);
}

static void the_recovery_code_gives_a_manager_a_password_once(void **state)
{
	struct scene *scene = *state;
	char first[SECRET_FIRST_PASSWORD_SIZE], next[SECRET_TOKEN_SIZE], last[SECRET_TOKEN_SIZE];
	struct signed_in in;

	add_clerk(scene, scene->other, "wu");
	secret_token_new(SECRET_RECOVERY, last);
	assert_int_equal(recovery_use(scene->other, last, "test", first, next),
			 STATUS_SIGN_IN_WRONG);
	later(scene, 1);
	assert_int_equal(recovery_use(scene->other, scene->recovery, "wu", first, next),
			 STATUS_WRONG_STATE);
	later(scene, 1);
	fixture_must(scene->other,
		     recovery_use(scene->other, scene->recovery, "test", first, next));
	assert_string_equal(scene->other->staff.code, "");
	fixture_must(scene->other, sign_in(scene->other, "test", first, true, &in));
	assert_true(in.must_change);
	fixture_must(scene->other, credential_choose(scene->other, "boots once more"));
	/* The old code is used up, the next one is good. */
	later(scene, 1);
	assert_int_equal(recovery_use(scene->other, scene->recovery, "test", first, last),
			 STATUS_SIGN_IN_WRONG);
	later(scene, 1);
	fixture_must(scene->other, recovery_use(scene->other, next, "test", first, last));
}

static void names_come_back_by_the_recovery_code_alone(void **state)
{
	struct scene *scene = *state;
	const struct rule_change change = { .place = SETTING_AT_trust_sign_in, .value = "names" };
	char next[SECRET_TOKEN_SIZE];
	int changed;

	assert_int_equal(rules_change(scene->desk, &change, 1, &changed), STATUS_WRONG_STATE);
	secret_token_new(SECRET_RECOVERY, next);
	assert_int_equal(sign_in_mode_names(scene->desk, next), STATUS_SIGN_IN_WRONG);
	assert_true(desk_takes_passwords(scene->desk));
	later(scene, 1);
	fixture_must(scene->desk, sign_in_mode_names(scene->desk, scene->recovery));
	assert_false(desk_takes_passwords(scene->desk));
	/* At once at every counter. */
	fixture_must(scene->other, desk_sign_in(scene->other, "anybody"));
	fixture_must(scene->other, write_something(scene->other));
	assert_int_equal(sign_in_mode_names(scene->desk, scene->recovery), STATUS_WRONG_STATE);
}

static void who_ended_and_comes_back_has_no_password_of_before(void **state)
{
	struct scene *scene = *state;
	struct staff_entry entry;

	add_clerk(scene, scene->other, "wu");
	fixture_must(scene->desk, staff_end(scene->desk, "wu", "", &entry));
	assert_int_equal(write_something(scene->other), STATUS_STAFF_ENDED);
	assert_int_equal(enter(scene->other, "wu", "2468"), STATUS_SIGN_IN_WRONG);
	later(scene, 1);
	assert_int_equal(enter(scene->other, "wu", "wu has boots"), STATUS_SIGN_IN_WRONG);
}

static void a_code_that_begins_again_by_name_has_no_password_of_before(void **state)
{
	struct scene *scene = *state;
	char recovery[SECRET_TOKEN_SIZE], first[SECRET_FIRST_PASSWORD_SIZE];
	struct staff_entry entry;

	add_clerk(scene, scene->other, "wu");
	fixture_must(scene->desk, staff_end(scene->desk, "wu", "", &entry));
	fixture_must(scene->desk, sign_in_mode_names(scene->desk, scene->recovery));
	fixture_must(scene->desk, credential_add(scene->desk, "wu", "吴晓", ROLE_BIT(ROLE_CLERK),
						 first, &entry));
	assert_string_equal(first, "");
	fixture_must(scene->desk, sign_in_mode_passwords(scene->desk, "", PASSWORD, recovery));
	assert_int_equal(enter(scene->other, "wu", "wu has boots"), STATUS_SIGN_IN_WRONG);
}

/* secret_test.c has it too: of 1 MiB and two passes. */
#define CHEAP \
	"$argon2id$v=19$m=1024,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$" \
	"7GVUeQr+1Y86t0BZrMNLixxUz9ePVaaZ8qSzFMWlRE0"
#define CHEAP_PASSWORD "correct horse 电池"

static enum status keep_cheaply(struct desk *desk, void *code)
{
	return credential_rehash(desk, code, CHEAP);
}

static void a_password_that_cost_less_is_kept_in_a_stronger_form_at_the_next_sign_in(void **state)
{
	struct scene *scene = *state;
	struct credential credential;
	char code[] = "wu";
	int64_t before, after;

	add_clerk(scene, scene->other, code);
	fixture_must(scene->other, desk_change(scene->other, keep_cheaply, code));
	assert_int_equal(enter(scene->other, code, "wu has boots"), STATUS_SIGN_IN_WRONG);
	later(scene, 1);
	fixture_must(scene->other, enter(scene->other, code, CHEAP_PASSWORD));
	fixture_must(scene->other, credential_read(scene->other, code, &credential));
	assert_false(secret_needs_rehash(credential.password));
	assert_false(credential.first);
	/* The PIN stays, and is good here at once. */
	fixture_must(scene->other, enter(scene->other, code, "2468"));
	fixture_must(scene->other, audit_newest(scene->other, &before));
	fixture_must(scene->other, enter(scene->other, code, CHEAP_PASSWORD));
	fixture_must(scene->other, audit_newest(scene->other, &after));
	assert_int_equal(after - before, 1);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, open_clinic, close_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(nothing_is_recorded_for_who_has_not_signed_in),
		CASE(a_wrong_password_an_unknown_code_and_one_without_a_password_get_one_answer),
		CASE(what_is_typed_in_vain_waits_longer_each_time_up_to_a_minute),
		CASE(a_try_too_early_is_refused_though_right_and_never_for_more_than_a_minute),
		CASE(another_counter_and_another_code_are_not_shut_out),
		CASE(a_clock_that_was_set_back_lets_nobody_wait_for_as_long),
		CASE(a_first_password_lets_nothing_be_done_but_choosing_another),
		CASE(the_pin_is_good_at_this_counter_on_this_day_after_the_password),
		CASE(three_wrong_pins_take_the_password),
		CASE(a_token_gives_its_roles_until_its_day_is_over),
		CASE(the_recovery_code_gives_a_manager_a_password_once),
		CASE(names_come_back_by_the_recovery_code_alone),
		CASE(who_ended_and_comes_back_has_no_password_of_before),
		CASE(a_code_that_begins_again_by_name_has_no_password_of_before),
		CASE(a_password_that_cost_less_is_kept_in_a_stronger_form_at_the_next_sign_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
