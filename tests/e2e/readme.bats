#!/usr/bin/env bats
# The front page is true: its commands work as they stand there.

load lib
load window

setup() {
	cd "$BATS_TEST_TMPDIR"
	export HOME=$BATS_TEST_TMPDIR PATH=$BATS_TEST_TMPDIR/bin:$PATH
	mkdir bin
	ln -s "$FRONTDESK" bin/frontdesk
	export TMUX_TMPDIR=$BATS_TEST_TMPDIR
	page=README.md
	readme=$BATS_TEST_DIRNAME/../../$page
}

teardown() {
	tmux kill-server 2>/dev/null || true
}

@test "a clinic of one's own: the commands of the page, one after the other" {
	sed -n '/own data: begin/,/own data: end/s/^    //p' "$readme" >commands
	[ "$(wc -l <commands)" -eq 7 ]
	export FRONTDESK_TEST_CLOCK="2026-11-21 07:00+08:00" TZ=Asia/Shanghai
	while read -r command; do
		run sh -c "$command"
		is "$status" 0
	done <commands
	[ -f .local/share/frontdesk/frontdesk.db ]
	done_at "2026-11-21 07:05" sessions
	[ "$(json 'len(v)')" -gt 180 ]
	all_checks_pass "2026-11-21 07:05"
}

@test "the picture on the page is what the demonstration shows" {
	export NO_COLOR=1
	desk 80 24 demo
	wait_for "[ ] Take back the last thing you did"
	wait_for "F1 Help"
	{
		sed -n '1,/picture: begin/p' "$readme"
		screen | sed 's/^/    /; s/ *$//'
		sed -n '/picture: end/,$p' "$readme"
	} >new
	[ -z "$BLESS" ] || cp new "$readme"
	diff "$readme" new
}

@test "the front page is short, and the pages that it and the others name are there" {
	[ "$(wc -l <"$readme")" -le 180 ]
	root=$BATS_TEST_DIRNAME/../..
	while IFS=: read -r from link; do
		[ -e "$(dirname "$root/$from")/$link" ] || { echo "$from names $link"; return 1; }
	done < <(cd "$root" && grep -oE '\]\([^)#:]+\)' README.md HACKING.md doc/*.md tests/README.md | sed 's/\](\(.*\))/\1/')
}
