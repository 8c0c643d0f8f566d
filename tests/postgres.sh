#!/bin/sh
# A throw-away PostgreSQL for a command: starts a server in a temporary folder, on a Unix socket there and nowhere else, runs the command with
# PGHOST, PGUSER and PGDATABASE set, and takes the server and the folder away again, whatever became of the command.
#   sh tests/postgres.sh COMMAND...
# It keeps nothing on the disk, so nothing in it is durable. Root cannot run a server and becomes another account for it.
set -eu

bin=$(for folder in /usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null)"; do
	[ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && echo "$folder"
done | sort -V | tail -1)
if [ -z "$bin" ] || ! command -v psql >/dev/null; then
	echo "tests/postgres.sh: there is no PostgreSQL server here; install the packages postgresql and postgresql-client (make check does)" >&2
	exit 69
fi

# The path of a socket has at most 107 bytes: not below a deep TMPDIR.
folder=$(mktemp -d /tmp/frontdesk-postgres.XXXXXX)
as=
if [ "$(id -u)" = 0 ]; then
	account=nobody
	id postgres >/dev/null 2>&1 && account=postgres
	chown "$account" "$folder"
	as="setpriv --reuid=$account --regid=$(id -g "$account") --clear-groups"
fi
stop() {
	# Killed by its number: nothing in it is to be kept.
	[ ! -s "$folder/data/postmaster.pid" ] || kill -QUIT "$(head -1 "$folder/data/postmaster.pid")" 2>/dev/null || true
	rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' HUP INT TERM

complain() {
	echo "tests/postgres.sh: $1" >&2
	cat "$2" >&2
	exit 70
}
cd "$folder"
# shellcheck disable=SC2086
$as "$bin/initdb" -D "$folder/data" -A trust -U desk -E UTF8 --locale=C --no-sync --no-instructions >"$folder/initdb.txt" 2>&1 ||
	complain "initdb failed" "$folder/initdb.txt"
# shellcheck disable=SC2086
$as "$bin/pg_ctl" -D "$folder/data" -w -s -t 60 -l "$folder/server.txt" -o "-c listen_addresses= -c unix_socket_directories=$folder \
	-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c shared_buffers=32MB" start >/dev/null ||
	complain "the server did not start" "$folder/server.txt"
cd "$OLDPWD"

PGHOST=$folder PGUSER=desk PGDATABASE=postgres "$@"
