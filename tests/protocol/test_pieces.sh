#!/bin/sh
# Each piece of protocols/README.md, put in the place of the settings of the same name in its whole protocol, passes check.
set -u
program=${INFUSHEET:-build/infusheet}
page=protocols/README.md
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r protocols/drugs "$folder"
sed -n '/^```cfg$/,/^```$/p' "$page" | sed '/^```$/q' | sed '/^```/d' >"$folder/whole"
awk -v folder="$folder" '
    /^```cfg piece$/ { name = folder "/piece-" ++count; next }
    /^```$/ { name = "" }
    name != "" { print > name }' "$page"

# The settings of the whole protocol, one paragraph each, but those which the piece writes anew; then the piece.
joined() {
    awk 'BEGIN { RS = ""; ORS = "\n\n" }
        FNR == 1 { file++ }
        file == 1 { if ($1 ~ /^[a-z-]+$/ && $2 == "=") anew[$1] = 1; next }
        !($1 in anew)' "$1" "$folder/whole"
    cat "$1"
}

count=0 bad=0
for piece in "$folder"/piece-*; do
    count=$((count + 1))
    joined "$piece" >"$folder/example-regimen.cfg"
    if ! "$program" check "$folder/example-regimen.cfg" --protocols "$folder" >"$folder/said" 2>&1; then
        echo "piece $count of $page:"
        cat "$folder/said" "$piece"
        bad=1
    fi
done
[ "$count" -eq 8 ] || { echo "$page has $count pieces, not 8"; bad=1; }
exit $bad
