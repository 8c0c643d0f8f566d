#!/usr/bin/env bats
# What the build makes of the statements: every text arrives as it stands, columns get their names, and a fault is told with its line.

load lib

setup() {
	cd "$BATS_TEST_TMPDIR"
	make=$BATS_TEST_DIRNAME/../../data/make
	mkdir -p sql/area
}

generate() {
	"${AWK:-awk}" -v part="$1" -f "$make/sql_text.awk" -f "$make/sql_columns.awk" -f "$make/sql2c.awk" sql/area/*.sql
}

# Compiles what was generated with a program that prints the text of the statement of that number.
compiled() {
	generate names >sql_names.h
	generate columns >sql_columns.h
	generate texts >sql_texts.h
	cat >show.c <<'END'
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include "sql_columns.h"
#include "sql_names.h"
struct sql_row { int count; const char *const *column; };
struct sql_kind { short row, begins; bool changes, removes; short table; };
#include "sql_texts.h"
int main(int argc, char **argv)
{
	const struct sql_kind *kind = &sql_kind[atoi(argv[1])];

	if (argc > 2)
		printf("%s:%s", sql_name[atoi(argv[1])], kind->changes ? " change" : "");
	else
		fputs(sql_text[atoi(argv[1])], stdout);
	for (int i = 0; argc > 2 && i < sql_row[kind->row].count; i++)
		printf(" %s", sql_row[kind->row].column[i]);
	return 0;
}
END
	"${CC:-cc}" -std=c11 -Wno-overlength-strings -o show show.c
}

@test "backslashes, quotes, tabs, question marks and other scripts arrive as they stand" {
	cat >text <<'END'
SELECT a FROM t WHERE a LIKE $1 ESCAPE '\' AND a <> '\n\\"%s%%' AND a <> 'it''s' AND "a" <> '??/ ??( ??)'
	AND a <> '	a tab, 预约/挂号, é, \0 \x41 &\& {nothing} -- no remark'   AND 1 / 2 = 0 -- a remark, it's kept
	AND a <> '/* no comment */ // nor this'
END
	{ echo '-- name: AWKWARD'; cat text; } >sql/area/a.sql
	compiled
	./show 0 | cmp - text
}

@test "comment lines and empty lines are left out, a comment's words are not read" {
	printf -- "-- it's about \"t\"\n\n-- name: ONE\nSELECT a\n\n\t-- from: there's more\nFROM t\n" >sql/area/a.sql
	compiled
	is "$(./show 0)" $'SELECT a\nFROM t'
}

@test "a line and a statement of any length arrive whole" {
	awk 'BEGIN { for (i = 0; i < 9000; i++) s = s "\\" i " "; print "SELECT \047" s "\047 AS a"; for (i = 0; i < 500; i++) print "\t|| \047" i "??=\\\\\"\047" }' >long
	sed -i 's/ AS a$//; $ s/$/ AS a/' long
	{ echo '-- name: LONG'; cat long; } >sql/area/a.sql
	compiled
	./show 0 | cmp - long
	is "$(./show 0 row)" 'LONG: a'
}

@test "a list of columns stands in each place that names it, and statements with it give the same row" {
	cat >sql/area/a.sql <<'END'
-- columns: T_ROW
t.a, t.b,
	(SELECT count(*) FROM u WHERE u.a = t.a AND u.b <> ',') AS others
-- name: GET
SELECT {T_ROW} FROM t WHERE a = $1
-- name: BOTH
SELECT {T_ROW} FROM t UNION ALL SELECT {T_ROW} FROM t ORDER BY a
-- name: MORE
SELECT {T_ROW}, u.c, CASE WHEN u.d IS NOT DISTINCT FROM 'AS x' THEN 0 ELSE 1 END AS e FROM t JOIN u ON u.a = t.a
-- name: OTHER
-- row: T_ROW
SELECT a, max(b) AS b, 1 AS others FROM t
END
	compiled
	is "$(./show 0)" $'SELECT t.a, t.b,\n\t(SELECT count(*) FROM u WHERE u.a = t.a AND u.b <> \',\') AS others FROM t WHERE a = $1'
	for i in 0 1 3; do is "$(./show $i row | cut -d: -f2)" ' a b others'; done
	is "$(./show 2 row)" 'MORE: a b others c e'
	grep -q '^	T_ROW_A = 1 \* SQL_ROW,$' sql_columns.h
	grep -q '^	T_ROW_COLUMNS = 3$' sql_columns.h
	grep -q '^	MORE_E,$' sql_columns.h
	if grep -qE '^	(GET|BOTH|OTHER)_' sql_columns.h; then false; fi
	grep -q '{ 2, 1, false, false, -1 },' sql_texts.h
}

@test "what a change gives back has names, too, and WITH is looked behind" {
	cat >sql/area/a.sql <<'END'
-- name: ADD
INSERT INTO t (a) SELECT a FROM u RETURNING a, b AS c
-- name: CHANGE
UPDATE t SET a = (SELECT b FROM u WHERE u.a = t.a)
-- name: WALK
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT x.n, count(*) AS times FROM x GROUP BY x.n
-- name: WALKED
WITH x AS (SELECT 1 AS n) DELETE FROM t WHERE a IN (SELECT n FROM x)
-- name: SWITCH
-- gives: busy log
PRAGMA something
END
	compiled
	is "$(for i in 0 1 2 3 4; do ./show $i row; echo; done)" $'ADD: change a c\nCHANGE: change\nWALK: n times\nWALKED: change\nSWITCH: busy log'
}

# refused SENTENCE LINE...: the generator says it and makes nothing.
refused() {
	local sentence=$1
	shift
	printf '%s\n' "$@" >sql/area/a.sql
	run generate texts
	[ "$status" -ne 0 ]
	[[ "$output" == *"$sentence"* ]] || is "$output" "$sentence"
}

@test "a fault is told with its file and line" {
	refused 'sql/area/a.sql:1: a line before the first' 'SELECT 1 AS a'
	refused 'sql/area/a.sql:3: this name was given before: A' '-- name: A' 'SELECT 1 AS a' '-- name: A'
	refused 'this statement has no text: A' '-- name: A' '-- name: B' 'SELECT 1 AS b'
	refused 'a name has capitals, digits and _ only: a' '-- name: a'
	refused 'sql/area/a.sql:2: a text of SQL ends on the line where it begins' '-- name: A' "SELECT 'a" "b' AS a"
	refused 'sql/area/a.sql:2: a control character' '-- name: A' $'SELECT 1 AS a\r'
	refused 'sql/area/a.sql:1: the parentheses do not match' '-- name: A' 'SELECT (1 AS a'
	refused 'sql/area/a.sql:1: a column that is not just a name is given one with AS, and * is none: *' '-- name: A' 'SELECT * FROM t'
	refused 'and * is none: t.*' '-- name: A' 'SELECT a, t.* FROM t'
	refused 'given one with AS, and * is none: max()' '-- name: A' 'SELECT a, max(b) FROM t'
	refused 'sql/area/a.sql:1: two columns have the name a' '-- name: A' 'SELECT t.a, u.a FROM t, u'
	refused "sql/area/a.sql:1: there is no '-- columns: T_ROW'" '-- name: A' 'SELECT {T_ROW} FROM t'
	refused 'sql/area/a.sql:3: its columns (b a) are not those of the row A_ROW (a b)' \
		'-- columns: A_ROW' 'a, b' '-- name: A' '-- row: A_ROW' 'SELECT b, a FROM t' '-- name: B' 'SELECT {A_ROW} FROM t'
}

# The schema of schema/*.sql for an engine: sqlite as a script (steps, then guards), postgresql as it is.
schema() {
	if [ "$1" = postgresql ]; then
		"${AWK:-awk}" -v dialect=postgresql -f "$make/sql_text.awk" -f "$make/schema.awk" -f "$make/schema_postgresql.awk" schema/*.sql
		return
	fi
	"${AWK:-awk}" -v dialect=sqlite -f "$make/sql_text.awk" -f "$make/schema.awk" -f "$make/schema_sqlite.awk" schema/*.sql >schema_texts.h
	cat >schema.c <<'END'
#include <stdio.h>
#include "schema_texts.h"
int main(void)
{
	for (int i = 0; schema_step[i]; i++)
		fputs(schema_step[i], stdout);
	printf("%s%s", schema_guards_go, schema_guards);
	return 0;
}
END
	"${CC:-cc}" -std=c11 -Wno-overlength-strings -o schema_print schema.c
	./schema_print
}

@test "a guard refuses with the sentence of the first condition that is true" {
	mkdir schema
	cat >schema/0001-t.sql <<'END'
CREATE TABLE t (
	a INTEGER PRIMARY KEY,
	b TEXT NOT NULL CHECK (b <> 'INTEGER')
) STRICT;
CREATE TABLE u (
	a INTEGER NOT NULL
) STRICT;
-- guard: t_fits
BEFORE INSERT ON t
FROM u
	WHERE u.a = NEW.a
REFUSE 'it''s never reached' WHEN 0 = 1
END
	sed -i "s/it''s/it is/" schema/0001-t.sql
	cat >>schema/0001-t.sql <<'END'
REFUSE 'one is too few' WHEN NEW.a = 1
REFUSE 'b is not as it should be'
WHEN NEW.a > 1
	AND (NEW.b = 'x; y'
		OR NEW.b = '\');
-- guard: t_stays
BEFORE DELETE ON t
REFUSE 'rows of t stay';
-- guard: t_moves
BEFORE UPDATE OF b, a ON t
REFUSE 'old text' WHEN NEW.a > 5;
-- guard: u_stays
BEFORE DELETE ON u
REFUSE 'rows of u stay';
END
	cat >schema/0002-t.sql <<'END'
-- guard: t_moves
BEFORE UPDATE OF b, a ON t
REFUSE 'a never falls' WHEN NEW.a < OLD.a;
-- guard gone: u_stays
-- for: sqlite
CREATE TABLE here (a INTEGER);
-- for: postgresql
CREATE TABLE there (a INTEGER);
-- for: both
END
	schema sqlite >sqlite.sql
	refuses() { is "$(sqlite3 s.db "$2" 2>&1 | head -1 | sed 's/^[^:]*: //; s/^stepping, //; s/ (19)$//')" "$1"; }
	sqlite3 s.db <sqlite.sql
	sqlite3 s.db "INSERT INTO u VALUES (1), (2), (9); INSERT INTO t VALUES (3, 'x; y'), (2, 'y')"
	refuses 'one is too few' "INSERT INTO t VALUES (1, 'b')"
	refuses 'b is not as it should be' "INSERT INTO t VALUES (9, '\\')"
	refuses 'rows of t stay' "DELETE FROM t"
	refuses 'a never falls' "UPDATE t SET a = 1 WHERE a = 2"
	sqlite3 s.db "UPDATE t SET a = 7 WHERE a = 2; DELETE FROM u; SELECT * FROM here"
	is "$(sqlite3 s.db 'PRAGMA user_version')" 2
	schema postgresql >postgresql.sql
	grep -q "^	b TEXT COLLATE \"C\" NOT NULL CHECK (b <> 'INTEGER')$" postgresql.sql
	grep -q '^	a BIGINT PRIMARY KEY,$' postgresql.sql
	grep -q 'CREATE TABLE there (a BIGINT);' postgresql.sql
	grep -q 'CREATE TRIGGER t_stays_as_a_whole BEFORE TRUNCATE ON t ' postgresql.sql
	if grep -qE 'STRICT|CREATE TABLE here|u_stays|old text' postgresql.sql; then false; fi
}

# refused_step SENTENCE LINE...: a step with these lines is not taken.
refused_step() {
	local sentence=$1
	shift
	mkdir -p schema
	printf '%s\n' "$@" >schema/0001-t.sql
	run schema postgresql
	[ "$status" -ne 0 ]
	[[ "$output" == *"$sentence"* ]] || is "$output" "$sentence"
}

@test "a guard or a step that is not in its form is told with its file and line" {
	refused_step 'schema/0001-t.sql:1: write a guard' 'CREATE TRIGGER a BEFORE INSERT ON t BEGIN SELECT 1; END;'
	refused_step 'schema/0001-t.sql:3: a guard begins with BEFORE' '-- guard: a' 'AFTER INSERT ON t' "REFUSE 'no';"
	refused_step 'schema/0001-t.sql:2: a guard refuses something: a' '-- guard: a' 'BEFORE INSERT ON t;'
	refused_step 'a part of a guard is FROM' '-- guard: a' 'BEFORE INSERT ON t' "UPDATE u SET a = 1" "REFUSE 'no';"
	refused_step "behind REFUSE 'sentence' stands WHEN" '-- guard: a' 'BEFORE INSERT ON t' "REFUSE 'no' IF NEW.a = 1;"
	refused_step 'nothing is reached' '-- guard: a' 'BEFORE INSERT ON t' "REFUSE 'no'" "REFUSE 'yes' WHEN NEW.a = 1;"
	refused_step 'does not end with a semicolon: a' '-- guard: a' 'BEFORE INSERT ON t' "REFUSE 'no'" '-- guard: b'
	refused_step 'is for sqlite, postgresql or both' '-- for: oracle'
	mv schema/0001-t.sql schema/0002-t.sql
	run schema postgresql
	[[ "$output" == *'this is step 1 of the schema but its number is 2'* ]]
}
