#!/usr/bin/env bats
# The day on paper: page one as text, in both languages, of the demonstration's day, of an empty day and of several days; and that each of
# its figures is the same wherever it is told.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib

DAY=2026-11-21
EVENING="2026-11-21 22:30"

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	cd "$BATS_FILE_TMPDIR" || return 1
	at "2026-11-21 10:00" -d play.db demo --batch >/dev/null
	printf '[clinic]\nname = 示范门诊部\nlanguage = zh\n' >zh.ini
	at "2026-11-21 10:00" -c zh.ini -d zh.db demo --batch >/dev/null
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return 1
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/play.db
}

@test "page one of the demonstration's day, in English and in Chinese" {
	page_one "$EVENING" report daily --date $DAY --text | golden day
	page_one "$EVENING" -c zh.ini -d zh.db report daily --date $DAY --text | golden day.zh
}

@test "page one of a day on which nothing happened" {
	page_one "$EVENING" report daily --date 2026-09-01 --text | golden empty
	page_one "$EVENING" -c zh.ini -d zh.db report daily --date 2026-09-01 --text | golden empty.zh
}

@test "page one of several days" {
	page_one "$EVENING" report daily --from 2026-11-19 --to $DAY --text | golden days
	page_one "$EVENING" -c zh.ini -d zh.db report daily --from 2026-11-19 --to $DAY --text | golden days.zh
}

@test "the figures of several days are the sums of each day's, but for rates, waits and the refunds that go on being open" {
	local sums='{k: x for k, x in v["figures"].items() if "permille" not in k and "minutes" not in k}'
	local day
	for day in 2026-11-20 2026-11-21 2026-11-22; do
		done_at "$EVENING" report daily --date $day --text
		json "$sums" >"$day.json"
	done
	done_at "$EVENING" report daily --from 2026-11-20 --to 2026-11-22 --text
	json "$sums" >all.json
	/usr/bin/python3 - <<-'END'
		import json
		days = [json.load(open("2026-11-%d.json" % day)) for day in (20, 21, 22)]
		whole = json.load(open("all.json"))
		assert len(whole) > 40, len(whole)
		goes_on = {name: days[-1][name] for name in whole if name.startswith("open_refunds")}
		assert days[1]["open_refunds"] > 0 and days[2]["open_refunds"] > 0, days
		goes_on["open"] = days[-1]["open"] + sum(day["open_not_seen"] + day["open_unpaid"] for day in days[:-1])
		for name, value in whole.items():
		    wanted = goes_on.get(name, sum(day.get(name, 0) for day in days))
		    assert value == wanted, (name, value, wanted, [day.get(name) for day in days])
	END
}

@test "what page one says of the day before is what that day's own report says" {
	done_at "$EVENING" report daily --date $DAY --text
	json '{k: [x["day_before"], x["week_before"]] for k, x in v["compared"].items()}' >compared.json
	done_at "$EVENING" report daily --date 2026-11-20 --text
	json '{k: v["figures"][k] for k in v["compared"]}' >before.json
	done_at "$EVENING" report daily --date 2026-11-14 --text
	json '{k: v["figures"][k] for k in v["compared"]}' >week.json
	done_at "$EVENING" report daily --from 2026-11-01 --to $DAY --text
	json '{k: v["figures"][k] for k in v["compared"]}' >month.json
	done_at "$EVENING" report daily --date $DAY --text
	json '{k: x["month"] for k, x in v["compared"].items()}' >so_far.json
	/usr/bin/python3 - <<-'END'
		import json
		load = lambda name: json.load(open(name + ".json"))
		assert load("compared") == {k: [load("before")[k], load("week")[k]] for k in load("before")}
		assert load("so_far") == load("month")
		assert sum(load("before").values()) > 0
	END
}

@test "each figure is the same in JSON, in the workbook's cell, and where other commands tell it" {
	done_at "$EVENING" report daily --date $DAY -o day.xlsx
	printf '%s' "$output" >figures.json
	done_at "$EVENING" sessions --date $DAY
	printf '%s' "$output" >sessions.json
	/usr/bin/python3 - <<-'END'
		import json
		import openpyxl
		said, sessions = json.load(open("figures.json")), json.load(open("sessions.json"))
		book = openpyxl.load_workbook("day.xlsx", data_only=True)
		cells = [row[2] for row in book["Summary"].iter_rows(min_row=2, values_only=True)]
		figures = said["figures"]
		assert len(cells) == len(figures), (len(cells), len(figures))
		for (name, value), cell in zip(figures.items(), cells):
		    money = isinstance(cell, float) and not name.endswith("permille")
		    cell = cell and (round(cell * 1000) if name.endswith("permille") else cell)
		    assert cell == value or cell == value / 100, (name, cell, value)
		rows = [[cell for cell in row if cell is not None] for row in book["Day report"].iter_rows(values_only=True)]
		shown = {row[0]: row[1] for row in rows if len(row) > 1 and isinstance(row[1], (int, float))}
		for about in said["compared"].values():
		    assert shown[about["figure"]] in (about["value"], about["value"] / 100), about
		# A suspended session has nothing to sell.
		open_ones = [s for s in sessions if s["state"] != "suspended"]
		assert sum(d["capacity"] for d in said["doctors"]) == sum(s["capacity"] for s in open_ones)
		sold = sum(s["counter"]["sold"] + s["online"]["sold"] + s["extra"]["sold"] for s in open_ones)
		assert sum(d["sold"] for d in said["doctors"]) == sold
		for table in ("methods", "departments", "doctors"):
		    assert sum(row["net_received_fen"] for row in said[table]) == figures["net_received"], table
		assert sum(row["came"] for row in said["departments"]) == figures["visits_came"]
		assert said["methods"][0]["difference_fen"] == figures["cash_difference"]
	END
}

@test "narrowed to a clerk or a method, page one compares the money and says why the rest is empty" {
	local narrowed
	for narrowed in "--clerk clerk.chen" "--method cash"; do
		# shellcheck disable=SC2086
		done_at "$EVENING" report daily --date $DAY --text $narrowed
		is "$(json '[v["compared"][k]["month"] is None for k in ("bookings", "visits_came", "payments", "returned", "net_received")]')" \
			"[true, true, false, false, false]"
		# shellcheck disable=SC2086
		page_one "$EVENING" report daily --date $DAY --text $narrowed >page
		grep -q "visits are not told apart, and of other days only the money" page
		[ "$(grep -cE 'expected , unresolved|late *$' page)" -eq 0 ]
		# The month's money is that of its days.
		# shellcheck disable=SC2086
		done_at "$EVENING" report daily --from 2026-11-01 --to $DAY --text $narrowed
		json 'v["figures"]["net_received"]' >month
		# shellcheck disable=SC2086
		done_at "$EVENING" report daily --date $DAY --text $narrowed
		is "$(json 'v["compared"]["net_received"]["month"]')" "$(cat month)"
	done
	[ "$(page_one "$EVENING" report daily --date $DAY --text | grep -c "not told apart, and of other")" -eq 0 ]
}

@test "what doctors, departments, clerks and methods are narrowed to comes to the whole" {
	done_at "$EVENING" report daily --date $DAY --text
	whole=$(json '[v["figures"][k] for k in ("payments", "returned", "refunds")]')
	json 'sorted({row["staff"] for row in v["exceptions"]} | {"clerk.chen", "clerk.li", "manager.wu", "nurse.zhao"})' >staff.json
	sum='[0, 0, 0]'
	for method in cash wechat alipay card insurance; do
		done_at "$EVENING" report daily --date $DAY --text --method $method
		sum=$(answer "[a + b for a, b in zip($sum, [v[\"figures\"][k] for k in (\"payments\", \"returned\", \"refunds\")])]" "$output")
		is "$(json 'v["figures"]["visits_came"]')" null
	done
	is "$sum" "$whole"
}

@test "a report narrowed to a doctor says so, counts only theirs, and no cash" {
	done_at "$EVENING" report daily --date $DAY --doctor 1001 --text
	is "$(json '[len(v["doctors"]), v["figures"]["visits_came"] == v["doctors"][0]["came"], "cash_counted" in v["figures"]]')" "[1, true, false]"
	run at "$EVENING" report daily --date $DAY --doctor 1001 --text
	[[ $output == *"Doctor: "* ]]
	[[ $output != *"The drawer"* ]]
}

@test "which days, which form and which file are refused in a sentence when they do not fit" {
	refused_at "$EVENING" 2 usage report daily --to $DAY
	refused_at "$EVENING" 2 usage report daily --from $DAY --to 2026-11-20
	refused_at "$EVENING" 2 usage report daily --from 2020-01-01 --to $DAY
	refused_at "$EVENING" 2 usage report daily --from 2026-11-20 --date $DAY
	refused_at "$EVENING" 2 usage report daily --xlsx --text
	refused_at "$EVENING" 3 bad_date report daily --from 2026-13-01
	refused_at "$EVENING" 1 unknown_doctor report daily --doctor 9999
	echo "a letter" >letter.txt
	refused_at "$EVENING" 3 cannot_write report daily --date $DAY -o letter.txt
	is "$(cat letter.txt)" "a letter"
}

@test "the text goes to the file that is named, and its form is told by the name" {
	done_at "$EVENING" report daily --date $DAY -o day.txt
	is "$(json 'v["file"]')" day.txt
	at "$EVENING" report daily --date $DAY --text | cmp - day.txt
	done_at "$EVENING" report daily --date $DAY -o day.txt
	[ "$(grep -c $'\f' day.txt)" = 6 ]
}

# Two payments of one day go back on the next: one at once, one in two steps.
@test "money of earlier days that goes back has its own figure, and beside another day it is the same, narrowed or not" {
	mkdir "$BATS_TEST_TMPDIR/clinic"
	make_clinic "$BATS_TEST_TMPDIR/clinic"
	cd "$BATS_TEST_TMPDIR" || return 1
	local first second third
	first=$(booked "2026-11-20 13:00" "$(person 1)" 1001 2026-11-22 am --pay cash)
	second=$(booked "2026-11-20 13:10" "$(person 2)" 1001 2026-11-22 am --channel online --pay wechat)
	at "2026-11-20 20:00" --as wu close-day --counted-cash 50 --pass >/dev/null
	# After the closing, and so of the next business day.
	third=$(booked "2026-11-20 21:00" "$(person 3)" 1002 2026-11-21 am --pay cash)
	at "2026-11-21 07:00" --as chen cancel "$first" >/dev/null
	at "2026-11-21 07:05" --as chen cancel "$second" >/dev/null
	for state in submitted succeeded; do at "2026-11-21 09:00" --as wu refund "$second" --state $state >/dev/null; done
	at "2026-11-21 07:40" --as li checkin "$third" >/dev/null
	at "2026-11-21 21:00" --as wu close-day --counted-cash 100 --reason "a note too many" --pass >/dev/null
	done_at "2026-11-22 08:00" report daily --date 2026-11-21 --text
	is "$(json '[v["figures"][k] for k in ("bookings", "payments", "returned", "returned_earlier", "refunds_handed_back", "cash_expected", "cash_difference", "visits_not_seen")]')" \
		"[1, 3000, 10000, 10000, 10000, -2000, 12000, 1]"
	local narrow
	for narrow in "" "--doctor 1001" "--doctor 1002" "--department EK03" "--method cash" "--clerk chen"; do
		# shellcheck disable=SC2086 # an option and its value
		done_at "2026-11-22 08:00" report daily --date 2026-11-21 --text $narrow
		json '{k: v["figures"][k] for k in v["compared"]}' >own.json
		# shellcheck disable=SC2086
		done_at "2026-11-22 08:00" report daily --date 2026-11-22 --text $narrow
		json '{k: x["day_before"] for k, x in v["compared"].items()}' >beside.json
		/usr/bin/python3 - "$narrow" <<-'END'
			import json, sys
			own, beside = json.load(open("own.json")), json.load(open("beside.json"))
			for name, value in own.items():
			    # Who made a booking and how it was paid is not told apart beside other days.
			    untold = name == "bookings" and sys.argv[1].startswith(("--method", "--clerk"))
			    assert beside[name] == (None if untold else value), (sys.argv[1], name, beside[name], value)
		END
	done
	run at "2026-11-22 08:00" report daily --date 2026-11-21 --text
	[[ $output == *"Reason for the difference: a note too many"* ]]
	[[ $output == *"Cash: expected -20.00, counted 100.00, difference 120.00 yuan."* ]]
}
