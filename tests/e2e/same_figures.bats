#!/usr/bin/env bats
# One day is sold, cancelled, changed, released and suspended; at each moment `sessions`, `slot`, the report's sheet Sessions and a
# count of the bookings themselves tell the same figures. (tests/screens/figures_test.c says it of the screens.)

load lib

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
	for n in $(seq 1 9); do person "$n" >"$BATS_FILE_TMPDIR/person.$n"; done
}

setup() {
	copy_clinic
}

sell() {
	local moment=$1 n=$2
	shift 2
	booked "$moment" "$(cat "$BATS_FILE_TMPDIR/person.$n")" 1001 2026-11-22 am "$@"
}

roster() {
	printf 'date,period,doctor,capacity,room,online_percent\n2026-11-22,am,1001,%d,101,%d\n' "$2" "$3" >roster.csv
	at "$1" load roster roster.csv >/dev/null
}

# The figures of the session at a moment, the same wherever they are told: capacity, of the counter total, sold, free, of online the same, gone
# over, extra.
same_at() {
	local moment=$1 wanted=$2 channel capacity free
	done_at "$moment" sessions --doctor 1001 --date 2026-11-22
	is "$(json '[v[0]["capacity"]] + [v[0][c][k] for c in ("counter", "online") for k in ("total", "sold", "free")] + [v[0]["gone_over"], v[0]["extra"]["sold"]]')" "$wanted"
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT count(*) FROM booking AS b JOIN session AS s ON s.id = b.session_id
		WHERE s.date = '2026-11-22' AND s.period = 'am' AND b.state <> 'cancelled'")" \
		"$(json 'v[0]["counter"]["sold"] + v[0]["online"]["sold"] + v[0]["extra"]["sold"]')"
	capacity=$(json 'v[0]["capacity"]')
	for channel in counter online; do
		free=$(json "v[0]['$channel']['free']")
		is "$(for_sale "$moment" "$capacity" "$channel")" "$free"
	done
	at "$moment" report daily --date 2026-11-22 -o day.xlsx >/dev/null
	is "$(in_workbook)" "$wanted"
}

# How many of the numbers up to $2 `slot` calls free for a channel.
for_sale() {
	local number
	for number in $(seq 1 "$2"); do
		at "$1" --json slot "$number" --doctor 1001 --date 2026-11-22 --period am --channel "$3"
	done | grep -c '"sale":"free"' || true
}

in_workbook() {
	/usr/bin/python3 -c '
import openpyxl
for row in openpyxl.load_workbook("day.xlsx", data_only=True)["Sessions"].iter_rows(values_only=True):
    if row[1] == "morning" and row[3] == "张伟":
        print(list(row[6:15]))'
}

@test "sessions, slot, the workbook and the bookings tell the same figures all day long" {
	local first
	same_at "2026-11-21 07:00" "[10, 8, 0, 8, 2, 0, 2, 0, 0]"
	first=$(sell "2026-11-21 07:00" 1)
	sell "2026-11-21 07:00" 2 --pay cash
	sell "2026-11-21 07:00" 3 --channel online
	same_at "2026-11-21 07:00" "[10, 8, 2, 6, 2, 1, 1, 0, 0]"
	at "2026-11-21 07:05" cancel "$first"
	sell "2026-11-21 07:05" 4 --extra --asked-by "Dr Zhang"
	same_at "2026-11-21 07:05" "[10, 8, 1, 7, 2, 1, 1, 0, 1]"
	roster "2026-11-21 07:10" 6 50
	same_at "2026-11-21 07:10" "[6, 3, 1, 2, 3, 1, 2, 0, 1]"
	same_at "2026-11-22 07:40" "[6, 5, 1, 4, 1, 1, 0, 2, 1]"
	at "2026-11-22 07:45" suspend --doctor 1001 --date 2026-11-22 --period am --reason ill
	done_at "2026-11-22 07:45" sessions --doctor 1001 --date 2026-11-22
	is "$(json '[v[0][c][k] for c in ("counter", "online") for k in ("sold", "free")]')" "[0, 0, 0, 0]"
}
