"""Patients for the comparison: every edge that a protocol or the contract names, and seeded random ones near the edges.

The base of each is one of the examples written in the protocol, so that most orders come as far as a figure.
"""
import itertools
from fractions import Fraction

import conditions
import engine
import facts

SPARE = {  # where nothing else names an edge: usual figures
    "weight": ["8.5 kg", "12.3 kg", "25 kg", "39.9 kg", "40 kg", "58.7 kg", "69.9 kg", "70 kg", "72.4 kg", "103.3 kg", "180 kg", "180.1 kg"],
    "height": ["104.5 cm", "120 cm", "139.9 cm", "140 cm", "152.3 cm", "152.4 cm", "155.7 cm", "165 cm", "171.5 cm", "183 cm", "200 cm", "200.1 cm"],
    "age": ["11 mo", "23 mo", "2 y", "5 y", "9 y", "143 mo", "12 y", "17 y", "215 mo", "18 y", "34 y", "47 y", "64 y", "65 y", "779 mo", "780 mo", "81 y", "120 y"],
    "creatinine": ["0.5 mg/dL", "0.69 mg/dL", "0.7 mg/dL", "0.71 mg/dL", "0.9 mg/dL", "1.1 mg/dL", "1.6 mg/dL", "2.7 mg/dL", "62 umol/L", "97 umol/L", "140 umol/L", "300 umol/L"],
    "crcl": ["19.9 mL/min", "20 mL/min", "45 mL/min", "88.4 mL/min", "180.1 mL/min"],
    "egfr": ["19 mL/min/1.73m2", "29 mL/min/1.73m2", "30 mL/min/1.73m2", "59 mL/min/1.73m2", "60 mL/min/1.73m2", "61 mL/min/1.73m2", "90 mL/min/1.73m2", "181 mL/min/1.73m2"],
    "urine-output": ["0 mL/h", "25 mL/h", "26 mL/h", "35 mL/h", "36 mL/h", "41 mL/h", "60 mL/h", "0.4 mL/kg/h", "0.5 mL/kg/h", "1.1 mL/kg/h", "9 mL/kg/h"],
    "magnesium": ["0.29 mmol/L", "0.8 mmol/L", "1.05 mmol/L", "1.06 mmol/L", "2.5 mg/dL", "2.6 mg/dL", "2.1 mEq/L", "2.11 mEq/L"],
    "given-24h": ["0 g", "0.01 g", "0.5 g", "1 g", "2 g", "4 g", "12 g", "20 g", "26 g", "30 g", "36 g", "40 g", "8 mmol", "65 mEq", "8.5 mmol"],
    "given-48h": ["0 g", "0.01 g", "0.5 g", "1 g", "2 g", "4 g", "12 g", "16 g", "16.01 g", "20 g", "24 g", "52 g", "66 mmol", "65 mEq"],
    "last-dose": ["0 min", "90 min", "6 h", "719 min", "12 h", "1439 min", "24 h", "25 h", "48 h"],
    "systolic": ["79 mmHg", "80 mmHg", "118 mmHg", "201 mmHg"], "diastolic": ["39 mmHg", "80 mmHg", "121 mmHg"],
    "heart-rate": ["44 /min", "45 /min", "49 /min", "72 /min", "141 /min", "181 /min"],
    "resp-rate": ["9 /min", "10 /min", "16 /min", "41 /min"], "spo2": ["87 %", "88 %", "98 %", "100 %"],
    "gestation": ["29w6d", "30w0d", "31w6d", "32w0d", "33w6d", "34w0d", "40w0d"],
    "born": ["1961-11-20", "1961-11-21", "1990-03-02", "2008-11-20", "2008-11-21", "2016-02-29", "2024-11-20"],
}
DOSES = ["1 g", "2 g", "4 g", "250 mg", "500 mg", "505 mg", "10 mmol", "8 mEq", "1 g/h", "500 mg/h", "250 mg/h", "1.5 g/h", "51 g", "1 mg"]
TIMES = ["1 min", "5 min", "7 min", "10 min", "15 min", "20 min", "30 min", "60 min", "90 min", "2 h", "6 h", "16 h", "24 h", "25 h", "6.5 min", "12.25 min"]


def decimal(figure):
    """A Fraction as a person writes it; None where it has no end within four places."""
    scaled = figure * 10000
    if scaled.denominator != 1:
        return None
    text = "%d.%04d" % divmod(int(scaled), 10000)
    return text.rstrip("0").rstrip(".")


def near(name, bound):
    """At the edge and one step to either side of it, in every unit."""
    if name == "gestation":
        return ["%dw%dd" % divmod(int(days), 7) for days in (bound - 1, bound, bound + 1) if days >= 0]
    found = []
    for unit, (factor, step) in facts.MEASURES[name][0].items():
        step = Fraction(step)
        at = bound / Fraction(factor) // step * step
        found += ["%s %s" % (decimal(figure), unit) for figure in (at - step, at, at + step) if figure >= 0]
    return found


def near_urine(test):
    step = 1 if test.unit == "mL/h" else Fraction(1, 10)
    return ["%s %s" % (decimal(test.bound + move), test.unit) for move in (-step, 0, step) if test.bound + move >= 0]


class Vocabulary:
    """For each fact of a protocol the answers worth trying."""

    def __init__(self, protocol):
        self.protocol = protocol
        self.answers = {name: list(texts) for name, texts in SPARE.items()}
        for test in protocol.tests:
            if isinstance(test, conditions.Comparison):
                self.answers[test.name] += near_urine(test) if test.name == "urine-output" else near(test.name, test.bound)
                if test.name == "crcl":
                    self.answers["egfr"] += near("egfr", test.bound)
        for name, (_, low, high) in facts.MEASURES.items():
            for bound in (low, high) + facts.UNUSUAL.get(name, ()):
                self.answers[name] += near(name, Fraction(bound))
        for name, choices in list(facts.CHOICES.items()) + list(protocol.choices.items()):
            self.answers[name] = list(choices)
        for name in list(facts.YES_NO) + sorted(protocol.questions):
            self.answers[name] = ["yes", "no"]
        self.answers["allergies"] = ["none known", "penicillin (rash)", "Magnesium, swollen lips"]
        self.answers = {name: list(dict.fromkeys(texts)) + ["unknown"] for name, texts in self.answers.items()}
        self.together = self.rules()
        self.options = self.single_options()
        self.signature = "--prescriber Dr Example, 12345"
        self.slips = self.single_slips()

    def rules(self):
        """Pairs of facts that stand in the same rule, or that meet in one calculation."""
        pairs = {("weight", "height"), ("age", "creatinine"), ("creatinine", "weight"), ("height", "creatinine"), ("egfr", "height"),
                 ("sex", "creatinine"), ("sex", "pregnant"), ("renal", "renal-basis"), ("given-24h", "last-dose"), ("given-24h", "given-48h"),
                 ("weight", "urine-output"), ("age", "weight"), ("age", "heart-rate"), ("product", "diluent"), ("device", "product"), ("renal", "age"),
                 ("crcl", "given-48h"), ("pregnant", "crcl"), ("pregnant", "renal"), ("product", "diabetic-coma"), ("diluent", "diabetic-coma")}
        rules = [check.trips for check in self.protocol.checks] + [band.when for band in self.protocol.renal] + [rule.when for rule in self.protocol.totals]
        for rule in rules:
            names = sorted({test.name for test in rule.tests()})
            pairs |= set(itertools.combinations(names, 2))
        return sorted((one, two) for one, two in pairs if one in self.answers and two in self.answers)

    def bounds(self):
        """Every figure that a dose or a time is held against."""
        doses, times = set(), set()
        for infusion in self.protocol.infusions:
            for rule in infusion.dose:
                for figure in rule.limit.soft + rule.limit.hard + (rule.max, None if rule.per_kg else rule.usual):
                    if figure:
                        doses |= {(rule.rate, figure + move * rule.step / (3600 if rule.rate else 1)) for move in (-1, 0, 1)}
            for rule in infusion.over:
                doses |= {(False, rule.dose_to + move * infusion.dose[0].step) for move in (-1, 0, 1) if rule.dose_to}
                times |= {figure for figure in rule.limit.soft + rule.limit.hard + (rule.usual,) if figure}
        return doses, times

    def single_options(self):
        doses, times = self.bounds()
        texts = ["--dose " + text for text in DOSES] + ["--over " + text for text in TIMES]
        for is_rate, figure in sorted(doses):
            text = decimal(figure * (3600 if is_rate else 1) / 1000)
            if text and figure > 0:
                texts.append("--dose %s mg%s" % (text, "/h" if is_rate else ""))
        for figure in sorted(times):
            texts += ["--over %s min" % decimal(figure / 60 + move) for move in (-1, 0, 1) if figure / 60 + move > 0]
        return list(dict.fromkeys(texts))

    def single_slips(self):
        """What somebody may write by mistake: some of it is not accepted, some refused, some counts for nothing."""
        named = self.overrides()[0].partition("=")[0]
        return [named + "=", named + "= ", named, "--override nonsense=Example reason", "--override %s.nonsense=x" % self.protocol.infusions[0].name,
                "--prescriber Dr Example", "--prescriber , 12345", "--infusion nonsense", "--confirm nonsense", "--confirm height", "--confirm magnesium",
                "--over 30 s", "--over 61 s", "--over 0 min", "--over 1 g", "--dose 0 g", "--dose 0 g/h", "--dose 1 g/min", "--dose 30 min", "--dose 1", "--dose 1,5 g"]

    def for_infusions(self, option):
        names = [infusion.name for infusion in self.protocol.infusions]
        if len(names) == 1:
            return [[option]]
        return [["--infusion " + name, option] for name in names]

    def overrides(self):
        names = [check.id for check in self.protocol.checks if check.severity == "override"]
        names += [infusion.name + "." + kind for infusion in self.protocol.infusions for kind in ("dose", "over", "speed", "per-kg", "concentration")]
        names += [infusion.name + "." + step.id + ".dose" for infusion in self.protocol.infusions for step in infusion.steps]
        return ["--override %s=Example reason" % name for name in names + ["total.in-24h"]]

    def signed(self):
        """Every override, as far as they are taken, with a prescriber."""
        return [self.signature] + self.overrides()[:14]


def split(example):
    named = dict(field.split("=", 1) for field in example["facts"])
    return named, [option for option in example.get("options", []) if not option.startswith(("--site ", "--at "))]  # both are the run's own


def joined(named, options):
    return ["%s=%s" % item for item in named.items()] + options


def boundary(vocabulary, bases):
    """All single variations of every base, and all pairs of facts of one rule."""
    for named, options in bases:
        yield joined(named, options)
        yield joined(named, options + vocabulary.signed())
        yield from varied_facts(vocabulary, named, options)
        yield from varied_options(vocabulary, named)


def varied_facts(vocabulary, named, options):
    for name, texts in vocabulary.answers.items():
        for text in texts:
            yield joined(dict(named, **{name: text}), options)
            if name in ("weight", "height", "creatinine", "systolic", "setting"):
                yield joined(dict(named, **{name: text}), options + ["--confirm " + name] * (text != "unknown") + vocabulary.signed())


def varied_options(vocabulary, named):
    for option in vocabulary.options:
        for words in vocabulary.for_infusions(option):
            yield joined(named, words)
            yield joined(named, words + vocabulary.signed())
    for option in vocabulary.slips:
        for words in vocabulary.for_infusions(option):
            yield joined(named, words)
    for option in vocabulary.overrides():
        yield joined(named, [option])
        yield joined(named, [option, vocabulary.signature])
        yield joined(named, [option, "--prescriber Dr Example"])


def pairs(vocabulary, named, options):
    for one, two in vocabulary.together:
        for first, second in itertools.product(vocabulary.answers[one], vocabulary.answers[two]):
            yield joined(dict(named, **{one: first, two: second}), options)


def random_patients(vocabulary, bases, chance, count):
    """Most of them with answers that may all be true."""
    made = mutated(vocabulary, bases, chance)
    for _ in range(count):
        fields = next(made)
        for _ in range(6):
            if chance.random() < 0.03 or accepted(vocabulary.protocol, fields):
                break
            fields = next(made)
        yield fields


def accepted(protocol, fields):
    try:
        engine.Request(protocol, fields, engine.DAY_OF_ORDER)
    except facts.Wrong:
        return False
    return True


def mutated(vocabulary, bases, chance):
    names = list(vocabulary.answers)
    often = [name for name in names if name in SPARE or name in ("sex", "pregnant", "product", "diluent", "device", "renal", "course", "setting")]
    while True:
        named, options = chance.choice(bases)
        named, options = dict(named), list(options)
        for _ in range(chance.choice((1, 1, 2, 2, 3, 3, 4, 6))):
            name = chance.choice(often if chance.random() < 0.75 else names)
            named[name] = chance.choice(vocabulary.answers[name])
        if chance.random() < 0.3:
            named["creatinine"] = on_an_edge(vocabulary.protocol, named, chance) or named.get("creatinine", "unknown")
        if chance.random() < 0.08:  # asked at the door: hardly anything is answered yet
            kept = set(chance.sample(sorted(named), min(len(named), chance.choice((0, 1, 1, 2, 3, 5, 8)))))
            named = {name: text for name, text in named.items() if name in kept}
        if chance.random() < 0.35:
            options = chance.choice(vocabulary.for_infusions(chance.choice(vocabulary.options)))
            if chance.random() < 0.5:
                options = options + [chance.choice(vocabulary.options)] * (not options[-1].startswith("--over"))
            if chance.random() < 0.3:
                options = options + chance.choice(vocabulary.for_infusions(chance.choice(vocabulary.options)))
        if chance.random() < 0.05:
            options = options + chance.choice(vocabulary.for_infusions(chance.choice(vocabulary.slips)))
        chosen = chance.random()
        if chosen < 0.3:
            options = options + vocabulary.signed()
        elif chosen < 0.4:
            options = options + [vocabulary.signature] * (chance.random() < 0.8) + chance.sample(vocabulary.overrides(), chance.choice((1, 2)))
        if chance.random() < 0.7:
            confirmed = ["weight", "height", "creatinine", "heart-rate"] + chance.sample(often, 3)
            options = options + ["--confirm " + name for name in dict.fromkeys(confirmed) if named.get(name, "unknown") != "unknown"]
        yield joined(named, options)


def on_an_edge(protocol, named, chance):
    """The creatinine that puts Cockcroft-Gault within a step of a band edge."""
    try:
        weight, months = facts.measured("weight", named["weight"]), facts.measured("age", named["age"])
    except (KeyError, facts.Wrong):
        return None
    if not protocol.edges:
        return None
    factor = Fraction(85, 100) if named.get("sex") == "female" else 1
    exact = Fraction((140 - months // 12) * weight * factor) / (72 * chance.choice(protocol.edges))
    return "%s mg/dL" % decimal(Fraction((exact * 100 + chance.choice((-1, 0, 0, 1))) // 1, 100))
