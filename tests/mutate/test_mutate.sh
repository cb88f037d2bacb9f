#!/bin/sh
# A fixed sample of the mutants of what decides a dose, each of which a test must kill; `make mutate` runs them all.
# Of the ordinary build alone: a program under a sanitizer or with counters is linked in another way.
set -u
[ "${BUILD:-build}" = build ] || { echo 'only of the ordinary build'; exit 0; }
python3 -B tests/mutate/run.py --sample
