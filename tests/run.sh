#!/bin/sh
# Runs test programs (cmocka) and test scripts (*.sh) one after another from the top of the tree and counts their tests.
#
#   BUILD=build UNDER="valgrind ..." sh tests/run.sh PROGRAM|SCRIPT...
#
# A program counts as many tests as cmocka announced in it: what was neither passed nor skipped has failed, so a crash
# half way loses none. A program that announced nothing has failed, and so has one that ends with a status of its own.
# A script is one test; with status 77 it was skipped, for want of what it says. Tests find the program in $INFUSHEET. What
# each wrote is in build/tests/, shown when it fails.
# The last line is "N passed, N failed"; the status is 0 only when at least one test passed and none failed.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
UNDER=${UNDER:-}
INFUSHEET=$PWD/$BUILD/infusheet
export BUILD INFUSHEET
LIMIT_S=600

# Nothing is kept in the user's own folders, and nothing waits for a disk where memory can be had.
STATE=$(mktemp -d -p /dev/shm infusheet-state-XXXXXX 2>/dev/null || mktemp -d) || exit 1
trap 'rm -rf "$STATE"' EXIT

passed=0
failed=0
unhappy=

# Sets ok, bad and skipped from a cmocka log and the status of the program.
count() {
    announced=$(sed -n 's/.*\[==========\] Running \([0-9]*\) test(s).*/\1/p' "$1" |
        awk '{ n += $1 } END { print n + 0 }')
    ok=$(grep -c '\[       OK \] ' "$1")
    skipped=$(grep -c '^\[  SKIPPED \] [^0-9]' "$1")
    skipped=$((skipped / 2)) # once where it ran, once in the closing list
    bad=$((announced - ok - skipped))
    if [ "$bad" -le 0 ]; then
        bad=0
        if [ "$2" -ne 0 ] || [ "$announced" -eq 0 ]; then
            bad=1
        fi
    fi
}

run() {
    name=${1#"$BUILD"/}
    log=$BUILD/${name%.*}.log
    mkdir -p "$(dirname "$log")"
    skipped=0
    XDG_STATE_HOME=$STATE/$(echo "$name" | tr / .)
    export XDG_STATE_HOME
    case $1 in
    *.sh)
        timeout "$LIMIT_S" "./$1" >"$log" 2>&1
        status=$?
        ok=$((status == 0)) skipped=$((status == 77)) bad=$((status != 0 && status != 77))
        ;;
    *)
        # shellcheck disable=SC2086 # UNDER is a command with its arguments
        timeout "$LIMIT_S" $UNDER "./$1" >"$log" 2>&1
        status=$?
        count "$log" "$status"
        ;;
    esac
    passed=$((passed + ok)) failed=$((failed + bad))
    printf '%-44s %4d passed' "$name" "$ok"
    [ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped"
    if [ "$bad" -gt 0 ]; then
        printf ', %d FAILED (status %d)\n' "$bad" "$status"
        unhappy="$unhappy $name"
        sed 's/^/    | /' "$log"
    else
        printf '\n'
    fi
}

for program in "$@"; do
    run "$program"
done

echo
[ -z "$unhappy" ] || printf 'failed:%s\n' "$unhappy"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
