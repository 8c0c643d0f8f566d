#!/bin/sh
# Installs the Debian packages that a purpose needs and that are missing: setup.sh run|test|check|soak|coverage|bench|pictures|deb|stick
# Says what is missing and why; uses sudo when not root; never asks a question. On a system without apt it lists what is missing.
set -eu

purpose=$1
list=$(dirname "$0")/packages

case $purpose in
run) purposes='run' ;;
test) purposes='run test' ;;
check) purposes='run test check' ;;
soak) purposes='run test soak' ;;
coverage) purposes='run test coverage' ;;
bench) purposes='run test bench' ;;
pictures) purposes='run pictures' ;;
deb) purposes='run deb' ;;
stick) purposes='stick' ;;
*)
	echo "usage: setup.sh run|test|check|soak|coverage|bench|pictures|deb|stick" >&2
	exit 2
	;;
esac

wanted=$(for p in $purposes; do sed -n "s/^$p //p" "$list"; done)

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
	missing=
	for library in ncursesw sqlite3 xlsxwriter pangocairo jansson libsodium icu-i18n; do
		pkg-config --exists "$library" 2>/dev/null || missing="$missing $library"
	done
	command -v msgfmt >/dev/null 2>&1 || missing="$missing gettext"
	[ -z "$missing" ] && exit 0
	echo "This is not Debian: please install these yourself, then run make again (names as Debian has them):" >&2
	echo "$wanted" | while read -r package why; do echo "  $package ($why)" >&2; done
	echo "Not found by pkg-config:$missing" >&2
	exit 1
fi

missing=$(echo "$wanted" | while read -r package why; do
	status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
	# Who has nodejs from elsewhere has its npm with it, and Debian's does not go beside that.
	[ "$status" = 'install ok installed' ] || { [ "$package" = npm ] && command -v npm >/dev/null; } || echo "$package"
done)
[ -z "$missing" ] && exit 0

echo 'Missing Debian packages, installed now:'
for package in $missing; do
	echo "$wanted" | sed -n "s/^$package \(.*\)/  $package: \1/p"
done

as_root='env'
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "Only root can install packages and sudo is not here. As root, run:" >&2
		echo "  apt-get install --no-install-recommends $(echo "$missing" | tr "\n" " ")" >&2
		exit 1
	fi
	as_root='sudo'
	echo '(with sudo, because you are not root)'
fi

# Another apt at work, perhaps the one that looks for updates after every start, is waited for.
apt() {
	$as_root LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 "$@" </dev/null
}
install_missing() {
	# shellcheck disable=SC2086
	apt install -y --no-install-recommends $missing
}
# For the lists apt-get does not wait by itself.
update() {
	tries=60
	until said=$(apt update 2>&1); do
		case $said in
		*'Could not get lock'*) ;;
		*) tries=0 ;;
		esac
		tries=$((tries - 1))
		if [ "$tries" -le 0 ]; then
			echo "$said" >&2
			return 1
		fi
		echo 'waiting for another apt that fetches the package lists'
		sleep 5
	done
}

# Without package lists apt finds nothing: fetch them first, and once more when they turn out to be too old.
fresh=
if [ -z "$(find /var/lib/apt/lists -name '*_Packages*' 2>/dev/null | head -n 1)" ]; then
	update && fresh=1
fi
if ! install_missing && { [ -n "$fresh" ] || ! update || ! install_missing; }; then
	echo "They could not be installed. As root, try:" >&2
	echo "  apt-get update; apt-get install --no-install-recommends $(echo "$missing" | tr "\n" " ")" >&2
	exit 1
fi
