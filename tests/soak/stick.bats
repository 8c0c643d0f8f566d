#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status and output
# The stick: laid out once, then a bare system of either Debian installs, upgrades and refuses from it without any network
# (unshare -n). Needs root, debootstrap and, to lay it out, the network; STICK=FOLDER takes one that is laid out.

bats_require_minimum_version 1.5.0

setup_file() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	[ "$(id -u)" -eq 0 ] || skip "bare systems are made by root"
	command -v debootstrap >/dev/null || skip "there is no debootstrap here"
	export STICK=${STICK:-$BATS_FILE_TMPDIR/stick}
	[ -e "$STICK/SHA256SUMS" ] || sh data/make/stick.sh "$STICK" >"$BATS_FILE_TMPDIR/stick.log"
}

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	# shellcheck source=/dev/null
	. data/make/bare.sh
	BARE=$BATS_FILE_TMPDIR/bare
}

teardown() {
	! mountpoint -q "$BARE/media/a stick" || umount "$BARE/media/a stick"
	bare_away "$BARE"
}

# A bare PC with the stick in it, mounted so that it can only be read: bare_pc RELEASE [FOLDER]
bare_pc() {
	bare_copy "$1" "$BARE"
	put_in "${2:-$STICK}"
}
put_in() {
	mkdir -p "$BARE/media/a stick"
	mount --bind -o ro "$1" "$BARE/media/a stick"
}
pull_out() { umount "$BARE/media/a stick"; }

# The installer where no network is.
install_from() { unshare -n env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 chroot "$BARE" sh "/media/a stick/install.sh" "$@"; }

from_bare_to_desk() {
	bare_pc "$1"
	# Whoever does not know the key installs nothing.
	run -1 install_from <<<"no"
	[[ $output == *"The key of this stick: "* ]]
	[ ! -e "$BARE/usr/bin/frontdesk" ]
	run -0 install_from --kiosk counter1 <<<"yes"
	[[ $output == *"is installed"*"counter1"* ]]
	for program in Xorg startx xterm fcitx5; do bare_in "$BARE" sh -c "command -v $program"; done
	[ -L "$BARE/etc/systemd/system/graphical.target.wants/frontdesk-kiosk@counter1.service" ]
	bare_in "$BARE" id -nG counter1 | grep -qw frontdesk
	unshare -n chroot "$BARE" frontdesk-enter init --sign-in names
	run -0 unshare -n chroot "$BARE" su counter1 -c 'frontdesk-enter sessions'
	# Again is an upgrade, which asks nothing and leaves what is the clinic's.
	run -0 install_from
	[[ $output == *"was there; now it is"* ]]
	run -0 unshare -n chroot "$BARE" su counter1 -c 'frontdesk-enter sessions'
}

@test "Debian 12: from a bare PC to the clerk's desk without a network, and upgraded" { from_bare_to_desk bookworm; }
@test "Debian 13: from a bare PC to the clerk's desk without a network, and upgraded" { from_bare_to_desk trixie; }

@test "a stick with one byte changed, or signed by somebody else, installs nothing" {
	mkdir "$BATS_TEST_TMPDIR/spoiled"
	cp -r "$STICK/bookworm" "$BATS_TEST_TMPDIR/spoiled"
	cp "$STICK"/* "$BATS_TEST_TMPDIR/spoiled" 2>/dev/null || true
	package=$(ls "$BATS_TEST_TMPDIR"/spoiled/bookworm/frontdesk_*.deb)
	printf 'x' | dd of="$package" bs=1 seek=1000 conv=notrunc status=none
	bare_pc bookworm "$BATS_TEST_TMPDIR/spoiled"
	run -1 install_from --yes
	[[ $output == *"the stick is damaged; nothing was installed"* ]]
	# The sums put right, by who has not the key.
	(cd "$BATS_TEST_TMPDIR/spoiled" && sed "s#^[0-9a-f]*\(  bookworm/${package##*/}\)#$(sha256sum "$package" | cut -d ' ' -f 1)\1#" SHA256SUMS >new && mv new SHA256SUMS)
	run -1 install_from --yes
	[[ $output == *"the signature of this stick is not good; nothing was installed"* ]]
	# A good signature of another key, on a PC that knows the first.
	install -D -m 644 "$STICK/frontdesk-stick.gpg" "$BARE/etc/frontdesk/stick.gpg"
	export GNUPGHOME=$BATS_TEST_TMPDIR/gpg
	mkdir -m 700 "$GNUPGHOME"
	gpg --batch --quiet --passphrase '' --quick-generate-key another ed25519 sign never
	gpg --batch --quiet --export another >"$BATS_TEST_TMPDIR/spoiled/frontdesk-stick.gpg"
	gpg --batch --quiet --yes --detach-sign --output "$BATS_TEST_TMPDIR/spoiled/SHA256SUMS.gpg" "$BATS_TEST_TMPDIR/spoiled/SHA256SUMS"
	run -1 install_from --yes
	[[ $output == *"not signed by the key of the one before"* ]]
	[ ! -e "$BARE/usr/bin/frontdesk" ]
}
