#!/bin/sh
# The pages of the golden cases look as they are kept.
set -eu
python3 -B tests/golden/ink.py check
