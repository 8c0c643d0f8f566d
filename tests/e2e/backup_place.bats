#!/usr/bin/env bats
# Where backups go: a folder, a stick, another computer; when a day is closed; which of them are kept; and what cannot be made
# leaves the older ones as they were.

load lib
load backup

@test "without a place or a passphrase nothing goes anywhere, and it is said why" {
	refused_at "$moment" 1 not_found backup create
	[[ $(json 'v["error"]["message"]') == *"backup.place"* ]]
	done_at "$moment" setting set backup.place "$BATS_TEST_TMPDIR/place"
	refused_at "$moment" 1 not_found backup create
	[[ $(json 'v["error"]["message"]') == *"backup passphrase"* ]]
	opened_at "$moment" backup passphrase
	rmdir place
	refused_at "$moment" 1 not_found backup create
	[[ $(json 'v["error"]["message"]') == *"$BATS_TEST_TMPDIR/place"* ]]
	refused_at "$moment" 2 usage backup create --plain
	for place in relative/folder label: label:a/b ssh:host ssh:-oProxyCommand=x:y "ssh:a b:c" "ssh:host:-x"; do
		done_at "$moment" setting set backup.place -- "$place"
		refused_at "$moment" 3 bad_setting backup create
	done
}

@test "fourteen days and twelve months are kept, and nothing of another clinic or that cannot be read goes" {
	make_place
	printf 'frontdesk-backup, but no more' >place/frontdesk-00000000-20200101-000000-0000.backup
	mkdir theirs
	FRONTDESK_DB=$PWD/theirs.db done_at "2020-01-01 08:00" init --sign-in names
	FRONTDESK_DB=$PWD/theirs.db opened_at "2020-01-01 08:00" backup passphrase
	FRONTDESK_DB=$PWD/theirs.db done_at "2020-01-01 08:00" setting set backup.place "$PWD/place"
	FRONTDESK_DB=$PWD/theirs.db done_at "2020-01-01 08:00" backup create
	for day in 2026-12-0{1..9} 2026-12-1{0..9}; do
		done_at "$day 20:00" backup create
	done
	is "$(json 'v["removed"]')" 1
	is "$(backups)" 16
	done_at "2026-12-19 21:00" backup list
	is "$(json '[r["at"][:10] for r in v if r["problem"] is None and r["at"] > "2021"][-1]')" 2026-12-06
}

@test "a stick is found by its name, and may be removed when the backup is on it" {
	opened_at "$moment" backup passphrase
	done_at "$moment" setting set backup.place label:CLINIC
	printf 'none / ext4 rw 0 0\n' >mounts
	export FRONTDESK_TEST_MOUNTS=$PWD/mounts
	refused_at "$moment" 1 not_found backup create
	[[ $(json 'v["error"]["message"]') == *CLINIC* ]]
	mkdir -p media/CLINIC
	printf '/dev/sdz1 %s vfat rw 0 0\n' "$PWD/media/CLINIC" >>mounts
	told at "$moment" backup create
	is "$status" 0
	[[ $output == *"You may remove the stick."* ]]
	is "$(find media/CLINIC/frontdesk -name '*.backup' | wc -l)" 1
}

@test "where there is no room the older backups stay, and no word is false" {
	make_place
	done_at "$moment" backup create
	good=$(json 'v["file"]')
	before=$(sha256sum "$good")
	# shellcheck disable=SC2016
	run --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 200; FRONTDESK_TEST_CLOCK="2026-11-22 07:30+08:00" exec "$FRONTDESK" --json backup create'
	is "$(json 'v["error"]["code"] in ("cannot_write", "store_io", "store_full")')" true
	is "$(backups)" 1
	is "$(sha256sum "$good")" "$before"
	nothing_left
}

@test "two backups at once are two backups" {
	make_place
	at "$moment" --json backup create >one.json 3>&- &
	first=$!
	at "$moment" --json backup create >two.json 3>&-
	wait "$first"
	is "$(backups)" 2
	for answer in one two; do
		output=$(cat $answer.json)
		opened_at "$moment" backup verify --examine "$(json 'v["file"]')"
	done
	nothing_left
}

@test "what a backup that was killed left behind is cleared away by the next one" {
	make_place
	# The program is ended by the system while it writes its copy.
	run bash -c 'ulimit -c 0; ulimit -f 200; FRONTDESK_TEST_CLOCK="2026-11-22 07:30+08:00" exec "$FRONTDESK" backup create'
	[ "$status" -gt 128 ]
	[ -n "$(find . -name '*.work-*')" ]
	is "$(backups)" 0
	done_at "2026-11-22 07:31" backup create
	nothing_left
	is "$(backups)" 1
}

@test "closing a day makes a backup where there is a place, and closes it where that fails" {
	make_place
	done_at "2026-11-21 22:00" close-day
	is "$(json 'v["closed"]')" true
	is "$(backups)" 1
	told at "2026-11-21 22:05" close-day
	[[ $output == *"closed before"* ]]
	is "$(backups)" 1
	rmdir place 2>/dev/null || rm -r place
	told at "2026-11-22 22:00" --json close-day
	is "$status" 0
	is "$(json 'v["closed"]')" true
	[[ $stderr == *"NO backup was made"*"place"* ]]
	is "$(sqlite3 desk.db "SELECT good FROM backup ORDER BY seq DESC LIMIT 1")" 0
	told at "2026-11-22 22:05" --json doctor
	is "$(json "[r['state'] for r in v if r['check'] in ('backup', 'drill')]")" '["notice", "bad"]'
	mkdir place
	told at "2026-11-23 22:00" close-day
	[[ $output == *"was made and read back"* ]]
	told at "2026-11-23 22:05" --json doctor
	is "$(json "[r['state'] for r in v if r['check'] == 'backup']")" '["good"]'
}

@test "what is sent to a second computer goes when something was entered and the time is over" {
	opened_at "$moment" backup passphrase
	done_at "$moment" setting set backup.second "$PWD/place"
	done_at "$moment" backup send
	is "$(json 'v["file"] is None')" false
	done_at "2026-11-21 07:50" backup send
	is "$(json 'v["file"]')" null
	done_at "2026-11-21 07:51" patient add --name Berta --phone 13900000002
	done_at "2026-11-21 07:52" backup send
	is "$(json 'v["file"] is None')" false
	done_at "2026-11-21 07:53" patient add --name Carla --phone 13900000003
	done_at "2026-11-21 08:00" backup send
	is "$(json 'v["file"]')" null
	done_at "2026-11-21 08:07" backup send
	is "$(json 'v["file"] is None')" false
	# The newest two of a day are kept.
	is "$(backups)" 2
	is "$(audit)" backup.send
}

# An sftp that speaks with a server of files on this computer, without a line between them: sftp_here PLACE
sftp_here() {
	server=/usr/lib/openssh/sftp-server
	[ -x "$server" ] || skip "there is no server for sftp here"
	mkdir -p bin "$1"
	cat >bin/sftp <<-END
		#!/bin/sh
		[ ! -e "$PWD/unplugged" ] || { echo "ssh: connect to host second port 22: No route to host" >&2; exit 255; }
		for word in "\$@"; do [ "\$word" != second ] || found=1; done
		[ "\$found" ] && exec $(command -v sftp) -q -b "\$3" -D $server
	END
	chmod +x bin/sftp
	export PATH=$PWD/bin:$PATH
}

@test "another computer takes backups by sftp; one that cannot be reached is told, and recorded" {
	sftp_here "$PWD/there"
	opened_at "$moment" backup passphrase
	done_at "$moment" setting set backup.place "ssh:second:$PWD/there"
	for day in 2026-12-0{1..9} 2026-12-1{0..7}; do
		done_at "$day 20:00" backup create
	done
	is "$(json 'v["removed"], v["file"][:7]')" '[1, "second:"]'
	is "$(find there -type f | wc -l)" 14
	opened_at "2026-12-17 20:05" backup drill
	is "$(json 'v["behind"]')" 1
	touch unplugged
	refused_at "2026-12-18 20:00" 3 cannot_write backup create
	[[ $(json 'v["error"]["message"]') == *"No route to host"* ]]
	is "$(sqlite3 desk.db "SELECT good FROM backup ORDER BY seq DESC LIMIT 1")" 0
	is "$(find there -type f | wc -l)" 14
	nothing_left
}
