#!/bin/sh
# What happens where a PDF cannot be made or written: status 4 (2 for a terminal), a message that says what to do, and under
# the target name the old file or the whole new one, never a part.
set -eu
folder=$(mktemp -d)
mounted=
trap '[ -z "$mounted" ] || umount "$mounted"; rm -rf "$folder"' EXIT
wrong=0

fail() { echo "$*"; wrong=1; }

order() { python3 -B tests/golden/cases.py run ordinary --format pdf "$@"; }

# EXPECTED_STATUS EXPECTED_WORDS TARGET COMMAND...: the target stays what it was, and no temporary file stays beside it.
refuses() {
    expected=$1 words=$2 target=$3
    shift 3
    before=$(cat "$target" 2>/dev/null || echo none)
    status=0
    "$@" >"$folder/out" 2>"$folder/said" || status=$?
    [ "$status" = "$expected" ] || fail "$words: status $status, not $expected"
    grep -q -- "$words" "$folder/said" || fail "says not \"$words\" but: $(cat "$folder/said")"
    [ "$(cat "$target" 2>/dev/null || echo none)" = "$before" ] || fail "$words: $target changed"
    left=$(find "$(dirname "$target")" -maxdepth 1 -name '.infusheet-*' 2>/dev/null | wc -l)
    [ "$left" = 0 ] || fail "$words: a temporary file is left"
}

# ---- What is missing ----

mkdir "$folder/fonts" "$folder/alone"
printf '<fontconfig><dir>%s/fonts</dir><cachedir>%s/cache</cachedir></fontconfig>' "$folder" "$folder" >"$folder/none.conf"
echo old >"$folder/old.pdf"
without_fonts() { FONTCONFIG_FILE=$folder/none.conf order -o "$folder/old.pdf"; }
refuses 4 'install the package fonts-noto-core' "$folder/old.pdf" without_fonts

# A substitute that is no Noto Sans is refused as well.
other=$(fc-list ':family=Noto Sans CJK JP' file 2>/dev/null | head -1 | sed 's/: *$//') || true
if [ -n "$other" ]; then
    mkdir "$folder/other" && ln -s "$other" "$folder/other/"
    sed "s#/fonts<#/other<#" "$folder/none.conf" >"$folder/other.conf"
    with_other() { FONTCONFIG_FILE=$folder/other.conf order -o "$folder/old.pdf"; }
    refuses 4 'install the package fonts-noto-core' "$folder/old.pdf" with_other
fi

no_glyph=$(printf 'Ada \364\217\277\275') # U+10FFFD: private use, in no font
named=$(python3 -B tests/golden/cases.py command ordinary --format pdf -o "$folder/old.pdf" | sed "s/=Ada Example/=$no_glyph/")
with_name() { eval "$named"; }
refuses 4 'U+10FFFD.*fonts-noto-cjk' "$folder/old.pdf" with_name

# A program without its module.
cp "$INFUSHEET" "$folder/alone/infusheet"
alone() { INFUSHEET=$folder/alone/infusheet INFUSHEET_PROTOCOLS=$PWD/protocols order -o "$folder/old.pdf"; }
if [ ! -e /usr/local/lib/infusheet/infusheet-pdf.so ]; then
    refuses 4 'infusheet-pdf.so.*install infusheet whole' "$folder/old.pdf" alone
fi

# ---- What cannot be written ----

refuses 4 'no such file or folder' "$folder/nowhere/new.pdf" order -o "$folder/nowhere/new.pdf"
refuses 4 'not an ordinary file' "$folder/old.pdf" order -o /dev/full
mkdir "$folder/folder.pdf"
refuses 4 'not an ordinary file' "$folder/old.pdf" order -o "$folder/folder.pdf"
full_pipe() { order >/dev/full; }
refuses 4 'standard output: no room' "$folder/old.pdf" full_pipe

limited() { (ulimit -f 8 && order -o "$folder/old.pdf"); } # 4 KiB: far less than a sheet
refuses 4 'no room left' "$folder/old.pdf" limited

mkdir "$folder/small"
if mount -t tmpfs -o size=16k none "$folder/small" 2>/dev/null; then
    mounted=$folder/small
    echo old >"$folder/small/old.pdf"
    refuses 4 'no room left' "$folder/small/old.pdf" order -o "$folder/small/old.pdf"
fi

if [ "$(id -u)" != 0 ]; then
    mkdir -m 555 "$folder/closed"
    refuses 4 'no permission' "$folder/closed/new.pdf" order -o "$folder/closed/new.pdf"
fi

# ---- A terminal, wrong words ----

if command -v script >/dev/null && python3 -c 'import os; os.openpty()' 2>/dev/null; then
    status=0
    script -qec "$INFUSHEET order migraine-acute-adult --format pdf" /dev/null >"$folder/said" 2>&1 </dev/null || status=$?
    [ "$status" = 2 ] && grep -q 'name a file: -o sheet.pdf' "$folder/said" || fail "to a terminal: status $status, $(cat "$folder/said")"
fi
refuses 2 '--paper is a4 or letter' "$folder/old.pdf" order --paper a5 -o "$folder/old.pdf"
refuses 2 '--format is text, json or pdf' "$folder/old.pdf" order --format ps -o "$folder/old.pdf"

# ---- Killed at any moment, an older sheet is there, or the new one, whole ----

order -o "$folder/whole.pdf"
for delay in 0.01 0.02 0.03 0.04 0.05 0.06 0.08 0.1 0.15; do
    cp "$folder/old.pdf" "$folder/killed.pdf"
    command=$(python3 -B tests/golden/cases.py command ordinary --format pdf -o "$folder/killed.pdf")
    (eval "exec timeout -s KILL $delay $command") >/dev/null 2>&1 || true
    cmp -s "$folder/killed.pdf" "$folder/old.pdf" || cmp -s "$folder/killed.pdf" "$folder/whole.pdf" ||
        fail "killed after $delay s: neither the old nor the whole new file"
done 2>/dev/null

# ---- The same bytes, on both papers; through a pipe as into a file ----

order -o "$folder/again.pdf"
cmp "$folder/whole.pdf" "$folder/again.pdf" || fail 'the same order gave other bytes'
order >"$folder/piped.pdf"
cmp "$folder/whole.pdf" "$folder/piped.pdf" || fail 'through a pipe other bytes than into a file'
order --paper letter -o "$folder/letter.pdf"
pdfinfo "$folder/letter.pdf" | grep -q '612 x 792 pts (letter)' || fail 'Letter is no Letter'
pdfinfo "$folder/whole.pdf" | grep -q '(A4)' || fail 'A4 is no A4'
sed 's/"a4"/"letter"/' tests/golden/site.cfg >"$folder/site.cfg"
eval "$(python3 -B tests/golden/cases.py command ordinary -o "$folder/site.pdf" | sed "s#tests/golden/site.cfg#$folder/site.cfg#")"
pdfinfo "$folder/site.pdf" | grep -q '(letter)' || fail "the site's paper is not taken"
exit "$wrong"
