/* Two records of one person made one, and the mark of the deceased. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/cancel.h"
#include "desk/booking/deceased.h"
#include "desk/booking/merge.h"
#include "desk/booking/no_show.h"
#include "desk/check.h"
#include "desk/people/patient_find.h"
#include "desk/people/patient_link.h"
#include "past_guards.h"
#include "visit.h"

enum { FOUND_SIZE = 200 };

/* Somebody with a name and a phone alone. */
static struct patient add_phone_only(struct desk *desk, const char *name, const char *phone)
{
	const struct patient_form form = { .name = name, .phone = phone };
	struct patient patient;

	fixture_must(desk, patient_read(desk, &form, &patient, NULL));
	fixture_must(desk, patient_add(desk, &patient, NULL));
	return patient;
}

static struct booking book_for(struct desk *desk, int64_t session_id, int64_t patient_id)
{
	const struct booking_wish wish = { .session_id = session_id,
					   .patient_id = patient_id,
					   .channel = CHANNEL_COUNTER,
					   .pay = true,
					   .method = METHOD_CASH };
	struct booking booking;

	fixture_must(desk, booking_book(desk, &wish, &booking));
	return booking;
}

/* Whether exactly this record is found. */
static bool finds(struct desk *desk, const char *text, int64_t id)
{
	struct patient out[PATIENT_FIND_MAX];
	size_t count;

	fixture_must(desk, patient_find(desk, text, out, &count));
	return count == 1 && out[0].id == id;
}

static void everything_goes_over_and_the_old_number_finds_the_kept_record(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct session session = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct patient keep = fixture_patient(desk, 1);
	struct patient give = add_phone_only(desk, "李时珍", "13700000007"), again;
	struct booking booking = book_for(desk, session.id, give.id);
	char number[PATIENT_NUMBER_SIZE];
	struct merge merge;

	(void)state;
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	assert_int_equal(merge.bookings, 1);
	assert_int_equal(merge.kept.id, keep.id);
	fixture_must(desk, booking_get(desk, booking.id, &booking));
	assert_int_equal(booking.patient_id, keep.id);
	assert_int_equal(booking.paid_fen, booking.fee_fen);
	fixture_must(desk, patient_get(desk, give.id, &again));
	assert_int_equal(again.id, keep.id);
	fixture_must(desk, patient_by_name_and_phone(desk, "李时珍", "13700000007", &again));
	assert_int_equal(again.id, keep.id);
	assert_true(finds(desk, patient_number_format(give.id, number), keep.id));
	assert_true(finds(desk, "lishizhen", keep.id));
	assert_true(finds(desk, "13700000007", keep.id));
	assert_true(finds(desk, "0007", keep.id));
	/* The keys of before outlive a change of the kept record. */
	text_copy(again.phone, sizeof(again.phone), "13700000008");
	fixture_must(desk, patient_change(desk, &again));
	assert_true(finds(desk, "13700000007", keep.id));
	/* Booked under the old number it is the same person. */
	assert_int_equal(booking_book(desk,
				      &(struct booking_wish){ .session_id = session.id,
							      .patient_id = give.id },
				      &booking),
			 STATUS_DUPLICATE_PERSON);
	visit_check(desk);
	fixture_close(desk);
}

static void the_kept_record_takes_what_it_lacked(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct patient give = fixture_patient(desk, 1), linked, again;
	struct patient keep = add_phone_only(desk, give.name, "13700000007");
	struct merge merge;

	(void)state;
	fixture_must(desk, patient_link_card(desk, give.id, "CARD-1", "S-100200300", &linked));
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	assert_string_equal(merge.kept.id_number, give.id_number);
	assert_int_equal(merge.kept.birth, give.birth);
	assert_string_equal(merge.kept.phone, "13700000007");
	assert_string_equal(merge.kept.card_no, "CARD-1");
	assert_string_equal(merge.kept.social_no, "S-100200300");
	assert_int_equal(merge.kept.linked, FIXTURE_DAY);
	fixture_must(desk, patient_by_id_number(desk, ID_RESIDENT, give.id_number, &again));
	assert_int_equal(again.id, keep.id);
	fixture_must(desk, patient_by_card(desk, "CARD-1", &again));
	assert_int_equal(again.id, keep.id);
	visit_check(desk);
	fixture_close(desk);
}

static void a_card_and_a_document_of_the_merged_record_find_the_kept_one(void **state)
{
	const struct patient_form form = { .name = "Maria Silva",
					   .id_type = "passport",
					   .id_number = "FG123456",
					   .card_no = "OLD-1" };
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct patient keep = fixture_patient(desk, 1), give, again;
	struct merge merge;

	(void)state;
	fixture_must(desk, patient_link_card(desk, keep.id, "NEW-1", "S1", &again));
	fixture_must(desk, patient_read(desk, &form, &give, NULL));
	fixture_must(desk, patient_add(desk, &give, NULL));
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	assert_string_equal(merge.kept.card_no, "NEW-1");
	fixture_must(desk, patient_by_card(desk, "OLD-1", &again));
	assert_int_equal(again.id, keep.id);
	fixture_must(desk, patient_by_id_number(desk, ID_PASSPORT, "FG123456", &again));
	assert_int_equal(again.id, keep.id);
	fixture_must(desk, patient_by_id_number(desk, ID_NONE, "FG123456", &again));
	assert_int_equal(again.id, keep.id);
	/* Nobody else gets them. */
	fixture_must(desk, patient_read(desk, &form, &give, NULL));
	assert_int_equal(patient_add(desk, &give, NULL), STATUS_DUPLICATE_PATIENT);
	visit_check(desk);
	fixture_close(desk);
}

static void two_bookings_of_one_session_are_refused_until_one_is_cancelled(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct session session = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct patient keep = fixture_patient(desk, 1);
	struct patient give = add_phone_only(desk, "李时珍", "13700000007");
	struct booking first = book_for(desk, session.id, keep.id);
	struct booking second = book_for(desk, session.id, give.id);
	struct cancel_wish wish = { .id = second.id };
	char number[BOOKING_NUMBER_SIZE];
	int64_t last = fixture_last_event(desk);
	struct merge merge;

	(void)state;
	assert_int_equal(patient_merge(desk, keep.id, give.id, &merge), STATUS_DUPLICATE_PERSON);
	assert_non_null(strstr(desk->problem.message, booking_number_format(first.id, number)));
	assert_non_null(strstr(desk->problem.message, booking_number_format(second.id, number)));
	assert_int_equal(fixture_last_event(desk), last);
	fixture_must(desk, booking_cancel(desk, &wish, &second));
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	assert_int_equal(merge.bookings, 1);
	visit_check(desk);
	fixture_close(desk);
}

static void two_bookings_of_a_session_long_over_stand_beside_each_other(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct session session = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct patient keep = fixture_patient(desk, 1);
	struct patient give = add_phone_only(desk, "李时珍", "13700000007");
	struct booking first = book_for(desk, session.id, keep.id);
	struct booking second = book_for(desk, session.id, give.id), *rows;
	struct merge merge;
	size_t count;

	(void)state;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(20, 0));
	fixture_must(desk, booking_resolve(desk, first.id, RESOLVE_CAME, "", &first, NULL, NULL));
	assert_int_equal(patient_merge(desk, keep.id, give.id, &merge), STATUS_DUPLICATE_PERSON);
	fixture_must(desk,
		     booking_resolve(desk, second.id, RESOLVE_NO_SHOW, "", &second, NULL, NULL));
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	assert_int_equal(merge.no_shows, 1);
	fixture_must(desk, booking_list_patient(desk, keep.id, &rows, &count));
	assert_int_equal(count, 2);
	free(rows);
	/* What follows is as for every booking: a no-show is withdrawn. */
	fixture_must(desk, no_show_withdraw(desk, second.id, "was in hospital", &second));
	visit_check(desk);
	fixture_close(desk);
}

/* Whoever did not come, twice online and once under each record. */
static void miss_online(struct desk *desk, day_number day, const struct patient *patient,
			const char *order_no)
{
	struct session session = visit_session(desk, day, PERIOD_AM);
	const struct booking_wish wish = { .session_id = session.id,
					   .patient_id = patient->id,
					   .channel = CHANNEL_ONLINE,
					   .order_no = order_no };
	struct booking booking;

	fixture_clock(desk, day, FIXTURE_AT(7, 0));
	fixture_must(desk, booking_book(desk, &wish, &booking));
	fixture_clock(desk, day, FIXTURE_AT(20, 0));
	fixture_must(desk,
		     booking_resolve(desk, booking.id, RESOLVE_NO_SHOW, "", &booking, NULL, NULL));
}

static void no_shows_of_both_records_count_together(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct patient keep = fixture_patient(desk, 1);
	struct patient give = add_phone_only(desk, "李时珍", "13700000007");
	struct merge merge, terms;
	int64_t last;

	(void)state;
	miss_online(desk, FIXTURE_DAY, &keep, "W1");
	miss_online(desk, FIXTURE_DAY + 1, &give, "W2");
	miss_online(desk, FIXTURE_DAY + 2, &give, "W3");
	last = fixture_last_event(desk);
	fixture_must(desk, patient_merge_terms(desk, keep.id, give.id, &terms));
	assert_int_equal(fixture_last_event(desk), last);
	assert_int_equal(terms.keep_before.count, 1);
	assert_int_equal(terms.give_before.count, 2);
	assert_int_equal(terms.after.count, 3);
	assert_int_equal(terms.after.banned_until, day_add_months(FIXTURE_DAY + 2, 3));
	assert_int_equal(ban_allows_online(desk, keep.id), STATUS_OK);
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	assert_int_equal(merge.after.banned_until, terms.after.banned_until);
	assert_int_equal(merge.no_shows, terms.no_shows);
	assert_int_equal(ban_allows_online(desk, keep.id), STATUS_BANNED);
	visit_check(desk);
	fixture_close(desk);
}

static void a_ban_goes_over_with_its_no_shows(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct patient keep = fixture_patient(desk, 1);
	struct patient give = add_phone_only(desk, "李时珍", "13700000007");
	struct merge merge;

	(void)state;
	miss_online(desk, FIXTURE_DAY, &give, "W1");
	miss_online(desk, FIXTURE_DAY + 1, &give, "W2");
	miss_online(desk, FIXTURE_DAY + 2, &give, "W3");
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	assert_int_equal(merge.bans, 1);
	assert_int_equal(merge.after.banned_until, merge.give_before.banned_until);
	assert_int_equal(ban_allows_online(desk, keep.id), STATUS_BANNED);
	visit_check(desk);
	fixture_close(desk);
}

static void records_are_merged_one_after_the_other(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct patient first = add_phone_only(desk, "李时珍", "13700000007");
	struct patient second = add_phone_only(desk, "李时真", "13700000008");
	struct patient third = fixture_patient(desk, 1), again;
	struct merge merge;

	(void)state;
	fixture_must(desk, patient_merge(desk, second.id, first.id, &merge));
	fixture_must(desk, patient_merge(desk, third.id, second.id, &merge));
	fixture_must(desk, patient_get(desk, first.id, &again));
	assert_int_equal(again.id, third.id);
	assert_true(finds(desk, "李时珍", third.id));
	assert_true(finds(desk, "13700000008", third.id));
	assert_int_equal(patient_merge(desk, third.id, first.id, &merge), STATUS_WRONG_STATE);
	assert_int_equal(patient_merge(desk, third.id, third.id, &merge), STATUS_WRONG_STATE);
	visit_check(desk);
	fixture_close(desk);
}

static void who_looks_at_a_merged_record_sees_the_kept_one_and_is_recorded_there(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct patient give = add_phone_only(desk, "李时真", "13700000008");
	struct patient keep = fixture_patient(desk, 1), shown;
	struct audit_row *rows;
	struct merge merge;
	size_t count;

	(void)state;
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	fixture_must(desk, patient_show(desk, give.id, "", &shown));
	assert_int_equal(shown.id, keep.id);
	assert_int_not_equal(shown.seq, merge.kept.seq);
	fixture_must(desk, audit_history(desk, shown.seq, &rows, &count));
	assert_string_equal(rows[0].action, "patient.show");
	assert_int_equal(rows[0].subject_id, keep.id);
	free(rows);
	/* What was shown can be changed without reading it again. */
	fixture_must(desk, patient_change(desk, &shown));
	visit_check(desk);
	fixture_close(desk);
}

static void two_resident_numbers_are_two_people(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct patient first = fixture_patient(desk, 1), second = fixture_patient(desk, 2);
	struct merge merge;

	(void)state;
	assert_int_equal(patient_merge(desk, first.id, second.id, &merge), STATUS_WRONG_STATE);
	assert_null(strstr(desk->problem.message, second.id_number));
	fixture_close(desk);
}

static void a_merge_is_the_last_action_and_is_not_undone(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct patient keep = fixture_patient(desk, 1);
	struct patient give = add_phone_only(desk, "李时珍", "13700000007");
	struct merge merge;
	struct audit_row last;

	(void)state;
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	fixture_must(desk, audit_last_own(desk, &last));
	assert_string_equal(last.action, "patient.merge");
	assert_int_equal(last.subject_id, keep.id);
	fixture_close(desk);
}

static void nothing_is_booked_for_a_deceased_person(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct session session = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct patient patient = fixture_patient(desk, 1);
	struct booking booking = book_for(desk, session.id, patient.id);
	struct cancel_wish cancel = { .id = booking.id };
	struct booking_wish wish = { .session_id = session.id, .patient_id = patient.id };
	char number[BOOKING_NUMBER_SIZE];

	(void)state;
	assert_int_equal(patient_mark_deceased(desk, patient.id, &patient), STATUS_WRONG_STATE);
	assert_non_null(strstr(desk->problem.message, booking_number_format(booking.id, number)));
	fixture_must(desk, booking_cancel(desk, &cancel, &booking));
	fixture_must(desk, patient_mark_deceased(desk, patient.id, &patient));
	assert_int_equal(patient.deceased, FIXTURE_DAY);
	assert_int_equal(booking_book(desk, &wish, &booking), STATUS_DECEASED);
	wish.channel = CHANNEL_ONLINE;
	wish.order_no = "W1";
	assert_int_equal(booking_book(desk, &wish, &booking), STATUS_DECEASED);
	/* A change of the record leaves the mark. */
	text_copy(patient.phone, sizeof(patient.phone), "13700000007");
	patient.deceased = DAY_NONE;
	fixture_must(desk, patient_change(desk, &patient));
	assert_int_equal(patient.deceased, FIXTURE_DAY);
	assert_int_equal(patient_mark_living(desk, patient.id, " ", &patient), STATUS_BAD_VALUE);
	fixture_must(desk, patient_mark_living(desk, patient.id, "another Zhang", &patient));
	wish.channel = CHANNEL_COUNTER;
	wish.order_no = NULL;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_int_equal(patient_mark_living(desk, patient.id, "x", &patient), STATUS_WRONG_STATE);
	visit_check(desk);
	fixture_close(desk);
}

/* The checks that find something, each with a blank behind it. */
static void note_check(const char *check, const char *fault, void *context)
{
	char *names = context;
	const size_t used = strlen(names);

	(void)fault;
	text_format(names + used, FOUND_SIZE - used, "%s ", check);
}

static void check_copy(struct desk *desk, const char *sql, char found[FOUND_SIZE])
{
	char path[FILE_PATH_SIZE];
	struct problem problem;
	struct desk copy;
	int checks, failed;

	found[0] = '\0';
	text_format(path, sizeof(path), "%s/spoiled.db", fixture_directory(desk));
	unlink(path);
	if (store_copy(desk->store, path, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
	assert_int_equal(past_guards(path, sql), 1);
	if (desk_open(&copy, path, STORE_EXAMINE, &desk->settings, "test") != STATUS_OK)
		fail_msg("%s", copy.problem.message);
	fixture_must(&copy, check_run(&copy, CHECK_ALL, note_check, found, &checks, &failed));
	desk_close(&copy);
	unlink(path);
}

static void what_none_of_the_records_has_finds_nobody_unseen(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct patient keep = fixture_patient(desk, 1);
	struct patient give = add_phone_only(desk, "李时珍", "13700000007");
	char found[FOUND_SIZE], sql[200];
	struct merge merge;

	(void)state;
	fixture_must(desk, patient_merge(desk, keep.id, give.id, &merge));
	/* A spelling may be another release's; what either record has is right. */
	text_format(sql, sizeof(sql),
		    "INSERT INTO patient_key (key, patient_id) VALUES ('lishz', %" PRId64 ")",
		    keep.id);
	check_copy(desk, sql, found);
	assert_string_equal(found, "");
	text_format(sql, sizeof(sql),
		    "INSERT INTO patient_key (key, patient_id) VALUES ('13911112222', %" PRId64 ")",
		    keep.id);
	check_copy(desk, sql, found);
	assert_string_equal(found, "merged_key ");
	text_format(sql, sizeof(sql),
		    "INSERT INTO patient_key (key, patient_id) VALUES ('@19010101', %" PRId64 ")",
		    keep.id);
	check_copy(desk, sql, found);
	assert_string_equal(found, "merged_key ");
	fixture_close(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_goes_over_and_the_old_number_finds_the_kept_record),
		cmocka_unit_test(the_kept_record_takes_what_it_lacked),
		cmocka_unit_test(a_card_and_a_document_of_the_merged_record_find_the_kept_one),
		cmocka_unit_test(two_bookings_of_one_session_are_refused_until_one_is_cancelled),
		cmocka_unit_test(two_bookings_of_a_session_long_over_stand_beside_each_other),
		cmocka_unit_test(no_shows_of_both_records_count_together),
		cmocka_unit_test(a_ban_goes_over_with_its_no_shows),
		cmocka_unit_test(records_are_merged_one_after_the_other),
		cmocka_unit_test(
			who_looks_at_a_merged_record_sees_the_kept_one_and_is_recorded_there),
		cmocka_unit_test(two_resident_numbers_are_two_people),
		cmocka_unit_test(a_merge_is_the_last_action_and_is_not_undone),
		cmocka_unit_test(nothing_is_booked_for_a_deceased_person),
		cmocka_unit_test(what_none_of_the_records_has_finds_nobody_unseen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
