#!/bin/sh
# The calls of libxlsxwriter that the sources make, as a table of pointers to be filled in when the first workbook is written. Linked, the library
# and what it brings along (OpenSSL) would cost every start more than a millisecond and a megabyte.
#   xlsx_library.sh LIBRARY SOURCE... > build/gen/xlsx_calls.h
set -eu

library=$1
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
readelf --wide --dyn-syms "$library" | awk '$4 == "FUNC" && $5 == "GLOBAL" && $7 != "UND" { sub(/@.*/, "", $8); print $8 }' | sort -u >"$scratch/has"
grep -ohE '[a-z_0-9]+\(' "$@" | tr -d '(' | sort -u >"$scratch/calls"
comm -12 "$scratch/has" "$scratch/calls" >"$scratch/both"
name=$(readelf -d "$library" | sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
if [ ! -s "$scratch/both" ] || [ -z "$name" ]; then
	echo "xlsx_library.sh: $library is not the library that the sources call" >&2
	exit 1
fi

cat <<-END
	/* Made by data/make/xlsx_library.sh. */
	#ifndef XLSX_CALLS_H
	#define XLSX_CALLS_H
	#include <xlsxwriter.h>
	#define XLSX_LIBRARY_NAME "$name"
	struct xlsx_library {
END
sed 's/.*/	__typeof__(&) *&;/' "$scratch/both"
echo '};'
echo 'static const char *const xlsx_library_names[] = {'
sed 's/.*/	"&",/' "$scratch/both"
echo '};'
sed 's/.*/#define & xlsx_library()->&/' "$scratch/both"
echo '#endif'
