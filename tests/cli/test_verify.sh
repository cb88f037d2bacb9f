#!/bin/sh
# verify and the self-check of order from outside: QR read from the page at 100 dpi, a PDF changed in its metadata or in what can be seen, a
# renderer that loses a row or changes a figure (its extraction is exchanged on the way), hostile files, and what is missing.
set -eu
exec python3 -B tests/cli/verify_outside.py
