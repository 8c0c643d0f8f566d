#!/bin/sh
# Whether the build can do its work; says what stands in the way and the one command that helps.
#   ready.sh files                       everything in build/ may be written
#   ready.sh libraries COMPILER FLAG...  what it is built with is here
set -eu

may_write() {
	[ -e build ] || return 0
	stands=$(find build ! -writable 2>/dev/null | head -n 1)
	[ -n "$stands" ] || return 0
	cat >&2 <<-END
		$stands belongs to $(stat -c %U "$stands"): somebody else has built here, perhaps with sudo, which only the set-up needs.
		This helps, then run make again:
		  sudo chown -R $(id -un): build
	END
	exit 1
}

may_build() {
	missing=
	for command in "$1" pkg-config msgfmt readelf; do
		command -v "$command" >/dev/null || missing="$missing $command"
	done
	for header in stdio.h curses.h sqlite3.h jansson.h sodium.h xlsxwriter.h pango/pangocairo.h cairo-pdf.h iniparser/iniparser.h unicode/utrans.h; do
		echo "#include <$header>" | "$@" -E - >/dev/null 2>&1 || missing="$missing <$header>"
	done
	[ -n "$missing" ] || return 0
	cat >&2 <<-END
		What frontdesk is built with is not all here. Not found:$missing
		This installs it on Debian, then run make again:
		  make setup
		or by hand:
		  sudo apt-get install --no-install-recommends $(sed -n 's/^run \([^ ]*\) .*/\1/p' "$(dirname "$0")/packages" | tr '\n' ' ')
	END
	exit 1
}

case $1 in
files) may_write ;;
libraries)
	shift
	may_build "$@"
	;;
esac
