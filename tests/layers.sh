#!/bin/sh
# Holds the rooms of src/ to the plan of the house: what each may include, what the pure rooms may call and keep, and
# which names the library shows. Looks at the sources and at the objects below $BUILD; `make layers` builds those first.
# Prints one line for each breach and ends with status 1 if there was any.
# shellcheck disable=SC2086,SC2046 # lists of rooms and files are split on purpose
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
HEADER=include/infusheet.h
PURE='engine analysis sheet'
ROOMS="$PURE host protocol intake render cli"
PURE_HEADERS='stdbool.h stddef.h stdint.h'
INVENTED='memcpy memmove memset memcmp' # what a compiler may call of itself
UNSAFE='strcpy strcat sprintf vsprintf gets atoi atol atoll atof strtod strtof strtold'
SYSTEM='assert ctype dirent dlfcn errno fcntl inttypes libgen limits locale poll pwd setjmp signal stdarg stdbool stddef'
SYSTEM="$SYSTEM langinfo math spawn stdint"
SYSTEM="$SYSTEM stdio stdlib string strings termios time unistd wchar sys/file sys/ioctl sys/mman sys/random sys/stat"
SYSTEM="$SYSTEM sys/time sys/types sys/wait"

breaches=$(mktemp) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$breaches" "$work"' EXIT

breach() { printf '%s\n' "$*" >>"$breaches"; }

has() { # LIST WORD
    case " $1 " in *" $2 "*) return 0 ;; esac
    return 1
}

# The rooms that a room may include from, itself among them.
below() {
    case $1 in
    engine) echo engine ;;
    analysis) echo engine analysis ;;
    sheet) echo engine analysis sheet ;;
    host) echo engine host ;;
    protocol | intake | render) echo engine analysis sheet host "$1" ;;
    cli) echo "$ROOMS" ;;
    *) echo none ;;
    esac
}

# The source without comments, strings and character constants; lines keep their numbers.
code() {
    awk '{
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
            } else {
                out = out substr(line, 1, 1); line = substr(line, 2)
            }
        }
        print out
    }' "$1"
}

objects() { # ROOM...: its objects that belong to a source
    for room in "$@"; do
        for source in src/"$room"/*.c; do
            [ -f "$source" ] && echo "$BUILD/obj/$room/$(basename "$source" .c).o"
        done
    done
}

sources() { # ROOM...
    for room in "$@"; do
        for source in src/"$room"/*.[ch]; do
            [ -f "$source" ] && echo "$source"
        done
    done
}

# Every directory below src/ is a room with rules, and a header's bare name says which room it comes from.
check_rooms() {
    for directory in src/*/; do
        has "$ROOMS" "$(basename "$directory")" || breach "$directory: not a room of the plan"
    done
    find src -name '*.h' -exec basename {} \; | sort | uniq -d | while read -r name; do
        breach "src/*/$name: two rooms have a header of this name"
    done
}

# Includes go by bare name, never upwards or sideways; the pure rooms see no system header but three.
check_includes() {
    for room in $ROOMS; do
        for source in $(sources "$room"); do
            sed -n 's/^[ \t]*#[ \t]*include[ \t]*\([<"][^>"]*\)[>"].*/\1/p' "$source" >"$work/includes"
            while read -r include; do
                name=${include#?}
                case $include in
                '"'*) check_own "$room" "$source" "$name" ;;
                *) check_system "$room" "$source" "$name" ;;
                esac
            done <"$work/includes"
        done
    done
}

check_own() { # ROOM SOURCE NAME
    case $3 in
    infusheet.h) return ;;
    */*) breach "$2: includes \"$3\": includes go by bare file name" && return ;;
    esac
    for allowed in $(below "$1"); do
        [ -f "src/$allowed/$3" ] && return
    done
    breach "$2: includes \"$3\", which no room below src/$1 has"
}

check_system() { # ROOM SOURCE NAME
    if has "$PURE" "$1"; then
        has "$PURE_HEADERS" "$3" || breach "$2: includes <$3>; a pure room sees only $PURE_HEADERS"
    elif ! has "$SYSTEM" "${3%.h}"; then
        echo "${3%%[./]*} src/$1" >>"$work/libraries"
    fi
}

# Each outside library is known to one room only.
check_libraries() {
    [ -f "$work/libraries" ] || return
    sort -u "$work/libraries" | awk '{ rooms[$1] = rooms[$1] " " $2; n[$1]++ }
        END { for (l in n) if (n[l] > 1) print "<" l "...> is included in more than one room:" rooms[l] }' \
        | sort >>"$breaches"
}

# No floating point, no 128-bit type in the pure rooms; no function-like macro but one anywhere.
check_words() {
    for source in $(sources $ROOMS) "$HEADER"; do
        code "$source" >"$work/code"
        room=$(basename "$(dirname "$source")")
        if has "$PURE include" "$room"; then
            grep -nwE 'float|double|__int128|__int128_t|__uint128_t|_BitInt' "$work/code" | while read -r line; do
                breach "$source:${line%%:*}: floating point or a 128-bit type in a pure room"
            done
        fi
        grep -nE '^[ \t]*#[ \t]*define[ \t]+[A-Za-z_0-9]+\(' "$work/code" | grep -v 'COUNT_OF(' |
                while read -r line; do
            breach "$source:${line%%:*}: a function-like macro; write a function"
        done
    done
}

# A pure room calls itself, the pure rooms under it and the four functions a compiler may invent, and keeps no state.
check_pure_objects() {
    for room in $PURE; do
        list=$(objects "$room")
        [ -n "$list" ] || continue
        nm --defined-only -g $(objects $(below "$room")) | awk 'NF == 3 { print $3 }' | sort -u >"$work/defined"
        for object in $list; do
            nm -u "$object" | awk '{ print $NF }' | sort -u | comm -23 - "$work/defined" | while read -r symbol; do
                has "$INVENTED" "$symbol" || breach "$object: calls $symbol, which no room below src/$room has"
            done
            size -A "$object" | awk '$1 ~ /^\.t?(data|bss)(\.|$)/ && $1 !~ /^\.data\.rel\.ro/ && $2 > 0 { print $1 }' \
                | while read -r section; do breach "$object: $section is not empty: a pure room keeps no state"; done
            nm "$object" | awk '$2 == "C" { print $3 }' | while read -r symbol; do
                breach "$object: $symbol: a pure room keeps no state"
            done
        done
    done
}

check_unsafe_calls() {
    for object in $(objects $ROOMS); do
        nm -u "$object" | awk '{ print $NF }' | sed 's/^__\(.*\)_chk$/\1/' | while read -r symbol; do
            has "$UNSAFE" "$symbol" && breach "$object: calls $symbol"
        done
    done
}

# The library shows exactly the functions that the installed header declares.
check_exports() {
    code "$HEADER" | grep -v '^[ \t]*#' | tr '\n' ' ' | sed 's/[;{}]/\n/g' | grep -v '^ *static' \
        | grep -oE '(^|[^A-Za-z_0-9(])\**ifs_[a-z0-9_]+ *\(' | grep -oE 'ifs_[a-z0-9_]+' | sort -u >"$work/declared"
    nm --defined-only -g "$BUILD/libinfusheet.a" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u >"$work/exported"
    comm -23 "$work/exported" "$work/declared" | while read -r symbol; do
        breach "$BUILD/libinfusheet.a: shows $symbol, which $HEADER does not declare"
    done
    comm -13 "$work/exported" "$work/declared" | while read -r symbol; do
        breach "$HEADER: declares $symbol, which $BUILD/libinfusheet.a does not define"
    done
}

for object in $(objects $ROOMS) "$BUILD/libinfusheet.a"; do
    [ -f "$object" ] || breach "$object: not built"
done
check_rooms
check_includes
check_libraries
check_words
check_pure_objects
check_unsafe_calls
check_exports

if [ -s "$breaches" ]; then
    cat "$breaches"
    echo "layers: $(wc -l <"$breaches" | tr -d ' ') breaches"
    exit 1
fi
echo "layers: $(sources $ROOMS | wc -l | tr -d ' ') files in $(echo $ROOMS | wc -w | tr -d ' ') rooms keep to the plan"
