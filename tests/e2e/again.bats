#!/usr/bin/env bats
# Every command that changes something takes a key: the same again gives the first answer again and changes nothing, anything else is refused.

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

# Asks for something twice under a fresh key: twice COMMAND ARGUMENTS...; the second time answers as the first and changes nothing, in lines for
# people, too. The command's name is noted.
twice() {
	local before first name=$1
	case "$1 $2" in "patient "* | "order "* | "setting "* | "staff "* | "token "* | "owner "*) name="$1 $2" ;; esac
	keys=$((keys + 1))
	key=$(printf '%032x' "$keys")
	done_at "$moment" "$@" --key "$key"
	first=$output
	before=$(sqlite3 "$FRONTDESK_DB" 'SELECT max(seq) FROM audit; SELECT count(*) FROM answer')
	done_at "$moment" "$@" --key "$key"
	is "$output" "$first"
	is "$(sqlite3 "$FRONTDESK_DB" 'SELECT max(seq) FROM audit; SELECT count(*) FROM answer')" "$before"
	printf '%s\n' "$name" >>"$BATS_FILE_TMPDIR/asked"
	output=$first
}

# The same command for something else under that key is refused, and names what differs.
is_other() {
	local words=$1
	shift
	refused_at "$moment" 1 key_reused "$@"
	[[ $(json 'v["error"]["message"]') == *"$words"* ]]
}

@test "a key of files and patients: the same again is answered again, something else is refused" {
	moment="2026-11-20 13:10"
	keys=0
	sed '2s/一楼/三楼/' "$BATS_FILE_TMPDIR/departments.csv" >departments.csv
	twice load departments departments.csv
	is "$(json 'v["changed"]')" 1
	sed -i '2s/三楼/四楼/' departments.csv
	is_other "content of the file" load departments departments.csv --key "$key"
	done_at "$moment" sessions --date 2026-11-21 --doctor 1001

	twice patient add --name 王五 --phone 13900000003
	wang=$(json 'v["patient"]')
	is_other "phone" patient add --name 王五 --phone 13900000004 --key "$key"
	done_at "$moment" patient add --name 王五
	give=$(json 'v["patient"]')
	twice patient change "$wang" --phone 13900000005
	is "$(json 'v["phone"]')" "139****0005"
	done_at "$moment" patient change "$wang" --phone "1390000 0005" --key "$key"
	is_other "phone" patient change "$wang" --phone 13900000006 --key "$key"
	is_other "name" patient change "$wang" --phone 13900000005 --name 王六 --key "$key"
	is_other "patient" patient change "$give" --phone 13900000005 --key "$key"
	is_other "another action: patient change" book --patient "$wang" --doctor 1001 --date 2026-11-21 --period am --key "$key"
	twice patient link-card "$wang" --card C1 --social-no S1
	is_other "social security number" patient link-card "$wang" --card C1 --social-no S2 --key "$key"
	twice patient deceased "$give"
	is_other "patient" patient deceased "$one" --key "$key"
	is_other "another action: patient deceased" patient living "$give" --reason "a mistake" --key "$key"
	twice patient living "$give" --reason "a mistake"
	is_other "reason" patient living "$give" --reason "another" --key "$key"
	twice setting set no_show.threshold 4 --remark "agreed"
	is "$(json '(v["before"], v["value"])')" '["3", "4"]'
	is_other "reason" setting set no_show.threshold 4 --remark "not agreed" --key "$key"
	is_other "setting" setting set no_show.threshold 5 --remark "agreed" --key "$key"
	printf '[quota]\nhorizon_days = 9\n' >rules.ini
	twice setting load rules.ini
	is "$(json 'v["changes"][0]["before"]')" 7
	printf '[quota]\nhorizon_days = 10\n' >rules.ini
	is_other "content of the file" setting load rules.ini --key "$key"
	done_at "$moment" staff add mei --name 梅小芳
	twice staff change mei --name 梅芳 --roles nurse
	is_other "name" staff change mei --name 梅大芳 --roles nurse --key "$key"
	is_other "staff code" staff change hua --name 梅芳 --roles nurse --key "$key"
	done_at "$moment" token add mei --until +3
	twice token end 1
	is_other "token" token end 2 --key "$key"
	twice owner create owner.key
	is_other "options" owner create other.key --key "$key"
	twice rekey --reason "lost"
	is_other "reason" rekey --reason "read" --key "$key"
	twice staff end mei --reason "left"
	is_other "reason" staff end mei --reason "ill" --key "$key"
	twice patient merge "$wang" "$give"
	is "$(json 'v["done"]')" true
	is_other "patient" patient merge "$give" "$wang" --key "$key"

}

@test "a key of bookings, sessions and orders: the same again is answered again, something else is refused" {
	moment="2026-11-20 13:10"
	keys=100
	twice book --doctor 1001 --date 2026-11-22 --period am --patient "$one"
	booking=$(json 'v["booking"]')
	twice pay "$booking" --method wechat
	twice move "$booking" --doctor 1001 --date 2026-11-21 --period pm
	booking=$(json 'v["booking"]')
	twice cancel "$booking"
	twice refund "$booking" --state submitted
	twice suspend --doctor 1001 --date 2026-11-22 --period am --reason "ill"
	is_other "session (doctor, date or period)" suspend --doctor 3001 --date 2026-11-22 --period pm --reason "ill" --key "$key"
	done_at "$moment" suspend --doctor 1001 --date 2026/11/22 --period 上午 --reason "ill" --key "$key"
	twice resume --doctor 1001 --date 2026-11-22 --period am --reason "well again"
	is_other "reason" resume --doctor 1001 --date 2026-11-22 --period am --reason "well" --key "$key"
	booking=$(booked "$moment" "$two" 1001 2026-11-22 am)
	done_at "$moment" suspend --doctor 1001 --date 2026-11-22 --period am --reason "ill"
	twice affected --settle "$booking" --outcome told
	is_other "outcome" affected --settle "$booking" --outcome refunded --key "$key"

	{
		echo order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at
		echo W1,book,1001,2026-11-21,am,赵六,"$(id_number 110101 19910101 001)",13900000011,50,T1,2026-11-20T12:30:00+08:00
		echo W2,book,1002,2026-11-21,pm,赵七,"$(id_number 110101 19910101 002)",13900000012,30,T2,2026-11-20T12:31:00+08:00
		echo W3,book,1001,2026-11-21,pm,赵八,"$(id_number 110101 19910101 003)",13900000013,50,T3,2026-11-20T12:32:00+08:00
	} >online.csv
	twice import online.csv --ack ack.csv
	is "$(json '(v["accepted"], v["refused"])')" "[2, 1]"
	sed 2d online.csv >fewer.csv
	is_other "content of the file" import fewer.csv --ack ack.csv --key "$key"
	printf 'date,period,doctor,capacity,room\n2026-11-21,pm,1002,10,109\n' >more.csv
	done_at "$moment" load roster more.csv
	twice order retry W2
	is_other "order number" order retry W1 --key "$key"

}

@test "a key of the queue and the day: the same again is answered again, something else is refused" {
	moment=$MORNING
	keys=200
	for person in "$one" "$two" "$(person 3)" "$(person 4)"; do booked "$moment" "$person" 1001 2026-11-21 am; done >bookings
	mapfile -t numbers <bookings
	moment="2026-11-21 07:40"
	for n in 1 2; do done_at "$moment" checkin "${numbers[n]}"; done
	twice checkin "${numbers[0]}"
	is "$(json 'v["ticket_state"]')" waiting
	is_other "booking number" checkin "${numbers[1]}" --key "$key"
	twice undo
	done_at "$moment" checkin "${numbers[0]}"
	moment="2026-11-21 08:10"
	twice call --doctor 1001
	is "$(json '(v["booking"], v["ticket_state"])')" "[\"${numbers[0]}\", \"called\"]"
	is_other "session (doctor, date or period)" call --doctor 1002 --key "$key"
	twice miss "${numbers[0]}"
	is_other "booking number" miss "${numbers[1]}" --key "$key"
	done_at "$moment" call --doctor 1001
	twice finish "${numbers[1]}"
	is_other "another action: finish" miss "${numbers[1]}" --key "$key"
	done_at "$moment" call --doctor 1001
	done_at "$moment" finish "${numbers[2]}"

	moment="2026-11-21 21:00"
	twice resolve "${numbers[3]}" no-show
	is_other "outcome" resolve "${numbers[3]}" came --key "$key"
	twice withdraw "${numbers[3]}" --reason "was here"
	is_other "reason" withdraw "${numbers[3]}" --reason "was not here" --key "$key"
	twice close-day --counted-cash 0 --pass --clock-is-right
	is "$(json 'v["was_closed"]')" false
	done_at "$moment" close-day --counted-cash 0.00 --pass --clock-is-right --key "$key"
	is_other "amount" close-day --counted-cash 1 --pass --clock-is-right --key "$key"
	is_other "date" close-day --date 2026-11-20 --counted-cash 0 --pass --clock-is-right --key "$key"
	all_checks_pass
}

@test "every command that changes something takes a key, and none is forgotten above" {
	# What needs a longer tale: a ban that is lifted (ban.bats), an order of a closed day (orders.bats).
	printf '%s\n' lift "order settle" >>"$BATS_FILE_TMPDIR/asked"
	sed -n 's/^COMMAND(\w*, "\([^"]*\)", "[^"]*", \(WRITE\|RULES\|CHANGE\), .*/\1/p' "$BATS_TEST_DIRNAME/../../ui/cli/commands.def" >changing
	is "$(sort -u "$BATS_FILE_TMPDIR/asked")" "$(sort -u changing)"
	is "$(grep -E '", (WRITE|RULES|CHANGE), ' "$BATS_TEST_DIRNAME/../../ui/cli/commands.def" | grep -vc 'O(KEY)')" 0
}

@test "an answer is kept in both forms, with what was said in the language of the first time" {
	booking=$(booked "$MORNING" "$one" 1001 2026-11-21 am)
	LANGUAGE=zh run --separate-stderr at "2026-11-21 07:40" checkin "$booking" --key "$key"
	is "$status" 0
	first=$output
	[[ $first == *"已签到"* ]]
	run --separate-stderr at "2026-11-21 07:45" checkin "$booking" --key "$key"
	is "$output" "$first"
	done_at "2026-11-21 07:45" checkin "$booking" --key "$key"
	is "$(json '(v["booking"], v["ticket_state"])')" "[\"$booking\", \"waiting\"]"
}

@test "what was refused under a key can be asked again under it, and what a trial shows keeps none" {
	booking=$(booked "2026-11-20 14:00" "$one" 1001 2026-11-21 am)
	refused_at "2026-11-20 15:00" 1 too_early checkin "$booking" --key "$key"
	done_at "2026-11-21 07:40" checkin "$booking" --key "$key"
	key=1${key:1}
	give=$(at "$MORNING" --json patient add --name 王五)
	give=$(output=$give json 'v["patient"]')
	done_at "$MORNING" patient merge "$two" "$give" --dry-run --key "$key"
	done_at "$MORNING" patient merge "$two" "$give" --key "$key"
	is "$(json 'v["done"]')" true
	refused_at "$MORNING" 3 bad_value checkin "$booking" --key 12
}
