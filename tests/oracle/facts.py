"""The facts of section 2 of the contract: how an answer is written, its steps, its hard range, what is unusual.

An answer becomes a Fraction (kg, cm, months, mg/dL of creatinine, mL/min, mmol/L of magnesium, mcg, s ...), the id of a choice, or
True and False. Whatever the contract calls an error raises Wrong: the exit status is then 2.
"""
import datetime
import functools
import re
from fractions import Fraction

CREATININE_UMOL_PER_MG_DL = Fraction("88.42")
MAGNESIUM_MG_DL_PER_MMOL = Fraction("2.4305")  # 24.305 g/mol


class Wrong(Exception):
    """Input that cannot be read, or that contradicts itself: exit status 2."""


# name: ({unit: (base units in one, step in this unit)}, low, high in base units)
MEASURES = {
    "weight": ({"kg": (1, "0.1")}, "0.5", 300),
    "height": ({"cm": (1, "0.1")}, 30, 250),
    "age": ({"y": (12, 1), "mo": (1, 1)}, 0, 1440),
    "creatinine": ({"mg/dL": (1, "0.01"), "umol/L": (1 / CREATININE_UMOL_PER_MG_DL, 1)}, "0.1", 20),
    "crcl": ({"mL/min": (1, "0.1")}, 0, 250),
    "egfr": ({"mL/min/1.73m2": (1, 1)}, 0, 250),
    "magnesium": ({"mmol/L": (1, "0.01"), "mg/dL": (1 / MAGNESIUM_MG_DL_PER_MMOL, "0.1"), "mEq/L": ("0.5", "0.01")}, "0.1", 10),
    "systolic": ({"mmHg": (1, 1)}, 40, 300),
    "diastolic": ({"mmHg": (1, 1)}, 20, 200),
    "heart-rate": ({"/min": (1, 1)}, 20, 300),
    "resp-rate": ({"/min": (1, 1)}, 4, 80),
    "spo2": ({"%": (1, 1)}, 50, 100),
    "given-24h": ({"g": (10**6, "0.01")}, 0, 200 * 10**6),  # 200 g: the contract is silent, `infusheet facts` says it
    "given-48h": ({"g": (10**6, "0.01")}, 0, 200 * 10**6),
    "last-dose": ({"min": (60, 1), "h": (3600, 1)}, 0, 14400 * 60),
}
GIVEN = ("given-24h", "given-48h")  # masses of the drug: its whole mmol and mEq too
CHOICES = {
    "weight-basis": ["measured", "stated", "estimated"],
    "sex": ["female", "male"],
    "renal": ["normal", "mild", "moderate", "severe", "failure", "dialysis", "acute-injury"],
    "renal-basis": ["laboratory", "history"],
    "reflexes": ["present", "absent"],
    "setting": ["mobile", "clinic", "emergency", "ward", "obstetric", "critical-care"],
    "device": ["pump", "gravity", "hand"],
    "access": ["peripheral", "central"],
}
YES_NO = ["pregnant", "postpartum", "breastfeeding"]
DATES = ["born", "creatinine-taken"]
IDENTITY = ["name", "id", "allergies", "address", "phone"]
URINE_HIGH = {"mL/h": 1000, "mL/kg/h": 100}

# Unusual from 18 years; under 18 the weight has a table by age, and the heart rate another row under 12 years.
UNUSUAL = {
    "creatinine": ("0.3", 5), "crcl": (5, 180), "egfr": (5, 180), "magnesium": ("0.3", "2.5"), "systolic": (80, 200),
    "diastolic": (40, 120), "heart-rate": (45, 140), "resp-rate": (10, 40), "spo2": (88, 100),
}
UNUSUAL = {name: (Fraction(low), Fraction(high)) for name, (low, high) in UNUSUAL.items()}
WEIGHT_BY_YEARS = [(1, 7, 14), (2, 9, 18), (4, 11, 26), (6, 14, 38), (8, 17, 55), (10, 20, 75), (12, 24, 95), (14, 30, 120), (16, 35, 140)]


def measured(name, text, salt=None):
    """The base figure of "72 kg"; Wrong for a unit, a step or a figure that the contract does not take."""
    units, low, high = MEASURES[name]
    if name in GIVEN and salt is not None:
        units = dict(units, mmol=(salt.mcg_per_mmol, 1), mEq=(salt.mcg_per_mmol / salt.valence, 1))
    match = re.match(r"([0-9]+(?:\.[0-9]+)?) ?(\D.*)\Z", text)
    if match is None or match.group(2) not in units:
        raise Wrong(name + ": " + text)
    written = Fraction(match.group(1))
    factor, step = units[match.group(2)]
    if name == "weight" and written < 10:
        step = "0.01"
    base = written * Fraction(factor)
    if written % Fraction(step) != 0 or not Fraction(low) <= base <= Fraction(high):
        raise Wrong(name + ": " + text)
    return base


def urine(text):
    match = re.match(r"([0-9]+(?:\.[0-9]+)?) ?(mL/h|mL/kg/h)\Z", text)
    if match is None:
        raise Wrong("urine-output: " + text)
    figure, unit = Fraction(match.group(1)), match.group(2)
    if figure % (1 if unit == "mL/h" else Fraction(1, 10)) != 0 or figure > URINE_HIGH[unit]:
        raise Wrong("urine-output: " + text)
    return unit, figure


def gestation(text):
    match = re.match(r"([0-9]+)w([0-6])d\Z", text)
    days = int(match.group(1)) * 7 + int(match.group(2)) if match else 999
    if days > 45 * 7:
        raise Wrong("gestation: " + text)
    return Fraction(days)


def date(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Wrong("date: " + text) from None


def chosen(name, text, choices):
    if text not in choices:
        raise Wrong(name + ": " + text)
    return text


def answer(name, text, protocol):
    """The answer to one fact; protocol.choices holds the ids that product, diluent, indication and named questions may take. Each word is
    read once for a protocol: the same few hundred answers make up all its patients."""
    read = protocol.answers_read
    if (name, text) not in read:
        try:
            read[name, text] = read_answer(name, text, protocol)
        except Wrong as wrong:
            read[name, text] = wrong
    found = read[name, text]
    if isinstance(found, Wrong):
        raise found.with_traceback(None)
    return found


def read_answer(name, text, protocol):
    if name in MEASURES:
        return measured(name, text, protocol.salt)
    if name == "urine-output":
        return urine(text)
    if name == "gestation":
        return gestation(text)
    if name in DATES:
        return date(text)
    if name in IDENTITY:
        return text
    if name in protocol.choices:
        return chosen(name, text, protocol.choices[name])
    if name in CHOICES:
        return chosen(name, text, CHOICES[name])
    if name in YES_NO or name in protocol.questions:
        return chosen(name, text, ["yes", "no"]) == "yes"
    raise Wrong("no such fact: " + name)


def completed_months(born, day):
    months = (day.year - born.year) * 12 + day.month - born.month
    return Fraction(months - (1 if day.day < born.day else 0))


def settle(known, texts, day):
    """Holds the answers against each other; adds the age of a date of birth."""
    if "born" in known:
        months = completed_months(known["born"], day)
        counted = months // 12 * 12 if texts.get("age", "").endswith("y") else months
        if not 0 <= months <= 1440 or ("age" in known and known["age"] != counted):
            raise Wrong("born")
        known["age"] = months
    if "weight" in known and known.get("age", 0) >= 216 and known["weight"] < 25:
        raise Wrong("weight from 18 years: at least 25 kg")
    if "given-24h" in known and "given-48h" in known and known["given-48h"] < known["given-24h"]:
        raise Wrong("given-48h below given-24h")
    contradictions(known)
    if "urine-output" in known and "weight" in known:
        unit, figure = known["urine-output"]
        if unit == "mL/kg/h" and figure * known["weight"] > 1000:
            raise Wrong("urine-output")


def contradictions(known):
    """Answers that cannot both be true. The contract is silent on which pairs; these follow from what the words mean."""
    if known.get("sex") == "male" and (any(known.get(name) for name in YES_NO) or "gestation" in known):
        raise Wrong("a man is not pregnant")
    if known.get("pregnant") and known.get("postpartum"):
        raise Wrong("pregnant and after birth")
    if "gestation" in known and known.get("pregnant") is False and not known.get("postpartum"):
        raise Wrong("gestation without pregnancy")
    if "systolic" in known and "diastolic" in known and known["diastolic"] >= known["systolic"]:
        raise Wrong("diastolic not below systolic")
    for name, window in (("given-24h", 24 * 3600), ("given-48h", 48 * 3600)):
        if name in known and "last-dose" in known:
            given, last = known[name], known["last-dose"]
            if (given > 0 and last > window) or (given == 0 and last < window):
                raise Wrong("last-dose and " + name)


@functools.lru_cache(maxsize=None)
def usual_weight(months):
    """Lowest and highest usual weight at this age, counted in completed years."""
    if months >= 216:
        return Fraction(40), Fraction(180)
    years = months // 12
    if years == 0:  # the contract has no row: nothing is too light, the row of 1 y says what is too heavy
        return Fraction(0), Fraction(WEIGHT_BY_YEARS[0][2])
    below = [row for row in WEIGHT_BY_YEARS if row[0] <= years]
    above = [row for row in WEIGHT_BY_YEARS if row[0] >= years]
    rows = [below[-1], above[0] if above else below[-1]]
    return min(Fraction(row[1]) for row in rows), max(Fraction(row[2]) for row in rows)


def unusual(known):
    """The facts to be measured again or confirmed."""
    found = set()
    months = known.get("age")
    for name, (low, high) in UNUSUAL.items():
        if name == "heart-rate" and months is not None and months < 144:
            low, high = Fraction(50), Fraction(180)
        elif name == "heart-rate" and months is None:
            low = Fraction(50)  # the contract is silent: outside either range
        if name in known and not low <= known[name] <= high:
            found.add(name)
    if months is None:
        return found
    weight, height = known.get("weight"), known.get("height")
    bounds = usual_weight(months)
    if weight is not None and not bounds[0] <= weight <= bounds[1]:
        found.add("weight")
    if months >= 216 and height is not None:
        if not 140 <= height <= 200:
            found.add("height")
        if weight is not None and not 14 <= weight / (height / 100) ** 2 <= 50:
            found.add("weight")
    return found
