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

# The bookings of the demonstration's day: the first figure of the Summary, which --spoil makes one more.
made() {
	done_at "2026-11-24 07:00" report daily --date 2026-11-23 --text
	json 'v["figures"]["bookings"]'
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

@test "recalculate: a closed day, the open one behind it and one on which nothing happened, in Chinese" {
	local day
	printf '[clinic]\nlanguage = zh\n' >zh.ini
	for day in 2026-11-23 2026-11-24 2026-01-01; do
		at "2026-11-24 07:00" -c zh.ini report daily --date $day -o "zh-$day.xlsx"
		/usr/bin/python3 "$WORKBOOK" --zh "zh-$day.xlsx" demo.db $day
		sh "$RECALCULATE" "zh-$day.xlsx"
	done
}

@test "recalculate: a formula that gives another value is seen" {
	/usr/bin/python3 "$WORKBOOK" --spoil daily-2026-11-23.xlsx spoilt.xlsx
	run sh "$RECALCULATE" daily-2026-11-23.xlsx spoilt.xlsx
	[ "$status" -eq 1 ]
	# shellcheck disable=SC2154
	[[ $output == *"recalculated $(($(made) + 1))"* ]]
}
