#!/bin/sh
# The examples of the shipped protocols by questions: the same JSON as order. Every fortieth here (EVERY=1 for all), and of each protocol one
# patient with every fact there is.
set -u
INFUSHEET=${INFUSHEET:-$PWD/build/infusheet}
XDG_STATE_HOME=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit 1 # in memory: every answer is synced to the disk
trap 'rm -rf "$XDG_STATE_HOME"' EXIT
export INFUSHEET XDG_STATE_HOME
cd "$(dirname "$0")/../.." || exit 1
set --
for file in protocols/*.cfg; do
    [ "$file" = protocols/site.cfg ] || set -- "$@" "$file"
done
python3 -B tests/cli/visit_examples.py "${EVERY:-40}" "$@"
