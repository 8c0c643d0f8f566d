#!/usr/bin/env bats
# A database of step 5 comes forward with every figure and every receipt unchanged. step5/clinic.sql is one that the program of
# that time wrote, step5/answers.jsonl what it said about it, but that the numbers of a session are told as they are now;
# step5/play.bash does the same days again with this program, which must then write the same rows and workbooks, byte for byte, but
# for what it keeps that the program of that time did not: step5/before.sql names that, and takes it out.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib
load step5/play

NOW="2026-11-22 08:00"
# An upgrade begins the rules of the clinic, and its chain.
without_rules="DELETE FROM setting; DELETE FROM link; DELETE FROM key_epoch; DELETE FROM audit WHERE action IN ('setting.begin', 'epoch.begin');"
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
	at "$NOW" --as wu -d ../old/clinic.db upgrade
	cp clinic.db before.db
	FRONTDESK_DB=$PWD/before.db before_step5
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return 1
}

# Leaves of the clinic what the program of step 5 would have written, the entries numbered without a gap as it did.
before_step5() {
	local renumber
	renumber=$(sqlite3 "$FRONTDESK_DB" <<-'END'
		SELECT format('UPDATE %s SET %s = %s - (SELECT count(*) FROM more WHERE more.seq <= %s.%s);', place, key, key, place, key)
		FROM (
			SELECT 'audit' AS place, 'seq' AS key
			UNION ALL
			SELECT t.name, k."from" FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS k
			WHERE k."table" = 'audit' AND k."from" <> 'before_seq'
		);
	END
	)
	past_guards "$(cat "$BATS_TEST_DIRNAME/step5/before.sql") $renumber"
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

		def masked(key, value):
		    return value[:3] + "****" + value[-4:] if key == "phone" and value else value

		# Keys that the program of that time did not know may have come; phones are masked now.
		def differs(old, new):
		    if isinstance(old, dict) and isinstance(new, dict):
		        return any(key not in new or differs(masked(key, old[key]), new[key]) for key in old)
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
	local day language folder same="UPDATE clinic SET id = zeroblob(16), machine = 0; $without_rules"
	# The clinic's number is random, and the workbook of a day that is not closed bears it.
	for folder in old/clinic new/before; do
		cp $folder.db $folder.same.db
		FRONTDESK_DB=$folder.same.db past_guards "$same"
	done
	for language in en zh; do
		printf '[clinic]\nlanguage = %s\n' $language >$language.ini
		for day in $DAYS; do
			at "$NOW" -c $language.ini -d old/clinic.same.db report daily --date "$day" -o old/daily.xlsx
			at "$NOW" -c $language.ini -d new/before.same.db report daily --date "$day" -o new/daily.xlsx
			cmp old/daily.xlsx new/daily.xlsx
		done
	done
}

@test "step 5: every table has the rows that this program writes, but for keys and the clinic's number, which are never the same" {
	local folder table
	cp old/clinic.db "$BATS_TEST_TMPDIR/old.db"
	cp new/before.db "$BATS_TEST_TMPDIR/new.db"
	for folder in old new; do
		FRONTDESK_DB=$BATS_TEST_TMPDIR/$folder.db past_guards "UPDATE audit SET idem = NULL, asked = NULL;
			UPDATE clinic SET id = zeroblob(16), machine = 0; $without_rules"
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

@test "step 5: a session that an older program oversold is named at each close and stops none that a person passes" {
	export FRONTDESK_DB=$BATS_TEST_TMPDIR/sold.db
	sqlite3 "$FRONTDESK_DB" <"$BATS_TEST_DIRNAME/step5/clinic.sql"
	chmod 600 "$FRONTDESK_DB"
	past_guards "UPDATE session SET capacity = 1 WHERE id = 7;
		UPDATE audit SET detail = replace(detail, 'capacity: 10', 'capacity: 1') WHERE action = 'session.add' AND subject_id = 7"
	at "$NOW" upgrade

	run --separate-stderr at "$NOW" --json check
	is "$status" 4
	is "$(json '[one["check"] for one in v["failures"]]')" '["capacity"]'
	refused_at "2026-11-22 21:00" 1 left_open --as anna close-day --date 2026-11-22
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT count(*) FROM day_close WHERE business_day = '2026-11-22'")" 0

	done_at "2026-11-22 21:00" --as anna close-day --date 2026-11-22 --pass
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT subject FROM day_pending WHERE business_day = '2026-11-22' AND kind = 'check'")" capacity
	done_at "2026-11-23 21:00" --as anna close-day --date 2026-11-23 --pass
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT subject FROM day_pending WHERE business_day = '2026-11-23' AND kind = 'check'")" capacity
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT count(*) FROM audit WHERE action = 'day.pass' AND staff_id = (SELECT id FROM staff WHERE code = 'anna')")" 2
}
