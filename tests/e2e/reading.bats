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
	sed -i 's/d０1/D01/; s/,book,/,Ｂook,/' online.csv
	done_at "2026-11-20 21:05" import online.csv
	is "$(json 'v["duplicate"]')" 1
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
	[[ $(json 'v["error"]["message"]') == *"Line 2, column name "*": Character 2 of the name"*"(U+202A)"* ]]
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
		[[ $(json 'v["error"]["message"]') == *"Line 3, column id_number "*": "*" format Text "* ]]
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

@test "load --dry-run shows what each row would change, and changes nothing" {
	cat >roster.csv <<-'END'
		date,period,doctor,capacity,room,医生姓名
		2026-11-21,am,1001,12,101,张伟
		2026-11-21,pm,1001,5,101,张伟
		2026-11-25,am,3001,8,201,阿依古丽
	END
	cp clinic.db before.db
	done_at "2026-11-20 21:00" load --dry-run roster roster.csv
	is "$(json '[v["added"], v["changed"], v["unchanged"]]')" "[1, 1, 1]"
	is "$(json '[(r["line"], r["outcome"], r["change"]) for r in v["rows"]][:2]')" \
		'[[2, "changed", "capacity 10 -> 12"], [3, "unchanged", ""]]'
	is "$(json 'v["rows"][2]["outcome"]')" added
	is "$(json 'v["notes"]')" '["The column 医生姓名 was not read."]'
	cmp clinic.db before.db
	run --separate-stderr at "2026-11-20 21:00" load --dry-run roster roster.csv
	[[ ${lines[0]} == *Line*Outcome*Record*Difference* ]]
	[[ ${lines[1]} == *2*changed*"2026-11-21 am 1001 张伟"*"capacity 10 -> 12"* ]]
	[[ $output == *"Would be: 1 added, 1 changed, 1 unchanged."*"Nothing was changed."* ]]
	sed -i 's/1001,5/9999,5/' roster.csv
	refused_at "2026-11-20 21:01" 3 bad_rows load --dry-run roster roster.csv
	is "$(json '[(r["line"], r["column"]) for r in v["error"]["rows"]]')" '[[3, "doctor"]]'
	cmp clinic.db before.db
	printf 'code,name,location\nNK01,内科,一楼\n' >departments.csv
	run --separate-stderr at "2026-11-20 21:00" load --dry-run departments departments.csv
	[[ ${lines[0]} == "Everything is already so: loading it changes nothing." ]]
}

@test "a room that two doctors have at the same time is loaded, and said; so is a patient at two places" {
	cat >roster.csv <<-'END'
		date,period,doctor,capacity,room
		2026-11-21,am,1002,2,101
		2026-11-22,am,1002,10,101
		2026-11-24,am,1002,10,101
	END
	done_at "2026-11-20 21:00" load roster roster.csv
	is "$(json '[v["changed"], v["added"]]')" "[1, 2]"
	is "$(json 'v["notes"]')" '["1002 2026-11-21 am: room 101 is also that of 1001 张伟, 08:00-12:00.", "1002 2026-11-22 am: room 101 is also that of 1001 张伟, 08:00-12:00."]'
	done_at "2026-11-20 21:01" load roster roster.csv
	is "$(json '[v["unchanged"], v["notes"]]')" "[3, []]"
	patient=$(person 1)
	done_at "2026-11-20 21:02" book --doctor 1001 --date 2026-11-21 --period am --patient "$patient"
	is "$(json 'v["notes"]')" "[]"
	done_at "2026-11-20 21:03" book --doctor 3001 --date 2026-11-21 --period am --patient "$patient"
	is "$(json 'v["notes"]')" '["The patient is also expected at 08:00 by 张伟, number 1."]'
}

@test "help shows the commands that begin so; a word of the command's own may follow" {
	run --separate-stderr "$FRONTDESK" help patient
	is "$status" 0
	[[ $output == "Commands that begin so:"*"patient add"*"patient find"* ]]
	run --separate-stderr "$FRONTDESK" help load roster
	is "$status" 0
	is "$output" "$("$FRONTDESK" help load)"
	run --separate-stderr "$FRONTDESK" help load nonsense
	is "$status" 2
	run --separate-stderr "$FRONTDESK" patient
	is "$status" 2
	[[ $stderr == *'There is no command "patient"; these begin so: patient add, '* ]]
	run --separate-stderr "$FRONTDESK" help sesions
	is "$status" 2
	[[ $stderr == *'did you mean "sessions"'* ]]
}

@test "what is given twice is an error, for nobody could say which was meant" {
	refused_at "2026-11-20 21:00" 3 bad_value bans --if threshold=2,threshold=3
	[[ $(json 'v["error"]["message"]') == "threshold is given twice."* ]]
	refused_at "2026-11-20 21:00" 2 usage sessions --date today --date tomorrow
	printf '[quota]\nonline_percent = 20\nonline_percent = 30\n' >twice.ini
	refused_at "2026-11-20 21:00" 3 bad_setting -c twice.ini sessions
}

@test "a settings file that another program spoilt is told what is wrong with it, not what is not" {
	printf '[quota]\nonline_percent = 20\n' | iconv -t UTF-16 >utf16.ini
	refused_at "2026-11-20 21:00" 3 bad_file -c utf16.ini sessions
	[[ $(json 'v["error"]["message"]') == *"utf16.ini: the file is in UTF-16"* ]]
	printf '[quota]\nonline_percent：20\n' >colon.ini
	refused_at "2026-11-20 21:00" 3 bad_setting -c colon.ini sessions
	[[ $(json 'v["error"]["message"]') == *"full-width"* ]]
	printf '[periods]\nam = ０８：００－１２：００\n' >width.ini
	done_at "2026-11-20 21:00" -c width.ini sessions
}

@test "report -o - is standard output; a report keeps the mode of the file it replaces; ~ is the home directory" {
	at "2026-11-21 20:00" report daily -o daily.xlsx >/dev/null
	chmod 640 daily.xlsx
	at "2026-11-21 20:00" report daily -o daily.xlsx >/dev/null
	is "$(stat -c %a daily.xlsx)" 640
	at "2026-11-21 20:00" report daily -o - >printed.xlsx
	cmp daily.xlsx printed.xlsx
	refused_at "2026-11-21 20:00" 2 usage report daily -o -
	mkdir -p home/reports
	printf '[report]\ndirectory = ~/reports\n' >home.ini
	HOME=$PWD/home at "2026-11-21 20:00" -c home.ini report daily >/dev/null
	[ -s home/reports/daily-2026-11-21.xlsx ]
}
