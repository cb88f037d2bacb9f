#!/usr/bin/env python3
"""Reads what Frama-C wrote for `make verify`: one line for each function, and what is unproved though it is not listed, or listed though
it is proved.

    report.py FOLDER UNPROVED FILE... [-]    with - only these files, without Eva

FOLDER holds a log and a JSON report for each FILE, bits.log of z3, and walk.csv and walk.log of Eva. UNPROVED lists what is not proved:

    FILE: FUNCTION: PROPERTY    a goal of WP, by the name WP gives it
    eva: FUNCTION: KIND         alarms of Eva in one function, by the kind Eva gives them
        and below one or several, indented, the reason
"""
import json
import os
import re
import sys

ALARMS = ("bool_value", "differing_blocks", "division_by_zero", "index_bound", "initialization", "mem_access", "overlap",
          "ptr_comparison", "shift", "signed_overflow", "signed_downcast", "unsigned_overflow")
PROVERS = (("qed", "Qed"), ("Z3", "z3"), ("CVC4", "cvc4"))


def listed(path):
    """The entries and, of each, whether a reason stands below it, or below those that follow it at once."""
    entries, open_ones = {}, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                open_ones = []
            elif line[0].isspace():
                entries.update(dict.fromkeys(open_ones, True))
            else:
                if open_ones and entries[open_ones[-1]]:
                    open_ones = []
                open_ones.append(line.strip())
                entries[line.strip()] = False
    return entries


def functions_of(report):
    """(name, {property: counts by prover}) of each function, and of the lemmas as one."""
    lemmas = {}
    for parts in report.get("wp:axiomatics", {}).values():
        lemmas.update({name: counts for name, counts in parts.items() if name.startswith("lemma_")})
    if lemmas:
        yield "lemmas", lemmas
    for name, parts in sorted(report.get("wp:functions", {}).items()):
        yield name, {key: counts for key, counts in parts.items() if key != "wp:section"}


def count(properties):
    """Goals, proved ones, and how many of these each prover proved. A goal that both proved counts with both."""
    total = proved = 0
    by = dict.fromkeys((short for _, short in PROVERS), 0)
    for counts in properties.values():
        total += counts["wp:main"]["total"]
        proved += counts["wp:main"].get("valid", 0)
        for prover, numbers in counts.items():
            for prefix, short in PROVERS:
                if prover.startswith(prefix):
                    by[short] += numbers.get("valid", 0)
    return total, proved, by


def read_wp(folder, name, unproved):
    """Prints the lines of one file; adds to unproved what is. Returns goals and proved ones."""
    try:
        with open(os.path.join(folder, name + ".json"), encoding="utf-8") as file:
            report = json.load(file)
    except (OSError, ValueError):
        unproved[f"{name}: wp: did not end"] = True
        return 0, 0
    goals = proofs = 0
    for function, properties in functions_of(report):
        total, proved, by = count(properties)
        goals, proofs = goals + total, proofs + proved
        provers = ", ".join(f"{number} {short}" for short, number in by.items() if number)
        print(f"verify: {name + ': ' + function:44} {total:4} goals {proved:4} proved  {provers}")
        for key, counts in properties.items():
            if counts["wp:main"].get("valid", 0) < counts["wp:main"]["total"]:
                unproved[f"{name}: {function}: {key}"] = True
    if goals == 0:
        unproved[f"{name}: wp: has no goal"] = True
    return goals, proofs


def read_bits(folder, unproved):
    """Every axiom about bits was answered unsat: nothing breaks it."""
    with open(os.path.join(folder, "bits.log"), encoding="utf-8") as lines:
        words = lines.read().split()
    proofs = 0
    for axiom, answer in zip(words[::2], words[1::2]):
        proofs += answer == "unsat"
        if answer != "unsat":
            unproved[f"bits: {axiom}: {answer}"] = True
    if proofs == 0 or len(words) % 2:
        unproved["bits: z3: did not answer"] = True
    print(f"verify: {'bits: axioms':44} {len(words) // 2:4} goals {proofs:4} proved  {proofs} z3 in bit vectors")
    return len(words) // 2, proofs


def read_walk(folder, unproved):
    """Adds the alarms of Eva, each function and kind once; returns how many there are at how many places."""
    try:
        with open(os.path.join(folder, "walk.csv"), encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    except OSError:
        unproved["eva: walk: did not end"] = True
        return
    with open(os.path.join(folder, "walk.log"), encoding="utf-8", errors="replace") as log:
        reached = re.search(r"(\d+) statements reached \(out of (\d+)\)", log.read())
    alarms = 0
    for _, file, _, function, kind, status, _ in rows:
        if status in ("Unknown", "Invalid") and kind in ALARMS:
            alarms += 1 # an inline function that several sources have is told apart by a number
            unproved[f"eva: {re.sub(r'_[0-9]+$', '', function)}: {kind}"] = True
    entries = sum(entry.startswith("eva: ") for entry in unproved)
    print(f"verify: {'eva: walk':44} {reached.group(1) if reached else 0} of {reached.group(2) if reached else 0} statements"
          f" reached, {alarms} alarms of {entries} kinds")


def main():
    folder, path, files = sys.argv[1], sys.argv[2], [name for name in sys.argv[3:] if name != "-"]
    known, unproved = listed(path), {}
    goals, proofs = read_bits(folder, unproved)
    for name in files:
        total, proved = read_wp(folder, name, unproved)
        goals, proofs = goals + total, proofs + proved
    if "-" in sys.argv:
        known = {entry: reason for entry, reason in known.items() if entry.split(": ")[0] in files}
    else:
        read_walk(folder, unproved)
    wrong = [f"unproved, and not in {path}: {entry}" for entry in unproved if entry not in known]
    wrong += [f"proved by now, or gone; take it out of {path}: {entry}" for entry in known if entry not in unproved]
    wrong += [f"no reason below it in {path}: {entry}" for entry, reason in known.items() if not reason]
    for line in wrong:
        print(line)
    print(f"verify: {goals} goals, {proofs} proved; {len(known)} listed as unproved with a reason")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
