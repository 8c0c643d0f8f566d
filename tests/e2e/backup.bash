# shellcheck shell=bash
# What the tests of backups share: a clinic of one patient, a place, a passphrase.
# shellcheck disable=SC2154 # bats sets BATS_TEST_TMPDIR; lib.bash has done_at

moment="2026-11-21 07:30"
words="four words that differ"

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export HOME=$BATS_TEST_TMPDIR/home FRONTDESK_DB=$BATS_TEST_TMPDIR/desk.db FRONTDESK_TEST_MACHINE=first-computer-0001
	mkdir "$HOME" place
	done_at "$moment" init --sign-in names
	done_at "$moment" patient add --name Anna --phone 13900000001
}

# Runs with the passphrase on standard input.
opened_at() { done_at "$@" <<<"$words"; }

# A place with a passphrase.
make_place() {
	opened_at "$moment" backup passphrase
	done_at "$moment" setting set backup.place "$BATS_TEST_TMPDIR/place"
}

backups() { find place -name '*.backup' | wc -l; }
audit() { sqlite3 desk.db "SELECT action FROM audit ORDER BY seq DESC LIMIT 1"; }
nothing_left() { is "$(find . -name '*.work-*' -o -name '.frontdesk*')" ""; }
