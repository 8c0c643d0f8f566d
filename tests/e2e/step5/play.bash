# shellcheck shell=bash
# shellcheck disable=SC2034 # json reads output
# Four days of a small clinic, day 3 of which is still open: what clinic.sql holds, done again by the program that is tested.
# Money that came and went in every way: refunds handed over, requested, submitted, succeeded and failed; late cancellations
# with and without a part of the fee; bookings that cost nothing or were never paid; refused online orders with their money; a
# suspended session; closed days; an undone cancellation; a ban. Nothing here stores a word of the interface.

order() {
	local amount=$7 payment=${8:+42000000000000000000000000$8}
	printf '%s,%s,%s,%s,%s,病人%s,%s,1381234%04d,%s,%s,2026-11-19 20:%s:00\n' "$1" "$2" "$3" "$4" "$5" "$6" \
		"$(id_number 110101 19900101 "$(printf '%03d' "$6")")" "$6" "$amount" "$payment" "$9"
}

online_orders() {
	echo order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,ordered_at
	order W01 book 1001 2026-11-21 am 1 50.00 01 00
	order W02 book 1001 2026-11-21 am 2 "" "" 01
	order W03 book 1001 2026-11-21 am 3 50.00 03 02
	order W04 book 1001 2026-11-22 am 1 50.00 04 03
	order W04 cancel 1001 2026-11-22 am 1 "" "" 04
	order W05 book 9999 2026-11-21 am 4 50.00 05 05
	order W01 book 1001 2026-11-21 am 1 50.00 01 00
	order W06 book 1001 2026-11-22 am 5 49.00 06 06
	order W07 book 1001 2026-11-22 am 5 50.00 03 07
	order W08 cancel 1001 2026-11-22 am 6 "" "" 08
	order W08 book 1001 2026-11-22 am 6 50.00 08 09
	order W09 book 1001 2026-11-22 am 7 50.00 09 10
	order W10 book 3001 2026-11-22 pm 8 20.50 10 11
	order W11 book 1002 2026-11-23 am 9 30.00 11 12
}

# The booking number of an online order.
of_order() {
	sqlite3 "$FRONTDESK_DB" "SELECT id FROM booking WHERE order_no = '$1'"
}

patient() {
	local output
	output=$(at "2026-11-19 13:00" --json --as wu patient add --name "病人$1" \
		--id-number "$(id_number 110101 19900101 "$(printf '%03d' "$1")")" --phone "1381234$(printf '%04d' "$1")")
	json 'v["patient"]'
}

# A clinic with its people, and the online orders of the evening before.
play_beginning() {
	local kind n
	printf 'code,name,location\nNK01,内科,一楼\nEK03,儿科,二楼\n' >departments.csv
	cat >doctors.csv <<-'END'
		code,name,title,department,qualification_no,specialty,fee_yuan
		1001,张伟,主任医师,NK01,110310000652386,心血管病,50.00
		1002,李娜,副主任医师,NK01,110310000283145,呼吸病,30
		3001,阿依古丽·买买提,主治医师,EK03,110310000186171,儿童呼吸,20.50
		3002,赵敏,医师,EK03,110310000186172,义诊,0
	END
	cat >roster.csv <<-'END'
		date,period,doctor,capacity,room
		2026-11-20,am,1002,3,102
		2026-11-21,am,1001,10,101
		2026-11-21,pm,1001,5,101
		2026-11-21,am,1002,4,102
		2026-11-21,am,3001,5,201
		2026-11-21,am,3002,3,202
		2026-11-22,am,1001,10,101
		2026-11-22,pm,3001,5,201
		2026-11-23,am,1002,5,102
	END
	printf '[desk]\ncounter = 3\n' >part.ini
	printf '[desk]\ncounter = 2\n' >ban.ini
	at "2026-11-19 12:00" --as wu init --sign-in names
	for kind in departments doctors roster; do
		at "2026-11-19 12:01" --as wu load $kind $kind.csv
	done
	for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
		p[n]=$(patient $n)
	done
	online_orders >online.csv
	at "2026-11-19 21:00" --as lin import online.csv
	at "2026-11-19 21:05" --as lin import online.csv
}

# The 20th: a booking paid later, a missed call, refunds on their way; money after the close belongs to the next day.
play_first_day() {
	local unpaid seen refund
	unpaid=$(booked "2026-11-20 07:30" "${p[10]}" 1002 2026-11-20 am)
	seen=$(booked "2026-11-20 07:31" "${p[11]}" 1002 2026-11-20 am --pay cash)
	at "2026-11-20 07:40" --as lin checkin "$seen"
	at "2026-11-20 07:50" --as lin checkin "$unpaid"
	at "2026-11-20 08:00" --as lin pay "$unpaid" --method card
	at "2026-11-20 08:01" --as lin call --doctor 1002
	at "2026-11-20 08:02" --as lin miss "$unpaid"
	at "2026-11-20 08:03" --as lin call --doctor 1002
	at "2026-11-20 08:10" --as lin finish "$seen"
	at "2026-11-20 08:20" --as lin checkin "$unpaid"
	at "2026-11-20 08:21" --as lin call --doctor 1002
	at "2026-11-20 08:30" --as lin finish "$unpaid"
	at "2026-11-20 09:00" --as chen refund "$(of_order W04)" --state submitted
	at "2026-11-20 09:10" --as chen refund "$(of_order W04)" --state succeeded
	at "2026-11-20 09:20" --as chen cancel "$(of_order W09)" --channel online
	at "2026-11-20 09:30" --as chen refund "$(of_order W09)" --state submitted
	at "2026-11-20 09:40" --as chen refund "$(of_order W09)" --state failed
	refund=$(at "2026-11-20 09:41" --json refunds | /usr/bin/python3 -c 'import json, sys
print(next(r["refund"] for r in json.load(sys.stdin) if not r["booking"]))')
	at "2026-11-20 09:45" --as chen refund "$refund" --state submitted
	at "2026-11-20 20:00" --as wu close-day --date 2026-11-20 --counted-cash 29.00 --reason '找错零钱' --pass
	booked "2026-11-20 20:30" "${p[12]}" 1001 2026-11-21 pm --pay alipay
}

# The 21st: what is booked in the morning and how it is cancelled.
play_morning() {
	local cash wechat insurance
	cash=$(booked "2026-11-21 07:01" "${p[5]}" 3001 2026-11-21 am --pay cash)
	wechat=$(booked "2026-11-21 07:02" "${p[6]}" 1002 2026-11-21 am --pay wechat)
	insurance=$(booked "2026-11-21 07:03" "${p[7]}" 3001 2026-11-21 am --pay insurance)
	at "2026-11-21 07:10" --as mei book --doctor 1002 --date 2026-11-21 --period am --patient "${p[11]}"
	at "2026-11-21 07:13" --as mei cancel "$(sqlite3 "$FRONTDESK_DB" "SELECT max(id) FROM booking")"
	at "2026-11-21 07:14" --as mei undo
	at "2026-11-21 07:20" --as wu setting set cancel.same_day_refund_percent 33
	at "2026-11-21 07:20" -c part.ini --as chen cancel "$cash" --reason '改天再来'
	at "2026-11-21 07:20" --as wu setting set cancel.same_day_refund_percent --default
	at "2026-11-21 07:21" --as wu cancel "$insurance" --override --reason '医生走错诊室'
	at "2026-11-21 07:22" --as chen cancel "$(booked "2026-11-21 07:22" "${p[8]}" 1001 2026-11-22 am --pay cash)"
	at "2026-11-21 07:23" --as chen cancel "$(booked "2026-11-21 07:23" "${p[9]}" 1001 2026-11-22 am --pay wechat)" \
		--method cash --reason '微信账号已注销'
	at "2026-11-21 07:24" --as chen cancel "$(booked "2026-11-21 07:24" "${p[14]}" 3002 2026-11-21 am)"
	at "2026-11-21 07:25" --as chen cancel "$wechat"
	at "2026-11-21 07:26" --as wu refund "$wechat" --full --reason '投诉属实'
}

# The rest of the 21st: visits, a suspended afternoon, the close with no-shows and a ban.
play_second_day() {
	local seen free paid unpaid
	seen=$(booked "2026-11-21 07:00" "${p[4]}" 1001 2026-11-21 am --pay cash)
	free=$(booked "2026-11-21 07:00" "${p[13]}" 3002 2026-11-21 am --pay cash)
	play_morning
	paid=$(booked "2026-11-21 07:28" "${p[3]}" 1001 2026-11-21 pm --pay cash)
	unpaid=$(booked "2026-11-21 07:29" "${p[14]}" 1001 2026-11-21 pm)
	at "2026-11-21 07:30" --as lin checkin "$seen"
	at "2026-11-21 07:31" --as lin checkin "$free"
	at "2026-11-21 08:01" --as lin call --doctor 1001
	at "2026-11-21 08:11" --as lin finish "$seen"
	at "2026-11-21 12:10" --as wu suspend --doctor 1001 --date 2026-11-21 --period pm --reason '医生急诊手术'
	at "2026-11-21 12:20" --as chen affected --settle "$unpaid" --outcome told
	at "2026-11-21 12:21" --as chen refund "$paid"
	at "2026-11-21 12:22" --as chen affected --settle "$paid" --outcome refunded
	at "2026-11-21 12:30" --as wu resolve "$(of_order W02)" excused --reason '住院'
	at "2026-11-21 20:00" --as wu setting set no_show.threshold 1
	at "2026-11-21 20:00" -c ban.ini --as wu close-day --date 2026-11-21 --pass
	at "2026-11-21 20:00" --as wu setting set no_show.threshold --default
}

# The 22nd, which stays open.
play_third_day() {
	at "2026-11-22 07:02" --as lin checkin "$(booked "2026-11-22 07:02" "${p[2]}" 1001 2026-11-22 am --pay cash)"
	at "2026-11-22 07:03" --as lin pay "$(booked "2026-11-22 07:03" "${p[3]}" 1001 2026-11-22 am)" --method wechat
	at "2026-11-22 07:05" --as lin checkin "$(of_order W10)"
	booked "2026-11-22 07:10" "${p[12]}" 1002 2026-11-23 am --pay card
	at "2026-11-22 07:12" --as chen cancel "$(booked "2026-11-22 07:12" "${p[13]}" 1002 2026-11-23 am --pay cash)"
}

# Plays all of it in the folder we are in, into $FRONTDESK_DB.
play() {
	local p=()
	play_beginning
	play_first_day
	play_second_day
	play_third_day
}
