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
struct sql_kind { short row, begins; bool changes; };
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
	grep -q '{ 2, 1, false },' sql_texts.h
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
	refused "sql/area/a.sql:1: there is no '-- columns: T_ROW'" '-- name: A' 'SELECT {T_ROW} FROM t'
	refused 'sql/area/a.sql:3: its columns (b a) are not those of the row A_ROW (a b)' \
		'-- columns: A_ROW' 'a, b' '-- name: A' '-- row: A_ROW' 'SELECT b, a FROM t' '-- name: B' 'SELECT {A_ROW} FROM t'
}
