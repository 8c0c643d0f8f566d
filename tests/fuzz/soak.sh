#!/bin/sh
# The fuzzing targets in their long form, two at a time: RUNS inputs each from SEED.
# With libFuzzer where clang has it (make fuzzers), else with the driver of the sanitized build. An input at fault stays
# as build/fuzz-NAME.input or build/fuzz-NAME-crash-*. FUZZ="NAME..." for some targets.
set -eu
cd "$(dirname "$0")/../.."

RUNS=${RUNS:-100000}
SEED=${SEED:-20261121}
ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=0"
LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export RUNS SEED ASAN_OPTIONS LSAN_OPTIONS
scratch=$(sh tests/scratch.sh fuzz)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' HUP INT TERM
# Where the targets have their clinics: gone with the rest, whatever ends them.
export FUZZ_FOLDER="$scratch"

run() {
	name=$1 longest=512 bad=0 speed='' with=libFuzzer
	# Five rows of a file meet each other in every way; more of the same only takes time. A field and keys take less.
	case $name in
	keys | search) longest=256 ;;
	esac
	if [ -x "build/fuzz/libfuzzer/$name" ]; then
		mkdir -p "$scratch/$name"
		"build/fuzz/libfuzzer/$name" -runs="$RUNS" -seed="$SEED" -max_len="$longest" -timeout=5 -rss_limit_mb=2048 \
			-artifact_prefix="build/fuzz-$name-" "$scratch/$name" "tests/fuzz/corpus/$name" >"$scratch/$name.log" 2>&1 || bad=1
	else
		with='mutations of the corpus'
		"build/sanitized/tests/fuzz/${name}_fuzz_test" >"$scratch/$name.log" 2>&1 || bad=1
	fi
	if [ "$bad" -eq 0 ] && [ -x "build/fuzz/libfuzzer/$name" ]; then
		speed=", $(sed -n 's/.*Done [0-9]* runs in \([0-9]*\) second.*/\1/p' "$scratch/$name.log") s"
	fi
	echo "# fuzz-$name $SEED $RUNS $bad: $with$speed"
	[ "$bad" -eq 0 ] || { tail -n 40 "$scratch/$name.log"; touch "$scratch/$name.failed"; }
}

half() {
	for name in "$@"; do run "$name"; done
}

if [ -n "${FUZZ:-}" ]; then
	# shellcheck disable=SC2086
	half $FUZZ
else
	half roster keys settings search &
	half online patients doctors departments
	wait
fi
echo "# fuzz $SEED $RUNS $(find "$scratch" -name '*.failed' | grep -c . || :): each of the targets"
[ -z "$(find "$scratch" -name '*.failed')" ]
