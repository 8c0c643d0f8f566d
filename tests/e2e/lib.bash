# shellcheck shell=bash
# What the tests of the command line share: a small clinic, a moment in time, JSON read by another program.
# shellcheck disable=SC2154 # bats sets status, output and stderr

bats_require_minimum_version 1.5.0

FRONTDESK=${FRONTDESK:-$BATS_TEST_DIRNAME/../../build/sanitized/frontdesk}
export FRONTDESK

# Runs frontdesk at a moment of the clinic: at "2026-11-21 07:30" ARGUMENTS...
at() {
	local moment=$1
	shift
	FRONTDESK_TEST_CLOCK="$moment+08:00" TZ=Asia/Shanghai "$FRONTDESK" "$@"
}

# Runs with these lines on standard input, as printf %b reads them: with_input LINES COMMAND...
with_input() {
	local lines=$1
	shift
	printf "%b" "$lines" | "$@"
}

# The value of a Python expression over a JSON text, which is called v; the functions of answers.py can be used:
#   answer EXPRESSION TEXT
# One Python answers all questions of a test: its start takes longer than most commands that are asked about.
answer() {
	local failed value
	if [ -z "${ANSWERS_PID:-}" ]; then
		coproc ANSWERS { exec /usr/bin/python3 -I -S "${BASH_SOURCE[0]%/*}/answers.py" 3>&- 4>&-; }
	fi
	printf '%s\0' "$1" "$2" >&"${ANSWERS[1]}"
	IFS= read -r -d '' -u "${ANSWERS[0]}" failed
	IFS= read -r -d '' -u "${ANSWERS[0]}" value
	if [ "$failed" != 0 ]; then
		printf '%s\n' "$value" >&2
		return 1
	fi
	printf '%s\n' "$value"
}

# The value of an expression over the JSON in $output: json 'v["error"]["code"]'
json() { answer "$1" "$output"; }

# Says what differs, for the log of a failing test.
is() {
	if [ "$1" != "$2" ]; then
		printf 'is:     %s\nwanted: %s\nstatus %s\n%s\n%s\n' "$1" "$2" "$status" "$output" "$stderr"
		return 1
	fi
}

# Prints the name of every command, of one word or two, from the help in the language at hand.
commands() {
	"$FRONTDESK" help | sed -n 's/^    \([a-z][a-z-]*\( [a-z][a-z-]*\)\?\)\( .*\)\?$/\1/p'
}

# Runs a command as `run --separate-stderr` does, with fewer processes: $status, $output and $stderr.
told() {
	local file=$BATS_TEST_TMPDIR/stderr.told
	status=0
	output=$("$@" 2>"$file") || status=$?
	IFS= read -r -d '' stderr <"$file" || true
	stderr=${stderr%$'\n'}
}

# Runs with --json at a moment; it must succeed, say nothing on stderr, and answer one JSON value.
done_at() {
	local moment=$1
	shift
	told at "$moment" --json "$@"
	is "$status" 0
	is "$stderr" ""
	json '"one value"' >/dev/null
}

# Runs with --json at a moment; it must be refused with that exit status and code, in JSON alone.
refused_at() {
	local moment=$1 wanted=$2 code=$3
	shift 3
	told at "$moment" --json "$@"
	is "$status" "$wanted"
	is "$(json 'v["error"]["code"], sorted(v), v["error"]["message"] != ""')" "[\"$code\", [\"error\"], true]"
	is "$stderr" ""
}

# A resident number that checks: id_number AREA BIRTH SEQUENCE
id_number() { answer "id_number('$1', '$2', '$3')" null; }

# A day is Saturday, 2026-11-21; the clinic has two departments and three doctors. 1001 has 10 numbers this morning (2 of
# them online, 5 and 10) and 5 this afternoon, 10 tomorrow morning.
make_clinic() {
	local folder=$1
	printf 'code,name,location\nNK01,内科,一楼\nEK03,儿科,二楼\n' >"$folder/departments.csv"
	cat >"$folder/doctors.csv" <<-'END'
		code,name,title,department,qualification_no,specialty,fee_yuan
		1001,张伟,主任医师,NK01,110310000652386,心血管病,50.00
		1002,李娜,副主任医师,NK01,110310000283145,呼吸病,30
		3001,阿依古丽·买买提,主治医师,EK03,110310000186171,儿童呼吸,20.50
	END
	cat >"$folder/roster.csv" <<-'END'
		date,period,doctor,capacity,room
		2026-11-21,am,1001,10,101
		2026-11-21,pm,1001,5,101
		2026-11-21,am,1002,2,102
		2026-11-21,am,3001,10,201
		2026-11-22,am,1001,10,101
		2026-11-22,pm,3001,5,201
		2026-11-23,晚上,1002,10,102
		2026-11-29,am,1001,10,101
	END
	FRONTDESK_DB=$folder/clinic.db
	XDG_STATE_HOME=$folder/state
	export FRONTDESK_DB XDG_STATE_HOME
	at "2026-11-20 12:00" --as wu init --sign-in names >/dev/null
	at "2026-11-20 12:01" --as wu load departments "$folder/departments.csv" >/dev/null
	at "2026-11-20 12:01" --as wei load doctors "$folder/doctors.csv" >/dev/null
	at "2026-11-20 12:01" --as lin load roster "$folder/roster.csv" >/dev/null
}

# A test's own copy of the file's clinic, and of the key of its chain.
copy_clinic() {
	cp "$BATS_FILE_TMPDIR/clinic.db" "$BATS_TEST_TMPDIR/clinic.db"
	cp -r "$BATS_FILE_TMPDIR/state" "$BATS_TEST_TMPDIR/state"
	export XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
	export FRONTDESK_DB=$BATS_TEST_TMPDIR/clinic.db
	cd "$BATS_TEST_TMPDIR" || return 1
}

# Person number N, always the same; prints the patient number.
person() {
	local output status
	output=$(at "2026-11-20 13:00" --json --as wu patient add --name "${2:-病人$1}" \
		--id-number "$(id_number 110101 19900101 "$(printf '%03d' "$1")")" --phone "1381234$(printf '%04d' "$1")")
	json 'v["patient"]'
}

# Books at the counter and prints the booking number: booked MOMENT PATIENT DOCTOR DATE PERIOD [OPTIONS...]
booked() {
	local output status moment=$1 patient=$2 doctor=$3 date=$4 period=$5
	shift 5
	output=$(at "$moment" --json --as chen book --doctor "$doctor" --date "$date" --period "$period" --patient "$patient" "$@")
	json 'v["booking"]'
}

# Changes the clinic as somebody would who takes the guards out and puts them back: past_guards SQL
past_guards() {
	local drop make
	drop=$(sqlite3 "$FRONTDESK_DB" "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'")
	make=$(sqlite3 "$FRONTDESK_DB" "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'")
	sqlite3 -bail "$FRONTDESK_DB" "BEGIN; $drop $1; $make COMMIT"
}

# The line of the clinic's entries, as reports bear it.
line_of_entries() {
	sqlite3 "$FRONTDESK_DB" "SELECT substr(hex(id), 1, 4) || '-' || substr(hex(id), 5, 4) || '-' || epoch FROM clinic"
}

# Without the name of the line of entries, which each database has for itself.
without_line() { sed -E 's/[0-9A-F]{4}-[0-9A-F]{4}-[0-9]+/LINE/'; }

# Page one of a report as text at a moment: page_one MOMENT ARGUMENTS...
page_one() { at "$@" | sed -e '1d; /\f/,$d' | without_line; }

# The text of a PDF; and word by word, for how many blanks stand between two depends on the font and on the version of the reader.
text_of() { pdftotext -layout "$@" - | without_line; }
by_words() { sed -E 's/[[:space:]]+/ /g; s/^ //; s/ $//; /^$/d'; }

# Compares the standard input with what a person has looked at, in the folder of this file's name: golden NAME
golden() {
	local file=${BATS_TEST_FILENAME##*/}
	local wanted=$BATS_TEST_DIRNAME/golden/${file%.bats}/$1.txt
	cat >"$BATS_TEST_TMPDIR/golden"
	if [ -n "${BLESS:-}" ]; then
		mkdir -p "${wanted%/*}"
		cp "$BATS_TEST_TMPDIR/golden" "$wanted"
	fi
	diff -u "$wanted" "$BATS_TEST_TMPDIR/golden" || {
		echo "If this is as it should be: BLESS=1 sh tests/run.sh tests/e2e/$file"
		return 1
	}
}

# Every invariant holds.
all_checks_pass() {
	done_at "${1:-2026-11-21 22:00}" check
	is "$(json 'v["failed"], v["failures"], v["checks"] > 20')" "[0, [], true]"
}

# The cells and texts of a workbook, as they stand in the file.
inside() {
	python3 -c 'import sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
for name in book.namelist():
    if name.startswith("xl/worksheets/sheet") or name == "xl/sharedStrings.xml":
        sys.stdout.buffer.write(book.read(name))' "$1"
}
