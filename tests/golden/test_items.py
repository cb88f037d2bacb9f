#!/usr/bin/env python3
"""Each item of the checklist against each golden case, and a fault for each item (tests/golden/items, faults).

A sheet is held against the checklist by build/tests/golden/held, which this reads line by line. Run from the top of the tree.
"""

import json
import os
import re
import subprocess
import sys

import cases as golden

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.environ.get("BUILD", "build")
ITEMS = 67


def lines_of(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip() and not line.startswith("#"):
                yield number, line.rstrip("\n")


def held(case, faults=(), text=None):
    """{number: (state, words, said)} of that case, its text replaced or its sheet made faulty."""
    words = [os.path.join(BUILD, "tests/golden/held"), *faults] + (["--text", "-"] if text is not None else [])
    words += golden.arguments(case, ["--format", "--paper"])[1:]
    ran = subprocess.run(words, input=text or "", capture_output=True, text=True, check=False,
                         env={**os.environ, "INFUSHEET_PROTOCOLS": "protocols"})
    found = [line.split("|", 3) for line in ran.stdout.splitlines() if line.count("|") >= 3]
    if len(found) != ITEMS:
        sys.exit(f"{case.name}: {len(found)} items instead of {ITEMS}\n{ran.stdout}{ran.stderr}")
    return {int(number): (state, what, said) for number, state, what, said in found}


def reasons(names):
    """{(case, item): reason} as written by hand."""
    groups, wanted = {}, {}
    for number, line in lines_of("items"):
        if line.startswith("group"):
            _, group, *members = line.split()
            groups.setdefault(group, []).extend(members)
            continue
        items, reason, listed = (part.strip() for part in line.split("|"))
        for word in listed.split():
            for name in groups.get(word, [word]):
                if name not in names:
                    sys.exit(f"tests/golden/items:{number}: no case {name}")
                wanted.update({(name, int(item)): reason for item in items.split()})
    return wanted


def check_items(cases, texts):
    wanted, bad, reached = reasons({case.name for case in cases}), 0, set()
    for case in cases:
        for item, (state, what, said) in held(case, text=texts[case.name]).items():
            reason = wanted.get((case.name, item))
            expected = ("not applicable", reason) if reason else ("present", "")
            if state == "present":
                reached.add(item)
            if (state, said) != expected:
                bad += 1
                print(f"{case.name}: item {item}, {what}: {state} ({said}); expected {expected[0]} ({expected[1]})")
    for item in sorted(set(range(1, ITEMS + 1)) - reached):
        bad += 1
        print(f"item {item} is present in no golden case")
    return bad


def pattern_of(words):
    """Words in a text whatever stands between them: blanks, line ends, sides of boxes, headings' rules."""
    return re.compile(r"[\s|=-]+".join(re.escape(word) for word in words.replace("|", " ").split() if word != "-"))


def changed(text, what):
    what = re.sub(r"\bID\b", re.search(r"[0-9A-F]{4}(-[0-9A-F]{4}){3}", text).group(), what)
    if what.startswith("add "):
        return text + what[4:] + "\n"
    if what.startswith("last "):
        *_, match = pattern_of(what[5:]).finditer(text)
        return text[:match.start()] + text[match.end():]
    old, _, new = what.partition(" => ")
    new = new.replace("|", " ")
    return pattern_of(old[4:] if what.startswith("cut ") else old).sub(lambda _: new, text, count=1)


def check_faults(cases, texts):
    by_name, bad, broken = {case.name: case for case in cases}, 0, set()
    for number, line in lines_of("faults"):
        item, name, what = line.split(None, 2)
        where, text, faults = f"tests/golden/faults:{number}: {line.strip()}", None, []
        if what.startswith(("drop ", "fault ")):
            faults = ["--" + what.split()[0], what.split(None, 1)[1]]
        else:
            text = changed(texts[name], what)
            if text == texts[name]:
                sys.exit(f"{where}: changes nothing")
        missing = [number for number, found in held(by_name[name], faults, text).items() if found[0] == "missing"]
        broken.add(int(item))
        if missing != [int(item)]:
            bad += 1
            print(f"{where}: missing {missing}")
    for item in sorted(set(range(1, ITEMS + 1)) - broken):
        bad += 1
        print(f"no fault for item {item}")
    return bad


def check_titles():
    """Similar protocols have distinct titles: of item 2 what no single sheet can show."""
    listed = subprocess.run([golden.program(), "protocols", "--json"], capture_output=True, text=True, check=True)
    titles = [protocol["title"] for protocol in json.loads(listed.stdout)["protocols"]]
    same = {title for title in titles if titles.count(title) > 1}
    for title in sorted(same):
        print(f"two protocols have the title {title}")
    return len(same)


def main():
    cases = golden.read()
    texts = {case.name: golden.text_of(case, True)[1] for case in cases}
    bad = check_items(cases, texts) + check_faults(cases, texts) + check_titles()
    print(f"{len(cases)} cases, {ITEMS} items: {bad} complaints")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
