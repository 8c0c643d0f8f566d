# Walks the commands of which the names come in, with the completion script that lies here: of each the second word, the options
# and the operands that are offered are those of its help (ALL_HELP: the help of all). Says which is not so. A shell of its own,
# for bats looks at every step of the script.
set -u
# shellcheck source=/dev/null
source ./frontdesk.bash

# What completing the words would offer, in COMPREPLY and OFFERED; the last word is the one that is being typed.
offer() {
	COMP_WORDS=(frontdesk "$@")
	COMP_CWORD=$#
	_frontdesk
	OFFERED=" ${COMPREPLY[*]} "
}

# Exactly these are offered, in any order: offers WANTED WORD...
offers() {
	local word wanted
	read -ra wanted <<<"$1"
	shift
	offer "$@"
	[ "${#COMPREPLY[@]}" -eq "${#wanted[@]}" ] || return 1
	for word in "${wanted[@]}"; do
		[[ $OFFERED == *" $word "* ]] || return 1
	done
}

# The words of one command: walked NAME; every word, option and operand that its help has is offered, and nothing else.
walked() {
	local name=$1 line operands options words=() at
	read -ra words <<<"$name"
	if [ "${#words[@]}" -eq 2 ]; then
		offer "${words[0]}" ''
		[[ $OFFERED == *" ${words[1]} "* ]] || return 1
	fi
	options=$("$FRONTDESK" help "${words[@]}" | sed -n 's/^    \(-., \)\?\(--[a-z-]*\).*/\2/p' | tr '\n' ' ')
	offers "$options" "${words[@]}" -- || return 1
	# Its operands stand on the line of all commands, one behind the other.
	line=$(grep -x "    $name\( [^a-z ].*\| [a-z-]*|.*\)\?" <<<"$ALL_HELP")
	read -ra operands <<<"${line#"    $name"}"
	for at in "${!operands[@]}"; do
		case ${operands[at]} in
		*\|*) offers "${operands[at]//|/ }" "${words[@]}" '' ;;
		FILE | '[FILE]' | COPY) offers a-file "${words[@]}" a-fi ;;
		*COMMAND*) offer "${words[@]}" '' && [[ $OFFERED == *" patient "* ]] ;;
		*) offers "" "${words[@]}" '' ;;
		esac || return 1
		words+=(one)
	done
	case $line in
	*...*) ;;
	*) offers "" "${words[@]}" a-fi ;;
	esac
}

while read -r name; do
	walked "$name" || {
		echo "not as its help: $name; offered: ${COMPREPLY[*]}"
		exit 1
	}
done
