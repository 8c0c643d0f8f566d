#!/usr/bin/env bats
# The measured figures: runs of the bench are merged by row, the pages are written from them, and a page that is not is refused.

load lib

FIGURES=$BATS_TEST_DIRNAME/../figures.py

setup() {
	cd "$BATS_TEST_TMPDIR"
	export FIGURES_ROOT=$BATS_TEST_TMPDIR
	mkdir -p doc tests/bench
	printf '# A remark.\n= A booking\nbooking | 100 4000 | a booking\nbooking-disk | 100 | a sync\nbeside-* | | others\n' >tests/bench/rows.txt
	printf '| a booking | {booking@100.ours} |\n' >tests/bench/quotes.txt
	printf 'Measured.\n\n<!-- bench: begin -->\n<!-- bench: end -->\n\nMore.\n' >doc/measured.md
	printf 'The front page.\n\n<!-- figures: begin -->\n<!-- figures: end -->\n' >README.md
}

# One row of a run, as the bench writes it: row NAME OURS LIMIT MET
row() {
	printf '{"name":"%s","unit":"bookings/s","ours":%s,"limit":%s,"ratio":0.9,"goal":0.9,"rule":"ratio >= 0.9","met":%s,"min":0.8,"max":1.1,"pairs":9}' "$@"
}

figures() {
	/usr/bin/python3 "$FIGURES" "$@"
}

# A run of the rows given, merged: run_of DISK ROW...
run_of() {
	local disk=$1 joined
	shift
	joined=$(printf '%s,' "$@")
	printf '[%s]\n' "${joined%,}" >run.json
	figures merge run.json bench.json "$disk"
}

# Everything that the two pages of setup show.
whole_run() {
	run_of 100 "$(row booking 4144.6 5579 true)" "$(row booking-disk 0.113 null null)"
	run_of 4000 "$(row booking 210 230 false)"
}

@test "a row of the same name and disk is replaced; every row says its disk, machine, commit and date" {
	whole_run
	run_of 100 "$(row booking 5000 5579 true)"
	output=$(cat bench.json)
	is "$(json 'sorted((r["name"], r["disk"], r["ours"]) for r in v)')" \
		'[["booking", 100, 5000], ["booking", 4000, 210], ["booking-disk", 100, 0.113]]'
	is "$(json 'all(r["machine"] and r["commit"] and r["date"] for r in v)')" true
}

@test "a run on the computer's own disk stands beside the others" {
	whole_run
	printf '[%s]\n' "$(row booking 7 8 true)" >run.json
	figures merge run.json bench.json
	output=$(cat bench.json)
	is "$(json 'sorted(str(r["disk"]) for r in v if r["name"] == "booking")')" '["100", "4000", "None"]'
}

@test "the pages are written from the rows and then agree" {
	whole_run
	figures write bench.json
	grep -F '| a booking | 4,145 | 5,579 | bookings/s | 0.9 | 0.8 to 1.1 | ratio at least 0.9 | met | 1 | `booking` 100 |' doc/measured.md
	grep -F '| a booking (a sync takes 4 ms) | 210 | 230 |' doc/measured.md
	grep -F '**missed**' doc/measured.md
	grep -F '| a booking | 4,145 |' README.md
	is "$(sed -n '1p;$p' doc/measured.md)" "$(printf 'Measured.\nMore.')"
	figures check
	cp doc/measured.md before
	figures write bench.json
	cmp before doc/measured.md
}

@test "a row that was not measured again keeps its figure, and the run that it is of" {
	whole_run
	figures write bench.json
	rm bench.json
	sed -i 's/commit [^ ]*$/commit 12345678./' doc/measured.md
	run_of 100 "$(row booking 5000 5579 true)"
	figures write bench.json
	grep -F '| a booking | 5,000 | 5,579 | bookings/s | 0.9 | 0.8 to 1.1 | ratio at least 0.9 | met | 1 | `booking` 100 |' doc/measured.md
	grep -F '| a sync | 0.113 | - |' doc/measured.md
	is "$(grep -c 'commit 12345678[.]$' doc/measured.md)" 2
	is "$(grep -cE '^[0-9]+[.] ' doc/measured.md)" 3
	figures check
}

@test "a page without a figure is refused, with the command that measures it" {
	run_of 100 "$(row booking 4145 5579 true)" "$(row booking-disk 0.113 null null)"
	figures write bench.json
	run figures check
	is "$status" 1
	[[ $output == *"the row booking has no figure: make bench BENCH=booking DISK=4000"* ]]
}

@test "a page whose rows are not those of the table is refused" {
	whole_run
	figures write bench.json
	printf 'booking-more | 100 | another\n' >>tests/bench/rows.txt
	run figures check
	is "$status" 1
	[[ $output == *"the row booking-more (DISK=100) is not there"* ]]
	sed -i '/^booking/d' tests/bench/rows.txt
	run figures check
	is "$status" 1
	[[ $output == *"the row booking (DISK=4000) is not in tests/bench/rows.txt"* ]]
}

@test "a front page that quotes something else is refused" {
	whole_run
	figures write bench.json
	sed -i 's/4,145/9,145/' README.md
	run figures check
	is "$status" 1
	[[ $output == *"README.md does not quote"* ]]
}

@test "a row that the table does not know is kept, and named" {
	run run_of 100 "$(row booking-new 1 2 true)"
	is "$status" 1
	[[ $output == *"has no line for: booking-new"* ]]
	run run_of 100 "$(row beside-tig-memory 1 2 null)"
	is "$status" 0
	is "$(grep -c '"name"' bench.json)" 2
}
