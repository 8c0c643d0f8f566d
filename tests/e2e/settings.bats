#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr
# Settings changed in a true terminal, the language of the screens, and forms that outlive a killed desk.

load lib
load window

setup_file() {
	export HOME=$BATS_FILE_TMPDIR
	make_clinic "$BATS_FILE_TMPDIR"
}

setup() {
	copy_clinic
	export HOME=$BATS_TEST_TMPDIR TMUX_TMPDIR=$BATS_TEST_TMPDIR
	export INI=$HOME/.config/frontdesk/frontdesk.ini DRAFTS=$HOME/.local/state/frontdesk/drafts
	unset LC_ALL LC_MESSAGES LANGUAGE XDG_STATE_HOME XDG_CONFIG_HOME FRONTDESK_CONFIG
	export LANG=C.UTF-8
	mkdir -p "${INI%/*}" "$HOME/.local/state/frontdesk"
	cp -Rp "$BATS_FILE_TMPDIR/state/frontdesk/keys" "$HOME/.local/state/frontdesk/"
}

teardown() {
	tmux kill-server 2>/dev/null || true
}

killed() {
	kill -s KILL "$(cat "$BATS_TEST_TMPDIR/pid")"
	wait_for_end "$(cat "$BATS_TEST_TMPDIR/pid")"
	tmux kill-server
}

half_typed() {
	wait_for "Who is at the counter?"
	keys F6
	wait_for "as on the ID card"
	keys -l 司马相如
	wait_for 司马相如
	until grep -qs 司马相如 "$DRAFTS"/*.draft; do sleep 0.05; done
}

@test "a setting is changed in the file, with its remarks kept, and in force at the next start" {
	printf '; ours\n[clinic]\n;name = frontdesk clinic\n\n[print]\nseconds = 20 ; agreed in May\n' >"$INI"
	desk 80 24 --as wei
	wait_for "Who is at the counter?"
	keys M-0
	wait_for "timezone"
	keys -l print.seconds
	wait_for "Find print.seconds"
	keys Enter
	wait_for "A number from 5 to 3600."
	keys C-u
	keys -l 50
	keys Enter
	wait_for "Saved: [print] seconds = 50."
	diff "$INI" - <<-'END'
		; ours
		[clinic]
		;name = frontdesk clinic

		[print]
		seconds = 50 ; agreed in May
	END
	is "$(sqlite3 "$FRONTDESK_DB" "SELECT detail FROM audit WHERE action = 'setting.change'")" "print.seconds: 20 -> 50"
	all_checks_pass "2026-11-21 07:12"
}

@test "a rule in the counter's file is named when the desk opens, and is not used" {
	printf '[queue]\nmissed_places = 9\n' >"$INI"
	desk 80 24 --as wei
	wait_for "Not used in the settings file: queue.missed_places."
	keys M-0
	wait_for "timezone"
	keys -l queue.missed
	wait_for "The settings file has another value, which is not used"
	wait_for "missed_places           3"
}

@test "a settings file that is not there is made, with its folder" {
	rm -r "$HOME/.config"
	desk 80 24 --as wei
	wait_for "Who is at the counter?"
	keys M-0
	wait_for "lock_minutes"
	keys -l lock
	wait_for "Find lock"
	keys Enter
	wait_for "A number from 0 to 1440."
	keys C-u
	keys -l 10
	keys Enter
	wait_for "Saved: [desk] lock_minutes = 10."
	is "$(cat "$INI")" "$(printf '[desk]\nlock_minutes = 10')"
	is "$(stat -c %a "$INI")" 600
}

@test "the language is changed in Settings on every screen at once, and stays for the next start" {
	desk 80 24 --as wei
	wait_for "Who is at the counter?"
	keys M-0
	wait_for "timezone"
	keys -l clinic
	keys Down Down Enter
	wait_for "One of:"
	keys Right Right Enter
	wait_for "F1 帮助"
	keys F2
	wait_for "挂号  "
	wait_for "F1 帮助"
	hides "Who is at the counter?"
	is "$(cat "$INI")" "$(printf '[clinic]\nlanguage = zh')"
	tmux kill-server
	LANG=en_US.UTF-8 desk 80 24 --as wei
	wait_for "F1 帮助"
}

@test "the desk is Chinese by the locale where that locale is not installed, and by LANGUAGE in C.UTF-8" {
	mkdir "$BATS_TEST_TMPDIR/no-locales"
	export LOCPATH=$BATS_TEST_TMPDIR/no-locales
	for environment in LANG=zh_CN.UTF-8 LANG=zh_CN.GB18030 LC_ALL=zh_CN "LANG=C.UTF-8 LANGUAGE=zh_CN" LANGUAGE=zh_CN; do
		(
			unset LANG
			# shellcheck disable=SC2163 # each word is an assignment
			for word in $environment; do export "$word"; done
			desk 80 24 --as wei
		)
		wait_for "F1 帮助"
		tmux kill-server
	done
}

@test "a killed desk offers its half-typed form to who typed it, and to nobody else" {
	desk 80 24 --as wei
	half_typed
	is "$(stat -c %a "$DRAFTS"/*.draft)" 600
	killed
	[ -z "$(find "$DRAFTS" -name '*.new')" ]
	desk 80 24 --as lin
	wait_for "Who is at the counter?"
	hides "unfinished"
	killed
	desk 80 24 --as wei
	wait_for "A form was left unfinished on 2026-11-21 07:10:"
	wait_for 司马相如
	say_yes
	wait_for "司马相如"
	wait_for "ID type"
	keys F9
	wait_for "Down marks a session"
	[ -z "$(find "$DRAFTS" -name '*.draft')" ]
}

@test "a desk that is left, and a form that is given up, leave nothing behind" {
	desk 80 24 --as wei
	half_typed
	keys Escape
	wait_for "Throw it away?"
	say_yes
	wait_for "Who is at the counter?"
	until [ -z "$(find "$DRAFTS" -name '*.draft')" ]; do sleep 0.05; done
	half_typed
	keys F10
	wait_for "Leave the desk?"
	say_yes
	ended_with 0
	[ -z "$(find "$DRAFTS" -name '*.draft')" ]
}

@test "a lost line keeps the form, and two desks at one counter do not take each other's" {
	desk 80 24 --as wei
	half_typed
	kill -s HUP "$(cat "$BATS_TEST_TMPDIR/pid")"
	ended_with 0
	tmux kill-server
	desk 80 24 --as wei
	wait_for "left unfinished"
	say_yes
	wait_for "ID type"
	first=$(cat "$BATS_TEST_TMPDIR/pid")
	tmux new-window "sh '$BATS_TEST_TMPDIR/window.sh'"
	wait_for "Who is at the counter?"
	hides "unfinished"
	kill -0 "$first"
}
