#!/bin/sh
# The order sheet that README.md shows is what the command beside it prints: the first lines of it, as many as are shown; and its
# parts of golden sheets are what stands in tests/golden.
set -u
program=${INFUSHEET:-build/infusheet}
shown=$(mktemp) printed=$(mktemp)
trap 'rm -f "$shown" "$printed" "$shown.part"' EXIT
command=$(sed -n '/^```console$/,/^```$/p' README.md | sed -n 's/^\$ build\/infusheet //p;s/^    //p' | sed 's/\\$//' | tr '\n' ' ')
[ -n "$command" ] || { echo 'README.md shows no command'; exit 1; }
sed -n '/^<!-- sheet -->$/,/^<!-- end of sheet -->$/p' README.md | sed '/^<!--/d;/^```/d;/^\[\.\.\.\]$/d' >"$shown"
lines=$(wc -l <"$shown")
[ "$lines" -gt 30 ] || { echo 'README.md shows no sheet'; exit 1; }
eval "'$program' $command" >"$printed" || { echo "the command of README.md ended with status $?"; exit 1; }
for name in $(sed -n 's/^<!-- golden \(.*\) -->$/\1/p' README.md); do
    sed -n "/^<!-- golden $name -->\$/,/^<!-- end of golden -->\$/p" README.md | sed '/^<!--/d;/^```/d' >"$shown.part"
    first=$(grep -nFx "$(head -n 1 "$shown.part")" "tests/golden/$name.txt" | head -n 1 | cut -d: -f1)
    [ "$(wc -l <"$shown.part")" -gt 10 ] && tail -n "+${first:-1}" "tests/golden/$name.txt" | head -n "$(wc -l <"$shown.part")" |
        diff -u "$shown.part" - || { echo "README.md shows another $name than tests/golden/$name.txt"; exit 1; }
done
head -n "$lines" "$printed" | diff -u "$shown" - || { echo 'README.md shows another sheet than the program prints: write it anew'; exit 1; }
