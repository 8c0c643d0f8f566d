#!/bin/sh
# Has LibreOffice work out every formula of a workbook again and compares the values with those in the file:
#   recalculate.sh FILE.xlsx [SPOILT.xlsx]
# The values are taken out first, so that none can be repeated from the file. With SPOILT its formulas are worked out
# instead, which must not fit FILE's values.
set -eu
folder=$(mktemp -d "${TMPDIR:-/tmp}/recalculate.XXXXXX")
trap 'rm -rf "$folder"' EXIT INT TERM
here=$(dirname "$0")

mkdir "$folder/out"
/usr/bin/python3 "$here/workbook.py" --strip "${2:-$1}" "$folder/stripped.xlsx"
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to xlsx --outdir "$folder/out" "$folder/stripped.xlsx" \
	>"$folder/log" 2>&1 || {
	cat "$folder/log"
	exit 2
}
/usr/bin/python3 "$here/workbook.py" --same "$1" "$folder/out/stripped.xlsx"
