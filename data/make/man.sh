#!/bin/sh
# The parts of the manual pages that the program and the settings file know - commands, options, keys, settings - in English
# and, below man/zh_CN, in Chinese:
#   man.sh put      puts them into the pages
#   man.sh check    says which pages do not have them, exit status 1
set -eu

folder=build/man
failed=0

# page PAGE PART: the page as it has to be is compared with what it is.
page() {
	awk -v text="$2" -f data/make/man_splice.awk "$1" >"$folder/page"
	cmp -s "$folder/page" "$1" && return 0
	if [ "$action" = put ]; then
		cp "$folder/page" "$1"
	else
		echo "$1 does not say what the program says: make man" >&2
		failed=1
	fi
}

action=$1
mkdir -p "$folder"
LC_ALL=C.UTF-8 LANGUAGE=en build/frontdesk help --mdoc >"$folder/commands.en"
LC_ALL=C.UTF-8 LANGUAGE=zh_CN build/frontdesk help --mdoc >"$folder/commands.zh_CN"
awk -f data/make/man_settings.awk data/frontdesk.ini >"$folder/settings.en"
awk -f data/make/man_settings_po.awk data/locale/zh_CN.po src/base/settings.def >"$folder/settings.zh_CN"
page man/frontdesk.1 "$folder/commands.en"
page man/zh_CN/frontdesk.1 "$folder/commands.zh_CN"
page man/frontdesk.ini.5 "$folder/settings.en"
page man/zh_CN/frontdesk.ini.5 "$folder/settings.zh_CN"
exit "$failed"
