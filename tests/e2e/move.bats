#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr
# Moving a booking, and taking a suspension back, from outside.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	for n in 1 2 3; do person $n >"$BATS_FILE_TMPDIR/person$n"; done
}

setup() {
	copy_clinic
	for n in 1 2 3; do eval "person$n=\$(cat \"\$BATS_FILE_TMPDIR/person$n\")"; done
}

@test "a move takes the new number, frees the old one and moves no money" {
	old=$(booked "2026-11-20 14:00" "$person1" 1001 2026-11-21 am --pay cash)
	done_at "2026-11-20 14:10" --as chen move "$old" --doctor 1001 --date 2026-11-22 --period am
	new=$(json 'v["booking"]')
	is "$(json '[v["moved_from"] == "'"$old"'", v["along_fen"], v["back_fen"], v["due_fen"], v["paid_fen"], v["state"]]')" \
		'[true, 5000, 0, 0, 5000, "booked"]'
	done_at "2026-11-20 14:11" booking "$old"
	is "$(json '[v["state"], v["cause"], v["moved_to"] == "'"$new"'", [h["action"] for h in v["history"]]]')" \
		'["cancelled", "moved", true, ["booking.book", "booking.move"]]'
	done_at "2026-11-20 14:12" sessions --date 2026-11-21 --doctor 1001
	is "$(json 'v[0]["counter"]["sold"]')" 0
	# What the workbook says: one move, no cancellation, no refund.
	done_at "2026-11-20 14:13" report daily --date 2026-11-20 -o day.xlsx
	is "$(json '[v["revenue_fen"], v["refund_fen"]]')" '[5000, 0]'
	refused_at "2026-11-20 14:14" 1 wrong_state --as chen move "$old" --doctor 1002 --date 2026-11-21 --period am
	[[ $(json 'v["error"]["message"]') == *"$new"* ]]
	all_checks_pass "2026-11-20 14:15"
}

@test "a key moves once, and a difference is taken with --pay" {
	old=$(booked "2026-11-20 14:00" "$person1" 1002 2026-11-21 am --pay cash)
	key=00112233445566778899aabbccddeeff
	done_at "2026-11-20 14:10" --as chen move "$old" --doctor 1001 --date 2026-11-22 --period am --pay card --key $key
	new=$(json 'v["booking"]')
	is "$(json '[v["along_fen"], v["due_fen"], v["paid_fen"]]')" '[3000, 2000, 5000]'
	done_at "2026-11-20 14:11" --as chen move "$old" --doctor 1001 --date 2026-11-22 --period am --pay card --key $key
	is "$(json 'v["booking"]')" "$new"
	done_at "2026-11-20 14:12" --as chen cancel "$new"
	is "$(json 'v["refund_fen"]')" 5000
	all_checks_pass "2026-11-20 14:15"
}

@test "who is affected by a suspension counts as moved only when moved" {
	one=$(booked "2026-11-20 14:00" "$person1" 1001 2026-11-21 am --pay cash)
	booked "2026-11-20 14:01" "$person2" 1001 2026-11-21 am --pay wechat >/dev/null
	done_at "2026-11-20 15:00" --as wu suspend --doctor 1001 --date 2026-11-21 --period am --reason ill
	refused_at "2026-11-20 15:01" 1 wrong_state --as chen affected --settle "$one" --outcome moved
	done_at "2026-11-20 15:02" --as chen move "$one" --doctor 1001 --date 2026-11-22 --period am
	is "$(json '[v["along_fen"], v["paid_fen"]]')" '[5000, 5000]'
	done_at "2026-11-20 15:03" affected --doctor 1001 --date 2026-11-21 --period am
	is "$(json '[[r["outcome"], r["refund_fen"]] for r in v]')" '[[null, 5000], ["moved", 0]]'
	all_checks_pass "2026-11-20 15:04"
}

@test "a mistaken suspension is taken back until a refund is submitted" {
	one=$(booked "2026-11-20 14:00" "$person1" 1001 2026-11-21 am --pay wechat)
	booked "2026-11-20 14:01" "$person2" 1001 2026-11-21 am --pay cash >/dev/null
	at_suspend="--doctor 1001 --date 2026-11-21 --period am"
	# shellcheck disable=SC2086 # a few words each
	done_at "2026-11-20 15:00" --as wu suspend $at_suspend --reason ill
	# shellcheck disable=SC2086
	done_at "2026-11-20 15:01" --as wu resume $at_suspend --reason "the wrong day"
	is "$(json '[v["bookings"], v["withdrawn_fen"], v["moved"], v["told"]]')" '[2, 10000, 0, 0]'
	done_at "2026-11-20 15:02" refunds
	is "$output" "[]"
	done_at "2026-11-20 15:02" booking "$one"
	is "$(json '[v["state"], v["paid_fen"], v["refund_fen"], v["refund_state"]]')" '["booked", 5000, 0, "none"]'
	# shellcheck disable=SC2086
	done_at "2026-11-20 15:03" --as wu suspend $at_suspend --reason ill
	done_at "2026-11-20 15:04" --as chen refund "$one" --state submitted
	# shellcheck disable=SC2086
	refused_at "2026-11-20 15:05" 1 wrong_state --as wu resume $at_suspend --reason "well again"
	[[ $(json 'v["error"]["message"]') == *"1 of 2"* ]]
	all_checks_pass "2026-11-20 15:06"
}
