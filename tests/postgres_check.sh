#!/bin/sh
# What PostgreSQL says to the schema and the statements that SQLite runs: sh tests/postgres.sh sh tests/postgres_check.sh
# The schema loads from the same steps; each statement is prepared, its columns have the names that the build read in it, and its parameters and
# columns are of the types that the store knows; each guard refuses what it refuses in SQLite (tests/guards.sql), with the same sentence.
set -eu
cd "$(dirname "$0")/.."

ask() { psql -qAtX "$@"; }
make=data/make
failed=0
fail() {
	echo "tests/postgres_check.sh: $*" >&2
	failed=1
}
mkdir -p build/postgres

ask -v ON_ERROR_STOP=1 -f build/gen/schema_postgresql.sql >build/postgres/schema.txt 2>&1 || {
	cat build/postgres/schema.txt >&2
	fail "the schema does not load"
	exit 1
}

awk -v part=psql -v tables=build/gen/digests_returning -f $make/sql_text.awk -f $make/sql_columns.awk -f $make/sql2c.awk data/sql/[!s]*/*.sql build/gen/check_text.sql build/gen/digests.sql >build/postgres/statements.psql
ask -f build/postgres/statements.psql >build/postgres/statements.txt 2>/dev/null || true
awk -F '|' '
	function wrong(sentence) { print name ": " sentence; faults++ }
	/^@ / { name = substr($0, 3); statements++; next }
	/^columns( |$)/ { wanted = substr($0, 9); got = ""; next }
	/^failed / { wrong(substr($0, 8)); next }
	/^parameters / {
		count = split(substr($0, 12), type, " ")
		for (i = 1; i <= count; i++)
			if (type[i] !~ /^(bigint|text|bytea)$/)
				wrong("parameter " i " is of type " type[i])
		next
	}
	/^end$/ {
		if (got != wanted)
			wrong("gives the columns (" got "), not (" wanted ")")
		next
	}
	/^The command has no result/ { next }
	{
		got = got (got == "" ? "" : " ") $1
		if ($2 !~ /^(bigint|integer|text|bytea|numeric)$/)
			wrong("column " $1 " is of type " $2)
	}
	END {
		printf "%d statements prepared on PostgreSQL, %d faults\n", statements, faults
		exit faults > 0 || statements < 100
	}
' build/postgres/statements.txt || fail "not every statement is for both engines"

awk -f $make/sql_text.awk -f tests/guards_psql.awk tests/guards.sql >build/postgres/guards.psql
ask -f build/postgres/guards.psql >build/postgres/guards.txt 2>build/postgres/guards.errors || true
awk '
	/^@ / { wanted = substr($0, 3); cases++; next }
	{
		sentence = wanted
		sub(/^[^:]*: /, "", sentence)
		if ($0 != sentence) {
			print wanted ": " $0
			faults++
		}
		answers++
	}
	END {
		printf "%d refusals on PostgreSQL, %d not as in SQLite\n", cases, faults + cases - answers
		exit faults > 0 || cases == 0 || cases != answers
	}
' build/postgres/guards.txt || fail "not every guard refuses there what it refuses in SQLite"
sed -n 's/^-- refused: //p' tests/guards.sql | sort >build/postgres/cases.txt
awk -v dialect=postgresql -f $make/sql_text.awk -f $make/schema.awk -f $make/schema_refusals.awk data/schema/*.sql | sort >build/postgres/refusals.txt
diff build/postgres/refusals.txt build/postgres/cases.txt ||
	fail "tests/guards.sql has a case for each guard and each of its sentences, and no other"
exit $failed
