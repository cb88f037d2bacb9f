"""Text becomes groups, lists and exact quantities.

The files are libconfig: `name = value;`, { } a group, ( ) a list, [ ] an array, "..." text, # // /* */ remarks. Groups become
dictionaries, lists and arrays Python lists. A quantity is a Fraction in coherent base units (mcg, uL, s, kg of body weight, and
their quotients), so that dose / time is a speed and speed * time a dose without any factor between.
"""
import re
from fractions import Fraction

TOKEN = re.compile(r'''(?:\s|\#[^\n]*|//[^\n]*|/\*.*?\*/)*(?:
    (?P<text>"[^"]*") | (?P<name>[A-Za-z*][-A-Za-z0-9_*]*) | (?P<number>[-+]?[0-9]+) | (?P<sign>[=:;,{}()\[\]]) | (?P<end>\Z))''', re.X | re.S)


def tokens_of(source):
    found, place = [], 0
    while True:
        match = TOKEN.match(source, place)
        if match is None:
            raise SyntaxError("not libconfig at byte %d: %r" % (place, source[place:place + 40]))
        if match.lastgroup == "end":
            return found
        found.append((match.lastgroup, match.group(match.lastgroup)))
        place = match.end()


class Reader:
    def __init__(self, source):
        self.tokens, self.next = tokens_of(source), 0

    def peek(self):
        return self.tokens[self.next][1] if self.next < len(self.tokens) else None

    def take(self):
        self.next += 1
        return self.tokens[self.next - 1]

    def settings(self, end):
        group = {}
        while self.peek() != end:
            name = self.take()[1]
            assert self.take()[1] in "=:", name
            group[name] = self.written()
            if self.peek() in (";", ","):
                self.take()
        return group

    def written(self):
        kind, word = self.take()
        if kind == "text":
            return word[1:-1]
        if kind == "number":
            return int(word)
        if word == "{":
            group = self.settings("}")
            self.take()
            return group
        if word in "([":
            end, items = {"(": ")", "[": "]"}[word], []
            while self.peek() != end:
                items.append(self.written())
                if self.peek() == ",":
                    self.take()
            self.take()
            return items
        return {"true": True, "false": False}[word]


def read_file(path):
    with open(path, encoding="utf-8") as file:
        return Reader(file.read()).settings(None)


def listed(group, key):
    """What the README calls a list: a single group may stand alone."""
    found = group.get(key, [])
    return found if isinstance(found, list) else [found]


NUMBER = r"[0-9]+(?:\.[0-9]+)?"
UNITS = {  # to the base unit of its dimension
    "g": ("mass", 10**6), "mg": ("mass", 10**3), "mcg": ("mass", 1),
    "L": ("volume", 10**6), "mL": ("volume", 10**3),
    "h": ("time", 3600), "min": ("time", 60), "s": ("time", 1), "d": ("time", 86400),
    "kg": ("body", 1), "drops": ("drops", 1), "mol": ("mol", 1),
}


class Salt:
    """The drug library's molar mass: what makes mmol and mEq a mass."""

    def __init__(self, drug):
        number = re.match(NUMBER, drug["molar-mass"]).group()
        self.mcg_per_mmol = Fraction(number) * 1000
        self.valence = drug["valence"]

    def mmol(self, mcg):
        return mcg / self.mcg_per_mmol


def quantity(text, salt=None):
    """("mass/time", Fraction) of "150 mg/min"; the space before the unit may be left out."""
    match = re.match(r"(%s) ?(.*)\Z" % NUMBER, text)
    if match is None:
        raise ValueError("no quantity: " + text)
    figure, words = Fraction(match.group(1)), match.group(2)
    if words == "%":
        return "mass/volume", figure * 10  # 1 % is 1 g in 100 mL: 10 mg per mL, which is 10 mcg per uL
    dimension = []
    for place, part in enumerate(words.split("/")):
        inner = re.match(r"(?:(%s) )?(\S+)\Z" % NUMBER, part)
        if inner is None:
            raise ValueError("no unit: " + text)
        many, unit = Fraction(inner.group(1) or 1), inner.group(2)
        if unit in ("mmol", "mEq"):
            name, factor = "mass", salt.mcg_per_mmol / (1 if unit == "mmol" else salt.valence)
        elif unit in UNITS:
            name, factor = UNITS[unit]
        else:
            raise ValueError("no unit: " + text)
        figure = figure * many * factor if place == 0 else figure / (many * factor)
        dimension.append(name)
    return "/".join(dimension), figure
