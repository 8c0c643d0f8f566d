#!/bin/sh
# The proofs in their long form, in order, and at the end a table: name seed count bad seconds. All of bad must be 0; a seed
# of 0 means that there are no dice. To run one of them alone, again as it was:
#   SEED=n sh tests/soak.sh NAME...      SOAK=10 is ten times as long as SOAK=1
# A row of tests/soak.list is: name, program or .bats script, settings (N* is multiplied by SOAK). Programs are of the
# ordinary build; the scripts own the clock, which only the sanitized one lets them. A proof prints lines
# `# name seed count bad: words`; those of its parts stand in the table under its own.
set -eu
cd "$(dirname "$0")/.."

SOAK=${SOAK:-1}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/frontdesk-soak.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' HUP INT TERM
export LC_ALL=C.UTF-8 LANGUAGE=en TERM=xterm-256color TMPDIR="$scratch" HOME="$scratch" CMOCKA_MESSAGE_OUTPUT=TAP
FRONTDESK=${FRONTDESK:-$PWD/build/frontdesk}
export FRONTDESK
unset FRONTDESK_DB FRONTDESK_CONFIG XDG_DATA_HOME XDG_CONFIG_HOME NO_COLOR TZ COLUMNS LINES LANG

# A script of tests: each of them counts.
run_script() {
	FRONTDESK=$PWD/build/sanitized/frontdesk bats --tap "$1" || :
} >"$scratch/tap" 2>&1
count_script() {
	cat "$scratch/tap"
	good=$(grep -c '^ok ' "$scratch/tap" || :)
	all=$(sed -n 's/^1\.\.//p' "$scratch/tap")
	echo "# $1 0 ${all:-0} $((${all:-1} - good))"
	[ "${all:-0}" -gt 0 ] && [ "$good" -eq "$all" ]
}

start() {
	case $2 in
	*.bats) run_script "$2" && count_script "$1" ;;
	*)
		# shellcheck disable=SC2086
		env $3 "$2"
		;;
	esac
}

# The proof's own line first, with the seconds, then those of its parts. One that came to no line, or that says no fault
# and ends with one, has a fault.
tabulate() {
	awk -v name="$1" -v seconds="$2" -v failed="$3" -v seed="${SEED:-0}" '
	/^# [a-z][a-z0-9-]* [0-9]+ [0-9]+ [0-9]+(:|$)/ {
		sub(/:$/, "", $5)
		line = sprintf("%10s %10s %6s", $3, $4, $5)
		bad += $5
		if ($2 == name) own = line
		else parts = parts sprintf("  %-28s %s\n", $2, line)
	}
	/# [Ss][Kk][Ii][Pp]/ { skipped = 1 }
	END {
		if (own == "" && skipped && !failed) own = sprintf("%10s %10s %6s", seed, "-", "skip")
		if (own == "" || (failed && !bad)) own = sprintf("%10s %10s %6s", seed, "-", "FAILED")
		printf "%-30s %s %8s\n%s", name, own, seconds, parts
	}' "$scratch/log" >>"$scratch/table"
}

run() {
	name=$1 program=$2
	shift 2
	settings=
	for setting in "$@"; do
		value=${setting#*=}
		case $value in
		*\*) value=$((${value%\*} * SOAK)) ;;
		esac
		settings="$settings ${setting%%=*}=$value"
	done
	began=$(date +%s) failed=0
	start "$name" "$program" "$settings" >"$scratch/log" 2>&1 || failed=1
	seconds=$(($(date +%s) - began))
	tabulate "$name" "$seconds" "$failed"
	if [ "$failed" -eq 0 ]; then
		sed -n 's/^# \([a-z][a-z0-9-]* [0-9]* [0-9]* [0-9].*\)/\1/p; /# [Ss][Kk][Ii][Pp]/p' "$scratch/log"
		echo "ok      $name ($seconds s)"
	else
		tail -n 40 "$scratch/log"
		echo "FAILED  $name ($seconds s):$settings $program"
		touch "$scratch/failed"
	fi
}

sed 's/#.*//' tests/soak.list >"$scratch/list"
while read -r name program settings <&3; do
	[ -n "$name" ] || continue
	if [ $# -gt 0 ]; then
		case " $* " in
		*" $name "*) ;;
		*) continue ;;
		esac
	fi
	# shellcheck disable=SC2086
	run "$name" "$program" $settings
done 3<"$scratch/list"

printf '\n%-30s %10s %10s %6s %8s\n' name seed count bad seconds
cat "$scratch/table" 2>/dev/null || echo "there is no such proof: $*"
[ -s "$scratch/table" ] && [ ! -e "$scratch/failed" ]
