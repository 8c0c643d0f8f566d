#!/usr/bin/env bats
# The command line itself: options, commands, help, exit statuses.

load lib

setup() {
	cd "$BATS_TEST_TMPDIR"
	export HOME=$BATS_TEST_TMPDIR
}

@test "an unknown command is exit status 2 and names the nearest" {
	run --separate-stderr "$FRONTDESK" sesions
	is "$status" 2
	is "$output" ""
	is "$stderr" 'frontdesk: There is no command "sesions"; did you mean "sessions"?'
	run --separate-stderr "$FRONTDESK" patient fnd x
	is "$status" 2
	[[ $stderr == *'did you mean "patient find"?'* ]]
	run --separate-stderr "$FRONTDESK" xyzzy
	is "$status" 2
	[[ $stderr != *"did you mean"* ]]
}

@test "an unknown option is exit status 2 and names the nearest" {
	run --separate-stderr "$FRONTDESK" book --docter 1001
	is "$status" 2
	[[ $stderr == *"--docter"*"did you mean --doctor?"* ]]
	run --separate-stderr "$FRONTDESK" -x
	is "$status" 2
	[[ $stderr == *"-x"* ]]
}

@test "an option of another command is refused, not ignored" {
	run --separate-stderr "$FRONTDESK" sessions --reason x
	is "$status" 2
	[[ $stderr == *"sessions has no option --reason"* ]]
}

@test "a needed option, a value and an operand that are missing are named" {
	run --separate-stderr "$FRONTDESK" book --doctor 1001
	is "$status" 2
	[[ $stderr == *"--date DATE"*"--period PERIOD"*"--patient PATIENT"* ]]
	run --separate-stderr "$FRONTDESK" sessions --date
	is "$status" 2
	[[ $stderr == *"--date DATE"* ]]
	run --separate-stderr "$FRONTDESK" load doctors
	is "$status" 2
	[[ $stderr == *FILE* ]]
	run --separate-stderr "$FRONTDESK" booking
	is "$status" 2
	[[ $stderr == *BOOKING* ]]
}

@test "an empty database, settings file or staff code is no wish for the usual one" {
	for option in --database --config --as; do
		refused_at "2026-11-21 07:00" 2 usage "$option" "" sessions
		[[ $(json 'v["error"]["message"]') == *"$option needs a value"* ]]
		refused_at "2026-11-21 07:00" 2 usage "$option=" sessions
	done
	refused_at "2026-11-21 07:00" 2 usage report daily -o ""
}

@test "a word too many, an option given twice, a value for a switch are refused" {
	run --separate-stderr "$FRONTDESK" booking 1 2
	is "$status" 2
	[[ $stderr == *'"2"'* ]]
	run --separate-stderr "$FRONTDESK" sessions --date today --date tomorrow
	is "$status" 2
	[[ $stderr == *"--date is given twice"* ]]
	run --separate-stderr "$FRONTDESK" book --extra=yes
	is "$status" 2
	[[ $stderr == *"--extra takes no value"* ]]
}

@test "with --json wrong usage is JSON on stdout, wherever --json stands" {
	refused_at "2026-11-21 07:00" 2 usage book
	run --separate-stderr "$FRONTDESK" nonsense --json
	is "$status" 2
	is "$(json 'v["error"]["code"]')" usage
	run --separate-stderr "$FRONTDESK" --frobnicate nonsense --json
	is "$status" 2
	is "$(json 'v["error"]["code"]')" usage
}

@test "options stand before or behind the command, with = or a space; -- ends them" {
	at "2026-11-21 07:00" --database=clinic.db init --sign-in names
	run at "2026-11-21 07:00" sessions -d clinic.db --json
	is "$output" "[]"
	run at "2026-11-21 07:00" -dclinic.db sessions --json
	is "$output" "[]"
	run at "2026-11-21 07:00" -d clinic.db --json patient find -- --json
	is "$output" "[]"
}

@test "a choice that is none, a bad date, a bad number each say what they may be" {
	make_clinic "$PWD"
	refused_at "2026-11-21 07:00" 2 usage load nurses x.csv
	[[ $(json 'v["error"]["message"]') == *"departments|doctors|roster|patients"* ]]
	refused_at "2026-11-21 07:00" 2 usage book --doctor 1001 --date today --period noon --patient 10000017
	refused_at "2026-11-21 07:00" 2 usage book --doctor 1001 --date today --period am --patient 10000017 --channel phone
	refused_at "2026-11-21 07:00" 2 usage book --doctor 1001 --date today --period am --patient 10000017 --pay shells
	refused_at "2026-11-21 07:00" 3 bad_date sessions --date 2026-02-30
	refused_at "2026-11-21 07:00" 3 bad_date sessions --date someday
	refused_at "2026-11-21 07:00" 3 bad_value booking 12345
	refused_at "2026-11-21 07:00" 3 bad_amount close-day --counted-cash 1.234
	refused_at "2026-11-21 07:00" 3 bad_value pay 261121000012 --method cash --key 12
}

@test "a date may be today, tomorrow, +N, ISO or loose, a period a Chinese word" {
	make_clinic "$PWD"
	for date in 2026-11-22 tomorrow +1 2026/11/22 20261122 明天 ２０２６-11-22; do
		done_at "2026-11-21 07:00" sessions --date "$date"
		is "$(json '[s["date"] for s in v]')" '["2026-11-22", "2026-11-22"]'
	done
	done_at "2026-11-21 07:00" slot 1 --doctor 1001 --date today --period 上午
	is "$(json 'v["for_sale"]')" true
}

@test "control characters and bytes that are no UTF-8 are refused in any argument" {
	refused_at "2026-11-21 07:00" 3 bad_text suspend --doctor 1001 --date today --period am --reason "$(printf 'a\033[2Jb')"
	refused_at "2026-11-21 07:00" 3 bad_text patient find "$(printf '\377')"
}

@test "help lists every command, and each has its own --help with the options it takes" {
	run "$FRONTDESK" help
	is "$status" 0
	[ "$(commands | wc -l)" -ge 45 ]
	while read -r command; do
		# shellcheck disable=SC2086 # "patient add" is two words
		run --separate-stderr "$FRONTDESK" $command --help
		is "$status" 0
		[[ $output == "frontdesk $command"* ]]
		is "$stderr" ""
		short=$output
		# shellcheck disable=SC2086
		run "$FRONTDESK" help $command
		is "$output" "$short"
	done < <(commands)
	run "$FRONTDESK" book --help
	[[ ${output//$'\n'/ } == *"--doctor CODE --date DATE --period PERIOD --patient PATIENT"*"[--pay METHOD]"* ]]
	run "$FRONTDESK" --help
	is "$output" "$("$FRONTDESK" help)"
}

@test "help of a command that is none is exit status 2" {
	run --separate-stderr "$FRONTDESK" help nonsense
	is "$status" 2
	run --separate-stderr "$FRONTDESK" help book patient
	is "$status" 2
}

@test "help and version need no database and no settings" {
	export FRONTDESK_CONFIG=/nowhere.ini
	run "$FRONTDESK" help
	is "$status" 0
	run "$FRONTDESK" --version
	is "$status" 0
	[[ $output =~ ^frontdesk\ [0-9]+\.[0-9]+ ]]
	run "$FRONTDESK" version --json
	is "$(json 'sorted(v)')" '["schema", "version"]'
}

@test "the manual page's sections are good mdoc" {
	{
		printf '.Dd November 21, 2026\n.Dt FRONTDESK 1\n.Os\n.Sh NAME\n.Nm frontdesk\n.Nd the front desk of a clinic\n'
		"$FRONTDESK" help --mdoc
	} >page.1
	if command -v mandoc >/dev/null; then
		run mandoc -Tlint -Wwarning page.1
		is "$output" ""
	fi
	run grep -c '^\.It Xo' page.1
	is "$output" "$(commands | wc -l)"
}

@test "without a terminal the full screen is refused with exit status 2" {
	at "2026-11-21 07:00" -d clinic.db init --sign-in names
	run --separate-stderr at "2026-11-21 07:00" -d clinic.db </dev/null
	is "$status" 2
	[[ $stderr == *terminal* ]]
	refused_at "2026-11-21 07:00" 2 usage -d clinic.db
}

@test "output that cannot be written is an error, not silence" {
	at "2026-11-21 07:00" -d clinic.db init --sign-in names
	run --separate-stderr bash -c '"$FRONTDESK" -d clinic.db --json sessions >/dev/full'
	is "$status" 5
	[[ $stderr == *"could not be printed"* ]]
}

@test "a reader that goes away ends the program quietly" {
	make_clinic "$PWD"
	for command in "help --mdoc" "sessions" "--json sessions"; do
		# shellcheck disable=SC2086 # words of one command
		run /usr/bin/python3 -c '
import os, subprocess, sys
reader, writer = os.pipe()
os.close(reader)
ended = subprocess.run(sys.argv[1:], stdout=writer, stderr=subprocess.PIPE, restore_signals=False)
print(ended.returncode, ended.stderr)' "$FRONTDESK" $command
		is "$output" "5 b''"
	done
}

@test "a clock that was set back is shown, and the order of events does not depend on it" {
	make_clinic "$PWD"
	patient=$(person 1)
	booking=$(booked "2026-11-21 07:00" "$patient" 1001 today am)
	run --separate-stderr at "2026-11-20 09:00" pay "$booking" --method cash
	is "$status" 0
	[[ $stderr == *"2026-11-20 09:00"*"2026-11-21 07:00"*"set back"* ]]
	done_at "2026-11-21 08:00" booking "$booking"
	is "$(json '[h["action"] for h in v["history"]]')" '["booking.book", "booking.pay"]'
}

@test "closed standard files do not become the database" {
	bash -c '"$FRONTDESK" -d clinic.db init --sign-in names <&- >&- 2>&-' || true
	run at "2026-11-21 07:00" -d clinic.db --json check
	is "$status" 0
	run bash -c '"$FRONTDESK" -d missing.db sessions >&- 2>&-'
	is "$status" 4
}

@test "a change is recorded under --as, else desk.staff, else the account's name" {
	make_clinic "$PWD"
	printf '[desk]\nstaff = zhou\ncounter = 7\n' >desk.ini
	patient=$(person 1)
	booking=$(booked "2026-11-21 07:00" "$patient" 1001 today am)
	at "2026-11-21 07:01" -c desk.ini pay "$booking" --method cash
	at "2026-11-21 07:02" -c desk.ini --as lin checkin "$booking"
	at "2026-11-21 08:00" call --doctor 1001
	done_at "2026-11-21 09:00" booking "$booking"
	is "$(json '[h["staff"] for h in v["history"]]')" "[\"chen\", \"zhou\", \"lin\", \"$(id -un)\"]"
	is "$(json '[h["counter"] for h in v["history"]]')" '["1", "7", "7", "1"]'
	refused_at "2026-11-21 09:00" 3 bad_value --as "not a code" checkin "$booking"
}
