#!/usr/bin/env bats
# A key stands for what was asked under it: the same again gives the first answer, anything else is refused and changes nothing.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	one=$(person 1)
	two=$(person 2)
	export one two
}

setup() {
	copy_clinic
	key=0123456789abcdef0123456789abcdef
}

MORNING="2026-11-21 07:30"

# Refused as another content under a known key, naming what differs; and nothing was changed by it.
differs() {
	local words=$1 before
	shift
	before=$(at "$MORNING" --json check; sha256sum <"$FRONTDESK_DB")
	refused_at "$MORNING" 1 key_reused "$@"
	[[ $(json 'v["error"]["message"]') == *"$words"* ]]
	is "$(at "$MORNING" --json check; sha256sum <"$FRONTDESK_DB")" "$before"
}

@test "a key that booked books the same once, and nobody and nothing else" {
	book=(book --doctor 1001 --date today --period am --key "$key")
	done_at "$MORNING" "${book[@]}" --patient "$one" --pay cash
	first=$output
	done_at "$MORNING" "${book[@]}" --patient "$one" --pay cash
	is "$output" "$first"
	differs "patient" "${book[@]}" --patient "$two" --pay cash
	differs "method of payment" "${book[@]}" --patient "$one"
	differs "session (doctor, date or period)" book --doctor 1002 --date today --period am --key "$key" --patient "$one" --pay cash
	differs "channel" "${book[@]}" --patient "$one" --pay cash --channel online
	differs "extra number" "${book[@]}" --patient "$one" --pay cash --extra
	done_at "$MORNING" sessions --date today --doctor 1001
	is "$(json 'v[0]["counter"]["sold"]')" 1
	all_checks_pass
}

@test "a key that did one thing does no other" {
	done_at "$MORNING" book --doctor 1001 --date today --period am --patient "$one" --key "$key"
	booking=$(json 'v["booking"]')
	differs "another action" pay "$booking" --method cash --key "$key"
	differs "another action" cancel "$booking" --key "$key"
	differs "another action" patient add --name 王五 --key "$key"
}

@test "the key of a payment, a cancellation, a refund and a patient is compared, too" {
	booking=$(booked "$MORNING" "$one" 1001 2026-11-21 am)
	other=$(booked "$MORNING" "$two" 1001 2026-11-21 am)
	done_at "$MORNING" pay "$booking" --method wechat --key "$key"
	differs "booking" pay "$other" --method wechat --key "$key"
	differs "method of payment" pay "$booking" --method cash --key "$key"
	key=1${key:1}
	done_at "$MORNING" cancel "$booking" --override --reason "too long a wait" --key "$key"
	first=$output
	done_at "$MORNING" cancel "$booking" --override --reason "too long a wait" --key "$key"
	is "$output" "$first"
	differs "booking" cancel "$other" --override --reason "too long a wait" --key "$key"
	differs "amount" cancel "$booking" --reason "too long a wait" --key "$key"
	differs "reason" cancel "$booking" --override --reason "ill" --key "$key"
	key=2${key:1}
	done_at "$MORNING" refund "$booking" --state submitted --key "$key"
	first=$output
	done_at "$MORNING" refund "$booking" --state submitted --key "$key"
	is "$output" "$first"
	differs "state" refund "$booking" --state succeeded --key "$key"
	key=3${key:1}
	done_at "$MORNING" patient add --name 王五 --phone 13900000003 --key "$key"
	first=$output
	done_at "$MORNING" patient add --name 王五 --phone 13900000003 --key "$key"
	is "$output" "$first"
	differs "name" patient add --name 王六 --phone 13900000003 --key "$key"
	differs "phone" patient add --name 王五 --phone 13900000004 --key "$key"
	all_checks_pass
}

@test "a refund that has reached the patient is answered again under its key" {
	booking=$(booked "$MORNING" "$one" 1001 2026-11-22 am --pay wechat)
	done_at "$MORNING" cancel "$booking"
	done_at "$MORNING" refund "$booking" --state submitted
	done_at "$MORNING" refund "$booking" --key "$key"
	first=$output
	is "$(json 'v["refund_state"]')" succeeded
	done_at "$MORNING" refund "$booking" --key "$key"
	is "$output" "$first"
	refused_at "$MORNING" 1 wrong_state refund "$booking"
	refused_at "$MORNING" 1 not_found refund W9
}

@test "in Chinese it says in Chinese what differs" {
	done_at "$MORNING" book --doctor 1001 --date today --period am --patient "$one" --key "$key"
	export LANGUAGE=zh
	refused_at "$MORNING" 1 key_reused book --doctor 1001 --date today --period pm --patient "$two" --key "$key"
	[[ $(json 'v["error"]["message"]') == *"以下内容不同：患者、场次（医生、日期或时段）"* ]]
}
