#!/usr/bin/env bats
# The queue: check-in, the next call, the missed call, the finish.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	for n in 1 2 3 4 5 6; do
		booked "2026-11-21 07:00" "$(person $n)" 1001 today am >>"$BATS_FILE_TMPDIR/bookings"
	done
}

setup() {
	copy_clinic
	mapfile -t booking <"$BATS_FILE_TMPDIR/bookings"
}

checked_in() {
	local n
	for n in "$@"; do at "2026-11-21 07:40" --as lin checkin "${booking[n]}" >/dev/null; done
}

called() {
	done_at "$1" --as lin call --doctor 1001
	json 'v["booking"]'
}

@test "check-in gives a ticket; people are called by their number, not by arrival" {
	checked_in 2 0 1
	done_at "2026-11-21 08:00" call --doctor 1001
	is "$(json '(v["booking"], v["ticket_state"], v["state"])')" "[\"${booking[0]}\", \"called\", \"checked_in\"]"
	at "2026-11-21 08:10" finish "${booking[0]}"
	is "$(called "2026-11-21 08:11")" "${booking[1]}"
	done_at "2026-11-21 08:20" finish "${booking[1]}"
	is "$(json '(v["state"], v["ticket_state"])')" '["fulfilled", "finished"]'
	is "$(called "2026-11-21 08:21")" "${booking[2]}"
	at "2026-11-21 08:22" finish "${booking[2]}"
	refused_at "2026-11-21 08:23" 1 nothing_waiting call --doctor 1001
}

@test "who missed the call and comes back waits behind the next three" {
	checked_in 0 1 2 3 4 5
	is "$(called "2026-11-21 08:00")" "${booking[0]}"
	done_at "2026-11-21 08:02" miss "${booking[0]}"
	is "$(json '(v["state"], v["ticket_state"])')" '["checked_in", "missed"]'
	done_at "2026-11-21 08:05" checkin "${booking[0]}"
	is "$(json 'v["ticket_state"]')" waiting
	order=''
	for n in 1 2 3 4 5; do
		next=$(called "2026-11-21 08:1$n")
		order="$order $next"
		at "2026-11-21 08:1$n:30" finish "$next" >/dev/null
	done
	is "$order" " ${booking[1]} ${booking[2]} ${booking[3]} ${booking[0]} ${booking[4]}"
}

@test "a call while somebody is called is refused, or finishes that visit, or calls both, as the rule or the line says" {
	checked_in 0 1 2 3
	is "$(called "2026-11-21 08:00")" "${booking[0]}"
	refused_at "2026-11-21 08:01" 1 still_called call --doctor 1001
	refused_at "2026-11-21 08:01" 2 usage call --doctor 1001 --called later
	done_at "2026-11-21 08:02" call --doctor 1001 --called finish
	is "$(json 'v["booking"]')" "${booking[1]}"
	done_at "2026-11-21 08:03" booking "${booking[0]}"
	is "$(json 'v["ticket_state"]')" finished
	done_at "2026-11-21 08:04" call --doctor 1001 --called both
	is "$(json 'v["booking"]')" "${booking[2]}"
	done_at "2026-11-21 08:05" booking "${booking[1]}"
	is "$(json 'v["ticket_state"]')" called
	at "2026-11-21 08:05" --as wu setting set queue.call_while_called finish
	done_at "2026-11-21 08:06" call --doctor 1001
	is "$(json 'v["booking"]')" "${booking[3]}"
	for n in 1 2; do
		done_at "2026-11-21 08:07" booking "${booking[n]}"
		is "$(json 'v["ticket_state"]')" finished
	done
	all_checks_pass
}

@test "a missed call is never a no-show" {
	checked_in 0
	called "2026-11-21 08:00" >/dev/null
	at "2026-11-21 08:02" miss "${booking[0]}"
	done_at "2026-11-21 18:00" close-day --pass
	done_at "2026-11-21 18:01" booking "${booking[0]}"
	is "$(json 'v["state"]')" not_seen
}

@test "check-in is for the visit date, until the session ends" {
	tomorrow=$(booked "2026-11-21 07:00" "$(person 9)" 1001 tomorrow am)
	refused_at "2026-11-21 07:30" 1 too_early checkin "$tomorrow"
	refused_at "2026-11-21 12:00" 1 too_late checkin "${booking[0]}"
}

@test "queue.early_minutes keeps the waiting room empty until then" {
	at "2026-11-21 07:00" --as wu setting set queue.early_minutes 30
	refused_at "2026-11-21 07:29" 1 too_early checkin "${booking[0]}"
	done_at "2026-11-21 07:30" checkin "${booking[0]}"
}

@test "steps out of order are refused with the present state" {
	refused_at "2026-11-21 08:00" 1 wrong_state miss "${booking[0]}"
	refused_at "2026-11-21 08:00" 1 wrong_state finish "${booking[0]}"
	checked_in 0
	refused_at "2026-11-21 08:00" 1 wrong_state checkin "${booking[0]}"
	refused_at "2026-11-21 08:00" 1 wrong_state finish "${booking[0]}"
}

@test "a ticket dies with its booking" {
	checked_in 0 1
	at "2026-11-21 07:50" cancel "${booking[0]}"
	is "$(called "2026-11-21 08:00")" "${booking[1]}"
	all_checks_pass
}

@test "call takes the session in which somebody waits, or the one that is named" {
	afternoon=$(booked "2026-11-21 07:00" "$(person 9)" 1001 today pm || true)
	[ -n "$afternoon" ]
	at "2026-11-21 11:50" checkin "$afternoon"
	refused_at "2026-11-21 11:55" 1 nothing_waiting call --doctor 1001 --period am
	is "$(called "2026-11-21 13:30")" "$afternoon"
	refused_at "2026-11-21 13:31" 1 unknown_session call --doctor 1002 --date 2026-11-22
	refused_at "2026-11-21 13:31" 1 unknown_doctor call --doctor 9999
}

@test "a morning that runs over is called before the afternoon" {
	checked_in 0
	afternoon=$(booked "2026-11-21 07:00" "$(person 9)" 1001 today pm)
	at "2026-11-21 11:50" checkin "$afternoon"
	is "$(called "2026-11-21 12:20")" "${booking[0]}"
}

@test "undo takes back the last own action of today, and says what blocks it" {
	done_at "2026-11-21 07:40" --as lin checkin "${booking[0]}"
	refused_at "2026-11-21 07:41" 1 not_found --as wang undo
	done_at "2026-11-21 07:41" --as lin undo
	is "$(json '(v["booking"], v["state"])')" "[\"${booking[0]}\", \"booked\"]"
	refused_at "2026-11-21 07:42" 1 wrong_state --as lin undo
	done_at "2026-11-21 07:43" --as lin checkin "${booking[0]}"
	done_at "2026-11-21 07:44" --as wang call --doctor 1001
	refused_at "2026-11-21 07:45" 1 wrong_state --as lin undo
}
