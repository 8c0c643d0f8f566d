#!/usr/bin/env bash
# Runs one test so that prove understands it: a program speaks TAP itself, a .bats script through bats.
#   bash tests/run-one.sh TEST
# ONLY=NAME runs the test of that name alone. A test that takes longer than TEST_SECONDS (300) is stopped, with its children.
# What failed is told in the file that FAILURES names: the test's name, why, and the command that runs it alone.
# Some versions of cmocka call a skipped test not ok, which would be a failure: here it is ok.
set -u
test=$1
seconds=${TEST_SECONDS:-300}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

command=("$test")
case $test in
*.bats)
	command=(bats --tap "$test")
	[ -z "${ONLY:-}" ] || command+=(--filter "^$(printf '%s' "$ONLY" | sed 's/[][\.*^$+?(){}|]/\\&/g')\$")
	;;
esac

# A process group of its own, so that the limit and an interrupt reach all of it; to a file, so that nobody waits for a
# child that was forgotten and holds the pipe.
set -m
timeout -k 10 "$seconds" "${command[@]}" >"$log" 2>&1 </dev/null &
job=$!
trap 'kill -TERM -- "-$job"; exit 130' INT TERM HUP
wait "$job"
status=$?
trap - INT TERM HUP
set +m

again="sh tests/run.sh $test"
[ "${BUILD:-build/sanitized}" = build/sanitized ] || again="BUILD=$BUILD $again"

awk -v status="$status" -v seconds="$seconds" -v test="$test" -v again="$again" -v failures="${FAILURES:-/dev/null}" '
function quoted(word) {
	gsub(/\047/, "\047\\\047\047", word)
	return "\047" word "\047"
}
# Of a long reason the beginning and the end.
function tell_reason(  i) {
	for (i = 1; i <= lines; i++) {
		if (lines > 60 && i == 31) print "    (" lines - 60 " lines more)" >> failures
		if (lines <= 60 || i <= 30 || i > lines - 30) print "    " reason[i] >> failures
	}
}
function tell(name, command) {
	print "\nnot ok: " name " (" test ")" >> failures
	tell_reason()
	print "    again: " command >> failures
	told++
}
function end_of_result() {
	if (failing != "") tell(failing, "ONLY=" quoted(failing) " " again)
	failing = ""
	lines = 0
}
/^not ok [0-9]+ # SKIP/ { sub(/^not /, "") }
/^(not )?ok [0-9]+ / {
	if (failing != "" || /^ok /) end_of_result()
	print
	if (/^not ok/) {
		failing = $0
		sub(/^not ok [0-9]+ (- )?/, "", failing)
		if (sub(/ Could not run test: .*/, "", failing)) reason[++lines] = substr($0, index($0, "Could not run"))
	} else {
		last = $0
		sub(/^ok [0-9]+ (- )?/, "", last)
	}
	next
}
/^1\.\.[0-9]+$/ { print; next }
/^# (not )?ok - / { next }
{
	print /^#/ ? $0 : "# " $0
	# What stands before a result without a # belongs to it, and what follows it with one.
	if (failing != "" && !/^#/) end_of_result()
	sub(/^# ?/, "")
	reason[++lines] = $0
}
END {
	if (failing != "") end_of_result()
	if (status == 124 || status == 137) {
		lines = 0
		reason[++lines] = "took longer than " seconds " s and was stopped"
		tell(last == "" ? "its first test" : "the test after " quoted(last), again)
	} else if (status != 0 && !told) {
		reason[++lines] = "ended with " status
		tell(last == "" ? "its first test" : "the test after " quoted(last), again)
	}
}' "$log"
exit "$status"
