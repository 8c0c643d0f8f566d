#!/usr/bin/env bats
# doctor: the computer is looked over, also where the database cannot be opened, and nobody is named to who helps.

load lib.bash

# Later than any program that is tested was built.
NOON="2035-03-05 12:00"

setup() {
	unset FRONTDESK_CONFIG
	export HOME=$BATS_TEST_TMPDIR XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config LC_ALL=C.UTF-8
	export FRONTDESK_DB=$BATS_TEST_TMPDIR/clinic.db FRONTDESK_TEST_ROOT=$BATS_TEST_TMPDIR/package
	chmod 700 "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
}

new_clinic() { at "$NOON" --as wu init --sign-in names >/dev/null; }

# The state of a check: good, notice or bad; "none" when nothing was said of it.
state() { json "[r['state'] for r in v if r['check'] == '$1'] or 'none'"; }

# Looks and answers in JSON; the exit status is 4 when something is bad.
looked() {
	told at "$NOON" --json doctor "$@"
	is "$stderr" ""
	is "$status" "$(json "4 if 'bad' in [r['state'] for r in v] else 0")"
}

@test "of each thing is said how it is and what is to be done, in JSON and in sentences" {
	new_clinic
	looked
	is "$(json "sorted({tuple(sorted(r)) for r in v})")" '[["check", "message", "remedy", "state"]]'
	is "$(json "sorted({r['check'] for r in v})")" '["backup", "checks", "clock", "database", "desks", "disk", "dumps", "folder", "language", "library", "locale", "open", "paper", "printer", "reader", "room", "schema", "settings", "terminal", "workbooks", "zone"]' ||
		is "$(json "sorted({r['check'] for r in v})")" '["backup", "checks", "clock", "database", "desks", "disk", "dumps", "folder", "language", "library", "locale", "open", "paper", "printer", "reader", "room", "schema", "settings", "sync", "terminal", "workbooks", "zone"]'
	for check in database folder open schema checks clock zone workbooks language dumps; do
		is "$(state $check)" '["good"]'
	done
	is "$(json "[r['check'] for r in v if r['state'] == 'good' and r['remedy']]")" "[]"
	told at "$NOON" doctor
	[[ $output == *"good: The database $FRONTDESK_DB is this account's alone."* ]]
	[[ $output == *"Looked at: "* ]]
	told env LANGUAGE=zh "$FRONTDESK" doctor
	[[ $output == *"正常: "* ]]
	is "$(grep -E '^[A-Za-z ]+:' <<<"$output")" ""
}

@test "nothing bad is exit status 0" {
	# A test's folder may lie in memory, where no clinic should.
	folder=$(mktemp -d "$BATS_TEST_DIRNAME/../../build/doctor.XXXXXX")
	told at "$NOON" -d "$folder/clinic.db" init --sign-in names
	told at "$NOON" --json -d "$folder/clinic.db" doctor
	rm -r "$folder"
	[ "$(state disk)" != '["bad"]' ] || skip "the build lies in memory"
	is "$(json "[r for r in v if r['state'] == 'bad']")" "[]"
	is "$status" 0
	[[ $(state sync) == '["good"]' || $(state sync) == '["notice"]' ]]
}

@test "looking changes nothing and leaves nothing behind" {
	new_clinic
	: >stderr.told
	before=$(cat clinic.db* | sha256sum; ls -A)
	looked
	is "$(cat clinic.db* | sha256sum; ls -A)" "$before"
}

@test "it looks where there is no database, or none that can be opened" {
	looked
	is "$status" 4
	is "$(state database)" '["bad"]'
	is "$(state open)" none
	is "$(state workbooks)" '["good"]'
	echo 'not a database' >clinic.db
	chmod 600 clinic.db
	looked
	is "$status" 4
	is "$(state open)" '["bad"]'
	FRONTDESK_DB=$BATS_TEST_TMPDIR/nowhere/clinic.db looked
	is "$status" 4
	is "$(state database)" '["bad"]'
	is "$(state folder)" none
}

@test "a database, a folder or settings that others get at are bad, with the command that helps" {
	new_clinic
	chmod 640 clinic.db
	looked
	is "$status" 4
	is "$(json "[r['remedy'] for r in v if r['check'] == 'database']")" "[\"chmod 600 '$FRONTDESK_DB'\"]"
	chmod 600 clinic.db
	chmod 770 .
	looked
	is "$status" 4
	is "$(json "[r['remedy'] for r in v if r['check'] == 'folder']")" "[\"chmod 700 '$BATS_TEST_TMPDIR'\"]"
	chmod 750 .
	looked
	is "$(state folder)" '["notice"]'
	chmod 700 .
	mkdir -p config/frontdesk
	echo '[desk]' >config/frontdesk/frontdesk.ini
	chmod 602 config/frontdesk/frontdesk.ini
	looked
	is "$(state settings)" '["bad"]'
	chmod 600 config/frontdesk/frontdesk.ini
	looked
	is "$(state settings)" '["good"]'
}

@test "settings that cannot be read are bad, and everything else is looked at all the same" {
	new_clinic
	mkdir -p config/frontdesk
	printf '[desk]\nstaff = 张伟 张伟\nno_such = 1\n' >config/frontdesk/frontdesk.ini
	looked --bundle bundle.txt
	is "$status" 4
	is "$(state settings)" '["bad"]'
	is "$(state open)" '["good"]'
	grep -qx 'settings bad: bad_setting' bundle.txt
	is "$(grep 张伟 bundle.txt)" ""
}

@test "a clock that was set back is bad, and one before the program was built" {
	new_clinic
	told at "2035-03-05 11:57" --json doctor
	is "$status" 4
	is "$(state clock)" '["bad"]'
	told at "2035-03-07 12:01" --json doctor
	is "$(state clock)" '["notice"]'
	rm clinic.db*
	at "2001-01-01 12:00" --as wu init --sign-in names >/dev/null
	told at "2001-01-01 12:00" --json doctor
	is "$status" 4
	is "$(state clock)" '["bad"]'
}

@test "a printer and a reader are there when their programs can be run" {
	new_clinic
	mkdir -p config/frontdesk
	printf '[desk]\nreader_command = "/bin/cat -u"\n[print]\ncommand = "true %%s"\n' >config/frontdesk/frontdesk.ini
	looked
	is "$(state printer), $(state reader)" '["good"], ["good"]'
	printf '[desk]\nreader_command = "/bin/no-such"\n[print]\ncommand = "no-such-lp"\n' >config/frontdesk/frontdesk.ini
	looked
	is "$(state printer), $(state reader)" '["notice"], ["notice"]'
	is "$(json "['no-such-lp' in r['message'] for r in v if r['check'] == 'printer']")" '[true]'
}

@test "a copy beside the database is found, and does not count as one" {
	new_clinic
	looked
	is "$(json "['No copy' in r['message'] for r in v if r['check'] == 'backup']")" '[true]'
	at "$NOON" backup create evening.db >/dev/null
	looked
	is "$(json "['evening.db' in r['message'] and 'same disk' in r['message'] for r in v if r['check'] == 'backup']")" '[true]'
}

@test "a trigger that is not ours is bad" {
	new_clinic
	sqlite3 clinic.db "CREATE TRIGGER spy AFTER INSERT ON patient BEGIN SELECT '张伟'; END"
	looked --bundle bundle.txt
	is "$status" 4
	is "$(state schema)" '["bad"]'
	grep -qx 'foreign: trigger spy on patient' bundle.txt
	grep -q 'CREATE TRIGGER spy' bundle.txt
	is "$(grep 张伟 bundle.txt)" ""
}

@test "the bundle has versions, settings, schema, findings and kinds of things done, and nobody" {
	make_clinic "$BATS_TEST_TMPDIR"
	patient=$(person 1 欧阳小明)
	at "2026-11-20 13:00" --as wu patient add --name 阿依古丽 --phone 13912345678 --card CARD7788 --social-no 88776655443 \
		--id-type passport --id-number E12345678 >/dev/null
	booking=$(booked "2026-11-21 07:30" "$patient" 1001 2026-11-21 am --pay cash)
	at "2026-11-21 07:40" --as qian cancel "$booking" --method cash --reason '孙医生同意' >/dev/null
	at "2026-11-21 07:45" --as zhao setting set clinic.name '李大夫诊所' --remark '王经理说的' >/dev/null
	at "2026-11-21 07:46" --as zhao staff add tang --name 唐会计 >/dev/null
	mkdir -p config/frontdesk reports
	printf '[desk]\nstaff = feng\ncounter = Mrs.Chu\n[report]\ndirectory = %s/reports\n' "$HOME" >config/frontdesk/frontdesk.ini
	told at "2026-11-21 07:50" doctor --bundle bundle.txt
	[ -s bundle.txt ]
	is "$(stat -c %a bundle.txt)" 600
	# Whatever the tables of people have, and what was typed above.
	{
		sqlite3 -separator $'\n' clinic.db 'SELECT * FROM patient; SELECT * FROM doctor; SELECT * FROM patient_key; SELECT name FROM staff' | grep ....
		printf '%s\n' 欧阳小明 阿依古丽 13912345678 13812340001 CARD7788 88776655443 E12345678 孙医生 李大夫 王经理 唐会计 Mrs.Chu "$patient" "$booking" "$HOME"
	} | grep . >people.txt
	[ "$(wc -l <people.txt)" -ge 20 ]
	is "$(grep -oFf people.txt bundle.txt)" ""
	# Staff codes as words of their own.
	is "$(grep -owE 'wu|wei|lin|chen|qian|zhao|feng|tang' bundle.txt)" ""
	grep -qx 'frontdesk bundle .*' bundle.txt
	grep -qx 'report.directory = ~/reports (file)' bundle.txt
	grep -qx 'quota.online_percent = 20 (database)' bundle.txt
	grep -q "^CREATE TABLE patient " bundle.txt
	grep -qx 'open good: .*' bundle.txt
	# The hour alone, newest first.
	is "$(sed -n '/^\[log\]/,$p' bundle.txt | sed -n 2p)" "2026-11-21 07:00 staff.add"
	grep -qx '2026-11-21 07:00 booking.cancel' bundle.txt
	is "$(sed -n '/^\[log\]/,$p' bundle.txt | tail -n +2 | grep -v ':00 [a-z_.]*$')" ""
}

@test "a bundle takes the place of none but a bundle" {
	new_clinic
	told at "$NOON" doctor --bundle bundle.txt
	told at "$NOON" doctor --bundle bundle.txt
	[[ $output == *"is in bundle.txt"* ]]
	echo 'a letter' >letter.txt
	told at "$NOON" doctor --bundle letter.txt
	is "$status" 3
	is "$(cat letter.txt)" 'a letter'
	told at "$NOON" doctor --bundle clinic.db
	is "$status" 3
}

# What the package makes, in a folder: everything belongs to this account.
new_package() {
	local root=$FRONTDESK_TEST_ROOT
	export FRONTDESK_TEST_ACCOUNT
	FRONTDESK_TEST_ACCOUNT=$(id -un)
	[ "$(id -gn)" = "$FRONTDESK_TEST_ACCOUNT" ] || skip "the account has no group of its own name"
	mkdir -p "$root/usr/bin" "$root/var/lib/frontdesk/"{clinic,copies,exchange} "$root/etc/sudoers.d" \
		"$root/etc/systemd/system/timers.target.wants"
	touch "$root/usr/bin/frontdesk-enter" "$root/etc/sudoers.d/frontdesk"
	chmod 440 "$root/etc/sudoers.d/frontdesk"
	chmod 710 "$root/var/lib/frontdesk"
	chmod 700 "$root/var/lib/frontdesk/"{clinic,copies}
	chmod 2770 "$root/var/lib/frontdesk/exchange"
	ln -s nowhere "$root/etc/systemd/system/timers.target.wants/frontdesk-nightly.timer"
}

@test "of a package its account, folders, sudo's rule, timer and members are looked at; without one nothing is said" {
	new_clinic
	looked
	is "$(state account)$(state sudo)$(state night)$(state members)" nonenonenonenone
	new_package
	looked
	is "$(state account)" '["good", "good", "good", "good"]'
	is "$(state sudo)$(state night)" '["good"]["good"]'
	[[ $(state members) == '["good"]' || $(state members) == '["notice"]' ]]
}

@test "what of a package was changed is named with the command that puts it back" {
	new_clinic
	new_package
	root=$FRONTDESK_TEST_ROOT
	chmod 755 "$root/var/lib/frontdesk/clinic"
	chmod 0777 "$root/var/lib/frontdesk/exchange"
	chmod g-s "$root/var/lib/frontdesk/exchange"
	rmdir "$root/var/lib/frontdesk/copies"
	chmod 644 "$root/etc/sudoers.d/frontdesk"
	rm "$root/etc/systemd/system/timers.target.wants/frontdesk-nightly.timer"
	looked
	is "$(state account)" '["bad", "bad", "bad", "good"]' || is "$(state account)" '["good", "bad", "bad", "bad"]'
	is "$(state sudo)$(state night)" '["bad"]["notice"]'
	for remedy in "chmod 0700 '$root/var/lib/frontdesk/clinic'" "chmod 2770 '$root/var/lib/frontdesk/exchange'" \
		"'$root/var/lib/frontdesk/copies'" "chmod 0440 '$root/etc/sudoers.d/frontdesk'" "systemctl enable --now frontdesk-nightly.timer"; do
		[[ $output == *"$remedy"* ]]
	done
	rm "$root/etc/sudoers.d/frontdesk"
	looked
	is "$(state sudo)" '["bad"]'
}
