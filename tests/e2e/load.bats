#!/usr/bin/env bats
# Master files: all of a file or nothing, again without a change, in the encodings that other programs write.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
}

setup() {
	copy_clinic
}

@test "load says how many were added, changed and left alone; the same file twice changes nothing" {
	printf 'code,name,location\nNK01,内科,一楼\nYK07,眼科,四楼\n' >more.csv
	done_at "2026-11-21 07:00" load departments more.csv
	is "$(json '[v["added"], v["changed"], v["unchanged"]]')" "[1, 0, 1]"
	done_at "2026-11-21 07:00" load departments more.csv
	is "$(json '[v["added"], v["changed"], v["unchanged"]]')" "[0, 0, 2]"
	printf 'code,name,location\nNK01,内科,五楼\n' >more.csv
	done_at "2026-11-21 07:00" load departments more.csv
	is "$(json '[v["added"], v["changed"], v["unchanged"]]')" "[0, 1, 0]"
}

@test "a bad row keeps the whole file out, and every bad row is named with line, column and reason" {
	cat >doctors.csv <<-'END'
		code,name,title,department,qualification_no,specialty,fee_yuan
		1003,王磊,主治医师,NK01,1,消化病,20.00
		1004,赵敏,主治医师,NK99,2,消化病,20.00
		1005,孙悦,主治医师,NK01,3,消化病,twenty
	END
	refused_at "2026-11-21 07:00" 3 bad_rows load doctors doctors.csv
	is "$(json '[(r["line"], r["column"]) for r in v["error"]["rows"]]')" '[[3, "department"], [4, "fee_yuan"]]'
	is "$(json '[r["value"] for r in v["error"]["rows"]]')" '["NK99", "twenty"]'
	is "$(json 'all(r["message"] for r in v["error"]["rows"])')" true
	run --separate-stderr at "2026-11-21 07:00" load doctors doctors.csv
	is "$status" 3
	[[ $stderr == *'line 3, department "NK99": '*'line 4, fee_yuan "twenty": '* ]]
	sed -i '3,4d' doctors.csv
	done_at "2026-11-21 07:00" load doctors doctors.csv
	is "$(json 'v["added"]')" 1
}

@test "a file in GB18030 with CRLF and Chinese headers in another order loads like the English one in UTF-8" {
	printf '姓名,医生编码,科室编码,职称,执业证号,挂号费,专长\r\n乜德山,7001,NK01,主任医师,110310000512794,50,"白内障, 青光眼"\r\n' |
		iconv -f UTF-8 -t GB18030 >gb.csv
	done_at "2026-11-21 07:00" load doctors gb.csv
	is "$(json 'v["added"]')" 1
	printf '\xef\xbb\xbfcode,name,title,department,qualification_no,specialty,fee_yuan\n' >bom.csv
	printf '7001,乜德山,主任医师,NK01,110310000512794,"白内障, 青光眼",50.00\n' >>bom.csv
	done_at "2026-11-21 07:00" load doctors bom.csv
	is "$(json '[v["added"], v["changed"], v["unchanged"]]')" "[0, 0, 1]"
}

@test "an unknown, a missing, a repeated column is an error that names it" {
	printf 'code,name,place\nNK02,外科,一楼\n' >odd.csv
	refused_at "2026-11-21 07:00" 3 bad_file load departments odd.csv
	[[ $(json 'v["error"]["message"]') == *place* ]]
	printf 'code,location\nNK02,一楼\n' >odd.csv
	refused_at "2026-11-21 07:00" 3 bad_file load departments odd.csv
	[[ $(json 'v["error"]["message"]') == *name* ]]
	printf 'code,name,name,location\nNK02,外科,外科,一楼\n' >odd.csv
	refused_at "2026-11-21 07:00" 3 bad_file load departments odd.csv
	[[ $(json 'v["error"]["message"]') == *name* ]]
}

@test "a file that is not there, and one in no known encoding, are refused as a whole" {
	refused_at "2026-11-21 07:00" 3 bad_file load departments nowhere.csv
	[[ $(json 'v["error"]["message"]') == *nowhere.csv* ]]
	printf 'code,name,location\nNK02,\xff\xff\xff,x\n' >bytes.csv
	refused_at "2026-11-21 07:00" 3 bad_file load departments bytes.csv
}

@test "a value that starts like a formula is data and stays data" {
	printf 'code,name,location\nNK02,"=1+1",一楼\n' >formula.csv
	done_at "2026-11-21 07:00" load departments formula.csv
	printf 'code,name,title,department,qualification_no,specialty,fee_yuan\n1009,王磊,,NK02,1,,20\n' >doctors.csv
	at "2026-11-21 07:00" load doctors doctors.csv
	printf 'date,period,doctor,capacity,room\n2026-11-21,am,1009,5,1\n' >roster.csv
	at "2026-11-21 07:00" load roster roster.csv
	done_at "2026-11-21 07:00" sessions --doctor 1009
	is "$(json 'v[0]["department"]')" "=1+1"
}

@test "a session's numbers are split: floor(N x percent / 100) online, spread evenly" {
	done_at "2026-11-21 07:00" sessions --date today
	is "$(json '[(s["doctor"], s["period"], s["capacity"], s["online"]["total"], s["counter"]["total"]) for s in v]')" \
		'[["3001", "am", 10, 2, 8], ["1001", "am", 10, 2, 8], ["1002", "am", 2, 0, 2], ["1001", "pm", 5, 1, 4]]'
	for number in 5 10; do
		done_at "2026-11-21 07:00" slot "$number" --doctor 1001 --date today --period am
		is "$(json 'v["kind"]')" online
	done
	done_at "2026-11-21 07:00" slot 9 --doctor 1001 --date today --period am
	is "$(json 'v["kind"]')" counter
}

@test "a roster with its own percent and fee overrides the setting and the doctor's fee" {
	printf 'date,period,doctor,capacity,room,online_percent,fee_yuan\n2026-11-24,am,1001,10,101,50,66.60\n' >roster.csv
	done_at "2026-11-21 07:00" load roster roster.csv
	done_at "2026-11-21 07:00" sessions --date 2026-11-24
	is "$(json '(v[0]["online"]["total"], v[0]["fee_fen"])')" "[5, 6660]"
}

@test "a lowered capacity keeps every booking and says what it could not do" {
	for n in 1 2 3 4 5; do
		booked "2026-11-21 07:00" "$(person "$n")" 1001 today pm >/dev/null || [ "$n" = 5 ]
	done
	printf 'date,period,doctor,capacity,room\n2026-11-21,pm,1001,2,101\n' >roster.csv
	done_at "2026-11-21 07:10" load roster roster.csv
	[ "$(json 'len(v["notes"])')" -ge 1 ]
	done_at "2026-11-21 07:10" sessions --date today --doctor 1001
	is "$(json '[s["counter"]["sold"] for s in v if s["period"] == "pm"]')" "[4]"
	all_checks_pass
}

@test "patients: sex and birth date come from the resident number, a wrong one is named" {
	number=$(id_number 110101 19851103 001)
	printf 'name,id_type,id_number,phone,sex,birth_date,card_no\n张三,resident_id,%s,13800138000,,,\n' "$number" >patients.csv
	done_at "2026-11-21 07:00" load patients patients.csv
	done_at "2026-11-21 07:00" patient find 张三
	is "$(json '[(p["sex"], p["birth_date"]) for p in v]')" '[["male", "1985-11-03"]]'
	printf 'name,id_type,id_number,phone,sex,birth_date,card_no\n李四,resident_id,110101198511030010,13800138000,,,\n' >patients.csv
	refused_at "2026-11-21 07:00" 3 bad_rows load patients patients.csv
	is "$(json '[(r["line"], r["column"], r["value"]) for r in v["error"]["rows"]]')" \
		'[[2, "id_number", "110101********0010"]]'
}
