#!/bin/sh
# Fetches exceljs with npm into build/exceljs, at the versions of the lock file and without running anything of it; does nothing when
# it is there. Without npm or network the proof that needs it is skipped.
set -eu
cd "$(dirname "$0")"
place=../../../build/exceljs

if [ -d "$place/node_modules/exceljs" ] && cmp -s package-lock.json "$place/package-lock.json"; then
	exit 0
fi
mkdir -p "$place"
cp package.json package-lock.json "$place"
if ! (cd "$place" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error); then
	rm -rf "$place"
	echo 'exceljs could not be fetched: the proof "exceljs" will be skipped' >&2
fi
