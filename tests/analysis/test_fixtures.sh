#!/bin/sh
# Protocols written to be loaded, not to be good: whatever prove says of them, plain enumeration does not contradict it, and none of them is too much for
# prove, table or diff. Rarer keys than the shipped protocols use: dosing weights, steps, urine output, contradictions, bedside facts.
set -u
program=${INFUSHEET:-$PWD/build/infusheet}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0
tried=0

# That file with the libraries of that place, where they load.
try() {
    grep -q '^protocol' "$1" && "$program" check "$1" --protocols "$2" >/dev/null 2>&1
    [ $? -eq 0 ] || return
    tried=$((tried + 1))
    "$program" prove "$1" --protocols "$2" --brute 3000 --json >"$work/proof"
    [ $? -lt 2 ] || { echo "$1: prove fails"; bad=1; }
    grep -q '"disagrees": \[\]' "$work/proof" || { echo "$1: plain enumeration disagrees"; bad=1; }
    "$program" table "$1" --protocols "$2" >/dev/null
    [ $? -lt 2 ] || { echo "$1: table fails"; bad=1; }
    "$program" diff "$1" "$1" --protocols "$2" >"$work/same" && grep -q 'SAME$' "$work/same" || { echo "$1: differs from itself"; bad=1; }
}

for file in tests/protocol/good/*.cfg; do
    try "$file" tests/protocol/good
    try "$file" protocols
done
for file in tests/accidents/*.cfg; do
    try "$file" tests/accidents
done
try tests/battery/phases.cfg protocols
[ "$tried" -ge 20 ] || { echo "only $tried protocols load"; bad=1; }
exit $bad
