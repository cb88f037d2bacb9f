"""The theorem of section 5 of the contract, held against the program itself:

    with something unknown, the verdict is never milder than the mildest completion, and an order is computed only if every completion
    (of what is not bedside) computes one.

A patient with unknown answers goes to the program, then the same patient several times with every unknown answer filled in at random. The
second half is decided by one completion that computes no order. The first needs all of them, so a verdict milder than every completion that
was tried is printed as a suspicion, to be looked at.
"""
import argparse
import collections
import glob
import os
import random
import sys

import compare
import engine
import facts
import patients
import protocol as protocols
from renal import Renal

GRAVITY = {0: 0, 7: 1, 5: 2, 6: 3, 1: 4}
VITALS = ["systolic", "diastolic", "heart-rate", "resp-rate", "spo2"]
COMPLETIONS = 24
MORE = 400  # before a suspicion is printed


def read_facts(protocol):
    """What the protocol reads: conditions, required and bedside facts, and what the calculation itself needs."""
    names = {test.name for test in protocol.tests} | set(protocol.require) | set(protocol.bedside) | {"weight", "given-24h", "given-48h", "last-dose", "sex", "pregnant"}
    return names - {"product", "diluent", "device", "renal", "egfr", "height"} - set(facts.IDENTITY) | {"allergies"}


def holes(named, names, chance):
    """The same patient with some answers forgotten."""
    return {name: answer for name, answer in named.items() if name not in names or chance.random() > 0.12}


KIND = {"systolic": "120 mmHg", "heart-rate": "76 /min", "resp-rate": "18 /min", "spo2": "98 %", "reflexes": "present", "crcl": "95 mL/min",
        "creatinine": "0.7 mg/dL", "urine-output": "80 mL/h", "magnesium": "0.8 mmol/L", "given-24h": "0 g", "given-48h": "0 g", "last-dose": "60 h",
        "weight": "70 kg", "age": "30 y", "allergies": "none known"}


def completed(named, kind, names, vocabulary, chance, mildness):
    """Every unknown answer filled in, as mildly as `mildness` says; crcl is one fact, known once an estimate is at hand, and its inputs
    are not completed for it."""
    full = dict(named)
    open_names = [name for name in sorted(names) if name not in full]
    chance.shuffle(open_names)
    for name in open_names:
        if name in ("crcl", "creatinine") and has_estimate(full, vocabulary.protocol):
            continue
        if name == "creatinine" and "crcl" in names and "crcl" not in full:
            continue
        if name == "age" and "born" in full:
            continue
        usual = [text for text in vocabulary.answers[name] if text != "unknown"]
        mild = kind.get(name) or KIND.get(name) or chance.choice(usual + ["no"] * ("no" in usual))
        likely = mildness if name not in vocabulary.protocol.choices else mildness / 2  # which way of giving is meant decides most
        full[name] = mild if chance.random() < likely else chance.choice(usual)
    return full


def has_estimate(named, protocol):
    known = {}
    for name, text in named.items():
        try:
            known[name] = facts.answer(name, text, protocol)
        except facts.Wrong:
            return True
    return Renal(known, protocol).crcl is not None


def orders(protocol, vocabulary, bases, chance, count):
    """[(a patient with holes, its completions)]; values are confirmed, so that only what is unknown is held."""
    names = read_facts(protocol)
    for _ in range(count):
        named, options = chance.choice(bases)
        named = {name: text for name, text in named.items() if text != "unknown"}
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            name = chance.choice(sorted(names))
            named[name] = chance.choice([text for text in vocabulary.answers[name] if text != "unknown"])
        if chance.random() < 0.4:
            options = chance.choice(vocabulary.for_infusions(chance.choice(vocabulary.options)))
        base = holes(named, names, chance)
        tried = (completed(base, named, names, vocabulary, chance, chance.choice((1, 0.95, 0.9, 0.8, 0.5))) for _ in range(20 * COMPLETIONS))
        full = [one for one in tried if patients.accepted(protocol, patients.joined(one, []))][:COMPLETIONS] if patients.accepted(protocol, patients.joined(base, [])) else []
        if len(full) == COMPLETIONS:
            yield base, options, named, full


def as_mild(job, verdict, case, vocabulary, chance):
    """Whether one of many more completions is as mild as the patient with unknown answers."""
    base, options, named, _ = case
    protocol, names = vocabulary.protocol, read_facts(vocabulary.protocol)
    tried = (completed(base, named, names, vocabulary, chance, chance.choice((1, 0.98, 0.95, 0.9))) for _ in range(MORE))
    full = [one for one in tried if patients.accepted(protocol, patients.joined(one, []))]
    fields = [confirmed(protocol, protocols.Site(), one, options) for one in full]
    found = [status(line) for batch in compare.batches(fields) for line in compare.answers(job, batch)]
    return any(one != 2 and GRAVITY[one] <= GRAVITY[verdict] for one in found)


def confirmed(protocol, site, named, options):
    fields = patients.joined(named, options)
    order = engine.decide(protocol, site, fields)
    unconfirmed = sorted(facts.unusual(order.request.known)) if order else []
    return fields + ["--confirm " + name for name in unconfirmed]


def status(line):
    return int(line.split("\t", 1)[0])


def hold(path, seed, count):
    protocol, site = protocols.Protocol(path, compare.DIRECTORY), protocols.Site()
    vocabulary, chance = patients.Vocabulary(protocol), random.Random("%d %s" % (seed, path))
    cases = list(orders(protocol, vocabulary, compare.bases_of(protocol, site), chance, count))
    fields = [confirmed(protocol, site, named, options) for base, options, _, full in cases for named in [base] + full]
    job = compare.Job(path, None)
    found = [status(line) for batch in compare.batches(fields) for line in compare.answers(job, batch)]
    seen = collections.Counter()
    for place in range(0, len(found), COMPLETIONS + 1):
        verdict = found[place]
        full = [(one, fields[place + 1 + number]) for number, one in enumerate(found[place + 1:place + 1 + COMPLETIONS]) if one != 2]
        if verdict == 2 or len(full) < 12:
            continue
        seen[verdict] += 1
        for found_broken in broken(job, verdict, fields[place], full):
            is_suspicion = found_broken[0].startswith("suspicion")
            if not is_suspicion or not as_mild(job, verdict, cases[place // (COMPLETIONS + 1)], vocabulary, chance):
                yield found_broken
    print("theorem: %s: %d patients with unknown answers, %s" % (protocol.id, sum(seen.values()), dict(seen)))


def broken(job, verdict, fields, full):
    if verdict in compare.COMPUTED:
        bedside_only = [one for one, words in full if one == 6]
        if bedside_only:
            words = next(words for one, words in full if one == 6)
            yield "computed, but this completion is incomplete", fields, words, job
    mildest = min(GRAVITY[one] for one, _ in full)
    if GRAVITY[verdict] < mildest and verdict != 7:
        yield "suspicion: %d, milder than each of %d completions" % (verdict, len(full)), fields, full[0][1], job


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, default=2000, help="for each protocol")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print("theorem: seed %d" % arguments.seed)
    many = 0
    for path in sorted(glob.glob(os.path.join(compare.DIRECTORY, "*.cfg"))):
        for what, fields, words, job in hold(path, arguments.seed, arguments.patients):
            many += 1
            if many <= 40 or what.startswith("computed"):
                changed = sorted(set(words) - set(fields))
                print("%s: %s\n    %s\n    filled in: %s" % (os.path.basename(path), what, compare.command(job, fields), "  ".join(changed)))
    print("theorem: %d disagreements" % many)
    sys.exit(1 if many else 0)


if __name__ == "__main__":
    main()
