#!/bin/sh
# Turns catalogues of messages into C, so that the program carries its languages wherever it goes:
#   CC=COMPILER catalogues.sh FILE.po...
# Each becomes the bytes of its .mo and a function for the plural rule of its header, which is an expression of C; the
# table of them is what src/base/catalogue.c includes.
set -eu
compiled=$(mktemp "${TMPDIR:-/tmp}/catalogue.XXXXXX")
trap 'rm -f "$compiled"' EXIT
trap 'exit 130' HUP INT TERM

# What xgettext writes as <PRId64> is a text of the computer that the compiler builds for.
# shellcheck disable=SC2086
int64=$(printf '#include <inttypes.h>\nPRId64\n' | ${CC:-gcc} -E -P - | tail -n 1 | tr -d '" ')

echo '/* Made by data/make/catalogues.sh. */'
table=
for po in "$@"; do
	language=$(basename "$po" .po)
	sed "s/<PRId64>/$int64/g" "$po" | msgfmt --check --no-hash --endianness=little --output-file="$compiled" -
	if tr '\0' '\n' <"$compiled" | grep '<PRI'; then
		echo "$po: of such formats only <PRId64> is known to catalogues.sh" >&2
		exit 1
	fi
	rule=$(tr '\0' '\n' <"$compiled" | sed -n 's/^Plural-Forms: *nplurals=\([0-9]*\); *plural=\(.*\);$/\1 \2/p')
	[ -n "$rule" ] || {
		echo "$po: the header has no Plural-Forms" >&2
		exit 1
	}
	# As a text: checkers read one token for a line where an array has one for each byte.
	echo "static const unsigned char catalogue_${language}_mo[] ="
	od -v -An -to1 "$compiled" | sed 's/ \([0-7][0-7]*\)/\\\1/g; s/.*/"&"/'
	echo ';'
	echo "static unsigned long catalogue_${language}_form(unsigned long n) { (void)n; return ${rule#* }; }"
	table="$table	{ \"$language\", catalogue_${language}_mo, catalogue_${language}_form, ${rule%% *} },
"
done
printf 'static const struct catalogue catalogue_table[] = {\n%s};\n' "$table"
