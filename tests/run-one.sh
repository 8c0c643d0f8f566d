#!/bin/sh
# Runs one test so that prove understands it: a program speaks TAP itself, a .bats script through bats.
case $1 in
*.bats) exec bats --tap "$1" ;;
*) exec "$1" ;;
esac
