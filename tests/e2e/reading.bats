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
