#!/usr/bin/env bats
# The clinics that the bench measures on are written past the desk, by SQL of its own: what the desk calls right, they must be.

load lib

@test "the bench makes a clinic of which every check is right" {
	cd "$BATS_TEST_DIRNAME/../.."
	run --separate-stderr "${BUILD:-build/sanitized}/tests/bench/bench" -c -b 1500 -p 2000 -d "$BATS_TEST_TMPDIR/bench"
	is "$status" 0
}

@test "a sale is counted by the operators of the keystroke-level model, up to its receipt" {
	cd "$BATS_TEST_DIRNAME/../.."
	run --separate-stderr "${BUILD:-build/sanitized}/tests/bench/bench" -b 1500 -p 2000 -d "$BATS_TEST_TMPDIR/bench" sale
	is "$status" 0
	output=$(cat "$BATS_TEST_TMPDIR/bench.json")
	# Four letters, Enter, three letters, Enter, Enter; a thought before each Enter but the last. And each key is answered.
	is "$(json '[10 * 0.2 + 2 * 1.35 < row["ours"] < 10 * 0.2 + 2 * 1.35 + 10 for row in v]')" "[true, true, true]"
	# Of OpenMRS 2 thoughts, 7 times pointed, 15 keys and clicks, 2 moves of the hand; and the payment.
	is "$(json '{row["name"]: round(row["limit"], 2) for row in v}["sale-openmrs-unpaid"]')" \
		"$(answer 'round(2 * 1.35 + 7 * 1.1 + 15 * 0.2 + 2 * 0.4, 2)' null)"
	is "$(json 'sorted(row["name"] for row in v)')" '["sale-easyappointments", "sale-openmrs", "sale-openmrs-unpaid"]'
}
