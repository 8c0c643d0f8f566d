#!/usr/bin/env bats
# The chain of entries from outside: heads on paper, the owner's key, the key of the day.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib

NOW="2026-11-20 13:00"

setup_file() {
	make_clinic "$BATS_FILE_TMPDIR"
}

setup() {
	copy_clinic
}

# The head of now: $entry and $head.
take_head() {
	done_at "$1" check
	entry=$(json 'v["head_entry"]')
	head=$(json 'v["head"]')
}

# Runs check with further arguments; it must find something, of that name, with those words.
check_finds() {
	local name=$1 words=$2
	shift 2
	told at "$NOW" --json check "$@"
	is "$status" 4
	is "$(json 'sorted({f["check"] for f in v["failures"]})')" "[\"$name\"]"
	[[ $(json 'v["failures"][0]["message"]') == *"$words"* ]] || is "$output" "$words"
}

@test "a head on paper is right as long as nothing is put back, cut off or changed" {
	done_at "$NOW" --as wu staff add mei --name 梅小芳
	take_head "$NOW"
	cp clinic.db old.db
	done_at "$NOW" --as wu staff add hua --name 华安
	old=$entry
	oldhead=$head
	take_head "$NOW"
	for typed in "$head" "${head//-/}" "${head,,}"; do
		done_at "$NOW" check --head "$entry" "$typed"
	done
	done_at "$NOW" check --head "$old" "$oldhead"
	check_finds head "numbered anew" --head "$entry" "$oldhead"
	check_finds head "another head" --head "$old" 0000-0000-0000-0000
	refused_at "$NOW" 3 bad_value check --head "$entry" 0000
	refused_at "$NOW" 3 bad_value check "$head"
	# Yesterday's copy put back with cp.
	rm clinic.db*
	cp old.db clinic.db
	check_finds head "ends at entry $old" --head "$entry" "$head"
}

@test "closing a day tells its head, moves the key on, and the owner proves the day before" {
	done_at "$NOW" --as wu owner create owner.key
	is "$(json 'v["sealed_to_owner"]')" true
	keys=$(sha256sum state/frontdesk/keys/*)
	is "$(stat -c %a state/frontdesk/keys state/frontdesk/keys/*)" "$(printf '700\n400')"
	done_at "2026-11-21 22:00" --as wu close-day --clock-is-right
	entry=$(json 'v["head_entry"]')
	head=$(json 'v["head"]')
	[ "$(sha256sum state/frontdesk/keys/*)" != "$keys" ]
	done_at "2026-11-21 22:01" --as wu close-day
	is "$(json 'v["head"]')" "$head"
	done_at "2026-11-21 22:01" check --head "$entry" "$head" --owner owner.key
	[ "$(json 'v["seals"]')" -ge 2 ]
	printf '%s %s 2026-11-21T22:00:00+08:00 clinic\n' "$entry" "$head" >heads.txt
	done_at "2026-11-21 22:01" check --heads heads.txt
	sed -i 's/ .*//' heads.txt
	refused_at "2026-11-21 22:01" 3 bad_file check --heads heads.txt
	at "$NOW" -d other.db init --sign-in names --owner other.key
	refused_at "2026-11-21 22:01" 1 not_found check --owner other.key
}

@test "who has changed the database with SQL is found, also where the digests were made to fit" {
	done_at "$NOW" --as wu staff add mei --name 梅小芳
	initials=$(sqlite3 clinic.db "SELECT initials FROM doctor WHERE code = '1001'")
	past_guards "UPDATE doctor SET initials = 'zz' WHERE code = '1001'"
	check_finds digest doctor
	past_guards "UPDATE doctor SET initials = '$initials' WHERE code = '1001'"
	done_at "$NOW" check
	past_guards "UPDATE link SET digests = zeroblob(length(digests)) WHERE id = 2"
	told at "$NOW" --json check
	is "$status" 4
	[[ $(json '[f["check"] for f in v["failures"]]') == *link* ]]
}

@test "a key that is lost keeps nobody from working; it is said, and rekey begins anew" {
	rm -r state
	told at "$NOW" --as wu staff add mei --name 梅小芳
	is "$status" 0
	[[ $stderr == *"key of the day is not on this account"*rekey* ]]
	check_finds unsealed rekey
	told at "$NOW" --json --as wu rekey --reason "a new computer"
	is "$status" 0
	is "$(json 'v["epoch"], v["sealed_to_owner"]')" '[2, false]'
	done_at "$NOW" --as wu staff add hua --name 华安
	done_at "$NOW" check
	printf 'rubbish\n' >"$(ls -d state/frontdesk/keys/*)" || { chmod 600 state/frontdesk/keys/* && printf 'rubbish\n' >"$(ls -d state/frontdesk/keys/*)"; }
	told at "$NOW" --as wu staff add lei --name 雷明
	is "$status" 0
	[[ $stderr == *"is no key of the day"* ]]
}

@test "an older copy put back past restore is told by its key, and nobody is kept from working" {
	cp clinic.db old.db
	done_at "2026-11-21 22:00" --as wu close-day --clock-is-right
	rm clinic.db*
	cp old.db clinic.db
	told at "2026-11-21 22:05" --as wu staff add mei --name 梅小芳
	is "$status" 0
	[[ $stderr == *"later day than the database"* ]]
}
