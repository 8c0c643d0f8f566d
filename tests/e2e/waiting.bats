# Who has to wait for another counter, and what is seen of a program meanwhile.

load lib

setup() {
	cd "$BATS_TEST_TMPDIR"
	make_clinic "$PWD"
}

@test "a settings file that is a pipe is refused at once" {
	mkfifo pipe
	run --separate-stderr timeout 20 "$FRONTDESK" -c pipe sessions
	is "$status" 3
	[[ $stderr == *"is a pipe"* ]]
}

@test "a report never takes the place of a database" {
	cp clinic.db other.db
	run --separate-stderr at "2026-11-21 12:00" report daily --date 2026-11-21 -o other.db
	is "$status" 3
	[[ $stderr == *"is a database"* ]]
	cmp clinic.db other.db
}
