#!/bin/sh
# Visits by pipes, then at terminals of other sizes and letters.
set -u
INFUSHEET=${INFUSHEET:-$PWD/build/infusheet}
XDG_STATE_HOME=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit 1 # in memory: every answer is synced to the disk
trap 'rm -rf "$XDG_STATE_HOME"' EXIT
export INFUSHEET XDG_STATE_HOME
cd "$(dirname "$0")/../.." || exit 1
python3 -B tests/cli/visit_talks.py || exit 1
python3 -c 'import os; os.openpty()' 2>/dev/null || { echo 'no pseudo-terminal can be had here'; exit 77; }
python3 -B tests/cli/visit_screens.py
