#!/usr/bin/env bats
# Phones and numbers of people are masked on the command line, in JSON as in tables; who sees them whole leaves an entry with each person,
# and the person can be told.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib

NOW="2026-11-20 13:00"

setup_file() {
	make_clinic "$BATS_FILE_TMPDIR"
	cd "$BATS_FILE_TMPDIR" || return 1
	local booking number
	number=$(id_number 330106 19850607 003)
	for n in 1 2 3; do eval "p$n=$(person $n)"; done
	booking=$(booked "2026-11-20 12:30" "$p1" 1001 2026-11-21 am --pay wechat)
	at "2026-11-20 12:31" --as chen cancel "$booking" >/dev/null
	booked "2026-11-20 12:32" "$p2" 1001 2026-11-21 am >/dev/null
	booked "2026-11-20 12:33" "$p3" 1002 2026-11-21 am --pay cash >/dev/null
	# An order of nobody's, and its money.
	printf 'order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at\nW1,book,9999,2026-11-21,am,赵六,%s,13900000011,50,T1,2026-11-20T12:00:00+08:00\n' \
		"$number" >online.csv
	at "2026-11-20 12:34" --as wu import online.csv >/dev/null
	at "2026-11-20 12:35" --as wu suspend --doctor 1002 --date 2026-11-21 --period am --reason 停诊 >/dev/null
	printf '%s\n' "$p1" "$p2" "$p3" >persons
}

setup() {
	copy_clinic
	# shellcheck disable=SC2207 # numbers
	p=(0 $(cat "$BATS_FILE_TMPDIR/persons"))
}

newest() { sqlite3 clinic.db "SELECT max(seq) FROM audit"; }

# What a command says, in both forms, has no whole phone and no whole identity number; and it recorded nothing.
is_masked() {
	local before
	before=$(newest)
	at "$NOW" --json "$@" >said.json
	LANGUAGE=C at "$NOW" "$@" >said
	[ -s said ]
	grep -E '1381234[0-9]{4}|13900000011|110101199001010|330106198506070' said said.json && return 1
	grep -q '138\*\*\*\*000\|139\*\*\*\*0011' said.json
	is "$(newest)" "$before"
}

@test "every command masks the numbers of people, in JSON and in tables, and records nothing for it" {
	is_masked patient find 病人
	is_masked booking "$(sqlite3 clinic.db "SELECT max(id) FROM booking")"
	is_masked refunds
	is_masked orders
	is_masked orders --refused
	is_masked unpaid
	is_masked affected
	is_masked close-day --date 2026-11-20 --dry-run
}

@test "with --whole they are shown, and each person has an entry that says who, where and why" {
	before=$(newest)
	done_at "$NOW" --as mei refunds --whole --reason "电话通知"
	is "$(json 'sorted(r["phone"] for r in v)')" '["13812340001", "13812340003", "13900000011"]'
	is "$(sqlite3 clinic.db "SELECT action, subject_id, detail FROM audit WHERE seq > $before ORDER BY action DESC, subject_id")" \
		"$(printf '%s\n' "patient.show|${p[1]}|frontdesk refunds: 电话通知" "patient.show|${p[3]}|frontdesk refunds: 电话通知" "order.show|0|W1: frontdesk refunds: 电话通知")"
	done_at "$NOW" --as mei patient find "${p[2]}" --whole
	is "$(json '(v[0]["phone"], v[0]["id_number"][:14])')" '["13812340002", "11010119900101"]'
	done_at "$NOW" --as lin unpaid --whole --reason 催缴
	is "$(json 'v[0]["phone"]')" 13812340002
	done_at "$NOW" access list --patient "${p[2]}"
	is "$(json '[(r["staff"], r["counter"], r["why"]) for r in v]')" \
		'[["lin", "1", "frontdesk unpaid: 催缴"], ["mei", "1", "frontdesk patient find"]]'
	done_at "$NOW" --as lin affected --whole
	is "$(json 'v[0]["phone"]')" 13812340003
	done_at "$NOW" access list --patient "${p[3]}"
	is "$(json '[r["staff"] for r in v]')" '["lin", "mei"]'
	all_checks_pass "$NOW"
}

@test "a person on several rows has one entry, and where nothing can be recorded nothing is shown" {
	booked "2026-11-20 12:50" "${p[2]}" 3001 2026-11-22 pm >/dev/null
	before=$(newest)
	done_at "$NOW" --as lin unpaid --whole
	is "$(json '[r["phone"] for r in v]')" '["13812340002", "13812340002"]'
	is "$(newest)" $((before + 1))
	at "$NOW" --as wu staff add mei --name 梅小芳 >/dev/null
	at "$NOW" --as wu staff end mei >/dev/null
	refused_at "$NOW" 1 staff_ended --as mei unpaid --whole
	[[ $output != *13812340002* ]]
}
