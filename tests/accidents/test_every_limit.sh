#!/bin/sh
# V14 in every file there is: each key that limits something, in each protocol and drug library, is misspelt in turn. A maximum that no
# code reads must be an error of the file; one that could be misspelt unnoticed could as well never have been read.
#
# The program is the one in $INFUSHEET (default build/infusheet).
set -u
cd "$(dirname "$0")/../.." || exit 1
INFUSHEET=${INFUSHEET:-$PWD/build/infusheet}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
failed=0
tried=0

keys="soft hard soft-min soft-max hard-min hard-max max dose-max in-24h in-48h interval up-to
      per-kg over speed speed-per-kg concentration volume site-volume limits totals renal exceed
      refuse-if override-if warn-if admit"

# misspell FILE KEY NUMBER: the file with that occurrence of the key, remarks left out, written with an x behind it.
misspell() {
    awk -v key="$2" -v wanted="$3" '
        /^ *#/ { next }
        { done = ""; rest = $0
          while (match(rest, "(^|[ {(])" key " = ")) {
              seen++
              end = RSTART + RLENGTH - 1
              piece = substr(rest, 1, end)
              if (seen == wanted) { sub(/ = $/, "x = ", piece) }
              done = done piece
              rest = substr(rest, end + 1)
          }
          print done rest }
        END { exit seen < wanted }' "$1"
}

# All misspellings of one file, each under the same name in a folder of its own, checked in one go.
try_file() {
    name=$(basename "$1")
    rm -rf "$folder/wrong"
    for key in $keys; do
        number=1
        while mkdir -p "$folder/wrong/$key.$number" && misspell "$1" "$key" "$number" >"$folder/wrong/$key.$number/$name"; do
            number=$((number + 1))
        done
        rm -r "$folder/wrong/$key.$number"
    done
    "$INFUSHEET" check "$folder"/wrong/*/"$name" >"$folder/answer" 2>&1
    for wrong in "$folder"/wrong/*/"$name"; do
        tried=$((tried + 1))
        place=$(basename "$(dirname "$wrong")")
        if ! grep -F "$wrong:" "$folder/answer" | grep -q -F "${place%.*}x: unknown key"; then
            echo "FAILED: $1: ${place%.*} number ${place##*.}, misspelt, is no error"
            failed=$((failed + 1))
        fi
    done
}

for file in protocols/*.cfg protocols/drugs/*.cfg tests/accidents/every-limit.cfg; do
    [ "$file" = protocols/site.cfg ] || try_file "$file"
done

echo "$tried keys misspelt, $failed unnoticed"
[ "$failed" -eq 0 ] && [ "$tried" -gt 0 ]
