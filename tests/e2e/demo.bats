#!/usr/bin/env bats
# The demonstration clinic: never the clinic's own database, always to the end, and its figures agree.

load lib

setup() {
	cd "$BATS_TEST_TMPDIR"
	export HOME=$BATS_TEST_TMPDIR/home TMPDIR=$BATS_TEST_TMPDIR/tmp
	mkdir "$HOME" "$TMPDIR"
}

@test "demo --batch plays the whole day as a story, in order, and ends with exit status 0" {
	run --separate-stderr at "2026-11-21 10:00" demo --batch
	is "$status" 0
	is "$stderr" ""
	printf '%s\n' "$output" >story
	chapter=0
	for words in "The days before" "8 departments, 24 doctors, 300 patients" "13 rows, 13 accepted" \
		"解晓峰 has not come 3 times: no online booking until 2027-02-20" "Today, before the counter opens" \
		"bookings come as a file: 150 rows" "accepted    119" "refused      22" "150 duplicates, nothing changed" \
		"Today, at the counter" "now the counter has 39" "Refused (duplicate_person)" "Refused (quota_full)" \
		"asks for an extra number" "Today, in the waiting room" "Nobody answers: a missed call" "waits behind the next 3" \
		"Refund 20.00 yuan (cash): handed back" "submitted, succeeded" "a late cancel" "the manager refunds in full" \
		"afternoon is suspended" "Today, in the evening" "3 bookings have no check-in" "2026-11-21 is closed" \
		"陆明哲 has not come 3 times: no online booking until 2027-02-21" "Refused (banned)" \
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
	at "2026-11-20 10:00" init
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
