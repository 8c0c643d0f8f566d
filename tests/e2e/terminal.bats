#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr
# The full-screen desk in a true terminal (tmux): the main path, resizing, and every way it can end.

load lib
load window

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	person 1 毛诗语 >"$BATS_FILE_TMPDIR/person1"
}

setup() {
	copy_clinic
	export TMUX_TMPDIR=$BATS_TEST_TMPDIR
}

teardown() {
	tmux kill-server 2>/dev/null || true
}

@test "a clerk signs in, finds a patient, books, takes the payment and sees the number" {
	desk 80 24
	wait_for "Staff code"
	keys wei Enter
	wait_for "Who is at the counter?"
	keys msy
	wait_for "138****0001"
	keys Enter
	wait_for "Doctor or department"
	keys 1001
	keys Enter
	wait_for "Number       1, expected about 08:00"
	keys Enter
	wait_for "Receipt      261121-000001"
	wait_for "50.00 paid, cash"
	keys Enter
	wait_for "Who is at the counter?"
	keys F10
	wait_for "Leave the desk?"
	say_yes
	ended_with 0
	done_at "2026-11-21 07:11" sessions --date 2026-11-21 --doctor 1001
	is "$(json 'v[0]["counter"]["sold"]')" 1
	all_checks_pass "2026-11-21 07:12"
}

# The libraries of reports that the desk in the window has loaded, as the loader says: what a process holds that keeps its
# memory to itself nobody else may read.
libraries() { grep -hoE 'file=lib(xlsxwriter|pango|pangocairo|cairo|gobject|glib)[-.0-9a-z]*[.]so' "$BATS_TEST_TMPDIR"/loaded.* | sort -u; }

@test "what only reports need is loaded by the first report, never before the first picture" {
	DESK_ENV="LD_DEBUG=files LD_DEBUG_OUTPUT=$BATS_TEST_TMPDIR/loaded" desk 80 24 --as wei
	wait_for "Who is at the counter?"
	grep -q 'file=libsqlite3[.]so' "$BATS_TEST_TMPDIR"/loaded.*
	is "$(libraries)" ""
	keys M-5
	wait_for "Workbook"
	is "$(libraries)" ""
	keys F6
	wait_for "Written:"
	is "$(libraries)" "file=libxlsxwriter.so"
}

@test "a new patient is added from the identity number in a true terminal" {
	desk 80 24 --as wei
	wait_for "Who is at the counter?"
	keys "$(id_number 110101 19850607 002)"
	wait_for "No patient found"
	keys Enter
	wait_for "1985-06-07"
	keys -l 司马相如
	wait_for "司马相如"
	keys F9
	wait_for "司马相如, female, 41"
	keys Down Enter
	wait_for "Enter books"
	keys Enter
	wait_for "Receipt      261121-000001"
}

@test "another counter's booking appears by itself" {
	desk 80 24 --as wei
	wait_for "Who is at the counter?"
	keys F4
	wait_for "0 bookings for today"
	booked "2026-11-21 07:11" "$(person 2 谭长青)" 1001 2026-11-21 am --pay cash
	wait_for "1 booking for today"
	wait_for 谭长青
}

@test "the desk follows the window's size, and says so when it is too small" {
	desk 80 24 --as wei
	wait_for "Who is at the counter?"
	keys msy
	wait_for "138****0001"
	tmux resize-window -x 200 -y 60
	wait_for "Card"
	wait_for_line 60 "F12 Menu"
	tmux resize-window -x 40 -y 10
	wait_for "The window has 40"
	tmux resize-window -x 80 -y 24
	wait_for "138****0001"
	wait_for_line 24 "F12 Menu"
}

@test "a storm of sizes leaves the desk as it was" {
	desk 80 24 --as wei
	wait_for "Who is at the counter?"
	keys msy
	wait_for "138****0001"
	for _ in 1 2 3; do
		for size in 200x60 61x16 20x5 120x36 1x1 80x24; do
			tmux resize-window -x "${size%x*}" -y "${size#*x}"
		done
	done
	wait_for "138****0001"
	wait_for_line 24 "F12 Menu"
	keys Enter
	wait_for "Doctor or department"
}

@test "every kind of terminal shows the desk, takes its keys and is put back" {
	for DESK_TERM in xterm-256color screen linux vt100; do
		export DESK_TERM
		desk 80 24 --as wei
		wait_for "Who is at the counter?"
		keys msy
		wait_for "138****0001"
		keys Enter
		wait_for "Doctor or department"
		keys Down
		wait_for "8 free at the counter"
		run tmux capture-pane -p -e
		[[ $output == *$'\e[7m'* ]]
		if [ "$DESK_TERM" = vt100 ]; then
			[[ $output != *$'\e[3'[0-7]m* ]]
		fi
		keys M-3
		wait_for "Today's sessions"
		keys C-q
		wait_for "Leave the desk?"
		say_yes
		wait_for "ended with 0"
		wait_for "terminal read"
		# A console with one screen would go on showing it.
		hides "Today's sessions"
		diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
		tmux kill-server
	done
}

@test "Ctrl-Z gives the shell its terminal, and fg brings the desk back as it was" {
	desk_in_shell 80 24 --as wei
	wait_for "Who is at the counter?"
	keys msy
	wait_for "138****0001"
	keys C-z
	wait_for "Stopped"
	keys -l "stty -a | grep -q ' echo ' && printf '%s-%s' echo on"
	keys Enter
	wait_for "echo-on"
	keys -l fg
	keys Enter
	wait_for "138****0001"
	keys Enter
	wait_for "Doctor or department"
}

@test "a second desk at the same counter asks first, and one that was killed is not at work" {
	desk 80 24 --as wei
	WINDOW=0: wait_for "wei  counter 1"
	desk 80 24 --as lin
	export WINDOW=1:
	wait_for "nobody signed in"
	wait_for "At work already: wei, since 07:10"
	keys Enter
	wait_for "Counter 1 is at work already, since 07:10, wei."
	wait_for "Enter No"
	keys Enter
	wait_for "Which counter is this?"
	keys 2 Enter
	wait_for "lin  counter 2"
	keys C-n
	wait_for_like '1 +wei +07:10 +just now'
	wait_for_like '2 +lin +07:10 +this desk'
	done_at "2026-11-21 07:15" desks
	is "$(json '[(d["counter"], d["staff"]) for d in v]')" '[["1", "wei"], ["2", "lin"]]'
	kill -9 "$(cat pid)"
	wait_for_end "$(cat pid)"
	done_at "2026-11-21 07:15" desks
	is "$(json '[d["staff"] for d in v]')" '["wei"]'
}

@test "leaving says goodbye, and what is still open stays on the terminal" {
	local booking
	booking=$(booked "2026-11-21 07:00" "$(cat "$BATS_FILE_TMPDIR/person1")" 1001 2026-11-21 am)
	at "2026-11-21 07:05" --as chen checkin "$booking" >/dev/null
	at "2026-11-21 07:06" --as chen call --doctor 1001 >/dev/null
	desk 80 24 --as wei
	wait_for "wei  counter 1"
	keys F10
	wait_for "1 patient was called, and the visit has no outcome yet."
	say_yes
	ended_with 0
	wait_for "Goodbye, wei (counter 1). 1 patient was called, and the visit has no outcome"
}

@test "two desks side by side see each other's change without a key" {
	desk 80 24 --as wei
	WINDOW=0: wait_for "Who is at the counter?"
	printf '[desk]\ncounter = 2\n' >two.ini
	desk 80 24 -c "$PWD/two.ini" --as lin
	WINDOW=1: wait_for "Who is at the counter?"
	WINDOW=0: keys F4
	WINDOW=0: wait_for "0 bookings for today"
	export WINDOW=1:
	keys msy
	wait_for "138****0001"
	keys Enter
	wait_for "Doctor or department"
	keys 1001
	keys Enter
	wait_for "Number       1, expected about 08:00"
	keys Enter
	wait_for "Receipt      261121-000001"
	export WINDOW=0:
	wait_for "1 booking for today"
	keys F3
	wait_for "Today's sessions"
}

@test "the mouse is the terminal's own until it is asked for, and given back" {
	printf '[desk]\nmouse = on\n' >"$BATS_TEST_TMPDIR/mouse.ini"
	DESK_TERM=xterm-256color desk 80 24 --as wei
	wait_for "Who is at the counter?"
	[ "$(tmux display -p '#{mouse_any_flag}')" = 0 ]
	tmux kill-server
	DESK_TERM=xterm-256color desk 80 24 -c "$BATS_TEST_TMPDIR/mouse.ini" --as wei
	wait_for "Who is at the counter?"
	[ "$(tmux display -p '#{mouse_any_flag}#{mouse_sgr_flag}')" = 11 ]
	keys F10
	wait_for "Leave the desk?"
	say_yes
	ended_with 0
	[ "$(tmux display -p '#{mouse_any_flag}')" = 0 ]
}

@test "SIGTERM and SIGHUP end the desk and put the terminal back" {
	for signal in TERM HUP; do
		desk 80 24 --as wei
		wait_for "Who is at the counter?"
		keys msy
		wait_for "138****0001"
		keys Enter
		wait_for "Doctor or department"
		kill -s "$signal" "$(cat "$BATS_TEST_TMPDIR/pid")"
		ended_with 0
		tmux kill-server
	done
}

@test "a lost terminal ends the desk" {
	desk 80 24 --as wei
	wait_for "Who is at the counter?"
	pid=$(cat "$BATS_TEST_TMPDIR/pid")
	kill -0 "$pid"
	tmux kill-server
	wait_for_end "$pid"
	all_checks_pass "2026-11-21 07:12"
}

@test "without colours everything is told by text and attributes" {
	export NO_COLOR=1
	desk 80 24 --as wei
	wait_for "Who is at the counter?"
	keys msy
	wait_for "138****0001"
	keys Enter
	wait_for "Doctor or department"
	keys Down
	wait_for "8 free at the counter"
	run tmux capture-pane -p -e
	[[ $output != *$'\e[3'[0-7]* ]]
	[[ $output != *$'\e[4'[0-7]* ]]
	[[ $output == *$'\e[7m'* ]]
}

@test "a database that is at fault is told of soon after the start" {
	past_guards "DELETE FROM audit WHERE seq = 3"
	desk 80 24 --as wei
	wait_for "DATABASE AT FAULT"
}

@test "a database that is moved under an open desk is told of, and what was typed stays" {
	desk 80 24 --as wei
	keys msy
	wait_for "138****0001"
	keys Enter
	wait_for "Doctor or department"
	keys 1001
	keys Enter
	wait_for "Number       1, expected about 08:00"
	mv "$FRONTDESK_DB" "$FRONTDESK_DB.away"
	wait_for "DATABASE REPLACED"
	wait_for "Nothing can be saved"
	keys Enter
	wait_for_not "Nothing can be saved"
	keys Enter
	wait_for "NOT saved"
	mv "$FRONTDESK_DB.away" "$FRONTDESK_DB"
	keys Escape
	wait_for "Number       1, expected about 08:00"
	keys Enter
	wait_for "NOT saved"
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT count(*) FROM audit WHERE action = 'booking.book'")" 0
}

@test "a database that lacks what was called saved says so when the desk opens, and what to do" {
	cp "$FRONTDESK_DB" "$BATS_TEST_TMPDIR/yesterday.db"
	at "2026-11-21 07:05" --as wei book --doctor 1001 --date 2026-11-21 --period am --patient "$(cat "$BATS_FILE_TMPDIR/person1")" --pay cash
	cp "$BATS_TEST_TMPDIR/yesterday.db" "$FRONTDESK_DB"
	desk 80 24 --as wei
	wait_for "ENTRIES ARE MISSING"
	wait_for "Nothing can be saved"
	wait_for "backup restore"
	keys Enter
	wait_for_not "Nothing can be saved"
}

@test "the desk needs a terminal and says so" {
	run --separate-stderr at "2026-11-21 07:10" --as wei </dev/null
	[ "$status" -eq 2 ]
	[[ $stderr == *"needs a terminal"* ]]
}
