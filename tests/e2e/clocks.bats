#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr
# Clocks: midnight, steps back and forward, leap day, year end, zones. The rule of each case is the test's title.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	person 1 >"$BATS_FILE_TMPDIR/person"
	person 2 >"$BATS_FILE_TMPDIR/other"
}

setup() {
	copy_clinic
	patient=$(cat "$BATS_FILE_TMPDIR/person")
	other=$(cat "$BATS_FILE_TMPDIR/other")
}

# A roster of one session: rostered MOMENT DATE PERIOD DOCTOR
rostered() {
	printf 'date,period,doctor,capacity,room\n%s,%s,%s,10,101\n' "$2" "$3" "$4" >roster.csv
	at "$1" --as wu load roster roster.csv >/dev/null
}

# The answer of the history: history BOOKING EXPRESSION, over each entry h
history() {
	done_at "2026-11-21 23:00" booking "$1"
	json "[$2 for h in v[\"history\"]]"
}

@test "midnight: what is booked at 23:59 has the old day's number, what is paid at 00:00 the new day's receipt" {
	booking=$(booked "2026-11-21 23:59:59" "$patient" 1001 2026-11-22 am)
	is "${booking:0:6}" 261121
	done_at "2026-11-22 00:00:00" --as chen pay "$booking" --method cash
	is "$(json 'v["receipt"]')" 261122-000001
	all_checks_pass "2026-11-22 00:01"
}

@test "midnight: the whole fee comes back until 23:59:59 of the day before, nothing from 00:00:00 of the visit date" {
	first=$(booked "2026-11-21 09:00" "$patient" 1001 2026-11-22 am --pay cash)
	second=$(booked "2026-11-21 09:01" "$other" 1001 2026-11-22 am --pay cash)
	done_at "2026-11-21 23:59:59" --as chen cancel "$first"
	is "$(json 'v["refund_fen"]')" 5000
	done_at "2026-11-22 00:00:00" --as chen cancel "$second"
	is "$(json 'v["refund_fen"]')" 0
	all_checks_pass "2026-11-22 00:01"
}

@test "midnight: the day that ended is closed in the night after it, and its money stays its own" {
	booking=$(booked "2026-11-21 11:00" "$patient" 1001 2026-11-21 pm --pay cash)
	done_at "2026-11-22 00:30" --as chen close-day --date 2026-11-21
	done_at "2026-11-22 00:31" report daily --date 2026-11-21 -o "$PWD/day.xlsx"
	is "$(json '(v["bookings"], v["revenue_fen"])')" "[1, 5000]"
	done_at "2026-11-22 00:32" report daily --date 2026-11-22 -o "$PWD/next.xlsx"
	is "$(json 'v["revenue_fen"]')" 0
	all_checks_pass "2026-11-22 00:33"
}

@test "an hour back: work goes on, a warning says so, numbers and receipts go on, the order of events stays" {
	booking=$(booked "2026-11-21 10:00" "$patient" 1001 2026-11-22 am --pay cash)
	run --separate-stderr at "2026-11-21 09:00" --json --as chen book --doctor 1001 --date 2026-11-22 --period am \
		--patient "$other" --pay cash
	is "$status" 0
	[[ $stderr == *"set back"* ]]
	is "$(json '(v["number"], v["receipt"])')" '[2, "261121-000002"]'
	run --separate-stderr at "2026-11-21 09:05" --json --as chen cancel "$booking"
	is "$status" 0
	is "$(history "$booking" 'h["action"]')" '["booking.book", "booking.cancel"]'
	all_checks_pass
}

@test "a step back of two minutes is no step: clocks are set by the network all day" {
	booked "2026-11-21 10:02" "$patient" 1001 2026-11-22 am >/dev/null
	run --separate-stderr at "2026-11-21 10:00" --json --as chen book --doctor 1001 --date 2026-11-22 --period am --patient "$other"
	is "$status" 0
	is "$stderr" ""
}

@test "a day back: a closed day takes no money; it belongs to the day behind the last close" {
	booking=$(booked "2026-11-21 11:00" "$patient" 1001 2026-11-22 am)
	done_at "2026-11-21 23:30" --as chen close-day
	is "$(json 'v["no_shows"]')" 0
	run --separate-stderr at "2026-11-20 11:00" --json --as chen pay "$booking" --method cash
	is "$status" 0
	[[ $stderr == *"set back"* ]]
	is "$(json 'v["receipt"]')" 261122-000001
	all_checks_pass
}

@test "back to 1970: nothing can be booked, and what is recorded meanwhile is in its place when the clock is right again" {
	booking=$(booked "2026-11-21 10:00" "$patient" 1001 2026-11-22 am)
	run --separate-stderr at "1970-01-01 08:00" --json --as chen book --doctor 1001 --date 2026-11-22 --period am --patient "$other"
	is "$status" 1
	is "$(json 'v["error"]["code"]')" beyond_horizon
	run --separate-stderr at "1970-01-01 08:01" --json --as chen pay "$booking" --method cash
	is "$status" 0
	[[ $stderr == *"set back"* ]]
	done_at "2026-11-21 10:05" --as chen checkin "$(booked "2026-11-21 10:04" "$other" 1001 2026-11-21 pm)"
	is "$(history "$booking" 'h["action"]')" '["booking.book", "booking.pay"]'
	all_checks_pass
}

@test "ten years forward: every session is over, and going back afterwards is shown until the clock has caught up" {
	booking=$(booked "2026-11-21 10:00" "$patient" 1001 2026-11-22 am)
	refused_at "2036-11-21 10:00" 1 session_over --as chen book --doctor 1001 --date 2026-11-22 --period am --patient "$other"
	refused_at "2036-11-21 10:00" 1 too_late --as chen checkin "$booking"
	done_at "2036-11-21 10:01" --as chen pay "$booking" --method cash
	run --separate-stderr at "2026-11-21 10:05" --json --as chen book --doctor 1001 --date 2026-11-22 --period am \
		--patient "$other" --pay cash
	is "$status" 0
	[[ $stderr == *"set back"* ]]
	is "$(json 'v["receipt"]')" 261121-000001
	is "$(history "$booking" 'h["action"]')" '["booking.book", "booking.pay"]'
	all_checks_pass
	all_checks_pass "2036-11-21 10:02"
}

@test "ten years forward: no day is closed by a clock that far from the last entry; it could not be undone" {
	booking=$(booked "2026-11-21 10:00" "$patient" 1001 2026-11-22 am --pay cash)
	refused_at "2036-11-21 23:00" 1 clock_ahead --as chen close-day
	[[ $output == *"2036-11-21 23:00"*"2026-11-21 10:00"* ]]
	refused_at "2036-11-21 23:00" 1 clock_ahead --as chen close-day --date 2026-11-22
	done_at "2026-11-21 23:00" --as chen close-day
	done_at "2026-11-21 23:01" booking "$booking"
	is "$(json 'v["state"]')" booked
	all_checks_pass "2026-11-21 23:02"
}

@test "leap day: it is a day like any other: booked, cancelled, closed and reported" {
	rostered "2028-02-27 12:00" 2028-02-29 am 1001
	rostered "2028-02-27 12:00" 2028-03-01 am 1001
	booking=$(booked "2028-02-28 23:59" "$patient" 1001 2028-02-29 am --pay cash)
	done_at "2028-02-29 07:00" --as chen cancel "$booking"
	is "$(json 'v["refund_fen"]')" 0
	booking=$(booked "2028-02-29 09:00" "$other" 1001 2028-03-01 am --pay cash)
	is "${booking:0:6}" 280229
	done_at "2028-02-29 23:00" --as chen cancel "$booking"
	is "$(json 'v["refund_fen"]')" 5000
	done_at "2028-02-29 23:30" --as chen close-day
	done_at "2028-02-29 23:31" report daily -o "$PWD/leap.xlsx"
	is "$(json '(v["revenue_fen"], v["refund_fen"])')" "[5000, 5000]"
	all_checks_pass "2028-03-01 08:00"
	refused_at "2027-02-28 08:00" 3 bad_date sessions --date 2027-02-29
}

@test "year end: days, numbers, receipts and refunds go over it without a gap" {
	rostered "2026-12-30 12:00" 2026-12-31 pm 1001
	rostered "2026-12-30 12:00" 2027-01-01 am 1001
	evening=$(booked "2026-12-31 16:00" "$patient" 1001 2027-01-01 am --pay cash)
	is "${evening:0:6}" 261231
	done_at "2026-12-31 23:59:59" --as chen cancel "$evening"
	is "$(json 'v["refund_fen"]')" 5000
	morning=$(booked "2027-01-01 00:00:00" "$other" 1001 2027-01-01 am --pay cash)
	is "${morning:0:6}" 270101
	done_at "2027-01-01 07:40" --as chen checkin "$morning"
	done_at "2027-01-01 12:30" --as chen close-day --pass
	is "$(json 'v["no_shows"]')" 0
	done_at "2027-01-01 12:31" report daily --date 2026-12-31 -o "$PWD/old.xlsx"
	is "$(json '(v["revenue_fen"], v["refund_fen"])')" "[5000, 5000]"
	done_at "2027-01-01 12:32" report daily --date 2027-01-01 -o "$PWD/new.xlsx"
	is "$(json '(v["revenue_fen"], v["refund_fen"])')" "[5000, 0]"
	all_checks_pass "2027-01-01 12:33"
}

@test "missing zone files: the clinic's zone is an error that names it and the way out, never UTC in silence" {
	mkdir no-zones
	export FRONTDESK_TEST_ZONES=$PWD/no-zones
	refused_at "2026-11-21 08:00" 3 bad_zone sessions
	[[ $output == *Asia/Shanghai*"frontdesk setting set clinic.timezone CST-8"* ]]
	refused_at "2026-11-21 08:00" 3 bad_zone setting set clinic.timezone Asia/Chongqing
	done_at "2026-11-21 08:00" --as wu setting set clinic.timezone CST-8
	done_at "2026-11-21 08:00" sessions --date today
	is "$(json 'sorted({s["date"] for s in v})')" '["2026-11-21"]'
}

# Runs where the computer's own zone is UTC: in_utc MOMENT ARGUMENTS...
in_utc() {
	run --separate-stderr env FRONTDESK_TEST_CLOCK="$1Z" TZ=UTC0 "$FRONTDESK" --json "${@:2}"
	is "$status" 0
}

@test "a zone by its file or by a POSIX rule: the same days and times, whatever the computer's own zone" {
	booking=$(booked "2026-11-21 07:00" "$patient" 1001 2026-11-22 am)
	for zone in Asia/Shanghai CST-8; do
		at "2026-11-21 07:01" --as wu setting set clinic.timezone $zone
		in_utc "2026-11-21 15:59:59" sessions --date today
		is "$(json 'sorted({s["date"] for s in v})')" '["2026-11-21"]'
		in_utc "2026-11-21 16:00:00" sessions --date today
		is "$(json 'sorted({s["date"] for s in v})')" '["2026-11-22"]'
		in_utc "2026-11-21 16:00:01" booking "$booking"
		is "$(json 'v["starts_at"]')" 2026-11-22T08:00:00+08:00
	done
}

# The second in which a program records what it is told: records_at PROGRAM
records_at() {
	export FRONTDESK_TEST_CLOCK="1999-12-31 23:59:00Z"
	"$1" -d "$PWD/own.db" --as wu init --sign-in names >/dev/null
	"$1" -d "$PWD/own.db" --as wu patient add --name 司马相如 >/dev/null
	sqlite3 own.db "SELECT max(at_ms) / 1000 FROM audit"
	rm own.db*
}

@test "the clinic's own program goes by the computer's clock; only the tests' program lets a test own it" {
	is "$(records_at "$FRONTDESK")" "$(date -d "1999-12-31 23:59:00Z" +%s)"
	before=$(date +%s)
	recorded=$(records_at "$BATS_TEST_DIRNAME/../../build/frontdesk")
	[ "$before" -le "$recorded" ]
	[ "$recorded" -le "$(date +%s)" ]
}
