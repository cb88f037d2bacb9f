#!/bin/sh
# Files that are too large, too deep or no files at all, and outputs that cannot be written: infusheet answers at once, with
# the right exit status and a message that says what to do, holds no order, and keeps the file that was there before.
#
# The program is the one in $INFUSHEET (default build/infusheet). Everything it makes is in a folder of its own, removed at the end.
set -u
cd "$(dirname "$0")/../.." || exit 1
INFUSHEET=${INFUSHEET:-$PWD/build/infusheet}
folder=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$folder" 2>/dev/null; rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

protocol=migraine-acute-adult
failed=0
LIMIT_S=${SLOWEST_S:-20} # a program that counts its branches is slower

complain() {
    echo "FAILED: $1"
    sed 's/^/    | /' "$folder/err" | cut -c 1-300 | head -n 5
    failed=$((failed + 1))
}

# expect STATUS TEXT ARGUMENT...: the exit status, a text of the message (empty: any), nothing on standard output, no delay.
expect() {
    wanted=$1 text=$2
    shift 2
    timeout "$LIMIT_S" "$INFUSHEET" "$@" >"$folder/out" 2>"$folder/err" </dev/null
    status=$?
    if [ "$status" -ne "$wanted" ]; then
        complain "$*: exit status $status, not $wanted"
    elif ! grep -q -F -e "$text" "$folder/err"; then
        complain "$*: the message does not say \"$text\""
    elif [ -s "$folder/out" ]; then
        complain "$*: something on standard output"
    elif LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" "$folder/err"; then
        complain "$*: a control character in the message"
    fi
}

# As a protocol (unreadable: 2, not a protocol: 3), as a patient, as a site, and under check (3 on any error).
expect_everywhere() {
    file=$1 as_protocol=$2 text=$3
    expect "$as_protocol" "$text" order "$file"
    expect 2 "$text" order "$protocol" --patient "$file"
    expect "$as_protocol" "$text" facts "$file"
    expect 3 "$text" check "$file"
}

# repeat COUNT TEXT
repeat() {
    awk -v count="$1" -v text="$2" 'BEGIN { while (count-- > 0) { printf "%s", text } }'
}

# ---- Files that are too large or no files ----

truncate -s 1G "$folder/large.cfg"
expect_everywhere "$folder/large.cfg" 2 "larger than infusheet accepts"
expect 2 "larger than infusheet accepts" order "$protocol" --site "$folder/large.cfg"

# One byte above 64 KiB, all of it a remark.
repeat 65537 "#" >"$folder/above.cfg"
expect_everywhere "$folder/above.cfg" 2 "larger than infusheet accepts"

mkfifo "$folder/pipe.cfg"
expect_everywhere "$folder/pipe.cfg" 2 "not an ordinary file"

mkdir "$folder/folder.cfg"
expect_everywhere "$folder/folder.cfg" 2 "not an ordinary file"

ln -s /dev/zero "$folder/zero.cfg"
expect_everywhere "$folder/zero.cfg" 2 "not an ordinary file"

ln -s loop.cfg "$folder/loop.cfg"
expect_everywhere "$folder/loop.cfg" 2 "loop.cfg"

expect_everywhere "$folder/absent.cfg" 2 "no such file"
expect_everywhere /dev/tty 2 ""

# ---- Nesting ----

{ printf 'protocol = ' && repeat 20000 "(" && repeat 20000 ")" && echo ";"; } >"$folder/lists.cfg"
expect_everywhere "$folder/lists.cfg" "3" "inside one another"

{ repeat 20000 "{" && echo; } >"$folder/open.cfg"
expect 3 "" order "$folder/open.cfg"
expect 2 "" order "$protocol" --patient "$folder/open.cfg"

{ printf 'name = ' && repeat 20000 "[" && echo; } >"$folder/arrays.cfg"
expect 3 "" order "$folder/arrays.cfg"
expect 2 "" order "$protocol" --patient "$folder/arrays.cfg"

# A condition of 20,000 brackets in a protocol that is otherwise in order.
mkdir "$folder/protocols"
cp -R protocols/drugs "$folder/protocols/"
deep=$(repeat 20000 "(")
sed "s/refuse-if = \"heart-rate < 60 \/min\"/refuse-if = \"${deep}heart-rate < 60 \/min\"/" "protocols/$protocol.cfg" >"$folder/protocols/deep.cfg"
expect 3 "[bad-condition]" order "$folder/protocols/deep.cfg"
expect 3 "[bad-condition]" check "$folder/protocols/deep.cfg"
deep=$(repeat 5000 "not ")
sed "s/refuse-if = \"heart-rate < 60 \/min\"/refuse-if = \"${deep}heart-rate < 60 \/min\"/" "protocols/$protocol.cfg" >"$folder/protocols/not.cfg"
expect 3 "[bad-condition]" check "$folder/protocols/not.cfg"

# 300 rules that nobody meets, each over the answers to 19 questions: half a million kinds of patients for each of them.
mkdir "$folder/many"
cp -R tests/protocol/good/drugs "$folder/many/"
questions=$(awk 'BEGIN { for (i = 0; i < 19; i++) printf "{ id = \"q%d\"; ask = \"Q%d?\"; }, ", i, i }')
all=$(awk 'BEGIN { printf "q0"; for (i = 1; i < 19; i++) printf " and q%d", i }')
lines=$(awk 'BEGIN { for (i = 0; i < 300; i++) printf "{ say = \"L%d\"; when = \"all and not q%d\"; source = \"trial\"; },\\n", i, i % 19 }')
sed -e "s/^questions = (/definitions = ( { id = \"all\"; means = \"$all\"; } );\n& $questions/" -e "s/^monitoring = (/& $lines/" \
    tests/protocol/good/ladder.cfg >"$folder/many/ladder.cfg"
expect 0 "not all its rules can be tried" check "$folder/many/ladder.cfg"

# Eight phases of 96 doses, 61 minutes apart, held against the totals of 24 and 48 hours in each of 100 examples.
phase='devices = ["pump"]; dose = { usual = "1 g"; step = "500 mg"; source = "trial"; }; over = { usual = "60 min"; source = "trial"; };
    repeat = { every = "61 min"; doses = 96; source = "trial"; }; bags = ( { product = "premix"; additive = "premixed"; } );'
infusions=$(for i in 1 2 3 4 5 6 7 8; do printf '{ name = "i%s"; %s }%s\n' "$i" "$phase" "$([ "$i" = 8 ] || echo ,)"; done)
examples=$(awk 'BEGIN { for (i = 0; i < 100; i++) printf "{ name = \"e%d\"; like = \"plain\"; expect = [\"verdict=refused\"]; source = \"trial\"; }, ", i }' | sed "s/, $//")
sed -e "s/^\(examples = (.*\) );/\1, $examples );/" -e '/^infusions = ($/,/^);$/d' tests/protocol/good/ladder.cfg >"$folder/many/phases.cfg"
sed -i 's/id = "ladder"/id = "phases"/' "$folder/many/phases.cfg"
printf 'infusions = ( %s );\n' "$infusions" >>"$folder/many/phases.cfg"
expect 3 "[phases-exceed-total]" check "$folder/many/phases.cfg"

# ---- Bytes that are no text ----

printf 'name = "Ada\000Example";\n' >"$folder/nul.cfg"
expect_everywhere "$folder/nul.cfg" 3 "NUL byte"
printf 'name = "Ada\377";\n' >"$folder/bytes.cfg"
expect_everywhere "$folder/bytes.cfg" 3 "not valid UTF-8"
printf 'name = "Ada\033[31m";\n' >"$folder/escape.cfg"
expect_everywhere "$folder/escape.cfg" 3 "control character"
printf 'name = "Ada\\x1b[31m";\n' >"$folder/spelled.cfg"
expect_everywhere "$folder/spelled.cfg" 3 "control character"
printf 'name = "Ada \342\200\256elpmaxE";\n' >"$folder/turned.cfg"
expect_everywhere "$folder/turned.cfg" 3 "direction"
printf '@include "/etc/passwd"\n' >"$folder/include.cfg"
expect_everywhere "$folder/include.cfg" 3 "@include is not allowed"

# ---- Patients ----

patient() {
    printf '%s\n' "$2" >"$folder/patient.cfg"
    expect 2 "$1" order "$protocol" --patient "$folder/patient.cfg"
}
patient 'write "72 kg"' 'weight = "72kg";'
patient "in quotes, with its unit" 'weight = 72;'
patient "in quotes, with its unit" 'weight = 72.5;'
patient "in quotes" 'heart-block = true;'
patient "in quotes" 'weight = [ "72 kg" ];'
patient 'write "no"' 'heart-block = no;'
patient "did you mean weight?" 'wieght = "72 kg";'
patient "already set in line 1" 'weight = "72 kg"; weight = "73 kg";'
patient "would be joined to it" 'name = "Ada" "Eve";'
patient "not metric" 'weight = "160 lb";'
patient "has a comma" 'weight = "72,5 kg";'
patient "patient.cfg:1:1: error:" 'weight = "72";'

# ---- Outputs ----

refusal="order $protocol heart-block=yes"
# $refusal is split into words on purpose.
# shellcheck disable=SC2086
order_to() {
    wanted=$1 file=$2
    timeout "$LIMIT_S" "$INFUSHEET" $refusal -o "$file" >"$folder/out" 2>"$folder/err"
    status=$?
    [ "$status" -eq "$wanted" ] || complain "-o $file: exit status $status, not $wanted"
    [ ! -s "$folder/out" ] || complain "-o $file: something on standard output"
    [ "$wanted" -ne 4 ] || grep -q -F -e "$file" "$folder/err" || complain "-o $file: the message does not name the file"
}

mkdir "$folder/sheets"
order_to 1 "$folder/sheets/sheet.txt"
grep -q "DO NOT INFUSE" "$folder/sheets/sheet.txt" || complain "the sheet is not in the file"
order_to 1 "$folder/sheets/sheet.txt"
order_to 4 "$folder/none/sheet.txt"
order_to 4 "$folder/sheets"
order_to 4 /dev/full

# A file that was there is kept, whole, when the order is not written: wrong input, no room, a folder in the way.
echo "the order of yesterday" >"$folder/sheets/kept.txt"
expect 2 "" order "$protocol" weight=72 -o "$folder/sheets/kept.txt"
expect 3 "" order "$folder/nul.cfg" -o "$folder/sheets/kept.txt"
if [ "$(id -u)" -ne 0 ]; then
    chmod a-w "$folder/sheets"
    order_to 4 "$folder/sheets/kept.txt"
    chmod u+w "$folder/sheets"
fi
[ "$(cat "$folder/sheets/kept.txt")" = "the order of yesterday" ] || complain "an existing file was touched"
# Nothing is left over beside the two sheets.
[ "$(find "$folder/sheets" -type f | wc -l)" -eq 2 ] || complain "left over: $(ls -A "$folder/sheets")"

# Standard output full or closed.
# shellcheck disable=SC2086
for command in "$refusal" "$refusal --json" "protocols" "protocols --json" "facts $protocol" "facts $protocol --json" \
    "check --json protocols/$protocol.cfg" "calc speed dose=4g over=60min"; do
    timeout "$LIMIT_S" "$INFUSHEET" $command >/dev/full 2>"$folder/err"
    status=$?
    [ "$status" -eq 4 ] || complain "$command >/dev/full: exit status $status, not 4"
    timeout "$LIMIT_S" "$INFUSHEET" $command >&- 2>"$folder/err"
    status=$?
    [ "$status" -eq 4 ] || complain "$command >&-: exit status $status, not 4"
done

# A reader that stops reading early is no crash.
{ timeout "$LIMIT_S" "$INFUSHEET" facts "$protocol" 2>"$folder/err"; echo "$?" >"$folder/status"; } | head -n 1 >"$folder/out"
status=$(cat "$folder/status")
[ "$status" -eq 0 ] || [ "$status" -eq 4 ] || [ "$status" -eq 141 ] || complain "a closed pipe: exit status $status"

[ "$failed" -eq 0 ] && echo "hostile files and outputs: all answered"
exit "$((failed > 0))"
