#!/usr/bin/env bats
# Patients: who can be registered, and by what each is found.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
}

setup() {
	copy_clinic
}

found() {
	done_at "2026-11-21 07:00" patient find "$1"
	json '" ".join(p["name"] for p in v)'
}

@test "a patient gets a number with a check digit; sex and birth date come from the resident number" {
	done_at "2026-11-21 07:00" patient add --name 单雪晴 --id-number "$(id_number 320102 19920229 002)" --phone 13800138000
	[[ $(json 'v["patient"]') =~ ^[0-9]{8}$ ]]
	is "$(json '(v["name"], v["sex"], v["birth_date"])')" '["单雪晴", "female", "1992-02-29"]'
}

@test "a wrong check character, a wrong phone, an empty name are each refused as what they are" {
	right=$(id_number 320102 19920229 002)
	wrong=${right%?}$([ "${right: -1}" = 1 ] && echo 2 || echo 1)
	refused_at "2026-11-21 07:00" 3 bad_id_number patient add --name 张三 --id-number "$wrong"
	# It fails, and nobody is told which character would pass.
	is "$(json 'v["error"]["message"]')" "The check character at the end of the ID number does not fit its digits: one of them is wrong. Compare it with the card."
	refused_at "2026-11-21 07:00" 3 bad_phone patient add --name 张三 --phone 1380013800
	refused_at "2026-11-21 07:00" 3 bad_name patient add --name "  "
}

@test "a number and what a spreadsheet writes for an empty cell are no names, typed, in a file or in an order" {
	for name in 13800131234 NULL N/A 无 - "$(id_number 320102 19920229 002)"; do
		refused_at "2026-11-21 07:00" 3 bad_name patient add --name="$name" --phone 13800138000
	done
	LANGUAGE=zh_CN refused_at "2026-11-21 07:00" 3 bad_name patient add --name=无 --phone 13800138000
	[[ $(json 'v["error"]["message"]') == *无*不是姓名* ]]
	cat >patients.csv <<-END
		name,id_type,id_number,phone,sex,birth_date,card_no
		张三,,,13800138001,,,
		null,,,13800138002,,,
		13800138003,,,13800138003,,,
	END
	refused_at "2026-11-21 07:00" 3 bad_rows load patients patients.csv
	is "$(json '[(r["line"], r["column"]) for r in v["error"]["rows"]]')" '[[3, "name"], [4, "name"]]'
	[[ $(json 'v["error"]["rows"][0]["message"]') == *'"null" is no name'* ]]
	[[ $(json 'v["error"]["rows"][1]') != *13800138003* ]]
	done_at "2026-11-21 07:01" patient find 13800138001
	is "$(json v)" "[]"
	cat >online.csv <<-END
		order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at
		N1,book,1001,2026-11-21,am,NULL,$(id_number 320102 19920229 002),13800138002,50.00,4200000000000000000000000001,2026-11-20 20:00:00
	END
	done_at "2026-11-20 21:00" import online.csv
	# To the channel, whoever cannot be told apart by name and number is one thing; the sentence says which.
	is "$(json '[(r["order_no"], r["code"]) for r in v["refusals"]]')" '[["N1", "bad_id_number"]]'
	[[ $(json 'v["refusals"][0]["message"]') == *'"NULL" is no name'* ]]
}

@test "the same identity number is refused with the existing record named" {
	number=$(id_number 320102 19920229 002)
	done_at "2026-11-21 07:00" patient add --name 单雪晴 --id-number "$number"
	patient=$(json 'v["patient"]')
	refused_at "2026-11-21 07:01" 1 duplicate_patient patient add --name 单雪清 --id-number "$number"
	[[ $(json 'v["error"]["message"]') == *"$patient"* ]]
	done_at "2026-11-21 07:02" patient add --name 王磊 --card 5100000001
	patient=$(json 'v["patient"]')
	refused_at "2026-11-21 07:03" 1 duplicate_card patient add --name 王蕾 --card 5100000001
	[[ $(json 'v["error"]["message"]') == *"$patient"* ]]
}

@test "the same key again gives the same patient and adds nobody" {
	key=00112233445566778899aabbccddeeff
	done_at "2026-11-21 07:00" patient add --name 王磊 --phone 13800138000 --key $key
	first=$(json 'v["patient"]')
	done_at "2026-11-21 07:01" patient add --name 王磊 --phone 13800138000 --key $key
	is "$(json 'v["patient"]')" "$first"
	is "$(found 王磊)" 王磊
}

@test "found by name, full pinyin, initials, ID number, phone, its last four digits, card, patient number" {
	number=$(id_number 320102 19920229 002)
	done_at "2026-11-21 07:00" patient add --name 单雪晴 --id-number "$number" --phone 13812345678 --card 5100000077
	patient=$(json 'v["patient"]')
	at "2026-11-21 07:00" patient add --name 别人 --phone 13900001111
	for text in 单雪晴 单雪 shanxueqing sxq SXQ "$number" 13812345678 5678 5100000077 "$patient"; do
		is "$(found "$text")" 单雪晴
	done
	is "$(found 没有)" ""
}

@test "rare characters, a middle dot of any kind and a Latin name survive and are found" {
	at "2026-11-21 07:00" patient add --name 𠮷田荣 --phone 13800138001
	at "2026-11-21 07:00" patient add --name 阿依古丽•买买提 --phone 13800138002
	at "2026-11-21 07:00" patient add --name "Anne-Marie O'Brien" --id-type passport --id-number PA0073915
	is "$(found 𠮷田荣)" 𠮷田荣
	is "$(found 阿依古丽)" 阿依古丽·买买提
	is "$(found ayiguli)" 阿依古丽·买买提
	is "$(found "anne-marie")" "Anne-Marie O'Brien"
}

@test "text and JSON mask ID number and phone, and --whole shows them" {
	number=$(id_number 320102 19920229 002)
	at "2026-11-21 07:00" patient add --name 单雪晴 --id-number "$number" --phone 13812345678
	run at "2026-11-21 07:00" patient find 单雪晴
	[[ $output == *"138****5678"* && $output != *"13812345678"* && $output != *"$number"* ]]
	done_at "2026-11-21 07:00" patient find 单雪晴
	is "$(json '(v[0]["phone"], v[0]["id_number"])')" '["138****5678", "320102********0020"]'
	done_at "2026-11-21 07:00" patient find 单雪晴 --whole
	is "$(json '(v[0]["phone"], v[0]["id_number"])')" "[\"13812345678\", \"$number\"]"
}

@test "nobody found is an empty answer, not an error" {
	done_at "2026-11-21 07:00" patient find nobody
	is "$output" "[]"
	run at "2026-11-21 07:00" patient find nobody
	is "$status" 0
	[[ $output == *"No patient found"* ]]
}

@test "two records are merged: first said, then done; the old number finds the kept one, and it is not done twice" {
	keep=$(person 1)
	done_at "2026-11-20 13:01" --as wu patient add --name 李四 --phone 13700000001
	give=$(json 'v["patient"]')
	booking=$(booked "2026-11-20 13:02" "$give" 1001 2026-11-21 am --pay cash)
	done_at "2026-11-20 13:03" --as wu patient merge "$keep" "$give" --dry-run
	is "$(json '(v["done"], v["bookings"], v["patient"])')" "[false, 1, \"$keep\"]"
	done_at "2026-11-20 13:03" patient find 李四
	is "$(json 'v[0]["patient"]')" "$give"
	done_at "2026-11-20 13:04" --as wu patient merge "$keep" "$give"
	is "$(json '(v["done"], v["bookings"], v["merged"])')" "[true, 1, \"$give\"]"
	for text in 李四 lisi "$give" 13700000001 0001; do
		done_at "2026-11-20 13:05" patient find "$text"
		is "$(json 'v[0]["patient"]')" "$keep"
	done
	done_at "2026-11-20 13:05" booking "$booking"
	is "$(json '(v["patient"], v["paid_fen"])')" "[\"$keep\", 5000]"
	refused_at "2026-11-20 13:06" 1 wrong_state --as wu patient merge "$keep" "$give"
	refused_at "2026-11-20 13:07" 1 duplicate_person --as wu book --doctor 1001 --date 2026-11-21 --period am --patient "$give"
	all_checks_pass "2026-11-20 13:08"
}

@test "every field is changed from the command line, an empty value takes one away, and a link ends with its card" {
	done_at "2026-11-20 13:00" --as wu patient add --name 李四 --phone 13700000001
	patient=$(json 'v["patient"]')
	done_at "2026-11-20 13:01" --as wu patient change "$patient" --name 李斯 --id-type passport --id-number E1111-3333 --sex male --birth-date 1985-06-30
	is "$(json '(v["name"], v["id_type"], v["sex"], v["birth_date"], v["phone"])')" '["李斯", "passport", "male", "1985-06-30", "137****0001"]'
	refused_at "2026-11-20 13:02" 3 bad_value --as wu patient link-card "$patient"
	done_at "2026-11-20 13:02" --as wu patient link-card "$patient" --card C1 --social-no S123456789
	is "$(json '(v["card_no"], v["social_no"], v["linked_since"])')" '["C1", "S1******89", "2026-11-20"]'
	done_at "2026-11-20 13:03" patient find S123456789
	is "$(json 'v[0]["patient"]')" "$patient"
	done_at "2026-11-20 13:04" --as wu patient change "$patient" --card C2 --phone ""
	is "$(json '(v["card_no"], v["linked_since"], v["phone"])')" '["C2", null, null]'
}

@test "nothing is booked for the deceased, and the mark is taken back with a reason" {
	patient=$(person 1)
	done_at "2026-11-20 13:01" --as wu patient deceased "$patient"
	is "$(json 'v["deceased_on"]')" 2026-11-20
	refused_at "2026-11-20 13:02" 1 deceased --as wu book --doctor 1001 --date 2026-11-21 --period am --patient "$patient"
	done_at "2026-11-20 13:03" --as wu patient living "$patient" --reason "another person"
	done_at "2026-11-20 13:04" --as wu book --doctor 1001 --date 2026-11-21 --period am --patient "$patient"
}

@test "an ID number that comes later is put into the record that lacks it, or belongs to another person" {
	done_at "2026-11-20 13:00" --as wu patient add --name 王五 --phone 13900000003
	patient=$(json 'v["patient"]')
	number=$(id_number 330106 19850607 003)
	refused_at "2026-11-20 13:01" 1 duplicate_patient --as wu patient add --name 王五 --phone 13900000003 --id-number "$number"
	printf 'name,id_type,id_number,phone,sex,birth_date,card_no\n王五,,%s,13900000003,,,\n' "$number" >later.csv
	done_at "2026-11-20 13:02" --as wu load patients later.csv
	is "$(json '(v["added"], v["changed"], len(v["notes"]))')" '[0, 1, 1]'
	done_at "2026-11-20 13:03" patient find "$number"
	is "$(json '[p["patient"] for p in v]')" "[\"$patient\"]"
	printf 'name,id_type,id_number,phone,sex,birth_date,card_no\n王六,,%s,13900000003,,,\n' "$number" >other.csv
	refused_at "2026-11-20 13:04" 3 bad_rows --as wu load patients other.csv
	done_at "2026-11-20 13:05" --as wu load patients other.csv --rename
	is "$(json 'v["changed"]')" 1
}

@test "where a linked card is asked for, an order without one is refused as card_not_linked and its money asked back" {
	at "2026-11-21 06:59" --as wu setting set online.needs_linked_card on
	number=$(id_number 330106 19850607 003)
	for order in L1 L2; do
		printf 'order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at\n%s,book,1001,2026-11-22,am,王五,%s,13900000003,50.00,4200%s,2026-11-21 06:00:00\n' \
			$order "$number" $order >$order.csv
	done
	done_at "2026-11-21 07:00" --as wu patient add --name 王五 --phone 13900000003 --id-number "$number"
	patient=$(json 'v["patient"]')
	done_at "2026-11-21 07:01" --as wu import L1.csv
	is "$(json '(v["refused"], v["refund_fen"], v["refusals"][0]["code"])')" '[1, 5000, "card_not_linked"]'
	done_at "2026-11-21 07:02" --as wu patient link-card "$patient" --card C1 --social-no S1
	done_at "2026-11-21 07:03" --as wu import L2.csv
	is "$(json 'v["accepted"]')" 1
}
