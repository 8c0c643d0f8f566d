#!/usr/bin/env bats
# Who works here: codes with names, which end and never become somebody else's.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib

NOW="2026-11-20 13:00"

setup_file() {
	make_clinic "$BATS_FILE_TMPDIR"
}

setup() {
	copy_clinic
}

@test "a code is added with a name, listed, renamed and ended; nothing is recorded under it then, and it can begin again" {
	done_at "$NOW" --as wu staff add mei --name 梅小芳
	is "$(json '(v["staff"], v["name"], v["ended"])')" '["mei", "梅小芳", false]'
	done_at "$NOW" --as mei patient add --name 张三 --phone 13800138000
	done_at "$NOW" --as wu staff change mei --name 梅芳
	done_at "$NOW" --as wu staff end mei --reason 离职
	done_at "$NOW" staff list
	is "$(json '[s["staff"] for s in v], [s["name"] for s in v if s["ended"]]')" '[["lin", "wei", "wu", "mei"], ["梅芳"]]'
	refused_at "$NOW" 1 staff_ended --as mei patient add --name 李四 --phone 13800138001
	[[ $(json 'v["error"]["message"]') == *"mei has ended"* ]]
	# Looking is not recording.
	done_at "$NOW" --as mei patient find 张三
	refused_at "$NOW" 1 wrong_state --as wu staff end mei
	done_at "$NOW" --as wu staff add mei --name 梅芳
	done_at "$NOW" --as mei patient add --name 李四 --phone 13800138001
	is "$(sqlite3 clinic.db "SELECT action, detail FROM audit WHERE action LIKE 'staff.%' ORDER BY seq")" \
		"$(printf '%s\n' 'staff.add|mei: 梅小芳; clerk,cashier' 'staff.change|mei: 梅芳' 'staff.end|mei: 梅芳; 离职' 'staff.add|mei: 梅芳; clerk,cashier')"
	all_checks_pass "$NOW"
}

@test "a code is one person's, nobody ends their own, and what cannot be a code or a name is refused" {
	done_at "$NOW" --as wu staff add mei --name 梅小芳
	refused_at "$NOW" 1 wrong_state --as wu staff add mei --name 王磊
	[[ $(json 'v["error"]["message"]') == *梅小芳* ]]
	refused_at "$NOW" 1 wrong_state --as mei staff end mei
	refused_at "$NOW" 1 not_found --as wu staff end nobody
	refused_at "$NOW" 3 bad_value --as wu staff add "m ei" --name 王磊
	refused_at "$NOW" 3 bad_name --as wu staff add lei --name 12345
	refused_at "$NOW" 2 usage --as wu staff add lei
	all_checks_pass "$NOW"
}
