#!/usr/bin/env bats
# The demonstration clinic's files keep their promises; and the check that says so sees when they do not.

setup() {
	check=$BATS_TEST_DIRNAME/demo_data.py
	data=$BATS_TEST_DIRNAME/../../data/demo
	cp -r "$data" "$BATS_TEST_TMPDIR/demo"
	copy=$BATS_TEST_TMPDIR/demo
}

# Changes FILE of the copy by a sed SCRIPT, which must change something; the check must then say SENTENCE.
refused_after() {
	sed -i "$2" "$copy/$1"
	if cmp -s "$copy/$1" "$data/$1"; then return 1; fi
	run /usr/bin/python3 "$check" "$copy"
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *"$3"* ]]
}

@test "demo data: forms, references, identity numbers and the import's outcome are as promised" {
	run /usr/bin/python3 "$check" "$data"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == "rows 150, "* ]]
}

@test "demo data: the expected answers are one for each row of the file" {
	/usr/bin/python3 "$check" --expect "$data" >"$BATS_TEST_TMPDIR/expected"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/expected")" -eq 150 ]
	[ "$(grep -c ',accepted,$' "$BATS_TEST_TMPDIR/expected")" -eq 119 ]
	[ "$(grep -c ',refused,[a-z_]*$' "$BATS_TEST_TMPDIR/expected")" -eq 22 ]
}

@test "demo data check: sees a wrong check character" {
	refused_after patients.csv 's/^\(陆明哲,resident_id,[0-9]*\)9,/\18,/' "check character"
}

@test "demo data check: sees a card that two people have" {
	card=$(sed -n 's/^陆明哲,.*,\([0-9]*\)$/\1/p' "$copy/patients.csv")
	refused_after patients.csv "s/^\(解晓峰,.*,\)[0-9]*$/\1$card/" "card '$card' stands twice"
}

@test "demo data check: sees a doctor of no department" {
	refused_after doctors.csv 's/^1001,\(.*\),NK01,/1001,\1,NK99,/' "doctor 1001: no department NK99"
}

@test "demo data check: sees a session of no doctor" {
	refused_after roster.csv '2s/,1001,/,1009,/' "no doctor 1009"
}

@test "demo data check: sees a renamed column" {
	refused_after departments.csv '1s/location/place/' "the header is"
}

@test "demo data check: sees a value that starts like a formula" {
	refused_after departments.csv '2s/内科/=内科/' "starts like a formula"
}

@test "demo data check: sees a missing row" {
	refused_after online.csv '151d' "has 149 rows"
}

@test "demo data check: sees a kind of refusal that is gone" {
	refused_after online.csv 's/,9999,/,1001,/' "no row is refused as unknown_doctor"
}

@test "demo data check: sees a row that two rules refuse" {
	refused_after online.csv 's/,@D+9@,\(.*\),50\.00,/,@D+9@,\1,49.00,/' "more than one rule refuses it: ['fee_mismatch', 'beyond_horizon']"
}

@test "demo data check: sees when the morning's file comes to something else" {
	refused_after online-morning.csv '$d' "online-morning.csv: comes to"
}

@test "demo data check: sees when today's close would ban nobody" {
	refused_after online.csv 's/^\(WX2100000001,book,\)1002,@D+0@/\11002,@D+1@/' "the ban at today's close is another"
}
