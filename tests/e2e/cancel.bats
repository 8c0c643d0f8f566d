#!/usr/bin/env bats
# Cancelling and refunds: what comes back, how, and when it is said to be back.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	one=$(person 1 王磊)
	two=$(person 2 李娜)
	export one two
}

setup() {
	copy_clinic
}

@test "until the day before the visit ends everything comes back; cash is handed over at once" {
	booking=$(booked "2026-11-21 09:00" "$one" 1001 tomorrow am --pay cash)
	done_at "2026-11-21 23:59" cancel "$booking"
	is "$(json '[v[key] for key in ("booking", "state", "refund_fen", "refund_method", "refund_state")]')" \
		"[\"$booking\", \"cancelled\", 5000, \"cash\", \"done\"]"
	all_checks_pass
}

@test "money that was paid by phone is only requested, then submitted, then succeeded" {
	booking=$(booked "2026-11-21 09:00" "$one" 1001 tomorrow am --pay wechat)
	done_at "2026-11-21 10:00" cancel "$booking"
	is "$(json '[v["refund_fen"], v["refund_method"], v["refund_state"]]')" '[5000, "wechat", "requested"]'
	done_at "2026-11-21 10:01" refunds
	is "$(json '[(r["booking"], r["refund_fen"], r["refund_state"]) for r in v]')" "[[\"$booking\", 5000, \"requested\"]]"
	refused_at "2026-11-21 10:02" 1 wrong_state refund "$booking"
	done_at "2026-11-21 10:03" refund "$booking" --state submitted
	is "$(json 'v["refund_state"]')" submitted
	done_at "2026-11-21 10:04" refund "$booking" --state failed
	done_at "2026-11-21 10:05" refund "$booking" --state submitted
	done_at "2026-11-21 10:06" refund "$booking"
	is "$(json 'v["refund_state"]')" succeeded
	done_at "2026-11-21 10:07" refunds
	is "$output" "[]"
	refused_at "2026-11-21 10:08" 1 wrong_state refund "$booking"
	all_checks_pass
}

@test "on the visit date the counter cancels without a refund: a late cancel" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today pm --pay cash)
	done_at "2026-11-21 09:00" cancel "$booking"
	is "$(json '[v[key] for key in ("state", "cause", "refund_fen", "refund_method", "refund_state")]')" \
		'["cancelled", "late", 0, null, "none"]'
	done_at "2026-11-21 20:00" close-day
	is "$(json 'v["no_shows"]')" 0
}

@test "on the visit date online cannot cancel" {
	booking=$(booked "2026-11-20 09:00" "$one" 1001 2026-11-21 am --channel online --pay wechat)
	refused_at "2026-11-21 00:00" 1 too_late cancel "$booking" --channel online
	done_at "2026-11-20 23:59" cancel "$booking" --channel online
	is "$(json '[v["refund_fen"], v["refund_state"]]')" '[5000, "requested"]'
}

@test "same_day_refund_percent gives part of the fee back on the visit date" {
	at "2026-11-21 06:59" --as wu setting set cancel.same_day_refund_percent 33
	booking=$(booked "2026-11-21 07:00" "$one" 3001 today am --pay cash)
	done_at "2026-11-21 07:30" cancel "$booking"
	is "$(json '[v["refund_fen"], v["refund_state"]]')" '[676, "done"]'
}

@test "a manager refunds in full on the visit date, with a reason" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today am --pay cash)
	refused_at "2026-11-21 07:30" 3 bad_value cancel "$booking" --override
	done_at "2026-11-21 07:30" --as wu cancel "$booking" --override --reason "医生走错诊室"
	is "$(json '[v["refund_fen"], v["refund_state"]]')" '[5000, "done"]'
	done_at "2026-11-21 07:31" booking "$booking"
	[[ $(json 'v["history"][-1]["detail"]') == *医生走错诊室* ]]
}

@test "after a late cancel a manager can still refund what is left" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today am --pay cash)
	at "2026-11-21 07:30" cancel "$booking"
	refused_at "2026-11-21 07:40" 2 usage refund "$booking" --full
	done_at "2026-11-21 07:40" refund "$booking" --full --reason "投诉属实"
	is "$(json 'v["refund_fen"]')" 5000
	all_checks_pass
}

@test "another method for the refund needs a reason, and is the one that is counted" {
	booking=$(booked "2026-11-21 09:00" "$one" 1001 tomorrow am --pay wechat)
	refused_at "2026-11-21 10:00" 3 bad_value cancel "$booking" --method cash
	done_at "2026-11-21 10:00" cancel "$booking" --method cash --reason "微信账号已注销"
	is "$(json '[v["refund_method"], v["refund_state"]]')" '["cash", "done"]'
	done_at "2026-11-21 20:00" close-day
	is "$(json 'v["cash_expected_fen"]')" -5000
}

@test "what an online order says was paid is not handed out at the counter before a statement has it" {
	booking=$(booked "2026-11-21 09:00" "$one" 1001 tomorrow am --channel online --pay wechat)
	done_at "2026-11-21 09:01" booking "$booking"
	is "$(json 'v["payment_state"]')" claimed
	refused_at "2026-11-21 10:00" 1 claimed cancel "$booking" --method cash --reason "没带手机"
	[[ $(json 'v["error"]["message"]') == *"50.00 yuan"*"cash_for_online"* ]]
	run at "2026-11-21 10:00" booking "$booking"
	[[ $output == *"no statement confirms it yet"* ]]
	at "2026-11-21 10:00" --as wu setting set cancel.cash_for_online on
	done_at "2026-11-21 10:01" cancel "$booking" --method cash --reason "没带手机"
	is "$(json '[v["refund_method"], v["refund_state"]]')" '["cash", "done"]'
	all_checks_pass
}

@test "a visit and a no-show are not refunded on a word; an excused booking is" {
	seen=$(booked "2026-11-21 07:00" "$one" 1001 today am --pay cash)
	missing=$(booked "2026-11-21 07:00" "$two" 1001 today am --pay cash)
	at "2026-11-21 07:30" checkin "$seen"
	at "2026-11-21 08:00" call --doctor 1001
	at "2026-11-21 08:10" finish "$seen"
	refused_at "2026-11-21 08:11" 1 wrong_state refund "$seen" --full --reason "不满意"
	[[ $(json 'v["error"]["message"]') == *"a second person"* ]]
	at "2026-11-21 12:30" resolve "$missing" no-show
	refused_at "2026-11-21 12:31" 1 wrong_state refund "$missing" --full --reason "来过电话"
	at "2026-11-21 12:32" --as wu withdraw "$missing" --reason "住院"
	done_at "2026-11-21 12:33" --as wu refund "$missing" --full --reason "住院"
	is "$(json '[v["state"], v["refund_fen"]]')" '["excused", 5000]'
	all_checks_pass
}

@test "nobody is cancelled after the call, nor twice" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today am --pay cash)
	at "2026-11-21 07:30" checkin "$booking"
	at "2026-11-21 08:00" call --doctor 1001
	refused_at "2026-11-21 08:01" 1 too_late cancel "$booking"
	other=$(booked "2026-11-21 07:00" "$two" 1001 today am)
	at "2026-11-21 08:10" cancel "$other"
	refused_at "2026-11-21 08:11" 1 wrong_state cancel "$other"
}

@test "a cancelled number is sold again under its own tag; an unpaid booking gives nothing back" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today am --channel online)
	done_at "2026-11-21 07:05" cancel "$booking"
	is "$(json '[v["refund_fen"], v["refund_state"]]')" '[0, "none"]'
	done_at "2026-11-21 07:06" slot 5 --doctor 1001 --date today --period am --channel online
	is "$(json '(v["kind"], v["for_sale"])')" '["online", true]'
}

@test "the same key cancels once" {
	booking=$(booked "2026-11-21 09:00" "$one" 1001 tomorrow am --pay cash)
	done_at "2026-11-21 10:00" cancel "$booking" --key 0123456789abcdef0123456789abcdef
	first=$output
	done_at "2026-11-21 10:01" cancel "$booking" --key 0123456789abcdef0123456789abcdef
	is "$output" "$first"
	all_checks_pass
}

@test "a suspended session refunds everybody in full at any hour, and lists whom to call" {
	cash=$(booked "2026-11-21 07:00" "$one" 1001 today pm --pay cash)
	unpaid=$(booked "2026-11-21 07:00" "$two" 1001 today pm)
	done_at "2026-11-21 13:00" --as wu suspend --doctor 1001 --date today --period pm --reason "医生急诊手术"
	is "$(json '(v["affected"], v["refund_fen"])')" "[2, 5000]"
	done_at "2026-11-21 13:01" booking "$cash"
	is "$(json '[v[key] for key in ("state", "cause", "refund_fen", "refund_state")]')" '["cancelled", "clinic", 5000, "requested"]'
	refused_at "2026-11-21 13:02" 1 session_suspended book --doctor 1001 --date today --period pm --patient "$(person 3)"
	refused_at "2026-11-21 13:02" 1 session_suspended suspend --doctor 1001 --date today --period pm --reason again
	done_at "2026-11-21 13:03" affected
	is "$(json 'sorted(a["booking"] for a in v)')" "[\"$cash\", \"$unpaid\"]"
	done_at "2026-11-21 13:04" affected --settle "$unpaid" --outcome told
	done_at "2026-11-21 13:05" affected
	is "$(json '[a["booking"] for a in v]')" "[\"$cash\"]"
	done_at "2026-11-21 13:05" affected --settle "$unpaid" --outcome none
	done_at "2026-11-21 13:05" affected
	is "$(json 'sorted(a["booking"] for a in v)')" "[\"$cash\", \"$unpaid\"]"
	refused_at "2026-11-21 13:05" 1 wrong_state affected --settle "$unpaid" --outcome none
	done_at "2026-11-21 13:05" affected --settle "$unpaid" --outcome told
	done_at "2026-11-21 13:05" affected --doctor 1001 --date today --period pm
	is "$(json 'sorted((a["booking"], a["outcome"]) for a in v)')" "[[\"$cash\", null], [\"$unpaid\", \"told\"]]"
	done_at "2026-11-21 13:06" refund "$cash"
	is "$(json '(v["refund_method"], v["refund_state"])')" '["cash", "succeeded"]'
	done_at "2026-11-21 20:00" close-day
	is "$(json 'v["no_shows"]')" 0
	all_checks_pass
}

@test "affected: half a session, and half a settlement, are wrong usage" {
	refused_at "2026-11-21 13:00" 2 usage affected --doctor 1001
	refused_at "2026-11-21 13:00" 2 usage affected --outcome told
	refused_at "2026-11-21 13:00" 2 usage affected --settle 261121000012
}
