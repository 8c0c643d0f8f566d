#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status and output
# The packages: equal when they are built twice, without a word of lintian, and in bare systems of Debian 12 and 13 installed,
# upgraded, worked with by two accounts, taken away. Needs root, debootstrap, lintian and the network.

bats_require_minimum_version 1.5.0

setup_file() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	local program
	[ "$(id -u)" -eq 0 ] || skip "bare systems are made by root"
	for program in debootstrap lintian dpkg-buildpackage dh visudo systemd-analyze; do
		command -v "$program" >/dev/null || skip "there is no $program here"
	done
	export DEBS=$BATS_FILE_TMPDIR/here/debs
	sh data/make/deb.sh "$DEBS" >"$BATS_FILE_TMPDIR/deb.log"
}

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	# shellcheck source=/dev/null
	. data/make/bare.sh
	BARE=$BATS_FILE_TMPDIR/bare
}

teardown() { bare_away "$BARE"; }

# Installs ours into a bare system: installed RELEASE. The packages of this machine's release are those that were built; those of
# another are built in it.
installed() {
	local release=$1 here
	here=$(sed -n "s/^VERSION_CODENAME=//p" /etc/os-release)
	bare_copy "$release" "$BARE"
	bare_in "$BARE" apt-get update -q
	if [ "$release" = "$here" ]; then
		cp "$DEBS"/*.deb "$BARE/srv"
	else
		mkdir "$BARE/srv/frontdesk"
		git ls-files -z | xargs -0 cp --parents --no-dereference --preserve=mode --target-directory="$BARE/srv/frontdesk"
		bare_in "$BARE" sh -c 'cd /srv/frontdesk && apt-get build-dep -y -q --no-install-recommends -P nocheck . &&
			DEB_BUILD_OPTIONS="nocheck parallel=2" DEB_BUILD_PROFILES=nocheck dpkg-buildpackage --no-sign --build=binary'
		bare_in "$BARE" apt-get install -y -q --no-install-recommends lintian
		bare_in "$BARE" sh -c 'lintian --allow-root --fail-on error,warning /srv/frontdesk_*.changes'
	fi
	bare_in "$BARE" sh -c 'apt-get install -y -q --no-install-recommends /srv/frontdesk_*.deb'
}

# As an account in the bare system: as ACCOUNT COMMAND
as() { bare_in "$BARE" su "$1" -c "$2"; }

# What two accounts of one PC may and may not, and what the package makes.
works() {
	bare_in "$BARE" visudo -c
	[ "$(bare_in "$BARE" stat -c '%U:%G %a %n' /var/lib/frontdesk /var/lib/frontdesk/clinic /var/lib/frontdesk/exchange \
		/etc/sudoers.d/frontdesk | tr '\n' ';')" = "frontdesk:frontdesk 710 /var/lib/frontdesk;frontdesk:frontdesk 700 /var/lib/frontdesk/clinic;frontdesk:frontdesk 2770 /var/lib/frontdesk/exchange;root:root 440 /etc/sudoers.d/frontdesk;" ]
	bare_in "$BARE" frontdesk-enter init --sign-in names
	for account in chen liu wang; do bare_in "$BARE" useradd -m "$account"; done
	for account in chen liu; do bare_in "$BARE" usermod -a -G frontdesk "$account"; done
	cp "$BARE"/usr/share/doc/frontdesk/examples/clinic/*.csv "$BARE/var/lib/frontdesk/exchange"

	as chen 'frontdesk-enter load departments departments.csv'
	as liu 'frontdesk-enter load doctors doctors.csv'
	as liu 'frontdesk-enter patient add --name 张三 --phone 13800138000'
	as chen 'frontdesk-enter patient find 张三' | grep -q '138\*\*\*\*8000'
	# Standard output is the clerk's own file; a name is in exchange, and the group's.
	as chen 'frontdesk-enter report daily -o - >~/day.xlsx && [ -s ~/day.xlsx ] && [ -O ~/day.xlsx ]'
	as chen 'frontdesk-enter report daily --pdf -o day.pdf'
	as liu '[ "$(head -c 5 /var/lib/frontdesk/exchange/day.pdf)" = %PDF- ]'
	# Neither reaches the database, nor becomes the account for anything else; who is not in the group does not enter.
	run -0 as chen '! cat /var/lib/frontdesk/clinic/frontdesk.db && ! ls /var/lib/frontdesk/clinic'
	run -0 as chen '! sudo -n -u frontdesk /bin/sh -c id && ! sudo -n -u frontdesk /usr/bin/frontdesk-enter version && ! sudo -n -u frontdesk /usr/bin/frontdesk version'
	run -0 as chen '! sudo -n FRONTDESK_DB=/tmp/x.db -u frontdesk /usr/bin/frontdesk-enter'
	run -0 as chen '! frontdesk-enter -d /tmp/x.db sessions && ! frontdesk-enter backup create x.db && ! frontdesk-enter setting set print.command /bin/true'
	run -2 as wang 'frontdesk-enter sessions'
	[[ $output == *"adduser ACCOUNT frontdesk"* ]]
	run -1 as wang 'FRONTDESK_WORDS=8:sessions, sudo -n -u frontdesk /usr/bin/frontdesk-enter'
	# Whoever did what is in the record; no word of theirs is in sudo's log.
	bare_in "$BARE" frontdesk-enter staff list | grep -q liu
	run -1 grep -rq 13800138000 "$BARE/var/log"
	# The night.
	bare_in "$BARE" setpriv --reuid frontdesk --regid frontdesk --init-groups /usr/libexec/frontdesk/nightly
	ls "$BARE"/var/lib/frontdesk/copies/frontdesk-*.db "$BARE"/var/lib/frontdesk/exchange/report-*.pdf
	run bare_in "$BARE" frontdesk-enter --json doctor
	[[ $output != *'"check":"account","state":"bad"'* && $output == *'"check":"account","state":"good"'* ]]
	[ -L "$BARE/etc/systemd/system/timers.target.wants/frontdesk-nightly.timer" ]
}

# A newer package, otherwise the same: newer
newer() {
	bare_in "$BARE" sh -c 'cd /srv && rm -rf newer && dpkg-deb -R frontdesk_*_amd64.deb newer &&
		sed -i "s/^Version: .*/&+1/" newer/DEBIAN/control && dpkg-deb -b newer newer.deb'
}

# Upgraded, removed, purged: the clinic's data stay through all of it.
goes_and_comes() {
	local before
	before=$(bare_in "$BARE" frontdesk-enter --json patient find 张三)
	newer
	echo '; ours' >>"$BARE/etc/frontdesk/frontdesk.ini"
	chmod 600 "$BARE/etc/default/frontdesk"
	# As somebody with sudo does it, whose SUDO_UID must make no clerk of the package.
	bare_in "$BARE" env SUDO_UID=1000 apt-get install -y -q --no-install-recommends /srv/newer.deb
	tail -n 1 "$BARE/etc/frontdesk/frontdesk.ini" | grep -q ours
	[ "$(bare_in "$BARE" frontdesk-enter --json patient find 张三)" = "$before" ]
	bare_in "$BARE" dpkg --remove frontdesk
	run -0 --separate-stderr bare_in "$BARE" dpkg --purge frontdesk
	[[ $stderr == *"stay in /var/lib/frontdesk"* ]]
	[ -s "$BARE/var/lib/frontdesk/clinic/frontdesk.db" ]
	[ ! -e "$BARE/etc/sudoers.d/frontdesk" ] && [ ! -e "$BARE/etc/frontdesk/frontdesk.ini" ]
	bare_in "$BARE" sh -c 'apt-get install -y -q --no-install-recommends /srv/frontdesk_*.deb'
	[ "$(bare_in "$BARE" frontdesk-enter --json patient find 张三)" = "$before" ]
}

@test "built twice, in folders of other names, the packages are equal byte for byte" {
	sh data/make/deb.sh "$BATS_FILE_TMPDIR/another-place-with-a-longer-name"
	cd "$DEBS"
	sha256sum ./*.deb >"$BATS_TEST_TMPDIR/sums"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/sums")" -ge 2 ]
	cd "$BATS_FILE_TMPDIR/another-place-with-a-longer-name"
	sha256sum --check "$BATS_TEST_TMPDIR/sums"
}

@test "lintian has nothing to say" {
	run -0 lintian --allow-root --fail-on error,warning "$DEBS"/*.changes
	[ "$output" = "" ]
}

@test "the units are what systemd understands" {
	mkdir "$BATS_TEST_TMPDIR/root"
	for package in "$DEBS"/frontdesk_*.deb "$DEBS"/frontdesk-kiosk_*.deb; do dpkg-deb -x "$package" "$BATS_TEST_TMPDIR/root"; done
	run systemd-analyze verify --man=no --root="$BATS_TEST_TMPDIR/root" frontdesk-nightly.timer
	[[ $output != *"Unknown"* && $output != *"nvalid"* && $output != *"Failed to parse"* ]]
}

@test "Debian 12: two accounts, upgraded, purged and back" {
	installed bookworm
	works
	goes_and_comes
}

@test "Debian 13: built there, two accounts, upgraded, purged and back" {
	installed trixie
	works
	goes_and_comes
}
