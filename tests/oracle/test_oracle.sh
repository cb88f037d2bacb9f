#!/bin/sh
# A small fixed sample of the comparison with the oracle (README.md of this folder): all protocols, some of the edges, a few random
# patients, with a fixed seed. `make oracle` is the long one.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
export BUILD
command -v python3 >/dev/null || { echo "FAILED: python3 is not installed"; exit 1; }
exec python3 -B tests/oracle/compare.py --sample
