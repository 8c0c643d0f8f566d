/* Online: the share of coming days, a file chosen, previewed, imported and answered, bans, and the
 * trial of their rule. */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/ban/ban.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/day/closing.h"
#include "desk/online/order.h"
#include "tests/screens/clinic.h"
#include "ui/term/engine.h"

#define FOLDER "build/online-files"
#define HEADER \
	"order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id," \
	"ordered_at\n"

/* So many that none of what a test does meanwhile sees the end of it, on whatever disk. */
enum { LONG_ROWS = 6000, LONG_SIZE = LONG_ROWS * 90 };

static struct clinic clinic;

/* Orders of everybody's kind: one that is fine, too little paid, twice the same person, no such
 * doctor, a bad number, an order cancelled that nobody placed, and the last online number. */
static const char orders[] = HEADER
	"WX2611230001,book,1001,2026-11-23,am,李静,110101199003070011,13911112222,50.00,4200001,"
	"2026-11-22 20:00:00\n"
	"WX2611230002,book,1001,2026-11-23,am,王芳,110101199003070038,13911112223,30.00,4200002,"
	"2026-11-22 20:01:00\n"
	"WX2611230003,book,1001,2026-11-23,am,李静,110101199003070011,13911112222,50.00,4200003,"
	"2026-11-22 20:02:00\n"
	"WX2611230004,book,9009,2026-11-23,am,赵敏,110101199003070054,13911112224,,,"
	"2026-11-22 20:03:00\n"
	"WX2611230005,book,1001,2026-11-24,am,赵敏,110101199003070055,13911112224,,,"
	"2026-11-22 20:04:00\n"
	"WX2611230006,cancel,1001,2026-11-23,am,,,,,,2026-11-22 20:05:00\n"
	"WX2611230007,book,1001,2026-11-24,am,赵敏,110101199003070054,13911112224,50.00,4200007,"
	"2026-11-22 20:06:00\n"
	"WX2611230007,cancel,1001,2026-11-24,am,,,,,,2026-11-22 21:00:00\n"
	"WX2611230001,book,1001,2026-11-23,am,李静,110101199003070011,13911112222,50.00,4200001,"
	"2026-11-22 22:00:00\n";

static void fill(void)
{
	clinic_folder(&clinic, FOLDER);
	clinic_put(FOLDER "/wx-1123.csv", orders, CLINIC_MORNING_S);
	clinic_put(FOLDER "/wx-1122.csv", HEADER, CLINIC_MORNING_S - 86400);
	clinic_put(FOLDER "/notes.txt", "x", CLINIC_MORNING_S - 3600);
	clinic_put(FOLDER "/table.xls", "x", CLINIC_MORNING_S);
}

static struct clinic_start start = { &clinic, 80, 24, fill, "Alt-8" };
static struct clinic_start medium = { &clinic, 120, 36, fill, "Alt-8" };
static struct clinic_start wide = { &clinic, 200, 60, fill, "Alt-8" };

/* The share. */

static struct booking book_online(int64_t session_id, int64_t patient_id, const char *order_no)
{
	struct booking_wish wish = { .session_id = session_id,
				     .patient_id = patient_id,
				     .channel = CHANNEL_ONLINE,
				     .order_no = order_no };
	struct booking booking;

	clinic_must(&clinic.desk, booking_book(&clinic.desk, &wish, &booking));
	return booking;
}

static void sell_some(void)
{
	struct desk *desk = &clinic.desk;

	book_online(clinic_session(desk, "1001", PERIOD_AM).id, clinic.zhang, "WX1");
	book_online(clinic_session(desk, "1002", PERIOD_EVE).id, clinic.ouyang, "WX2");
	clinic_clock(&clinic, CLINIC_DAY, 7 * 60 + 40);
	harness_keys(&clinic.harness, "^R");
}

static void the_days_and_their_sessions_are_shown(void **state)
{
	sell_some();
	harness_golden(*state, "online/80");
	harness_keys(*state, "Down");
	harness_shows(*state, "Sessions of Tue 2026-11-24, tomorrow");
	harness_keys(*state, "Down");
	harness_shows(*state, "No session on this day");
	harness_keys(*state, "Right");
	harness_hides(*state, "Mon 2026-11-23 ");
	harness_keys(*state, "Left Home Tab Down");
	harness_golden(*state, "online/sessions");
}

static void the_days_at_120_columns(void **state)
{
	sell_some();
	harness_golden(*state, "online/120");
}

static void the_days_at_200_columns(void **state)
{
	sell_some();
	harness_golden(*state, "online/200");
}

/* The file. */

static void files_are_listed_newest_first_and_narrowed_by_typing(void **state)
{
	harness_keys(*state, "F6");
	harness_golden(*state, "choose_file/80");
	harness_keys(*state, "'wx-1122'");
	harness_shows(*state, "wx-1122.csv");
	harness_hides(*state, "wx-1123.csv");
	harness_keys(*state, "^U");
	harness_keys(*state, "'" FOLDER "/w' Tab");
	harness_shows(*state, "Path   " FOLDER "/wx-112");
	harness_keys(*state, "'3' Tab");
	harness_shows(*state, "Path   " FOLDER "/wx-1123.csv");
	harness_keys(*state, "Backspace Backspace Backspace Backspace 'x'");
	harness_shows(*state, "There is no .csv or .txt file here that begins like this");
	harness_keys(*state, "Enter");
	harness_shows(*state, "There is no such file: " FOLDER "/wx-1123x");
	harness_keys(*state, "Left");
	harness_shows(*state, "Path   build/");
	harness_keys(*state, "'online-f' Enter");
	harness_shows(*state, "Path   " FOLDER "/");
	harness_keys(*state, "^U '/nowhere/at/'");
	harness_shows(*state, "The folder /nowhere/at/ cannot be read");
	harness_keys(*state, "F7");
	harness_shows(*state, "Which folder?");
	harness_keys(*state, "'1' Enter");
	harness_shows(*state, "Path   " FOLDER "/");
	harness_keys(*state, "Esc");
	harness_shows(*state, "Sessions of");
}

/* Preview and import. */

static void a_preview_says_what_would_become_of_each_row_and_writes_nothing(void **state)
{
	int64_t before = clinic_last_event(&clinic.desk);

	harness_keys(*state, "F6 Enter");
	harness_golden(*state, "online_import/preview");
	harness_keys(*state, "Down Down");
	harness_shows(*state, "Line 4, order WX2611230003");
	harness_keys(*state, "F7");
	harness_shows(*state, "Showing only: booked");
	harness_keys(*state, "F7 F7 F7");
	harness_shows(*state, "Showing only: refused");
	harness_hides(*state, "WX2611230001");
	harness_keys(*state, "Esc");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
}

static void a_preview_at_120_columns(void **state)
{
	harness_keys(*state, "F6 Enter");
	harness_golden(*state, "online_import/preview-120");
}

static void a_preview_at_200_columns(void **state)
{
	harness_keys(*state, "F6 Enter");
	harness_golden(*state, "online_import/preview-200");
}

static void rows_that_cannot_be_read_are_named_and_nothing_is_imported(void **state)
{
	int64_t before = clinic_last_event(&clinic.desk);

	clinic_put(FOLDER "/bad.csv",
		   HEADER
		   "WX1,buy,1001,2026-11-23,am,李静,110101199003070011,13911112222,,,2026-11-22 "
		   "20:00\n"
		   "WX2,book,1001,2026-11-23\n"
		   "WX3,book,1001,2026-13-23,am,李静,110101199003070011,13911112222,,,2026-11-22 "
		   "20:00\n",
		   1);
	harness_keys(*state, "F6 'bad' Enter");
	harness_golden(*state, "online_import/faults");
	harness_keys(*state, "Enter F9");
	harness_work(*state);
	assert_int_equal(clinic_last_event(&clinic.desk), before);
	harness_keys(*state, "Esc F6 ^U '/nowhere.csv' Enter");
	harness_shows(*state, "There is no such file");
}

static void enter_imports_and_the_results_can_be_narrowed_and_opened(void **state)
{
	struct booking booking;

	harness_keys(*state, "F6 Enter Enter");
	harness_work(*state);
	harness_golden(*state, "online_import/imported");
	clinic_must(&clinic.desk, booking_by_order(&clinic.desk, "WX2611230001", &booking));
	assert_int_equal(booking.state, BOOKING_BOOKED);
	clinic_must(&clinic.desk, booking_by_order(&clinic.desk, "WX2611230007", &booking));
	assert_int_equal(booking.state, BOOKING_CANCELLED);
	harness_keys(*state, "Enter");
	harness_shows(*state, "WX2611230001");
	harness_keys(*state, "Esc F7 F7 F7 F7");
	harness_golden(*state, "online_import/imported-refused");
	harness_keys(*state, "Enter");
	harness_shows(*state, "There is no booking behind this row.");
	/* The share knows of it at once. */
	harness_keys(*state, "Esc");
	harness_shows(*state, "Orders imported today: 2 booked, 1 cancelled, 5 refused");
	harness_keys(*state, "F6 Enter");
	harness_shows(*state, "All of it was seen before: importing it changes nothing.");
}

static void put_long_file(void)
{
	char *text = calloc(LONG_SIZE, 1);
	size_t used;

	assert_non_null(text);
	text_format(text, LONG_SIZE, "%s", HEADER);
	used = strlen(text);
	for (int i = 0; i < LONG_ROWS; i++) {
		text_format(text + used, LONG_SIZE - used,
			    "WX%d,cancel,1001,2026-11-23,am,,,,,,2026-11-22 20:00\n", i);
		used += strlen(text + used);
	}
	clinic_put(FOLDER "/long.csv", text, 2);
	free(text);
}

static void a_long_import_stops_between_rows_and_goes_on(void **state)
{
	struct harness *harness = *state;

	put_long_file();
	harness_keys(*state, "F6 'long' Enter");
	harness_shows(*state, "of 6000 rows the first 1000 were tried");
	harness_keys(*state, "Enter");
	harness_shows(*state, "Esc to stop");
	assert_true(terminal_is_working(harness->terminal));
	/* Meanwhile the desk is used. */
	harness_keys(*state, "F2 '张伟' Down Enter");
	harness_shows(*state, "张伟");
	harness_keys(*state, "Alt-8");
	harness_shows(*state, "Esc to stop");
	harness_keys(*state, "Esc");
	assert_false(terminal_is_working(harness->terminal));
	harness_shows(*state, "Stopped after ");
	harness_shows(*state, "of 6000 rows; what is done stays done. Enter continues.");
	harness_keys(*state, "Enter");
	assert_true(terminal_is_working(harness->terminal));
	harness_work(*state);
	harness_shows(*state, "0 booked, 0 cancelled, 0 seen before, 6000 refused");
	harness_shows(*state, "The acknowledgement for the sender has not been written yet");
}

static void an_import_stops_when_the_counter_is_handed_over(void **state)
{
	struct harness *harness = *state;

	put_long_file();
	harness_keys(*state, "F6 'long' Enter Enter");
	assert_true(terminal_is_working(harness->terminal));
	clinic_must(&clinic.desk, desk_sign_in(&clinic.desk, "lin"));
	harness_work(*state);
	harness_shows(*state, "The counter was handed over, so the import of wei stopped.");
	harness_shows(*state, "Stopped after ");
	harness_keys(*state, "Enter");
	assert_true(terminal_is_working(harness->terminal));
}

/* The acknowledgement. */

static void the_acknowledgement_is_written_beside_the_file_and_over_nothing_unasked(void **state)
{
	char got[200] = "";
	FILE *file;

	harness_keys(*state, "F6 Enter Enter");
	harness_work(*state);
	harness_keys(*state, "F6");
	harness_golden(*state, "online_import/ack");
	harness_keys(*state, "^U '/nowhere/at/all.csv' Enter");
	harness_shows(*state, "NOT written: ");
	harness_shows(*state, "/nowhere/at");
	harness_keys(*state, "F6 ^U '" FOLDER "/wx-1123.csv' Enter");
	harness_shows(*state, "is the file that was imported");
	harness_keys(*state, "F6 ^U");
	harness_bytes(*state, store_path(clinic.desk.store));
	harness_keys(*state, "Enter");
	harness_shows(*state, "belongs to the database");
	clinic_put(FOLDER "/wx-1123-ack.csv", "order_no,result\n", 1);
	harness_keys(*state, "F6 ^U '" FOLDER "/wx-1123-ack.csv' Enter");
	harness_golden(*state, "online_import/ack-over");
	harness_keys(*state, "Enter");
	harness_shows(*state, "has not been written yet");
	harness_keys(*state, "F6 Enter F9");
	harness_shows(*state, "Imported. Acknowledgement: " FOLDER "/wx-1123-ack.csv");
	file = fopen(FOLDER "/wx-1123-ack.csv", "rb");
	assert_non_null(file);
	assert_true(fread(got, 1, sizeof(got) - 1, file) > 100);
	fclose(file);
	assert_non_null(strstr(got, "WX2611230001,accepted,"));
}

/* Refused orders. */

static void import_orders(struct harness *harness)
{
	harness_keys(harness, "F6 Enter Enter");
	harness_work(harness);
	harness_keys(harness, "Esc F9");
}

static void nothing_was_refused(void **state)
{
	harness_keys(*state, "F9");
	harness_shows(*state, "No refused order is open");
	harness_keys(*state, "Esc");
	harness_shows(*state, "Sessions of");
}

static void refused_orders_show_whom_money_is_owed_to_and_how_to_reach_them(void **state)
{
	struct audit_row *rows;
	size_t count;

	import_orders(*state);
	harness_golden(*state, "online_refused/80");
	harness_shows(*state, "王芳, phone 139****2223");
	/* One key says it whole, and leaves an entry. */
	harness_keys(*state, "Alt-s");
	harness_shows(*state, "王芳: 13911112223. It is recorded that you looked.");
	clinic_must(&clinic.desk,
		    audit_history(&clinic.desk, clinic_last_event(&clinic.desk), &rows, &count));
	assert_string_equal(rows[0].action, "order.show");
	free(rows);
}

static void a_refused_order_is_tried_again_by_one_key(void **state)
{
	struct cancel_wish cancel = { .reason = "" };
	struct booking booking;
	int64_t before;

	import_orders(*state);
	before = clinic_last_event(&clinic.desk);
	harness_keys(*state, "F9");
	harness_shows(*state, "Refused again: 30.00 yuan was paid");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
	clinic_must(&clinic.desk, booking_by_order(&clinic.desk, "WX2611230001", &booking));
	cancel.id = booking.id;
	clinic_must(&clinic.desk, booking_cancel(&clinic.desk, &cancel, &booking));
	harness_keys(*state, "Down F9");
	harness_shows(*state, "Booked: number");
	clinic_must(&clinic.desk, booking_by_order(&clinic.desk, "WX2611230003", &booking));
	assert_int_equal(booking.paid_fen, 5000);
	harness_keys(*state, "Esc");
	harness_golden(*state, "online_refused/tried");
}

static void refused_orders_at_120_columns(void **state)
{
	import_orders(*state);
	harness_golden(*state, "online_refused/120");
}

/* Orders that touch a closed day. */

static struct booking left_away;

/* Somebody stays away from a visit that was paid online, and the day is closed; then a file comes
 * that had cancelled it in time, and asks for another visit of that day. */
static void take_order(const char *order_no, enum online_action action, const char *name,
		       const char *id_number, enum online_result result, const char *code)
{
	struct online_order order = { .action = action,
				      .doctor_code = "1001",
				      .day = CLINIC_DAY,
				      .period = PERIOD_AM,
				      .id_type = ID_RESIDENT,
				      .phone = "13911112222",
				      .paid = action == ONLINE_BOOK,
				      .paid_fen = action == ONLINE_BOOK ? 5000 : 0,
				      .ordered_ms = clock_instant(CLINIC_DAY - 1, 600) };
	struct online_answer answer;

	text_copy(order.order_no, sizeof(order.order_no), order_no);
	text_copy(order.name, sizeof(order.name), name);
	text_copy(order.id_number, sizeof(order.id_number), id_number);
	if (order.paid)
		text_copy(order.transaction_id, sizeof(order.transaction_id), order_no);
	clinic_must(&clinic.desk, online_order_take(&clinic.desk, &order, &answer));
	assert_int_equal(answer.result, result);
	assert_string_equal(answer.code, code);
}

static void close_a_day_and_let_orders_come(void)
{
	struct desk *desk = &clinic.desk;
	const struct close_wish wish = { .day = CLINIC_DAY, .counted_fen = -1, .pass = true };
	struct closing closing;

	take_order("WX900", ONLINE_BOOK, "李静", "110101199003070011", ONLINE_ACCEPTED, "");
	clinic_must(desk, booking_by_order(desk, "WX900", &left_away));
	clinic_clock(&clinic, CLINIC_DAY, 21 * 60);
	clinic_must(desk, day_close(desk, &wish, &closing));
	closing_release(&closing);
	clinic_clock(&clinic, CLINIC_DAY + 1, 9 * 60);
	take_order("WX900", ONLINE_CANCEL, "", "", ONLINE_REFUSED, "day_closed");
	take_order("WX901", ONLINE_BOOK, "赵敏", "110101199003070054", ONLINE_REFUSED,
		   "day_closed");
	harness_tick(&clinic.harness);
}

static void orders_of_a_closed_day_are_told_with_who_how_much_and_why(void **state)
{
	close_a_day_and_let_orders_come();
	harness_keys(*state, "F9");
	harness_shows(*state, "No refused order is open");
	harness_keys(*state, "F8");
	harness_golden(*state, "online_refused/look");
	harness_keys(*state, "Down");
	harness_shows(*state, "WX901");
	/* A visit that has been cannot be carried out. */
	harness_keys(*state, "F6");
	harness_shows(*state, "Orders that touch a closed day: 2");
}

static void a_key_carries_a_cancellation_out_after_a_question_that_no_key_answers_by_chance(
	void **state)
{
	int64_t before;

	close_a_day_and_let_orders_come();
	before = clinic_last_event(&clinic.desk);
	harness_keys(*state, "F9 F8 F6");
	harness_golden(*state, "online_decide/cancel");
	harness_keys(*state, "Enter");
	harness_shows(*state, "A short reason is needed");
	/* Typed ahead: nothing of it answers the question. */
	clinic.harness.terminal->seen_ms = SCREEN_SEEN_MS;
	harness_keys(*state, "'checked with the platform' Enter F9 Enter");
	harness_golden(*state, "online_decide/question");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
	harness_keys(*state, "F9");
	harness_shows(*state, "50.00 yuan go back to");
	clinic.harness.terminal->seen_ms = 0;
	harness_keys(*state, "Enter");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
	harness_keys(*state, "Enter");
	harness_keys(*state, "F9");
	harness_shows(*state, "Order WX900 is settled; a refund of 50.00 yuan was requested.");
	assert_int_equal(clinic_booking(&clinic.desk, left_away.id).state, BOOKING_CANCELLED);
	harness_shows(*state, "Orders that touch a closed day: 1");
}

static void from_the_day_and_from_its_closing_a_key_leads_to_the_orders(void **state)
{
	close_a_day_and_let_orders_come();
	harness_keys(*state, "Alt-9");
	harness_shows(*state, "2 touch a closed day and wait for a decision: Alt-o shows them");
	clinic_clock(&clinic, CLINIC_DAY + 1, 21 * 60);
	harness_keys(*state, "Alt-o Down F7 'did not come' Enter");
	harness_keys(*state, "F9");
	harness_shows(*state, "Order WX901 is settled; a refund of 50.00 yuan was requested.");
	harness_keys(*state, "Esc F8");
	harness_shows(*state, "order to look at 1, 50.00: 李静");
	harness_keys(*state, "Alt-o");
	harness_shows(*state, "Orders that touch a closed day: 1");
	harness_keys(*state, "F6 'in time' Enter");
	harness_keys(*state, "F9 Esc");
	harness_shows(*state, "Close the day");
	harness_hides(*state, "order to look at");
}

/* Bans. */

/* Two online no-shows of 欧阳娜娜 and three of 张伟, on days from the one after tomorrow. */
static void let_some_stay_away(void)
{
	struct desk *desk = &clinic.desk;
	char order[16];

	for (int i = 0; i < 3; i++) {
		day_number day = CLINIC_DAY + 2 + i;
		struct session session;
		struct booking booking[2];
		int count = i < 2 ? 2 : 1;

		clinic_roster(desk, "1001", day, PERIOD_AM);
		clinic_must(desk, session_find(desk, "1001", day, PERIOD_AM, &session));
		for (int k = 0; k < count; k++) {
			text_format(order, sizeof(order), "WX%d%d", i, k);
			booking[k] = book_online(session.id, k ? clinic.ouyang : clinic.zhang,
						 order);
		}
		clinic_clock(&clinic, day, 20 * 60);
		for (int k = 0; k < count; k++)
			clinic_must(desk, booking_resolve(desk, booking[k].id, RESOLVE_NO_SHOW, "",
							  &booking[k], NULL, NULL));
	}
	clinic_clock(&clinic, CLINIC_DAY + 5, 9 * 60);
}

static void nobody_is_banned(void **state)
{
	harness_keys(*state, "F7");
	harness_golden(*state, "online_bans/none");
	harness_keys(*state, "F9 F8 Enter");
	harness_shows(*state, "Nobody is banned from online booking today");
}

static void a_ban_is_shown_with_its_no_shows_and_lifted_with_a_reason(void **state)
{
	struct ban ban;

	let_some_stay_away();
	harness_keys(*state, "F7");
	harness_golden(*state, "online_bans/80");
	harness_keys(*state, "Enter");
	harness_golden(*state, "online_bans/details");
	harness_keys(*state, "Enter F9");
	harness_golden(*state, "online_bans/lift");
	harness_keys(*state, "Esc");
	clinic_must(&clinic.desk, ban_in_force(&clinic.desk, clinic.zhang, CLINIC_DAY + 5, &ban));
	harness_keys(*state, "F9 '院长同意' F9");
	harness_shows(*state, "The ban is lifted: 张伟 may book online again.");
	harness_shows(*state, "Banned from online booking today: 0");
	harness_keys(*state, "F6");
	harness_golden(*state, "online_bans/all");
	harness_keys(*state, "F6");
	harness_shows(*state, "Nobody is banned from online booking today");
}

static void a_no_show_behind_a_ban_is_withdrawn_with_a_reason(void **state)
{
	struct ban ban;

	let_some_stay_away();
	harness_keys(*state, "F7 F8");
	harness_golden(*state, "online_bans/withdraw");
	harness_keys(*state, "'1' Enter '住院了' F9");
	harness_shows(*state, "The no-show of 张伟 is withdrawn; bans were worked out again.");
	assert_int_equal(ban_in_force(&clinic.desk, clinic.zhang, CLINIC_DAY + 5, &ban),
			 STATUS_NOT_FOUND);
	harness_keys(*state, "F6");
	harness_shows(*state, "withdrawn");
	harness_shows(*state, "住院了");
}

static void bans_are_found_by_person(void **state)
{
	let_some_stay_away();
	harness_keys(*state, "F7 F7 'zhangwei' Enter");
	harness_shows(*state, "Bans of \"zhangwei\": 1");
	harness_shows(*state, "in force");
	harness_keys(*state, "F7 '欧阳' Enter");
	harness_shows(*state, "Bans of \"欧阳\": 0");
	harness_scan(*state, "11010519491231002X");
	harness_shows(*state, "Bans of \"张伟\": 1");
	harness_keys(*state, "F7 '11010519491231002X' Enter");
	harness_shows(*state, "Bans of \"1");
	harness_shows(*state, "002X\": 1");
	harness_hides(*state, "19491231");
	harness_keys(*state, "Esc");
	harness_shows(*state, "Banned from online booking today: 1");
	harness_keys(*state, "Esc");
	harness_shows(*state, "Sessions of");
}

/* The trial. */

static void other_figures_show_who_would_be_banned_and_change_nothing(void **state)
{
	int64_t before;

	let_some_stay_away();
	before = clinic_last_event(&clinic.desk);
	harness_keys(*state, "F8");
	harness_golden(*state, "online_trial/80");
	harness_keys(*state, "^U '2' F9");
	harness_golden(*state, "online_trial/new");
	harness_keys(*state, "Enter");
	harness_shows(*state, "欧阳娜娜: new ban");
	harness_keys(*state, "Enter Tab ^U '9' F9");
	harness_shows(*state, "0 new, 0 longer, 0 shorter, 1 ended, 0 unchanged");
	harness_keys(*state, "F7 ^U '0' F9");
	harness_golden(*state, "online_trial/wrong");
	harness_keys(*state, "^U '3' Enter ' ' Enter Enter ^U '6' Enter");
	harness_shows(*state, "What if: 3 no-shows of all bookings: 6 months");
	harness_shows(*state, "0 new, 1 longer, 0 shorter, 0 ended, 0 unchanged");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
}

static void a_trial_at_200_columns(void **state)
{
	let_some_stay_away();
	harness_keys(*state, "F8 ^U '2' F9");
	harness_golden(*state, "online_trial/200");
	harness_keys(*state, "Esc F7");
	harness_golden(*state, "online_bans/200");
}

/* Once the catalogue has these words: every main state again, in Chinese. */
static void the_main_states_in_chinese(void **state)
{
	language_choose("zh");
	if (strcmp(_("Rule trial"), "Rule trial") == 0) {
		language_choose("");
		skip();
	}
	sell_some();
	harness_golden(*state, "online/zh");
	harness_keys(*state, "F6");
	harness_golden(*state, "choose_file/zh");
	harness_keys(*state, "Enter");
	harness_golden(*state, "online_import/preview-zh");
	harness_keys(*state, "Enter");
	harness_work(*state);
	harness_keys(*state, "Down");
	harness_golden(*state, "online_import/imported-zh");
	harness_keys(*state, "Esc F9");
	harness_golden(*state, "online_refused/zh");
	harness_keys(*state, "Esc");
	let_some_stay_away();
	harness_keys(*state, "F7");
	harness_golden(*state, "online_bans/zh");
	harness_keys(*state, "Enter");
	harness_golden(*state, "online_bans/details-zh");
	harness_keys(*state, "Esc Esc F8 ^U '2' F9");
	harness_golden(*state, "online_trial/zh");
	language_choose("");
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)
#define MEDIUM_TEST(name) CLINIC_TEST(name, &medium)
#define WIDE_TEST(name) CLINIC_TEST(name, &wide)

static const struct CMUnitTest tests[] = {
	SCREEN_TEST(the_days_and_their_sessions_are_shown),
	MEDIUM_TEST(the_days_at_120_columns),
	WIDE_TEST(the_days_at_200_columns),
	SCREEN_TEST(files_are_listed_newest_first_and_narrowed_by_typing),
	SCREEN_TEST(a_preview_says_what_would_become_of_each_row_and_writes_nothing),
	MEDIUM_TEST(a_preview_at_120_columns),
	WIDE_TEST(a_preview_at_200_columns),
	SCREEN_TEST(rows_that_cannot_be_read_are_named_and_nothing_is_imported),
	SCREEN_TEST(enter_imports_and_the_results_can_be_narrowed_and_opened),
	SCREEN_TEST(a_long_import_stops_between_rows_and_goes_on),
	SCREEN_TEST(an_import_stops_when_the_counter_is_handed_over),
	SCREEN_TEST(the_acknowledgement_is_written_beside_the_file_and_over_nothing_unasked),
	SCREEN_TEST(nothing_was_refused),
	SCREEN_TEST(refused_orders_show_whom_money_is_owed_to_and_how_to_reach_them),
	SCREEN_TEST(a_refused_order_is_tried_again_by_one_key),
	MEDIUM_TEST(refused_orders_at_120_columns),
	SCREEN_TEST(orders_of_a_closed_day_are_told_with_who_how_much_and_why),
	SCREEN_TEST(
		a_key_carries_a_cancellation_out_after_a_question_that_no_key_answers_by_chance),
	SCREEN_TEST(from_the_day_and_from_its_closing_a_key_leads_to_the_orders),
	SCREEN_TEST(nobody_is_banned),
	SCREEN_TEST(a_ban_is_shown_with_its_no_shows_and_lifted_with_a_reason),
	SCREEN_TEST(a_no_show_behind_a_ban_is_withdrawn_with_a_reason),
	SCREEN_TEST(bans_are_found_by_person),
	SCREEN_TEST(other_figures_show_who_would_be_banned_and_change_nothing),
	WIDE_TEST(a_trial_at_200_columns),
	SCREEN_TEST(the_main_states_in_chinese),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
