#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr
# What stands around the program: a build that cannot begin, and a test that fails, say in which way and which command helps.

bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	export FAILURES=$BATS_TEST_TMPDIR/failures
	: >"$FAILURES"
	unset BUILD ONLY TEST_SECONDS
}

# A test program that says these lines and ends with that status: program STATUS LINE...
program() {
	local status=$1
	shift
	{
		printf '#!/bin/sh\n'
		printf "echo '%s'\n" "$@"
		printf 'exit %s\n' "$status"
	} >"$BATS_TEST_TMPDIR/some_test"
	chmod +x "$BATS_TEST_TMPDIR/some_test"
}

@test "without its libraries a build names them, and the command that installs them" {
	run sh data/make/ready.sh libraries no-such-compiler
	[ "$status" -eq 1 ]
	[[ $output == *"no-such-compiler"*"<sqlite3.h>"*"make setup"*"sudo apt-get install"*"libsqlite3-dev"* ]]
}

@test "a build in somebody else's files names him and the command that helps" {
	[ "$(id -u)" -ne 0 ] || skip "root may write everything"
	mkdir -p "$BATS_TEST_TMPDIR/build/src"
	chmod 500 "$BATS_TEST_TMPDIR/build/src"
	ready=$PWD/data/make/ready.sh
	cd "$BATS_TEST_TMPDIR"
	run sh "$ready" files
	[ "$status" -eq 1 ]
	[[ $output == *"build/src belongs to $(id -un)"*"sudo chown -R $(id -un): build"* ]]
}

@test "a failed test is told with its reason and the command that runs it alone" {
	program 1 1..2 'ok 1 - first' 'not ok 2 - second' '# 0x1 != 0x2' '# some_test.c:9: error: Failure!'
	run bash tests/run-one.sh "$BATS_TEST_TMPDIR/some_test"
	[ "$status" -eq 1 ]
	told=$(cat "$FAILURES")
	[[ $told == *"not ok: second ("*"0x1 != 0x2"*"some_test.c:9"*"again: ONLY='second' sh tests/run.sh $BATS_TEST_TMPDIR/some_test"* ]]
	[[ $told != *first* ]]
}

@test "a program that ends in the middle of a test is told of with its last words" {
	program 134 1..2 'ok 1 - first' '==1==ERROR: AddressSanitizer: somewhere'
	run bash tests/run-one.sh "$BATS_TEST_TMPDIR/some_test"
	[ "$status" -eq 134 ]
	told=$(cat "$FAILURES")
	[[ $told == *"the test after 'first'"*"AddressSanitizer"*"ended with 134"*"again: sh tests/run.sh"* ]]
}

@test "a test that does not end is stopped and named" {
	program 0 1..2 'ok 1 - first'
	echo 'exec sleep 600' | sed -i '/^exit/{
		r /dev/stdin
		d
	}' "$BATS_TEST_TMPDIR/some_test"
	TEST_SECONDS=1 run bash tests/run-one.sh "$BATS_TEST_TMPDIR/some_test"
	[ "$status" -eq 124 ]
	told=$(cat "$FAILURES")
	[[ $told == *"the test after 'first'"*"took longer than 1 s"* ]]
}

@test "a skipped test is no failure, whatever cmocka calls it" {
	program 0 1..1 'not ok 1 # SKIP needs_root'
	run bash tests/run-one.sh "$BATS_TEST_TMPDIR/some_test"
	[ "$status" -eq 0 ]
	[ "${lines[1]}" = 'ok 1 # SKIP needs_root' ]
	[ ! -s "$FAILURES" ]
}
