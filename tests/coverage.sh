#!/bin/sh
# Runs every test against the build that counts, and prints how many lines and branches they reach, a row per folder.
#   sh tests/coverage.sh [TEST...]    fails when src/ is below LINES percent of lines or BRANCHES percent of branches
# The build is that of `make COVERAGE=1`; build/coverage/lines.txt says afterwards which lines and branches are missing.
#
# Branches that no run can take are not counted. There is one class of them: the failing side of assert, which ends the
# program and is there for programmers' errors. Everything else counts, error paths and defaults of switches included.
set -eu
cd "$(dirname "$0")/.."

LINES_WANTED=${LINES_WANTED:-95}
BRANCHES_WANTED=${BRANCHES_WANTED:-90}
build=build/coverage

# Counters add up over runs: what is counted is this run alone.
find "$build" -name '*.gcda' -exec rm -f {} +
failed=0
# Failures come at more places than in the short form: what answers them counts.
BUILD=$build POINTS=${POINTS:-4} sh tests/run.sh "$@" || failed=1

gcovr --root . --object-directory "$build" --filter 'src/' --filter 'reports/' --filter 'ui/' \
	--exclude-branches-by-pattern '^\s*assert\(.*' \
	--txt "$build/lines.txt" --csv "$build/files.csv" --json "$build/lines.json" "$build"

awk -F, -v lines_wanted="$LINES_WANTED" -v branches_wanted="$BRANCHES_WANTED" '
function add(folder) {
	if (!(folder in lines)) order[++folders] = folder
	lines[folder] += $2; reached[folder] += $3; branches[folder] += $5; taken[folder] += $6
}
function percent(part, whole) { return whole ? 100 * part / whole : 100 }
function row(folder) {
	printf "%-14s %6d of %6d lines %6.1f %%  %6d of %6d branches %6.1f %%\n", folder, reached[folder], lines[folder],
		percent(reached[folder], lines[folder]), taken[folder], branches[folder], percent(taken[folder], branches[folder])
}
FNR > 1 && $2 + 0 > 0 {
	folder = $1
	sub(/\/[^\/]*$/, "", folder)
	add(folder)
	if (folder ~ /^src\//) add("src")
}
END {
	for (i = 1; i <= folders; i++)
		if (order[i] != "src") row(order[i])
	row("src")
	missed = percent(reached["src"], lines["src"]) < lines_wanted || percent(taken["src"], branches["src"]) < branches_wanted
	printf "wanted of src: %s %% of lines, %s %% of branches: %s\n", lines_wanted, branches_wanted, missed ? "missed" : "met"
	exit missed
}' "$build/files.csv" || failed=1
exit "$failed"
