#!/bin/sh
# Runs every test, one more at a time than there are processors, since some wait for clocks, with the sanitized program and a
# pinned surrounding:
#   sh tests/run.sh [TEST...]     tests are build/sanitized/tests/*/*_test and tests/*/*.bats
# BUILD=FOLDER takes the program and the test programs of another build, ONLY=NAME the tests of that name. At the end it says
# of each test that failed why, and the command that runs it alone.
set -eu
cd "$(dirname "$0")/.."

root=$PWD
BUILD=${BUILD:-build/sanitized}
FRONTDESK=${FRONTDESK:-$root/$BUILD/frontdesk}
scratch=$(sh tests/scratch.sh test)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# Files that others may write are refused as databases: those that a test makes are no such files.
umask 022
export FRONTDESK LC_ALL=C.UTF-8 LANGUAGE=en TERM=xterm-256color HOME="$scratch" TMPDIR="$scratch"
export CMOCKA_MESSAGE_OUTPUT=TAP
# What was freed is watched until 4 MiB more were freed: with 256, as the library has it, most of the time goes into memory that is in
# no cache, with 32 still a tenth.
export ASAN_OPTIONS="detect_leaks=1:abort_on_error=0:allocator_may_return_null=0:quarantine_size_mb=4"
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS="suppressions=$root/tests/lsan.supp:print_suppressions=0"
unset FRONTDESK_DB FRONTDESK_CONFIG XDG_RUNTIME_DIR XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME NO_COLOR TZ COLUMNS LINES LANG

if [ $# -eq 0 ]; then
	set -- "$BUILD"/tests/*/*_test tests/e2e/*.bats tests/proof/*.bats
fi
for test in "$@"; do [ -e "$test" ] && echo "$test"; done >"$scratch/list"

export BUILD FAILURES="$scratch/failures"
: >"$FAILURES"
failed=0
# shellcheck disable=SC2046
prove --jobs "$(($(nproc) + 1))" --timer --exec 'bash tests/run-one.sh' $(cat "$scratch/list") || failed=$?
cat "$FAILURES" >&2
[ "$failed" -eq 0 ]
