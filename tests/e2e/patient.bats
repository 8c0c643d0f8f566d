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
	[[ $(json 'v["error"]["message"]') == *"${right: -1}"* ]]
	refused_at "2026-11-21 07:00" 3 bad_phone patient add --name 张三 --phone 1380013800
	refused_at "2026-11-21 07:00" 3 bad_name patient add --name "  "
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

@test "text for people masks ID number and phone, JSON for programs has them" {
	number=$(id_number 320102 19920229 002)
	at "2026-11-21 07:00" patient add --name 单雪晴 --id-number "$number" --phone 13812345678
	run at "2026-11-21 07:00" patient find 单雪晴
	[[ $output == *"138****5678"* && $output != *"13812345678"* && $output != *"$number"* ]]
	done_at "2026-11-21 07:00" patient find 单雪晴
	is "$(json '(v[0]["phone"], v[0]["id_number"])')" "[\"13812345678\", \"$number\"]"
}

@test "nobody found is an empty answer, not an error" {
	done_at "2026-11-21 07:00" patient find nobody
	is "$output" "[]"
	run at "2026-11-21 07:00" patient find nobody
	is "$status" 0
	[[ $output == *"No patient found"* ]]
}
