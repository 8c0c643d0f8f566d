#!/usr/bin/env bats
# The owner's key: on a stick and on paper, never with the database.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib

NOW="2026-11-20 13:00"

setup_file() {
	make_clinic "$BATS_FILE_TMPDIR"
}

setup() {
	copy_clinic
}

@test "the private key is in the file alone; its mark is shown, and another one needs --replace" {
	refused_at "$NOW" 1 not_found owner show
	done_at "$NOW" --as wu owner create owner.key
	mark=$(json 'v["owner_key"]')
	is "$(json 'v["same_disk"]')" true
	is "$(stat -c %a owner.key)" 600
	done_at "$NOW" owner show
	is "$(json 'v["owner_key"]')" "$mark"
	letters=$(tail -1 owner.key)
	is "${#letters}" 34
	for file in clinic.db*; do
		is "$(grep -c -- "$letters" "$file")" 0
	done
	refused_at "$NOW" 1 wrong_state --as wu owner create second.key
	[ ! -e second.key ]
	done_at "$NOW" --as wu owner create second.key --replace
	[ "$(json 'v["owner_key"]')" != "$mark" ]
	all_checks_pass "$NOW"
}

@test "init makes the owner's key at once" {
	done_at "$NOW" -d new.db init --sign-in names --owner owner.key
	is "$(json 'v["owner_file"]')" owner.key
	grep -q '^private$' owner.key
	done_at "$NOW" -d new.db owner show
}

@test "a key is never written over a file, nor beside the database" {
	echo letter >owner.key
	refused_at "$NOW" 3 cannot_write --as wu owner create owner.key
	is "$(cat owner.key)" letter
	refused_at "$NOW" 3 cannot_write --as wu owner create clinic.db-wal
	refused_at "$NOW" 1 not_found owner show
}
