#!/bin/sh
# The proofs in their long form, in order. Each prints `name seed count bad`; bad must be 0, and the seed reruns it alone.
#   sh tests/soak.sh [NAME...]      SOAK=10 is ten times as long as SOAK=1, SEED=n another run
# A row of tests/soak.list is: name, program, settings (N* is multiplied by SOAK). Programs are of the ordinary build.
set -eu
cd "$(dirname "$0")/.."

SOAK=${SOAK:-1}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/frontdesk-soak.XXXXXX")
trap 'rm -rf "$scratch"' EXIT INT TERM
export LC_ALL=C.UTF-8 LANGUAGE=en TERM=xterm-256color TMPDIR="$scratch" HOME="$scratch" CMOCKA_MESSAGE_OUTPUT=TAP
FRONTDESK=${FRONTDESK:-$PWD/build/frontdesk}
export FRONTDESK
unset FRONTDESK_DB FRONTDESK_CONFIG XDG_DATA_HOME XDG_CONFIG_HOME NO_COLOR TZ COLUMNS LINES LANG

failed=0
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
	started=$(date +%s)
	# shellcheck disable=SC2086
	if env $settings "$program" >"$scratch/log" 2>&1; then
		sed -n 's/^# \([a-z_-]* [0-9]* [0-9]* .*\)/\1/p' "$scratch/log"
		echo "ok      $name ($(($(date +%s) - started)) s)"
	else
		tail -n 40 "$scratch/log"
		echo "FAILED  $name ($(($(date +%s) - started)) s):$settings $program"
		failed=1
	fi
}

sed 's/#.*//' tests/soak.list | while read -r name program settings; do
	[ -n "$name" ] || continue
	if [ $# -gt 0 ]; then
		case " $* " in
		*" $name "*) ;;
		*) continue ;;
		esac
	fi
	# shellcheck disable=SC2086
	run "$name" "$program" $settings
	[ "$failed" -eq 0 ] || touch "$scratch/failed"
done
[ ! -e "$scratch/failed" ]
