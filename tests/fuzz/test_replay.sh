#!/bin/sh
# Every kept input of every harness, without libFuzzer: nothing that was found once comes back.
set -u
failed=0
for source in tests/fuzz/corpus/*/; do
    name=$(basename "$source")
    log=$BUILD/tests/fuzz/$name.log
    if "$BUILD/tests/fuzz/$name" "$source" >"$log" 2>&1; then
        echo "$name: $(tail -n 1 "$log")"
    else
        echo "$name: a kept input fails"
        tail -n 30 "$log"
        failed=1
    fi
done
for source in tests/fuzz/*.c; do
    name=$(basename "$source" .c)
    if grep -q '^int LLVMFuzzerTestOneInput' "$source" && ! test -d "tests/fuzz/corpus/$name"; then
        echo "$name: no inputs are kept for this harness"
        failed=1
    fi
done
exit $failed
