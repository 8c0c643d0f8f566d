#!/usr/bin/env bats
# The desk in a real xterm: what only a terminal with a keyboard shows.

load lib
load window
load xterm

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	person 1 毛诗语 >"$BATS_FILE_TMPDIR/person1"
}

setup() {
	for command in Xvfb xterm xdotool; do
		command -v $command >/dev/null || skip "no $command here"
	done
	copy_clinic
	start_x
	export DESK_TERM=xterm
}

teardown() {
	stop_x
}

@test "Alt works in an xterm whose Alt is no Meta, and is given back as it was" {
	desk_in_xterm 80 24 --as wei
	wait_for "Who is at the counter?"
	press alt+3
	wait_for "Today's sessions"
	press alt+q
	wait_for "Leave the desk?"
	wait_for "F9 Yes"
	press F9
	wait_for "ended with 0"
	wait_for "terminal read"
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
	# The eighth bit: ø.
	press alt+x Return
	wait_for "ø"
}

@test "F1 to F4, Home and End are themselves in each of xterm's ways to send them" {
	for options in "" "-xrm *sunKeyboard:true" "-xrm *hpFunctionKeys:false -xrm *oldXtermFKeys:true" "-tn rxvt" "-tn linux"; do
		export XTERM_OPTIONS=$options
		desk_in_xterm 80 24 --as wei
		wait_for "Who is at the counter?"
		press F1
		wait_for "Help"
		press Escape
		press F3
		wait_for "Today's sessions"
		press F4
		wait_for "bookings for today"
		press F2
		wait_for "Who is at the counter?"
		press s
		wait_for "138****0001"
		press Home
		press m
		wait_for "ms"
		press End
		press x
		wait_for "No patient found"
		press F10
		wait_for "Leave the desk?"
		wait_for "F9 Yes"
		press F9
		wait_for "ended with 0"
		press Return
	done
}
