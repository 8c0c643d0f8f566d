#!/usr/bin/env bats
# Sealed backups open with the passphrase or the owner's key alone, and come back; what was damaged, cut off or forged is refused
# before anything in it is opened.

load lib
load backup

@test "a backup is sealed, private, and what is in it cannot be read without the passphrase" {
	make_place
	done_at "$moment" backup create
	file=$(json 'v["file"]')
	is "$(json 'v["sealed"], v["recorded"], v["removed"]')" "[true, true, 0]"
	is "$(json 'v["entry"]')" "$(sqlite3 desk.db 'SELECT max(seq) - 1 FROM audit')"
	is "$(stat -c %a "$file")" 600
	is "$(grep -c -e Anna -e 13900000001 -e SQLite "$file")" 0
	is "$(audit)" backup.create
	nothing_left
	is "$(backups)" 1
	told at "$moment" backup create
	[[ $output == *"lies on the disk of the database"* ]]
	done_at "$moment" backup list
	is "$(json 'len(v), [r["problem"] for r in v], v[0]["for_owner"]')" "[2, [null, null], false]"
	done_at "$moment" check
	is "$(json 'v["failed"]')" 0
}

@test "a backup comes back on a computer that has nothing but the backup and the passphrase" {
	make_place
	done_at "$moment" backup create
	file=$(json 'v["file"]')
	FRONTDESK_TEST_MACHINE=second-computer-002 FRONTDESK_DB=$BATS_TEST_TMPDIR/other.db opened_at "$moment" backup restore "$file"
	is "$(json 'v["line"][-2:], v["kept"], v["ms"] >= 0')" '["-2", null, true]'
	export FRONTDESK_TEST_MACHINE=second-computer-002 FRONTDESK_DB=$BATS_TEST_TMPDIR/other.db
	done_at "$moment" patient find Anna
	is "$(json 'v[0]["name"]')" Anna
	done_at "$moment" patient add --name Berta --phone 13900000002
	done_at "$moment" check
	is "$(json 'v["failed"]')" 0
	nothing_left
}

@test "without the passphrase nothing is opened, and nothing is changed" {
	make_place
	done_at "$moment" backup create
	file=$(json 'v["file"]')
	before=$(sha256sum desk.db)
	refused_at "$moment" 3 bad_value backup restore "$file" <<<"other words that differ"
	refused_at "$moment" 2 usage backup restore "$file" </dev/null
	refused_at "$moment" 3 bad_value backup verify --examine "$file" <<<"other words that differ"
	refused_at "$moment" 3 bad_value backup drill <<<"other words that differ"
	is "$(sha256sum desk.db)" "$before"
	nothing_left
}

@test "a passphrase is long enough, and a new one is for the backups from then on" {
	refused_at "$moment" 3 bad_value backup passphrase <<<"short"
	refused_at "$moment" 3 bad_value backup passphrase <<<"aaaaaaaaaaaaaaaaaa"
	make_place
	done_at "$moment" backup create
	old=$(json 'v["file"]')
	done_at "$moment" backup passphrase <<<"another five words for it"
	done_at "$moment" backup create
	new=$(json 'v["file"]')
	done_at "$moment" backup verify --examine "$old" <<<"$words"
	done_at "$moment" backup verify --examine "$new" <<<"another five words for it"
	refused_at "$moment" 3 bad_value backup verify --examine "$new" <<<"$words"
	is "$(sqlite3 desk.db "SELECT count(*) FROM backup_key")" 2
	is "$(grep -c "four words" desk.db)" 0
}

@test "whoever makes backups needs no passphrase; the computer cannot open what it made" {
	make_place
	done_at "$moment" backup create </dev/null
	file=$(json 'v["file"]')
	done_at "$moment" backup verify "$file" </dev/null
	is "$(json 'v["examined"]')" false
	refused_at "$moment" 2 usage backup verify --examine "$file" </dev/null
}

@test "a file of a name of one's own is sealed, or plain when that is asked for" {
	done_at "$moment" backup create plain.db
	is "$(json 'v["sealed"]')" false
	opened_at "$moment" backup passphrase
	done_at "$moment" backup create own.backup
	is "$(json 'v["sealed"]')" true
	refused_at "$moment" 3 cannot_write backup create own.backup
	done_at "$moment" backup create --plain again.db
	is "$(json 'v["sealed"]')" false
	told at "$moment" backup create --plain third.db
	[[ $output == *"can read everything in it"* ]]
	opened_at "$moment" backup restore own.backup
	done_at "$moment" backup restore again.db
}

@test "damage, a missing end and something added are refused before anything is opened" {
	make_place
	done_at "$moment" backup create
	file=$(json 'v["file"]')
	before=$(sha256sum desk.db)
	size=$(stat -c %s "$file")
	for at in 3 20 60 100 130 250 300 400 490 512 5000 66100 $((size - 40)) $((size - 1)); do
		cp "$file" broken.backup
		printf '\0\377' | dd of=broken.backup bs=1 seek="$at" conv=notrunc status=none
		cmp -s "$file" broken.backup || refused_at "$moment" 3 bad_file backup verify broken.backup <<<"$words"
		cmp -s "$file" broken.backup || refused_at "$moment" "$([ "$at" = 3 ] && echo 4 || echo 3)" \
			"$([ "$at" = 3 ] && echo store_not_database || echo bad_file)" backup restore broken.backup <<<"$words"
	done
	for to in 400 512 66000 $((size - 1)); do
		head -c "$to" "$file" >broken.backup
		chmod 600 broken.backup
		refused_at "$moment" 3 bad_file backup verify broken.backup <<<"$words"
		[[ $(json 'v["error"]["message"]') == *"cut off"* ]]
	done
	(cat "$file"; printf x) >broken.backup
	refused_at "$moment" 3 bad_file backup verify broken.backup <<<"$words"
	is "$(sha256sum desk.db)" "$before"
	nothing_left
}

@test "a backup that somebody made who has the stick alone is none of the clinic's" {
	make_place
	done_at "$moment" backup create
	ours=$(json 'v["file"]')
	# Another clinic's, with the same passphrase.
	mkdir theirs
	FRONTDESK_DB=$PWD/theirs.db done_at "$moment" init --sign-in names
	FRONTDESK_DB=$PWD/theirs.db opened_at "$moment" backup passphrase
	FRONTDESK_DB=$PWD/theirs.db done_at "$moment" backup create forged.backup
	refused_at "$moment" 4 check_failed backup drill forged.backup <<<"$words"
	# The beginning of ours before the pieces of theirs.
	(head -c 512 "$ours"; tail -c +513 forged.backup) >joined.backup
	refused_at "$moment" 3 bad_file backup verify joined.backup <<<"$words"
	is "$(audit)" backup.drill
	is "$(sqlite3 desk.db "SELECT good FROM backup ORDER BY seq DESC LIMIT 1")" 0
}

@test "a drill opens the newest, checks it, compares it, and is recorded" {
	make_place
	done_at "$moment" backup create
	done_at "$moment" patient add --name Berta --phone 13900000002
	opened_at "2026-11-21 07:40" backup drill
	is "$(json 'v["behind"], v["recorded"], v["checks"] > 50')" "[2, true, true]"
	is "$(audit)" backup.drill
	nothing_left
	# A database that was put back lacks what its backup has.
	done_at "2026-11-21 07:45" backup create plain.db --plain
	done_at "2026-11-21 07:45" patient add --name Carla --phone 13900000003
	done_at "2026-11-21 07:50" backup create
	newest=$(json 'v["file"]')
	cp plain.db desk.db
	rm -f desk.db-*
	refused_at "2026-11-21 07:55" 4 check_failed backup drill "$newest" <<<"$words"
	[[ $(json 'v["error"]["message"]') == *"lost some"* ]]
}

@test "with the owner's key a backup opens, too, and another key opens none" {
	make_place
	done_at "$moment" owner create owner.key
	done_at "$moment" backup create
	file=$(json 'v["file"]')
	is "$(json 'v["for_owner"]')" true
	done_at "$moment" backup verify --examine "$file" --owner owner.key
	FRONTDESK_DB=$PWD/theirs.db done_at "$moment" init --sign-in names
	mkdir elsewhere
	FRONTDESK_DB=$PWD/theirs.db done_at "$moment" owner create elsewhere/other.key
	refused_at "$moment" 3 bad_value backup restore "$file" --owner elsewhere/other.key
	done_at "$moment" backup restore "$file" --owner owner.key
	nothing_left
}
