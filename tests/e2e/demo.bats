#!/usr/bin/env bats
# The demonstration clinic: never the clinic's own database, always to the end, and its figures agree.

load lib
load window

setup() {
	cd "$BATS_TEST_TMPDIR"
	export HOME=$BATS_TEST_TMPDIR/home TMPDIR=$BATS_TEST_TMPDIR/tmp
	mkdir "$HOME" "$TMPDIR"
	export TMUX_TMPDIR=$BATS_TEST_TMPDIR
}

teardown() {
	tmux kill-server 2>/dev/null || true
}

# Types the command that the story ends with into a shell in this folder, at a moment before the story's end.
follow_hint() {
	sed -n 's/^Look around in it: //p' story >hint
	tmux -f /dev/null new-session -d -x 80 -y 24 "cd '$PWD'; export FRONTDESK_TEST_CLOCK='2026-11-21 10:00+08:00' \
		TERM=screen; $(cat hint); printf 'ended with %s\n' \$?; sleep 60"
}

# The demonstration's Today is shown, with a text.
at_today() {
	wait_for "< Sat 2026-11-21, today >"
	wait_for "$1"
	hides "CLOCK SET BACK"
}

@test "demo --batch plays the whole day as a story, in order, and ends with exit status 0" {
	run --separate-stderr at "2026-11-21 10:00" demo --batch
	is "$status" 0
	is "$stderr" ""
	printf '%s\n' "$output" >story
	chapter=0
	for words in "The days before" "8 departments, 24 doctors, 300 patients" "13 rows, 13 accepted" \
		"解晓峰 has missed 3 visits: no online booking until 2027-02-20" "Today, before the counter opens" \
		"bookings arrive as a file: 150 rows" "accepted    119" "refused      22" "150 duplicates, nothing changed" \
		"Today, at the counter" "it now has 39" "Refused (duplicate_person)" "Refused (quota_full)" \
		"asks for an extra number" "Today, in the waiting room" "Nobody answers: a missed call" "waits behind the next 3" \
		"Refund 20.00 yuan (cash): handed back" "submitted, succeeded" "a late cancel" "the manager refunds in full" \
		"afternoon is suspended" "Today, in the evening" "3 bookings have no check-in" "2026-11-21 is closed" \
		"陆明哲 has missed 3 visits: no online booking until 2027-02-21" "Refused (banned)" \
		"The counter stays open to everybody" "daily-2026-11-21.xlsx" "checks of the database, 0 failed"; do
		line=$(grep -n -F -m1 -- "$words" <(tail -n "+$((chapter + 1))" story) | cut -d: -f1)
		[ -n "$line" ] || { echo "not told, or not in order: $words"; cat story; return 1; }
		chapter=$((chapter + line - 1))
	done
}

@test "without a terminal demo plays the day by itself" {
	run --separate-stderr at "2026-11-21 10:00" demo </dev/null
	is "$status" 0
	[[ $output == *"checks of the database, 0 failed"* ]]
}

@test "any hour of any day will do: before dawn, at night, on 29 February, at the turn of the year" {
	for moment in "2026-11-21 00:00" "2028-02-29 23:59" "2026-12-31 06:30"; do
		done_at "$moment" demo --batch
		is "$(json '(v["date"], v["failed"], v["import"]["accepted"], v["bans"])')" "[\"${moment% *}\", 0, 119, 1]"
	done
}

@test "its database is in a place of its own, fresh each time; FRONTDESK_DB is never touched" {
	at "2026-11-20 10:00" init --sign-in names
	clinic=$HOME/.local/share/frontdesk/frontdesk.db
	before=$(sha256sum "$clinic")
	cp "$clinic" mine.db
	done_at "2026-11-21 10:00" demo --batch
	database=$(json 'v["database"]')
	is "$database" "$HOME/.local/share/frontdesk/demo/frontdesk-demo.db"
	[ -f "$database" ]
	FRONTDESK_DB=$PWD/mine.db done_at "2026-11-22 10:00" demo --batch
	is "$(json '(v["database"], v["date"])')" "[\"$database\", \"2026-11-22\"]"
	is "$(sha256sum "$clinic")" "$before"
	is "$(sha256sum <mine.db)" "$(sha256sum <"$clinic")"
}

@test "-d names its database, which must not exist" {
	done_at "2026-11-21 10:00" -d play.db demo --batch
	is "$(json 'v["database"]')" play.db
	done_at "2026-11-21 22:00" -d play.db check
	is "$(json 'v["failed"]')" 0
	before=$(sha256sum play.db)
	refused_at "2026-11-21 10:00" 4 store_exists -d play.db demo --batch
	is "$(sha256sum play.db)" "$before"
}

@test "the figures agree with the database and with an independent count of the ledger" {
	done_at "2026-11-21 10:00" -d play.db demo --batch
	told=$output
	is "$(json '(v["departments"], v["doctors"], v["patients"], v["extra"], v["missed"], v["no_shows"], v["bans"])')" \
		"[8, 24, 300, 1, 1, 1, 1]"
	run /usr/bin/python3 - play.db 2026-11-21 <<-'END'
		import sqlite3, sys
		store = sqlite3.connect(sys.argv[1])
		def fen(kind, *more):
		    return store.execute("SELECT coalesce(sum(fen), 0) FROM ledger WHERE business_day = ? AND kind = ?" + "".join(more),
		                         (sys.argv[2], kind)).fetchone()[0]
		cash = fen("payment", " AND method = 'cash'") - fen("refund", " AND credit = 'cash'") - fen("settlement", " AND method = 'cash'")
		print([fen("payment"), fen("refund"), cash, fen("payment"), fen("refund")])
	END
	counted=$output
	output=$told
	is "$(json '[v[key] for key in ("payments_fen", "refunds_fen", "cash_expected_fen", "revenue_fen", "refund_fen")]')" "$counted"
}

@test "the workbook lies beside the database and opens in another program" {
	done_at "2026-11-21 10:00" -d play.db demo --batch
	run /usr/bin/python3 -c 'import openpyxl, sys; print(len(openpyxl.load_workbook(sys.argv[1]).sheetnames))' "$(json 'v["workbook"]')"
	is "$status" 0
	[ "$output" -ge 6 ]
	[ -f daily-2026-11-21.xlsx ]
}

@test "nothing is left in the temporary directory" {
	at "2026-11-21 10:00" -d play.db demo --batch >/dev/null
	is "$(ls -A "$TMPDIR")" ""
}

@test "the command at the story's end works from where one stands: the clinic by its name, its own clock, no clock set back" {
	mkdir bin
	ln -s "$FRONTDESK" bin/frontdesk
	FRONTDESK=bin/frontdesk at "2026-11-21 10:00" demo --batch >story
	follow_hint
	is "$(cat hint)" "bin/frontdesk demo --look"
	at_today "2026-11-21 20:55"
	wait_for "Demonstration clin"
	keys F10
	wait_for "Leave the desk?"
	say_yes
	wait_for "Look around in it again: bin/frontdesk demo --look"
	wait_for "ended with 0"
}

@test "the command repeats -d and -c so that the shell reads them as they were" {
	printf '[clinic]\nname = West gate\n[desk]\ncounter = 7\n' >"it's mine.ini"
	at "2026-11-21 10:00" -c "it's mine.ini" demo --batch -d 'a "b" $c.db' >story
	follow_hint
	is "$(cat hint)" "$FRONTDESK -c 'it'\\''s mine.ini' -d 'a \"b\" \$c.db' demo --look"
	at_today "counter 7"
	wait_for "West gate"
}

@test "the desk opens at twenty past eight on Today, with five things to try, which Esc puts away" {
	desk 80 24 demo
	at_today "2026-11-21 08:20"
	wait_for "Five things to try first."
	wait_for "clerk.chen  counter 1"
	wait_for_like "^ Queue +[0-9]+ wait"
	keys Escape
	wait_for_not "Five things to try first."
	keys F10
	wait_for "Leave the desk?"
	say_yes
	ended_with 0
}

@test "each thing is ticked off when it was done as it says; with the last they are gone" {
	desk 80 24 demo
	at_today "[ ] Register a patient"
	keys F2
	wait_for "Who is at the counter?"
	keys zsy
	wait_for "199****3303"
	keys Enter
	wait_for "Doctor or department"
	keys Down Enter
	wait_for "Enter books."
	keys Enter
	wait_for "Receipt"
	keys M-1
	wait_for "[x] Register a patient"
	keys F3
	wait_for "Today's sessions"
	keys F6
	wait_for "1 called"
	keys M-8 F6
	wait_for "wechat-bookings.csv"
	keys Enter
	wait_for "Would be: 6 booked, 0 cancelled, 1 seen before, 1 refused"
	keys Enter
	wait_for "6 booked, 0 cancelled, 1 seen before, 1 refused; refunds"
	keys M-1
	wait_for "[x] Import this morning's"
	wait_for "[x] Call the next"
	wait_for "[ ] Cancel a booking"
	keys F4
	wait_for "Enter shows the marked booking"
	keys zsy Enter
	wait_for "Number       7"
	keys F8
	wait_for "NONE of the 30.00 paid"
	keys oops
	say_yes
	wait_for "State        cancelled"
	keys M-z
	wait_for "F9 undoes it"
	say_yes
	wait_for "State        booked"
	keys M-1
	wait_for "< Sat 2026-11-21, today >"
	hides "Five things to try first."
}

@test "--at opens the desk at another hour of the same story" {
	desk 80 24 demo --at 14:05
	at_today "2026-11-21 14:05"
	wait_for_like "^ Queue +[0-9]+ wait"
}

@test "the settings of -c hold at the desk: its name, counter and rules; the story is told by the program's own" {
	printf '[clinic]\nname = West gate\n[desk]\ncounter = 7\nstaff = wang\n[quota]\nonline_percent = 50\n' >mine.ini
	desk 80 24 -c mine.ini demo
	at_today "West gate"
	wait_for "wang  counter 7"
	keys M-0
	wait_for "Settings"
	keys -l online_percent
	wait_for_like "online_percent +50 "
	is "$(wc -l <mine.ini)" 7
}

@test "what the desk left is there again, with the demonstration's own clock" {
	desk 80 24 demo
	at_today "[ ] Register a patient"
	keys F3
	wait_for "Today's sessions"
	keys F6
	wait_for "1 called"
	keys F10
	wait_for "Leave the desk?"
	say_yes
	ended_with 0
	tmux kill-server
	desk 80 24 demo --look
	at_today "1 called"
	wait_for "2026-11-21 08:20"
	hides "Five things to try first."
}

@test "--look says when there is no demonstration, and leaves a clinic's own database alone" {
	run script -qec "\"$FRONTDESK\" demo --look" /dev/null </dev/null
	is "$status" 4
	[[ $output == *'There is no demonstration at '*'"frontdesk demo"'* ]]
	at "2026-11-20 10:00" -d clinic.db init --sign-in names
	at "2026-11-20 10:00" -d clinic.db patient add --name 毛诗语
	before=$(sha256sum clinic.db)
	run script -qec "\"$FRONTDESK\" -d clinic.db demo --look" /dev/null </dev/null
	is "$status" 2
	[[ $output == *'clinic.db is no demonstration'* ]]
	is "$(sha256sum clinic.db)" "$before"
}

@test "the options of demo exclude each other; a time is a time; --look needs a terminal" {
	refused_at "2026-11-21 10:00" 2 usage demo --look --batch
	refused_at "2026-11-21 10:00" 2 usage demo --at 08:20 --batch
	refused_at "2026-11-21 10:00" 3 bad_value demo --at 24:00
	refused_at "2026-11-21 10:00" 3 bad_value demo --at morning
	run --separate-stderr at "2026-11-21 10:00" demo --look </dev/null
	is "$status" 2
	[[ $stderr == *"needs a terminal"* ]]
	is "$(ls -A "$HOME")" ""
}

# Runs the commands that demo --files printed, as they stand there, at a moment of the same day.
load_as_printed() {
	sed -n 's/^    //p' printed >commands
	is "$(wc -l <commands)" 5
	while read -r command; do
		FRONTDESK_TEST_CLOCK="2026-11-21 ${1:-07:00}+08:00" TZ=Asia/Shanghai sh -c "$command" || return 1
	done <commands
}

@test "the example files load as they are, by the commands that are printed" {
	export FRONTDESK_DB=$PWD/clinic.db
	at "2026-11-21 07:00" demo --files "my files" >printed
	is "$(cd "my files" && printf '%s ' *)" "departments.csv doctors.csv online.csv patients.csv roster.csv "
	run grep -l '@' "my files"/*
	is "$output" ""
	at "2026-11-21 07:00" init --sign-in names
	load_as_printed >loaded
	done_at "2026-11-21 07:05" sessions --date today
	[ "$(json 'len(v)')" -gt 20 ]
	done_at "2026-11-21 07:05" check
	is "$(json 'v["failed"]')" 0
	grep -E "(119|accepted)" loaded
}

@test "the example files load at any hour of their day, and never over a file that is there" {
	export FRONTDESK_DB=$PWD/clinic.db
	at "2026-11-21 23:59" demo --files files >printed
	at "2026-11-21 23:59" init --sign-in names
	load_as_printed 23:59
	before=$(cat files/*.csv | sha256sum)
	refused_at "2026-11-22 07:00" 3 cannot_write demo --files files
	is "$(cat files/*.csv | sha256sum)" "$before"
	rm files/d*.csv files/r*.csv files/p*.csv
	refused_at "2026-11-22 07:00" 3 cannot_write demo --files files
	is "$(ls files)" online.csv
}
