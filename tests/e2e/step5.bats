#!/usr/bin/env bats
# A database of step 5 comes forward with every figure and every receipt unchanged. step5/clinic.sql is one that the program of
# that time wrote, step5/answers.jsonl what it said about it, but that the numbers of a session are told as they are now;
# step5/play.bash does the same days again with this program, which must then write the same workbooks, byte for byte.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib
load step5/play

NOW="2026-11-22 08:00"
DAYS="2026-11-19 2026-11-20 2026-11-21 2026-11-22 2026-11-23"

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	cd "$BATS_FILE_TMPDIR" || return 1
	mkdir old new
	sqlite3 old/clinic.db <"$BATS_TEST_DIRNAME/step5/clinic.sql"
	chmod 600 old/clinic.db
	cd new || return 1
	export FRONTDESK_DB=$PWD/clinic.db
	play
	at "$NOW" -d ../old/clinic.db upgrade
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return 1
}

bookings() {
	sqlite3 "$FRONTDESK_DB" "SELECT id FROM booking ORDER BY id"
}

# All that the program says about the clinic without a word of the interface: one JSON value a line.
answers() {
	local booking day
	for booking in $(bookings); do
		at "$NOW" --json booking "$booking"
	done
	at "$NOW" --json refunds
	at "$NOW" --json affected
	at "$NOW" --json affected --doctor 1001 --date 2026-11-21 --period pm
	at "$NOW" --json bans
	at "$NOW" --json unresolved
	for day in $DAYS; do
		at "$NOW" --json sessions --date "$day"
	done
}

@test "step 5: every booking with its receipts and history, refunds, sessions and bans are as the program of that time told them" {
	export FRONTDESK_DB=old/clinic.db
	answers >answers.jsonl
	/usr/bin/python3 - "$BATS_TEST_DIRNAME/step5/answers.jsonl" answers.jsonl <<-'END'
		import json, sys

		# Keys that the program of that time did not know may have come.
		def differs(old, new):
		    if isinstance(old, dict) and isinstance(new, dict):
		        return any(key not in new or differs(old[key], new[key]) for key in old)
		    if isinstance(old, list) and isinstance(new, list):
		        return len(old) != len(new) or any(map(differs, old, new))
		    return old != new

		old, new = ([json.loads(line) for line in open(path, encoding="utf-8")] for path in sys.argv[1:])
		if len(old) != len(new):
		    sys.exit(f"{len(new)} answers for {len(old)}")
		for was, now in zip(old, new):
		    if differs(was, now):
		        sys.exit(f"was {was}\nis {now}")
	END
}

@test "step 5: the workbooks of all days are those of the same days done now, byte for byte, in both languages" {
	local day language
	for language in en zh; do
		printf '[clinic]\nlanguage = %s\n' $language >$language.ini
		for day in $DAYS; do
			at "$NOW" -c $language.ini -d old/clinic.db report daily --date "$day" -o old/daily.xlsx
			at "$NOW" -c $language.ini -d new/clinic.db report daily --date "$day" -o new/daily.xlsx
			cmp old/daily.xlsx new/daily.xlsx
		done
	done
}

@test "step 5: every table has the rows that this program writes, but for the keys, which are never the same" {
	local folder table
	for folder in old new; do
		cp $folder/clinic.db "$BATS_TEST_TMPDIR/$folder.db"
		sqlite3 "$BATS_TEST_TMPDIR/$folder.db" "DROP TRIGGER audit_no_update; UPDATE audit SET idem = NULL"
	done
	for table in $(sqlite3 new/clinic.db "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name"); do
		for folder in old new; do
			sqlite3 "$BATS_TEST_TMPDIR/$folder.db" "SELECT * FROM $table" | sort >$folder/rows
		done
		diff old/rows new/rows
	done
}

@test "step 5: every invariant holds, and the copy of before is kept" {
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/old/clinic.db
	all_checks_pass "$NOW"
	[ "$(sqlite3 old/clinic.db.before-v5 "PRAGMA user_version")" = 5 ]
}
