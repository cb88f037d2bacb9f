#!/bin/sh
# Memory, transfers and calls that fail or are interrupted, one at a time: scarce.py, with scarce.c loaded before the program's libraries.
# Sanitizers and valgrind replace memory themselves: not with them.
set -eu
case ${BUILD:-build}${UNDER:-} in
*asan* | *valgrind*) echo 'not with a sanitizer'; exit 77 ;;
esac
INFUSHEET=${INFUSHEET:-$PWD/build/infusheet}
export INFUSHEET
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
${CC:-cc} -std=gnu11 -O1 -shared -fPIC -o "$folder/scarce.so" tests/host/scarce.c -ldl
python3 -B tests/host/scarce.py "$folder/scarce.so"
