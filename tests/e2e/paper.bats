#!/usr/bin/env bats
# The report on paper: the PDF as readers that are not ours see it (poppler), in both languages, and printing, with programs that only
# look like a printer's.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib

DAY=2026-11-21
EVENING="2026-11-21 22:30"

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	cd "$BATS_FILE_TMPDIR" || return 1
	printf '[clinic]\nname = 示范门诊部\nlanguage = zh\n' >zh.ini
	at "2026-11-21 10:00" -d play.db demo --batch >/dev/null
	at "2026-11-21 10:00" -c zh.ini -d zh.db demo --batch >/dev/null
	for clinic in play zh; do at "2026-11-21 21:00" --as wu -d $clinic.db close-day --counted-cash 0 >/dev/null 2>&1 || true; done
}

setup() {
	command -v pdftotext >/dev/null || skip "there is no pdftotext here (Debian: poppler-utils)"
	cp "$BATS_FILE_TMPDIR/play.db" "$BATS_FILE_TMPDIR/zh.db" "$BATS_FILE_TMPDIR/zh.ini" "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	export FRONTDESK_DB=$BATS_TEST_TMPDIR/play.db
	printf '[print]\ncommand = %s/printer -o a4\nseconds = 5\n' "$BATS_TEST_TMPDIR" >print.ini
	chmod 600 print.ini
}

# What looks like the program that prints: keeps the paper as printed.pdf, its arguments in words, and what it is told to do besides.
printer() {
	cat >printer <<-END
		#!/bin/sh
		printf '%s\n' "\$@" >words
		for file; do :; done
		cp "\$file" printed.pdf
		$1
	END
	chmod 700 printer
}

prints() { at "$EVENING" -c print.ini --as wu report daily --date $DAY --print "$@"; }

# lacks WORD: fails when the standard input has it.
lacks() { [ "$(grep -c -- "$1")" -eq 0 ]; }

@test "page one says on paper what it says everywhere, in English and in Chinese" {
	at "$EVENING" report daily --date $DAY -o en.pdf
	text_of -l 1 en.pdf | by_words | golden front
	at "$EVENING" -c zh.ini -d zh.db report daily --date $DAY -o zh.pdf
	text_of -l 1 zh.pdf | by_words | golden front.zh
}

@test "the pages behind it have their columns and sums, in English and in Chinese" {
	at "$EVENING" report daily --date $DAY -o en.pdf
	text_of -f 2 en.pdf | by_words | golden behind
	at "$EVENING" -c zh.ini -d zh.db report daily --date $DAY -o zh.pdf
	text_of -f 2 zh.pdf | by_words | golden behind.zh
}

@test "pages are A4, fonts are embedded as subsets, and the document is of its day" {
	at "$EVENING" report daily --date $DAY -o day.pdf
	pdfinfo day.pdf | grep 'Page size' | grep -q A4
	TZ=UTC pdfinfo day.pdf | grep 'CreationDate' | grep -q 'Nov 21 00:00:00 2026'
	[ "$(pdffonts day.pdf | tail -n +3 | grep -c .)" -ge 2 ]
	is "$(pdffonts day.pdf | tail -n +3 | grep -vc 'yes yes yes')" 0
}

@test "equal data give equal bytes, a second later and whatever is kept about fonts" {
	at "$EVENING" report daily --date $DAY -o one.pdf
	sleep 1.1
	XDG_CACHE_HOME=$PWD/cache at "$EVENING" report daily --date $DAY --pdf -o two.pdf
	cmp one.pdf two.pdf
}

@test "every amount of the report's page one is on the paper" {
	local amount
	at "$EVENING" report daily --date $DAY -o day.pdf
	pdftotext -layout -l 1 day.pdf paper.txt
	at "$EVENING" report daily --date $DAY --text >text.txt
	sed '/\f/,$d' text.txt | sed -n '/By method/,/Total/p' | grep -oE '[0-9,]+\.[0-9]{2}' | sort -u >amounts
	[ "$(wc -l <amounts)" -gt 8 ]
	while read -r amount; do
		grep -qF -- "$amount" paper.txt || {
			echo "$amount is not on the paper"
			return 1
		}
	done <amounts
}

@test "--print hands the paper to the program, as one word behind its own, and says what it said" {
	printer 'echo "request id is office-7 (1 file(s))"'
	told prints
	is "$status" 0
	[[ $output == *"Printed: request id is office-7"* ]]
	is "$(sed -n 1,2p words | tr '\n' ' ')" "-o a4 "
	is "$(wc -l <words)" 3
	text_of -l 1 printed.pdf | grep -q 'Printed 2026-11-21 22:30 by wu'
	# Nothing of it is left.
	[ ! -e "$(tail -n 1 words)" ]
}

@test "--pages prints those alone, numbered as in the whole" {
	printer ''
	prints --pages 2-3 >/dev/null
	pdfinfo printed.pdf | grep -q '^Pages: *2$'
	text_of printed.pdf | grep -qE 'Page 2 of [0-9]+'
	told prints --pages 99
	is "$status" 3
	[[ $stderr == *"no page 99"* ]]
	told prints --pages 3-2
	is "$status" 3
	told at "$EVENING" report daily --pages 1
	is "$status" 2
}

@test "what is printed again of a closed day is marked and recorded; a print that failed is none" {
	printer 'echo "lp: the printer is on fire" >&2; exit 1'
	told prints
	is "$status" 3
	[[ $stderr == *"NOT printed"*"the printer is on fire"* ]]
	printer ''
	prints >/dev/null
	text_of printed.pdf | lacks REPRINT
	prints >/dev/null
	is "$(text_of printed.pdf | grep -c REPRINT)" "$(pdfinfo printed.pdf | sed -n 's/^Pages: *//p')"
	prints --pages 2 >/dev/null
	text_of printed.pdf | grep -q REPRINT
	at "$EVENING" -c print.ini --as wu report daily --date 2026-11-19 --print >/dev/null
	text_of printed.pdf | lacks REPRINT
	is "$(sqlite3 play.db "SELECT group_concat(action || ' ' || detail, '; ') FROM (SELECT action, detail FROM audit WHERE action LIKE 'report.%' ORDER BY seq)")" \
		"report.print daily $DAY; report.reprint daily $DAY; report.reprint daily $DAY pages 2-2; report.print daily 2026-11-19"
	at "$EVENING" check >/dev/null
}

@test "a printer that hangs is stopped and told, and one that is not there" {
	printer 'sleep 600'
	told prints
	is "$status" 3
	[[ $stderr == *"within 5 seconds"* ]]
	rm printer
	told prints
	is "$status" 3
	[[ $stderr == *"cannot be started"* ]]
	PATH=/nonexistent told at "$EVENING" --as wu report daily --date $DAY --print
	is "$status" 3
}

@test "--print with JSON says what was printed, and writes a file only when asked" {
	printer ''
	output=$(at "$EVENING" -c print.ini --as wu --json report daily --date $DAY --print)
	is "$(json 'v["printed"], v["reprint"], v["file"]')" '[true, false, null]'
	[ ! -e "daily-$DAY.pdf" ] && [ ! -e "daily-$DAY.xlsx" ]
	output=$(at "$EVENING" -c print.ini --as wu --json report daily --date $DAY --print --pdf)
	is "$(json 'v["printed"], v["reprint"], v["file"]')" "[true, true, \"daily-$DAY.pdf\"]"
	[ -s "daily-$DAY.pdf" ]
	text_of "daily-$DAY.pdf" | lacks REPRINT
}
