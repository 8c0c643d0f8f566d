/*
 * Every screen in both languages and three sizes, over one busy morning. At 80 columns nothing is
 * cut short and, in Chinese, nothing stays English.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/ban/ban.h"
#include "desk/booking/cancel.h"
#include "tests/screens/clinic.h"

enum { NAME_MOST = 64, WORD_MOST = 64 };

static struct clinic clinic;
static bool open;

/* What else is right on a screen: rows whose cut text is told whole elsewhere on it; names that are
 * those of a file in every language. */
enum { MAY_CUT = 1, MAY_NAME = 2 };

/* Where a screen is reached from Register by keys. */
static const struct view {
	const char *name, *keys;
	unsigned may;
} views[] = {
	{ "today", "Alt-1", 0 },
	{ "today_session", "Alt-1 Enter", 0 },
	{ "register", "", 0 },
	{ "register_found", "'zhang'", 0 },
	{ "choose_session", "'zhang' Down Enter", 0 },
	{ "book", "'zhang' Down Enter Down Enter", 0 },
	{ "new_patient", "F6", 0 },
	{ "queue", "F3", 0 },
	{ "queue_people", "F3 Enter", 0 },
	{ "queue_calling", "F3 F6", 0 },
	{ "bookings", "F4", 0 },
	{ "booking", "F4 Enter Enter", MAY_CUT },
	{ "cancel", "F4 Enter F8", 0 },
	{ "bookings_unpaid", "F4 Alt-u", 0 },
	{ "pay", "F4 Alt-u F9", 0 },
	{ "check_in_unpaid", "F4 Alt-u F6", 0 },
	{ "refunds", "F4 F11", 0 },
	{ "reports", "F5", 0 },
	{ "patients", "Alt-6", 0 },
	{ "patients_found", "Alt-6 'zhang'", 0 },
	{ "patient", "Alt-6 'zhang' Down Enter", 0 },
	{ "patient_history", "Alt-6 'zhang' Down Enter Tab", MAY_CUT },
	{ "change_patient", "Alt-6 'zhang' Down Enter F8", 0 },
	{ "roster", "Alt-7", 0 },
	{ "roster_find", "Alt-7 / '1001'", 0 },
	{ "roster_new", "Alt-7 n", 0 },
	{ "roster_change", "Alt-7 F9 ^U '1' F9", 0 },
	{ "roster_suspend", "Alt-7 F8", 0 },
	{ "roster_affected", "Alt-7 F8 '停电' Enter", 0 },
	{ "roster_to_tell", "Alt-7 F11", 0 },
	{ "roster_numbers", "Alt-7 Enter", 0 },
	{ "roster_extra", "Alt-7 x", 0 },
	{ "online", "Alt-8", 0 },
	{ "online_bans", "Alt-8 F7", 0 },
	{ "online_trial", "Alt-8 F8", 0 },
	{ "day", "Alt-9", 0 },
	{ "close_day", "Alt-9 F8", 0 },
	{ "settings", "Alt-0", MAY_NAME },
	{ "undo", "Alt-z", 0 },
	{ "desks", "^N", 0 },
	{ "palette", "F12", 0 },
	{ "help", "F1", 0 },
	{ "help_queue", "F3 F1", 0 },
	{ "staff", "Alt-t", 0 },
	{ "quit", "F10", 0 },
};

static struct booking online(const char *order_no, int64_t session_id, int64_t patient_id)
{
	struct booking_wish wish = { .session_id = session_id,
				     .patient_id = patient_id,
				     .channel = CHANNEL_ONLINE,
				     .pay = true,
				     .method = METHOD_WECHAT,
				     .order_no = order_no,
				     .external_no = order_no,
				     .paid_fen = 5000 };
	struct booking booking;

	clinic_must(&clinic.desk, booking_book(&clinic.desk, &wish, &booking));
	return booking;
}

/* Yesterday somebody did not come, and somebody's refund is under way; this morning one person has
 * been called, two wait, and one pays later. */
static void fill(void)
{
	struct desk *desk = &clinic.desk;
	struct session yesterday, today, tomorrow;
	struct cancel_wish cancel = { .channel = CHANNEL_ONLINE };
	struct booking_wish pays_later = { .channel = CHANNEL_COUNTER };
	struct booking booking;

	text_copy(desk->settings.clinic_name, sizeof(desk->settings.clinic_name), "示范诊所");
	clinic_clock(&clinic, CLINIC_DAY - 1, CLINIC_MINUTE);
	clinic_roster(desk, "1001", CLINIC_DAY - 1, PERIOD_AM);
	clinic_must(desk, session_find(desk, "1001", CLINIC_DAY - 1, PERIOD_AM, &yesterday));
	clinic_must(desk, session_find(desk, "1001", CLINIC_DAY, PERIOD_AM, &today));
	clinic_must(desk, session_find(desk, "1001", CLINIC_DAY + 1, PERIOD_AM, &tomorrow));
	clinic_book(desk, yesterday.id, clinic.ouyang);
	cancel.id = online("W20261122000001", tomorrow.id, clinic.zhang_other).id;
	clinic_must(desk, booking_cancel(desk, &cancel, &booking));
	online("W20261122000002", today.id, clinic.zhang);
	clinic_clock(&clinic, CLINIC_DAY, CLINIC_MINUTE + 40);
	clinic_book(desk, today.id, clinic.zhang_other);
	pays_later.session_id = today.id;
	pays_later.patient_id = clinic_patient(desk, "赵敏", "13600003333");
	clinic_must(desk, booking_book(desk, &pays_later, &booking));
	for (int i = 0; i < 2; i++) {
		int64_t patient = clinic_patient(desk, i ? "李娜" : "王芳",
						 i ? "13600001111" : "13600002222");

		booking = clinic_book(desk, today.id, patient);
		clinic_must(desk, queue_check_in(desk, booking.id, &booking));
	}
	clinic_must(desk, queue_call_next(desk, today.id, &booking));
}

/* What stands on a Chinese screen in Latin letters: names of keys, and what people and machines
 * call by them everywhere. */
static bool may_be_latin(const char *word)
{
	static const char *const words[] = {
		"Enter", "Esc",	      "Tab", "Backtab",	  "PgUp",  "PgDn",    "Home",	"End",
		"Del",	 "Ins",	      "Alt", "Backspace", "wei",   "daily",   "cursor", "hidden",
		"xlsx",	 "frontdesk", "W",   "C",	  "zhang", "English", /* the key to it */
	};

	/* Keys, codes and cards. */
	if (strlen(word) == 1 || strpbrk(word, "0123456789"))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(word, words[i]))
			return true;
	return false;
}

static void assert_translated(const char *name, const char *screen)
{
	for (const char *at = screen; *at;) {
		char word[WORD_MOST];
		size_t length = 0;

		if (!isalpha((unsigned char)*at)) {
			at++;
			continue;
		}
		while (isalnum((unsigned char)*at)) {
			if (length < sizeof(word) - 1)
				word[length++] = *at;
			at++;
		}
		word[length] = '\0';
		if (!may_be_latin(word))
			fail_msg("%s: \"%s\" is not Chinese\n%s", name, word, screen);
	}
}

static void assert_uncut(const char *name, const char *screen)
{
	const char *cut = strchr(screen, '~');

	if (cut)
		fail_msg("%s: a text is cut short at \"%.30s\"\n%s", name,
			 cut - screen > 29 ? cut - 29 : screen, screen);
}

static void look_at(const struct view *view, const char *language, int columns, int lines)
{
	char name[NAME_MOST];
	const char *screen;

	harness_keys(&clinic.harness, view->keys);
	text_format(name, sizeof(name), "%s/%s/%dx%d", language, view->name, columns, lines);
	screen = harness_screen(&clinic.harness);
	golden_compare(name, screen);
	if (columns == 80) {
		if (!(view->may & MAY_CUT))
			assert_uncut(name, screen);
		if (!(view->may & MAY_NAME) && !strcmp(language, "zh"))
			assert_translated(name, screen);
	}
}

static void look_at_all(const char *language, int columns, int lines)
{
	language_choose(language);
	for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
		clinic_open(&clinic, columns, lines);
		open = true;
		language_choose(language);
		fill();
		harness_keys(&clinic.harness, "^L");
		look_at(&views[i], language, columns, lines);
		clinic_close(&clinic);
		open = false;
	}
}

static int stop(void **state)
{
	(void)state;
	if (open)
		clinic_close(&clinic);
	open = false;
	language_choose("en");
	return 0;
}

static void english_at_80x24(void **state)
{
	(void)state;
	look_at_all("en", 80, 24);
}

static void english_at_120x36(void **state)
{
	(void)state;
	look_at_all("en", 120, 36);
}

static void english_at_200x60(void **state)
{
	(void)state;
	look_at_all("en", 200, 60);
}

static void chinese_at_80x24(void **state)
{
	(void)state;
	look_at_all("zh", 80, 24);
}

static void chinese_at_120x36(void **state)
{
	(void)state;
	look_at_all("zh", 120, 36);
}

static void chinese_at_200x60(void **state)
{
	(void)state;
	look_at_all("zh", 200, 60);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, stop)
		T(english_at_80x24), T(english_at_120x36), T(english_at_200x60),
		T(chinese_at_80x24), T(chinese_at_120x36), T(chinese_at_200x60),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
