#!/bin/sh
# What `make verify` does: proves the contracts in src/engine with Frama-C (WP, with z3 and cvc4), the axioms about bits with z3 alone,
# and walks through the arithmetic of the engine with Eva. Ends with status 1 when anything is unproved that unproved.txt does not
# list, or proved that it lists. Nothing is installed; what is missing is said by name. Everything is written below $BUILD/verify.
#
#   STEPS_EACH=3000000  most that one prover may think about one goal, in its own steps: the same answer however busy the machine is
#   ONLY="limit work"   only these files, and no Eva
#   WALK_STATES=10      states that Eva keeps apart: more takes longer and leaves fewer alarms
# shellcheck disable=SC2086 # lists of flags are split on purpose
set -u
unset MAKEFLAGS MAKELEVEL MFLAGS
cd "$(dirname "$0")/../.." || exit 1
WORK=${BUILD:-build}/verify
HERE=tests/verify
STEPS_EACH=${STEPS_EACH:-3000000}
FLAGS="-std=c11 -Iinclude -Isrc/engine -I$HERE -include $HERE/meaning.h"
FILES=${ONLY:-lemmas headers ratio limit work plan}

for needed in frama-c:frama-c-base z3:z3 cvc4:cvc4 why3:why3 python3:python3; do
    command -v "${needed%:*}" >/dev/null && continue
    echo "${needed%:*} is not installed; on Debian: apt-get install ${needed#*:}"
    exit 1
done

# The functions that have a contract: all of a file, but of plan.c those that combine the verdict.
functions() { # FILE
    case $1 in
    headers) cat $HERE/meaning.h src/engine/*.h | sed -n 's/^static inline [a-z_0-9 ]*[ *]\([a-z_0-9]*\)(.*/\1/p; s/^  void \([a-z_0-9]*\)(.*/\1/p' ;;
    plan) printf '%s\n' trip hold_check hold_checks judge is_volume withdraw plan_withdraw ;;
    *) grep -E '^[a-z].*\(' "src/engine/$1.c" | grep -v ';$' | sed 's/(.*//; s/.*[ *]//' ;;
    esac | sort -u | paste -sd, -
}

# WP knows no bytes, so that plan.c is proved with a call of clear_infusions where it clears the infusions by memset, and so on: what
# memset does to them, by meaning.h.
clear_by_name() {
    sed 's/__builtin_memset(plan->\([a-z]*\), 0, sizeof plan->[a-z]*);/clear_\1(plan->\1);/' src/engine/plan.c >"$WORK/plan.c"
}

# What a file includes is proved with headers.c, once; lemmas once too, from plan.c, which has some of its own.
prove() { # FILE
    case $1 in
    headers) set -- "$1" $HERE/headers.c -wp-fct "$(functions "$1")" ;;
    lemmas) set -- "$1" src/engine/plan.c -wp-prop=@lemma ;;
    plan) clear_by_name && set -- "$1" "$WORK/plan.c" -wp-fct "$(functions "$1")" ;;
    *) set -- "$1" "src/engine/$1.c" -wp-fct "$(functions "$1")" ;;
    esac
    name=$1
    shift
    frama-c -cpp-extra-args="$FLAGS" "$@" -wp -wp-rte -wp-prover z3,cvc4 \
        -wp-steps "$STEPS_EACH" -wp-timeout 300 -wp-par "$(nproc)" -wp-report-json "$WORK/$name.json" >"$WORK/$name.log" 2>&1
}

# The engine as walk.c enters it, from a copy: contracts that only WP reads are taken out, fractions.h stands for ratio.h, and a claim
# that does not hold ends the path, as the trap does. What reads text and builds tables is left out: walk.c hands over what they leave.
walk() {
    copy=$WORK/walk
    mkdir -p "$copy" && cp src/engine/*.[ch] "$copy" && rm "$copy/ratio.c" || return
    sed -i 's#/\*@#/* #' "$copy"/*.[ch]
    sed -i 's/__builtin_mem\([a-z]*\)(/mem\1(/' "$copy"/*.c
    sed -i 's/^static inline void claim(bool holds)/#define claim(holds) do { if (!(holds)) { for (;;) { } } } while (0)\
static inline void claim_as_written(bool holds)/' "$copy/claim.h"
    cp $HERE/fractions.h "$copy/ratio.h"
    sources=$(find "$copy" -name '*.c' | grep -v -E '/(quantity.*|condition_.*|lookalike|nearest|text|offer|fact|fact_table)\.c' | sort)
    frama-c -c11 -cpp-extra-args="-std=c11 -Iinclude -I$copy -include $HERE/compiler.h" $HERE/walk.c $sources -main walk -eva -eva-precision 1 \
        -eva-split-return full -eva-slevel "${WALK_STATES:-10}" -then -report-csv "$WORK/walk.csv" >"$WORK/walk.log" 2>&1
}

rm -rf "$WORK" && mkdir -p "$WORK" || exit 1
WHY3CONFIG=$(cd "$WORK" && pwd)/why3.conf # of its own: nothing is written below $HOME
export WHY3CONFIG
why3 config detect >"$WORK/why3.log" 2>&1 || { cat "$WORK/why3.log" && exit 1; }
z3 $HERE/bits.smt2 >"$WORK/bits.log" 2>&1
for file in $FILES; do
    prove "$file" || { tail -5 "$WORK/$file.log" && rm -f "$WORK/$file.json"; }
done
[ -n "${ONLY:-}" ] || walk || tail -5 "$WORK/walk.log"
python3 -B $HERE/report.py "$WORK" $HERE/unproved.txt $FILES ${ONLY:+-}
