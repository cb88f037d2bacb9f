"""Every example of the protocols given, by questions: the same JSON as order with the same facts.

The examples come from the protocols, as the commands that order them; each fact is answered when the visit asks for it, or, where it
does not, given by "change NAME". What an example does not say is answered "unknown", and given to order as unknown too. Prints one line
for each example that differs; status 1 if there is any.
"""
import json
import os
import shlex
import subprocess
import sys
import tempfile

from visit_driver import Visit

PROGRAM = os.environ["INFUSHEET"]
MATERIALS = ("product", "diluent", "device")
RENAL = ("creatinine", "crcl", "egfr", "renal")


class Example:
    """The command of an example, taken apart."""

    def __init__(self, command):
        words = shlex.split(command)[2:]
        self.protocol = words.pop(0)
        self.facts, self.overrides, self.confirmed, self.places = {}, {}, [], []
        self.choices, self.infusion, self.prescriber = {}, None, None
        while words:
            self.take(words)
        for fact in RENAL:  # one question asks for all of them
            if self.facts.get(fact) == "unknown":
                del self.facts[fact]

    def take(self, words):
        word = words.pop(0)
        if not word.startswith("--"):
            name, text = word.split("=", 1)
            self.facts[name] = text
            return
        text = words.pop(0)
        if word == "--infusion":
            self.infusion = text
        elif word in ("--dose", "--over"):
            name = word[2:] + (" " + self.infusion if self.infusion else "")
            self.choices[name] = text
        elif word == "--override":
            check, reason = text.split("=", 1)
            self.overrides[check] = reason
        elif word == "--prescriber":
            self.prescriber = text
        elif word == "--confirm":
            self.confirmed.append(text)
        else:
            self.places += [word, text]

    def known(self):
        """All that can be asked by name."""
        known = dict(self.facts)
        known.update(self.choices)
        if self.prescriber:
            known["prescriber"] = self.prescriber
        return known


class Nurse:
    """Answers the questions; `first` are given by "change" before the first question is answered."""

    def __init__(self, example, first):
        self.example, self.known = example, example.known()
        self.waiting = list(first)
        self.changing = None
        self.unknown = []
        self.asked = set()
        self.before = None
        self.refused = False

    def answer(self, name):
        if self.waiting and self.changing is None and name != "go-on":
            self.changing = self.waiting.pop(0)
            return "change " + self.changing
        if self.changing is not None:
            self.changing = None
        return self.answer_to(name)

    def answer_to(self, name):
        if name == "go-on":
            return "go on"
        if name.endswith(" again"):
            fact = name[:-len(" again")]
            if fact not in self.example.confirmed:
                return "unknown"
            return self.known[fact] if fact == "weight" else "confirm"
        if name.startswith("override "):
            check = name[len("override "):]
            self.asked.add(name)
            if check in self.example.overrides:  # order has them in the same order
                self.example.overrides[check] = self.example.overrides.pop(check)
            return self.example.overrides.get(check, "unknown")
        if name == self.before:
            self.refused = True
            return "unknown"
        self.before = name
        names = name.replace(" or ", ", ").split(", ")
        for one in names:
            if one in self.known and not (len(names) > 1 and one in self.asked):
                self.asked.add(one)
                return self.known[one]
        if name in MATERIALS:
            return "protocol"
        if len(names) == 1:
            self.unknown.append(name)
        elif "creatinine" in names or "egfr" in names:
            self.unknown.append("crcl" if "crcl" in names else "egfr")
        else:
            self.unknown.append("age")
        return "unknown"


def order_of(example, unknown):
    command = [PROGRAM, "order", example.protocol, "--json"] + example.places
    for name, text in example.choices.items():
        kind, _, infusion = name.partition(" ")
        command += (["--infusion", infusion] if infusion else []) + ["--" + kind, text]
    for check, reason in example.overrides.items():
        command += ["--override", check + "=" + reason]
    if example.prescriber:
        command += ["--prescriber", example.prescriber]
    for fact in example.confirmed:
        command += ["--confirm", fact]
    command += [name + "=" + text for name, text in example.facts.items()]
    command += [name + "=unknown" for name in dict.fromkeys(unknown) if name.split()[0] not in ("prescriber", "dose", "over")]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stdout.decode()


def visit_of(example, first, options, path):
    nurse = Nurse(example, first)
    command = [PROGRAM, "visit", example.protocol] + example.places + options + ["--json", "-o", path]
    if os.path.exists(path):
        os.remove(path)
    return nurse, Visit(command, nurse.answer)


def text_at(path):
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return file.read()


def first_difference(ours, theirs):
    for key in theirs:
        if ours.get(key) != theirs[key]:
            return f"{key}: {json.dumps(ours.get(key))[:300]} instead of {json.dumps(theirs[key])[:300]}"
    return "none"


def try_example(example, path):
    """What is wrong; None: nothing."""
    first, options = [], []
    for _ in range(3):  # what was asked before may not be asked once other answers are there
        nurse, visit = visit_of(example, first, options, path)
        unasked = [name for name in example.known() if name not in nurse.asked]
        rest = [check for check in example.overrides if "override " + check not in nurse.asked and not options]
        if not unasked and not rest:
            break
        first += unasked
        options += [word for check in rest for word in ("--override", check + "=" + example.overrides[check])]
    status, wanted = order_of(example, nurse.unknown)
    got = text_at(path)
    if visit.errors:
        return "said on standard error: " + visit.errors
    if status == 2:
        return None if b"Not taken: " in visit.said else "order refuses these answers, the visit took them"
    if status != visit.status or got is None:
        return f"status {visit.status}, order {status}; asked {nurse.unknown} more"
    if got != wanted:
        return first_difference(json.loads(got), json.loads(wanted))
    return None


def examples_of(protocol):
    listed = subprocess.run([PROGRAM, "test", "--json", protocol], stdout=subprocess.PIPE, check=False)
    return json.loads(listed.stdout)["protocols"][0]["examples"]


PLAUSIBLE = {
    "weight": "72 kg", "height": "168 cm", "creatinine": "70 umol/L", "creatinine-taken": "2026-11-19",
    "crcl": "88.4 mL/min", "egfr": "74 mL/min/1.73m2", "urine-output": "0.8 mL/kg/h", "magnesium": "0.85 mmol/L", "systolic": "118 mmHg",
    "diastolic": "76 mmHg", "heart-rate": "72 /min", "resp-rate": "16 /min", "spo2": "98 %", "gestation": "31w2d", "given-24h": "0 g",
    "given-48h": "0 g", "last-dose": "60 h", "name": "Ada Example", "id": "EX-0001", "address": "1 Example Street", "phone": "+1 555 0100",
    "allergies": "none known"}


def every_fact(protocol):
    """The first example with every other fact that order takes beside it."""
    example = Example(examples_of(protocol)[0]["command"])
    listed = subprocess.run([PROGRAM, "facts", protocol, "--json"], stdout=subprocess.PIPE, check=True)
    for fact in json.loads(listed.stdout)["facts"]:
        name = fact["name"]
        if name == "age":  # by the date of birth instead
            years = int(example.facts.pop("age").split()[0])
            example.facts["born"] = f"{2026 - years}-03-14"
        if name == "age" or name in example.facts:
            continue
        example.facts[name] = PLAUSIBLE.get(name) or fact.get("pass") or (fact["choices"] or ["no"])[0]
        if order_of(example, [])[0] == 2:
            del example.facts[name]
    return example


def main():
    """Arguments: every Nth example of each protocol, then the protocols."""
    every = int(sys.argv[1])
    wrong = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        for protocol in sys.argv[2:]:
            for listed in examples_of(protocol)[::every]:
                tried += 1
                difference = try_example(Example(listed["command"]), os.path.join(folder, "sheet.json"))
                if difference:
                    wrong += 1
                    print(f"{protocol}:{listed['line']}: {listed['name']}: {difference}")
            tried += 1
            difference = try_example(every_fact(protocol), os.path.join(folder, "sheet.json"))
            if difference:
                wrong += 1
                print(f"{protocol}: every fact: {difference}")
    print(f"{tried} examples by questions, {wrong} differ")
    return 1 if wrong or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
