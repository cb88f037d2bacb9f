#!/bin/sh
# Each item of the checklist against each golden case; for each item a fault that makes exactly that item missing.
set -eu
exec python3 -B tests/golden/test_items.py
