"""Conditions of section 3, in three values: True, False, and None for unknown (Kleene).

    condition = conj { "or" conj } ;   conj = unit { "and" unit } ;   unit = "not" unit | "(" condition ")" | test ;
    test      = fact ( "<" | "<=" | ">" | ">=" ) quantity | fact "is" choice | question ;

A condition becomes an object with two questions: holds(case) is its value; open_facts(case) the facts whose answers leave it
unknown, taken from the parts that are themselves unknown. A case answers measure(name, unit), choice(name) and question(name).
"""
import itertools
import operator
import re

import facts

WORD = re.compile(r"\s*(<=|>=|<|>|\(|\)|[^\s()<>=]+)")
COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class Comparison:
    def __init__(self, name, sign, text, salt=None):
        self.name, self.compare, self.unit, self.sign = name, COMPARE[sign], None, sign
        if name == "urine-output":
            self.unit, self.bound = facts.urine(text)
        else:
            self.bound = facts.gestation(text) if name == "gestation" else facts.measured(name, text, salt)

    def holds(self, case):
        figure = case.measure(self.name, self.unit)
        return None if figure is None else self.compare(figure, self.bound)

    def open_facts(self, case):
        return case.lacking(self.name) if self.holds(case) is None else set()

    def tests(self):
        return [self]


class Is:
    def __init__(self, name, choice):
        self.name, self.choice = name, choice

    def holds(self, case):
        return case.chosen(self.name, self.choice)

    def open_facts(self, case):
        return {self.name} if self.holds(case) is None else set()

    def tests(self):
        return [self]


class Question:
    def __init__(self, name):
        self.name = name

    def holds(self, case):
        return case.answered(self.name)

    def open_facts(self, case):
        return {self.name} if self.holds(case) is None else set()

    def tests(self):
        return [self]


class Not:
    def __init__(self, part):
        self.part = part

    def holds(self, case):
        value = self.part.holds(case)
        return None if value is None else not value

    def open_facts(self, case):
        return self.part.open_facts(case)

    def tests(self):
        return self.part.tests()


class Several:
    """and: decided by a False; or: decided by a True."""

    def __init__(self, parts, deciding):
        self.parts, self.deciding = parts, deciding

    def holds(self, case):
        unknown = False
        for part in self.parts:
            value = part.holds(case)
            if value is self.deciding:
                return self.deciding
            unknown = unknown or value is None
        return None if unknown else not self.deciding

    def open_facts(self, case):
        if self.holds(case) is not None:
            return set()
        return set().union(*(part.open_facts(case) for part in self.parts))

    def tests(self):
        return [test for part in self.parts for test in part.tests()]


class Always:
    """What a rule without `when` means."""

    def holds(self, case):
        return True

    def open_facts(self, case):
        return set()

    def tests(self):
        return []


ALWAYS = Always()


def suppositions(tests):
    """Every set of answers that these tests can tell from each other: of a measure the bounds, between and beyond them; of a choice those that
    are named, and another one. Urine output in either unit counts as two facts."""
    answers = {}
    for test in tests:
        answers.setdefault((test.name, getattr(test, "unit", None)), []).append(test)
    each = [[(fact, answer) for answer in told_apart(ones)] for fact, ones in answers.items()]
    for chosen in itertools.product(*each):
        yield dict(chosen)


def told_apart(tests):
    if isinstance(tests[0], Question):
        return [True, False]
    if isinstance(tests[0], Is):
        return sorted({test.choice for test in tests}) + ["another"]
    bounds = sorted({test.bound for test in tests})
    between = [(low + high) / 2 for low, high in zip(bounds, bounds[1:])]
    return sorted(bounds + between + [bounds[0] - 1, bounds[-1] + 1])


class Grammar:
    def __init__(self, text, definitions, salt):
        self.salt = salt
        self.words, self.next, self.definitions = WORD.findall(text), 0, definitions

    def peek(self, ahead=0):
        place = self.next + ahead
        return self.words[place] if place < len(self.words) else None

    def take(self):
        self.next += 1
        return self.words[self.next - 1]

    def condition(self):
        parts = [self.conjunction()]
        while self.peek() == "or":
            self.take()
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else Several(parts, True)

    def conjunction(self):
        parts = [self.unit()]
        while self.peek() == "and":
            self.take()
            parts.append(self.unit())
        return parts[0] if len(parts) == 1 else Several(parts, False)

    def unit(self):
        word = self.take()
        if word == "not":
            return Not(self.unit())
        if word == "(":
            inner = self.condition()
            assert self.take() == ")"
            return inner
        return self.test(word)

    def test(self, name):
        if self.peek() == "is":
            self.take()
            return Is(name, self.take())
        if self.peek() in COMPARE:
            sign, text = self.take(), self.take()
            if self.peek() not in (None, "and", "or", ")"):
                text += " " + self.take()
            return Comparison(name, sign, text, self.salt)
        return self.definitions.get(name) or Question(name)


def condition(text, definitions, salt=None):
    if text is None:
        return ALWAYS
    grammar = Grammar(text, definitions, salt)
    made = grammar.condition()
    assert grammar.peek() is None, text
    return made
