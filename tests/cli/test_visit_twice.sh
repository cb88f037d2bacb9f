#!/bin/sh
# A visit before and at the bedside: tests/cli/visit_twice.py.
INFUSHEET=${INFUSHEET:-$PWD/build/infusheet}
export INFUSHEET
cd "$(dirname "$0")/../.." || exit 1
exec python3 -B tests/cli/visit_twice.py
