"""Coverage by room, held against what it has to be.

    coverage.py branches build/coverage/coverage.json      what gcovr wrote: lines and branches
    coverage.py conditions build/mcdc/coverage.json        what llvm-cov-19 exported: conditions (MC/DC)

Engine, analysis, sheet, protocol and render must be whole, but for the exceptions argued in tests/coverage-exceptions.txt; the other rooms may not
fall below FLOORS. An exception that nothing needs any more fails too, so that the list never says more than is true.

A switch over an enum lists every value and has no default (the compiler checks it), but gcc counts a branch for "none of
them": that branch of such a switch is not counted.
"""

import collections
import json
import os
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EXCEPTIONS = os.path.join(TOP, "tests", "coverage-exceptions.txt")

# Per cent of lines and branches, cut off to one decimal: what was reached when this was last raised.
FLOORS = {
    "engine": (100, 100),
    "analysis": (100, 100),
    "sheet": (100, 100),
    "protocol": (100, 100),
    "host": (96.0, 89.9),
    "intake": (93.9, 85.3),
    "render": (100, 100),
    "cli": (94.9, 81.5),
}


def source(path, kept={}):
    """The lines of a file, the first at index 1."""
    if path not in kept:
        with open(os.path.join(TOP, path), encoding="utf-8") as file:
            kept[path] = [""] + file.read().split("\n")
    return kept[path]


def text_of(path, line):
    return source(path)[line].strip()


def read_exceptions(kinds):
    """(file, kind, text of the line) -> how many are excepted. Each group of such lines ends with its argument, indented."""
    allowed = collections.Counter()
    open_ones = 0
    with open(EXCEPTIONS, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#") or not line.strip():
                if open_ones:
                    sys.exit(f"{EXCEPTIONS}:{number}: no argument stands below the exception before this line")
            elif line[0] == " ":
                open_ones = 0
            else:
                path, kind, text = line.rstrip("\n").split(": ", 2)
                count, _, word = kind.rpartition(" ")
                open_ones += 1
                if word in kinds:
                    allowed[path, word, text] += int(count or 1)
    return allowed


def is_whole_switch(path, line):
    """A switch without default: it ends at the closing brace that stands as deep as it does."""
    lines = source(path)
    first = lines[line]
    if not first.strip().startswith("switch ("):
        return False
    close = first[: len(first) - len(first.lstrip())] + "}"
    for later in lines[line + 1 :]:
        if later.startswith(close):
            return True
        if later.strip().startswith("default:"):
            return False
    return False


class Count:
    """Of one room: what there is, what was reached, what is excepted; and what is missing, in words."""

    def __init__(self):
        self.there = collections.Counter()
        self.reached = collections.Counter()
        self.excepted = collections.Counter()

    def percent(self, what):
        """In tenths, cut off: 100 only where nothing is missing."""
        there = self.there[what] - self.excepted[what]
        return 1000 * self.reached[what] // there / 10 if there else 100.0


def room_of(path):
    return path.split("/")[1]


def gather_line(count, path, line, missing):
    number = line["line_number"]
    branches = line["branches"]
    if is_whole_switch(path, number) and branches and branches[-1]["count"] == 0:
        branches = branches[:-1]
    taken = sum(branch["count"] > 0 for branch in branches)
    count.there["line"] += 1
    count.reached["line"] += line["count"] > 0
    count.there["branch"] += len(branches)
    count.reached["branch"] += taken
    if line["count"] == 0:
        missing.append((path, number, "line", 1))
    elif taken < len(branches):
        missing.append((path, number, "branch", len(branches) - taken))
    if line["count"] == 0 and branches:
        missing.append((path, number, "branch", len(branches)))


def gather_branches(report):
    """Counts by room, and a list of (file, line, what, how many) that are missing."""
    rooms = collections.defaultdict(Count)
    missing = []
    for file in report["files"]:
        for line in file["lines"]:
            if not line.get("gcovr/noncode"):
                gather_line(rooms[room_of(file["file"])], file["file"], line, missing)
    return rooms, missing


def gather_conditions(report):
    """The same of the engine's conditions. A record begins with where the decision stands and ends with whether each condition
    was shown to decide on its own; an inline function has one in every object: shown in one is shown."""
    decisions = {}
    for file in report["data"][0]["files"]:
        if file["filename"].startswith("src/engine/"):
            for record in file.get("mcdc_records", []):
                place = (file["filename"], *record[:4])
                before = decisions.get(place, [False] * len(record[-1]))
                decisions[place] = [one or other for one, other in zip(before, record[-1])]
    rooms = collections.defaultdict(Count)
    missing = []
    for (path, line, *_), shown in sorted(decisions.items()):
        count = rooms[room_of(path)]
        count.there["condition"] += len(shown)
        count.reached["condition"] += sum(shown)
        count.there["decision"] += 1
        count.reached["decision"] += all(shown)
        if not all(shown):
            missing.append((path, line, "condition", len(shown) - sum(shown)))
    return rooms, missing


def except_argued(rooms, missing, allowed):
    """Takes out what is argued; returns what remains, and the exceptions that nothing needed."""
    rest = []
    for path, number, what, many in missing:
        key = (path, what, text_of(path, number))
        argued = min(many, allowed[key])
        allowed[key] -= argued
        rooms[room_of(path)].excepted[what] += argued
        if many > argued:
            rest.append((path, number, what, many - argued))
    return rest, [key for key, left in allowed.items() if left > 0]


def except_decisions(rooms, rest):
    """A decision whose missing conditions are all argued is argued."""
    for room, count in rooms.items():
        open_ones = sum(room_of(path) == room for path, *_ in rest)
        count.excepted["decision"] = count.there["decision"] - count.reached["decision"] - open_ones


def main():
    kind, report = sys.argv[1:]
    with open(report, encoding="utf-8") as file:
        report = json.load(file)
    conditions = kind == "conditions"
    whats = ("condition", "decision") if conditions else ("line", "branch")
    rooms, missing = gather_conditions(report) if conditions else gather_branches(report)
    rest, needless = except_argued(rooms, missing, read_exceptions(whats))
    if conditions:
        except_decisions(rooms, rest)
    failed = False
    print("%-10s %22s %26s" % ("room", whats[0] + "s", {"branch": "branches"}.get(whats[1], whats[1] + "s")))
    for room, floors in FLOORS.items():
        if room not in rooms:
            continue
        count = rooms[room]
        row = "%-10s" % room
        for what, floor in zip(whats, (100, 100) if conditions else floors):
            low = count.percent(what) < floor
            failed = failed or low
            row += "%6d of %5d %5.1f %%%s" % (
                count.reached[what], count.there[what], count.percent(what), " LOW " if low else "     ")
            row += ", %d argued   " % count.excepted[what] if count.excepted[what] else ""
        print(row)
    whole = {room for room, floors in FLOORS.items() if floors == (100, 100)}
    for path, number, what, many in rest:
        if room_of(path) in whole:
            print("%s:%d: %d %s not reached: %s" % (path, number, many, what, text_of(path, number)))
    for path, what, text in needless:
        print("%s: an exception that nothing needs (any more): %s: %s" % (path, what, text))
    sys.exit(1 if failed or needless else 0)


if __name__ == "__main__":
    main()
