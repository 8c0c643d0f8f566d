#!/usr/bin/env bats
# Online orders that come again, with the same or with something else, and those that were refused: no money is lost, none is taken twice.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
}

HEADER=order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at
NOW="2026-11-20 21:00"

setup() {
	copy_clinic
	one=$(id_number 110101 19900101 001)
	two=$(id_number 110101 19900101 002)
	three=$(id_number 110101 19900101 003)
}

# A row, of tomorrow morning with 1001 unless told otherwise: order ACTION NUMBER NAME ID PAID PAYMENT [DOCTOR [DATE [PERIOD]]]
order() { printf '%s,%s,%s,%s,%s,%s,%s,13812340001,%s,%s,2026-11-20 20:00:00\n' "$2" "$1" "${7:-1001}" "${8:-2026-11-21}" "${9:-am}" "$3" "$4" "$5" "$6"; }

# Imports rows; $answers has what was answered to each.
import() {
	printf '%s\n' "$HEADER" "$@" >file.csv
	done_at "$NOW" import file.csv --ack ack.csv
	answers=$(json "' '.join(':'.join(row[part] for part in ('order_no', 'result', 'code')) for row in csv_rows('$PWD/ack.csv'))")
	is "$(json 'v["rows"]')" "$(($(wc -l <file.csv) - 1))"
}

refunds() {
	done_at "$NOW" refunds --whole
	json 'sorted((r["order_no"], r["name"], r["phone"], r["refund_fen"], r["refund_state"], r["reason"]) for r in v)'
}

events() { sqlite3 -readonly "$FRONTDESK_DB" "SELECT max(seq) FROM audit"; }

@test "another order under a known number is refused, says in what it differs, and its money is asked back" {
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	import "$(order book W1 李娜 "$two" 50.00 4200A2)"
	is "$answers" "W1:refused:order_differs"
	is "$(json 'v["refusals"][0]["message"]')" \
		"Order W1 is known and booked, and this one differs in: person, payment number. The booking stands as it is."
	is "$(refunds)" '[["W1", "李娜", "13812340001", 5000, "requested", "order_differs"]]'
	before=$(events)
	import "$(order book W1 李娜 "$two" 50.00 4200A2)"
	is "$answers" "W1:duplicate:order_differs"
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:duplicate:"
	is "$(events)" "$before"
	all_checks_pass "$NOW"
}

@test "each part that differs is named: doctor, date, period, amount" {
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	import "$(order book W1 王磊 "$one" 50.00 4200A1 3001)" \
		"$(order book W1 王磊 "$one" 50.00 4200A1 1001 2026-11-22)" \
		"$(order book W1 王磊 "$one" 50.00 4200A1 1001 2026-11-21 pm)" \
		"$(order book W1 王磊 "$one" 49.00 4200A1)"
	is "$(json '[r["message"].split(": ")[1].split(".")[0] for r in v["refusals"]]')" '["doctor", "date", "period", "amount"]'
	is "$(refunds)" "[]"
	all_checks_pass "$NOW"
}

@test "the same money is received once, whatever comes under its number" {
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	import "$(order book W2 李娜 "$two" 50.00 4200A1)"
	is "$answers" "W2:refused:fee_mismatch"
	is "$(refunds)" "[]"
	import "$(order book W1 王磊 "$one" 50.00 4200A9)"
	is "$answers" "W1:refused:order_differs"
	is "$(refunds)" '[["W1", "王磊", "13812340001", 5000, "requested", "order_differs"]]'
	all_checks_pass "$NOW"
}

@test "an order that was booked unpaid and is paid by now becomes paid" {
	import "$(order book W1 王磊 "$one" "" "")"
	is "$answers" "W1:accepted:"
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:accepted:"
	booking=$(sqlite3 -readonly "$FRONTDESK_DB" "SELECT max(booking_id) FROM online_order")
	done_at "$NOW" booking "$booking"
	is "$(json '(v["paid_fen"], v["state"])')" '[5000, "booked"]'
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:duplicate:"
	import "$(order book W1 王磊 "$one" "" "")"
	is "$answers" "W1:duplicate:"
	all_checks_pass "$NOW"
}

@test "what was paid later and cannot be taken is asked back; the booking stands" {
	import "$(order book W1 王磊 "$one" "" "")"
	booking=$(sqlite3 -readonly "$FRONTDESK_DB" "SELECT max(booking_id) FROM online_order")
	done_at "$NOW" pay "$booking" --method cash
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:refused:already_paid"
	is "$(refunds)" '[["W1", "王磊", "13812340001", 5000, "requested", "already_paid"]]'
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:duplicate:"
	done_at "$NOW" booking "$booking"
	is "$(json '(v["paid_fen"], v["refund_fen"], v["state"])')" '[5000, 0, "booked"]'
	import "$(order book W2 李娜 "$two" "" "")"
	done_at "$NOW" cancel "$(sqlite3 -readonly "$FRONTDESK_DB" "SELECT booking_id FROM online_order WHERE order_no = 'W2'")"
	import "$(order book W2 李娜 "$two" 50.00 4200A2)"
	is "$answers" "W2:refused:too_late"
	all_checks_pass "$NOW"
}

@test "a refused order that comes again corrected is booked with its own money; the request is withdrawn" {
	import "$(order book W1 王磊 "${one%?}0" 50.00 4200A1)"
	is "$answers" "W1:refused:bad_id_number"
	is "$(refunds)" '[["W1", "王磊", "13812340001", 5000, "requested", "bad_id_number"]]'
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:accepted:"
	is "$(refunds)" "[]"
	done_at "$NOW" booking "$(sqlite3 -readonly "$FRONTDESK_DB" "SELECT booking_id FROM online_order WHERE booking_id IS NOT NULL")"
	is "$(json '(v["paid_fen"], v["payment_method"] if "payment_method" in v else v["method"])')" '[5000, "wechat"]'
	done_at "$NOW" report daily --date 2026-11-20 -o day.xlsx
	is "$(json '(v["revenue_fen"], v["refund_fen"])')" "[5000, 0]"
	all_checks_pass "$NOW"
}

@test "what was asked before it was corrected is known, too, when its file comes again" {
	bad=$(order book W1 王磊 "${one%?}0" 50.00 4200A1)
	worse=$(order book W1 王磊 "$one" 50.00 4200A1 9999)
	import "$bad" "$worse"
	is "$answers" "W1:refused:bad_id_number W1:refused:unknown_doctor"
	is "$(refunds)" '[["W1", "王磊", "13812340001", 5000, "requested", "bad_id_number"]]'
	before=$(events)
	import "$bad" "$worse"
	is "$answers" "W1:duplicate:bad_id_number W1:duplicate:unknown_doctor"
	is "$(events)" "$before"
	import "$bad" "$worse" "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:duplicate:bad_id_number W1:duplicate:unknown_doctor W1:accepted:"
	before=$(events)
	import "$bad" "$worse" "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:duplicate:bad_id_number W1:duplicate:unknown_doctor W1:duplicate:"
	is "$(events)" "$before"
	done_at "$NOW" orders --refused
	is "$output" "[]"
	all_checks_pass "$NOW"
}

@test "an order under a number that is another's cannot be retried there, and says what helps" {
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	import "$(order book W1 李娜 "$two" 50.00 4200A2)"
	refused_at "$NOW" 1 order_differs order retry W1
	[[ $(json 'v["error"]["message"]') == *"under its own number"* ]]
	is "$(refunds)" '[["W1", "李娜", "13812340001", 5000, "requested", "order_differs"]]'
}

@test "a refused order that comes again as it was is tried again, and changes nothing while the rule refuses it" {
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	import "$(order book W2 李娜 "$two" 50.00 4200A2)"
	import "$(order book W3 张伟 "$three" 50.00 4200A3)"
	is "$answers" "W3:refused:quota_full"
	before=$(events)
	import "$(order book W3 张伟 "$three" 50.00 4200A3)"
	is "$answers" "W3:duplicate:quota_full"
	is "$(events)" "$before"
	import "$(order cancel W1 王磊 "$one" "" "")"
	import "$(order book W3 张伟 "$three" 50.00 4200A3)"
	is "$answers" "W3:accepted:"
	is "$(refunds)" '[["W1", "王磊", "13812340001", 5000, "requested", ""]]'
	all_checks_pass "$NOW"
}

@test "an order whose refund was submitted is not tried again" {
	import "$(order book W1 王磊 "${one%?}0" 50.00 4200A1)"
	done_at "$NOW" refund W1 --state submitted
	before=$(events)
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:duplicate:bad_id_number"
	is "$(events)" "$before"
	all_checks_pass "$NOW"
}

@test "an order whose refund has failed is tried again, by its file and by a clerk, until the refund is submitted again" {
	import "$(order book W1 王磊 "${one%?}0" 50.00 4200A1)"
	done_at "$NOW" refund W1 --state submitted
	done_at "$NOW" refund W1 --state failed
	done_at "$NOW" orders --refused
	is "$(json '[(o["order_no"], o["refund_state"], o["can_be_tried"]) for o in v]')" '[["W1", "failed", true]]'
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:accepted:"
	is "$(refunds)" "[]"
	booking=$(sqlite3 -readonly "$FRONTDESK_DB" "SELECT booking_id FROM online_order WHERE booking_id IS NOT NULL")
	done_at "$NOW" booking "$booking"
	is "$(json '[v["paid_fen"], v["refund_fen"], v["state"]]')" '[5000, 0, "booked"]'
	# What pays a booking is not refunded any more.
	refused_at "$NOW" 1 wrong_state refund W1 --state submitted
	all_checks_pass "$NOW"
	# By a clerk: first while the refund is on its way a second time.
	import "$(order book W2 李娜 "$two" 50.00 4200A2)" "$(order book W3 张伟 "$three" 50.00 4200A3)"
	is "$answers" "W2:accepted: W3:refused:quota_full"
	for state in submitted failed submitted; do
		done_at "$NOW" refund W3 --state $state
	done
	refused_at "$NOW" 1 wrong_state order retry W3
	done_at "$NOW" refund W3 --state failed
	refused_at "$NOW" 1 quota_full order retry W3
	done_at "$NOW" cancel "$booking" --reason "at the counter"
	done_at "$NOW" order retry W3
	is "$(json 'v["result"]')" accepted
	all_checks_pass "$NOW"
}

@test "money of an order is never both paid for a booking and refunded, whatever comes when" {
	local step
	import "$(order book W1 王磊 "${one%?}0" 50.00 4200A1)"
	# Steps in an order of chance that is the same each time: what is refused is refused, and nothing is lost.
	for step in submitted again failed retry submitted; do
		case $step in
			again) import "$(order book W1 王磊 "$one" 50.00 4200A1)" ;;
			retry) at "$NOW" order retry W1 || true ;;
			*) at "$NOW" refund W1 --state "$step" || true ;;
		esac
		is "$(sqlite3 -readonly "$FRONTDESK_DB" "SELECT sum(CASE WHEN debit = 'wechat' THEN fen WHEN credit = 'wechat' THEN -fen ELSE 0 END) IN (0, 5000) FROM ledger")" 1
		is "$(sqlite3 -readonly "$FRONTDESK_DB" "SELECT count(*) FROM ledger AS p WHERE p.kind = 'payment' AND p.charge_id IS NOT NULL
			AND EXISTS (SELECT 1 FROM refund AS r WHERE r.state IN ('requested', 'submitted', 'succeeded', 'failed', 'done'))")" 0
	done
	all_checks_pass "$NOW"
}

@test "a rounded order number that comes right takes the money along that waits under the wrong one" {
	import "$(order book W1000 王磊 "$one" 50.00 4200A1)"
	import "$(order book W1000 李娜 "$two" 50.00 4200A2)"
	is "$answers" "W1000:refused:order_differs"
	import "$(order book W1234 李娜 "$two" 50.00 4200A2)"
	is "$answers" "W1234:accepted:"
	is "$(refunds)" "[]"
	all_checks_pass "$NOW"
}

@test "a cancel is for the order that it describes, not for whatever bears its number" {
	import "$(order book W1 王磊 "$one" 50.00 4200A1)"
	import "$(order cancel W1 李娜 "$two" "" "")"
	is "$answers" "W1:refused:order_differs"
	import "$(order cancel W1 王磊 "$one" "" "" 1001 2026-11-22)"
	is "$answers" "W1:refused:order_differs"
	import "$(order cancel W1 "" "" "" "")"
	is "$answers" "W1:cancelled:"
	import "$(order cancel W1 王磊 "$one" "" "")"
	is "$answers" "W1:duplicate:"
	import "$(order cancel W1 李娜 "$two" "" "")"
	is "$answers" "W1:duplicate:order_differs"
	all_checks_pass "$NOW"
}

@test "a request that is withdrawn on a later day is taken off that day's refunds, and the closed day stays" {
	import "$(order book W1 王磊 "${one%?}0" 50.00 4200A1 1001 2026-11-22)"
	done_at "$NOW" close-day --counted-cash 0 --pass
	done_at "$NOW" report daily --date 2026-11-20 -o before.xlsx
	is "$(json '(v["revenue_fen"], v["refund_fen"])')" "[5000, 5000]"
	NOW="2026-11-21 07:00"
	import "$(order book W1 王磊 "$one" 50.00 4200A1 1001 2026-11-22)"
	is "$answers" "W1:accepted:"
	done_at "$NOW" report daily --date 2026-11-20 -o after.xlsx
	is "$(json '(v["revenue_fen"], v["refund_fen"])')" "[5000, 5000]"
	done_at "$NOW" report daily --date 2026-11-21 -o next.xlsx
	is "$(json '(v["revenue_fen"], v["refund_fen"])')" "[0, -5000]"
	all_checks_pass "$NOW"
}

@test "numbers that a spreadsheet has rounded are a fault of the file: nothing is changed, and it says why" {
	before=$(events)
	{
		echo "$HEADER"
		order book 202611201234567000 王磊 "$one" 50.00 4200A1
		order book 202611201234568000 李娜 "$two" 50.00 4200A2
	} >rounded.csv
	refused_at "$NOW" 3 bad_file import rounded.csv
	[[ $(json 'v["error"]["message"]') == *"line 2"*"order_no"*"spreadsheet"* || $(json 'v["error"]["message"]') == *"Line 2"*"order_no"*"spreadsheet"* ]]
	refused_at "$NOW" 3 bad_file import --dry-run rounded.csv
	is "$(json '[(r["line"], r["column"]) for r in v["error"]["rows"]]')" '[[2, "order_no"], [3, "order_no"]]'
	is "$(events)" "$before"
	import "$(order book 202611201234567000 王磊 "$one" 50.00 4200A1)"
	is "$answers" "202611201234567000:accepted:"
}

@test "one order number for two people in a file is a fault of the file, for one person it is not" {
	before=$(events)
	{
		echo "$HEADER"
		order book W1 王磊 "$one" 50.00 4200A1
		order book W1 李娜 "$two" 50.00 4200A2
	} >shared.csv
	refused_at "$NOW" 3 bad_file import shared.csv
	[[ $(json 'v["error"]["message"]') == *"Line 3"*"line 2"*"somebody else"* ]]
	is "$(events)" "$before"
	import "$(order book W1 王磊 "$one" "" "")" "$(order book W1 王磊 "$one" 50.00 4200A1)"
	is "$answers" "W1:accepted: W1:accepted:"
	all_checks_pass "$NOW"
}

@test "a clerk sees the refused orders, and books one when a number has become free" {
	import "$(order book W1 王磊 "$one" 50.00 4200A1)" "$(order book W2 李娜 "$two" 50.00 4200A2)" \
		"$(order book W3 张伟 "$three" 50.00 4200A3)" "$(order book W4 张伟 "$three" "" "" 9999)"
	is "$answers" "W1:accepted: W2:accepted: W3:refused:quota_full W4:refused:unknown_doctor"
	done_at "$NOW" orders --refused
	is "$(json '[(o["order_no"], o["name"], o["phone"], o["paid_fen"], o["refund_state"], o["can_be_tried"]) for o in v]')" \
		'[["W3", "张伟", "138****0001", 5000, "requested", true], ["W4", "张伟", "138****0001", 0, "none", true]]'
	done_at "$NOW" orders
	is "$(json '[(o["order_no"], o["result"]) for o in v]')" \
		'[["W1", "accepted"], ["W2", "accepted"], ["W3", "refused"], ["W4", "refused"]]'
	run --separate-stderr at "$NOW" orders --refused
	[[ $output == *"W3"*"张伟"*"138****0001"*"50.00"*"requested"* ]]
	before=$(events)
	refused_at "$NOW" 1 quota_full order retry W3
	refused_at "$NOW" 1 not_found order retry W1
	is "$(events)" "$before"
	done_at "$NOW" cancel "$(sqlite3 -readonly "$FRONTDESK_DB" "SELECT booking_id FROM online_order WHERE order_no = 'W1'")" --reason "at the counter"
	done_at "$NOW" order retry W3
	is "$(json '(v["result"], v["number"])')" '["accepted", 5]'
	refused_at "$NOW" 1 not_found order retry W3
	is "$(refunds)" '[["W1", "王磊", "13812340001", 5000, "requested", "at the counter"]]'
	all_checks_pass "$NOW"
}

@test "an order whose money is on its way back cannot be retried, and says so" {
	import "$(order book W1 王磊 "$one" 50.00 4200A1 9999)"
	done_at "$NOW" refund W1 --state submitted
	refused_at "$NOW" 1 wrong_state order retry W1
	done_at "$NOW" orders --refused
	is "$(json '[(o["order_no"], o["refund_state"], o["can_be_tried"]) for o in v]')" '[["W1", "submitted", false]]'
	refused_at "$NOW" 2 usage orders --refused --date today
}

@test "the acknowledgement has a byte order mark, and in Chinese no English word" {
	{
		echo "$HEADER"
		order book W1 王磊 "$one" 50.00 4200A1
		order book W2 李娜 "$two" 50.00 4200A2 9999
		order book W1 王磊 "$one" 50.00 4200A1
		order cancel W1 王磊 "$one" "" ""
	} >file.csv
	done_at "$NOW" import --ack en.csv file.csv
	is "$(head -c 3 en.csv | od -An -tx1)" " ef bb bf"
	cp "$BATS_FILE_TMPDIR/clinic.db" zh.db
	export FRONTDESK_DB=$PWD/zh.db LANGUAGE=zh
	done_at "$NOW" import --ack zh.csv file.csv
	run /usr/bin/python3 - <<-'END'
		import csv, re
		en = list(csv.reader(open("en.csv", encoding="utf-8-sig", newline="")))
		zh = list(csv.reader(open("zh.csv", encoding="utf-8-sig", newline="")))
		print(en[0])
		print([re.findall("[A-Za-z_]{2,}", "".join(row[1:])) for row in zh])
		print([row[0] for row in zh[1:]] == [row[0] for row in en[1:]])
		words = dict(zip((row[1] for row in en[1:]), (row[1] for row in zh[1:])))
		print(len(set(words.values())) == len(words) == 4)
	END
	is "$status" 0
	is "${lines[0]}" "['order_no', 'result', 'code', 'booking', 'number', 'message']"
	is "${lines[1]}" "[[], [], [], [], []]"
	is "${lines[2]} ${lines[3]}" "True True"
}
