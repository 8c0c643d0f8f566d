# shellcheck shell=bash
# The desk in a real xterm on an X server of the test's own (Xvfb), typed into as from a keyboard (xdotool). What xterm was sent is
# kept by script(1), so that it can be waited for as in window.bash, which is loaded first.

# Starts the X server on a number that is free. It keeps its state when its last window closes (-noreset): while it starts anew, it
# turns the next window away.
start_x() {
	Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset 3>"$BATS_TEST_TMPDIR/display" >"$BATS_TEST_TMPDIR/xvfb" 2>&1 &
	echo $! >"$BATS_TEST_TMPDIR/x.pid"
	wait_until test -s "$BATS_TEST_TMPDIR/display"
	DISPLAY=:$(cat "$BATS_TEST_TMPDIR/display")
	export DISPLAY
	wait_until xdotool getmouselocation
}

# Ends what was started, X last, and waits for its end: a server on its way out takes the socket of the next one with its number along.
stop_x() {
	local file pid
	for file in script x; do
		[ -e "$BATS_TEST_TMPDIR/$file.pid" ] || continue
		pid=$(cat "$BATS_TEST_TMPDIR/$file.pid")
		kill "$pid" 2>/dev/null || continue
		[ $file != x ] || wait "$pid" 2>/dev/null || true
	done
}

# What the terminal was sent since the last key, without what only colours and moves.
screen() {
	tail -c "+$((${SEEN:-0} + 1))" "$BATS_TEST_TMPDIR/sent" 2>/dev/null | sed -E 's/\x1b(\[[0-9;?]*[A-Za-z@]|\(B)//g'
}

# Opens the desk in an xterm: desk_in_xterm COLUMNS LINES [ARGUMENTS...], with the options of XTERM_OPTIONS.
desk_in_xterm() {
	local columns=$1 lines=$2
	shift 2
	write_window "$@"
	: >"$BATS_TEST_TMPDIR/sent"
	SEEN=0
	# shellcheck disable=SC2086
	xterm -geometry "${columns}x$lines" ${XTERM_OPTIONS-} -e sh -c "echo \$\$ >'$BATS_TEST_TMPDIR/script.pid'
		exec script -q -f -c \"sh '$BATS_TEST_TMPDIR/window.sh'\" '$BATS_TEST_TMPDIR/sent'" 3>&- &
	XTERM=$(xdotool search --sync --onlyvisible --class XTerm)
	wait_until xdotool windowfocus "$XTERM"
}

# Presses keys as X names them.
press() {
	SEEN=$(stat -c %s "$BATS_TEST_TMPDIR/sent")
	xdotool key --clearmodifiers "$@"
}
