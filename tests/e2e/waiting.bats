# Who has to wait for another counter, and what is seen of a program meanwhile.

load lib

setup() {
	cd "$BATS_TEST_TMPDIR"
	make_clinic "$PWD"
}

# Holds the turn while frontdesk runs with these arguments, until it has said a line on stderr; then prints the line, what the list of
# processes has of its arguments, its limit of core dumps, and lets it go on.
while_another_saves() {
	run /usr/bin/python3 -c '
import fcntl, os, subprocess, sys
with open(os.environ["FRONTDESK_DB"] + "-lock", "r+") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    desk = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    print(desk.stderr.readline().decode(), end="")
    print(open("/proc/%d/cmdline" % desk.pid).read().split(chr(0), 1)[1].strip(chr(0)) or "no arguments")
    print(next(line for line in open("/proc/%d/limits" % desk.pid) if "core" in line).split()[4])
out, err = desk.communicate()
print(err.decode(), end="")
print("ended with", desk.returncode)' "$FRONTDESK" "$@"
}

@test "who waits for another counter is told so, names nobody in the list of processes, and leaves no core dump" {
	while_another_saves patient add --name 张三丰 --phone 13812345678
	is "$output" "frontdesk: another counter is saving; waiting for it.
no arguments
1
ended with 0"
	done_at "2026-11-21 07:00" patient find 张三丰
	is "$(json 'len(v)')" 1
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
