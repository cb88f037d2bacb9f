#!/bin/sh
# The golden cases come to their verdicts, use every protocol, and print the text sheets that are kept.
set -eu
python3 -B tests/golden/cases.py check
