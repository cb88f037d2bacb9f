#!/bin/sh
# infusheet test --propose: what it writes stands at the breakpoints, expects nothing, and loads where it is pasted.
set -u
program=${INFUSHEET:-$PWD/build/infusheet}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0

wrong() {
    echo "$*"
    bad=1
}

# The text of the first file, before the parenthesis that closes the examples of the second.
paste_into() {
    awk -v added="$1" '/^examples = \(/ { within = 1 }
        within && /^\);/ { while ((getline line < added) > 0) print line; within = 0 }
        { print }' "$2"
}

for file in protocols/*.cfg; do
    name=$(basename "$file")
    [ "$name" = site.cfg ] && continue
    "$program" test --propose "$file" --protocols protocols >"$work/proposed" || wrong "nothing proposed for $file"
    count=$(grep -c '^  , { name = ' "$work/proposed")
    [ "$count" -ge 10 ] || wrong "$file: only $count proposals"
    [ "$count" -eq "$(grep -c 'expect = \[ \]; }' "$work/proposed")" ] || wrong "$file: a proposal expects something"
    paste_into "$work/proposed" "$file" >"$work/$name"
    "$program" test "$work/$name" --protocols protocols >"$work/said" 2>&1 || { wrong "$file: does not load or fails when pasted"; cat "$work/said"; }
    grep -q "^${name%.cfg}: $count of the examples expect nothing" "$work/said" || wrong "$file: $count proposals are not counted as unfinished"
    before=$(sed -n 's/.*: \([0-9]*\) examples, all pass.*/\1/p' "$work/said")
    whole=$("$program" test "$file" --protocols protocols | sed -n 's/.*: \([0-9]*\) examples, all pass.*/\1/p')
    [ "$before" -eq $((whole + count)) ] || wrong "$file: $before examples after pasting $count to $whole"
    "$program" test "$work/$name" --protocols protocols --strict >/dev/null 2>&1
    [ $? -eq 1 ] || wrong "$file: --strict lets examples that expect nothing pass"
done

# Adults from 18 y; bands at 30 and 60 mL/min, written to 0.1; 1 g and 2 g in steps of 500 mg; 15 and 7 min to the minute.
"$program" test --propose migraine-acute-adult --protocols protocols >"$work/proposed"
for words in 'age=17 y' 'age=18 y' 'age=19 y' 'crcl=29.9 mL/min' 'crcl=30 mL/min' 'crcl=30.1 mL/min' 'crcl=59.9 mL/min' \
    'crcl=60 mL/min' 'crcl=60.1 mL/min' 'systolic=99 mmHg' 'dose 500 mg' 'dose 1000 mg' 'dose 2000 mg' 'dose 2500 mg'; do
    grep -qF "name = \"proposed: $words\"" "$work/proposed" || wrong "no proposal at $words"
done
grep -A1 'proposed: crcl=30 mL' "$work/proposed" | grep -q '"creatinine=unknown"' || wrong 'another estimate would count'

# Without an example to build on it says what to write.
sed '/^examples = (/,/^);/d' protocols/migraine-acute-adult.cfg >"$work/migraine-acute-adult.cfg"
"$program" test --propose "$work/migraine-acute-adult.cfg" --protocols protocols | grep -q 'write one example first' ||
    wrong 'says nothing about a protocol without examples'
"$program" test --propose --json migraine-acute-adult >/dev/null 2>&1
[ $? -eq 2 ] || wrong '--propose with --json is not refused'
exit $bad
