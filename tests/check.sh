#!/bin/sh
# What no test can see: format, static analysis, the direction of includes, one home for each library, man pages.
#   sh tests/check.sh [STEP...]    all steps without one; see the list at the end
set -eu
cd "$(dirname "$0")/.."

failed=0
fail() {
	echo "check: $*" >&2
	failed=1
}

sources() { git ls-files -co --exclude-standard '*.c' '*.h' | sort; }
product() { sources | grep -E '^(src|reports|ui)/'; }

check_format() {
	# shellcheck disable=SC2046
	clang-format --dry-run --Werror $(sources) || fail "the format is not the checked-in one: make format"
}

# base <- store <- desk <- exchange, reports <- ui
check_includes() {
	product | while read -r file; do
		case $file in
		src/base/*) allowed='base/|catalogues|common_passwords|pinyin_table' ;;
		src/store/*) allowed='digest_tables|base/|store/|sql_|schema_(texts|objects|whole)' ;;
		src/desk/*) allowed='base/|store/|desk/|sql_columns' ;;
		src/exchange/*) allowed='base/|store/|desk/|exchange/|sql_columns' ;;
		reports/*) allowed='base/|store/|desk/|reports/|(xlsx|pdf)_calls|sql_columns' ;;
		ui/term/*) allowed='base/|ui/term/' ;;
		ui/screens/*) allowed='base/|desk/|exchange/|reports/|ui/term/|ui/screens/|store/' ;;
		ui/*) allowed='base/|store/|desk/|exchange/|reports/|ui/|embedded' ;;
		esac
		sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file" | grep -vE "^($allowed)" | while read -r header; do
			echo "$file includes $header, against the direction of includes"
		done
	done >build/includes.txt
	[ -s build/includes.txt ] && cat build/includes.txt && fail "includes run one way: base, store, desk, exchange and reports, ui"
	return 0
}

# What each module includes or calls, "FROM TO WHY" a line. A module is X.c with X.h; calls are read off the objects, so that
# a call through a table of functions is one of whoever made the table.
uses() {
	product | while read -r file; do
		sed -n 's/^#include "\([^"]*\.h\)".*/\1/p' "$file" | while read -r header; do
			[ -e "src/$header" ] && header=src/$header
			[ ! -e "$header" ] || echo "${file%.[ch]} ${header%.h} include"
		done
	done
	product | sed -n 's#\(.*\)\.c$#build/\1.o#p' | xargs nm -A -P | awk '
		{ sub(/^build\//, "", $1); sub(/\.o:$/, "", $1) }
		$3 ~ /^[TDBRC]$/ { home[$2] = $1 }
		$3 == "U" { user[++count] = $1; used[count] = $2 }
		END { for (i = 1; i <= count; i++) if (used[i] in home) print user[i], home[used[i]], used[i] }
	'
}

check_circles() {
	uses | awk -f tests/circles.awk >build/circles.txt
	if [ -s build/circles.txt ]; then
		cat build/circles.txt
		fail "modules include or call each other in a circle: what both need goes to a third, or the upper hands it down"
	fi
	echo "        $(grep -c '^$' build/circles.txt || true) circles"
}

# The floors of src/desk, from the lowest: a file includes what stands on a lower floor, or in its own area. The longest name that
# fits a file is its row; a new area needs one. A word that the history may hold has its row in the areas' .def files, so audit_words is above them.
desk_floors='
1 desk/trust/role desk/trust/chain
2 desk/trust/role_words
3 desk
4 desk/trust
5 desk/people desk/roster desk/money
6 desk/ban
7 desk/booking
8 desk/online
9 desk/queue desk/care
10 desk/check
11 desk/day desk/line desk/audit_words desk/trust/backup_trial'

check_floors() {
	: >build/floors.txt
	for area in src/desk/*/; do
		area=${area#src/} area=${area%/}
		echo "$desk_floors" | grep -qE " $area( |\$)" || echo "$area has no floor in tests/check.sh" >>build/floors.txt
	done
	sources | grep '^src/desk/' | xargs grep -HE '^#include "desk/' | awk -v table="$desk_floors" '
		function row(path, best, name) {
			best = ""
			for (name in floor)
				if ((path == name || index(path, name "/") == 1 || index(path, name ".") == 1) && length(name) > length(best))
					best = name
			return best
		}
		BEGIN {
			lines = split(table, line, "\n")
			for (i = 1; i <= lines; i++) {
				fields = split(line[i], field, " ")
				for (k = 2; k <= fields; k++)
					floor[field[k]] = field[1]
			}
		}
		{
			split($0, part, ":#include \"")
			file = part[1]; sub("^src/", "", file)
			header = part[2]; sub("\".*", "", header)
			if (row(file) != row(header) && floor[row(header)] >= floor[row(file)])
				print "src/" file " includes " header ", which is on no lower floor"
		}' >>build/floors.txt
	[ -s build/floors.txt ] && cat build/floors.txt && fail "an area of src/desk stands on lower ones alone (desk_floors in tests/check.sh)"
	return 0
}

# A rule's source is a regulation, a standard or a library's own page, which a reader can find; a page of this repository is named by its path.
check_documents() {
	for name in $(git ls-files -co --exclude-standard src ui reports data tests man | grep -vE '\.(sh|bats|md)$' | xargs grep -ohE '[A-Za-z0-9_/.-]+\.md\b' | sort -u); do
		git ls-files -co --exclude-standard | grep -qE "(^|/)$name\$" || {
			git grep -nF "$name" -- src ui reports data tests man ':!*.sh' ':!*.bats'
			fail "$name is not in this repository: give the fact, or its public source"
		}
	done
}

# What is recorded outlives the language of whoever recorded it: codes go into the history and into reasons, never translated words (reason.def,
# audit_words.c tell them). A statement that hands words to audit_record, or to what becomes a detail or a reason, is named.
check_recorded() {
	: >build/recorded.txt
	for file in $(sources | grep -E '^src/(desk|exchange)/.*\.c$'); do
		sed -E 's,/\*.*\*/,,' "$file" | tr '\n\t' '  ' | tr ';{}' '\n' | grep -E '[^A-Za-z0-9_](_n?|[a-z_]+_words?)\(' |
			grep -E '(audit_record|no_show_withdraw|no_show_record|ban_end|withdraw_ban)\(|(^|[^A-Za-z_])(reason|detail|why|note)(\[[^]]*\])? *=[^=]|\.(reason|detail) *=[^=]|text_(format|copy)\((detail|reason)' |
			grep -vE 'desk_refuse|problem_set|roster_note_add|(audit_detail|reason)_words\(' | sed "s,^ *,$file: ," >>build/recorded.txt || true
	done
	[ ! -s build/recorded.txt ] || {
		cat build/recorded.txt
		fail "translated words are recorded: record a code and tell it in words (src/desk/reason.def, src/desk/audit_words.c)"
	}
}

home() {
	strays=$(product | xargs grep -lE "#include <($1)" | grep -vE "^($2)" || true)
	[ -z "$strays" ] || fail "$1 is at home in $2, not in: $strays"
}

check_homes() {
	home 'sqlite3\.h' 'src/store/sqlite/'
	home 'xlsxwriter|pango|cairo|glib' 'no file: data/make/library\.sh includes it'
	home 'dlfcn\.h' 'reports/library_load\.c'
	home 'iniparser|dictionary\.h' 'src/base/ini\.c'
	home 'curses\.h|ncurs|term\.h' 'ui/term/'
	home 'libintl\.h' 'no file: src/base/catalogue\.c does its work'
	home 'unicode/' 'data/make/pinyin_table\.c'
	home 'jansson\.h' 'src/base/json\.c'
	home 'sodium' 'src/base/secret(_stream|_stretch)?\.c'
	if product | grep '\.c$' | xargs grep -nE '"(SELECT|INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM|CREATE TABLE|PRAGMA) ' /dev/null; then
		fail "SQL lives in data/sql and data/schema, not in .c files"
	fi
}

check_banned() {
	if product | xargs grep -nE '[^_a-z](strcpy|strcat|strncat|sprintf|vsprintf|strtok|gets|system|popen|atoi|atol|atof|strtod|localtime|gmtime|ctime|asctime|alloca)\(' /dev/null; then
		fail "these functions are not used here: each has a safer one in src/base"
	fi
	if product | grep -vE '^reports/(xlsx|pdf)/' | xargs grep -nwE 'double|float' /dev/null | grep -vE '^[^:]*:[0-9]*:[[:space:]]*(/?\*|//)' | grep -vE '"[^"]*(double|float)'; then
		fail "no floating point outside reports/xlsx/ and reports/pdf/: money and places are whole numbers"
	fi
}

# A row's columns have names (sql_columns.h); a place in it says nothing, and is another one tomorrow.
check_columns() {
	if sources | xargs grep -nE 'row_(number|text|is_null|blob)\([^,()]+, *[0-9]' /dev/null; then
		fail "columns are read by their names, which the build makes of each statement"
	fi
}

check_sizes() {
	product | xargs awk '
		FNR == 1 { start = 0 }
		/^[{]/ { start = FNR }
		/^[}]/ { if (start && FNR - start > 71) printf "%s:%d: a function of %d lines\n", FILENAME, start, FNR - start - 1; start = 0 }
	' >build/sizes.txt
	product | xargs wc -l | awk '$2 != "total" && (($2 ~ /\.c$/ && $1 > 600) || ($2 ~ /\.h$/ && $1 > 200)) { print $2 ": " $1 " lines" }' >>build/sizes.txt
	[ -s build/sizes.txt ] && cat build/sizes.txt && fail "functions have at most 70 lines, files 600, headers 200"
	median=$(product | grep '^ui/screens/.*\.c$' | xargs grep -l '^const struct screen_ops' | xargs wc -l | grep -v total | sort -n |
		awk '{ lines[NR] = $1 } END { print lines[int((NR + 1) / 2)] }')
	echo "        $median lines, the median screen"
	[ "$median" -le 200 ] || fail "the median screen has at most 200 lines: its rows, its words and what they share go into files of their own"
}

check_tidy() {
	# What the compiler is told about the sources, without what only it understands.
	flags=$(sed -n 2p build/flags | grep -oE -- '-(D|I|U|W|std=|isystem)[^ ]*')
	# shellcheck disable=SC2086
	# shellcheck disable=SC2016
	product | grep '\.c$' | xargs -P 2 -n 1 sh -c 'flags=$1; shift; clang-tidy --quiet "$@" -- $flags -Wno-format-nonliteral -Wno-string-conversion 2>/dev/null' tidy "$flags" ||
		fail "clang-tidy found something"
}

check_cppcheck() {
	product | grep '\.c$' | xargs cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability --inline-suppr \
		--error-exitcode=1 --suppress=missingIncludeSystem --suppress=uninitStructMember --suppress=unknownMacro -j 2 -Isrc -I. -Ibuild/gen -D_GNU_SOURCE || fail "cppcheck found something"
}

check_shell() {
	git ls-files -co --exclude-standard '*.sh' '*.bash' .ci/run debian/nightly debian/kiosk debian/kiosk-setup 'debian/*.postinst' 'debian/*.postrm' | xargs shellcheck || fail "shellcheck found something"
	git ls-files -co --exclude-standard '*.bats' | xargs -r shellcheck --shell=bats -e SC2016,SC2030,SC2031,SC2154,SC2164 || fail "shellcheck found something in the tests"
}

check_man() {
	sh data/make/man.sh check || fail "make man"
	for page in man/*.[0-9] man/zh_CN/*.[0-9]; do
		mandoc -Tlint -Wwarning "$page" || fail "$page"
	done
}

check_translation() {
	for po in data/locale/*.po; do
		[ -e "$po" ] || continue
		msgfmt --check --statistics -o /dev/null "$po" 2>build/translation.txt || fail "$po"
		! grep -E 'untranslated|fuzzy' build/translation.txt || fail "$po is not complete: make po, then translate"
	done
}

check_figures() {
	python3 tests/figures.py check || fail "the measured figures are not those of the bench's rows"
}

check_paths() {
	if git grep -nE '/(home|root|work)/[a-z]' -- . ':!tests/check.sh' ':!data/make/packages' ':!tests/unit/file_test.c'; then
		fail "paths of one machine do not belong into the repository"
	fi
}

check_cross() {
	sh tests/cross.sh || fail "it does not build for arm64"
}

# The schema and every statement on the other engine, in a throw-away server.
check_postgres() {
	sh tests/postgres.sh sh tests/postgres_check.sh || fail "the schema, a statement or a guard is not for both engines"
}

[ $# -gt 0 ] || set -- format includes floors circles homes recorded documents banned columns sizes shell man translation figures paths cppcheck tidy cross postgres
for step in "$@"; do
	echo "check   $step"
	"check_$step"
done
if [ "$failed" -ne 0 ]; then
	exit 1
fi
echo "check   all well"
