#!/usr/bin/env bats
# The quota after changes: capacity and percentage change after sales, and what is sold is counted first.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	for n in $(seq 1 12); do person "$n" >"$BATS_FILE_TMPDIR/person.$n"; done
}

setup() {
	copy_clinic
	MORNING="2026-11-21 07:00"
}

# The morning of doctor 1001 on 22 November gets that capacity and percentage: roster CAPACITY PERCENT
roster() {
	printf 'date,period,doctor,capacity,room,online_percent\n2026-11-22,am,1001,%d,101,%d\n' "$1" "$2" >roster.csv
	run --separate-stderr at "$MORNING" --json load roster roster.csv
	is "$status" 0
}

# sell N [OPTIONS]: to person N; prints the booking.
sell() {
	local n=$1
	shift
	booked "$MORNING" "$(cat "$BATS_FILE_TMPDIR/person.$n")" 1001 2026-11-22 am "$@"
}

not_sold() {
	local n=$1
	shift
	refused_at "$MORNING" 1 quota_full book --doctor 1001 --date 2026-11-22 --period am --patient "$(cat "$BATS_FILE_TMPDIR/person.$n")" "$@"
}

# slot N CHANNEL: what is said of a number: the word, then the sentence.
slot() {
	done_at "$MORNING" slot "$1" --doctor 1001 --date 2026-11-22 --period am --channel "$2"
	json 'v["sale"] + ": " + v["message"]'
}

figures() {
	done_at "$MORNING" sessions --doctor 1001 --date 2026-11-22
	json '[[c["total"], c["sold"], c["free"]] for c in (v[0]["counter"], v[0]["online"])]'
}

# Sells 4 of 4, lowers the capacity, and cancels one after the other until one may be sold again.
lowered_to() {
	local capacity=$1
	roster 4 0
	first=$(sell 1) second=$(sell 2) third=$(sell 3)
	sell 4
	roster "$capacity" 0
	is "$(json 'len(v["notes"])')" "$((5 - capacity))"
	run at "$MORNING" cancel "$first"
	[[ $output == *"is cancelled."*"Number 1 is free but not for sale: the session has sold 3"* ]]
	not_sold 5
	is "$(slot 1 counter)" "capacity_sold: Number 1 is free but not for sale: the session has sold 3 and its capacity is $capacity."
	[ "$capacity" = 3 ] || at "$MORNING" cancel "$third"
	not_sold 5
	at "$MORNING" cancel "$second"
	is "$(slot 1 counter)" "free: Number 1 is for sale at the counter."
	sell 5
	not_sold 6
	is "$(figures)" "[[$capacity, $capacity, 0], [0, 0, 0]]"
	all_checks_pass
}

@test "a number that is freed is not sold while the bookings reach the capacity, and slot says so" {
	lowered_to 3
}

@test "the same where the capacity was lowered by two" {
	lowered_to 2
}

@test "online sells nothing above its share when that was cut after sales; the counter loses none of its numbers" {
	roster 10 50
	for n in 1 2 3 4 5; do sell $n --channel online; done
	roster 10 20
	not_sold 6 --channel online
	is "$(slot 5 online)" "share_sold: Number 5 is free but not for sale online: online has sold 5 and its share is 2 of 10."
	is "$(slot 5 counter)" "free: Number 5 is for sale at the counter: it is an online number beyond the online share of 2."
	is "$(figures)" "[[5, 0, 5], [5, 5, 0]]"
	for n in 6 7 8 9 10; do sell $n; done
	not_sold 11
	all_checks_pass
}

@test "check finds a sale beyond the capacity and one beyond the online share, also where the guard was taken away" {
	roster 4 50
	for n in 1 2; do sell $n --channel online; done
	for n in 3 4; do sell $n; done
	sqlite3 clinic.db "UPDATE session SET capacity = 3, online_percent = 25 WHERE date = '2026-11-22' AND doctor_id = 1"
	run --separate-stderr at "$MORNING" --json check
	is "$status" 4
	is "$(json 'sorted({f["check"] for f in v["failures"]} & {"capacity", "online_sold"})')" '["capacity", "online_sold"]'
}
