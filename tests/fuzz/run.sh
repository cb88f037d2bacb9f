#!/bin/sh
# Runs harnesses under libFuzzer, two at a time, and says how many inputs each tried and what it found.
#
#   sh tests/fuzz/run.sh needed               says by name what is missing; nothing is installed
#   sh tests/fuzz/run.sh SECONDS HARNESS...   exits 1 when any found something
set -u

needed() {
    command -v clang >/dev/null || {
        echo 'clang is not installed; on Debian: apt-get install clang'
        exit 1
    }
    version=$(clang -dumpversion | cut -d. -f1)
    scratch=$(mktemp -d)
    echo 'int LLVMFuzzerTestOneInput(void); int LLVMFuzzerTestOneInput(void) { return 0; }' >"$scratch/probe.c"
    clang -fsanitize=fuzzer,address,undefined -o "$scratch/probe" "$scratch/probe.c" 2>/dev/null
    status=$?
    rm -rf "$scratch"
    test $status -eq 0 || {
        echo "clang's libFuzzer is not installed; on Debian: apt-get install libclang-rt-$version-dev"
        exit 1
    }
}

# One harness, in the background; what it says is in build/fuzz/NAME.log.
fuzz() {
    corpus=build/fuzz/corpus/$1
    found=build/fuzz/found/$1
    mkdir -p "$corpus" "$found"
    case $1 in
    config) longest=8192 ;;
    *) longest=1024 ;;
    esac
    dictionary=
    test ! -f "tests/fuzz/$1.dict" || dictionary=-dict=tests/fuzz/$1.dict
    kept=
    test ! -d "tests/fuzz/corpus/$1" || kept=tests/fuzz/corpus/$1
    # shellcheck disable=SC2086 # no dictionary is no argument
    build/fuzz/tests/fuzz/"$1" -max_total_time="$seconds" -max_len=$longest -timeout=20 -rss_limit_mb=2048 \
        -print_final_stats=1 $dictionary -artifact_prefix="$found/" "$corpus" $kept \
        >"build/fuzz/$1.log" 2>&1
    echo $? >"build/fuzz/$1.status"
}

# False when it found something.
report() {
    tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "build/fuzz/$1.log")
    speed=$(sed -n 's/^stat::average_exec_per_sec: *//p' "build/fuzz/$1.log")
    status=$(cat "build/fuzz/$1.status")
    findings=$((status != 0))
    printf '%-12s %10s inputs, %6s a second, %d findings\n' "$1" "${tried:-0}" "${speed:-0}" "$findings"
    test "$findings" -eq 0 || {
        grep -m 1 -E 'does not hold|runtime error|ERROR: ' "build/fuzz/$1.log"
        echo "    the input is in build/fuzz/found/$1/, more in build/fuzz/$1.log; see it again with"
        echo "    build/fuzz/tests/fuzz/$1 build/fuzz/found/$1/FILE"
        return 1
    }
}

if test "$1" = needed; then
    needed
    exit 0
fi
seconds=$1
shift
failed=0
TMPDIR=$(mktemp -d) || exit 1 # libFuzzer ends without leave to clean up
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
while test $# -gt 0; do
    fuzz "$1" &
    test $# -lt 2 || fuzz "$2" &
    wait
    for name in "$1" ${2:+"$2"}; do
        report "$name" || failed=1
    done
    shift
    test $# -eq 0 || shift
done
exit $failed
