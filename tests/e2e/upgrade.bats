#!/usr/bin/env bats
# An older database comes forward by `frontdesk upgrade` or by an opening for writing, with nobody else at work; and goes back.

load lib

setup() {
	cd "$BATS_TEST_TMPDIR"
	export HOME=$BATS_TEST_TMPDIR/home
	mkdir "$HOME"
	released=$BATS_TEST_DIRNAME/../released
	newest=$(answer 'v["schema"]' "$(at "2026-11-21 07:00" --json version)")
}

teardown() {
	[ -z "${opener:-}" ] || kill "$opener"
}

# make_old VERSION: old.db as the release of that version left it, with an entry.
make_old() {
	/usr/bin/python3 -c '
import glob, sqlite3, sys
version = int(sys.argv[2])
old = sqlite3.connect("old.db", isolation_level=None)
old.execute("PRAGMA journal_mode = wal")
old.execute("PRAGMA application_id = 1178882891")
for step in sorted(glob.glob(sys.argv[1] + "/*.sql"))[:version]:
    old.executescript(open(step).read())
old.execute("PRAGMA user_version = %d" % version)
old.execute("INSERT INTO staff (code) VALUES (\"wu\")")
old.execute("INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, detail) VALUES (1, 1000, 0, 1, \"C1\", \"session.add\", 1, \"\")")
' "$released" "$1"
	chmod 600 old.db
}

# Everything that a database says, schema and rows, in whatever order it lies there; but the clinic's number, which is random, and when it
# got its first rules.
dump() {
	sqlite3 "$1" 'PRAGMA user_version; PRAGMA application_id' .dump | grep -v "^INSERT INTO \(clinic\|link\|key_epoch\) VALUES\|'setting.begin'\|'epoch.begin'" | sort | sha256sum
}

# Another program that has old.db open; it is $opener.
open_elsewhere() {
	/usr/bin/python3 -c '
import sqlite3, time
db = sqlite3.connect("old.db")
db.execute("SELECT count(*) FROM staff").fetchone()
print("open", flush=True)
time.sleep(600)' >said 3>&- &
	opener=$!
	until grep -q open said; do kill -0 "$opener"; done
}

@test "a command that reads does not upgrade an older database and says what does" {
	make_old 1
	before=$(sha256sum old.db)
	refused_at "2026-11-21 07:01" 4 store_older -d old.db sessions
	[[ "$(json 'v["error"]["message"]')" == *"version 1"*"frontdesk upgrade"* ]]
	is "$(sha256sum old.db)" "$before"
	is "$(ls old.db*)" old.db
}

@test "upgrade says from where to where it went and where the copy is; after that there is nothing to do" {
	make_old 1
	before=$(dump old.db)
	done_at "2026-11-21 07:01" -d old.db upgrade
	is "$(json '[v["database"], v["from"], v["to"], v["copy"]]')" "[\"$PWD/old.db\", 1, $newest, \"$PWD/old.db.before-v1\"]"
	is "$(dump old.db.before-v1)" "$before"
	done_at "2026-11-21 07:01" -d old.db sessions
	done_at "2026-11-21 07:02" -d old.db upgrade
	is "$(json '[v["from"], v["to"], v["copy"]]')" "[$newest, $newest, \"\"]"
	is "$(ls old.db.before-*)" old.db.before-v1
	refused_at "2026-11-21 07:02" 4 store_missing -d none.db upgrade
}

@test "a command that writes upgrades when it is alone, and says so on the side" {
	make_old 5
	[ "$newest" -gt 5 ] || skip "version 5 is the newest"
	run --separate-stderr at "2026-11-21 07:01" -d old.db patient add --name 张三 --phone 13800138000
	is "$status" 0
	[[ "$stderr" == *"upgraded from version 5 to $newest"*"old.db.before-v5"* ]]
}

@test "while another program has it open nothing upgrades it, and the program is named" {
	make_old 2
	open_elsewhere
	before=$(sha256sum old.db)
	for command in "upgrade" "undo"; do
		refused_at "2026-11-21 07:01" 4 store_older -d old.db $command
		[[ "$(json 'v["error"]["message"]')" == *"python3 ($opener)"* ]] || is "$output" "python3 ($opener)"
	done
	is "$(sha256sum old.db)" "$before"
	[ ! -e old.db.before-v2 ]
	kill "$opener"
	wait "$opener" || true
	opener=
	done_at "2026-11-21 07:02" -d old.db upgrade
	is "$(json 'v["from"]')" 2
}

@test "from every released version the way back gives what was there" {
	for version in 1 2 3 4 5; do
		[ "$version" -lt "$newest" ] || continue
		make_old "$version"
		before=$(dump old.db)
		done_at "2026-11-21 07:01" -d old.db upgrade
		upgraded=$(dump old.db)
		done_at "2026-11-21 07:02" -d old.db upgrade --back
		is "$(json '[v["from"], v["to"], v["lost"], v["copy"], v["kept"]]')" \
			"[$newest, $version, 0, \"$PWD/old.db.before-v$version\", \"$PWD/old.db.after-v$newest\"]"
		is "$(dump old.db)" "$before"
		is "$(dump "old.db.after-v$newest")" "$upgraded"
		is "$(stat -c %a old.db)" 600
		# And forward once more.
		done_at "2026-11-21 07:03" -d old.db upgrade
		is "$(dump old.db)" "$upgraded"
		rm old.db*
	done
}

@test "entries made since the upgrade are not taken out unless their number is said" {
	make_old 1
	at "2026-11-21 07:01" -d old.db upgrade
	at "2026-11-21 07:02" -d old.db patient add --name 张三 --phone 13800138000
	upgraded=$(dump old.db)
	refused_at "2026-11-21 07:03" 1 wrong_state -d old.db upgrade --back
	[[ "$(json 'v["error"]["message"]')" == *"--back --lose 1"* ]]
	refused_at "2026-11-21 07:03" 1 wrong_state -d old.db upgrade --back --lose 2
	is "$(dump old.db)" "$upgraded"
	done_at "2026-11-21 07:03" -d old.db upgrade --back --lose 1
	is "$(json 'v["lost"]')" 1
	is "$(dump "old.db.after-v$newest")" "$upgraded"
}

@test "there is no way back without a copy, from one of another clinic, or while somebody has it open" {
	at "2026-11-21 07:00" -d old.db init --sign-in names
	refused_at "2026-11-21 07:01" 1 not_found -d old.db upgrade --back
	mv old.db new.db
	make_old 1
	cp old.db new.db.before-v1
	chmod 600 new.db.before-v1
	refused_at "2026-11-21 07:01" 1 not_found -d new.db upgrade --back
	[[ "$(json 'v["error"]["message"]')" == *"no copy"* ]]
	at "2026-11-21 07:01" -d old.db upgrade
	open_elsewhere
	refused_at "2026-11-21 07:02" 4 store_older -d old.db upgrade --back
	[[ "$(json 'v["error"]["message"]')" == *"python3 ($opener)"* ]]
	refused_at "2026-11-21 07:02" 2 usage -d old.db upgrade --lose 1
	refused_at "2026-11-21 07:02" 3 bad_value -d old.db upgrade --back --lose many
}
