#include "full_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/booking/suspension.h"
#include "desk/day/closing.h"
#include "desk/money/refund.h"
#include "desk/online/order.h"
#include "desk/rules_change.h"
#include "desk/staff.h"
#include "desk/trust/epoch.h"

static void cancel(struct desk *desk, int64_t id, enum channel channel)
{
	struct cancel_wish wish = { .id = id, .channel = channel };
	struct booking booking;

	fixture_must(desk, booking_cancel(desk, &wish, &booking));
}

/* Checks in three of the morning's people; one is seen, one misses the call, one goes home. */
static void play_queue(struct desk *desk, int64_t session_id)
{
	struct booking first = visit_book(desk, session_id, 1, CHANNEL_COUNTER), called;
	struct booking second = visit_book(desk, session_id, 2, CHANNEL_COUNTER);
	struct booking third = visit_book(desk, session_id, 7, CHANNEL_COUNTER);

	fixture_must(desk, queue_check_in(desk, first.id, &called));
	fixture_must(desk, queue_check_in(desk, second.id, &called));
	fixture_must(desk, queue_check_in(desk, third.id, &called));
	fixture_must(desk, queue_call_next(desk, session_id, &called));
	fixture_must(desk, queue_finish(desk, called.id, &called));
	fixture_must(desk, queue_call_next(desk, session_id, &called));
	fixture_must(desk, queue_miss(desk, called.id, &called));
	cancel(desk, third.id, CHANNEL_COUNTER);
}

static void settle_first_refund(struct desk *desk)
{
	struct refund *refunds, refund;
	size_t count;

	fixture_must(desk, refund_list_due(desk, &refunds, &count));
	assert_int_equal(count, 1);
	fixture_must(desk, refund_step(desk, refunds[0].id, REFUND_SUBMITTED, NULL, &refund));
	fixture_must(desk, refund_step(desk, refunds[0].id, REFUND_SUCCEEDED, NULL, &refund));
	free(refunds);
}

static struct online_answer order(struct desk *desk, const char *order_no, const char *phone)
{
	struct online_order wish = { .day = FIXTURE_DAY + 2,
				     .period = PERIOD_AM,
				     .paid = true,
				     .paid_fen = VISIT_FEE_FEN,
				     .ordered_ms = 1 };
	char ignored[PHONE_SIZE];
	struct online_answer answer;

	fixture_person(20, wish.name, wish.id_number, ignored);
	text_copy(wish.order_no, sizeof(wish.order_no), order_no);
	text_copy(wish.doctor_code, sizeof(wish.doctor_code), VISIT_DOCTOR);
	text_copy(wish.phone, sizeof(wish.phone), phone);
	text_format(wish.transaction_id, sizeof(wish.transaction_id), "4200%s", order_no);
	fixture_must(desk, online_order_take(desk, &wish, &answer));
	return answer;
}

/* An order that is refused and then booked with the same money; one that stays refused. */
static void play_orders(struct desk *desk)
{
	assert_int_equal(order(desk, "WX1", "138").result, ONLINE_REFUSED);
	assert_int_equal(order(desk, "WX1", "13812345678").result, ONLINE_ACCEPTED);
	assert_int_equal(order(desk, "WX2", "13812345678").result, ONLINE_REFUSED);
}

static void change_rule(struct desk *desk)
{
	const struct rule_change change = { .place = SETTING_AT_quota_horizon_days,
					    .value = "8",
					    .remark = "asked for by the doctors" };
	struct staff_entry entry;
	int changed;

	fixture_must(desk, rules_begin(desk));
	fixture_must(desk, rules_change(desk, &change, 1, &changed));
	fixture_must(desk, staff_add(desk, "test", "丁小玲", ROLE_BIT(ROLE_CLERK), &entry));
}

static void make_owner_key(struct desk *desk)
{
	char path[FILE_PATH_SIZE];
	const struct owner_wish wish = { .path = path };
	struct owner_key key;
	struct epoch epoch;
	bool same_disk;

	text_format(path, sizeof(path), "%s/owner.key", fixture_directory(desk));
	fixture_must(desk, owner_create(desk, &wish, &key, &same_disk));
	fixture_must(desk, epoch_begin(desk, NULL, &epoch));
}

void full_day_play(struct desk *desk)
{
	struct session morning = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session next = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct session evening = visit_session(desk, FIXTURE_DAY + 1, PERIOD_EVE);
	struct session after = visit_session(desk, FIXTURE_DAY + 2, PERIOD_AM);
	const struct close_wish wish = {
		.day = FIXTURE_DAY, .counted_fen = 0, .reason = "robbed", .pass = true
	};
	struct suspension suspension;
	struct closing closing;

	visit_session(desk, FIXTURE_DAY + 1, PERIOD_PM); /* nobody books it */
	desk->settings.no_show_threshold = 1;
	play_queue(desk, morning.id);
	visit_book(desk, morning.id, 5, CHANNEL_ONLINE);
	visit_book_unpaid(desk, morning.id, 4);
	cancel(desk, visit_book(desk, next.id, 6, CHANNEL_COUNTER).id, CHANNEL_COUNTER);
	cancel(desk, visit_book(desk, next.id, 8, CHANNEL_ONLINE).id, CHANNEL_ONLINE);
	settle_first_refund(desk);
	visit_book(desk, next.id, 9, CHANNEL_ONLINE);
	visit_book(desk, next.id, 10, CHANNEL_COUNTER);
	visit_book(desk, evening.id, 11, CHANNEL_ONLINE);
	visit_book_unpaid(desk, evening.id, 12);
	fixture_must(desk, session_suspend(desk, evening.id, "doctor is ill", &suspension));
	assert_int_equal(suspension.affected, 2);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	fixture_must(desk, day_close(desk, &wish, &closing));
	assert_true(closing.closed);
	assert_int_equal(closing.ban_count, 1);
	change_rule(desk);
	make_owner_key(desk);
	closing_release(&closing);
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(7, 0));
	play_orders(desk);
	visit_book(desk, next.id, 13, CHANNEL_COUNTER);
	cancel(desk, visit_book(desk, after.id, 14, CHANNEL_COUNTER).id, CHANNEL_COUNTER);
	visit_book(desk, after.id, 15, CHANNEL_COUNTER);
}
