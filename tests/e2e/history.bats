#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr
# What was is not changed by what comes later: sessions as they were sold, closed days, undo, words of the record.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	for n in 1 2 3 4; do person $n >"$BATS_FILE_TMPDIR/person$n"; done
}

setup() {
	copy_clinic
	for n in 1 2 3 4; do eval "person$n=\$(cat \"\$BATS_FILE_TMPDIR/person$n\")"; done
}

# Loads a file that is given on standard input: loaded MOMENT KIND
loaded() {
	cat >loaded.csv
	run --separate-stderr at "$1" --as wu load "$2" loaded.csv
	is "$status" 0
}

# The day's workbook in both languages: written MOMENT NAME
written() {
	run --separate-stderr at "$1" --as wu report daily --date 2026-11-21 -o "$2.xlsx"
	is "$status" 0
	LANGUAGE=zh run --separate-stderr at "$1" --as wu report daily --date 2026-11-21 -o "$2-zh.xlsx"
	is "$status" 0
}

# What happens to a doctor and two departments after something was sold: reorganised MOMENT
reorganised() {
	loaded "$1" departments <<-'END'
		code,name,location
		NK01,综合内科,三楼
		EK03,儿童医院,二楼
	END
	loaded "$1" doctors <<-'END'
		code,name,title,department,qualification_no,specialty,fee_yuan
		1001,张大伟,副主任医师,EK03,110310000652386,心血管病,99.00
	END
}

@test "a workbook bears its line of entries: that of the close for ever, else that of now" {
	local first second
	first=$(line_of_entries)
	booked "2026-11-21 07:00" "$person1" 1001 2026-11-21 am --pay cash >/dev/null
	done_at "2026-11-21 21:00" --as wu close-day --pass
	written "2026-11-21 21:01" closed
	done_at "2026-11-21 21:01" --as wu report daily --date 2026-11-22 -o open.xlsx
	is "$(json 'v["line"]')" "$first"
	[[ $(inside closed.xlsx) == *"&amp;C$first&amp;R"* ]]
	[[ $(inside closed.xlsx) == *"Line of entries: $first."* ]]
	[[ $(inside open.xlsx) == *"&amp;C$first&amp;R"* ]]

	# The same clinic goes on from a copy: another line, and the closed day is still of the first.
	done_at "2026-11-21 21:02" --as wu backup create copy.db
	done_at "2026-11-21 21:03" --as wu backup restore copy.db
	second=$(line_of_entries)
	is "$second" "${first%-*}-2"
	written "2026-11-21 21:04" closed-later
	cmp closed.xlsx closed-later.xlsx
	cmp closed-zh.xlsx closed-later-zh.xlsx
	done_at "2026-11-21 21:04" --as wu report daily --date 2026-11-21 -o closed-later.xlsx
	is "$(json 'v["line"]')" "$first"
	done_at "2026-11-21 21:04" --as wu report daily --date 2026-11-22 -o open-later.xlsx
	is "$(json 'v["line"]')" "$second"
	[[ $(inside open-later.xlsx) == *"&amp;C$second&amp;R"* ]]
	all_checks_pass "2026-11-21 21:05"
	past_guards "UPDATE closed_day SET line = '$second'"
	refused_at "2026-11-21 21:06" 4 check_failed check || true
	[[ $output == *'"line"'* ]]
}

@test "a closed day's workbook is the same file for ever, whatever comes later" {
	seen=$(booked "2026-11-21 07:00" "$person1" 1001 2026-11-21 am --pay cash)
	absent=$(booked "2026-11-21 07:01" "$person2" 1001 2026-11-21 am --pay wechat)
	later=$(booked "2026-11-21 07:02" "$person3" 1001 2026-11-22 am --pay cash)
	gone=$(booked "2026-11-21 07:03" "$person4" 1001 2026-11-22 am --pay wechat)
	done_at "2026-11-21 07:10" --as chen cancel "$gone"
	for step in "checkin $seen" "call --doctor 1001" "finish $seen"; do
		# shellcheck disable=SC2086 # each step is a few words
		done_at "2026-11-21 08:10" --as chen $step
	done
	done_at "2026-11-21 21:00" --as wu close-day --pass
	is "$(json 'v["no_shows"]')" 1
	written "2026-11-21 21:01" first

	# The same evening, and in the days that follow.
	booked "2026-11-21 21:30" "$person4" 3001 2026-11-22 pm --pay cash >/dev/null
	reorganised "2026-11-21 21:31"
	loaded "2026-11-21 21:32" patients <<-END
		name,id_type,id_number,phone,sex,birth_date,card_no
		病人1,resident_id,$(id_number 110101 19900101 001),13900009999,,,
		病人2,resident_id,$(id_number 110101 19900101 002),13900009998,,,
	END
	done_at "2026-11-22 07:00" --as chen refund "$gone" --state submitted
	done_at "2026-11-22 07:01" --as chen refund "$gone" --state succeeded
	done_at "2026-11-22 07:02" --as wu withdraw "$absent" --reason "was ill"
	done_at "2026-11-22 07:03" --as chen checkin "$later"
	written "2026-11-25 09:00" second
	cmp first.xlsx second.xlsx
	cmp first-zh.xlsx second-zh.xlsx
	all_checks_pass "2026-11-25 09:01"

	# What was booked after the close is of the next business day, once.
	done_at "2026-11-25 09:02" report daily --date 2026-11-22 -o next.xlsx
	is "$(json 'v["bookings"]')" 1

	# What the day came to is kept with it: the same that its rows give after all of this, and its own report.
	local others='{k: [x["day_before"], x["month"]] for k, x in v["compared"].items()}'
	json "$others" >kept.json
	past_guards "UPDATE closed_day SET made = NULL"
	done_at "2026-11-25 09:03" report daily --date 2026-11-22 --text
	json "$others" >rows.json
	cmp kept.json rows.json
	done_at "2026-11-25 09:04" report daily --date 2026-11-21 --text
	json '{k: v["figures"][k] for k in v["compared"]}' >own.json
	is "$(answer '{k: x[0] for k, x in v.items()}' "$(cat kept.json)")" "$(cat own.json)"
}

@test "a day that was closed before an evening session was added keeps its workbook, too" {
	waits=$(booked "2026-11-21 07:00" "$person1" 1001 2026-11-21 am --pay cash)
	order=$(booked "2026-11-21 07:01" "$person2" 1001 2026-11-21 pm --pay wechat)
	at "2026-11-21 08:00" checkin "$waits"
	done_at "2026-11-21 18:00" --as wu close-day --pass
	is "$(json 'v["closed"]')" true
	written "2026-11-21 18:01" first
	# An evening session that nobody had planned, sold and seen; and what is corrected later.
	loaded "2026-11-21 18:10" roster <<<$'date,period,doctor,capacity,room\n2026-11-21,eve,1002,4,301'
	evening=$(booked "2026-11-21 18:11" "$person3" 1002 2026-11-21 eve --pay cash)
	for step in "checkin $evening" "call --doctor 1002" "finish $evening"; do
		# shellcheck disable=SC2086 # each step is a few words
		done_at "2026-11-21 18:40" $step
	done
	done_at "2026-11-22 07:00" resolve "$waits" clinic --reason "医生提前离开"
	done_at "2026-11-22 07:01" withdraw "$order" --reason "was ill"
	done_at "2026-11-22 21:00" --as wu close-day --pass
	written "2026-11-25 09:00" second
	cmp first.xlsx second.xlsx
	cmp first-zh.xlsx second-zh.xlsx
	all_checks_pass "2026-11-25 09:01"
	# It is of the next business day: once.
	done_at "2026-11-25 09:02" report daily --date 2026-11-22 -o next.xlsx
	is "$(json '[v["bookings"], v["revenue_fen"]]')" '[1, 3000]'
}

@test "what was sold keeps department, doctor's name and title; what was not follows the directory" {
	sold=$(booked "2026-11-21 07:00" "$person1" 1001 2026-11-22 am)
	reorganised "2026-11-21 07:30"
	done_at "2026-11-21 07:31" booking "$sold"
	is "$(json 'v["doctor_name"] + " " + v["department"]')" "张伟 内科"
	done_at "2026-11-21 07:31" sessions --date 2026-11-22 --doctor 1001
	is "$(json 'v[0]["name"] + " " + v[0]["department"]')" "张伟 内科"
	done_at "2026-11-21 07:31" sessions --date 2026-11-29 --doctor 1001
	is "$(json 'v[0]["name"] + " " + v[0]["department"]')" "张大伟 儿童医院"
	# Also when all that was sold was taken back: somebody holds a slip of it.
	done_at "2026-11-21 07:32" --as chen cancel "$sold"
	loaded "2026-11-21 07:33" departments <<-'END'
		code,name,location
		EK03,儿科中心,二楼
	END
	done_at "2026-11-21 07:34" sessions --date 2026-11-22 --doctor 1001
	is "$(json 'v[0]["department"]')" "内科"
	done_at "2026-11-21 07:34" sessions --date 2026-11-29 --doctor 1001
	is "$(json 'v[0]["department"]')" "儿科中心"
	all_checks_pass "2026-11-21 07:40"
}

@test "an undo is not undone: after one there is nothing more" {
	number=$(booked "2026-11-21 07:00" "$person1" 1001 2026-11-22 am --pay cash)
	done_at "2026-11-21 07:01" --as chen undo
	is "$(json 'v["state"]')" cancelled
	refused_at "2026-11-21 07:02" 1 wrong_state --as chen undo
	done_at "2026-11-21 07:03" booking "$number"
	is "$(json '[v["state"], v["refund_fen"], [h["action"] for h in v["history"]]]')" \
		'["cancelled", 5000, ["booking.book", "booking.undo"]]'
	all_checks_pass "2026-11-21 07:04"
}

@test "nothing that is recorded depends on the language of who records it" {
	# In ASCII the whole clinic but for what it was loaded with, so that any translated word would show.
	export LANGUAGE=zh
	loaded "2026-11-21 06:30" departments <<<$'code,name,location\nNK01,Medicine,1F\nEK03,Children,2F'
	loaded "2026-11-21 06:30" doctors <<<$'code,name,title,department,qualification_no,specialty,fee_yuan\n1001,Zhang,Dr,NK01,1,x,50'
	for n in 1 2 3; do
		done_at "2026-11-21 06:40" --as chen patient add --name "Person$n" --phone "1370000000$n"
		eval "p$n=$(json 'v["patient"]')"
	done
	booked "2026-11-21 07:00" "$p1" 1001 2026-11-21 am --pay cash >/dev/null
	done_at "2026-11-21 07:01" --as chen undo
	number=$(booked "2026-11-21 07:02" "$p1" 1001 2026-11-21 am --pay cash)
	done_at "2026-11-21 07:03" --as chen checkin "$number"
	done_at "2026-11-21 07:03" --as chen undo
	done_at "2026-11-21 07:04" --as chen move "$number" --doctor 1001 --date 2026-11-21 --period pm
	absent=$(booked "2026-11-21 07:05" "$p2" 1001 2026-11-21 am --pay wechat)
	done_at "2026-11-21 07:06" --as wu suspend --doctor 1001 --date 2026-11-21 --period pm --reason ill
	done_at "2026-11-21 07:07" --as wu resume --doctor 1001 --date 2026-11-21 --period pm --reason well
	done_at "2026-11-21 22:00" --as wu resolve "$absent" no-show
	done_at "2026-11-21 22:01" --as wu withdraw "$absent" --reason sorry
	done_at "2026-11-21 22:02" --as wu close-day --pass
	run sqlite3 "$FRONTDESK_DB" "SELECT detail FROM audit WHERE seq > (SELECT max(seq) FROM audit WHERE action = 'doctor.change')
		UNION ALL SELECT reason FROM refund UNION ALL SELECT coalesce(withdrawn_reason, '') FROM no_show
		UNION ALL SELECT reason FROM session"
	is "$status" 0
	[ -n "$output" ]
	is "$(printf '%s\n' "$output" | LC_ALL=C grep -c '[^ -~]')" 0
	# Told in the language of who reads it.
	run at "2026-11-21 22:10" booking "$(sqlite3 "$FRONTDESK_DB" "SELECT min(id) FROM booking")"
	[[ $output == *窗口撤销* ]]
	LANGUAGE=en run at "2026-11-21 22:10" booking "$(sqlite3 "$FRONTDESK_DB" "SELECT min(id) FROM booking")"
	[[ $output == *"undone at the counter"* ]]
	all_checks_pass "2026-11-21 22:11"
	# And so are the words that older versions recorded.
	past_guards "UPDATE audit SET detail = 'counter clinic, refund 50.00 cash: 窗口撤销', action = 'booking.cancel' WHERE action = 'booking.undo' AND detail LIKE 'booking.book%';
		UPDATE refund SET reason = '窗口撤销' WHERE reason = 'reason.undone'"
	LANGUAGE=en run at "2026-11-21 22:10" booking "$(sqlite3 "$FRONTDESK_DB" "SELECT min(id) FROM booking")"
	[[ $output == *"undone at the counter"* ]]
}

@test "the fee stays while numbers are sold at it, and the loader says so" {
	sold=$(booked "2026-11-21 07:00" "$person1" 1001 2026-11-22 am --pay cash)
	loaded "2026-11-21 07:10" roster <<-'END'
		date,period,doctor,capacity,room,fee_yuan
		2026-11-22,am,1001,10,101,80
	END
	[[ $output == *"the fee stays 50.00"* ]]
	done_at "2026-11-21 07:11" sessions --date 2026-11-22 --doctor 1001
	is "$(json 'v[0]["fee_fen"]')" 5000
	done_at "2026-11-21 07:12" --as chen cancel "$sold"
	loaded "2026-11-21 07:13" roster <<-'END'
		date,period,doctor,capacity,room,fee_yuan
		2026-11-22,am,1001,10,101,80
	END
	done_at "2026-11-21 07:14" sessions --date 2026-11-22 --doctor 1001
	is "$(json 'v[0]["fee_fen"]')" 8000
}
