#!/usr/bin/env bats
# LibreOffice works out the workbook's formulas again and comes to the values that stand in it.
# Needs: apt-get install --no-install-recommends libreoffice-calc

load ../e2e/lib.bash

RECALCULATE=$BATS_TEST_DIRNAME/../e2e/recalculate.sh
WORKBOOK=$BATS_TEST_DIRNAME/../e2e/workbook.py

# The demonstration clinic's day, 2026-11-23, played and closed; its workbook is daily-2026-11-23.xlsx.
setup_file() {
	command -v soffice >/dev/null || skip "LibreOffice is not installed"
	at "2026-11-23 06:00" -d "$BATS_FILE_TMPDIR/demo.db" demo --batch >/dev/null
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return 1
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/demo.db
}

@test "recalculate: a closed day" {
	/usr/bin/python3 "$WORKBOOK" daily-2026-11-23.xlsx demo.db 2026-11-23
	sh "$RECALCULATE" daily-2026-11-23.xlsx
}

@test "recalculate: the day of a closed day's late money, still open" {
	at "2026-11-24 07:00" report daily --date 2026-11-24 -o next.xlsx
	/usr/bin/python3 "$WORKBOOK" next.xlsx demo.db 2026-11-24
	sh "$RECALCULATE" next.xlsx
}

@test "recalculate: a day on which nothing happened" {
	at "2026-11-24 07:00" report daily --date 2026-01-01 -o empty.xlsx
	/usr/bin/python3 "$WORKBOOK" empty.xlsx demo.db 2026-01-01
	sh "$RECALCULATE" empty.xlsx
}

@test "recalculate: in Chinese" {
	printf '[clinic]\nlanguage = zh\n' >zh.ini
	at "2026-11-24 07:00" -c zh.ini report daily --date 2026-11-23 -o zh.xlsx
	/usr/bin/python3 "$WORKBOOK" --form zh.xlsx
	sh "$RECALCULATE" zh.xlsx
}

@test "recalculate: a formula that gives another value is seen" {
	/usr/bin/python3 "$WORKBOOK" --spoil daily-2026-11-23.xlsx spoilt.xlsx
	run sh "$RECALCULATE" daily-2026-11-23.xlsx spoilt.xlsx
	[ "$status" -eq 1 ]
	# shellcheck disable=SC2154
	[[ $output == *"recalculated 236"* ]]
}
