#!/usr/bin/env bats
# The workbooks of both reports, in both languages, as exceljs reads them: names and rows of the sheets, kinds of the cells, and each
# formula's value, which is the figure that JSON has.
# Needs: make setup-soak, which fetches exceljs with npm as tests/soak/exceljs/package-lock.json says.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load ../e2e/lib.bash

READ=$BATS_TEST_DIRNAME/exceljs/read.js
DAY=2026-11-23

setup_file() {
	export EXCELJS=$BATS_TEST_DIRNAME/../../build/exceljs/node_modules
	[ -d "$EXCELJS/exceljs" ] || skip "exceljs is not here: make setup-soak"
	cd "$BATS_FILE_TMPDIR" || return 1
	printf '[clinic]\nlanguage = zh\n' >zh.ini
	at "$DAY 06:00" -d demo.db demo --batch >/dev/null
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return 1
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/demo.db
}

# Writes the workbook and its answer: write NAME ARGUMENTS...
write() {
	local name=$1
	shift
	done_at "2026-11-24 07:00" "$@" -o "$name.xlsx"
	printf '%s' "$output" >"$name.json"
}

rows() { sqlite3 demo.db "SELECT count(*) FROM $1"; }
ledger_of_day="ledger WHERE business_day = '$DAY'"

# agrees NAME SHEET:ROWS...
agrees() {
	local name=$1
	shift
	run node "$READ" "$name.xlsx" "$name.json" "$@"
	if [ "$status" -ne 0 ] || [ -n "$output" ]; then
		echo "$output"
		return 1
	fi
}

# The sheets of the day's report by those names, with the rows that they must have.
day_agrees() {
	local name=$1 refunds bookings
	shift
	refunds=$(rows "$ledger_of_day AND kind = 'refund'")
	bookings=$(answer 'v["figures"]["bookings"]' "$(cat "$name.json")")
	agrees "$name" "$1:-" "$2:doctors" "$3:$refunds" "$4:$(rows "no_show WHERE date = '$DAY'")" \
		"$5:$(rows "day_pending WHERE business_day = '$DAY'")" "$6:exceptions" \
		"$7:$(rows "(SELECT DISTINCT l.method, a.staff_id, a.counter FROM ledger AS l JOIN audit AS a ON a.seq = l.seq WHERE l.business_day = '$DAY')")" \
		"$8:figures" "$9:departments" "${10}:$(rows "session WHERE date = '$DAY'")" "${11}:$bookings" \
		"${12}:$(rows "booking AS b JOIN session AS s ON s.id = b.session_id WHERE s.date = '$DAY'")" \
		"${13}:$(rows "ticket AS t JOIN session AS s ON s.id = t.session_id WHERE s.date = '$DAY' AND t.state <> 'void'")" \
		"${14}:$(rows "$ledger_of_day")"
}

@test "exceljs: the day's report" {
	write day report daily --date $DAY
	day_agrees day "Day report" Doctors Refunds No-shows Open Exceptions Money Summary Departments Sessions Registrations Visits Queue Ledger
}

@test "exceljs: the day's report in Chinese" {
	write day.zh -c zh.ini report daily --date $DAY
	day_agrees day.zh 当日报表 医生 退费 爽约 未了事项 例外 收支 汇总 科室 场次 挂号 就诊 候诊 流水
}

@test "exceljs: the day's report of a day on which nothing happened" {
	write empty report daily --date 2026-01-01
	agrees empty "Day report:-" Doctors:0 Refunds:0 No-shows:0 "Open:$(json 'v["figures"]["open"]')" Exceptions:0 Money:0 Summary:figures \
		Departments:0 Sessions:0 Registrations:0 Visits:0 Queue:0 Ledger:0
}

workload_agrees() {
	local name=$1 days="BETWEEN '2026-11-01' AND '2026-11-30'"
	shift
	agrees "$name" "$1:-" "$2:departments" "$3:doctors" "$4:days" "$5:figures" "$6:doctors_by_day" "$7:$(rows "session WHERE date $days")" \
		"$8:$(rows "booking AS b JOIN session AS s ON s.id = b.session_id WHERE s.date $days")" \
		"$9:$(rows "ticket AS t JOIN session AS s ON s.id = t.session_id WHERE s.date $days AND t.state <> 'void'")" \
		"${10}:$(rows "ledger WHERE business_day $days")"
}

@test "exceljs: the workload of a month" {
	write workload report workload --from 2026-11-01 --to 2026-11-30
	workload_agrees workload "Outpatient workload" Departments Doctors Days Summary "Doctors by day" Sessions Visits Queue Ledger
}

@test "exceljs: the workload of a month in Chinese" {
	write workload.zh -c zh.ini report workload --from 2026-11-01 --to 2026-11-30
	workload_agrees workload.zh 门诊工作量统计 科室 医生 按日 汇总 医生按日 场次 就诊 候诊 流水
}

@test "exceljs: a figure that is not the workbook's is seen" {
	write spoilt report daily --date $DAY
	sed -i 's/"visits_came":[0-9]*/"visits_came":1/' spoilt.json
	run node "$READ" spoilt.xlsx spoilt.json "Day report:-" Doctors:doctors
	is "$status" 1
	[[ $output == *"the sheets are"* ]]
	run day_agrees spoilt "Day report" Doctors Refunds No-shows Open Exceptions Money Summary Departments Sessions Registrations Visits Queue Ledger
	is "$status" 1
	[[ $output == *"visits_came is 139 and in JSON 1"* ]]
}
