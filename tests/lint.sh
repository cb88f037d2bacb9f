#!/bin/sh
# The tools of `make lint`, each over the sources of src/: clang-tidy, cppcheck, gcc's analyser, and a build with the
# hardening flags of Debian whose program, like the ordinary one, is then looked at. Prints what each found and one line
# for each tool; ends with status 1 if any found something or could not be run. Needs the ordinary program in $BUILD.
#
# An exception stands beside the code, with its reason: NOLINTNEXTLINE(check), where a check of gcc goes by the name of
# its warning without the -W, or cppcheck-suppress with the reason after a semicolon. Checks that are not asked at all
# stand with their reasons in .clang-tidy.
# shellcheck disable=SC2086,SC2016 # lists of flags are split on purpose, some of them by another shell
set -u
unset MAKEFLAGS MAKELEVEL MFLAGS # the makes started here have jobs of their own
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
MAKE=${MAKE:-make}
WORK=$BUILD/lint
JOBS=$(nproc 2>/dev/null || echo 2)
ROOMS='engine analysis sheet host protocol intake render cli'
INCLUDES="-Iinclude $(printf -- '-Isrc/%s ' $ROOMS)"
LANGUAGE="-std=c11 -D_GNU_SOURCE -DIFS_PROTOCOLS_DIR=\"\" -DIFS_MODULES_DIR=\"\""
# clang's analyser follows small functions always: without this it overlooks that claim() does not return.
FOLLOW='-Xclang -analyzer-config -Xclang ipa-always-inline-size=8'
failed=0

rm -rf "$WORK"
mkdir -p "$WORK"

# One line for a tool, and before it what it found.
told() { # TOOL FILE-OF-FINDINGS WHAT-WAS-LOOKED-AT
    found=$(grep -c . "$2")
    [ "$found" -eq 0 ] || { failed=1 && cat "$2"; }
    printf 'lint: %-24s %4d findings in %s\n' "$1" "$found" "$3"
}

there() { # COMMAND DEBIAN-PACKAGE
    command -v "$1" >/dev/null && return 0
    printf 'lint: %-24s not run: not installed; the Debian package %s brings it\n' "$1" "$2"
    failed=1
    return 1
}

sources() {
    find src -name '*.c' | sort
}

files() {
    echo "$(sources | wc -l | tr -d ' ') files"
}

# A tool that ends badly without a finding is a finding itself.
or_broken() { # STATUS FINDINGS LOG
    [ "$1" -eq 0 ] || [ -s "$2" ] || { echo "ended with status $1:" && tail -20 "$3"; } >>"$2"
}

# The headers of libraries, as such: what is in them is not ours to mend.
foreign() {
    pkg-config --cflags libconfig libsodium jansson libedit pangocairo libqrencode | sed 's/-I/-isystem /g'
}

tidy() {
    there clang-tidy clang-tidy || return
    sources | xargs -P "$JOBS" -n 4 sh -c 'flags=$1; shift; clang-tidy --quiet "$@" -- $flags' tidy \
        "$FOLLOW $LANGUAGE $INCLUDES $(foreign)" >"$WORK/tidy.log" 2>&1
    status=$?
    grep -E ': (warning|error): ' "$WORK/tidy.log" | sed "s#^$PWD/##" | sort -u >"$WORK/tidy"
    or_broken "$status" "$WORK/tidy" "$WORK/tidy.log"
    told clang-tidy "$WORK/tidy" "$(files)"
}

check_cpp() {
    there cppcheck cppcheck || return # in one process: several do not look across files
    cppcheck --quiet --std=c11 --enable=warning,style,performance,portability --inline-suppr \
        --library=posix --suppress=missingIncludeSystem --template='{file}:{line}: {message} [{id}]' \
        --template-location= --error-exitcode=1 $INCLUDES src >"$WORK/cppcheck.log" 2>&1
    status=$?
    grep -E '^[^ ]+:[0-9]+: ' "$WORK/cppcheck.log" | sort -u >"$WORK/cppcheck"
    or_broken "$status" "$WORK/cppcheck" "$WORK/cppcheck.log"
    told cppcheck "$WORK/cppcheck" "$(files)"
}

# The warnings of a log of gcc without those that the line before excepts by name.
unexcepted() { # LOG
    grep -E '^[^ ]+:[0-9]+:[0-9]+: (fatal )?(warning|error): ' "$1" | sort -u | while read -r line; do
        file=${line%%:*} rest=${line#*:}
        check=$(printf '%s\n' "$line" | sed -n 's/.*\[-W\([a-z-]*\)\]$/\1/p')
        sed -n "$((${rest%%:*} - 1))p" "$file" 2>/dev/null | grep -qF "NOLINTNEXTLINE(${check:-none})" ||
            printf '%s\n' "$line"
    done
}

# Builds everything anew below $WORK with these flags.
build() { # NAME MAKE-ARGUMENT...
    name=$1
    shift
    $MAKE --no-print-directory -j "$JOBS" BUILD="$WORK/$name" "$@" all >"$WORK/$name.log" 2>&1
    status=$?
    unexcepted "$WORK/$name.log" >"$WORK/$name.found"
    or_broken "$status" "$WORK/$name.found" "$WORK/$name.log"
}

analyse() {
    there gcc gcc || return
    build analyser CC=gcc CFLAGS='-O2 -g -fanalyzer' WERROR=
    told 'gcc -fanalyzer' "$WORK/analyser.found" "$(files)"
}

# What the dynamic linker and the kernel are told to hold, read from the program itself.
harden() { # PROGRAM
    readelf -hldW "$1" >"$WORK/elf" 2>/dev/null || { echo "$1: cannot be read" && return; }
    grep -q 'Type: *DYN' "$WORK/elf" && grep -q 'FLAGS_1.* PIE' "$WORK/elf" || echo "$1: not position-independent"
    grep -q GNU_RELRO "$WORK/elf" && grep -qw BIND_NOW "$WORK/elf" || echo "$1: not fully read-only after relocation"
    grep -q 'GNU_STACK.* RW ' "$WORK/elf" || echo "$1: its stack may be executable"
    grep -q ' RWE ' "$WORK/elf" && echo "$1: a segment is writable and executable"
    grep -qE '\((RPATH|RUNPATH|TEXTREL)\)' "$WORK/elf" && echo "$1: a search path of its own, or relocated code"
    readelf --dyn-syms -W "$1" | awk '$7 == "UND" { sub(/@.*/, "", $8); print $8 }' | sort -u >"$WORK/calls"
    grep -qx __stack_chk_fail "$WORK/calls" || echo "$1: no stack protector"
    grep -q '_chk$' "$WORK/calls" || echo "$1: nothing fortified"
    grep -xE 'v?f?printf' "$WORK/calls" | sed "s#.*#$1: & is called unfortified#"
}

# The flags of dpkg-buildflags, all of its hardening asked for; no warning may come of them.
check_hardening() {
    there dpkg-buildflags dpkg-dev || return
    there readelf binutils || return
    DEB_BUILD_MAINT_OPTIONS=hardening=+all
    export DEB_BUILD_MAINT_OPTIONS
    build debian WERROR=1 LDFLAGS="$(dpkg-buildflags --get LDFLAGS)" \
        CFLAGS="$(dpkg-buildflags --get CFLAGS) $(dpkg-buildflags --get CPPFLAGS)"
    for program in "$BUILD/infusheet" "$WORK/debian/infusheet"; do
        harden "$program" >>"$WORK/debian.found"
    done
    told 'hardening' "$WORK/debian.found" "$BUILD/infusheet and a build with dpkg-buildflags"
}

tidy
check_cpp
analyse
check_hardening
[ "$failed" -eq 0 ] || { echo 'lint: not clean'; exit 1; }
echo 'lint: clean'
