#!/bin/sh
# Installs or upgrades frontdesk from this stick, without a network: install.sh [--kiosk ACCOUNT] [--yes]
# --kiosk: the PC starts with the desk of that account. --yes: asks nothing, for who has compared the key already.
set -eu

stick=$(cd "$(dirname "$0")" && pwd)
known=/etc/frontdesk/stick.gpg
kiosk='' asks=yes
while [ "$#" -gt 0 ]; do
	case $1 in
	--kiosk)
		[ "$#" -ge 2 ] || { echo "install.sh: --kiosk needs the name of an account" >&2 && exit 2; }
		kiosk=$2
		shift
		;;
	--yes) asks= ;;
	*)
		echo "usage: install.sh [--kiosk ACCOUNT] [--yes]" >&2
		exit 2
		;;
	esac
	shift
done

fail() {
	echo "install.sh: $*" >&2
	exit 1
}

[ "$(id -u)" -eq 0 ] || fail "only root installs programs: sudo sh install.sh"
# shellcheck source=/dev/null
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
if [ -z "$release" ] || [ ! -d "$stick/$release" ]; then
	fail "there is nothing here for this system (${release:-unknown}), only for Debian 12 (bookworm) and 13 (trixie)"
fi
[ "$(dpkg --print-architecture)" = amd64 ] || fail "what is here is for amd64, and this PC is $(dpkg --print-architecture)"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

# What Debian itself checks signatures with; either says whose a good one is, and not what the stick says of itself.
signed_by() {
	if command -v gpgv >/dev/null; then
		gpgv --status-fd 3 --keyring "$1" "$stick/SHA256SUMS.gpg" "$stick/SHA256SUMS" 2>"$work/why" 3>"$work/whose"
	elif command -v sqv >/dev/null; then
		sqv --keyring "$1" "$stick/SHA256SUMS.gpg" "$stick/SHA256SUMS" >"$work/whose" 2>"$work/why"
	else
		echo "neither gpgv nor sqv is here" >"$work/why"
		return 1
	fi
}

key=$stick/frontdesk-stick.gpg
if [ -e "$known" ]; then
	key=$known
	signed_by "$key" || fail "this stick is not signed by the key of the one before ($known); nothing was installed. If the key was changed on purpose, remove that file first. $(cat "$work/why")"
else
	signed_by "$key" || fail "the signature of this stick is not good; nothing was installed. $(cat "$work/why")"
fi
cd "$stick"
grep -E "  ($release/|[^/]*\$)" SHA256SUMS >"$work/sums"
sha256sum --check --quiet "$work/sums" >"$work/why" 2>&1 || fail "the stick is damaged; nothing was installed. $(cat "$work/why")"
if [ ! -e "$known" ] && [ -n "$asks" ]; then
	printf 'The key of this stick: %s\nIs it the one on the paper? (yes) ' "$(grep -oE '[0-9A-F]{40}' "$work/whose" | head -n 1)"
	read -r answer
	[ "$answer" = yes ] || fail "nothing was installed"
fi

# Its own sources and lists: what this PC has of its own stays as it is, and no network is asked. apt checks each package again,
# by the same key.
cp "$key" "$work/key.gpg"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
chmod 755 "$work"
echo "deb [signed-by=$work/key.gpg] file:$(echo "$stick/$release" | sed 's/ /%20/g') ./" >"$work/sources.list"
apt() {
	DEBIAN_FRONTEND=noninteractive apt-get -q -y -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
		-o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none \
		-o DPkg::Options::=--force-confold -o DPkg::Options::=--force-confdef -o DPkg::Lock::Timeout=600 -o DPkg::Use-Pty=0 "$@" </dev/null
}
apt update >"$work/why" 2>&1 || fail "the packages on the stick cannot be read. $(cat "$work/why")"
set -- frontdesk
if [ -n "$kiosk" ] || [ -e /usr/sbin/frontdesk-kiosk-setup ]; then
	set -- "$@" frontdesk-kiosk fonts-noto-cjk
fi
before=$(dpkg-query --show --showformat '${Version}' frontdesk 2>/dev/null || :)
apt install --no-install-recommends "$@" >"$work/why" 2>&1 || fail "the packages were not installed. $(tail -n 20 "$work/why")"
install -m 644 "$work/key.gpg" "$known"
now=$(dpkg-query --show --showformat '${Version}' frontdesk)
if [ -z "$before" ]; then
	echo "frontdesk $now is installed. Next: sudo frontdesk-enter init; sudo adduser ACCOUNT frontdesk"
else
	echo "frontdesk $before was there; now it is $now."
fi
[ -z "$kiosk" ] || frontdesk-kiosk-setup "$kiosk"
