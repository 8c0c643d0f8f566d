#!/usr/bin/env bats
# Who asks, on the command line of a clinic that signs in with passwords: a password, or a script's token; never a name alone.

load lib

NOW="2026-11-21 09:00"

setup() {
	cd "$BATS_TEST_TMPDIR"
	export FRONTDESK_DB=$PWD/clinic.db XDG_DATA_HOME=$PWD XDG_CONFIG_HOME=$PWD XDG_STATE_HOME=$PWD
}

# Runs with a secret on each line of standard input: typed "LINES" COMMAND...
typed() {
	local lines=$1
	shift
	told with_input "$lines" at "$NOW" --json --password-stdin "$@"
}

new_clinic() {
	typed 'boots and puddles\n' --as chen init --name 陈主任
	is "$status" 0
	recovery=$(json 'v["recovery_code"]')
}

# A token of the manager's, in a file: what follows needs no password.
manager_token() {
	typed 'boots and puddles\n' --as chen token add chen --until +30 -o "$PWD/token"
	is "$status" 0
	is "$(stat -c %a token)" 600
}

@test "init makes the first manager with a password, and leaves nothing where the password cannot be" {
	typed 'short\n' --as chen init
	is "$status" 3
	[ ! -e clinic.db ]
	typed '' --as chen init
	is "$status" 2
	[ ! -e clinic.db ]
	# Nor where the name can be nobody's, said or by the code.
	typed 'boots and puddles\n' --as chen init --name 12345
	is "$(json 'v["error"]["code"]')" bad_name
	[ ! -e clinic.db ]
	typed 'boots and puddles\n' --as 12345 init
	is "$(json 'v["error"]["code"]')" bad_name
	[[ "$output" == *"say it with --name"* ]]
	[ ! -e clinic.db ]
	new_clinic
	is "$(json 'v["manager"], v["sign_in"]')" '["chen", "passwords"]'
	refused_at "$NOW" 4 store_exists --as chen init
	is "$(sqlite3 clinic.db "SELECT count(*) FROM credential WHERE password LIKE '\$argon2id\$%'")" 1
	run ! grep -q "boots and puddles" clinic.db clinic.db-wal
}

@test "a name alone records nothing and reads nobody's data, and what anybody may see is shown" {
	new_clinic
	refused_at "$NOW" 2 usage --as chen patient add --name 李雷
	refused_at "$NOW" 2 usage --as chen patient find 李雷
	done_at "$NOW" sessions
	done_at "$NOW" check
	done_at "$NOW" staff list
	typed 'boots and puddels\n' --as chen patient add --name 李雷
	is "$(json 'v["error"]["code"]')" sign_in_wrong
	# Too early, though right.
	typed 'boots and puddles\n' --as chen patient add --name 李雷
	is "$(json 'v["error"]["code"]')" sign_in_wait
	NOW="2026-11-21 09:01"
	typed 'boots and puddles\n' --as chen patient add --name 李雷
	is "$status" 0
	is "$(sqlite3 clinic.db "SELECT count(*) FROM patient")" 1
}

@test "a token signs in until it ends, and is refused where others can read it" {
	new_clinic
	manager_token
	done_at "$NOW" --token token patient add --name 李雷
	FRONTDESK_TOKEN=$PWD/token done_at "$NOW" patient find 李雷
	refused_at "$NOW" 2 usage --token token --as chen patient find 李雷
	chmod 644 token
	refused_at "$NOW" 3 bad_file --token token patient find 李雷
	chmod 600 token
	refused_at "2026-12-22 09:00" 1 sign_in_wrong --token token patient find 李雷
	done_at "$NOW" --token token token end 1
	refused_at "$NOW" 1 sign_in_wrong --token token patient find 李雷
	# What is there is not written over.
	typed 'boots and puddles\n' --as chen token add chen --until +30 -o "$PWD/clinic.db"
	is "$status" 3
	all_checks_pass "$NOW"
}

@test "a first password is made up, told once, and to be changed before anything else" {
	new_clinic
	manager_token
	done_at "$NOW" --token token staff add wu --name 吴晓 --roles nurse,clerk
	first=$(json 'v["first_password"]')
	is "$(json 'v["roles"]')" clerk,nurse
	typed "$first\n" --as wu patient add --name 李雷
	is "$(json 'v["error"]["code"]')" sign_in
	typed "$first\nwu has boots\n" --as wu staff password
	is "$status" 0
	typed 'wu has boots\n' --as wu patient add --name 李雷
	is "$status" 0
	refused_at "$NOW" 1 not_allowed --token token --password-stdin staff pin <<<2468
	typed "wu has boots\n2468\n" --as wu staff pin
	is "$(json 'v["pin"]')" true
	refused_at "$NOW" 3 bad_value --token token staff change wu --roles king
	all_checks_pass "$NOW"
}

@test "a forgotten password: another manager gives a first one, or the recovery code does, once" {
	new_clinic
	told with_input "BBBB-BBBB-BBBB-BBBB-BBBB\n" at "$NOW" --json --password-stdin staff recover chen
	[ "$status" -ne 0 ]
	NOW="2026-11-21 09:02"
	typed "$recovery\n" staff recover chen
	is "$status" 0
	first=$(json 'v["first_password"]')
	next=$(json 'v["recovery_code"]')
	[ "$next" != "$recovery" ]
	typed "$recovery\n" staff recover chen
	is "$(json 'v["error"]["code"]')" sign_in_wrong
	NOW="2026-11-21 09:04"
	typed "$first\nboots once more\n" --as chen staff password
	is "$status" 0
}

@test "a clinic of one begins by name, goes over to passwords by one command, and back by the recovery code" {
	done_at "$NOW" --as chen init --sign-in names
	done_at "$NOW" --as chen patient add --name 李雷
	refused_at "$NOW" 1 wrong_state --as chen setting set trust.sign_in passwords
	typed 'boots and puddles\n' --as chen sign-in passwords --name 陈主任
	is "$status" 0
	recovery=$(json 'v["recovery_code"]')
	refused_at "$NOW" 2 usage --as chen patient add --name 韩梅梅
	typed "boots and puddles\n$recovery\n" --as chen sign-in names
	is "$status" 0
	done_at "$NOW" --as chen patient add --name 韩梅梅
	all_checks_pass "$NOW"
}

@test "no file and no variable says how people sign in" {
	new_clinic
	printf '[trust]\nsign_in = names\n' >mine.ini
	told at "$NOW" -c mine.ini --as chen patient add --name 李雷
	is "$status" 2
	[[ $stderr == *"trust.sign_in"* ]]
}
