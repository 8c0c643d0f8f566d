#!/usr/bin/env bats
# Who may do and read what, by roles, on the command line: each role by a token of its own, at commands of every kind.

load lib

NOW="2026-11-21 09:00"
ROLES="clerk cashier nurse doctor pharmacist admin auditor manager"

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	export FRONTDESK_DB=$PWD/clinic.db XDG_DATA_HOME=$PWD XDG_CONFIG_HOME=$PWD XDG_STATE_HOME=$PWD
	run with_input 'boots and puddles\n' at "$NOW" --json --password-stdin --as chen init --name 陈主任
	is "$status" 0
	for role in $ROLES; do
		run with_input 'boots and puddles\n' at "$NOW" --password-stdin --as chen staff add "$role" --name 吴晓 --roles "$role"
		is "$status" 0
		run with_input 'boots and puddles\n' at "$NOW" --password-stdin --as chen token add "$role" --until +30 -o "$PWD/$role.token"
		is "$status" 0
	done
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	export FRONTDESK_DB=$BATS_FILE_TMPDIR/clinic.db XDG_DATA_HOME=$BATS_FILE_TMPDIR XDG_CONFIG_HOME=$BATS_FILE_TMPDIR \
		XDG_STATE_HOME=$BATS_FILE_TMPDIR
}

# Fails unless just these roles may run the command; what else refuses it is no matter: may "ROLES" COMMAND...
may() {
	local who=$1 role
	shift
	for role in $ROLES; do
		told at "$NOW" --json --token "$BATS_FILE_TMPDIR/$role.token" "$@"
		case " $who " in
		*" $role "*) run ! grep -q '"not_allowed"' <<<"$output" ;;
		*)
			grep -q '"not_allowed"' <<<"$output" || {
				printf '%s may: %s\n%s\n' "$role" "$*" "$output"
				return 1
			}
			is "$status" 1
			;;
		esac
	done
}

@test "the table of roles says who may what" {
	done_at "$NOW" roles
	is "$(json '[row["roles"] for row in v if row["action"] == "booking.refund"]')" '[["cashier", "manager"]]'
	is "$(json '[row["roles"] for row in v if row["action"] == "reading.people"]')" \
		'[["clerk", "cashier", "nurse", "doctor", "pharmacist", "manager", "auditor"]]'
	is "$(json '[row["roles"] for row in v if row["action"] == "recovery.use"]')" '[[]]'
	run at "$NOW" roles
	is "$status" 0
	[[ "$output" == *"nobody: it takes the recovery code"* ]]
	[[ "$output" == *everybody* ]]
}

@test "what is read takes a role that may read it" {
	may "clerk cashier nurse doctor pharmacist manager auditor" patient find 李雷
	may "clerk cashier nurse doctor pharmacist manager auditor" unpaid
	may "cashier manager auditor" report daily
	may "manager auditor" access list --patient 1
	may "manager admin auditor" token list
	may "clerk cashier nurse doctor pharmacist manager admin auditor" sessions
	may "clerk cashier nurse doctor pharmacist manager admin auditor" staff list
	may "clerk cashier nurse doctor pharmacist manager auditor" affected
}

@test "what is changed takes a role that may, and nothing is there of what was refused" {
	local before
	before=$(sqlite3 "$FRONTDESK_DB" "SELECT count(*) FROM patient")
	for role in doctor pharmacist admin auditor; do
		told at "$NOW" --json --token "$BATS_FILE_TMPDIR/$role.token" patient add --name 韩梅梅
		is "$(json 'v["error"]["code"]')" not_allowed
	done
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT count(*) FROM patient")" "$before"
	may "clerk cashier nurse manager" patient add --name 韩梅梅 --another
	may "manager" setting set clinic.name 春和诊所
	may "manager admin" staff change auditor --name 齐审
	may "manager" close-day --date 2026-11-20 --counted-cash 0
	may "manager admin" rekey --reason again
	may "clerk cashier nurse doctor pharmacist manager admin auditor" backup create --plain "$PWD/copy-$RANDOM.db"
}

@test "the sentence says what roles it takes, and whose roles they are not" {
	run at "$NOW" --token "$BATS_FILE_TMPDIR/auditor.token" setting set clinic.name 秋实诊所
	is "$status" 1
	is "$output" 'frontdesk: "setting changed" takes one of these roles: manager. auditor works here as: auditor.'
}

@test "nobody gives themselves a role, and a token never has more than its staff code" {
	told at "$NOW" --json --token "$BATS_FILE_TMPDIR/admin.token" staff change admin --roles admin,manager
	is "$status" 1
	is "$(json 'v["error"]["code"]')" wrong_state
	done_at "$NOW" --token "$BATS_FILE_TMPDIR/manager.token" staff change nurse --roles doctor
	told at "$NOW" --json --token "$BATS_FILE_TMPDIR/nurse.token" patient add --name 高飞
	is "$(json 'v["error"]["code"]')" not_allowed
}
