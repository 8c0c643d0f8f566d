#!/bin/sh
# The calls of a library that the sources make, as a table of pointers to be filled in when they are first needed
# (reports/library_load.h). Linked, the library and what it brings along would cost every start of the desk.
#   library.sh NAME HEADERS LIBRARIES SOURCE... > build/gen/NAME_calls.h
# HEADERS and LIBRARIES are lists with spaces; the first library is loaded and brings the others along.
set -eu

name=$1
headers=$2
libraries=$3
shift 3
capitals=$(echo "$name" | tr '[:lower:]' '[:upper:]')
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
soname=
for library in $libraries; do
	readelf --wide --dyn-syms "$library" | awk '$4 == "FUNC" && $5 == "GLOBAL" && $7 != "UND" { sub(/@.*/, "", $8); print $8 }' >>"$scratch/all"
	[ -n "$soname" ] || soname=$(readelf -d "$library" | sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
done
sort -u "$scratch/all" >"$scratch/has"
grep -ohE '[a-z_0-9]+\(' "$@" | tr -d '(' | sort -u >"$scratch/calls"
comm -12 "$scratch/has" "$scratch/calls" >"$scratch/both"
if [ ! -s "$scratch/both" ] || [ -z "$soname" ]; then
	echo "library.sh: $libraries is not what the sources call" >&2
	exit 1
fi

cat <<-END
	/* Made by data/make/library.sh. */
	#ifndef ${capitals}_CALLS_H
	#define ${capitals}_CALLS_H
END
for header in $headers; do
	echo "#include <$header>"
done
cat <<-END
	#define ${capitals}_LIBRARY_NAME "$soname"
	struct ${name}_library {
END
sed 's/.*/	__typeof__(&) *&;/' "$scratch/both"
echo '};'
echo "static const char *const ${name}_library_names[] = {"
sed 's/.*/	"&",/' "$scratch/both"
echo '};'
sed "s/.*/#define & ${name}_library()->&/" "$scratch/both"
echo '#endif'
