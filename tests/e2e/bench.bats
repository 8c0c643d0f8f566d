#!/usr/bin/env bats
# The clinics that the bench measures on are written past the desk, by SQL of its own: what the desk calls right, they must be.

load lib

@test "the bench makes a clinic of which every check is right" {
	cd "$BATS_TEST_DIRNAME/../.."
	run --separate-stderr "${BUILD:-build/sanitized}/tests/bench/bench" -c -b 1500 -p 2000 -d "$BATS_TEST_TMPDIR/bench"
	is "$status" 0
}
