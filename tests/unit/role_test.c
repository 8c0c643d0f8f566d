/*
 * Who may do and read what, where people sign in with passwords: every cell of the table of roles,
 * where it is written. A role that was taken away is gone with the next change, a token gives no
 * more than it was given, and where a clinic signs in by name a code may do all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/audit.h"
#include "desk/rules_change.h"
#include "desk/staff.h"
#include "desk/trust/reading.h"
#include "desk/trust/sign_in_mode.h"
#include "fixture.h"

#define PASSWORD "boots and puddles"

static int open_clinic(void **state)
{
	char recovery[SECRET_TOKEN_SIZE];
	struct staff_entry entry;
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));

	fixture_must(desk, rules_begin(desk));
	fixture_must(desk, sign_in_mode_passwords(desk, "陈主任", PASSWORD, recovery));
	for (int i = 0; i < ROLE_COUNT; i++)
		fixture_must(desk,
			     staff_add(desk, role_name((enum role)i), "吴晓", ROLE_BIT(i), &entry));
	*state = desk;
	return 0;
}

static int close_clinic(void **state)
{
	fixture_close(*state);
	return 0;
}

/* Somebody comes whose roles the sign-in found as these. */
static void come(struct desk *desk, const char *code, unsigned roles, unsigned rights)
{
	struct staff staff = { .proof = PROOF_TOKEN, .roles = roles, .rights = rights };

	text_copy(staff.code, sizeof(staff.code), code);
	desk_sign_in_proved(desk, &staff);
}

static void each_action_takes_one_of_its_roles(void **state)
{
	struct desk *desk = *state;

	for (int i = 0; i < ROLE_COUNT; i++) {
		come(desk, role_name((enum role)i), ROLE_BIT(i), ROLES_ALL);
		for (int k = 0; k < AUDIT_COUNT; k++) {
			const enum audit_action action = (enum audit_action)k;
			const bool may = audit_action_roles(action) & ROLE_BIT(i);
			int64_t before, after;
			enum status status;

			assert_int_equal(audit_is_allowed(desk, action), may);
			fixture_must(desk, audit_newest(desk, &before));
			status = audit_mark(desk, action, "");
			fixture_must(desk, audit_newest(desk, &after));
			assert_int_equal(status, may ? STATUS_OK : STATUS_NOT_ALLOWED);
			assert_int_equal(after - before, may);
			if (!may && audit_action_roles(action))
				assert_non_null(
					strstr(desk->problem.message, role_name((enum role)i)));
		}
	}
}

static void each_reading_takes_one_of_its_roles(void **state)
{
	struct desk *desk = *state;

	for (int i = 0; i < ROLE_COUNT; i++) {
		come(desk, role_name((enum role)i), ROLE_BIT(i), ROLES_ALL);
		fixture_must(desk, reading_allow(desk, READING_ALL));
		for (int k = READING_ALL + 1; k < READING_COUNT; k++) {
			const enum reading reading = (enum reading)k;
			const bool may = reading_roles(reading) & ROLE_BIT(i);

			assert_int_equal(reading_is_allowed(desk, reading), may);
			assert_int_equal(reading_allow(desk, reading),
					 may ? STATUS_OK : STATUS_NOT_ALLOWED);
		}
	}
}

/* What must never come to be, whatever the table is changed to. */
static void some_cells_are_rules_of_their_own(void **state)
{
	const unsigned no_money = ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_AUDITOR) |
				  ROLE_BIT(ROLE_CLERK) | ROLE_BIT(ROLE_NURSE);

	(void)state;
	assert_false(audit_action_roles(AUDIT_BOOKING_REFUND) & no_money);
	assert_false(audit_action_roles(AUDIT_REFUND_STEP) & no_money);
	assert_false(audit_action_roles(AUDIT_CASH_COUNT) & no_money);
	assert_false(reading_roles(READING_PEOPLE) & ROLE_BIT(ROLE_ADMIN));
	assert_int_equal(audit_action_roles(AUDIT_BAN_LIFT), ROLE_BIT(ROLE_MANAGER));
	assert_int_equal(audit_action_roles(AUDIT_SETTING_CHANGE), ROLE_BIT(ROLE_MANAGER));
	/* The auditor reads: what they may do leaves no other trace than that they did. */
	for (int i = 0; i < AUDIT_COUNT; i++) {
		const enum audit_action action = (enum audit_action)i;
		const unsigned roles = audit_action_roles(action);

		if (roles != ROLES_ALL && (roles & ROLE_BIT(ROLE_AUDITOR)))
			assert_true(action == AUDIT_PATIENT_SHOW || action == AUDIT_ORDER_SHOW ||
				    action == AUDIT_REPORT_PRINT || action == AUDIT_REPORT_REPRINT);
	}
}

static void a_role_that_was_taken_is_gone_with_the_next_change(void **state)
{
	struct desk *desk = *state, *other = fixture_second(desk);
	struct staff_entry entry;

	come(other, "clerk", ROLE_BIT(ROLE_CLERK), ROLES_ALL);
	fixture_must(other, audit_mark(other, AUDIT_BOOKING_BOOK, ""));
	fixture_must(desk, staff_change(desk, "clerk", NULL, ROLE_BIT(ROLE_NURSE), &entry));
	assert_int_equal(audit_mark(other, AUDIT_BOOKING_BOOK, ""), STATUS_NOT_ALLOWED);
	fixture_must(other, audit_mark(other, AUDIT_TICKET_CALL, ""));
	assert_false(audit_is_allowed(other, AUDIT_BOOKING_BOOK));
	fixture_close(other);
}

static void a_token_gives_what_both_it_and_its_owner_have(void **state)
{
	struct desk *desk = *state;

	come(desk, "manager", ROLE_BIT(ROLE_MANAGER), ROLE_BIT(ROLE_CLERK));
	assert_int_equal(audit_mark(desk, AUDIT_BOOKING_BOOK, ""), STATUS_NOT_ALLOWED);
	assert_int_equal(audit_mark(desk, AUDIT_BAN_LIFT, ""), STATUS_NOT_ALLOWED);
	come(desk, "manager", ROLE_BIT(ROLE_MANAGER), ROLE_BIT(ROLE_MANAGER));
	fixture_must(desk, audit_mark(desk, AUDIT_BAN_LIFT, ""));
}

static void a_name_alone_may_all(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));

	(void)state;
	fixture_must(desk, rules_begin(desk));
	for (int i = 0; i < AUDIT_COUNT; i++) {
		assert_true(audit_is_allowed(desk, (enum audit_action)i));
		fixture_must(desk, audit_mark(desk, (enum audit_action)i, ""));
	}
	fixture_must(desk, reading_allow(desk, READING_TOKENS));
	fixture_close(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_action_takes_one_of_its_roles, open_clinic,
						close_clinic),
		cmocka_unit_test_setup_teardown(each_reading_takes_one_of_its_roles, open_clinic,
						close_clinic),
		cmocka_unit_test(some_cells_are_rules_of_their_own),
		cmocka_unit_test_setup_teardown(a_role_that_was_taken_is_gone_with_the_next_change,
						open_clinic, close_clinic),
		cmocka_unit_test_setup_teardown(a_token_gives_what_both_it_and_its_owner_have,
						open_clinic, close_clinic),
		cmocka_unit_test(a_name_alone_may_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
