#!/bin/sh
# Holds the sources below a directory (that of this tree, if none is given) to the style of the house, where neither the
# compiler nor tests/layers.sh does: recursion, variable arrays, sizes, switches, state, names, opening comments,
# exceptions without a reason. tests/layers.sh holds what rooms include, call and show, and function-like macros.
# Prints one line for each breach and ends with status 1 if there was any. Objects are looked at where there are any,
# below $BUILD. Recursion is found in the text, through every file; through a pointer to a function it is not.
set -u
ROOT=${1:-$(dirname "$0")/..}
cd "$ROOT" || exit 1
BUILD=${BUILD:-build}
CC=${CC:-cc}
WORDS='qty amount data info manager util helper' # say nothing in the name of a function
LINES=40
PARAMETERS=5

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
breaches=$work/breaches
: >"$breaches"
find src -name '*.c' | sort >"$work/sources"
find src include -name '*.[ch]' 2>/dev/null | sort >"$work/files"

# shellcheck disable=SC2016 # the dollars are awk's
# All code, without comments, texts and characters, as "file<TAB>line<TAB>code".
xargs awk '
    FNR == 1 { inside = 0 }
    {
        line = $0; out = ""
        while (line != "") {
            if (inside) {
                end = index(line, "*/")
                if (end == 0) { line = "" } else { line = substr(line, end + 2); inside = 0 }
            } else if (match(line, /^"([^"\\]|\\.)*"/) || match(line, /^\047([^\047\\]|\\.)+\047/)) {
                out = out "\"\""; line = substr(line, RLENGTH + 1)
            } else if (substr(line, 1, 2) == "/*") {
                inside = 1; line = substr(line, 3)
            } else if (substr(line, 1, 2) == "//") {
                line = ""
            } else if (match(line, /^[^"\047\/]+/)) {
                out = out substr(line, 1, RLENGTH); line = substr(line, RLENGTH + 1)
            } else {
                out = out substr(line, 1, 1); line = substr(line, 2)
            }
        }
        print FILENAME "\t" FNR "\t" out
    }' <"$work/files" >"$work/code"

# One line for each function: file, line, name, parameters, lines, "static" or "-", and then every name it calls.
awk -F '\t' '
    function finish() {
        if (name != "") print file "\t" begun "\t" name "\t" parameters "\t" $2 - begun + 1 "\t" kind "\t" calls
        name = ""; calls = ""; body = 0
    }
    file != $1 { file = $1; head = ""; name = ""; body = 0 }
    body && $3 ~ /^}/ { finish(); head = ""; next }
    body {
        rest = $3
        while (match(rest, /[A-Za-z_][A-Za-z_0-9]*[ ]*\(/)) {
            called = substr(rest, RSTART, RLENGTH - 1); sub(/ +$/, "", called)
            calls = calls " " called
            rest = substr(rest, RSTART + RLENGTH)
        }
        next
    }
    $3 ~ /^[ \t]*#/ || $3 == "" { head = ""; next }
    $3 ~ /^[A-Za-z]/ { head = ""; at = $2 }
    $3 ~ /^{/ && head ~ /\(/ && head !~ /[=;]/ {
        match(head, /[A-Za-z_][A-Za-z_0-9]*\(/)
        name = substr(head, RSTART, RLENGTH - 1)
        kind = head ~ /(^| )static / ? "static" : "-"
        list = substr(head, RSTART + RLENGTH); gsub(/\([^()]*\)/, "", list); sub(/, *\.\.\./, "", list)
        parameters = list ~ /^[ ]*(void)?[ ]*\)/ ? 0 : gsub(/,/, ",", list) + 1
        begun = at; body = 1; next
    }
    { head = head " " $3 }' "$work/code" >"$work/functions"

# A cycle is what is left when functions that call none of those left are taken away, and then those none left calls.
recursion() {
    awk -F '\t' '
        NR == FNR { if ($6 == "static") own[$1, $3] = 1; else global[$3] = $1; next }
        {
            n = split($7, called, " "); from = ($6 == "static" ? $1 ":" : "") $3; place[from] = $1 ":" $2
            for (i = 1; i <= n; i++) {
                to = (($1, called[i]) in own) ? $1 ":" called[i] : (called[i] in global) ? called[i] : ""
                if (to != "") edge[from, to] = 1
            }
        }
        END {
            for (e in edge) { split(e, end, SUBSEP); out[end[1]]++; in_[end[2]]++ }
            do {
                gone = 0
                for (e in edge) {
                    split(e, end, SUBSEP)
                    if (out[end[2]] == 0 || in_[end[1]] == 0) {
                        out[end[1]]--; in_[end[2]]--; delete edge[e]; gone = 1
                    }
                }
            } while (gone)
            for (e in edge) { split(e, end, SUBSEP); print place[end[1]] ": " end[1] " calls itself through " end[2] }
        }' "$work/functions" "$work/functions" | sort
}

sizes() {
    awk -F '\t' -v lines="$LINES" -v parameters="$PARAMETERS" '
        $5 > lines + 2 { print $1 ":" $2 ": " $3 " has " $5 " lines; write smaller functions" }
        $4 > parameters { print $1 ":" $2 ": " $3 " takes " $4 " parameters; write a struct" }' "$work/functions"
    awk -F '\t' '{ print $5 - 3 }' "$work/functions" | sort -n | awk '{ length_of[NR] = $1 }
        END { if (NR > 20 && length_of[int((NR + 1) / 2)] >= 10) print "src: half of all functions have 10 lines or more" }'
}

# Variable arrays, and a switch over an enum that forgets one of its values, as the compiler sees them.
compiled() {
    includes=$(for room in src/*/; do printf -- '-I%s ' "$room"; done)
    # shellcheck disable=SC2086 # the list of includes is split on purpose
    xargs -n 20 -P 2 "$CC" -fsyntax-only -std=c11 -D_GNU_SOURCE -DIFS_PROTOCOLS_DIR='""' -Iinclude $includes \
        -DIFS_MODULES_DIR='""' $(pkg-config --cflags pangocairo libqrencode 2>/dev/null) -Wvla -Wswitch-enum -Wimplicit-function-declaration <"$work/sources" 2>&1 |
        sed -n 's/^\([^ ]*\): \(warning\|error\): \(.*\)/\1: \3/p'
}

# A default hides a value that an enum got later; where the switch is over no enum, the line says so.
defaults() {
    while read -r file; do
        grep -nE '^[ \t]*default[ ]*:' "$file" | grep -v 'no enum' | sed "s#^\([0-9]*\):.*#$file:\1: default; list every \
value of the enum, or write /* no enum: why */ beside it#"
    done <"$work/files"
}

unsafe() {
    grep -E '(^|[^A-Za-z_0-9])(strcpy|strcat|strncpy|sprintf|vsprintf|gets|atoi|atol|atoll|atof|strtod|strtof|strtold|alloca)[ ]*\(' \
        "$work/code" | awk -F '\t' '{ print $1 ":" $2 ": a call that the house does not make" }'
}

# Every .c opens with 3 to 12 lines that say what it decides.
openings() {
    while read -r file; do
        awk -v file="$file" '
            NR == 1 && !/^\/\*/ { print file ":1: opens with no comment"; exit }
            { line = $0; gsub(/^\/\*|\*\/.*|^ \*/, "", line) }
            NR > 1 || line ~ /[A-Za-z]/ { if (!/^ \*\/$/) count++ }
            /\*\// { if (count < 3 || count > 12) print file ":1: opens with a comment of " count " lines, not 3 to 12"; exit }
        ' "$file"
    done <"$work/sources"
}

# What can change while the program runs belongs to a function, in every room.
state() {
    while read -r file; do
        object=$BUILD/obj/${file#src/}
        object=${object%.c}.o
        [ -f "$object" ] || continue
        nm "$object" | grep -qE ' (__asan_init|__gcov0\.|__gcov_init)' && continue # a sanitizer, or coverage, keeps state of its own in every object
        size -A "$object" | awk -v file="$file" '
            $1 ~ /^\.t?(data|bss)(\.|$)/ && $1 !~ /^\.data\.rel\.ro/ && $2 > 0 { print file ": keeps state in " $1 }'
    done <"$work/sources"
    awk -F '\t' '$3 ~ /^static [^()=]*(=.*|;)$/ && $3 !~ /(^| )const / && $3 !~ /inline/ {
            print $1 ":" $2 ": static and not const: a global that can change" }
        $3 ~ /^ +static [^()]*(=|;)/ && $3 !~ /(^| )const / { print $1 ":" $2 ": static and not const: a state that stays" }
        ' "$work/code"
}

names() {
    for word in $WORDS; do
        awk -F '\t' -v word="$word" '$3 == word || $3 ~ "^" word "s?_" || $3 ~ "_" word "s?$" {
            print $1 ":" $2 ": " $3 ": \"" word "\" says nothing; name what it is" }' "$work/functions"
    done
}

# Each exception from a check names it, and its reason stands before it in the same comment.
exceptions() {
    while read -r file; do
        awk -v file="$file" '/NOLINT/ {
            text = previous " " $0; sub(/NOLINT.*/, "", text); sub(/.*\/\*/, "", text)
            if ($0 !~ /NOLINT(NEXTLINE)?\([a-z][A-Za-z.,-]+\)/) print file ":" NR ": an exception that names no check"
            else if (split(text, words, " ") < 4) print file ":" NR ": an exception without a reason before it"
        }
        /cppcheck-suppress/ && !/cppcheck-suppress [a-zA-Z]+ ; [a-z]+ [a-z]+/ {
            print file ":" NR ": an exception without a reason after a semicolon"
        }
        { previous = $0 }' "$file"
    done <"$work/files"
}

{
    recursion
    sizes
    compiled
    defaults
    unsafe
    openings
    state
    names
    exceptions
} >>"$breaches"

if [ -s "$breaches" ]; then
    cat "$breaches"
    echo "house: $(wc -l <"$breaches" | tr -d ' ') breaches"
    exit 1
fi
echo "house: $(wc -l <"$work/functions" | tr -d ' ') functions in $(wc -l <"$work/sources" | tr -d ' ') sources keep to the style"
