#!/bin/sh
# Builds the program for arm64 with Debian's cross compiler, warnings being errors:
#   sh tests/cross.sh      after make all
# Where the libraries are not installed for arm64, their headers of this machine serve, which say the same, and it is linked
# to stand-ins that have their functions' names and do nothing. So this shows that every file compiles, those of the tests as
# well, and that all is found that the program calls; what it does on arm64 it does not show: nothing of it is run.
set -eu
cd "$(dirname "$0")/.."

triplet=aarch64-linux-gnu
cross=build/cross
if ! command -v "$triplet-gcc" >/dev/null; then
	echo "no $triplet-gcc here (Debian: gcc-$triplet): not built for arm64"
	exit 0
fi

# A stand-in for a library: its name, its functions, its variables.
stand_in() {
	library=$(gcc -print-file-name="lib$1.so")
	# A linker script names the library itself.
	if ! readelf -h "$library" >/dev/null 2>&1; then
		library=$(gcc -print-file-name="$(sed -n 's/.*INPUT(\([^ )]*\).*/\1/p' "$library")")
	fi
	name=$(readelf -d "$library" | sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
	readelf --wide --dyn-syms "$library" | awk '
	$7 != "UND" && ($4 == "FUNC" || $4 == "OBJECT") && ($5 == "GLOBAL" || $5 == "WEAK") {
		sub(/@.*/, "", $8)
		if (!seen[$8]++) printf ".globl %s\n.type %s, %%%s\n.size %s, %d\n%s: .skip 16\n", $8, $8, $4 == "FUNC" ? "function" : "object", $8, $4 == "FUNC" ? 16 : $3, $8
	}' >"$cross/$1.s"
	"$triplet-gcc" -shared -nostdlib -Wl,-soname,"$name" -o "$cross/lib$1.so" "$cross/$1.s"
}

mkdir -p "$cross"
case $(head -n 1 build/flags) in
ccache*) compiler="ccache $triplet-gcc" ;;
*) compiler=$triplet-gcc ;;
esac
set -- CC="$compiler" B="$cross" WERROR=-Werror
if [ "$("$triplet-gcc" -print-file-name=libncursesw.so)" != libncursesw.so ]; then
	set -- "$@" PKG_CONFIG="$triplet-pkg-config"
	with='linked to its libraries'
else
	for library in ncursesw tinfo sqlite3 jansson iniparser sodium; do stand_in "$library"; done
	include=$(gcc -print-multiarch)
	set -- "$@" CFLAGS="-idirafter /usr/include -idirafter /usr/include/$include" LDFLAGS="-L$cross"
	with='linked to stand-ins for its libraries, which are not installed for arm64'
fi
# Of the tests, which reach deeper into the system than the program does, the objects.
# shellcheck disable=SC2046
make "$@" "$cross/frontdesk" $(for file in tests/unit/*.c tests/screens/*.c tests/proof/*.c; do echo "$cross/${file%.c}.o"; done) >"$cross/log" 2>&1 || {
	tail -n 40 "$cross/log"
	exit 1
}
readelf -h "$cross/frontdesk" | grep -q AArch64
echo "built for arm64, $with; not run"
