#!/bin/sh
# The order sheet that README.md shows is what the command beside it prints: the first lines of it, as many as are shown.
set -u
program=${INFUSHEET:-build/infusheet}
shown=$(mktemp) printed=$(mktemp)
trap 'rm -f "$shown" "$printed"' EXIT
command=$(sed -n '/^```console$/,/^```$/p' README.md | sed -n 's/^\$ build\/infusheet //p;s/^    //p' | sed 's/\\$//' | tr '\n' ' ')
[ -n "$command" ] || { echo 'README.md shows no command'; exit 1; }
sed -n '/^<!-- sheet -->$/,/^<!-- end of sheet -->$/p' README.md | sed '/^<!--/d;/^```/d;/^\[\.\.\.\]$/d' >"$shown"
lines=$(wc -l <"$shown")
[ "$lines" -gt 30 ] || { echo 'README.md shows no sheet'; exit 1; }
eval "'$program' $command" >"$printed" || { echo "the command of README.md ended with status $?"; exit 1; }
head -n "$lines" "$printed" | diff -u "$shown" - || { echo 'README.md shows another sheet than the program prints: write it anew'; exit 1; }
