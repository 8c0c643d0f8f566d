#!/usr/bin/env bats
# What people type and other programs write, read as it was meant, whatever it came by.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
}

ORDERS=order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at

setup() {
	copy_clinic
	one=$(id_number 110101 19900101 001)
}

@test "a Latin name is the same in any case, width and with or without accents: orders, the counter and find agree" {
	cat >online.csv <<-END
		$ORDERS
		H1,book,1001,2026-11-21,am,José Núñez,$one,13812340001,50.00,4200000000000000000000000001,2026-11-20 20:00:00
		H2,book,3001,2026-11-21,am,JOSE NUNEZ,$one,13812340001,20.50,4200000000000000000000000002,2026-11-20 20:01:00
		H3,book,1002,2026-11-21,am,Ana Núñez,$one,13812340001,30.00,4200000000000000000000000003,2026-11-20 20:02:00
	END
	done_at "2026-11-20 21:00" import online.csv
	is "$(json '[v["accepted"], [(r["order_no"], r["code"]) for r in v["refusals"]]]')" '[2, [["H3", "bad_id_number"]]]'
	for typed in JOSÉ josé jose ＪＯＳＥ; do
		done_at "2026-11-20 21:01" patient find "$typed"
		is "$(json '[p["name"] for p in v]')" '["José Núñez"]'
	done
	done_at "2026-11-20 21:02" patient add --name "Li Anna" --phone 13812340009
	refused_at "2026-11-20 21:03" 1 duplicate_patient patient add --name "LI ANNA" --phone 13812340009
	printf 'name,id_type,id_number,phone,sex,birth_date,card_no\nLI-ANNA,,,13812340009,female,,\n' >patients.csv
	done_at "2026-11-20 21:04" load patients patients.csv
	is "$(json '[v["added"], v["changed"]]')" "[0, 1]"
}

# The number of a foreigner's residence card of 2023: province of issue, then the nationality.
residence_card() {
	id_number "9${1}076" 19850607 "$2"
}

PATIENTS=name,id_type,id_number,phone,sex,birth_date,card_no

@test "a foreigner's residence card of 2023 is an identity number, in every province" {
	cat >patients.csv <<-END
		$PATIENTS
		Maria Silva,外国人永久居留身份证,$(residence_card 31 001),13900000070,,,
		Bo Ek,身份证,$(residence_card 11 002),13900000071,,,
	END
	done_at "2026-11-20 21:00" load patients patients.csv
	is "$(json 'v["added"]')" 2
	done_at "2026-11-20 21:00" patient find Maria
	is "$(json '[(p["sex"], p["birth_date"]) for p in v]')" '[["male", "1985-06-07"]]'
	refused_at "2026-11-20 21:01" 3 bad_id_number patient add --name "Bo Ek" --id-number "$(residence_card 91 001)"
	[[ $(json 'v["error"]["message"]') == *"behind the 9; 91 is not a province"* ]]
}

@test "one reading of a code everywhere: width, case, blanks and unseen marks make no other doctor" {
	printf 'code,name,title,department,qualification_no,specialty,fee_yuan\nＤ ０１,石磊,,nk01,1,,20\n' >doctors.csv
	done_at "2026-11-20 21:00" load doctors doctors.csv
	is "$(json '[v["added"], v["changed"]]')" "[1, 0]"
	sed -i 's/Ｄ ０１/d01/; s/nk01/ＮＫ０１/' doctors.csv
	done_at "2026-11-20 21:01" load doctors doctors.csv
	is "$(json '[v["added"], v["changed"], v["unchanged"]]')" "[0, 0, 1]"
	printf 'date,period,doctor,capacity,room\n2026-11-21,am,ｄ０１,10,103\n' >roster.csv
	done_at "2026-11-20 21:02" load roster roster.csv
	printf '2026-11-21,am,D01,10,103\n' >>roster.csv
	refused_at "2026-11-20 21:02" 3 bad_rows load roster roster.csv
	[[ $(json 'v["error"]["message"]') == *"repeats line 2"* ]]
	for code in D01 d01 ｄ０１ " d 01" $'\u202Ad01\u202C'; do
		done_at "2026-11-20 21:03" sessions --doctor "$code" --date 2026-11-21
		is "$(json '[s["doctor"] for s in v]')" '["D01"]'
		done_at "2026-11-20 21:03" slot 1 --doctor "$code" --date 2026-11-21 --period am
	done
	printf '%s\n%s\n' "$ORDERS" "I1,book,d０1,2026-11-21,am,赵三,$one,13812340001,20,4200000000000000000000000001,2026-11-20 20:00:00" >online.csv
	done_at "2026-11-20 21:04" import online.csv
	is "$(json 'v["accepted"]')" 1
}

@test "trailing commas, of the header or of some rows, are nothing" {
	printf '日期,时段,医生编码,限号,诊室,,\n2026-11-24,上午,1001,10,101,,\n2026-11-25,上午,1001,10,101,\n2026-11-26,上午,1001,10,101\n' >roster.csv
	done_at "2026-11-20 21:00" load roster roster.csv
	is "$(json '[v["added"], v["notes"]]')" "[3, []]"
	printf '日期,时段,医生编码,限号,诊室\n2026-11-27,上午,1001,10,101,,停诊\n' >roster.csv
	refused_at "2026-11-20 21:00" 3 bad_rows load roster roster.csv
	[[ $(json 'v["error"]["message"]') == *"7 fields, the header 5"* ]]
}

@test "a midnight or the right weekday behind a date is read; a wrong weekday is a bad row" {
	cat >roster.csv <<-'END'
		date,period,doctor,capacity,room
		2026-11-24 00:00:00,am,1001,10,101
		2026/11/25 0:00,am,1001,10,101
		2026-11-26 周四,am,1001,10,101
	END
	done_at "2026-11-20 21:00" load roster roster.csv
	is "$(json 'v["added"]')" 3
	printf '2026-11-27 周四,am,1001,10,101\n2026-11-28 08:30,am,1001,10,101\n' >>roster.csv
	refused_at "2026-11-20 21:01" 3 bad_rows load roster roster.csv
	is "$(json '[(r["line"], r["column"]) for r in v["error"]["rows"]]')" '[[5, "date"], [6, "date"]]'
	[[ $(json 'v["error"]["rows"][0]["message"]') == *"2026-11-27 is a Friday"* ]]
	[[ $(json 'v["error"]["rows"][1]["message"]') == *"time of day"* ]]
}

@test "the state's own names of documents and sexes are read" {
	cat >patients.csv <<-END
		姓名,证件类别,证件号码,联系电话,性别,出生日期,卡号
		陈大文,港澳居民来往内地通行证,H12345678,+852 9123 4567,男性,1990-01-02,
		周军,军官证,J1234567,13900000032,1,1990-01-02,
		Bo Ek,护照,E11113333,13900000033,M,1990-01-02,
		吴小,居民户口簿,$one,13900000034,1,,
		林美,台湾居民来往大陆通行证,T1234567,13900000035,Ｆ,1990-01-02,
	END
	done_at "2026-11-20 21:00" load patients patients.csv
	is "$(json 'v["added"]')" 5
	for name in 陈大文=permit 周军=other Ek=passport 吴小=resident_id 林美=permit; do
		done_at "2026-11-20 21:00" patient find "${name%=*}"
		[ "${name%=*}" = Ek ] || is "$(json 'v[0]["id_type"]')" "${name#*=}"
	done
}

@test "a passport is the same with and without blanks and marks" {
	done_at "2026-11-20 21:00" patient add --name "Bo Ek" --id-type passport --id-number "E 1111-3333" --phone 13812340009
	refused_at "2026-11-20 21:01" 1 duplicate_patient patient add --name "Bo Ek" --id-type 护照 --id-number E11113333
	printf '%s\nBo Ek,护照,e1111/3333,13812340009,M,,\n' "$PATIENTS" >patients.csv
	done_at "2026-11-20 21:02" load patients patients.csv
	is "$(json '[v["added"], v["changed"]]')" "[0, 1]"
	printf 'Bo Ek,护照,E(1111)3333,13812340009,M,,\n' >>patients.csv
	refused_at "2026-11-20 21:03" 3 bad_rows load patients patients.csv
	[[ $(json 'v["error"]["message"]') == *"repeats line 2"* ]]
}

@test "unseen marks are dropped from numbers; of a name the sentence says which and where" {
	printf '%s\n%s\n' "$ORDERS" "V1,book,1001,2026-11-21,am,赵三,$one,"$'\u202A13812340001\u202C,50.00\u200B,4200000000000000000000000001,2026-11-20 20:00:00' >online.csv
	done_at "2026-11-20 21:00" import online.csv
	is "$(json 'v["accepted"]')" 1
	sed -i $'s/V1/V2/; s/赵三/赵\u202A三/; s/,am,/,pm,/' online.csv
	refused_at "2026-11-20 21:01" 3 bad_file import online.csv
	[[ $(json 'v["error"]["message"]') == *"Line 2, column name: Character 2 of the name"*"(U+202A)"* ]]
}

@test "what marks a cell as text is taken off; a number that a spreadsheet has changed is a fault of the file" {
	cat >online.csv <<-END
		$ORDERS
		G1,book,1001,2026-11-21,am,李一,'$one,\`13812340001,50.00,"=""4200000000000000000000000001""",2026-11-20 20:00:00
	END
	done_at "2026-11-20 21:00" import online.csv
	is "$(json 'v["accepted"]')" 1
	for damaged in 3.30106E+17 13900000003.0 330106198506070000; do
		cat >online.csv <<-END
			$ORDERS
			G2,book,1001,2026-11-21,pm,李一,$one,13812340001,50.00,4200000000000000000000000002,2026-11-20 20:00:00
			G3,book,1001,2026-11-21,pm,王二,$damaged,13812340002,50.00,4200000000000000000000000003,2026-11-20 20:00:00
		END
		refused_at "2026-11-20 21:01" 3 bad_file import online.csv
		[[ $(json 'v["error"]["message"]') == *"Line 3, column id_number: "*" format Text "* ]]
		printf '%s\n王二,身份证,%s,13812340002,,,\n' "$PATIENTS" "$damaged" >patients.csv
		refused_at "2026-11-20 21:01" 3 bad_rows load patients patients.csv
		[[ $(json 'v["error"]["message"]') == *" format Text "* ]]
	done
	done_at "2026-11-20 21:02" sessions --doctor 1001 --date 2026-11-21
	is "$(json '[s["online"]["sold"] for s in v]')" "[1, 0]"
}

@test "columns are found by the names that other systems give them; harmless ones are passed over and named" {
	cat >roster.csv <<-'END'
		序号,就诊日期,星期,午别,医生工号,医生姓名,限号数,诊室,备注
		1,2026-11-24,周二,上午,1001,张伟,10,101,
	END
	done_at "2026-11-20 21:00" load roster roster.csv
	is "$(json '[v["added"], v["notes"]]')" '[1, ["The columns 序号, 星期, 医生姓名, 备注 were not read."]]'
	run --separate-stderr at "2026-11-20 21:00" load roster roster.csv
	[[ $output == *"The columns 序号, 星期, 医生姓名, 备注 were not read."* ]]
	sed -i '2s/$/停诊/' roster.csv
	refused_at "2026-11-20 21:01" 3 bad_file load roster roster.csv
	[[ $(json 'v["error"]["message"]') == *'the column "备注" is unknown'* ]]
	cat >online.csv <<-END
		订单编号,操作,医生工号,医生姓名,就诊日期,午别,就诊人,身份证号码,手机号,实付金额(元),微信支付订单号,下单时间
		N1,预约,1001,张伟,2026-11-21,上午,赵三,$one,13812340001,50.00,4200000000000000000000000001,2026-11-20 20:00:00
	END
	done_at "2026-11-20 21:02" import --dry-run online.csv
	is "$(json '[v["accepted"], v["notes"]]')" '[1, ["The column 医生姓名 was not read."]]'
	done_at "2026-11-20 21:02" import online.csv
	is "$(json '[v["accepted"], v["notes"]]')" '[1, ["The column 医生姓名 was not read."]]'
}

@test "a passport can book online: the file has a column for the type of document" {
	cat >online.csv <<-END
		order_no,action,doctor,date,period,name,id_type,id_number,phone,paid_yuan,transaction_id,ordered_at
		P1,book,1001,2026-11-21,am,Bo Ek,护照,E 1111-3333,13812340001,50.00,4200000000000000000000000001,2026-11-20 20:00:00
		P2,book,3001,2026-11-21,am,BO EK,passport,e11113333,13812340001,20.50,4200000000000000000000000002,2026-11-20 20:01:00
		P3,book,1001,2026-11-21,am,赵三,,$one,13812340003,,,2026-11-20 20:02:00
	END
	done_at "2026-11-20 21:00" import online.csv
	is "$(json 'v["accepted"]')" 3
	done_at "2026-11-20 21:01" patient find E11113333
	is "$(json '[(p["name"], p["id_type"]) for p in v]')" '[["Bo Ek", "passport"]]'
	sed -i '2s/P1/P4/; 2s/护照/驾照/' online.csv
	refused_at "2026-11-20 21:02" 3 bad_file import online.csv
	[[ $(json 'v["error"]["message"]') == *"column id_type"* ]]
}
