#!/usr/bin/env bats
# The database: where it is, when it is made, who may read it, and the checks of it.

load lib

setup() {
	cd "$BATS_TEST_TMPDIR"
	export HOME=$BATS_TEST_TMPDIR/home
	mkdir "$HOME"
}

@test "init makes the database that -d names, for its owner alone" {
	done_at "2026-11-21 07:00" -d clinic.db init --sign-in names
	is "$(json 'v["database"]')" "$PWD/clinic.db"
	is "$(stat -c %a clinic.db)" 600
}

@test "init refuses an existing database and leaves it as it was" {
	at "2026-11-21 07:00" -d clinic.db init --sign-in names
	before=$(sha256sum clinic.db)
	refused_at "2026-11-21 07:01" 4 store_exists -d clinic.db init --sign-in names
	is "$(sha256sum clinic.db)" "$before"
}

@test "without -d the database is FRONTDESK_DB, and without that in the XDG data directory" {
	FRONTDESK_DB=$PWD/other.db at "2026-11-21 07:00" init --sign-in names
	[ -f other.db ]
	at "2026-11-21 07:00" init --sign-in names
	[ -f home/.local/share/frontdesk/frontdesk.db ]
	is "$(stat -c %a home/.local/share/frontdesk)" 700
	XDG_DATA_HOME=$PWD/data at "2026-11-21 07:00" init --sign-in names
	[ -f data/frontdesk/frontdesk.db ]
}

@test "-d goes before FRONTDESK_DB, and an empty FRONTDESK_DB is none" {
	FRONTDESK_DB=$PWD/other.db at "2026-11-21 07:00" -d mine.db init --sign-in names
	[ -f mine.db ] && [ ! -e other.db ]
	FRONTDESK_DB='' at "2026-11-21 07:00" init --sign-in names
	[ -f home/.local/share/frontdesk/frontdesk.db ]
}

@test "a missing database is exit status 4 and says where it was looked for" {
	refused_at "2026-11-21 07:00" 4 store_missing -d nowhere.db sessions
	[[ $(json 'v["error"]["message"]') == *nowhere.db* ]]
	[ ! -e nowhere.db ]
}

@test "a file that is no database is exit status 4 and stays as it was" {
	echo "dear diary" >diary.db
	chmod 600 diary.db
	refused_at "2026-11-21 07:00" 4 store_not_database -d diary.db sessions
	is "$(cat diary.db)" "dear diary"
}

@test "an escape sequence in a path reaches neither terminal nor JSON" {
	name=$(printf 'no\033]0;owned\007.db')
	run --separate-stderr at "2026-11-21 07:00" -d "$name" sessions
	is "$status" 4
	[[ $stderr != *$'\033'* && $stderr != *$'\007'* ]]
	refused_at "2026-11-21 07:00" 4 store_missing -d "$name" sessions
	[[ $(json 'v["error"]["message"]') != *$'\033'* ]]
}

@test "check runs every invariant and says how many" {
	at "2026-11-21 07:00" -d clinic.db init --sign-in names
	export FRONTDESK_DB=$PWD/clinic.db
	all_checks_pass
	run at "2026-11-21 07:00" check
	is "$status" 0
	[[ $output == *"checks, 0 failed."* ]]
}

@test "check says which invariant fails, and its exit status is 4" {
	make_clinic "$PWD"
	/usr/bin/python3 - clinic.db <<-'END'
		import sqlite3, sys
		store = sqlite3.connect(sys.argv[1])
		store.execute("DELETE FROM slot WHERE number = 3 AND session_id = (SELECT min(id) FROM session)")
		store.commit()
	END
	run --separate-stderr at "2026-11-21 07:00" --json check
	is "$status" 4
	[ "$(json 'v["failed"]')" -ge 1 ]
	is "$(json 'len(v["failures"]) >= 1 and sorted(v["failures"][0])')" '["check", "message"]'
}

@test "a settings file that -c names must be there; the usual one may be missing" {
	at "2026-11-21 07:00" -d clinic.db init --sign-in names
	refused_at "2026-11-21 07:00" 3 bad_file -d clinic.db -c nowhere.ini sessions
	FRONTDESK_CONFIG=$PWD/nowhere.ini refused_at "2026-11-21 07:00" 3 bad_file -d clinic.db sessions
	done_at "2026-11-21 07:00" -d clinic.db sessions
}

@test "the usual settings file is read from the XDG config directory, and a wrong setting is named" {
	at "2026-11-21 07:00" -d clinic.db init --sign-in names
	mkdir -p home/.config/frontdesk
	printf '[quota]\nonline_percent = 101\n' >home/.config/frontdesk/frontdesk.ini
	refused_at "2026-11-21 07:00" 3 bad_setting -d clinic.db sessions
	[[ $(json 'v["error"]["message"]') == *online_percent* ]]
	printf '[quota]\nonline_share = 10\n' >mine.ini
	refused_at "2026-11-21 07:00" 3 bad_setting -d clinic.db -c mine.ini sessions
	[[ $(json 'v["error"]["message"]') == *online_share* ]]
}

@test "a wrong setting of the keys is an error of every command, not only of the desk" {
	at "2026-11-21 07:00" -d clinic.db init --sign-in names
	printf '[keys]\nqueue_recall = F6\n' >mine.ini
	refused_at "2026-11-21 07:00" 3 bad_setting -d clinic.db -c mine.ini sessions
	[[ $(json 'v["error"]["message"]') == *queue_recall* ]]
	printf '[keys]\nqueue_call = F6 F99\n' >mine.ini
	refused_at "2026-11-21 07:00" 3 bad_setting -d clinic.db -c mine.ini sessions
	[[ $(json 'v["error"]["message"]') == *F99* ]]
	printf '[keys]\nqueue_call = F6 *\n' >mine.ini
	done_at "2026-11-21 07:00" -d clinic.db -c mine.ini sessions
}

@test "a time zone that cannot be loaded is an error, never UTC in silence" {
	printf '[clinic]\ntimezone = Asia/Nowhere\n' >mine.ini
	refused_at "2026-11-21 07:00" 3 bad_zone -d clinic.db -c mine.ini init --sign-in names
	[ ! -e clinic.db ]
}
