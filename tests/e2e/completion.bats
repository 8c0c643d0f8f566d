#!/usr/bin/env bats
# The completion script for bash, made from the table of commands.

load lib

setup() {
	cd "$BATS_TEST_TMPDIR"
	export HOME=$BATS_TEST_TMPDIR
	"$FRONTDESK" completion >frontdesk.bash
}

# What completing the words would offer, sorted, on one line; the last word is the one that is being typed.
offered() {
	bash -c '
		set -u
		source ./frontdesk.bash
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		_frontdesk
		printf "%s\n" "${COMPREPLY[@]}" | sort | tr "\n" " "' completion "$@"
}

@test "the script is good bash and registers itself" {
	bash -n frontdesk.bash
	run bash -c 'source ./frontdesk.bash && complete -p frontdesk'
	[[ $output == *_frontdesk* ]]
	if command -v shellcheck >/dev/null; then shellcheck -s bash frontdesk.bash; fi
}

@test "the first word is a command; every command of the help is offered" {
	for command in $("$FRONTDESK" help | sed -n '/^Commands:/,/^Options/s/^    \([a-z][a-z-]*\).*/\1/p' | sort -u); do
		[[ " $(offered frontdesk '') " == *" $command "* ]]
	done
	is "$(offered frontdesk ses)" "sessions "
	is "$(offered frontdesk order '')" "retry settle "
	is "$(offered frontdesk nothing '')" " "
}

@test "of every command the second word, the options and the operands are those of its help" {
	touch a-file
	commands >names
	[ "$(wc -l <names)" -gt 50 ]
	ALL_HELP=$("$FRONTDESK" help) bash "$BATS_TEST_DIRNAME/completion.bash" <names
	is "$(offered frontdesk help patient '')" "$(offered frontdesk patient '')"
}

@test "options are those of the command, with those that stand everywhere" {
	is "$(offered frontdesk close-day --co)" "--config --counted-cash "
	is "$(offered frontdesk sessions --do)" "--doctor "
	is "$(offered frontdesk demo --lo)" "--look "
	is "$(offered frontdesk demo --a)" "--as --at "
	is "$(offered frontdesk sessions --pat)" " "
	is "$(offered frontdesk patient add --na)" "--name "
	is "$(offered frontdesk --as lin --json pay --me)" "--method "
}

@test "values are completed where they are choices or files" {
	is "$(offered frontdesk book --channel '')" "counter online "
	is "$(offered frontdesk book --pay c)" "card cash "
	is "$(offered frontdesk load d)" "departments doctors "
	touch doctors.csv
	is "$(offered frontdesk load doctors doc)" "doctors.csv "
	is "$(offered frontdesk -d d)" "doctors.csv "
	is "$(offered frontdesk resolve 261121000012 n)" "no-show "
}

@test "completion is a script, never JSON" {
	run "$FRONTDESK" --json completion
	is "$status" 2
	is "$(json 'v["error"]["code"]')" usage
}
