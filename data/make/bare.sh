# shellcheck shell=sh
# Bare systems of Debian, for building and for trials, as root: a pristine one for each release is kept in $BARE_CACHE and copied.
# Read by another script: . data/make/bare.sh
#   bare_need                says what is missing, and fails
#   bare_copy RELEASE TO     a bare system in TO, with /proc
#   bare_in TO COMMAND...    a command in it
#   bare_away TO             takes it away

BARE_CACHE=${BARE_CACHE:-$PWD/build/bare}
BARE_MIRROR=${BARE_MIRROR:-http://deb.debian.org/debian}

bare_need() {
	[ "$(id -u)" -eq 0 ] || {
		echo "Bare systems are made by root: sudo make $1" >&2
		return 1
	}
	for program in debootstrap chroot; do
		command -v "$program" >/dev/null || {
			echo "There is no $program here: sudo apt-get install $program" >&2
			return 1
		}
	done
}

# A system that was begun and not ended is begun again.
bare_copy() {
	if [ ! -e "$BARE_CACHE/$1.made" ]; then
		rm -rf "${BARE_CACHE:?}/$1"
		mkdir -p "$BARE_CACHE"
		debootstrap --variant=minbase "$1" "$BARE_CACHE/$1" "$BARE_MIRROR" >"$BARE_CACHE/$1.log" 2>&1 || {
			tail -n 20 "$BARE_CACHE/$1.log" >&2
			return 1
		}
		touch "$BARE_CACHE/$1.made"
	fi
	mkdir -p "$2" && cp -a "$BARE_CACHE/$1/." "$2" && mount -t proc proc "$2/proc" || return 1
	# sudo and others look up the computer's own name.
	printf '127.0.0.1 localhost %s\n' "$(uname -n)" >"$2/etc/hosts"
}

bare_in() {
	bare_folder=$1
	shift
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
		${http_proxy:+"http_proxy=$http_proxy"} chroot "$bare_folder" "$@"
}

bare_away() {
	! mountpoint -q "$1/proc" || umount "$1/proc" || return 1
	rm -rf --one-file-system "$1"
}
