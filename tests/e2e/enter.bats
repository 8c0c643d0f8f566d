#!/usr/bin/env bats
# frontdesk-enter: what of a clerk's surroundings goes along to the clinic, and what does not. What stands for sudo here becomes
# no other account; the two accounts of one PC are tests/soak/package.bats.

load lib

setup() {
	ENTER=${FRONTDESK%/*}/frontdesk-enter
	export FRONTDESK_TEST_ROOT=$BATS_TEST_TMPDIR/root
	cd "$BATS_TEST_TMPDIR"
	mkdir -p root/usr/bin root/etc/frontdesk/counters root/var/lib/frontdesk/clinic root/var/lib/frontdesk/exchange root/run/frontdesk
	chmod 700 root/var/lib/frontdesk/clinic
	touch root/etc/frontdesk/frontdesk.ini
	ln -s "$(realpath "$ENTER")" root/usr/bin/frontdesk-enter
	PLACE=$(realpath root)
	stand_for_sudo
}

# Asked as the launcher asks, and says what it was asked; then it goes on as sudo does, with a variable that sudo alone sets.
stand_for_sudo() {
	cat >root/usr/bin/sudo <<-END
		#!/bin/sh
		printf '%s|' "\$@" >"$BATS_TEST_TMPDIR/asked"
		while [ "\$1" != -- ]; do shift; done
		shift
		SUDO_UID=$(id -u) exec "\$@" $*
	END
	chmod +x root/usr/bin/sudo
}

# In the program's place something that says what it was given.
stand_for_program() {
	cat >root/usr/bin/frontdesk <<-END
		#!/bin/sh
		pwd
		umask
		ls -l /proc/self/fd | grep -c -v -e '^total' -e /proc/
		ulimit -Hc
		printf 'word <%s>\n' "\$@"
		env | sort
	END
	chmod +x root/usr/bin/frontdesk
}

use_program() { ln -sf "$(realpath "$FRONTDESK")" root/usr/bin/frontdesk; }

@test "sudo is asked for one program without any argument, and every word arrives byte for byte" {
	stand_for_program
	told "$ENTER" book --patient 张三 '' $'two\nlines' '5:a,' -- --whole
	is "$status" 0
	is "$(cat asked)" "-n|-u|frontdesk|--|$FRONTDESK_TEST_ROOT/usr/bin/frontdesk-enter|"
	is "$(grep -A1 '^word' <<<"$output" | sed '/^--$/d' | head -n 9)" "word <book>
word <--patient>
word <张三>
word <>
word <two
lines>
word <5:a,>
word <-->
word <--whole>"
}

@test "nothing of the clerk's environment goes along but the terminal and the language, in letters of their own" {
	stand_for_program
	told env -u LANG -u LC_ALL -u LANGUAGE -i TERM=xterm-256color COLORTERM=truecolor LANG=zh_CN.UTF-8 LC_CTYPE='../evil' NO_COLOR= \
		TZDIR=/tmp TZ=UTC PATH=/tmp TERMINFO=/tmp TERMINFO_DIRS=/tmp LD_PRELOAD= HOME=/tmp XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp \
		FRONTDESK_DB=/tmp/mine.db FRONTDESK_CONFIG=/tmp/mine.ini FRONTDESK_ENTERED=boss FRONTDESK_EXCHANGE=/ BASH_ENV=/tmp/x ESCDELAY=9x \
		FRONTDESK_TEST_ROOT="$FRONTDESK_TEST_ROOT" "$ENTER" sessions
	is "$status" 0
	is "$(grep -E '^[A-Z_]+=' <<<"$output" | grep -v -e '^PWD=' -e '^_=' -e '^OLDPWD=' -e '^SHLVL=')" "COLORTERM=truecolor
FRONTDESK_CONFIG=$FRONTDESK_TEST_ROOT/etc/frontdesk/frontdesk.ini
FRONTDESK_DB=$FRONTDESK_TEST_ROOT/var/lib/frontdesk/clinic/frontdesk.db
FRONTDESK_ENTERED=$(id -un)
FRONTDESK_EXCHANGE=$FRONTDESK_TEST_ROOT/var/lib/frontdesk/exchange
HOME=$FRONTDESK_TEST_ROOT/var/lib/frontdesk
LANG=zh_CN.UTF-8
NO_COLOR=
PATH=/usr/bin:/bin
TERM=xterm-256color
TMPDIR=$FRONTDESK_TEST_ROOT/run/frontdesk
XDG_RUNTIME_DIR=$FRONTDESK_TEST_ROOT/run/frontdesk"
}

@test "the program finds the folder of exchange, files for its account alone, nothing open, and no dumps" {
	stand_for_program
	told "$ENTER" sessions 7</dev/null 8</dev/null
	is "${output%%$'\n'*}" "$PLACE/var/lib/frontdesk/exchange"
	is "$(sed -n 2p <<<"$output")" 0077
	[ "$(sed -n 3p <<<"$output")" -le 4 ]
	[ "$(sed -n 4p <<<"$output")" -le 1 ]
}

@test "words as arguments through sudo, and words that nobody packed, are refused" {
	use_program
	stand_for_sudo version
	told "$ENTER" sessions
	is "$status" 2
	[[ $stderr == *"Nobody packed these words"* ]]
	for words in '5:abc,' x 3:abc '3:abc;' '99999999:a,' '1:,' ':a,' '-1:a,'; do
		told env SUDO_UID="$(id -u)" FRONTDESK_WORDS="$words" "$ENTER"
		is "$status" 2
	done
	for who in x '' 99999999999999999999 -1 "$(id -u) "; do
		told env SUDO_UID="$who" FRONTDESK_WORDS=7:version, "$ENTER"
		is "$status" 2
		[[ $stderr == *"sudo does not say who comes in"* ]]
	done
	told env SUDO_UID="$(id -u)" FRONTDESK_WORDS=7:version, "$ENTER"
	is "$status" 0
}

@test "another database, other settings and the technician's commands are refused to a clerk who came in" {
	use_program
	for words in "-d other.db sessions" "-dother.db sessions" "--database=other.db sessions" "-c x.ini sessions" "--config x.ini sessions" \
		"sessions -d other.db" "init" "adopt" "upgrade" "upgrade --back" "backup create x.db" "backup restore x.db"; do
		# shellcheck disable=SC2086
		told "$ENTER" $words
		is "$status" 2
		[[ $stderr == *"frontdesk-enter"* ]]
	done
	is "$(find root/var/lib/frontdesk -type f)" ""
}

@test "a clerk works in the clinic's database under the own name, with files in exchange alone" {
	use_program
	FRONTDESK_DB=$PLACE/var/lib/frontdesk/clinic/frontdesk.db "$FRONTDESK" init --sign-in names >/dev/null
	printf 'code,name,location\nNK01,内科,一楼\n' >root/var/lib/frontdesk/exchange/departments.csv
	cp root/var/lib/frontdesk/exchange/departments.csv outside.csv
	told "$ENTER" load departments departments.csv
	is "$status" 0
	told "$ENTER" load departments "$BATS_TEST_TMPDIR/outside.csv"
	is "$status" 1
	[[ $stderr == *"not reached from here"*"/exchange"* ]]
	# A link in exchange leads where it leads.
	ln -s "$BATS_TEST_TMPDIR/outside.csv" root/var/lib/frontdesk/exchange/link.csv
	told "$ENTER" load departments link.csv
	is "$status" 1
	for out in "$BATS_TEST_TMPDIR/out.txt" ../out.txt ../clinic/out.txt; do
		told "$ENTER" report daily --text -o "$out"
		is "$status" 1
		[ ! -e "$out" ]
	done
	told "$ENTER" report daily --text -o day.txt
	is "$status" 0
	told "$ENTER" report daily --text
	is "$status" 0
	[[ $output == *"Net received"* ]]
	is "$(sqlite3 root/var/lib/frontdesk/clinic/frontdesk.db "SELECT DISTINCT s.code FROM audit AS a JOIN staff AS s ON s.id = a.staff_id WHERE a.action = 'department.add'")" \
		"$(id -un)"
}

@test "what is written into a folder of a group is the group's, and elsewhere nobody else's" {
	use_program
	FRONTDESK_DB=$PLACE/var/lib/frontdesk/clinic/frontdesk.db "$FRONTDESK" init --sign-in names >/dev/null
	chmod 2770 root/var/lib/frontdesk/exchange
	told "$ENTER" report daily --text -o shared.txt
	is "$status" 0
	is "$(stat -c %a root/var/lib/frontdesk/exchange/shared.txt)" 660
	chmod g-s root/var/lib/frontdesk/exchange
	told "$ENTER" report daily --text -o own.txt
	is "$(stat -c %a root/var/lib/frontdesk/exchange/own.txt)" 600
}

@test "a counter has settings of its own by its account's name" {
	stand_for_program
	touch "root/etc/frontdesk/counters/$(id -un).ini"
	told "$ENTER" sessions
	[[ $output == *"FRONTDESK_CONFIG=$FRONTDESK_TEST_ROOT/etc/frontdesk/counters/$(id -un).ini"* ]]
}

@test "a setting that names a program is root's to set, and is not taken from a file of the clinic's account" {
	use_program
	FRONTDESK_DB=$PLACE/var/lib/frontdesk/clinic/frontdesk.db "$FRONTDESK" init --sign-in names >/dev/null
	for setting in desk.reader_command print.command; do
		told "$ENTER" setting set "$setting" "/bin/sh -c id"
		[ "$status" -ne 0 ]
		[[ $stderr == *"only whoever looks after this computer sets it"* ]]
	done
	[ ! -s root/etc/frontdesk/frontdesk.ini ]
	told "$ENTER" setting set desk.theme dark
	is "$status" 0
	printf '[print]\ncommand = /bin/true\n' >root/etc/frontdesk/frontdesk.ini
	told "$ENTER" sessions
	if [ "$(id -u)" -eq 0 ]; then is "$status" 0; else is "$status" 3; fi
}
