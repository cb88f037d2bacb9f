#!/bin/sh
# The PDF of every golden order holds the words of its text sheet in the same order, and a code that can be read.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -B tests/render/pdf_words.py "$folder"
