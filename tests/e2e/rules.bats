#!/usr/bin/env bats
# The rules of the clinic lie in its database: changed by "setting set", recorded, the same whatever a counter's file, an option or the
# environment says; carried to another clinic in a file.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib

NOW="2026-11-20 13:00"

setup_file() {
	make_clinic "$BATS_FILE_TMPDIR"
}

setup() {
	copy_clinic
}

value_of() {
	done_at "$NOW" setting get "$1"
	json 'v["value"]'
}

@test "init takes the first values from the settings file, and afterwards its lines are named and not used" {
	printf '[quota]\nonline_percent = 50\n[desk]\ncounter = 4\n' >first.ini
	at "$NOW" -c first.ini -d fresh.db init --sign-in names
	done_at "$NOW" -c first.ini -d fresh.db setting get quota.online_percent
	is "$(json '(v["value"], v["default"], v["scope"], v["source"])')" '["50", "20", "clinic", "database"]'
	done_at "$NOW" -c first.ini -d fresh.db setting get desk.counter
	is "$(json '(v["value"], v["scope"], v["source"])')" '["4", "counter", "file"]'
	printf '[quota]\nonline_percent = 70\n[desk]\ncounter = 5\n' >later.ini
	told at "$NOW" -c later.ini -d fresh.db --json setting get quota.online_percent
	is "$(json '(v["value"], v["file_not_used"])')" '["50", true]'
	[[ $stderr == *"later.ini: not used: quota.online_percent."* ]]
	is "$(FRONTDESK_CONFIG=$PWD/later.ini at "$NOW" -d fresh.db --json setting get desk.counter 2>/dev/null | sed 's/.*"value":"\([^"]*\)".*/\1/')" 5
	# And so is what they would have done.
	for kind in departments doctors; do at "$NOW" -d fresh.db load $kind "$BATS_FILE_TMPDIR/$kind.csv" >/dev/null; done
	at "$NOW" -c later.ini -d fresh.db load roster "$BATS_FILE_TMPDIR/roster.csv" >/dev/null 2>&1
	done_at "$NOW" -d fresh.db sessions --date 2026-11-21 --doctor 3001
	is "$(json 'v[0]["online"]["total"]')" 5
}

@test "a change is recorded with who, when, where, before, after and why" {
	done_at "$NOW" --as wu setting set no_show.threshold ５ --remark 卫健委要求
	is "$(json '(v["before"], v["value"], v["changed"])')" '["3", "5", true]'
	done_at "$NOW" --as lin setting set no_show.threshold --default
	done_at "$NOW" --as lin setting set no_show.threshold 3
	is "$(json 'v["changed"]')" false
	done_at "$NOW" setting history no_show.threshold
	is "$(json '[(h["staff"], h["before"], h["value"], h["remark"]) for h in v]')" \
		'[["lin", "5", "3", null], ["wu", "3", "5", "卫健委要求"], ["wu", null, "3", null]]'
	is "$(json 'v[1]["at"]')" 2026-11-20T13:00:00+08:00
	is "$(sqlite3 clinic.db "SELECT detail FROM audit WHERE action = 'setting.change' ORDER BY seq")" \
		"$(printf 'no_show.threshold: 3 -> 5; 卫健委要求\nno_show.threshold: 5 -> 3')"
	all_checks_pass "$NOW"
}

@test "what a setting cannot be is refused in one sentence, and nothing is recorded" {
	before=$(sqlite3 clinic.db "SELECT max(seq) FROM audit")
	refused_at "$NOW" 3 bad_setting setting set quota.online_percent 101
	refused_at "$NOW" 3 bad_setting setting set quota.online_share 10
	[[ $(json 'v["error"]["message"]') == *'"quota.online_share"'*"frontdesk setting list"* ]]
	refused_at "$NOW" 3 bad_setting setting set periods.am 09:00-15:00
	refused_at "$NOW" 3 bad_zone setting set clinic.timezone Mars/Olympus
	refused_at "$NOW" 3 bad_text setting set no_show.threshold 4 --remark "$(printf '因%.0s' $(seq 81))"
	refused_at "$NOW" 2 usage setting set no_show.threshold
	refused_at "$NOW" 2 usage setting set no_show.threshold 4 --default
	refused_at "$NOW" 2 usage setting set desk.counter 4 --remark why
	refused_at "$NOW" 3 bad_setting setting history desk.counter
	is "$(sqlite3 clinic.db "SELECT max(seq) FROM audit")" "$before"
}

@test "what is a counter's own is changed in its file, and recorded" {
	export FRONTDESK_CONFIG=$PWD/counter.ini
	printf '; ours\n[print]\nseconds = 20 ; agreed in May\n' >counter.ini
	done_at "$NOW" --as wu setting set print.seconds 50
	is "$(json '(v["before"], v["value"], v["scope"])')" '["20", "50", "counter"]'
	is "$(cat counter.ini)" "$(printf '; ours\n[print]\nseconds = 50 ; agreed in May')"
	is "$(sqlite3 clinic.db "SELECT detail FROM audit ORDER BY seq DESC LIMIT 1")" "print.seconds: 20 -> 50"
}

@test "another zone, in a file, an option or the environment, changes no day: a cancellation is as late as it is" {
	patient=$(person 1)
	booking=$(booked "2026-11-20 13:00" "$patient" 1001 2026-11-21 am --pay cash)
	printf '[clinic]\ntimezone = PST8\n[cancel]\nsame_day_refund_percent = 100\n' >west.ini
	mkdir zones zones/Asia
	cp /usr/share/zoneinfo/America/Los_Angeles zones/Asia/Shanghai
	# At half past seven of the day of the visit; west of here it is the evening before.
	told env TZDIR="$PWD/zones" TZ=PST8 FRONTDESK_TEST_CLOCK="2026-11-21 07:30+08:00" "$FRONTDESK" -c west.ini --json cancel "$booking"
	is "$status" 0
	is "$(json '(v["refund_fen"], v["refund_state"])')" '[0, "none"]'
	[[ $stderr == *"not used: clinic.timezone, cancel.same_day_refund_percent."* ]]
}

@test "the rules of a clinic are carried to another one in a file, remarks and all" {
	at "$NOW" --as wu setting set quota.online_percent 30 --remark "卫健委要求 # 2026"
	at "$NOW" --as wu setting set periods.am 08:00-11:30
	at "$NOW" --as wu setting set clinic.name '仁和; "诊所"'
	done_at "$NOW" setting save rules.ini
	at "$NOW" --as li -d other.db init --sign-in names
	done_at "$NOW" -d other.db setting load rules.ini --preview
	is "$(json 'v["done"], [(c["setting"], c["before"], c["value"], c["remark"]) for c in v["changes"]]')" \
		'[false, [["periods.am", "08:00-12:00", "08:00-11:30", null], ["quota.online_percent", "20", "30", "卫健委要求 # 2026"]]]'
	done_at "$NOW" -d other.db setting history quota.online_percent
	is "$(json 'len(v)')" 1
	done_at "$NOW" --as li -d other.db setting load rules.ini
	done_at "$NOW" -d other.db setting get quota.online_percent
	is "$(json '(v["value"], v["remark"])')" '["30", "卫健委要求 # 2026"]'
	# What was carried is carried on, and says nothing new to who has it.
	done_at "$NOW" -d other.db setting save again.ini
	diff <(sed 2d rules.ini) <(sed 2d again.ini)
	done_at "$NOW" -d other.db setting load rules.ini
	is "$(json '(v["changes"], v["unchanged"] > 15)')" '[[], true]'
	done_at "$NOW" -d other.db setting get clinic.name
	is "$(json 'v["source"], v["value"]')" '["database", "frontdesk clinic"]'
	FRONTDESK_DB=$PWD/other.db all_checks_pass "$NOW"
}

@test "a file of rules is taken as a whole or not at all, and passes over what is not a clinic's" {
	printf '[quota]\nhorizon_days = 14\n[no_show]\nthreshold = 0\n' >wrong.ini
	refused_at "$NOW" 3 bad_setting setting load wrong.ini
	[[ $(json 'v["error"]["message"]') == *"wrong.ini, line 4:"* ]]
	is "$(value_of quota.horizon_days)" 7
	printf '[clinic]\ntimezone = Mars/Olympus\n[quota]\nhorizon_days = 14\n' >zone.ini
	refused_at "$NOW" 3 bad_zone setting load zone.ini
	is "$(value_of quota.horizon_days)" 7
	printf '# too long: %s\n[no_show]\n# %s\nthreshold = 4\n' "$(printf 'x%.0s' $(seq 90))" "$(printf 'x%.0s' $(seq 90))" >long.ini
	refused_at "$NOW" 3 bad_setting setting load long.ini
	[[ $(json 'v["error"]["message"]') == *"long.ini, line 4:"*"no_show.threshold"* ]]
	printf '[clinic]\nname = Another\n[desk]\ncounter = 9\n[queue]\n# one\n# two\nmissed_places = 5 # three\n' >mixed.ini
	done_at "$NOW" setting load mixed.ini
	is "$(json 'v["passed_over"], [(c["setting"], c["remark"]) for c in v["changes"]]')" \
		'[["clinic.name", "desk.counter"], [["queue.missed_places", "one two three"]]]'
	is "$(value_of clinic.name)" "frontdesk clinic"
	echo "a letter" >letter.ini
	refused_at "$NOW" 3 cannot_write setting save letter.ini
	is "$(cat letter.ini)" "a letter"
	refused_at "$NOW" 3 bad_file setting load nowhere.ini
}
