"""Renal function: every estimate at hand, the lowest of which is the fact `crcl` (contract section 2, equations CLINICAL section 5).

Exact fractions wherever the equation is rational. CKD-EPI and body surface are not: they are computed with 40 digits, and a decision
would need an edge within 10^-20 of the result to go wrong.
"""
import decimal
import functools
from fractions import Fraction

decimal.getcontext().prec = 40
D = decimal.Decimal

BANDS = {"normal": 90, "mild": 60, "moderate": 30, "severe": 15, "failure": 0, "dialysis": 0,  # KDIGO: the worst of each band
         "acute-injury": 0}  # no estimate is valid: the contract is silent on a figure, none is taken
SHORTEST_FOR_IDEAL_CM = Fraction("152.4")


def fraction(number):
    return Fraction(int(number.scaleb(24).to_integral_value()), 10**24)


def decimal_of(figure):
    return D(figure.numerator) / D(figure.denominator)


def ideal_weight(sex, height):
    """Devine; None where it is not defined."""
    if sex is None or height is None or height < SHORTEST_FOR_IDEAL_CM:
        return None
    inches = height / Fraction("2.54")
    return (50 if sex == "male" else Fraction("45.5")) + Fraction("2.3") * (inches - 60)


def adjusted_weight(actual, ideal):
    return ideal + Fraction(2, 5) * (actual - ideal)


def weight_of(kind, actual, ideal):
    """(weight, which): actual where no ideal weight is defined."""
    if ideal is None or kind == "actual":
        return actual, "actual"
    if kind == "ideal":
        return ideal, "ideal"
    if kind == "adjusted":
        return adjusted_weight(actual, ideal), "adjusted"
    if actual < ideal:  # customary
        return actual, "actual"
    if actual <= ideal * Fraction(6, 5):
        return ideal, "ideal"
    return adjusted_weight(actual, ideal), "adjusted"


def cockcroft_gault(years, weight, creatinine, sex):
    clearance = (140 - years) * weight / (72 * creatinine)
    return clearance * Fraction(85, 100) if sex == "female" else clearance


@functools.lru_cache(maxsize=200000)
def ckd_epi_2021(creatinine, years, sex):
    kappa, alpha = (Fraction(7, 10), D("-0.241")) if sex == "female" else (Fraction(9, 10), D("-0.302"))
    ratio = decimal_of(creatinine / kappa)
    result = 142 * min(ratio, D(1)) ** alpha * max(ratio, D(1)) ** D("-1.2") * D("0.9938") ** int(years)
    return fraction(result * D("1.012") if sex == "female" else result)


def bedside_schwartz(height, creatinine):
    return Fraction("0.413") * height / creatinine


@functools.lru_cache(maxsize=200000)
def body_surface(height, weight):
    return fraction(decimal_of(height * weight / 3600).sqrt())


class Renal:
    """all: [(method, clearance, weight)] in the order of the contract; lowest: the one that counts, or None."""

    def __init__(self, known, protocol):
        self.known, self.protocol = known, protocol
        self.months = known.get("age")
        self.years = None if self.months is None else self.months // 12
        self.child = self.months is not None and self.months < 216
        self.adult = self.months is not None and not self.child
        # "pregnant unknown counts as pregnant here unless the sex is male"
        self.no_estimate_valid = known.get("sex") != "male" and known.get("pregnant") is not False
        self.all, self.indexed = [], []
        self.reported()
        if not self.no_estimate_valid:
            self.from_creatinine()
            self.category()
        self.lowest = min(self.all, key=lambda estimate: estimate[1], default=None)
        self.crcl = self.lowest and self.lowest[1]
        self.egfr = min(self.indexed, default=None)

    def reported(self):
        if "crcl" in self.known:
            self.all.append(("reported-crcl", self.known["crcl"], None))

    def add_indexed(self, method, indexed):
        self.indexed.append(indexed)
        height, weight = self.known.get("height"), self.known.get("weight")
        if height is not None and weight is not None and self.adult:
            self.all.append((method, indexed * body_surface(height, weight) / Fraction("1.73"), None))
        else:
            self.all.append((method, indexed, None))

    def from_creatinine(self):
        known = self.known
        creatinine, sex, weight, height = (known.get(name) for name in ("creatinine", "sex", "weight", "height"))
        if self.adult and None not in (creatinine, sex, weight):
            self.all.append(("cockcroft-gault",) + self.gault(creatinine, sex, weight, height))
        if "egfr" in known:
            self.add_indexed("reported-egfr", known["egfr"])
        if self.adult and None not in (creatinine, sex):
            self.add_indexed("ckd-epi-2021", ckd_epi_2021(creatinine, self.years, sex))
        if self.child and None not in (creatinine, height):
            self.add_indexed("schwartz", bedside_schwartz(height, creatinine))

    def gault(self, creatinine, sex, weight, height):
        ideal = ideal_weight(sex, height)
        kinds = [self.protocol.crcl_weight] if self.protocol.crcl_weight else ["actual", "ideal", "adjusted"]
        results = []
        for kind in kinds:
            used, name = weight_of(kind, weight, ideal)
            results.append((cockcroft_gault(self.years, used, creatinine, sex), name))
        return min(results, key=lambda result: result[0])

    def category(self):
        """By history (or where nobody said how) it raises no hope on its own; beside another estimate it may still be the lowest."""
        band = BANDS.get(self.known.get("renal"))
        if band is not None and (self.all or self.category_counts()):
            self.all.append(("category", Fraction(band), None))

    def category_counts(self):
        if self.known.get("renal-basis") == "laboratory":
            return True
        young = self.months is not None and self.months < 65 * 12
        return young and all(self.known.get(name) is False for name in self.protocol.renal_risks)
