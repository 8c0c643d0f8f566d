#!/usr/bin/env bats
# WeChat bookings as files: each row answered once, whatever the encoding; no patient's money is lost.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
}

HEADER=order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at

setup() {
	copy_clinic
	one=$(id_number 110101 19900101 001)
	two=$(id_number 110101 19900101 002)
	three=$(id_number 110101 19900101 003)
	cat >online.csv <<-END
		$HEADER
		W1,book,1001,2026-11-21,am,王磊,$one,13812340001,50.00,4200000000000000000000000001,2026-11-20 20:00:00
		W2,book,1001,2026-11-21,am,李娜,$two,13812340002,,,2026-11-20 20:01:00
		W3,book,1001,2026-11-21,am,张伟,$three,13812340003,50.00,4200000000000000000000000003,2026-11-20 20:02:00
		W4,book,1001,2026-11-22,am,王磊,$one,13812340001,50.00,4200000000000000000000000004,2026-11-20 20:03:00
		W4,cancel,1001,2026-11-22,am,王磊,$one,13812340001,,,2026-11-20 20:04:00
		W5,book,9999,2026-11-21,am,王磊,$one,13812340001,50.00,4200000000000000000000000005,2026-11-20 20:05:00
		W1,book,1001,2026-11-21,am,王磊,$one,13812340001,50.00,4200000000000000000000000001,2026-11-20 20:00:00
	END
}

totals='[v[key] for key in ("rows", "accepted", "cancelled", "duplicate", "refused")]'

@test "rows are accepted, cancelled, duplicate or refused, and counted" {
	done_at "2026-11-20 21:00" import online.csv
	is "$(json "$totals")" "[7, 3, 1, 1, 2]"
	is "$(json '[(r["line"], r["order_no"], r["code"]) for r in v["refusals"]]')" \
		'[[4, "W3", "quota_full"], [7, "W5", "unknown_doctor"]]'
	done_at "2026-11-20 21:01" sessions --doctor 1001 --date 2026-11-21
	is "$(json '[s["online"]["sold"] for s in v if s["period"] == "am"]')" "[2]"
	all_checks_pass "2026-11-20 22:00"
}

@test "import --dry-run says what would become of each row, and changes nothing" {
	cp clinic.db before.db
	done_at "2026-11-20 21:00" import --dry-run --ack never.csv online.csv
	is "$(json "$totals")" "[7, 3, 1, 1, 2]"
	is "$(json '[(r["line"], r["order_no"], r["code"]) for r in v["refusals"]]')" \
		'[[4, "W3", "quota_full"], [7, "W5", "unknown_doctor"]]'
	is "$(json 'v["ack"]')" null
	cmp clinic.db before.db
	[ ! -e never.csv ]
	run --separate-stderr at "2026-11-20 21:00" import --dry-run online.csv
	[[ $output == *"Nothing was changed."* ]]
	sed -i '2s/,book,/,buy,/; 4s/2026-11-21/2026-13-21/' online.csv
	refused_at "2026-11-20 21:01" 3 bad_file import --dry-run online.csv
	is "$(json '[(r["line"], r["column"], r["value"]) for r in v["error"]["rows"]]')" \
		'[[2, "action", "buy"], [4, "date", "2026-13-21"]]'
	done_at "2026-11-20 21:02" sessions --doctor 1001 --date 2026-11-21
	is "$(json '[s["online"]["sold"] for s in v if s["period"] == "am"]')" "[0]"
}

@test "the same file again is all duplicates and changes nothing" {
	at "2026-11-20 21:00" import online.csv
	done_at "2026-11-20 21:01" sessions
	before=$output
	done_at "2026-11-20 21:02" import online.csv
	is "$(json "$totals")" "[7, 0, 0, 7, 0]"
	done_at "2026-11-20 21:03" sessions
	is "$output" "$before"
	done_at "2026-11-20 21:04" refunds
	is "$(json 'len(v)')" 3
}

@test "the refund of a refused row says why in a sentence to people, by its code to scripts" {
	at "2026-11-20 21:00" import online.csv
	done_at "2026-11-20 21:01" refunds
	is "$(json 'sorted(r["reason"] for r in v if not r["booking"])')" '["quota_full", "unknown_doctor"]'
	run at "2026-11-20 21:01" refunds
	[[ $output != *quota_full* ]]
	[[ $output != *unknown_doctor* ]]
	[[ $output == *"W3 "*"No number for this channel is left"* ]]
}

@test "a paid row that is refused, and one that is cancelled, becomes a refund request at once" {
	done_at "2026-11-20 21:00" import online.csv
	is "$(json 'v["refund_fen"]')" 15000
	done_at "2026-11-20 21:01" refunds
	is "$(json 'sorted((r["order_no"], r["refund_fen"], r["refund_method"], r["refund_state"]) for r in v)')" \
		'[["W3", 5000, "wechat", "requested"], ["W4", 5000, "wechat", "requested"], ["W5", 5000, "wechat", "requested"]]'
	done_at "2026-11-20 21:02" refund W3 --state submitted
	done_at "2026-11-20 21:03" refund W3
	is "$(json '(v["order_no"], v["refund_state"])')" '["W3", "succeeded"]'
	all_checks_pass "2026-11-20 22:00"
}

@test "the acknowledgement repeats each order with its result, code, booking, number and message" {
	done_at "2026-11-20 21:00" import online.csv --ack ack.csv
	is "$(json 'v["ack"]')" ack.csv
	run /usr/bin/python3 - ack.csv <<-'END'
		import csv, sys
		rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
		print([(row["order_no"], row["result"], row["code"], row["number"]) for row in rows])
		print(all(len(row["booking"]) == 12 for row in rows if row["result"] == "accepted"))
		print(all(row["message"] for row in rows if row["result"] == "refused"))
	END
	is "${lines[0]}" "[('W1', 'accepted', '', '5'), ('W2', 'accepted', '', '10'), ('W3', 'refused', 'quota_full', ''), ('W4', 'accepted', '', '5'), ('W4', 'cancelled', '', '5'), ('W5', 'refused', 'unknown_doctor', ''), ('W1', 'duplicate', '', '5')]"
	is "${lines[1]} ${lines[2]}" "True True"
}

@test "GB18030 with CRLF and Chinese headers, UTF-8 with a BOM: the same answer" {
	sed "1s/.*/订单号,操作,医生编码,日期,时段,姓名,身份证号,手机,实付金额,微信支付单号,下单时间/
		s/,book,/,预约,/; s/,cancel,/,退号,/; s/,am,/,上午,/; s/\$/\\r/" online.csv >chinese.csv
	iconv -f UTF-8 -t GB18030 chinese.csv >gb.csv
	done_at "2026-11-20 21:00" import gb.csv
	is "$(json "$totals")" "[7, 3, 1, 1, 2]"
	done_at "2026-11-20 21:01" patient find 王磊
	is "$(json '[p["name"] for p in v]')" '["王磊"]'
	printf '\xef\xbb\xbf' | cat - chinese.csv >bom.csv
	done_at "2026-11-20 21:02" import bom.csv
	is "$(json "$totals")" "[7, 0, 0, 7, 0]"
}

@test "a file whose form is wrong is refused as a whole, with line and column, and nothing is changed" {
	done_at "2026-11-20 21:00" sessions
	before=$output
	sed '5s/,2026-11-20 20:03:00//' online.csv >broken.csv
	refused_at "2026-11-20 21:00" 3 bad_file import broken.csv
	[[ $(json 'v["error"]["message"]') == *5* ]]
	sed '1s/transaction_id/transaction/' online.csv >broken.csv
	refused_at "2026-11-20 21:00" 3 bad_file import broken.csv
	[[ $(json 'v["error"]["message"]') == *transaction* ]]
	printf '%s\n"W9,book' "$HEADER" >broken.csv
	refused_at "2026-11-20 21:00" 3 bad_file import broken.csv
	refused_at "2026-11-20 21:00" 3 bad_file import nowhere.csv
	done_at "2026-11-20 21:01" sessions
	is "$output" "$before"
}

@test "rows are taken in order of the time they were ordered, not of the file" {
	cat >late.csv <<-END
		$HEADER
		L3,book,1001,2026-11-21,am,张伟,$three,13812340003,,,2026-11-20 20:03:00
		L1,book,1001,2026-11-21,am,王磊,$one,13812340001,,,2026-11-20 20:01:00
		L2,book,1001,2026-11-21,am,李娜,$two,13812340002,,,2026-11-20 20:02:00
	END
	done_at "2026-11-20 21:00" import late.csv
	is "$(json '[(r["order_no"], r["code"]) for r in v["refusals"]]')" '[["L3", "quota_full"]]'
}

@test "text for people: the totals, and why each row was refused" {
	run --separate-stderr at "2026-11-20 21:00" import online.csv
	is "$status" 0
	is "$stderr" ""
	[[ $output == *"7 rows: 3 accepted, 1 cancelled, 1 duplicate, 2 refused"*"W3"*"quota_full"* ]]
}

@test "on a terminal a bar shows how far the import is, and JSON on stdout stays clean" {
	export -f at
	export SHELL=/bin/bash # script runs $SHELL; another shell loses the function
	run script -qec 'bash -c "at \"2026-11-20 21:00\" --json import online.csv" >out.json' terminal
	is "$status" 0
	[[ $(cat terminal) == *"[##"*"100%"*"7/7"* ]]
	output=$(cat out.json)
	is "$(json "$totals")" "[7, 3, 1, 1, 2]"
}

@test "the acknowledgement never overwrites the file that is read, nor the database" {
	before=$(sha256sum online.csv)
	refused_at "2026-11-20 21:00" 2 usage import online.csv --ack ./online.csv
	refused_at "2026-11-20 21:00" 2 usage import online.csv --ack clinic.db
	refused_at "2026-11-20 21:00" 2 usage report daily -o clinic.db
	is "$(sha256sum online.csv)" "$before"
	done_at "2026-11-20 21:01" refunds
	is "$output" "[]"
	all_checks_pass "2026-11-20 22:00"
}

@test "an acknowledgement replaces no file but one, and is refused before anything is changed" {
	cp "$BATS_TEST_FILENAME" letter.csv
	before=$(sqlite3 "$FRONTDESK_DB" "SELECT max(seq) FROM audit")
	refused_at "2026-11-20 21:00" 3 cannot_write import online.csv --ack letter.csv
	[[ $(json 'v["error"]["message"]') == *"is no acknowledgement of orders, so it is not replaced"* ]]
	cmp "$BATS_TEST_FILENAME" letter.csv
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT max(seq) FROM audit")" "$before"
	done_at "2026-11-20 21:01" import online.csv --ack ack.csv
	done_at "2026-11-20 21:02" import online.csv --ack ack.csv
}

@test "an acknowledgement that cannot be written is an error" {
	refused_at "2026-11-20 21:00" 3 cannot_write import online.csv --ack /nowhere/ack.csv
}
