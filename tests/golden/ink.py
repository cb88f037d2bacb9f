#!/usr/bin/env python3
"""The pages of the golden cases as they look: how dark each cell of 40 by 40 dots is at 150 dpi, from blank to 9.

  ink.py write     the kept pages into tests/golden/NAME.ink
  ink.py check     holds the pages against them; status 1 if one looks different

Of most cases the first page is kept, of some all. A cell may differ by one step, for fonts are drawn a little differently by
another version; and a few cells by more. Rows of text one line higher or lower, another column or a box elsewhere are many cells.
"""

import os
import subprocess
import sys
import tempfile

import cases

SIDE = 40  # dots of a cell
WHOLE = {"ordinary", "refused", "incomplete", "blind", "letter", "loading-and-maintenance"}
STRAY = 0.01  # part of the cells of a page that may differ by more than a step


def read_pgm(path):
    with open(path, "rb") as file:
        head, dots = file.read().split(b"\n255\n", 1)
    width, height = (int(word) for word in head.split(b"\n")[-1].split())
    return width, height, dots


def grid(path):
    """One line of characters for each line of cells."""
    width, height, dots = read_pgm(path)
    lines = []
    for top in range(0, height, SIDE):
        rows = range(top, min(top + SIDE, height))
        line = ""
        for left in range(0, width, SIDE):
            right = min(left + SIDE, width)
            light = sum(sum(dots[row * width + left:row * width + right]) for row in rows)
            dark = 1 - light / (255 * len(rows) * (right - left))
            line += " " if dark < 0.004 else str(min(9, int(dark * 16)))
        lines.append(line.rstrip())
    return lines


def pages_of(case, folder):
    """The page of paper, counted from 1, and its grid."""
    path = os.path.join(folder, case.name + ".pdf")
    arguments = cases.arguments(case, ["--format"]) + ["--format", "pdf", "-o", path]
    subprocess.run([cases.program()] + arguments, check=False, capture_output=True)
    last = [] if case.name in WHOLE else ["-l", "1"]
    subprocess.run(["pdftoppm", "-r", "150", "-gray"] + last + [path, os.path.join(folder, case.name)], check=True)
    found = sorted(name for name in os.listdir(folder) if name.startswith(case.name + "-") and name.endswith(".pgm"))
    pages = []
    for name in found:
        if name[len(case.name) + 1:-4].isdigit():
            pages.append(grid(os.path.join(folder, name)))
            os.remove(os.path.join(folder, name))
    return pages


def kept(case):
    return os.path.join(cases.HERE, case.name + ".ink")


def written(pages):
    return "".join(f"page {number} {'-' * 20}\n" + "\n".join(page) + "\n" for number, page in enumerate(pages, 1))


def read(case):
    pages = []
    with open(kept(case), encoding="utf-8") as file:
        for line in file.read().split("\n")[:-1]:
            if line.startswith("page "):
                pages.append([])
            else:
                pages[-1].append(line)
    return pages


def step(character):
    return 0 if character == " " else 1 + int(character)


def differing(before, now):
    """Cells of a page that differ by more than a step, and how many may."""
    height = max(len(before), len(now))
    width = max(len(line) for line in before + now)
    count = 0
    for i in range(height):
        a = (before[i] if i < len(before) else "").ljust(width)
        b = (now[i] if i < len(now) else "").ljust(width)
        count += sum(1 for x, y in zip(a, b) if abs(step(x) - step(y)) > 1)
    return count, int(STRAY * height * width)


def check(case, pages):
    if not os.path.exists(kept(case)):
        return [f"{case.name}: no page is kept (make golden)"]
    before = read(case)
    if len(before) != len(pages):
        return [f"{case.name}: {len(pages)} pages, not {len(before)} (reviewed and meant so: make golden)"]
    said = []
    for number, (a, b) in enumerate(zip(before, pages), 1):
        count, allowed = differing(a, b)
        if count > allowed:
            said.append(f"{case.name}: page {number} looks different in {count} cells, of which {allowed} may (make golden)")
    return said


def main(command):
    said = []
    with tempfile.TemporaryDirectory() as folder:
        for case in cases.read():
            pages = pages_of(case, folder)
            if command == "write":
                with open(kept(case), "w", encoding="utf-8") as file:
                    file.write(written(pages))
            else:
                said += check(case, pages)
    print("\n".join(said) if said else "every page looks as kept")
    return 1 if said else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("write", "check"):
        sys.exit(__doc__.strip())
    sys.exit(main(sys.argv[1]))
