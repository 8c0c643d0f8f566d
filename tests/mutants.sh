#!/bin/sh
# Would the tests notice? Changes one token at a time in the modules that keep the clinic's money, numbers and bans, and
# runs the unit tests of these modules and of those that use them against each change: quickly built, and what survives
# that once more with sanitizers, as make test runs them. Prints the survivors.
#   sh tests/mutants.sh           COUNT=300 mutants drawn by SEED=1; fails when fewer than WANTED=90 percent are killed
#   sh tests/mutants.sh again     only those that survived the last time
#
# Mutants that do not compile, or that compile to the same code, are no mutants and others are drawn instead. Those that
# no test can tell from the original are explained in tests/mutants.equivalent and not counted.
set -eu
cd "$(dirname "$0")/.."

COUNT=${COUNT:-300}
SEED=${SEED:-1}
WANTED=${WANTED:-90}
root=$PWD
build=$root/build/mutants
scratch=$(sh tests/scratch.sh mutants)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
export LC_ALL=C.UTF-8 LANGUAGE=en TMPDIR="$scratch/tmp" HOME="$scratch/tmp"
unset FRONTDESK_DB FRONTDESK_CONFIG TZ LANG

modules='ledger refund booking cancel ban_rule ban_facts ban_revise ban no_show slot'
tests='booking cancel ban slot refund ban_again ban_trial booking_row spoiled_row closing suspension online queue roster report check desk_faults'

# The module's own tests come first: most mutants die there.
tests_of() {
	case $1 in
	ledger | refund | cancel) echo "refund cancel booking closing $tests" ;;
	ban* | no_show) echo "ban_again ban closing $tests" ;;
	slot) echo "slot booking_row booking $tests" ;;
	*) echo "$tests" ;;
	esac | tr ' ' '\n' | awk '!seen[$0]++'
}

programs=$(for test in $tests; do echo "$build/tests/unit/${test}_test"; done)
flags='-O1 -w'
# shellcheck disable=SC2086
make B="$build" OPTIMISE="$flags" $programs
# shellcheck disable=SC2046
make SANITIZE=1 build/sanitized/libfrontdesk.a $(for test in $tests; do echo "build/sanitized/tests/unit/${test}_test"; done)
compile="cc -std=c11 $flags -D_GNU_SOURCE -D_XOPEN_SOURCE_EXTENDED -I$root/src -I$root -I$root/build/gen"
libraries="-lcmocka $(pkg-config --libs ncursesw sqlite3 jansson libsodium) -liniparser -ldl"
# Kept apart from whatever else is built meanwhile.
mkdir -p "$scratch/quick" "$scratch/sanitized"
cp "$build/libfrontdesk.a" "$build"/tests/unit/*.o "$scratch/quick"
cp build/sanitized/libfrontdesk.a build/sanitized/tests/unit/*.o "$scratch/sanitized"
shared=$(for file in tests/unit/*.c; do case $file in *_test.c) ;; *) basename "${file%.c}.o" ;; esac; done)
mkdir -p "$scratch/tmp" "$scratch/plain"
files=
for module in $modules; do
	file=$(echo src/desk/*/"$module.c")
	mkdir -p "$scratch/${file%/*}" "$scratch/whole/${file%/*}"
	files="$files $file"
	cp "$file" "$scratch/$file"
	cp "$file" "$scratch/whole/$file"
	(cd "$scratch" && $compile -c -o "plain/$module.o" "$file")
done

sanitizers='-g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'
export LSAN_OPTIONS="suppressions=$root/tests/lsan.supp:print_suppressions=0"

# Which test of a build notices, if any. One that does not end is stopped, in the process itself and from outside.
killer() {
	build_of=$1 module_of=$2 more=$3
	for test in $(tests_of "$module_of"); do
		# shellcheck disable=SC2086
		(cd "$scratch/$build_of" && cc $more -o ../test "${test}_test.o" ../mutant.o $shared libfrontdesk.a $libraries) ||
			return 1
		# shellcheck disable=SC3045
		if ! (
			ulimit -t 40
			[ "$build_of" = sanitized ] || ulimit -v 4000000
			cd "$scratch" && exec timeout -k 1 80 ./test >log 2>&1
		); then
			echo "$test"
			return 0
		fi
		rm -rf "$scratch"/tmp/*
	done
}

# file: change at a place in the line: line. It stays the same when lines above come or go.
describe() {
	text=$(sed -n "$2p" "$scratch/whole/$1")
	inner=$(printf '%s' "$text" | sed 's/^[[:space:]]*//')
	printf '%s: %s at %s: %s\n' "$1" "$4" "$(($3 - ${#text} + ${#inner}))" "$inner"
}

killed=0 survived=0 equivalent=0
try() {
	file=$1 line=$2 column=$3 offset=$4 length=$5 new=$6 what=$7
	module=$(basename "$file" .c)
	{
		head -c "$offset" "$scratch/whole/$file"
		printf '%b' "$new"
		tail -c "+$((offset + length + 1))" "$scratch/whole/$file"
	} >"$scratch/$file"
	made=0
	(cd "$scratch" && $compile -c -o mutant.o "$file" 2>/dev/null) && made=1
	[ "$made" -eq 1 ] || return 0
	cmp -s "$scratch/mutant.o" "$scratch/plain/$module.o" && return 0
	place=$(describe "$file" "$line" "$column" "$what")
	if grep -v '^#' tests/mutants.equivalent | cut -f1 | grep -qxF -e "$place"; then
		equivalent=$((equivalent + 1))
		return 0
	fi
	by=$(killer quick "$module" '')
	if [ -z "$by" ]; then
		# shellcheck disable=SC2086
		(cd "$scratch" && $compile $sanitizers -fPIE -c -o mutant.o "$file" 2>/dev/null)
		by=$(killer sanitized "$module" "$sanitizers")
	fi
	rm -rf "$scratch"/tmp/*
	if [ -n "$by" ]; then
		killed=$((killed + 1))
		printf '%s\t%s:%s\t%s\n' "$by" "$file" "$line" "$what" >>"$build/killed.tsv"
	else
		survived=$((survived + 1))
		printf 'survived %s:%s:%s: %s\n' "$file" "$line" "$column" "${place#*: }"
		printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$file" "$line" "$column" "$offset" "$length" \
			"$(printf '%s' "$new" | sed 's/\\/\\\\/g')" "$what" | sed 's/\\\\/\\/g' >>"$build/survivors.new"
	fi
}

# shellcheck disable=SC2086
(cd "$scratch/whole" && /usr/bin/python3 "$root/tests/mutate.py" "$SEED" $files) >"$scratch/drawn.tsv"
[ "${1:-}" != again ] || mv "$build/survivors.tsv" "$scratch/drawn.tsv"
: >"$build/killed.tsv"
: >"$build/survivors.new"
tab=$(printf '\t')
while IFS=$tab read -r file line column offset length new what; do
	[ $((killed + survived)) -lt "$COUNT" ] || break
	try "$file" "$line" "$column" "$offset" "$length" "$new" "$what"
done <"$scratch/drawn.tsv"
mv "$build/survivors.new" "$build/survivors.tsv"
total=$((killed + survived))
echo "# mutants seed $SEED: $total, killed $killed, survived $survived, equivalent and not counted $equivalent"
[ "$((killed * 100))" -ge "$((total * WANTED))" ]
