#!/usr/bin/env bats
# Booking and paying: whose numbers they are, who may have one, and what a refusal says.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	one=$(person 1 王磊)
	two=$(person 2 李娜)
	three=$(person 3 张伟)
	export one two three
}

setup() {
	copy_clinic
}

@test "a booking answers number, expected time, fee, payment and a gapless receipt" {
	done_at "2026-11-21 07:00" book --doctor 1001 --date today --period am --patient "$one" --pay cash
	is "$(json '(v["number"], v["channel"], v["state"], v["fee_fen"], v["paid_fen"], v["receipt"])')" \
		'[1, "counter", "booked", 5000, 5000, "261121-000001"]'
	is "$(json 'v["starts_at"]')" "2026-11-21T08:00:00+08:00"
	[[ $(json 'v["booking"]') =~ ^261121[0-9]{6}$ ]]
	done_at "2026-11-21 07:00" book --doctor 1001 --date today --period am --patient "$two" --pay wechat
	is "$(json '(v["number"], v["starts_at"], v["receipt"])')" '[2, "2026-11-21T08:24:00+08:00", "261121-000002"]'
	all_checks_pass
}

@test "without --pay nothing is paid; pay takes the fee once" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today am)
	done_at "2026-11-21 07:00" booking "$booking"
	is "$(json '(v["paid_fen"], v["receipt"])')" "[0, null]"
	done_at "2026-11-21 07:05" pay "$booking" --method alipay
	is "$(json '(v["paid_fen"], v["receipt"], v["method"])')" '[5000, "261121-000001", "alipay"]'
	refused_at "2026-11-21 07:06" 1 already_paid pay "$booking" --method cash
}

@test "a booking's history says who did what, when and at which counter, oldest first" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today am --pay cash)
	at "2026-11-21 07:30" --as lin checkin "$booking"
	done_at "2026-11-21 07:31" booking "$booking"
	is "$(json '[h["action"] for h in v["history"]]')" '["booking.book", "ticket.check_in"]'
	is "$(json '[(h["staff"], h["counter"], h["at"]) for h in v["history"]]')" \
		'[["chen", "1", "2026-11-21T07:00:00+08:00"], ["lin", "1", "2026-11-21T07:30:00+08:00"]]'
	is "$(json 'v["history"][0]["seq"] < v["history"][1]["seq"]')" true
	is "$(json 'v["state"]')" checked_in
}

@test "the counter sells counter numbers only, until the release half an hour before the start" {
	for n in 11 12 13 14; do booked "2026-11-21 07:00" "$(person $n)" 1001 today pm >/dev/null; done
	refused_at "2026-11-21 12:59" 1 quota_full book --doctor 1001 --date today --period pm --patient "$one"
	[[ $(json 'v["error"]["message"]') == *"4 of 4"* ]]
	done_at "2026-11-21 12:59" slot 5 --doctor 1001 --date today --period pm
	is "$(json '(v["kind"], v["for_sale"], v["sale"])')" '["online", false, "other_channel"]'
	[[ $(json 'v["message"]') == *13:00* ]]
	done_at "2026-11-21 13:00" slot 5 --doctor 1001 --date today --period pm
	is "$(json 'v["for_sale"]')" true
	done_at "2026-11-21 13:00" book --doctor 1001 --date today --period pm --patient "$one"
	is "$(json '(v["number"], v["channel"])')" '[5, "counter"]'
}

@test "sessions count the unsold online numbers as the counter's from the minute of the release" {
	local left='[(c["total"], c["sold"], c["free"]) for c in (v[0]["counter"], v[0]["online"])]'
	booked "2026-11-21 07:00" "$one" 1001 today am --channel online >/dev/null
	done_at "2026-11-21 07:29" sessions --date today --doctor 1001
	is "$(json "$left")" '[[8, 0, 8], [2, 1, 1]]'
	done_at "2026-11-21 07:30" sessions --date today --doctor 1001
	is "$(json "$left")" '[[9, 0, 9], [1, 1, 0]]'
	run at "2026-11-21 07:30" sessions --date today --doctor 1001
	[[ ${lines[1]} == *" 9/9 "*" 0/1 "* ]]
}

@test "online sells online numbers only, and none after the release" {
	done_at "2026-11-21 07:00" book --doctor 1001 --date today --period am --patient "$one" --channel online --pay wechat
	is "$(json '(v["number"], v["channel"], v["paid_fen"])')" '[5, "online", 5000]'
	done_at "2026-11-21 07:00" book --doctor 1001 --date today --period am --patient "$two" --channel online
	is "$(json 'v["number"]')" 10
	refused_at "2026-11-21 07:00" 1 quota_full book --doctor 1001 --date today --period am --patient "$three" --channel online
	done_at "2026-11-21 13:00" slot 5 --doctor 1001 --date today --period pm --channel online
	is "$(json '(v["for_sale"], v["sale"])')" '[false, "released"]'
	all_checks_pass
}

@test "a person has one active booking per session, and one per department and day" {
	booked "2026-11-21 07:00" "$one" 1001 today am >/dev/null
	refused_at "2026-11-21 07:01" 1 duplicate_person book --doctor 1001 --date today --period am --patient "$one"
	refused_at "2026-11-21 07:01" 1 duplicate_person book --doctor 1002 --date today --period am --patient "$one"
	[[ $(json 'v["error"]["message"]') == *内科* ]]
	done_at "2026-11-21 07:01" book --doctor 3001 --date today --period am --patient "$one"
	done_at "2026-11-21 07:01" book --doctor 1001 --date tomorrow --period am --patient "$one"
}

@test "a session is booked seven days ahead, until it ends" {
	done_at "2026-11-21 11:59" book --doctor 1001 --date 2026-11-21 --period am --patient "$one"
	refused_at "2026-11-21 12:00" 1 session_over book --doctor 1002 --date 2026-11-21 --period am --patient "$two"
	refused_at "2026-11-21 23:59" 1 beyond_horizon book --doctor 1001 --date 2026-11-29 --period am --patient "$one"
	done_at "2026-11-22 00:00" book --doctor 1001 --date 2026-11-29 --period am --patient "$one"
}

@test "an unknown doctor, session and patient are each named" {
	refused_at "2026-11-21 07:00" 1 unknown_doctor book --doctor 9999 --date today --period am --patient "$one"
	refused_at "2026-11-21 07:00" 1 unknown_session book --doctor 1001 --date today --period eve --patient "$one"
	refused_at "2026-11-21 07:00" 1 unknown_patient book --doctor 1001 --date today --period am --patient 99999992
}

@test "of ten booking numbers that differ in the last digit nine are mistyped and one is not there" {
	codes=''
	for digit in 0 1 2 3 4 5 6 7 8 9; do
		run at "2026-11-21 07:00" --json booking "26112199999$digit"
		codes="$codes $status"
	done
	is "$(tr ' ' '\n' <<<"$codes" | sort | uniq -c | tr -s ' \n' ' ')" " 1 1 1 9 3 "
}

@test "extra numbers lie beyond the capacity, three per session, with who asked" {
	for n in 11 12; do booked "2026-11-21 07:00" "$(person $n)" 1002 today am >/dev/null; done
	refused_at "2026-11-21 07:10" 1 quota_full book --doctor 1002 --date today --period am --patient "$one"
	done_at "2026-11-21 07:11" book --doctor 1002 --date today --period am --patient "$one" --extra --pay cash
	is "$(json '(v["number"], v["kind"])')" '[3, "extra"]'
	done_at "2026-11-21 07:11" slot 3 --doctor 1002 --date today --period am
	is "$(json '(v["asked_by"], v["sale"])')" '["李娜", "sold"]'
	done_at "2026-11-21 07:12" book --doctor 1002 --date today --period am --patient "$two" --extra --asked-by 院长
	booked "2026-11-21 07:12" "$three" 1002 today am --extra >/dev/null
	refused_at "2026-11-21 07:13" 1 quota_full book --doctor 1002 --date today --period am --patient "$(person 13)" --extra
	[[ $(json 'v["error"]["message"]') == *3* ]]
	done_at "2026-11-21 07:14" sessions --date today --doctor 1002
	is "$(json 'v[0]["extra"]')" '{"limit": 3, "sold": 3}'
	refused_at "2026-11-21 07:14" 2 usage book --doctor 1002 --date today --period am --patient "$one" --extra --channel online
	all_checks_pass
}

@test "the same key again gives the same booking, and no second payment" {
	key=000102030405060708090a0b0c0d0e0f
	done_at "2026-11-21 07:00" book --doctor 1001 --date today --period am --patient "$one" --pay cash --key $key
	first=$output
	done_at "2026-11-21 07:01" book --doctor 1001 --date today --period am --patient "$one" --pay cash --key $key
	is "$(json '(v["booking"], v["receipt"])')" "$(output=$first json '(v["booking"], v["receipt"])')"
	booking=$(booked "2026-11-21 07:02" "$two" 1001 today am)
	done_at "2026-11-21 07:03" pay "$booking" --method cash --key ffffffffffffffffffffffffffffffff
	done_at "2026-11-21 07:04" pay "$booking" --method cash --key ffffffffffffffffffffffffffffffff
	is "$(json 'v["receipt"]')" "261121-000002"
	all_checks_pass
}

@test "a mistyped booking number is noticed before anything is looked up" {
	booking=$(booked "2026-11-21 07:00" "$one" 1001 today am)
	wrong=${booking%?}$(((${booking: -1} + 1) % 10))
	refused_at "2026-11-21 07:01" 3 bad_value checkin "$wrong"
	done_at "2026-11-21 07:30" checkin " $booking "
}

@test "text for people: what, who, where, when, and what was paid" {
	run at "2026-11-21 07:00" book --doctor 1001 --date today --period am --patient "$one" --pay cash
	is "$status" 0
	[[ $output == *"Booked."*"number 1"*"王磊"*"内科 张伟"*"08:00"*"room 101"*"paid 50.00 yuan (cash), receipt 261121-000001"* ]]
	run at "2026-11-21 07:00" sessions --date today
	[[ $output == *"Counter left"*"7/8"* ]]
}

@test "what is owed is a list, until it is paid" {
	done_at "2026-11-21 07:00" unpaid
	is "$(json v)" '[]'
	paid=$(booked "2026-11-21 07:00" "$one" 1001 today am)
	owing=$(booked "2026-11-21 07:00" "$two" 1001 tomorrow am)
	done_at "2026-11-21 07:01" pay "$paid" --method cash
	done_at "2026-11-21 07:02" unpaid
	is "$(json '[(b["booking"], b["fee_fen"] - b["paid_fen"]) for b in v]')" "[[\"$owing\", 5000]]"
	run at "2026-11-21 07:02" unpaid
	[[ $output == *"In total 50.00 yuan is owed."* ]]
	done_at "2026-11-21 07:03" cancel "$owing"
	done_at "2026-11-21 07:04" unpaid
	is "$(json v)" '[]'
}
