/*
 * What the desk offers to whom, where people sign in with passwords: what would be refused is
 * offered nowhere, and who asks for it by its key is told who may.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/rules_change.h"
#include "desk/staff.h"
#include "desk/trust/reading.h"
#include "desk/trust/sign_in_mode.h"
#include "tests/screens/clinic.h"
#include "ui/screens/allowed.h"

#define PASSWORD "boots and puddles"

static struct clinic clinic;

static void go_over_to_passwords(void)
{
	struct desk *desk = &clinic.desk;
	char recovery[SECRET_TOKEN_SIZE];
	struct staff_entry entry;

	clinic_must(desk, rules_begin(desk));
	clinic_must(desk, sign_in_mode_passwords(desk, "魏思齐", PASSWORD, recovery));
	for (int i = 0; i < ROLE_COUNT; i++)
		clinic_must(desk,
			    staff_add(desk, role_name((enum role)i), "吴晓", ROLE_BIT(i), &entry));
}

static struct clinic_start start = { &clinic, 80, 24, go_over_to_passwords, "" };

static void come(enum role role)
{
	struct staff staff = { .proof = PROOF_PASSWORD,
			       .roles = ROLE_BIT(role),
			       .rights = ROLES_ALL };

	text_copy(staff.code, sizeof(staff.code), role_name(role));
	desk_sign_in_proved(&clinic.desk, &staff);
	harness_keys(&clinic.harness, "^L");
}

static void each_command_is_offered_to_the_roles_of_what_it_does(void **state)
{
	const struct {
		enum command command;
		unsigned roles;
	} rules[] = {
#define DO(command, what) { COMMAND_##command, audit_action_roles(AUDIT_##what) },
#define READ(command, what) { COMMAND_##command, reading_roles(READING_##what) },
#include "ui/screens/allowed.def"
#undef DO
#undef READ
	};
	char why[PROBLEM_MESSAGE_SIZE];

	(void)state;
	for (int i = 0; i < ROLE_COUNT; i++) {
		come((enum role)i);
		for (size_t k = 0; k < sizeof(rules) / sizeof(rules[0]); k++) {
			const bool may = (rules[k].roles & ROLE_BIT(i)) != 0;

			why[0] = '\0';
			assert_int_equal(
				allowed_command(&clinic.desk, rules[k].command, why, sizeof(why)),
				may);
			assert_int_equal(why[0] == '\0', may);
		}
		assert_true(allowed_command(&clinic.desk, COMMAND_TODAY, NULL, 0));
		assert_true(allowed_command(&clinic.desk, COMMAND_PASSWORD, NULL, 0));
	}
}

static void a_nurse_calls_and_is_not_offered_the_money(void **state)
{
	come(ROLE_NURSE);
	harness_keys(*state, "F4");
	harness_hides(*state, "F5 Reports");
	harness_keys(*state, "F5");
	harness_shows(*state,
		      "\"reports and their figures\" takes one of these roles: cashier, manager,");
	harness_keys(*state, "F3");
	harness_shows(*state, "Call next");
	harness_keys(*state, ". 'close' ");
	harness_hides(*state, "Close day");
}

static void an_administrator_sees_no_patient(void **state)
{
	static const char *const ways[] = { "F2", "F3", "F4", "Alt-6", "Alt-8", "Alt-9" };

	come(ROLE_ADMIN);
	harness_keys(*state, "Alt-1");
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		harness_keys(*state, ways[i]);
		harness_shows(*state, "\"patients, bookings and orders\" takes one of these roles");
		harness_shows(*state, "Nothing needs attention.");
	}
	/* Nor by a name typed where no field is, nor by what a scanner reads. */
	harness_keys(*state, "'zhang' Enter");
	harness_hides(*state, "张伟");
	harness_shows(*state, "Nothing needs attention.");
}

static void who_may_is_said_when_it_is_asked_and_no_longer(void **state)
{
	come(ROLE_ADMIN);
	harness_keys(*state, "Alt-1 F4");
	harness_shows(*state, "takes one of these roles");
	harness_keys(*state, "Alt-0");
	harness_tick(*state);
	harness_hides(*state, "takes one of these roles");
	harness_keys(*state, "F9");
	harness_shows(*state, "\"Change\" takes one of these roles: manager.");
}

static void who_signs_in_is_shown_a_place_that_is_theirs(void **state)
{
	harness_keys(*state, "F4 ^T");
	harness_shows(*state, "Staff code");
	come(ROLE_ADMIN);
	harness_keys(*state, "Esc");
	harness_shows(*state, "Nothing needs attention.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CLINIC_TEST(each_command_is_offered_to_the_roles_of_what_it_does, &start),
		CLINIC_TEST(a_nurse_calls_and_is_not_offered_the_money, &start),
		CLINIC_TEST(an_administrator_sees_no_patient, &start),
		CLINIC_TEST(who_may_is_said_when_it_is_asked_and_no_longer, &start),
		CLINIC_TEST(who_signs_in_is_shown_a_place_that_is_theirs, &start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
