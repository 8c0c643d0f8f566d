#!/bin/sh
# Builds the Debian packages of this tree into build/deb, from a copy of what git knows, so that nothing else of the folder
# comes along: sh data/make/deb.sh [FOLDER]. Equal bytes for equal sources, wherever it is built (SOURCE_DATE_EPOCH is the
# date of debian/changelog). DEB_BUILD_OPTIONS as Debian has it; unset, the tests, which "make test" runs, are left out.
set -eu
cd "$(dirname "$0")/../.."

for program in dpkg-buildpackage dh git; do
	command -v "$program" >/dev/null || {
		echo "There is no $program here. What a package needs: sudo apt-get build-dep . (or: make setup-deb)" >&2
		exit 1
	}
done

to=$(realpath -m "${1:-build/deb}")
version=$(dpkg-parsechangelog --show-field Version)
rm -rf "$to"
mkdir -p "$to/frontdesk-$version"
git ls-files -z | xargs -0 cp --parents --no-dereference --preserve=mode --target-directory="$to/frontdesk-$version"

export DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS-nocheck parallel=$(nproc)}"
unset MAKEFLAGS MAKELEVEL MFLAGS CC CFLAGS CPPFLAGS LDFLAGS
(cd "$to/frontdesk-$version" && dpkg-buildpackage --no-sign --build=binary) >"$to/log" 2>&1 || {
	tail -n 40 "$to/log" >&2
	echo "The package was not built; all of it is in $to/log" >&2
	exit 1
}
rm -rf "$to/frontdesk-$version"
ls -l "$to"/*.deb
