#!/usr/bin/env bats
# The workload of doctors and departments: of a day made by hand, against the day's report, in every form, and what it refuses.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load lib

DAY=2026-11-21
EVENING="2026-11-21 22:30"

# Two days by hand. On the 21st 1001 has two sessions: two came, of whom one was called 26 minutes after the time expected, one did not
# come, one cancelled;
# 3001 is suspended, 1002 had one extra patient. On the 22nd one came to 1001.
setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	cd "$BATS_FILE_TMPDIR" || return 1
	at "2026-11-21 10:00" -d play.db demo --batch >/dev/null
	printf '[clinic]\nlanguage = zh\n' >zh.ini
	make_clinic "$BATS_FILE_TMPDIR"
	local n one two late extra
	for n in 1 2 3 4 5 6 7; do eval "p$n=$(person "$n")"; done
	one=$(booked "2026-11-21 07:10" "$p1" 1001 $DAY am --pay cash)
	two=$(booked "2026-11-21 07:11" "$p2" 1001 $DAY am --pay wechat)
	booked "2026-11-21 07:12" "$p3" 1001 $DAY pm --pay cash >/dev/null
	booked "2026-11-21 07:13" "$p4" 1001 $DAY am --pay cash >cancelled
	booked "2026-11-21 07:14" "$p5" 1002 $DAY am --pay cash >/dev/null
	booked "2026-11-21 07:15" "$p6" 1002 $DAY am --pay cash >/dev/null
	extra=$(booked "2026-11-21 07:16" "$p7" 1002 $DAY am --extra --asked-by 李娜 --pay cash)
	late=$(booked "2026-11-21 07:17" "$p1" 1001 2026-11-22 am --pay cash)
	at "2026-11-21 07:20" --as chen cancel "$(cat cancelled)" --override --reason "the clerk's mistake" >/dev/null
	at "2026-11-21 07:30" --as wu suspend --doctor 3001 --date $DAY --period am --reason "the doctor is ill" >/dev/null
	at "2026-11-21 08:00" --as li checkin "$one" >/dev/null
	at "2026-11-21 08:00" --as li call --doctor 1001 >/dev/null
	at "2026-11-21 08:05" --as li finish "$one" >/dev/null
	at "2026-11-21 08:05" --as li checkin "$two" >/dev/null
	at "2026-11-21 08:50" --as li call --doctor 1001 >/dev/null
	at "2026-11-21 08:55" --as li finish "$two" >/dev/null
	at "2026-11-21 11:00" --as li checkin "$extra" >/dev/null
	at "2026-11-21 11:05" --as li call --doctor 1002 >/dev/null
	at "2026-11-21 11:15" --as li finish "$extra" >/dev/null
	at "2026-11-21 21:00" --as wu close-day --date $DAY --pass --counted-cash 0 --reason "taken to the bank" >/dev/null
	at "2026-11-22 08:10" --as li checkin "$late" >/dev/null
	at "2026-11-22 08:12" --as li call --doctor 1001 >/dev/null
	at "2026-11-22 08:20" --as li finish "$late" >/dev/null
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return 1
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/clinic.db
}

# The row of a table that has this in its first columns: row doctors 内科 张伟
row() {
	answer "[[r[k] for k in (\"sessions\", \"capacity\", \"sold_counter\", \"sold_online\", \"sold_extra\", \"came\", \"no_shows\", \"cancelled\",
		\"net_received_fen\", \"median_wait_minutes\", \"p90_wait_minutes\")] for r in v[\"$1\"] if list(r.values())[:$(($# - 1))] == \"${*:2}\".split()][0]" "$output"
}

@test "workload: a day made by hand has the figures of what was done" {
	done_at "2026-11-22 09:00" report workload --date $DAY --text
	is "$(row departments 内科)" "[3, 17, 5, 0, 1, 3, 3, 1, 29000, 0, 26]"
	is "$(row doctors 内科 张伟)" "[2, 15, 3, 0, 0, 2, 1, 1, 20000, 0, 26]"
	is "$(row doctors 内科 李娜)" "[1, 2, 2, 0, 1, 1, 2, 0, 9000, 0, 0]"
	# A session that was suspended was not held.
	is "$(row departments 儿科)" "[0, 0, 0, 0, 0, 0, 0, 0, 0, null, null]"
	is "$(row days $DAY)" "[3, 17, 5, 0, 1, 3, 3, 1, 29000, 0, 26]"
	is "$(json 'v["figures"]["sold"], v["figures"]["sold_share_permille"], v["figures"]["visits_came"]')" "[6, 353, 3]"
}

@test "workload: days together are each day beside the other, and money is of the day it came in on" {
	done_at "2026-11-22 09:00" report workload --from $DAY --to 2026-11-22 --text
	is "$(row days 2026-11-22)" "[2, 15, 1, 0, 0, 1, 0, 0, 0, 2, 2]"
	is "$(row doctors_by_day 内科 张伟 2026-11-22)" "[1, 10, 1, 0, 0, 1, 0, 0, 0, 2, 2]"
	is "$(row doctors_by_day 内科 张伟 $DAY)" "[2, 15, 3, 0, 0, 2, 1, 1, 20000, 0, 26]"
	is "$(row doctors 内科 张伟)" "[3, 25, 4, 0, 0, 3, 1, 1, 20000, 2, 26]"
	is "$(json '[r["date"] for r in v["days"]]')" '["2026-11-21", "2026-11-22"]'
}

@test "workload: the day's report says the same of the same time, whole and narrowed" {
	local narrowed
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/play.db
	for narrowed in "" "--department NK01" "--doctor 1001"; do
		# shellcheck disable=SC2086
		done_at "$EVENING" report daily --from 2026-11-18 --to $DAY --text $narrowed
		printf '%s' "$output" >daily.json
		# shellcheck disable=SC2086
		done_at "$EVENING" report workload --from 2026-11-18 --to $DAY --text $narrowed
		printf '%s' "$output" >workload.json
		/usr/bin/python3 - <<-'END'
			import json
			daily, workload = json.load(open("daily.json")), json.load(open("workload.json"))
			same = set(daily["figures"]) & set(workload["figures"])
			assert len(same) > 9, same
			for name in same:
			    assert daily["figures"][name] == workload["figures"][name], name
			assert workload["figures"]["visits_came"] > 0
			by = lambda rows: {(r["department"], r.get("doctor")): r for r in rows}
			for table in ("departments", "doctors"):
			    here, there = by(workload[table]), by(daily[table])
			    common = set(here) & set(there)
			    assert common and len(common) >= len(here) - 1
			    for row in common:
			        for name in set(here[row]) & set(there[row]):
			            assert here[row][name] == there[row][name], (row, name)
			        if table == "doctors":
			            sold = sum(here[row]["sold_" + how] for how in ("counter", "online", "extra"))
			            assert sold == there[row]["sold"], row
		END
	done
}

@test "workload: every table of it comes to the same whole" {
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/play.db
	done_at "$EVENING" report workload --from 2026-11-01 --to 2026-11-30 --text
	printf '%s' "$output" >month.json
	/usr/bin/python3 - <<-'END'
		import json
		said = json.load(open("month.json"))
		whole = said["figures"]
		names = dict(sessions="sessions", capacity="capacity", sold_counter="sold_counter", sold_online="sold_online", sold_extra="sold_extra",
		             came="visits_came", no_shows="visits_no_show", not_seen="visits_not_seen", cancelled="visits_cancelled",
		             received_fen="payments", returned_fen="returned", net_received_fen="net_received")
		for table in ("departments", "doctors", "days", "doctors_by_day"):
		    assert len(said[table]) > 4, table
		    for name, figure in names.items():
		        assert sum(row[name] for row in said[table]) == whole[figure], (table, name)
		assert [row["date"] for row in said["days"]] == sorted({row["date"] for row in said["doctors_by_day"]})
	END
}

@test "workload: the workbook's cells are counted again from its own rows" {
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/play.db
	at "$EVENING" report workload --from 2026-11-18 --to $DAY -o month.xlsx
	/usr/bin/python3 - <<-'END'
		import math
		import openpyxl
		book = openpyxl.load_workbook("month.xlsx", data_only=True)
		formulas = openpyxl.load_workbook("month.xlsx")
		def rows(name):
		    cells = [row for row in book[name].iter_rows(values_only=True)]
		    return [dict(zip(cells[0], row)) for row in cells[1:] if row[0] not in (None, "Total")]
		sessions, visits, queue, ledger = (rows(name) for name in ("Sessions", "Visits", "Queue", "Ledger"))
		seen = 0
		for sheet in ("Departments", "Doctors", "Days", "Doctors by day"):
		    for row in rows(sheet):
		        keys = [key for key in ("Department", "Doctor", "Date") if key in row]
		        def of(table, date="Date"):
		            return [r for r in table if all(r[date if key == "Date" else key] == row[key] for key in keys)]
		        outcomes = [r["Outcome"] for r in of(visits)]
		        assert (row["Came"] or 0) == outcomes.count("came"), (sheet, row)
		        assert (row["No-shows"] or 0) == outcomes.count("no-show"), (sheet, row)
		        assert (row["Cancelled"] or 0) == outcomes.count("cancelled"), (sheet, row)
		        assert (row["Capacity"] or 0) == sum(r["Capacity"] or 0 for r in of(sessions)), (sheet, row)
		        assert (row["Sessions"] or 0) == sum(1 for r in of(sessions) if r["Capacity"]), (sheet, row)
		        money = of(ledger, "Business day")
		        net = sum((r["Received"] or 0) - (r["Returned"] or 0) for r in money)
		        assert math.isclose(row["Net received"] or 0, net), (sheet, row)
		        waits = sorted(r["Wait in minutes"] for r in of(queue))
		        median = waits[math.ceil(len(waits) / 2) - 1] if waits else None
		        assert (row["Median"] if row["Median"] != "" else None) == median, (sheet, row)
		        seen += 1
		assert seen > 40, seen
		formula = formulas["Days"]["F2"].value
		assert formula.startswith("=") and "Visits" in formula, formula
	END
}

@test "workload: LibreOffice works its formulas out again to the same values" {
	command -v soffice >/dev/null || skip "LibreOffice is not installed"
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/play.db
	at "$EVENING" report workload --from 2026-11-18 --to $DAY -o again.xlsx
	sh "$BATS_TEST_DIRNAME/recalculate.sh" again.xlsx
}

# As text, without the name of the line of entries, which each database has for itself.
@test "workload: page one of the demonstration's day and month, in English and in Chinese" {
	local when form
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/play.db
	for form in "day --date $DAY" "month --from 2026-11-01 --to 2026-11-30" "empty --date 2026-09-01"; do
		when=${form#* }
		# shellcheck disable=SC2086
		page_one "$EVENING" report workload --text $when | golden "${form%% *}"
		# shellcheck disable=SC2086
		page_one "$EVENING" -c zh.ini report workload --text $when | golden "${form%% *}.zh"
	done
}

@test "workload: on paper page one has the same, and pages are numbered" {
	command -v pdftotext >/dev/null || skip "there is no pdftotext here (Debian: poppler-utils)"
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/play.db
	local language
	for language in en zh; do
		printf '[clinic]\nlanguage = %s\n' $language >$language.only.ini
		at "$EVENING" -c $language.only.ini report workload --from 2026-11-01 --to 2026-11-30 -o $language.pdf
		text_of -l 1 $language.pdf | by_words | golden paper.$language
	done
	pdfinfo en.pdf | grep 'Page size' | grep -q A4
}

@test "workload: the same data give the same bytes, in a file named after it and its days" {
	at "2026-11-22 09:00" report workload --from $DAY --to 2026-11-22 -o one.xlsx
	cd "$BATS_TEST_TMPDIR" || return 1
	told at "2026-11-22 09:00" report workload --from $DAY --to 2026-11-22
	is "$output" "workload-2026-11-21-2026-11-22.xlsx is written."
	cmp "$BATS_FILE_TMPDIR/one.xlsx" workload-2026-11-21-2026-11-22.xlsx
}

@test "workload: what it does not tell apart it is not narrowed to, and says so" {
	refused_at "$EVENING" 2 usage report workload --clerk wu
	is "$(json '"--doctor" in v["error"]["message"], "clerks" in v["error"]["message"]')" "[true, true]"
	refused_at "$EVENING" 2 usage report workload --method cash
	refused_at "$EVENING" 2 usage report workload --to 2026-11-21
	refused_at "$EVENING" 2 usage report workload --from 2025-01-01 --to 2026-11-21
	refused_at "$EVENING" 1 not_found report workload --department XX99
	told at "$EVENING" report weekly
	is "$status" 2
	[[ $stderr == *"daily|workload"* ]]
}

@test "workload: it is printed and recorded under its own name" {
	cp clinic.db "$BATS_TEST_TMPDIR/clinic.db"
	export FRONTDESK_DB=$BATS_TEST_TMPDIR/clinic.db
	printf '#!/bin/sh\nexit 0\n' >printer
	chmod 700 printer
	printf '[print]\ncommand = %s/printer\n' "$PWD" >print.ini
	chmod 600 print.ini
	at "2026-11-22 10:00" -c print.ini --as wu report workload --date $DAY --print
	at "2026-11-22 10:00" -c print.ini --as wu report daily --date $DAY --print
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT group_concat(action || ' ' || detail, '; ') FROM (SELECT * FROM audit WHERE action LIKE 'report.%' ORDER BY seq)")" \
		"report.print workload 2026-11-21; report.print daily 2026-11-21"
}
