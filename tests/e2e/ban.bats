#!/usr/bin/env bats
# No-shows, closing a day, the ban from online booking, taking it back.

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	{
		echo date,period,doctor,capacity,room
		for day in 26 27 28 29 30; do echo "2026-11-$day,am,3001,10,201"; done
		echo 2026-12-01,am,3001,10,201
	} >"$BATS_FILE_TMPDIR/more.csv"
	at "2026-11-20 12:02" --as wu load roster "$BATS_FILE_TMPDIR/more.csv" >/dev/null
	# Somebody who books online for 28, 29 and 30 November and never comes.
	patient=$(person 1 陆明哲)
	echo "$patient" >"$BATS_FILE_TMPDIR/patient"
	for day in 28 29 30; do
		booked "2026-11-25 09:00" "$patient" 3001 2026-11-$day am --channel online >>"$BATS_FILE_TMPDIR/bookings"
	done
}

setup() {
	copy_clinic
	patient=$(cat "$BATS_FILE_TMPDIR/patient")
	mapfile -t booking <"$BATS_FILE_TMPDIR/bookings"
}

# Closes the days up to one of November: at 21:00 of each.
closed_until() {
	local day
	for day in $(seq 21 "$1"); do at "2026-11-$day 21:00" --as wu close-day --pass --clock-is-right >/dev/null; done
}

banned() {
	closed_until 30
}

@test "a booking whose session is over without a check-in is unresolved, and not yet a no-show" {
	done_at "2026-11-28 11:59" unresolved
	is "$output" "[]"
	done_at "2026-11-28 12:00" unresolved
	is "$(json '[(b["booking"], b["state"], b["name"]) for b in v]')" "[[\"${booking[0]}\", \"booked\", \"陆明哲\"]]"
	done_at "2026-11-29 12:00" unresolved --date 2026-11-28
	is "$(json 'len(v)')" 1
	refused_at "2026-11-28 11:59" 1 session_not_over resolve "${booking[0]}" no-show
}

@test "the clerk clears each: came, excused, no-show, the clinic's fault" {
	done_at "2026-11-28 12:30" resolve "${booking[0]}" came
	is "$(json '(v["state"], v["ban"])')" '["fulfilled", null]'
	done_at "2026-11-29 12:30" resolve "${booking[1]}" excused --reason "打过电话"
	is "$(json 'v["state"]')" excused
	done_at "2026-11-30 12:30" resolve "${booking[2]}" no-show
	is "$(json 'v["state"]')" no_show
	refused_at "2026-11-30 12:31" 1 wrong_state resolve "${booking[2]}" came
	refused_at "2026-11-30 12:31" 2 usage resolve "${booking[2]}" vanished
	done_at "2026-11-30 13:00" unresolved
	is "$output" "[]"
}

@test "the clinic's fault gives the whole payment back" {
	paid=$(booked "2026-11-26 07:00" "$(person 2)" 3001 2026-11-26 am --pay cash)
	done_at "2026-11-26 12:30" resolve "$paid" clinic --reason "医生没来"
	is "$(json '(v["state"], v["cause"], v["refund_fen"])')" '["excused", "clinic", 2050]'
	all_checks_pass "2026-11-26 13:00"
}

@test "closing a day turns what is unresolved into no-shows and names sessions that are not over" {
	done_at "2026-11-28 11:00" close-day --clock-is-right
	is "$(json '(v["closed"], v["no_shows"], [(s["doctor"], s["period"]) for s in v["open"]])')" '[false, 0, [["3001", "am"]]]'
	done_at "2026-11-28 18:00" close-day
	is "$(json '(v["date"], v["closed"], v["no_shows"], v["bans"], v["open"])')" '["2026-11-28", true, 1, [], []]'
	done_at "2026-11-28 18:01" close-day
	is "$(json '(v["was_closed"], v["no_shows"])')" "[true, 0]"
	refused_at "2026-11-28 18:02" 1 too_early close-day --date tomorrow
}

@test "the day's money: payments, refunds, cash expected and counted" {
	booked "2026-11-28 07:00" "$(person 2)" 3001 2026-11-28 am --pay cash >/dev/null
	booked "2026-11-28 07:00" "$(person 3)" 3001 2026-11-28 am --pay wechat >/dev/null
	done_at "2026-11-28 18:00" close-day --counted-cash 20.00 --reason "少收五角"
	is "$(json '[v[key] for key in ("payments_fen", "refunds_fen", "cash_expected_fen", "cash_counted_fen")]')" "[4100, 0, 2050, 2000]"
	late=$(booked "2026-11-28 19:00" "$(person 4)" 3001 2026-11-29 am --pay cash)
	done_at "2026-11-28 19:01" booking "$late"
	is "$(json 'v["receipt"]')" "261129-000001"
	all_checks_pass "2026-11-28 20:00"
}

@test "the third no-show bans for three calendar months: 30 November to the last day of February" {
	closed_until 29
	done_at "2026-11-30 21:00" close-day
	is "$(json '[(b["patient"], b["name"], b["until"]) for b in v["bans"]]')" "[[\"$patient\", \"陆明哲\", \"2027-02-28\"]]"
	done_at "2026-12-01 07:00" bans
	is "$(json '[(b["from"], b["until"], [n["date"] for n in b["no_shows"]]) for b in v]')" \
		'[["2026-11-30", "2027-02-28", ["2026-11-28", "2026-11-29", "2026-11-30"]]]'
	all_checks_pass "2026-12-01 07:01"
}

@test "a banned person is refused online with the dates behind it, and served at the counter" {
	banned
	refused_at "2026-12-01 07:00" 1 banned book --doctor 3001 --date today --period am --patient "$patient" --channel online
	message=$(json 'v["error"]["message"]')
	for day in 2026-11-28 2026-11-29 2026-11-30 2027-02-28; do [[ $message == *$day* ]]; done
	done_at "2026-12-01 07:01" book --doctor 3001 --date today --period am --patient "$patient"
}

@test "a no-show is withdrawn with a reason, and the ban is worked out again" {
	banned
	refused_at "2026-12-01 07:00" 2 usage withdraw "${booking[1]}"
	done_at "2026-12-01 07:00" withdraw "${booking[1]}" --reason "其实来过"
	is "$(json 'v["state"]')" excused
	done_at "2026-12-01 07:01" bans
	is "$output" "[]"
	done_at "2026-12-01 07:01" bans --patient "$patient"
	is "$(json '[b["how_ended"] for b in v]')" '["withdrawn"]'
	done_at "2026-12-01 07:02" book --doctor 3001 --date today --period am --patient "$patient" --channel online
	all_checks_pass "2026-12-01 08:00"
}

@test "a manager lifts a ban with a reason" {
	refused_at "2026-11-25 09:30" 1 not_found lift "$patient" --reason x
	banned
	refused_at "2026-12-01 07:00" 2 usage lift "$patient"
	done_at "2026-12-01 07:00" --as wu lift "$patient" --reason "家中有事，已说明"
	is "$(json '(v["how_ended"], v["reason"])')" '["lifted", "家中有事，已说明"]'
	done_at "2026-12-01 07:01" book --doctor 3001 --date today --period am --patient "$patient" --channel online
	all_checks_pass "2026-12-01 08:00"
}

@test "no-shows of counter bookings do not count; with [no_show] counts = all they do" {
	other=$(person 5 王磊)
	for day in 28 29 30; do booked "2026-11-27 07:00" "$other" 3001 2026-11-$day am >/dev/null; done
	cp clinic.db again.db
	banned
	done_at "2026-12-01 07:00" bans
	is "$(json '[b["name"] for b in v]')" '["陆明哲"]'
	at "2026-11-21 06:59" --as wu -d again.db setting set no_show.counts all
	for day in $(seq 21 30); do at "2026-11-$day 21:00" -d again.db close-day --pass --clock-is-right >/dev/null; done
	done_at "2026-12-01 07:00" -d again.db bans
	is "$(json 'sorted(b["name"] for b in v)')" '["王磊", "陆明哲"]'
}

@test "a suspended session marks nobody as a no-show" {
	at "2026-11-28 09:00" suspend --doctor 3001 --date 2026-11-28 --period am --reason "停诊"
	done_at "2026-11-28 18:00" close-day
	is "$(json '(v["no_shows"], v["closed"])')" "[0, true]"
	refused_at "2026-11-28 18:01" 1 session_suspended resolve "${booking[0]}" no-show
}

@test "bans --if says who would be banned under other figures, and changes nothing" {
	other=$(person 5 王磊)
	for day in 28 29; do booked "2026-11-27 07:00" "$other" 3001 2026-11-$day am --channel online >/dev/null; done
	banned
	cp clinic.db before.db
	done_at "2026-12-01 07:00" bans --if threshold=2
	is "$(json '(v["new"], v["longer"], v["shorter"], v["gone"], v["same"])')" "[1, 0, 0, 0, 1]"
	is "$(json '(v["now"]["threshold"], v["if"]["threshold"], v["if"]["ban_months"], v["if"]["counts"])')" '[3, 2, 3, "online"]'
	is "$(json '[(c["change"], c["name"], c["until_now"], c["from"], c["until"], c["no_shows"]) for c in v["changes"]]')" \
		'[["new", "王磊", null, "2026-11-29", "2027-02-28", ["2026-11-28", "2026-11-29"]], ["same", "陆明哲", "2027-02-28", "2026-11-29", "2027-02-28", ["2026-11-28", "2026-11-29"]]]'
	done_at "2026-12-01 07:00" bans --if "ban_months=6,window_days=30" --patient "$patient"
	is "$(json '[(c["change"], c["until"]) for c in v["changes"]]')" '[["longer", "2027-05-30"]]'
	done_at "2026-12-01 07:00" bans --if threshold=9
	is "$(json '[(c["change"], c["until_now"], c["until"]) for c in v["changes"]]')" '[["gone", "2027-02-28", null]]'
	cmp clinic.db before.db
	run --separate-stderr at "2026-12-01 07:00" bans --if threshold=9
	[[ $output == *"ended"*"陆明哲"*"Nothing was saved."* ]]
	refused_at "2026-12-01 07:00" 3 bad_value bans --if limit=2
	[[ $(json 'v["error"]["message"]') == *threshold*counts*window_days*ban_months* ]]
	refused_at "2026-12-01 07:00" 3 bad_value bans --if threshold=0
}
