#!/bin/sh
# Every protocol that is shipped is proved, and plain enumeration agrees; the certificate is the same twice but for the time it took.
set -u
program=${INFUSHEET:-$PWD/build/infusheet}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0

for file in protocols/*.cfg; do
    [ "$file" = protocols/site.cfg ] && continue
    if ! "$program" prove "$file" --protocols protocols --brute 10000 >"$work/text"; then
        cat "$work/text"
        bad=1
    fi
    awk 'length > 80 { print FILENAME ": longer than 80: " $0; bad = 1 } END { exit bad }' "$work/text" || bad=1
    [ "$(grep -c '^PROVED  *[a-z]' "$work/text")" -eq 10 ] || { echo "$file: not ten properties"; bad=1; }
done

for run in 1 2; do
    "$program" prove migraine-acute-adult --protocols protocols --brute 1000 --seed 7 | grep -v '^Took' >"$work/$run"
done
cmp "$work/1" "$work/2" || bad=1
exit $bad
