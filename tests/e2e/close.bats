#!/usr/bin/env bats
# Closing a day: what it says it will do, what stops it, what a person passes, and the cash.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	one=$(person 1 王磊)
	two=$(person 2 李娜)
	three=$(person 3 张伟)
	export one two three
}

setup() {
	copy_clinic
}

# Checks in, calls and, unless told otherwise, ends the visit: seen BOOKING [called]
seen() {
	at "2026-11-21 08:00" --as lin checkin "$1" >/dev/null
	at "2026-11-21 08:10" --as lin call --doctor 1001 >/dev/null
	[ "$2" = called ] || at "2026-11-21 08:20" --as lin finish "$1" >/dev/null
}

@test "somebody who was called and whose visit nobody ended stops the close" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today am --pay cash)
	seen "$booking" called
	refused_at "2026-11-21 20:00" 1 visit_open close-day --pass
	[[ $(json 'v["error"]["message"]') == *王磊*"$booking"* ]]
	done_at "2026-11-21 20:01" resolve "$booking" came
	is "$(json 'v["ticket_state"]')" finished
	done_at "2026-11-21 20:02" close-day
	is "$(json 'v["closed"]')" true
	all_checks_pass
}

@test "what is open is listed before, refused without --pass, and kept with the day" {
	unpaid=$(booked "2026-11-21 07:00" "$one" 1001 today am)
	seen "$unpaid"
	waiting=$(booked "2026-11-21 07:00" "$two" 1001 today am --pay cash)
	at "2026-11-21 08:00" --as lin checkin "$waiting"
	owed=$(booked "2026-11-21 07:00" "$three" 1001 tomorrow am --pay wechat)
	at "2026-11-21 09:00" --as chen cancel "$owed"
	done_at "2026-11-21 20:00" close-day --dry-run
	is "$(json '[(p["kind"], p["name"], p["fen"], p["blocks"]) for p in v["pending"]]')" \
		'[["unpaid", "王磊", 5000, false], ["not_seen", "李娜", 5000, false], ["refund", "张伟", 5000, false]]'
	is "$(json '[v["dry_run"], v["closed"], v["not_seen"], v["cash_expected_fen"]]')" '[true, true, 1, null]'
	run at "2026-11-21 20:00" close-day --dry-run
	[[ $output == *"2026-11-21 would be closed"*"1 person waited and was not seen"*"told after the count"* ]]
	refused_at "2026-11-21 20:01" 1 left_open close-day
	[[ $(json 'v["error"]["message"]') == *"waited, not seen 1 50.00"*"seen, not paid 1 50.00"*"refund not finished 1 50.00"* ]]
	done_at "2026-11-21 20:02" close-day --pass
	is "$(json '[v["closed"], v["not_seen"], len(v["pending"])]')" '[true, 1, 3]'
	done_at "2026-11-21 20:03" booking "$waiting"
	is "$(json 'v["state"]')" not_seen
	done_at "2026-11-21 20:03" pay "$unpaid" --method cash
	# Paid since, and as it was when it was closed.
	done_at "2026-11-21 20:04" close-day
	is "$(json '[v["was_closed"], sorted(p["kind"] for p in v["pending"])]')" '[true, ["not_seen", "refund", "unpaid"]]'
	refused_at "2026-11-21 20:05" 1 wrong_state refund "$waiting" --full --reason "没看成"
	all_checks_pass
}

@test "who waits can be settled first: seen, or the clinic's fault with the money back, and never a no-show" {
	waiting=$(booked "2026-11-21 07:00" "$one" 1001 today am --pay cash)
	other=$(booked "2026-11-21 07:00" "$two" 1001 today am --pay cash)
	at "2026-11-21 08:00" --as lin checkin "$waiting"
	at "2026-11-21 08:00" --as lin checkin "$other"
	refused_at "2026-11-21 20:00" 1 wrong_state resolve "$waiting" no-show
	done_at "2026-11-21 20:00" resolve "$waiting" clinic --reason "医生提前离开"
	is "$(json '[v["state"], v["refund_fen"], v["ticket_state"]]')" '["excused", 5000, "void"]'
	done_at "2026-11-21 20:00" resolve "$other" came
	at "2026-11-21 20:01" refund "$waiting"
	done_at "2026-11-21 20:02" close-day
	is "$(json '[v["closed"], v["not_seen"], v["no_shows"]]')" '[true, 0, 0]'
	all_checks_pass
}

@test "what is expected in the drawer is told after the count; a difference has a reason" {
	booked "2026-11-21 07:00" "$one" 1001 tomorrow am --pay cash
	refused_at "2026-11-21 20:00" 1 cash_differs close-day --counted-cash 45
	[[ $(json 'v["error"]["message"]') == *"45.00 yuan was counted, 50.00 yuan is expected; 5.00 yuan is missing"* ]]
	done_at "2026-11-21 20:01" close-day --counted-cash 45 --reason "找错零钱"
	is "$(json '[v[key] for key in ("cash_expected_fen", "cash_counted_fen", "cash_difference_fen", "reason")]')" \
		'[5000, 4500, -500, "找错零钱"]'
	all_checks_pass
}

@test "the first count is recorded before what is expected is told; a count again has its reason, and both are kept" {
	booked "2026-11-21 07:00" "$one" 1001 tomorrow am --pay cash
	# A trial counts nothing and tells nothing.
	done_at "2026-11-21 19:00" close-day --dry-run --counted-cash 45
	is "$(json '[v["cash_expected_fen"], v["cash_difference_fen"], v["counts"]]')" '[null, null, []]'
	run at "2026-11-21 19:00" close-day --dry-run --counted-cash 45
	[[ $output == *"recorded only without --dry-run"* && $output != *"Cash expected"* ]]
	refused_at "2026-11-21 20:00" 1 cash_differs close-day --counted-cash 45
	done_at "2026-11-21 20:01" close-day --dry-run
	is "$(json '[(c["counted_fen"], c["expected_fen"], c["reason"], c["staff"] != "") for c in v["counts"]]')" '[[4500, 5000, null, true]]'
	# The right amount, once it is known, is another count.
	refused_at "2026-11-21 20:02" 1 cash_differs close-day --counted-cash 50
	[[ $(json 'v["error"]["message"]') == *"45.00 yuan was counted before, and 50.00 yuan now"* ]]
	done_at "2026-11-21 20:03" close-day --counted-cash 50 --reason "漏数一张五元"
	is "$(json '[v["cash_counted_fen"], v["cash_difference_fen"], [(c["counted_fen"], c["reason"]) for c in v["counts"]]]')" \
		'[5000, 0, [[4500, null], [5000, "漏数一张五元"]]]'
	run at "2026-11-21 20:04" close-day
	[[ $output == *"Count 1, 2026-11-21 20:00"*"45.00 yuan of 50.00 yuan expected."*"Count 2"*"50.00 yuan of 50.00 yuan expected: 漏数一张五元"* ]]
	done_at "2026-11-21 20:05" report daily --date 2026-11-21 -o day.xlsx
	inside day.xlsx | grep -aqF "First count: 45.00 yuan, when 50.00 yuan was expected"
	inside day.xlsx | grep -aqF "Reason for counting again: 漏数一张五元"
	all_checks_pass
}

@test "a count is not passed over by closing without one, and after money has moved a count again needs no reason" {
	booked "2026-11-21 07:00" "$one" 1001 tomorrow am --pay cash
	refused_at "2026-11-21 20:00" 1 cash_differs close-day --counted-cash 45
	refused_at "2026-11-21 20:01" 1 cash_differs close-day
	booked "2026-11-21 20:02" "$two" 1001 tomorrow am --pay cash
	done_at "2026-11-21 20:03" close-day --counted-cash 100
	is "$(json '[(c["counted_fen"], c["expected_fen"]) for c in v["counts"]]')" '[[4500, 5000], [10000, 10000]]'
	all_checks_pass
}

@test "who was not seen gets everything back by a correction with a reason, after the day was closed, too" {
	waiting=$(booked "2026-11-21 07:00" "$one" 1001 today am --pay cash)
	at "2026-11-21 08:00" --as lin checkin "$waiting"
	done_at "2026-11-21 20:00" close-day --pass
	at "2026-11-21 20:01" report daily --date 2026-11-21 -o before.xlsx
	refused_at "2026-11-21 20:02" 1 wrong_state refund "$waiting" --full --reason "没看成"
	[[ $(json 'v["error"]["message"]') == *"resolve NO clinic"* ]]
	run at "2026-11-21 20:03" --json resolve "$waiting" clinic
	[ "$status" -ne 0 ]
	[[ $(json 'v["error"]["message"]') == *"needs a reason"* ]]
	refused_at "2026-11-21 20:04" 1 wrong_state resolve "$waiting" no-show --reason "没来"
	done_at "2026-11-22 09:00" resolve "$waiting" clinic --reason "医生提前离开"
	is "$(json '[v["state"], v["refund_fen"]]')" '["excused", 5000]'
	done_at "2026-11-22 09:01" refund "$waiting"
	# The closed day stays as it was closed.
	done_at "2026-11-22 09:02" close-day --date 2026-11-21
	is "$(json '[(p["kind"], p["fen"]) for p in v["pending"]]')" '[["not_seen", 5000]]'
	at "2026-11-22 09:03" report daily --date 2026-11-21 -o after.xlsx
	cmp before.xlsx after.xlsx
	all_checks_pass "2026-11-22 09:04"
}

@test "without a count nothing agrees" {
	booked "2026-11-21 07:00" "$one" 1001 tomorrow am --pay cash
	run at "2026-11-21 20:00" close-day
	[[ $output == *"The drawer was not counted, so nothing says whether it is right."* ]]
	[[ $output != *matches* ]]
	done_at "2026-11-21 20:01" close-day
	is "$(json '[v["was_closed"], v["cash_counted_fen"], v["cash_difference_fen"]]')" '[true, null, null]'
}

@test "by a clock more than a day ahead nothing is closed before it is said to be right; a day to come never is" {
	booked "2026-11-21 07:00" "$one" 1001 2026-11-22 am --pay cash
	refused_at "2026-12-21 20:00" 1 clock_ahead close-day --pass
	refused_at "2026-12-21 20:00" 1 clock_ahead close-day --dry-run
	refused_at "2026-11-21 20:00" 1 too_early close-day --date tomorrow --clock-is-right --pass
	done_at "2026-11-21 20:00" sessions --date 2026-11-22
	is "$(json 'sorted(set(s["state"] for s in v))')" '["open"]'
	done_at "2026-12-21 20:00" close-day --clock-is-right
	is "$(json 'v["closed"]')" true
	done_at "2026-12-21 20:01" close-day
	is "$(json '[p["kind"] for p in v["pending"]]')" '["clock"]'
	all_checks_pass "2026-12-21 21:00"
}

@test "whoever has not paid is told so at check-in and at the call; with refuse the fee comes first" {
	unpaid=$(booked "2026-11-21 07:00" "$one" 1001 today am)
	at "2026-11-21 07:29" --as wu setting set queue.unpaid refuse
	refused_at "2026-11-21 07:30" 1 unpaid checkin "$unpaid"
	[[ $(json 'v["error"]["message"]') == *"50.00 yuan is owed"* ]]
	at "2026-11-21 07:30" --as wu setting set queue.unpaid --default
	run at "2026-11-21 07:31" checkin "$unpaid"
	[[ $output == *"Checked in."*"NOT PAID: 50.00 yuan is owed."* ]]
	done_at "2026-11-21 08:00" call --doctor 1001
	is "$(json 'v["owed_fen"]')" 5000
	at "2026-11-21 08:01" pay "$unpaid" --method cash
	run at "2026-11-21 08:02" finish "$unpaid"
	[[ $output != *"NOT PAID"* ]]
}

@test "a receipt of the next business day says why it bears tomorrow's date" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 tomorrow am)
	at "2026-11-21 20:00" close-day
	run at "2026-11-21 20:10" pay "$booking" --method cash
	[[ $output == *"receipt 261122-000001"*"2026-11-21 is closed already"*"2026-11-22."* ]]
	run at "2026-11-22 07:00" booking "$booking"
	[[ $output != *"closed already"* ]]
}

# A file of one order: an_order ACTION PAID ORDERED_AT [DATE]
an_order() {
	printf 'order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at\n' >order.csv
	printf 'W1,%s,1001,%s,am,赵敏,%s,13900000001,%s,%s,%s\n' "$1" "${4:-2026-11-21}" "$(id_number 110101 19910101 001)" "$2" "${2:+T1}" "$3" >>order.csv
}

@test "a back-dated cancel of a closed day's no-show waits for a person, and neither refunds nor lifts anything before" {
	an_order book 50.00 "2026-11-20 09:00"
	done_at "2026-11-20 13:30" import order.csv
	done_at "2026-11-21 20:00" close-day --clock-is-right
	is "$(json 'v["no_shows"]')" 1
	an_order cancel "" "2026-11-20 10:00"
	done_at "2026-11-22 09:00" import order.csv
	is "$(json '[(r["order_no"], r["code"]) for r in v["refusals"]]')" '[["W1", "day_closed"]]'
	done_at "2026-11-22 09:01" orders --look
	is "$(json '[(r["order_no"], r["action"], r["name"], r["phone"], r["stake_fen"]) for r in v]')" \
		'[["W1", "cancel", "赵敏", "139****0001", 5000]]'
	done_at "2026-11-22 09:02" refunds
	is "$output" "[]"
	# The same file again changes nothing.
	done_at "2026-11-22 09:03" import order.csv
	refused_at "2026-11-22 20:00" 1 left_open close-day
	[[ $(json 'v["error"]["message"]') == *"order to look at 1"* ]]
	refused_at "2026-11-22 20:01" 2 usage order settle W1 carry-out
	refused_at "2026-11-22 20:01" 2 usage order settle W1 carryout --reason "写错了"
	done_at "2026-11-22 20:02" --as wu order settle W1 carry-out --reason "平台记录核对无误"
	is "$(json '[v["result"], v["stake_fen"]]')" '["cancelled", 5000]'
	refused_at "2026-11-22 20:03" 1 not_found order settle W1 leave --reason "再来"
	done_at "2026-11-22 20:04" refunds
	is "$(json '[(r["order_no"], r["refund_fen"], r["refund_state"]) for r in v]')" '[["W1", 5000, "requested"]]'
	all_checks_pass "2026-11-22 20:05"
}

@test "an order for a visit of a closed day moves no money before a person has looked at it; left, it goes back" {
	done_at "2026-11-21 20:00" close-day --clock-is-right
	an_order book 50.00 "2026-11-20 09:00"
	done_at "2026-11-22 09:00" import order.csv
	is "$(json '[(r["order_no"], r["code"]) for r in v["refusals"]]')" '[["W1", "day_closed"]]'
	done_at "2026-11-22 09:01" refunds
	is "$output" "[]"
	refused_at "2026-11-22 09:02" 1 wrong_state order settle W1 carry-out --reason "病人说来过"
	done_at "2026-11-22 09:03" --as wu order settle W1 leave --reason "当日未来"
	is "$(json '[v["result"], v["code"], v["refund_state"]]')" '["refused", "session_over", "none"]'
	done_at "2026-11-22 09:04" refunds
	is "$(json '[(r["order_no"], r["refund_fen"]) for r in v]')" '[["W1", 5000]]'
	done_at "2026-11-22 09:05" import order.csv
	done_at "2026-11-22 09:06" orders --look
	is "$output" "[]"
	all_checks_pass "2026-11-22 20:05"
}
