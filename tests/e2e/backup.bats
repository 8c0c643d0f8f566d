#!/usr/bin/env bats
# A copy is made while desks work, and put back by one command; what was put there in another way is noticed; a database knows
# its computer.

load lib

moment="2026-11-21 07:30"

setup() {
	cd "$BATS_TEST_TMPDIR"
	export HOME=$BATS_TEST_TMPDIR/home FRONTDESK_DB=$BATS_TEST_TMPDIR/desk.db FRONTDESK_TEST_MACHINE=first-computer-0001
	mkdir "$HOME"
	done_at "$moment" init --sign-in names
	add Anna 13900000001
	done_at "$moment" backup create copy.db
}

teardown() {
	[ -z "${opener:-}" ] || kill "$opener"
}

add() {
	done_at "$moment" patient add --name "$1" --phone "$2"
}

# The name of somebody, "" when nobody is found.
who() {
	done_at "$moment" patient find "$1"
	json '"".join(p["name"] for p in v)'
}

epoch() {
	sqlite3 desk.db 'SELECT epoch FROM clinic'
}

@test "a copy is examined, private, and never written over a file" {
	is "$(json 'v["entry"]')" 11
	[[ "$(json 'v["line"]')" =~ ^[0-9A-F]{4}-[0-9A-F]{4}-1$ ]]
	is "$(stat -c %a copy.db)" 600
	refused_at "$moment" 3 cannot_write backup create copy.db
	FRONTDESK_DB=copy.db done_at "$moment" check
	is "$(json 'v["failed"]')" 0
}

@test "a copy that is restored is the database, and the one of before is kept" {
	add Berta 13900000002
	done_at "$moment" backup restore copy.db
	kept=$(json 'v["kept"]')
	[[ "$kept" = *desk.db.before-restore-20261121-073000 ]]
	is "$(json 'v["line"][-2:]')" "-2"
	is "$(json 'v["entry"]')" 11
	is "$(who Anna)$(who Berta)" Anna
	add Carla 13900000003
	FRONTDESK_DB=$kept done_at "$moment" patient find Berta
	is "$(json 'v[0]["name"]')" Berta
	is "$(sqlite3 desk.db "SELECT group_concat(action) FROM (SELECT action FROM audit ORDER BY seq DESC LIMIT 2 OFFSET 1)")" epoch.begin,clinic.restore
	# Once more within the same second, and no line has the number of another.
	done_at "$moment" backup restore copy.db
	is "$(epoch)" 3
}

@test "nothing is restored that is no copy, is not sound, or is the database itself" {
	before=$(sha256sum desk.db)
	refused_at "$moment" 4 store_missing backup restore nothing.db
	refused_at "$moment" 3 bad_value backup restore desk.db
	echo "a letter to the editor, which is longer than a hundred bytes so that it could be the header of a database, and is none" >letter.db
	chmod 600 letter.db
	refused_at "$moment" 4 store_not_database backup restore letter.db
	cp copy.db damaged.db
	printf 'damage' | dd of=damaged.db bs=1 seek=40960 conv=notrunc status=none
	run --separate-stderr at "$moment" --json backup restore damaged.db
	is "$status" 4
	is "$(sha256sum desk.db)" "$before"
	is "$(find . -name '*before-restore*' -o -name '*.new*')" ""
}

@test "a copy is restored where the database is damaged or gone" {
	head -c 5000 /dev/urandom >desk.db
	refused_at "$moment" 4 store_not_database patient find Anna
	done_at "$moment" backup restore copy.db
	is "$(who Anna)" Anna
	rm desk.db*
	done_at "$moment" backup restore copy.db
	is "$(json 'v["kept"]')" null
	is "$(who Anna)" Anna
}

@test "a copy that was put in the place of the database misses what was called saved, and says so" {
	add Berta 13900000002
	cp copy.db desk.db
	refused_at "$moment" 4 store_lost patient add --name Carla --phone 13900000003
	[[ "$(json 'v["error"]["message"]')" = *"1 entry"* ]]
	is "$(who Anna)" Anna
	run --separate-stderr at "$moment" --json check
	is "$status" 4
	is "$(json '[f["check"] for f in v["failures"]]')" '["promised"]'
	done_at "$moment" adopt
	is "$(json 'v["log_aside"]')" null
	is "$(epoch)" 2
	add Carla 13900000003
	# The same copy once more is of an older line, whatever its last entry.
	cp copy.db desk.db
	refused_at "$moment" 4 store_lost patient add --name Dora --phone 13900000004
	done_at "$moment" adopt
	is "$(epoch)" 3
	refused_at "$moment" 1 wrong_state adopt
}

@test "on another computer a database can be read, and written after it was adopted" {
	export FRONTDESK_TEST_MACHINE=second-computer-002
	is "$(who Anna)" Anna
	refused_at "$moment" 4 store_elsewhere patient add --name Berta --phone 13900000002
	[[ "$(json 'v["error"]["message"]')" = *"frontdesk adopt"* ]]
	done_at "$moment" adopt
	is "$(json 'v["line"][-2:]')" "-2"
	add Berta 13900000002
	export FRONTDESK_TEST_MACHINE=first-computer-0001
	refused_at "$moment" 4 store_elsewhere patient add --name Carla --phone 13900000003
	# A copy that is restored belongs to the computer where that is done.
	done_at "$moment" backup restore copy.db
	add Carla 13900000003
}

@test "nothing is restored under an open desk" {
	/usr/bin/python3 -c '
import sqlite3, time
db = sqlite3.connect("desk.db")
db.execute("SELECT count(*) FROM staff").fetchone()
print("open", flush=True)
time.sleep(600)' >said 3>&- &
	opener=$!
	until grep -q open said; do kill -0 "$opener"; done
	refused_at "$moment" 4 store_older backup restore copy.db
	[[ "$(json 'v["error"]["message"]')" = *python3* ]]
	kill "$opener"
	wait "$opener" || true
	opener=
	is "$(who Anna)" Anna
}
