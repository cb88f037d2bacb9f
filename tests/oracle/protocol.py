"""A protocol file with its drug library and a site file, read into rules: every condition compiled, every figure a Fraction."""
import os
from fractions import Fraction

import conditions
import facts
import parse


LIMITS = ("dose", "dose-max", "per-kg", "over", "speed", "speed-per-kg", "concentration", "volume", "site-volume", "in-24h", "in-48h", "interval")


class Rule:
    """A group of a file; what was written under a key is an attribute of the same name, hyphens as underscores."""

    def __init__(self, **parts):
        self.__dict__.update(parts)


class Limit:
    """Bounds of one figure: soft below, soft above, hard below, hard above; None where nothing is written."""

    def __init__(self, kind, source, when=conditions.ALWAYS, soft=(None, None), hard=(None, None)):
        self.kind, self.source, self.when, self.soft, self.hard = kind, source, when, soft, hard
        self.gravest = "refuse" if hard != (None, None) else "override"
        self.empty = soft == (None, None) and hard == (None, None)

    def broken(self, figure):
        """The bounds that this figure passes."""
        passed = []
        for name, (low, high) in (("hard", self.hard), ("soft", self.soft)):
            if low is not None and figure < low:
                passed.append(name + "-low")
            if high is not None and figure > high:
                passed.append(name + "-high")
        return passed


class Protocol:
    def __init__(self, path, directory):
        source = parse.read_file(path)
        head = source["protocol"]
        drugs = [os.path.join(place, "drugs", head["drug"] + ".cfg") for place in (os.path.dirname(path), directory)]
        drug = parse.read_file(next(file for file in drugs if os.path.exists(file)))
        self.path, self.source = path, source
        self.answers_read = {}
        self.id, self.settings, self.overrides_in = head["id"], head["settings"], head.get("overrides-in", [])
        self.crcl_weight = head.get("crcl-weight")
        self.salt = parse.Salt(drug["drug"])
        self.drug_word = drug["drug"]["name"].split()[0].lower()
        self.tests, self.definitions = [], {}
        questions = parse.listed(drug, "questions") + parse.listed(source, "questions")
        self.questions = {group["id"] for group in questions if "choices" not in group}
        self.renal_risks = [group["id"] for group in questions if group.get("renal-risk")]
        self.products = {group["id"]: self.product(group) for group in drug["products"]}
        self.require = ["indication", "allergies", "setting"] + source.get("require", [])
        self.bedside = source.get("bedside", [])
        for group in parse.listed(source, "definitions"):
            self.definitions[group["id"]] = self.condition(group["means"])
        self.contradictions = [self.condition(group["if"]) for group in parse.listed(source, "contradictions")]
        self.library = [self.library_limit(group) for group in drug.get("limits", [])]
        self.exceed(parse.listed(source, "exceed"))
        self.infusions = [self.infusion(group) for group in parse.listed(source, "infusions")]
        self.checks = self.all_checks(drug, source, questions)
        self.renal = [Rule(when=self.when(group), infusion=group.get("infusion"), factor=Fraction(group.get("factor", 1)),
                           dose_max=self.figure(group.get("dose-max")), refuse="refuse" in group, say="say" in group,
                           source=group.get("source")) for group in parse.listed(source, "renal")]
        self.totals = [Rule(when=self.when(group), in_24h=self.figure(group.get("in-24h")), in_48h=self.figure(group.get("in-48h")),
                            interval=self.figure(group.get("interval")), source=group["source"])
                       for group in parse.listed(source, "totals")]
        antidotes = {group["id"]: group for group in parse.listed(drug, "antidotes")}
        self.rescue = [self.rescue_dose(group, antidotes) for group in parse.listed(source, "rescue")]
        self.choices = {"indication": [group["id"] for group in parse.listed(source, "indications")],
                        "product": [bag.product for infusion in self.infusions for bag in infusion.bags],
                        "diluent": [group["id"] for group in drug.get("diluents", [])],
                        "device": [device for infusion in self.infusions for device in infusion.devices]}
        self.choices.update({group["id"]: group["choices"] for group in questions if "choices" in group})
        self.edges = sorted({test.bound for test in self.tests if getattr(test, "name", "") == "crcl"})
        comparisons = [test for test in self.tests if isinstance(test, conditions.Comparison)]
        self.shown_against = {name: [(test.compare, test.bound) for test in comparisons if test.name == name] for name in ("crcl", "egfr")}
        self.shown_against.update({unit: [(test.compare, test.bound) for test in comparisons if test.unit == unit] for unit in facts.URINE_HIGH})
        self.names_acute_injury = any(isinstance(test, conditions.Is) and test.choice == "acute-injury" for test in self.tests)

    def has_check(self, name):
        """What --override may name: a check, a renal band, or a limit, as INFUSION.LIMIT, INFUSION.STEP.LIMIT or total.LIMIT."""
        owner, _, kind = name.rpartition(".")
        owners = ["total"] + [infusion.name for infusion in self.infusions]
        owners += [infusion.name + "." + step.id for infusion in self.infusions for step in infusion.steps]
        if owner:
            return owner in owners and kind in LIMITS
        return name in [check.id for check in self.checks] or name.startswith("renal")

    def condition(self, text):
        made = conditions.condition(text, self.definitions, self.salt)
        self.tests += made.tests()
        return made

    def when(self, group):
        return self.condition(group.get("when"))

    def figure(self, text):
        return parse.quantity(text, self.salt)[1] if text else None

    def range(self, group, key):
        low, high = group.get(key, ["", ""])
        return self.figure(low), self.figure(high)

    def product(self, group):
        return Rule(premix=group["kind"] == "premix", strength=self.figure(group["strength"]), volume=self.figure(group["volume"]))

    def limit(self, kind, group):
        low_high = [(self.figure(group.get(word + "-min")), self.figure(group.get(word + "-max"))) for word in ("soft", "hard")]
        return Limit(kind, group["source"], self.when(group), *low_high)

    def library_limit(self, group):
        limit = self.limit(group["limit"], group)
        limit.infusion = None
        return limit

    def exceed(self, groups):
        """A loosened library limit: "the limit that holds instead"."""
        for group in groups:
            kept = []
            for limit in self.library:
                if limit.kind != group["limit"]:
                    kept.append(limit)
                    continue
                looser = Limit(limit.kind, group["source"], limit.when, soft=limit.soft, hard=(limit.hard[0], self.figure(group["to"])))
                looser.infusion = group.get("infusion")
                if looser.infusion:
                    limit.not_for = getattr(limit, "not_for", []) + [looser.infusion]
                    kept.append(limit)
                kept.append(looser)
            self.library = kept

    def infusion(self, group):
        limits = {kind: [self.limit(kind, inner) for inner in parse.listed(group, kind)]
                  for kind in ("per-kg", "speed", "speed-per-kg", "concentration", "volume", "site-volume")}
        return Rule(
            name=group["name"], muscle=group.get("route") == "intramuscular", devices=group["devices"], when=self.when(group),
            sites=group.get("sites", 1), begins_after=self.figure(group.get("begins-after")) or 0, repeat=self.repeat(group.get("repeat")), limits=limits,
            dose=[self.dose(inner) for inner in parse.listed(group, "dose")],
            over=[self.time(inner) for inner in parse.listed(group, "over")],
            bags=[self.bag(inner) for inner in parse.listed(group, "bags")],
            steps=[Rule(id=inner["id"], rate=self.figure(inner["dose"]), per_kg="/kg" in inner["dose"]) for inner in parse.listed(group, "steps")])

    def dose(self, group):
        dimension, usual = parse.quantity(group["usual"], self.salt) if "usual" in group else (None, None)
        rate = dimension in ("mass/time", "mass/body/time") if usual is not None else group.get("per-time", False)
        limit = Limit("dose", group["source"], soft=self.range(group, "soft"), hard=self.range(group, "hard"))
        return Rule(when=self.when(group), usual=usual, text=group.get("usual"), rate=rate, per_kg=dimension is not None and "/body" in dimension,
                    of=group.get("of", "actual"), max=self.figure(group.get("max")), limit=limit,
                    step=self.figure(group["step"]), round=group.get("round", "down"), source=group["source"])

    def time(self, group):
        limit = Limit("over", group["source"], soft=self.range(group, "soft"), hard=self.range(group, "hard"))
        return Rule(when=self.when(group), dose_to=self.figure(group.get("dose-to")), usual=self.figure(group.get("usual")),
                    at=self.figure(group.get("at")), limit=limit)

    def bag(self, group):
        return Rule(when=self.when(group), product=group["product"], additive=group["additive"], diluents=group.get("diluents", []),
                    volume=self.figure(group.get("volume")), capacity=self.figure(group.get("capacity")))

    def repeat(self, group):
        if group is None:
            return None
        for key in ("until", "continue-if"):
            self.condition(group.get(key))
        return Rule(every=self.figure(group["every"]), doses=group.get("doses"), up_to=self.figure(group.get("up-to")), source=group["source"])

    def rescue_dose(self, group, antidotes):
        speeds = parse.listed(group, "speed") or parse.listed(antidotes[group["product"]], "speed")
        return Rule(when=self.when(group), dose=self.figure(group.get("dose")), per_kg=self.figure(group.get("per-kg")),
                    max=self.figure(group.get("max")), step=self.figure(group.get("step", "10 mg")), over=self.figure(group["over"]),
                    speeds=[self.limit("speed", inner) for inner in speeds])

    def all_checks(self, drug, source, questions):
        """Every rule that has an id and trips: (id, severity, condition under which it trips, source)."""
        checks = [Rule(id=group["id"], severity="refuse", trips=self.answered(group), source=group["source"])
                  for group in questions if "pass" in group]
        for group in parse.listed(drug, "checks") + parse.listed(source, "checks"):
            for severity in ("refuse", "override", "warn"):
                if severity + "-if" in group:
                    checks.append(Rule(id=group["id"], severity=severity, trips=self.condition(group[severity + "-if"]), source=group["source"]))
        for place, group in enumerate(parse.listed(source, "admit"), 1):
            checks.append(Rule(id=group.get("id", "admit-%d" % place), severity="refuse",
                               trips=conditions.Not(self.condition(group["when"])), source=group["source"]))
        here = conditions.Several([conditions.Is("setting", setting) for setting in self.settings], True)
        checks.append(Rule(id="setting", severity="refuse", trips=conditions.Not(here), source=None))
        return checks

    def answered(self, group):
        asked = conditions.Question(group["id"])
        return conditions.Not(asked) if group["pass"] == "yes" else asked


class Site:
    """Steps of pump and syringes; without a file 0.1 mL/h and 0.1 mL."""

    def __init__(self, path=None):
        self.step, self.low, self.high = Fraction(100, 3600), None, None
        self.syringes, self.drop_sets = [(None, Fraction(100))], []
        if path is None:
            return
        site = parse.read_file(path)["site"]
        figure = lambda text: parse.quantity(text)[1] if text else None
        pump = site.get("pump", {})
        if pump:
            self.step, self.low, self.high = figure(pump["step"]), figure(pump.get("low")), figure(pump.get("high"))
        if "syringes" in site:
            self.syringes = sorted((figure(group["size"]), figure(group["graduation"])) for group in parse.listed(site, "syringes"))
        self.drop_sets = [figure(text) for text in site.get("drop-sets", [])]

    def graduation(self, volume):
        """Of the smallest syringe that holds the volume, read at a mark; of the largest where none does."""
        for size, graduation in self.syringes:
            if size is None or volume <= size // graduation * graduation:
                return graduation
        return self.syringes[-1][1]
