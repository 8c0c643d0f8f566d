/* Patients: finding, looking at a record with its numbers masked, changing it, adding one. */
#include <stdlib.h>

#include "desk/ban/ban.h"
#include "tests/screens/clinic.h"

static struct clinic clinic;

static void fill(void)
{
	clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1001", PERIOD_AM).id, clinic.zhang);
}

static struct clinic_start start = { &clinic, 80, 24, fill, "Alt-6" };
static struct clinic_start wide = { &clinic, 200, 60, fill, "Alt-6" };

static struct patient look(int64_t id)
{
	struct patient patient;

	clinic_must(&clinic.desk, patient_get(&clinic.desk, id, &patient));
	return patient;
}

static void an_empty_search_says_what_to_type(void **state)
{
	harness_golden(*state, "patients/empty");
	harness_keys(*state, "'nobody'");
	harness_shows(*state, "No patient found.");
}

static void patients_are_found_with_their_numbers_masked(void **state)
{
	harness_keys(*state, "'zw'");
	harness_golden(*state, "patients/found");
	harness_hides(*state, "13800001234");
}

static void a_record_shows_its_bookings_and_its_history(void **state)
{
	harness_keys(*state, "'zw' Down Enter");
	harness_golden(*state, "patient/80");
	harness_keys(*state, "Tab");
	harness_golden(*state, "patient/history");
	harness_keys(*state, "Tab Enter");
	harness_shows(*state, "receipt");
}

static void a_wide_terminal_shows_both_lists(void **state)
{
	harness_keys(*state, "'zw' Down Enter");
	harness_golden(*state, "patient/200");
}

static void who_sees_the_whole_numbers_is_recorded(void **state)
{
	harness_keys(*state, "'zw' Down Enter");
	harness_hides(*state, "11010519491231002X");
	harness_keys(*state, "F11");
	harness_shows(*state, "11010519491231002X");
	harness_shows(*state, "13800001234");
	harness_keys(*state, "Alt-h");
	harness_shows(*state, "numbers shown");
	harness_keys(*state, "F11");
	harness_hides(*state, "11010519491231002X");
}

static void a_record_is_changed_and_each_field_says_what_is_wrong(void **state)
{
	harness_keys(*state, "'zw' Down Enter F8");
	harness_golden(*state, "patient_form/change");
	harness_keys(*state, "Tab Tab Tab ^U '1380000' Tab");
	harness_golden(*state, "patient_form/change-wrong");
	harness_keys(*state, "Backtab ^U '13800004321' F9");
	assert_string_equal(look(clinic.zhang).phone, "13800004321");
	harness_shows(*state, "138****4321");
}

static void leaving_the_form_changes_nothing(void **state)
{
	harness_keys(*state, "'zw' Down Enter F8 ^U '李四' Esc");
	assert_string_equal(look(clinic.zhang).name, "张伟");
}

static void what_another_counter_changed_is_not_overwritten(void **state)
{
	struct patient other;
	struct desk second;

	harness_keys(*state, "'zw' Down Enter F8");
	clinic_second(&clinic, &second);
	clinic_must(&second, patient_get(&second, clinic.zhang, &other));
	text_copy(other.phone, sizeof(other.phone), "13811112222");
	clinic_must(&second, patient_change(&second, &other));
	desk_close(&second);
	harness_keys(*state, "^U '李四' F9");
	harness_shows(*state, "NOT saved: ");
	assert_string_equal(look(clinic.zhang).name, "张伟");
	assert_string_equal(look(clinic.zhang).phone, "13811112222");
}

static void a_card_of_somebody_else_is_refused_at_its_field(void **state)
{
	harness_keys(*state, "'oynn' Enter F8 Backtab Backtab Backtab 'C0001' F9");
	harness_shows(*state, "belongs to");
	assert_string_equal(look(clinic.ouyang).card_no, "");
}

static void a_scanned_id_card_fills_what_the_record_lacks(void **state)
{
	harness_keys(*state, "'13700009999' Enter F8");
	harness_scan(*state, "330781198509078812");
	harness_shows(*state, "ID number    330781198509078812");
	harness_shows(*state, "Sex          < male >");
	harness_shows(*state, "1985-09-07");
	harness_keys(*state, "F9");
	assert_string_equal(look(clinic.aygul).id_number, "330781198509078812");
	assert_int_equal(look(clinic.aygul).sex, SEX_MALE);
}

static void a_scanned_id_card_of_somebody_else_changes_no_record(void **state)
{
	/* In a field that is empty it is refused there. */
	harness_keys(*state, "'13700009999' Enter F8");
	harness_scan(*state, "11010519491231002X");
	harness_keys(*state, "F9");
	harness_shows(*state, "This identity number is already registered");
	assert_string_equal(look(clinic.aygul).id_number, "");
	harness_shows(*state, "Merge this record into that one?");
	/* A field that has another number in it keeps that. */
	harness_keys(*state, "Enter Esc F9 Enter Esc F7 'oynn' Enter F8");
	harness_scan(*state, "11010519491231002X");
	harness_shows(*state, "Finish this first");
	harness_shows(*state, "ID number    440524188001010014");
}

static void two_records_are_merged_after_a_question(void **state)
{
	struct patient kept;

	harness_keys(*state, "'13700009999' Enter F8");
	harness_scan(*state, "11010519491231002X");
	harness_keys(*state, "F9");
	harness_shows(*state, "This cannot be undone.");
	harness_keys(*state, "F9");
	kept = look(clinic.aygul);
	assert_int_not_equal(kept.id, clinic.aygul);
	assert_string_equal(kept.id_number, "11010519491231002X");
}

static void a_card_is_linked_from_the_record_by_what_is_missing(void **state)
{
	harness_keys(*state, "'zw' Down Enter Alt-l");
	harness_shows(*state, "Link the card");
	/* Nothing typed: what is missing is said at its field. */
	harness_keys(*state, "Enter");
	harness_shows(*state, "The social security number is missing.");
	harness_golden(*state, "link_card/missing");
	harness_keys(*state, "'s-778899' Enter");
	harness_shows(*state, "is linked to the social security number since 2026-11-23.");
	assert_string_equal(look(clinic.zhang).social_no, "S-778899");
	assert_int_equal(look(clinic.zhang).linked, CLINIC_DAY);
	/* Again it says so, and asks nothing. */
	harness_keys(*state, "Alt-l");
	harness_hides(*state, "Link the card");
	/* Somebody else's number is refused there. */
	harness_keys(*state, "Esc F7 'oynn' Enter Alt-l");
	harness_scan(*state, "C0001");
	harness_scan(*state, "S-778899");
	harness_shows(*state, "belongs to");
	assert_string_equal(look(clinic.ouyang).social_no, "");
}

static void the_mark_of_the_deceased_is_set_and_taken_back_with_a_question(void **state)
{
	harness_keys(*state, "'oynn' Alt-d");
	harness_shows(*state, "Mark this patient as deceased?");
	harness_golden(*state, "mark_deceased/ask");
	harness_keys(*state, "'y' Enter");
	assert_int_equal(look(clinic.ouyang).deceased, DAY_NONE);
	harness_keys(*state, "Alt-d F9");
	harness_shows(*state, "is marked as deceased.");
	assert_int_equal(look(clinic.ouyang).deceased, CLINIC_DAY);
	harness_shows(*state, "(deceased)");
	/* Back only with a reason. */
	harness_keys(*state, "Enter");
	harness_shows(*state, "DECEASED");
	harness_keys(*state, "Alt-d Enter F9");
	harness_shows(*state, "Take the mark back?");
	assert_int_equal(look(clinic.ouyang).deceased, CLINIC_DAY);
	harness_keys(*state, "'wrong person' F9");
	assert_int_equal(look(clinic.ouyang).deceased, DAY_NONE);
	/* Who still has a booking is not marked, and the booking is named. */
	harness_keys(*state, "Esc F7 'zw' Down Alt-d F9");
	harness_shows(*state, "still has 1 booking");
	assert_int_equal(look(clinic.zhang).deceased, DAY_NONE);
}

static void two_records_are_compared_and_the_chosen_one_is_kept(void **state)
{
	harness_keys(*state, "'13700009999' Enter Alt-u 'C0001' Enter");
	harness_golden(*state, "merge_records/80");
	harness_keys(*state, "Enter");
	harness_shows(*state, "Nothing was changed.");
	assert_int_equal(look(clinic.aygul).id, clinic.aygul);
	harness_keys(*state, "Enter F7 F9");
	harness_shows(*state, "Merged; the old patient number finds this record.");
	assert_int_equal(look(clinic.aygul).id, clinic.zhang);
	/* The record that stands on the screen is the kept one. */
	harness_shows(*state, "138****1234");
}

static void two_people_are_not_merged_and_the_reason_stands_there(void **state)
{
	harness_keys(*state, "'oynn' Enter Alt-u 'C0001' Enter");
	harness_golden(*state, "merge_records/refused");
	harness_keys(*state, "F9");
	assert_int_equal(look(clinic.ouyang).id, clinic.ouyang);
	/* Not with itself. */
	harness_keys(*state, "Esc ^U 'oynn' Enter");
	harness_shows(*state, "This is the record you came from");
}

static void a_known_name_and_phone_asks_who_it_is(void **state)
{
	const struct patient known = look(clinic.aygul);
	char keys[200];

	/* Without a number there is only that person. */
	text_format(keys, sizeof(keys), "F6 ^U '%s' Tab Tab Tab '%s' F9", known.name, known.phone);
	harness_keys(*state, keys);
	harness_golden(*state, "new_patient/known");
	/* An Enter that was typed ahead decides nothing. */
	harness_keys(*state, "Enter");
	harness_shows(*state, "Who is it?");
	harness_keys(*state, "'1' Enter");
	harness_shows(*state, "137****9999");
	/* With one it is that person, who gets it, or another. */
	text_format(keys, sizeof(keys), "Esc F6 ^U '%s' Tab Tab '330781198509078812' Tab '%s' F9",
		    known.name, known.phone);
	harness_keys(*state, keys);
	harness_golden(*state, "new_patient/known-number");
	harness_keys(*state, "Down Down Enter");
	assert_string_equal(look(clinic.aygul).id_number, "");
	harness_shows(*state, "330781********8812");
	text_format(keys, sizeof(keys),
		    "Esc F6 ^U '%s' Tab Tab '330781198509078839' Tab '%s' F9 Down Enter",
		    known.name, known.phone);
	harness_keys(*state, keys);
	assert_string_equal(look(clinic.aygul).id_number, "330781198509078839");
}

static void a_new_patient_is_added_from_here(void **state)
{
	harness_keys(*state, "'李雷' F6 F9");
	harness_shows(*state, "This patient has no bookings yet.");
	harness_shows(*state, "李雷");
}

static void registering_goes_on_from_the_record(void **state)
{
	harness_keys(*state, "'oynn' Enter F9");
	harness_shows(*state, "Doctor or department");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) CLINIC_TEST(name, &start)
		T(an_empty_search_says_what_to_type),
		T(patients_are_found_with_their_numbers_masked),
		T(a_record_shows_its_bookings_and_its_history),
		CLINIC_TEST(a_wide_terminal_shows_both_lists, &wide),
		T(who_sees_the_whole_numbers_is_recorded),
		T(a_record_is_changed_and_each_field_says_what_is_wrong),
		T(leaving_the_form_changes_nothing),
		T(what_another_counter_changed_is_not_overwritten),
		T(a_card_of_somebody_else_is_refused_at_its_field),
		T(a_scanned_id_card_fills_what_the_record_lacks),
		T(a_scanned_id_card_of_somebody_else_changes_no_record),
		T(two_records_are_merged_after_a_question),
		T(a_card_is_linked_from_the_record_by_what_is_missing),
		T(the_mark_of_the_deceased_is_set_and_taken_back_with_a_question),
		T(two_records_are_compared_and_the_chosen_one_is_kept),
		T(two_people_are_not_merged_and_the_reason_stands_there),
		T(a_known_name_and_phone_asks_who_it_is),
		T(a_new_patient_is_added_from_here),
		T(registering_goes_on_from_the_record),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
