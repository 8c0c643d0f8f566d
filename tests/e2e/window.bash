# shellcheck shell=bash
# The full-screen desk in a window of tmux: opened, typed into, looked at until it shows what is waited for. TMUX_TMPDIR is the test's own.

# A server whose last window has just gone is ending and opens no other: the next one is waited for.
open_window() { wait_until tmux -f /dev/null new-session -d "$@"; }

# Writes what a window runs: the desk with these arguments. Its number is in $pid's file, how it ended in the window. DESK_TERM
# names a kind of terminal, DESK_ENV what else its environment says.
write_window() {
	cat >"$BATS_TEST_TMPDIR/window.sh" <<-END
		printf 'before the desk\n'
		stty -g >"$BATS_TEST_TMPDIR/before"
		sh -c 'echo \$\$ >"$BATS_TEST_TMPDIR/pid"; exec env FRONTDESK_TEST_CLOCK="2026-11-21 07:10+08:00" \
			TZ=Asia/Shanghai TERM="${DESK_TERM:-screen}" ${DESK_ENV-} "$FRONTDESK" $*'
		printf 'ended with %s\n' \$?
		stty -g >"$BATS_TEST_TMPDIR/after"
		printf 'terminal read\n'
		read -r line
	END
}

# Opens the desk in a window: desk COLUMNS LINES [ARGUMENTS...].
desk() {
	local columns=$1 lines=$2
	shift 2
	write_window "$@"
	open_window -x "$columns" -y "$lines" "sh '$BATS_TEST_TMPDIR/window.sh'"
}

screen() {
	tmux capture-pane -p ${WINDOW:+-t "$WINDOW"}
}

# Waits until a command is true; fails after a minute, showing the window. Whatever a test looks for it waits for: one picture
# may come in two pieces.
wait_until() {
	local tries=1200
	until "$@"; do
		tries=$((tries - 1))
		if [ "$tries" -eq 0 ]; then
			printf 'waited for: %s\n' "$*"
			screen
			return 1
		fi
		sleep 0.05
	done
}

shows() { screen | grep -qF -- "$1"; }
shows_no_more() { ! shows "$1"; }
shows_like() { screen | grep -qE -- "$1"; }
shows_in_line() { screen | sed -n "$1p" | grep -qF -- "$2"; }

# Waits until the window shows a text. WINDOW names one of several: 0:, 1:.
wait_for() { wait_until shows "$1"; }

# Waits until it shows the text no more; until a line matches an expression; until the line of that number shows the text.
wait_for_not() { wait_until shows_no_more "$1"; }
wait_for_like() { wait_until shows_like "$1"; }
wait_for_line() { wait_until shows_in_line "$1" "$2"; }

# Fails, showing the window, when it shows a text.
hides() {
	if shows "$1"; then
		printf 'should not show: %s\n' "$1"
		screen
		return 1
	fi
}

# Answers a question with yes, as soon as it takes keys.
say_yes() {
	wait_for_like 'F9 (Yes|是)'
	keys F9
}

# Types keys as tmux names them.
keys() {
	tmux send-keys ${WINDOW:+-t "$WINDOW"} "$@"
}

# Waits until the process is gone.
has_ended() { ! kill -0 "$1" 2>/dev/null; }
wait_for_end() { wait_until has_ended "$1"; }

# The desk has ended with that status, and the terminal is as it was.
ended_with() {
	wait_for "ended with $1"
	wait_for "terminal read"
	wait_for "before the desk"
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}

# Opens the desk by a line typed into a shell that has jobs: desk_in_shell COLUMNS LINES [ARGUMENTS...].
desk_in_shell() {
	local columns=$1 lines=$2
	shift 2
	cat >"$BATS_TEST_TMPDIR/start.sh" <<-END
		exec env FRONTDESK_TEST_CLOCK="2026-11-21 07:10+08:00" TZ=Asia/Shanghai "$FRONTDESK" $*
	END
	open_window -x "$columns" -y "$lines" "PS1='ready> ' bash --norc --noprofile -i"
	wait_for "ready>"
	keys -l "sh '$BATS_TEST_TMPDIR/start.sh'"
	keys Enter
}
