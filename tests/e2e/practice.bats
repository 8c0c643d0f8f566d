#!/usr/bin/env bats
# Practice: as the clinic, with invented people; the clinic's database is only read, and nothing of it is left.

load lib
load window

setup_file() {
	make_clinic "$BATS_FILE_TMPDIR"
	at "2026-11-20 13:00" --as wu patient add --name 司空图南 --id-number "$(id_number 110101 19710203 001)" --phone 13812340001 \
		--card SICARD77 --social-no SISOCIAL88 --linked-since 2026-11-02 >/dev/null
	at "2026-11-20 13:00" --as wu patient add --name "Żaneta Wróblewska" --id-type passport --id-number QX7731902 \
		--phone "+48 601 777 302" --sex female --birth-date 1969-07-08 >/dev/null
	one=$(at "2026-11-20 13:00" --json patient find 司空 | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["patient"])')
	two=$(at "2026-11-20 13:00" --json patient find QX7731902 | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["patient"])')
	booking=$(booked "2026-11-21 07:00" "$one" 1001 2026-11-22 am --pay cash)
	booked "2026-11-21 07:00" "$two" 3001 2026-11-21 am --pay cash >/dev/null
	at "2026-11-21 07:01" --as chen cancel "$booking" --reason "司空先生的母亲住院了" >/dev/null
}

setup() {
	copy_clinic
	export HOME=$BATS_TEST_TMPDIR/home XDG_RUNTIME_DIR=$BATS_TEST_TMPDIR/run TMUX_TMPDIR=$BATS_TEST_TMPDIR
	mkdir -m 700 "$HOME" "$XDG_RUNTIME_DIR"
	PRACTICE=$XDG_RUNTIME_DIR/frontdesk/practice
}

teardown() {
	tmux kill-server 2>/dev/null || true
}

practise() {
	desk "$1" "$2" -d "'$FRONTDESK_DB'" "${@:3}" practice
	wait_for "Task 1 of 10"
}

# The only folder of a practice.
folder() {
	local -a found=("$PRACTICE"/desk.*)
	[ ${#found[@]} -eq 1 ] && [ -d "${found[0]}" ] || return 1
	printf '%s\n' "${found[0]}"
}

leave() {
	keys F10
	say_yes
	wait_for "ended with 0"
}

@test "the desk opens on the own clinic's doctors, in a private folder that is gone afterwards" {
	before=$(sha256sum "$BATS_TEST_TMPDIR"/clinic*)
	practise 80 24
	wait_for "PRACTICE, nothing counts"
	keys F3
	wait_for "阿依古丽"
	place=$(folder)
	is "$(stat -c %a "$place")" 700
	is "$(find "$place" -type f ! -perm 600)" ""
	keys F2
	leave
	wait_for "Practice: 0 of 10 tasks done."
	is "$(ls "$PRACTICE")" ""
	is "$(sha256sum "$BATS_TEST_TMPDIR"/clinic*)" "$before"
}

@test "no name, number, date or reason of the clinic's people is in any byte of it" {
	sqlite3 "$FRONTDESK_DB" "SELECT name FROM patient UNION SELECT id_number FROM patient UNION SELECT phone FROM patient
		UNION SELECT card_no FROM patient UNION SELECT social_no FROM patient UNION SELECT birth_date FROM patient
		UNION SELECT detail FROM audit WHERE action GLOB 'patient*'" | awk 'length > 1' >personal
	printf '司空\nWróblewska\n母亲住院\n13812340001\n777302\nSICARD77\nSISOCIAL88\n1971-02-03\n1969-07-08\n' >>personal
	# They are found where they are.
	grep -aoF -f personal "$FRONTDESK_DB" | sort -u >found
	[ "$(wc -l <found)" -ge 9 ]
	practise 80 24 --as mei
	keys -l oynn
	place=$(folder)
	cat "$place"/* >bytes
	grep -aqF 阿依古丽·买买提 bytes
	grep -aoF -f personal bytes | sort -u >found || true
	is "$(cat found)" ""
	keys C-u
	leave
}

@test "what a killed practice left is removed by the next one, and one that runs is left alone" {
	practise 80 24
	first=$(folder)
	kill -9 "$(cat pid)"
	wait_for "ended with 137"
	[ -d "$first" ]
	tmux kill-server
	practise 80 24
	second=$(folder)
	[ "$first" != "$second" ]
	open_window -s other -x 80 -y 24 "env FRONTDESK_TEST_CLOCK='2026-11-21 07:10+08:00' TERM=screen '$FRONTDESK' practice; sleep 60"
	WINDOW=other: wait_for "Task 1 of 10"
	[ -d "$second" ]
	is "$(find "$PRACTICE" -mindepth 1 -maxdepth 1 | wc -l)" 2
}

@test "without a database it is the demonstration's clinic, in Chinese as well" {
	FRONTDESK_DB=$BATS_TEST_TMPDIR/none.db LANGUAGE=zh practise_chinese
	wait_for "练习，一切不算数"
	keys F3
	wait_for "尉迟敬文"
	[ ! -e none.db ]
}

practise_chinese() {
	desk 80 24 -d "'$FRONTDESK_DB'" practice
	wait_for "第 1 项，共 10 项"
}

@test "its database is nobody's clinic: no command opens it, and it is not restored" {
	practise 80 24
	at "2026-11-21 07:10" -d "$(folder)/practice.db" backup create copy.db && return 1
	cp "$(folder)/practice.db" copy.db
	cp "$(folder)/practice.db-wal" copy.db-wal
	refused_at "2026-11-21 07:10" 1 wrong_state -d "$(folder)/practice.db" check
	[[ $output == *"made to practise with"* ]]
	before=$(sha256sum <"$FRONTDESK_DB")
	sqlite3 copy.db "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
	rm -f copy.db-wal copy.db-shm
	refused_at "2026-11-21 07:10" 1 wrong_state backup restore copy.db
	is "$(sha256sum <"$FRONTDESK_DB")" "$before"
}

@test "it needs a terminal" {
	refused_at "2026-11-21 07:10" 2 usage practice
}
