#!/usr/bin/env bats
# The whole job on a large clinic: 200 doctors for 7 days and 5,000 online rows in GB18030 go through import, counter work, cancellation,
# calling and day close to a workbook; every total is compared with a model written from the rules (whole_job.py), with the ledger,
# and with the workbook as another program reads it. The tests of this file are one story, in order.

setup_file() {
	export CLINIC=$BATS_FILE_TMPDIR TZ=Asia/Shanghai
	/usr/bin/python3 "$BATS_TEST_DIRNAME/whole_job.py" make "$CLINIC"
}

at() {
	local clock=$1
	shift
	FRONTDESK_TEST_CLOCK="2026-11-23 $clock+08:00" "$FRONTDESK" -d "${DATABASE:-$CLINIC/clinic.db}" --as wang --json "$@"
}

# json FILE EXPRESSION: a value of a JSON file, the file being `j`
json() { /usr/bin/python3 -c 'import json, sys; j = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2"; }

model() { /usr/bin/python3 "$BATS_TEST_DIRNAME/whole_job.py" "$@"; }

@test "the master files of 200 doctors load, and loading them again changes nothing" {
	at 06:00:00 init --sign-in names
	for kind in departments doctors roster patients; do
		at 06:10:00 load $kind "$CLINIC/$kind.csv" >"$CLINIC/load.json"
	done
	for kind in departments doctors roster patients; do
		at 06:15:00 load $kind "$CLINIC/$kind.csv" >"$CLINIC/load.json"
		[ "$(json "$CLINIC/load.json" 'j["added"], j["changed"]')" = "(0, 0)" ]
	done
	[ "$(at 06:16:00 sessions --date 2026-11-23 | /usr/bin/python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')" = 200 ]
}

@test "5,000 online rows in GB18030 are answered as the model of the rules answers them, each one" {
	start=$(date +%s%N)
	at 06:50:00 import "$CLINIC/online.csv" --ack "$CLINIC/ack.csv" >"$CLINIC/import.json"
	echo "# imported in $((($(date +%s%N) - start) / 1000000)) ms" >&3
	for count in rows accepted cancelled duplicate refused; do
		[ "$(json "$CLINIC/import.json" "j['$count']")" = "$(json "$CLINIC/expected.json" "j['counts']['$count']")" ]
	done
	model ack "$CLINIC" "$CLINIC/ack.csv"
}

# On a copy: the model knows nothing of it.
@test "importing the file again books only who was refused and has a number now, and in the end changes nothing" {
	cp "$CLINIC/clinic.db" "$CLINIC/again.db"
	DATABASE=$CLINIC/again.db
	refused=$(json "$CLINIC/import.json" 'j["refused"]')
	booked=0
	for _ in 1 2 3 4 5 6; do
		before=$(cksum <(sqlite3 "$CLINIC/again.db" .dump))
		at 06:55:00 import "$CLINIC/online.csv" >"$CLINIC/again.json"
		[ "$(json "$CLINIC/again.json" 'j["accepted"] + j["cancelled"] + j["duplicate"], j["refused"]')" = "(5000, 0)" ]
		booked=$((booked + $(json "$CLINIC/again.json" 'j["accepted"] + j["cancelled"]')))
		[ "$(json "$CLINIC/again.json" 'j["duplicate"]')" = 5000 ] && break
	done
	[ "$(json "$CLINIC/again.json" 'j["duplicate"]')" = 5000 ]
	[ "$before" = "$(cksum <(sqlite3 "$CLINIC/again.db" .dump))" ]
	[ "$booked" -le "$refused" ]
	[ "$(at 06:56:00 check | /usr/bin/python3 -c 'import json, sys; print(json.load(sys.stdin)["failed"])')" = 0 ]
}

@test "the counter books, cancels, checks in, calls, misses and finishes" {
	model counter "$CLINIC" "$CLINIC/clinic.db"
}

@test "closing the day finds the no-shows and the bans of the model" {
	at 18:00:00 close-day --pass >"$CLINIC/close.json"
	[ "$(json "$CLINIC/close.json" 'j["no_shows"]')" = $(($(json "$CLINIC/expected.json" 'j["no_shows"]') + $(json "$CLINIC/counter.json" 'j["absent"]'))) ]
	[ "$(json "$CLINIC/close.json" 'len(j["bans"])')" = "$(json "$CLINIC/expected.json" 'len(j["banned"])')" ]
	[ "$(json "$CLINIC/close.json" 'set(b["until"] for b in j["bans"])')" = "{'2027-02-23'}" ]
}

@test "the workbook, the ledger and the model agree to the fen" {
	at 18:10:00 report daily -o "$CLINIC/daily.xlsx" >"$CLINIC/report.json"
	model recount "$CLINIC/clinic.db" 2026-11-23 >"$CLINIC/recount.json"
	for figure in bookings revenue_fen refund_fen; do
		[ "$(json "$CLINIC/report.json" "j['$figure']")" = "$(json "$CLINIC/recount.json" "j['$figure']")" ]
	done
	[ "$(json "$CLINIC/report.json" 'j["revenue_fen"]')" = $(($(json "$CLINIC/expected.json" 'j["payments_fen"]') + $(json "$CLINIC/counter.json" 'j["payments_fen"]'))) ]
	[ "$(json "$CLINIC/report.json" 'j["refund_fen"]')" = $(($(json "$CLINIC/expected.json" 'j["refunds_fen"]') + $(json "$CLINIC/counter.json" 'j["refunds_fen"]'))) ]
	[ "$(json "$CLINIC/recount.json" 'j["balance_fen"], j["oversold"]')" = "(0, 0)" ]
	/usr/bin/python3 "$BATS_TEST_DIRNAME/workbook.py" "$CLINIC/daily.xlsx" "$CLINIC/clinic.db" 2026-11-23
}

@test "every invariant holds at the end" {
	[ "$(at 18:20:00 check | /usr/bin/python3 -c 'import json, sys; print(json.load(sys.stdin)["failed"])')" = 0 ]
}
