#!/bin/sh
# The style of the house holds in this tree, and tests/house.sh finds each breach of it in a made-up tree of one source.
set -u
cd "$(dirname "$0")/.." || exit 1
HOUSE=$PWD/tests/house.sh
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
status=0

sh "$HOUSE" || status=1

# The sources as given on standard input, or with a breach in its place; what house.sh must say of it.
made() { # NAME
    rm -rf "$tree/src" "$tree/build"
    mkdir -p "$tree/src/engine" "$tree/src/host"
    {
        printf '/*\n * made.c - made up.\n *\n * Decides nothing.\n */\n'
        cat
    } >"$tree/src/engine/made.c"
    BUILD=build sh "$HOUSE" "$tree" >"$tree/said" 2>&1 && house=0 || house=1
}

must() { # WHAT IT SAYS
    if [ "$house" -ne 1 ] || ! grep -qF "$1" "$tree/said"; then
        echo "not found: $1"
        sed 's/^/    | /' "$tree/said"
        status=1
    fi
}

made <<'C'
static const char *const word = "strcpy(sprintf) default: ( /*";

/* recursive(1) in a comment calls nothing */
int plain(int figure)
{
    switch (figure) {
    case 1:
        return word[0];
    default: /* no enum: any other figure */
        return 0;
    }
}
C
[ "$house" -eq 0 ] || { echo 'a source without a breach is refused:' && cat "$tree/said" && status=1; }

made <<'C'
int again(int figure)
{
    return figure > 0 ? again(figure - 1) : 0;
}
C
must 'src/engine/made.c:6: again calls itself through again'

made <<'C'
static int odd(int figure);

static int even(int figure)
{
    return figure == 0 || odd(figure - 1);
}

static int odd(int figure)
{
    return figure != 0 && even(figure - 1);
}
C
must 'calls itself through src/engine/made.c:even'

# The second half of the cycle in another file.
mkdir -p "$tree/src/host"
printf '/*\n * a\n * b\n * c\n */\nint far(int n);\nint near(int n);\nint far(int n)\n{\n    return near(n);\n}\n' >"$tree/other.c"
rm -rf "$tree/src"
mkdir -p "$tree/src/engine" "$tree/src/host"
cp "$tree/other.c" "$tree/src/host/other.c"
printf '/*\n * a\n * b\n * c\n */\nint far(int n);\nint near(int n);\nint near(int n)\n{\n    return far(n);\n}\n' \
    >"$tree/src/engine/made.c"
BUILD=build sh "$HOUSE" "$tree" >"$tree/said" 2>&1 && house=0 || house=1
must 'far calls itself through near'

{
    printf 'int long_one(int figure)\n{\n'
    awk 'BEGIN { for (i = 0; i < 41; i++) print "    figure++;" }'
    printf '    return figure;\n}\n'
} | made
must 'long_one has 45 lines'

made <<'C'
int many(int a, int b, int (*c)(int, int), int d, int e, int f)
{
    return c(a, b) + d + e + f;
}
C
must 'many takes 6 parameters'

made <<'C'
int variable(int length)
{
    int list[length];
    list[0] = 1;
    return list[0];
}
C
must 'ISO C90 forbids variable length array'

made <<'C'
enum kind { ONE, TWO };
int forgets(enum kind kind)
{
    switch (kind) {
    case ONE:
        return 1;
    }
    return 0;
}
C
must 'TWO'

made <<'C'
enum kind { ONE, TWO };
int hides(enum kind kind)
{
    switch (kind) {
    case ONE:
        return 1;
    case TWO:
    default:
        return 0;
    }
}
C
must 'src/engine/made.c:13: default; list every value of the enum'

made <<'C'
#include <stdlib.h>
int reads(const char *text)
{
    return atoi(text);
}
C
must 'src/engine/made.c:9: a call that the house does not make'

made <<'C'
static int count;
int next(void)
{
    static int calls = 0;
    return count++ + calls++;
}
C
must 'src/engine/made.c:6: static and not const'
must 'src/engine/made.c:9: static and not const'

made <<'C'
int patient_data(void)
{
    return 0;
}
C
must 'patient_data: "data" says nothing'

made <<'C'
int silent(void)
{
    return 0; /* NOLINT */
}
int unreasoned(void)
{
    return 0; /* NOLINT(bugprone-branch-clone) */
}
/* cppcheck-suppress unusedFunction */
C
must 'src/engine/made.c:8: an exception that names no check'
must 'src/engine/made.c:12: an exception without a reason before it'
must 'src/engine/made.c:14: an exception without a reason after a semicolon'

made </dev/null
printf 'int bare(void);\n' >"$tree/src/host/bare.c"
printf '/*\n * short.c - too short.\n */\n' >"$tree/src/host/short.c"
BUILD=build sh "$HOUSE" "$tree" >"$tree/said" 2>&1 && house=0 || house=1
must 'src/host/bare.c:1: opens with no comment'
must 'src/host/short.c:1: opens with a comment of 1 lines'

mkdir -p "$tree/build/obj/host"
printf 'int counter = 1;\n' | ${CC:-cc} -x c -c -o "$tree/build/obj/host/short.o" -
BUILD=build sh "$HOUSE" "$tree" >"$tree/said" 2>&1 && house=0 || house=1
must 'src/host/short.c: keeps state in .data'

exit "$status"
