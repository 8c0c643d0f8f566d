#!/usr/bin/env bats
# The daily workbook: read back and counted again by an independent program (workbook.py).
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib.bash

WORKBOOK="/usr/bin/python3 $BATS_TEST_DIRNAME/workbook.py"

# One day of a small clinic with everything that a workbook can show; day 2026-11-21.
setup_file() {
	export FRONTDESK
	make_clinic "$BATS_FILE_TMPDIR"
	cd "$BATS_FILE_TMPDIR" || return 1
	at "2026-11-20 12:02" --as wu setting set clinic.name '仁和&G诊所 B&[Picture]'
	printf '[desk]\ncounter = 01\n' >one.ini
	printf '[desk]\ncounter = 1\n' >two.ini
	local formula plain long first second third
	formula=$(person 1 '=HYPERLINK("http:||x","y")')
	plain=$(person 2 '@SUM(A1)')
	long=$(person 3 '买买提·阿卜杜热依木·吐尔逊')
	for n in 4 5 6 7 8 9; do
		eval "p$n=$(person "$n")"
	done
	# The day before: what must not be counted.
	at "2026-11-20 14:00" --as li book --doctor 1001 --date 2026-11-21 --period am --patient "$p4" --pay cash
	at "2026-11-20 15:00" --as li close-day --date 2026-11-20 || true
	# Two clerks at two counters whose names a spreadsheet takes for the same number.
	first=$(booked "2026-11-21 07:10" "$formula" 1001 2026-11-21 am --pay cash)
	second=$(booked "2026-11-21 07:11" "$plain" 1001 2026-11-21 am --pay wechat)
	third=$(booked "2026-11-21 07:12" "$long" 1002 2026-11-21 am --pay alipay)
	at "2026-11-21 07:13" -c one.ini --as 001 book --doctor 3001 --date 2026-11-21 --period am --patient "$p5" --pay cash
	at "2026-11-21 07:13" -c two.ini --as 1 book --doctor 3001 --date 2026-11-21 --period am --patient "$p6" --pay cash
	booked "2026-11-21 07:14" "$p7" 1001 2026-11-22 am --pay cash >cancel-cash
	booked "2026-11-21 07:15" "$p8" 1001 2026-11-22 am --pay wechat >cancel-wechat
	booked "2026-11-21 07:16" "$p9" 1001 2026-11-21 am --extra --pay insurance >late || booked "2026-11-21 07:16" "$p9" 1001 2026-11-21 am --pay insurance >late
	at "2026-11-21 07:20" --as chen cancel "$(cat cancel-cash)" --reason '=1+1; a reason that is long enough to need a second line in its cell'
	at "2026-11-21 07:21" --as chen cancel "$(cat cancel-wechat)"
	at "2026-11-21 07:22" --as chen cancel "$(cat late)"
	at "2026-11-21 07:40" --as li checkin "$first"
	at "2026-11-21 07:41" --as li checkin "$second"
	at "2026-11-21 07:42" --as li checkin "$third"
	at "2026-11-21 08:05" --as li call --doctor 1001
	at "2026-11-21 08:15" --as li finish "$first"
	cp clinic.db open.db
	at "2026-11-21 09:00" report daily -o morning.xlsx
	at "2026-11-21 21:00" --as wu close-day --date 2026-11-21 --pass --counted-cash 100 --reason "missing: =1"
	at "2026-11-22 08:00" report daily --date 2026-11-21 -o day.xlsx
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return 1
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/clinic.db
}

# Runs the reader; it must find nothing.
agrees() {
	run $WORKBOOK "$@"
	echo "$output"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

# Changes the database behind the workbook's back; the reader must then name the SHEET.
sees() {
	local sheet=$1 sql=$2
	cp clinic.db "$BATS_TEST_TMPDIR/other.db"
	/usr/bin/python3 -c '
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = ?", ("trigger",)).fetchall():
    db.execute("DROP TRIGGER " + name)
db.execute("PRAGMA foreign_keys = OFF")
db.execute("PRAGMA ignore_check_constraints = ON")
assert db.execute(sys.argv[2]).rowcount > 0
db.commit()' "$BATS_TEST_TMPDIR/other.db" "$sql"
	run $WORKBOOK day.xlsx "$BATS_TEST_TMPDIR/other.db" 2026-11-21
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *"$sheet"* ]]
}

@test "report: every figure and row of an open morning agrees with a recount of the tables" {
	agrees morning.xlsx open.db 2026-11-21
}

@test "report: every figure and row of a closed day agrees with a recount of the tables" {
	agrees day.xlsx clinic.db 2026-11-21
}

@test "report: a day on which nothing happened says so on every sheet" {
	at "2026-11-22 08:00" report daily --date 2026-10-01 -o empty.xlsx
	agrees empty.xlsx clinic.db 2026-10-01
	run at "2026-11-22 08:00" report daily --date 2026-10-01 -o empty.xlsx
	[ "$status" -eq 0 ]
	[[ $output == *empty.xlsx* ]]
}

@test "report: the reader sees a wait, an outcome, a refund, a clerk and an amount that are not the workbook's" {
	sees Queue "UPDATE ticket SET called_at_ms = called_at_ms + 600000 WHERE called_at_ms IS NOT NULL"
	sees Visits "UPDATE booking SET state = 'no_show' WHERE state = 'fulfilled'"
	sees 'handed back' "UPDATE refund SET state = 'succeeded' WHERE state = 'requested'"
	sees Registrations "UPDATE staff SET code = '0001' WHERE code = '001'"
	sees Money "UPDATE audit SET counter = '1.0' WHERE counter = '01'"
	sees Ledger "UPDATE ledger SET fen = fen + 1 WHERE kind = 'payment'"
	sees Sessions "UPDATE session SET capacity = capacity + 1 WHERE date = '2026-11-21'"
	sees Departments "DELETE FROM booking WHERE id = (SELECT max(id) FROM booking)"
}

@test "report: the same data give the same bytes, and the answer is the ledger's" {
	done_at "2026-11-22 08:30" report daily --date 2026-11-21 -o "$BATS_TEST_TMPDIR/again.xlsx"
	cmp day.xlsx "$BATS_TEST_TMPDIR/again.xlsx"
	is "$(json 'v["file"]')" "$BATS_TEST_TMPDIR/again.xlsx"
	sum() { /usr/bin/python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT coalesce(sum(fen), 0) FROM ledger WHERE kind = ? AND business_day = ?", sys.argv[2:]).fetchone()[0])' clinic.db "$1" 2026-11-21; }
	is "$(json 'v["revenue_fen"]')" "$(sum payment)"
	is "$(json 'v["refund_fen"]')" "$(sum refund)"
	is "$(json 'v["bookings"]')" 8
}

@test "report: without -o it goes to the set folder under the report's name and day" {
	mkdir -p "$BATS_TEST_TMPDIR/reports"
	printf '[report]\ndirectory = %s\n' "$BATS_TEST_TMPDIR/reports" >"$BATS_TEST_TMPDIR/set.ini"
	done_at "2026-11-22 08:30" -c "$BATS_TEST_TMPDIR/set.ini" report daily --date 2026-11-21
	is "$(json 'v["file"]')" "$BATS_TEST_TMPDIR/reports/daily-2026-11-21.xlsx"
	[ "$(ls -A "$BATS_TEST_TMPDIR/reports")" = daily-2026-11-21.xlsx ]
	[ "$(stat -c %a "$BATS_TEST_TMPDIR/reports/daily-2026-11-21.xlsx")" = 600 ]
}

@test "report: a folder that is not there is refused with a sentence, and nothing is made" {
	refused_at "2026-11-22 08:30" 3 cannot_write report daily --date 2026-11-21 -o "$BATS_TEST_TMPDIR/no/a.xlsx"
	[[ $(json 'v["error"]["message"]') == *"/no\""*"Create it"* ]]
	[ ! -e "$BATS_TEST_TMPDIR/no" ]
}

@test "report: a file that is no workbook is not replaced, and one that is, is" {
	cp "$BATS_TEST_FILENAME" letter.xlsx
	refused_at "2026-11-22 08:30" 3 cannot_write report daily --date 2026-11-21 -o letter.xlsx
	[[ $(json 'v["error"]["message"]') == *"is no workbook, so it is not replaced"* ]]
	cmp "$BATS_TEST_FILENAME" letter.xlsx
	cp day.xlsx again.xlsx
	done_at "2026-11-22 08:30" report daily --date 2026-11-21 -o again.xlsx
}

@test "report: on a full disk the old workbook stays and the cause is named" {
	mkdir "$BATS_TEST_TMPDIR/disk"
	cp day.xlsx "$BATS_TEST_TMPDIR/disk"
	(
		ulimit -f 100
		trap '' XFSZ
		refused_at "2026-11-22 08:30" 3 cannot_write report daily --date 2026-11-21 -o "$BATS_TEST_TMPDIR/disk/day.xlsx"
		[[ $(json 'v["error"]["message"]') == *"/day.xlsx"*"too large"* ]]
	)
	cmp day.xlsx "$BATS_TEST_TMPDIR/disk/day.xlsx"
	is "$(ls -A "$BATS_TEST_TMPDIR/disk")" day.xlsx
}

@test "report: the form is the same in Chinese" {
	for language in en zh; do
		printf '[clinic]\nlanguage = %s\n' "$language" >"$BATS_TEST_TMPDIR/$language.ini"
		at "2026-11-22 08:30" -c "$BATS_TEST_TMPDIR/$language.ini" report daily --date 2026-11-21 -o "$BATS_TEST_TMPDIR/$language.xlsx"
		agrees --form "$BATS_TEST_TMPDIR/$language.xlsx"
	done
}
