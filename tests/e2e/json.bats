#!/usr/bin/env bats
# The interface that scripts rely on: with --json exactly one value on stdout, in UTF-8, with these keys.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	person 1 𠮷田荣 >"$BATS_FILE_TMPDIR/one"
	person 2 李娜 >"$BATS_FILE_TMPDIR/two"
}

setup() {
	copy_clinic
	one=$(cat "$BATS_FILE_TMPDIR/one")
	two=$(cat "$BATS_FILE_TMPDIR/two")
}

# Every key must be there.
has() {
	is "$(json "[key for key in '$2'.split() if key not in ($1)]")" "[]"
}

@test "sessions" {
	done_at "2026-11-21 07:00" sessions
	has 'v[0]' "doctor name department date period room state capacity online counter extra fee_fen"
	has 'v[0]["online"]' "total sold free"
	has 'v[0]["counter"]' "total sold free"
	is "$(json 'sorted(v[0]["extra"])')" '["limit", "sold"]'
	is "$(json 'len(v)')" 8
	done_at "2026-11-21 07:00" sessions --date 2026-11-23 --doctor 1002
	is "$(json '[v[0][key] for key in ("doctor", "name", "department", "date", "period", "room", "state", "capacity", "fee_fen")]')" \
		'["1002", "李娜", "内科", "2026-11-23", "eve", "102", "open", 10, 3000]'
	refused_at "2026-11-21 07:00" 1 unknown_doctor sessions --doctor 9999
}

@test "book, booking, pay, cancel" {
	done_at "2026-11-21 07:00" book --doctor 1001 --date today --period pm --patient "$one" --pay card
	has v "booking number channel state starts_at fee_fen paid_fen receipt"
	is "$(json '(type(v["booking"]).__name__, type(v["number"]).__name__, type(v["fee_fen"]).__name__)')" '["str", "int", "int"]'
	is "$(json 'v["name"]')" 𠮷田荣
	booking=$(json 'v["booking"]')
	done_at "2026-11-21 07:01" booking "$booking"
	has v "state history"
	is "$(json 'sorted(v["history"][0])')" '["action", "at", "counter", "detail", "seq", "staff"]'
	done_at "2026-11-21 07:02" cancel "$booking"
	has v "booking state refund_fen refund_method refund_state"
	[[ $(json 'v["refund_state"]') =~ ^(none|done|requested)$ ]]
}

@test "checkin, call, miss and finish answer the booking with its ticket_state" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today am)
	for step in "checkin $booking waiting" "call --doctor=1001 called" "miss $booking missed" "checkin $booking waiting" \
		"call --doctor=1001 called" "finish $booking finished"; do
		read -r command operand state <<<"$step"
		done_at "2026-11-21 08:00" "$command" "$operand"
		is "$(json '(v["booking"], v["ticket_state"])')" "[\"$booking\", \"$state\"]"
	done
}

@test "suspend, close-day, import, report, check" {
	booked "2026-11-21 07:00" "$one" 1001 today pm --pay cash >/dev/null
	done_at "2026-11-21 07:01" suspend --doctor 1001 --date today --period pm --reason x
	is "$output" '{"affected":1,"refund_fen":5000}'
	done_at "2026-11-21 21:00" close-day --pass
	has v "date closed was_closed dry_run earlier_days no_shows not_seen bans open pending payments_fen refunds_fen cash_expected_fen cash_counted_fen cash_difference_fen reason"
	has 'v["pending"][0]' "kind blocks subject note booking name phone doctor fen"
	printf 'order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at\n' >none.csv
	done_at "2026-11-21 21:01" import none.csv
	is "$(json '[v[key] for key in ("rows", "accepted", "cancelled", "duplicate", "refused")]')" "[0, 0, 0, 0, 0]"
	done_at "2026-11-21 21:02" report daily --date today -o day.xlsx
	is "$(json '[v[key] for key in ("file", "bookings", "revenue_fen", "refund_fen")]')" '["day.xlsx", 1, 5000, 5000]'
	[ -s day.xlsx ]
	is "$(json 'v["line"]')" "$(line_of_entries)"
	done_at "2026-11-21 21:03" check
	has v "checks failed failures"
}

@test "report: an unknown name is wrong usage, a folder that is not there cannot be written" {
	refused_at "2026-11-21 21:00" 2 usage report weekly
	refused_at "2026-11-21 21:00" 3 cannot_write report daily -o nowhere/day.xlsx
}

@test "affected, refunds, unresolved, unpaid, bans and patient find are arrays, empty when there is nothing" {
	for command in affected refunds unresolved unpaid bans "patient find nobody"; do
		# shellcheck disable=SC2086 # words of one command
		done_at "2026-11-21 07:00" $command
		is "$output" "[]"
	done
}

@test "errors are {\"error\":{\"code\",\"message\"}}; without --json a sentence on stderr and nothing on stdout" {
	refused_at "2026-11-21 07:00" 1 unknown_doctor book --doctor 9999 --date today --period am --patient "$one"
	is "$(json 'sorted(v["error"])')" '["code", "message"]'
	run --separate-stderr at "2026-11-21 07:00" book --doctor 9999 --date today --period am --patient "$one"
	is "$status" 1
	is "$output" ""
	[[ $stderr == "frontdesk: "*9999* ]]
}

@test "JSON is the same in every language; sentences for people are translated" {
	booked "2026-11-21 07:00" "$two" 1001 today am >/dev/null
	done_at "2026-11-21 07:00" sessions
	english=$output
	output=$(LANGUAGE=zh_CN LC_ALL=C.UTF-8 at "2026-11-21 07:00" --json sessions)
	is "$output" "$english"
}

@test "no colours and no cursor movements on a pipe" {
	run at "2026-11-21 07:00" sessions
	[[ $output != *$'\033'* ]]
	run at "2026-11-21 07:00" help
	[[ $output != *$'\033'* ]]
}
