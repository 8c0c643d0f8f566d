#!/bin/sh
# Lays out a stick for clinics that never see a network: sh data/make/stick.sh FOLDER
# Our packages for Debian 12 and 13, every package they need beyond a bare system, an installer, documentation, sums and
# signatures. It needs root, debootstrap and the network; who installs from it needs neither.
# STICK_KEY names the OpenPGP key that signs; without it one is made in build/stick-key and used from then on. OpenPGP, because
# what a bare Debian checks its own packages with (gpgv in 12, sqv in 13) reads nothing else.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=/dev/null
. data/make/bare.sh

to=$(realpath -m "${1:-build/stick}")
work=$(mktemp -d "${TMPDIR:-/tmp}/frontdesk-stick.XXXXXX")
trap 'for bare in "$work"/bare-*; do [ ! -d "$bare" ] || bare_away "$bare"; done; rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

bare_need stick
for program in gpg apt-ftparchive git; do
	command -v "$program" >/dev/null || {
		echo "There is no $program here: sudo apt-get install gnupg apt-utils git" >&2
		exit 1
	}
done

# A folder that is something else is not emptied.
if [ -e "$to" ] && [ ! -e "$to/SHA256SUMS" ] && [ -n "$(ls -A "$to")" ]; then
	echo "$to is there and no stick of ours: give the name of another folder, or empty it" >&2
	exit 1
fi

# Whatever the log says last is shown when a step fails.
quietly() {
	"$@" >"$work/log" 2>&1 || {
		tail -n 30 "$work/log" >&2
		echo "failed: $*" >&2
		exit 1
	}
}

# What runs in both: packages are fetched by the apt of the release itself.
packages() {
	release=$1 bare=$work/bare-$1 lay=$work/stick/$1
	echo "Debian $release: build the packages"
	quietly bare_copy "$release" "$bare-build"
	mkdir -p "$bare-build/srv/frontdesk"
	git ls-files -z | xargs -0 cp --parents --no-dereference --preserve=mode --target-directory="$bare-build/srv/frontdesk"
	quietly bare_in "$bare-build" apt-get update -q
	quietly bare_in "$bare-build" sh -c 'cd /srv/frontdesk && apt-get build-dep -y -q --no-install-recommends -P nocheck .'
	quietly bare_in "$bare-build" sh -c "cd /srv/frontdesk && DEB_BUILD_OPTIONS='nocheck noautodbgsym parallel=$(nproc)' \
		DEB_BUILD_PROFILES=nocheck dpkg-buildpackage --no-sign --build=binary"
	mkdir -p "$lay"
	cp "$bare-build"/srv/*.deb "$lay"
	quietly bare_away "$bare-build"

	echo "Debian $release: fetch what they need"
	quietly bare_copy "$release" "$bare-fetch"
	cp "$lay"/*.deb "$bare-fetch/srv"
	quietly bare_in "$bare-fetch" apt-get update -q
	quietly bare_in "$bare-fetch" sh -c 'apt-get install -y -q --no-install-recommends --download-only -o APT::Keep-Downloaded-Packages=true \
		/srv/*.deb fonts-noto-cjk systemd-sysv'
	cp "$bare-fetch"/var/cache/apt/archives/*.deb "$lay"
	quietly bare_away "$bare-fetch"

	(cd "$lay" && apt-ftparchive packages . >Packages &&
		apt-ftparchive -o "APT::FTPArchive::Release::Codename=$release" -o APT::FTPArchive::Release::Label=frontdesk release . >Release.new &&
		mv Release.new Release)
	sign --clearsign --output "$lay/InRelease" "$lay/Release"
	rm "$lay/Release"
}

make_key() {
	if [ -n "${STICK_KEY:-}" ]; then
		key=$STICK_KEY
	else
		export GNUPGHOME="$PWD/build/stick-key"
		key='frontdesk stick'
		mkdir -p "$GNUPGHOME" && chmod 700 "$GNUPGHOME"
		gpg --batch --quiet --list-secret-keys "$key" >/dev/null 2>&1 ||
			quietly gpg --batch --quiet --passphrase '' --quick-generate-key "$key" ed25519 sign never
	fi
	mkdir -p "$work/stick"
	gpg --batch --quiet --export "$key" >"$work/stick/frontdesk-stick.gpg"
}

sign() { gpg --batch --quiet --yes --local-user "$key" "$@"; }

documents() {
	mkdir -p "$work/stick/doc"
	cp README.md NEWS doc/*.md "$work/stick/doc"
	for page in man/*.[1-9] man/zh_CN/*.[1-9]; do
		name=$(echo "$page" | tr / -)
		if command -v mandoc >/dev/null; then
			mandoc -Thtml "$page" >"$work/stick/doc/$name.html"
		else
			cp "$page" "$work/stick/doc/$name"
		fi
	done
}

make_key
for release in ${STICK_RELEASES:-bookworm trixie}; do packages "$release"; done
documents
install -m 755 data/stick/install.sh "$work/stick/install.sh"
fingerprint=$(gpg --batch --with-colons --fingerprint "$key" | sed -n 's/^fpr:*\([0-9A-F]*\):.*/\1/p' | head -n 1)
sed "s/@FINGERPRINT@/$fingerprint/" data/stick/README.txt >"$work/stick/README.txt"
(cd "$work/stick" && find . -type f ! -name 'SHA256SUMS*' -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS)
sign --detach-sign --output "$work/stick/SHA256SUMS.gpg" "$work/stick/SHA256SUMS"
rm -rf "$to"
mkdir -p "$(dirname "$to")"
mv "$work/stick" "$to"
echo "The stick lies in $to ($(du -sh "$to" | cut -f 1)): copy all of it onto a stick."
echo "It is signed by $fingerprint: write that onto paper, for who installs from it the first time."
