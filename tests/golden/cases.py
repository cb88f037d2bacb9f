#!/usr/bin/env python3
"""The golden cases (tests/golden/cases; README.md says how one is written).

  cases.py list                        the names, one on a line
  cases.py command NAME [EXTRA...]     the command as it would be typed
  cases.py run NAME [EXTRA...]         runs it as it stands in the file, as a PDF where it says so; the program's status
  cases.py text NAME                   the text sheet: without --format, and without --paper
  cases.py write                       the text sheets of all cases into tests/golden/NAME.txt
  cases.py check                       verdicts, coverage of the protocols, their titles, and the kept text sheets; status 1 if one differs

The program is $INFUSHEET, or build/infusheet. Run from the top of the tree. Other tests import read() and arguments().
"""

import difflib
import json
import os
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
STATUS = {"ready": 0, "refused": 1, "override": 5, "incomplete": 6, "conditional": 7}
KEYS = {"about", "protocol", "verdict", "like", "option", "fact", "yes", "no"}


class Case:
    def __init__(self, name):
        self.name, self.about, self.protocol, self.verdict = name, "", "", ""
        self.options = {}  # in the order of the file; --override once for each check
        self.facts = {}

    def take_over(self, other):
        self.protocol, self.verdict = other.protocol, other.verdict
        self.options, self.facts = dict(other.options), dict(other.facts)


def wrong(number, said):
    sys.exit(f"tests/golden/cases:{number}: {said}")


def add(case, key, rest, cases, number):
    if key == "like":
        case.take_over(next((c for c in cases if c.name == rest), None) or wrong(number, f'no case "{rest}" above'))
    elif key == "option":
        option, _, argument = rest.partition(" ")
        kind = f"{option} {argument.split('=')[0]}" if option == "--override" else option
        case.options[kind] = [option, argument] if argument else [option]
    elif key == "fact":
        name, equals, answer = (part.strip() for part in rest.partition("="))
        if not equals or not answer:
            wrong(number, 'a fact is written "fact NAME = ANSWER"')
        case.facts[name] = answer
    elif key in ("yes", "no"):
        for name in rest.split():
            case.facts[name] = key
    else:
        setattr(case, key, rest)


def read():
    cases = []
    with open(os.path.join(HERE, "cases"), encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            key, _, rest = line.partition(" ")
            rest = rest.strip()
            if key == "case":
                if any(c.name == rest for c in cases):
                    wrong(number, f'a second case "{rest}"')
                cases.append(Case(rest))
            elif key not in KEYS or not cases:
                wrong(number, f'"{key}": write one of case {" ".join(sorted(KEYS))}')
            else:
                add(cases[-1], key, rest, cases, number)
    for case in cases:
        if case.verdict not in STATUS or "--at" not in case.options or not case.protocol or not case.about:
            sys.exit(f'tests/golden/cases: case "{case.name}" needs about, protocol, verdict and option --at')
    return cases


def find(name):
    return next((c for c in read() if c.name == name), None) or sys.exit(f'tests/golden/cases: no case "{name}"')


def arguments(case, leave_out=()):
    """What follows the name of the program."""
    words = ["order", case.protocol]
    for option in case.options.values():
        if option[0] not in leave_out and option != ["--site", "none"]:
            words += option
    return words + [f"{name}={answer}" for name, answer in case.facts.items()]


def program():
    return os.environ.get("INFUSHEET", "build/infusheet")


def knows(option):
    shown = subprocess.run([program(), "order", "--help"], capture_output=True, text=True, check=False)
    return option in shown.stdout


def text_of(case, knows_blind):
    leave_out = ["--format", "--paper"] + ([] if knows_blind else ["--blind"])
    ran = subprocess.run([program()] + arguments(case, leave_out), capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout, ran.stderr


def kept(case):
    return os.path.join(HERE, case.name + ".txt")


def write():
    knows_blind = knows("--blind")
    for case in read():
        with open(kept(case), "w", encoding="utf-8") as file:
            file.write(text_of(case, knows_blind)[1])


def check_case(case, knows_blind):
    status, text, said = text_of(case, knows_blind)
    if status != STATUS[case.verdict]:
        print(f"{case.name}: status {status}, expected {STATUS[case.verdict]} ({case.verdict})\n{said}")
        return False
    try:
        with open(kept(case), encoding="utf-8") as file:
            before = file.read()
    except FileNotFoundError:
        before = ""
    if text != before:
        print(f"{case.name}: another sheet than the kept one (reviewed and meant so: make golden)")
        sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), text.splitlines(True), kept(case), "now", n=1))
    return text == before


def check_coverage(cases):
    used = {case.protocol for case in cases}
    folder = os.path.join(HERE, "..", "..", "protocols")
    shipped = {name[:-4] for name in os.listdir(folder) if name.endswith(".cfg") and name != "site.cfg"}
    for name in sorted(shipped - used):
        print(f"tests/golden/cases: no case of the protocol {name}")
    return shipped <= used


def check_titles():
    """Similar protocols have distinct titles: of item 2 of the checklist what no single sheet can show."""
    listed = subprocess.run([program(), "protocols", "--json"], capture_output=True, text=True, check=True)
    titles = [protocol["title"] for protocol in json.loads(listed.stdout)["protocols"]]
    same = {title for title in titles if titles.count(title) > 1}
    for title in sorted(same):
        print(f"two protocols have the title {title}")
    return not same


def check():
    cases, knows_blind = read(), knows("--blind")
    good = [check_case(case, knows_blind) for case in cases]
    covered = check_coverage(cases)
    distinct = check_titles()
    print(f"{sum(good)} of {len(good)} cases as kept")
    return 0 if all(good) and covered and distinct else 1


def main(words):
    command = words[0] if words else ""
    if command == "list":
        print("\n".join(case.name for case in read()))
    elif command == "command" and len(words) > 1:
        print(shlex.join([program()] + arguments(find(words[1])) + words[2:]))
    elif command == "run" and len(words) > 1:
        return subprocess.run([program()] + arguments(find(words[1])) + words[2:], check=False).returncode
    elif command == "text" and len(words) == 2:
        status, text, said = text_of(find(words[1]), knows("--blind"))
        print(text, end="")
        print(said, end="", file=sys.stderr)
        return status
    elif command == "write":
        write()
    elif command == "check":
        return check()
    else:
        print(__doc__.strip())
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
