#!/bin/sh
# Every code the program can give has an explanation, and every explained code of a finding can be given.
#
# Codes are looked for in the sources of the rooms that give findings: every text that is words with hyphens and neither a
# key of files nor one of `others` below, and every text after a severity (IFS_ERROR, "syntax"). Each needs a row in
# src/sheet/explain_*.c; each row of a finding needs its text in some source.
set -u
program=${INFUSHEET:-build/infusheet}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# Words that are no codes: methods of estimation, everyday names of facts, kinds of rules that no example reaches, writing rules
# that only a finished sheet is held against, words typed in a visit.
others='blood-pressure magnesium-sulfate renal-band ckd-epi-2021 cockcroft-gault reported-crcl reported-egfr
urine-output-per-weight check-never-trips check-never-passes hard-low hard-high soft-low soft-high limit-alternative
renal-dose-max bag-volume body-weight creatinine-clearance gestational-age kidney-function magnesium-level
cannot-tell period-after-unit decimal-of-gram go-on mg-elemental patellar-reflex renal-function respiratory-rate serum-magnesium birth-date date-of-birth'

# One line for each source, without comments and without quotes inside texts.
for file in $(find src -name '*.[ch]' ! -path 'src/engine/*' ! -name 'explain*' ! -name keys.c); do
    sed 's/\\"//g; s://.*::' "$file" | tr '\n' ' ' | sed 's:/\*\([^*]\|\*[^/]\)*\*/: :g'
    echo
done >"$work/text"

{
    grep -oE '"[a-z0-9]+(-[a-z0-9]+)+"' "$work/text" | grep -vE '"[0-9]{4}-[0-9]{2}-[0-9]{2}"'
    grep -oE 'IFS_(ERROR|WARNING|NOTE), +"[a-z0-9-]+"' "$work/text"
} | grep -oE '"[a-z0-9-]+"' | tr -d '"' | sort -u >"$work/words"
grep -oE '"[a-z0-9.-]+"' src/protocol/keys.c | tr '."' '\n\n' | sort -u >"$work/keys"
echo "$others" | tr ' ' '\n' | sort -u | sort -u - "$work/keys" | comm -23 "$work/words" - >"$work/given"
[ "$(wc -l <"$work/given")" -gt 100 ] || { echo 'the codes were not found in the sources'; cat "$work/given"; exit 1; }

"$program" explain --json >"$work/json" || exit 1
tr -d '\n' <"$work/json" | sed 's/{/\n/g' | sed -n 's/.*"code": "\([^"]*\)", *"kind": "\([^"]*\)".*/\2|\1/p' >"$work/kinds"
sed 's/^[^|]*|//' "$work/kinds" | sort -u >"$work/known"

comm -23 "$work/given" "$work/known" | sed 's/$/: given by the program, but without a row in src\/sheet\/explain_*.c (or a word for `others`?)/' >"$work/wrong"
sed -n 's/^finding[^|]*|//p; s/^reason without an order|//p' "$work/kinds" | while read -r code; do
    grep -qF "\"$code\"" "$work/text" || echo "$code: explained, but nothing in src gives it"
done >>"$work/wrong"
cat "$work/wrong"
[ ! -s "$work/wrong" ]
