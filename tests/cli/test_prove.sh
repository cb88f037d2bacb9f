#!/bin/sh
# infusheet prove and table as they are typed: exit status, wrong usage, the commands of a counterexample, a site, a place that cannot be written, and the
# bar on a terminal.
set -u
program=${INFUSHEET:-$PWD/build/infusheet}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0

wrong() {
    echo "$*"
    bad=1
}

# Status and words that a command must give.
expect() {
    status=$1
    words=$2
    shift 2
    "$program" "$@" >"$work/said" 2>&1
    found=$?
    [ "$found" -eq "$status" ] || wrong "status $found instead of $status: $*"
    tr '\n' ' ' <"$work/said" | tr -s ' ' >"$work/flat"
    grep -qF -- "$words" "$work/flat" || { wrong "does not say \"$words\": $*"; head -5 "$work/said"; }
}

faulty=tests/analysis/faulty
expect 1 'COUNTEREXAMPLE never-more-with-worse-kidneys' prove $faulty/more-with-worse-kidneys.cfg --protocols tests/accidents --brute 20000
[ "$(grep -c '^ *infusheet order ' "$work/said")" -eq 2 ] || wrong 'a pair is not two commands'
grep -q 'agrees never-more-with-worse-kidneys' "$work/said" || wrong 'plain enumeration does not agree'
expect 1 'COUNTEREXAMPLE every-rule-decides' prove $faulty/limit-without-effect.cfg --protocols tests/accidents
expect 0 'PROVED one-rule-for-everyone' prove $faulty/sound.cfg --protocols tests/accidents --site tests/cases/site.cfg
expect 2 '--brute and --seed take a whole number' prove $faulty/sound.cfg --brute some
expect 2 '--brute and --seed take a whole number' prove $faulty/sound.cfg --brute 99999999999999999999
expect 2 '--brute and --seed take a whole number' prove $faulty/sound.cfg --seed 0
expect 2 '--nothing' prove $faulty/sound.cfg --nothing
expect 2 'infusheet' prove
expect 2 'infusheet' prove $faulty/sound.cfg $faulty/sound.cfg
expect 3 'error' prove $faulty/sound.cfg --protocols tests/engine/protocols
for command in 'prove' 'prove --json' 'table'; do
    # shellcheck disable=SC2086 # a command with its option
    expect 4 'nowhere' $command $faulty/sound.cfg --protocols tests/accidents -o "$work/nowhere/proof"
done

# A bar while it works, wiped when it is done; where a pseudo-terminal can be had.
! python3 -c 'import os; os.openpty()' 2>/dev/null || python3 -c 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))' \
    "$program" prove $faulty/sound.cfg --protocols tests/accidents --brute 30000 >"$work/terminal" </dev/null || wrong 'not proved on a terminal'
[ ! -e "$work/terminal" ] || grep -q '\[#* *\] *[0-9]* %' "$work/terminal" || wrong 'no bar on a terminal'

# ---- table ----

expect 2 'infusheet' table $faulty/sound.cfg $faulty/sound.cfg
expect 2 '--nothing' table $faulty/sound.cfg --nothing
expect 3 'error' table $faulty/sound.cfg --protocols tests/engine/protocols
expect 1 'order for single patients with infusheet order' table tests/protocol/good/patients.cfg --protocols tests/protocol/good
expect 0 'NOT AN ORDER' table $faulty/sound.cfg --protocols tests/accidents --site tests/cases/site.cfg
exit $bad
