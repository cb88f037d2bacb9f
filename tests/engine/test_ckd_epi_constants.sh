#!/bin/sh
# Every 64-bit number of the tables in src/engine/ckd_epi.c is the one that 50 decimal digits give, in the same order.
set -u
source=src/engine/ckd_epi.c
written=$(mktemp) computed=$(mktemp)
trap 'rm -f "$written" "$computed"' EXIT
numbers() { grep -oE '0x[0-9a-f]{16}'; }
numbers <"$source" >"$written"
python3 -B tests/engine/reference_ckd_epi.py --constants | numbers >"$computed"
[ "$(wc -l <"$computed")" -gt 100 ] || { echo 'reference_ckd_epi.py computed no tables'; exit 1; }
diff -u "$computed" "$written" || { echo "$source holds other numbers than these"; exit 1; }
