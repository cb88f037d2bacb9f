"""The decision: the order of calculation and the verdict of section 5 of the contract, read from top to bottom in `decide`."""
import copy
import datetime
from fractions import Fraction

import conditions
import facts
import parse
from facts import Wrong
from protocol import Limit
from renal import Renal, ideal_weight, weight_of

HOUR, DAY = 3600, 86400
DAY_OF_ORDER = datetime.date(2026, 11, 20)
STATUS = {"ready": 0, "conditional": 7, "override": 5, "incomplete": 6, "refused": 1, "wrong": 2}


# ---- Rounding: the one named rounding ----

def floor_to(figure, step):
    return Fraction(figure // step * step)


def ceil_to(figure, step):
    return Fraction(-(-figure // step) * step)


def half_up(figure, step=1):
    return floor_to(figure + Fraction(step) / 2, step)


def inward(exact, step, broken):
    """Half up, or the other neighbour where half up breaks a limit that the exact figure meets and the other keeps them all."""
    near = half_up(exact, step)
    if near == exact:
        return near
    allowed = broken(exact)
    if near == 0 or broken(near) <= allowed:
        return near
    other = floor_to(exact, step) if near > exact else ceil_to(exact, step)
    return other if other > 0 and broken(other) <= allowed else near


# ---- What was asked ----

class Request:
    """Facts as NAME=VALUE, options as on the command line: ["--dose 2 g", ...]."""

    def __init__(self, protocol, fields, day):
        self.known, self.given = {}, {}
        self.doses, self.times, self.overrides, self.confirmed = {}, {}, {}, set()
        self.prescriber = self.reference = None
        infusion, texts = None, {}
        for field in fields:
            if field.startswith("--"):
                option, _, text = field.partition(" ")
                infusion = self.option(protocol, option, text, infusion)
                continue
            name, _, text = field.partition("=")
            known = None if text == "unknown" else facts.answer(name, text, protocol)
            if name in self.given and self.given[name] != known:
                raise Wrong("given twice: " + name)
            self.given[name], texts[name] = known, text
            if known is not None:
                self.known[name] = known
        facts.settle(self.known, texts, day)
        if not self.confirmed <= set(self.known):
            raise Wrong("an unknown fact confirmed")

    def option(self, protocol, option, text, infusion):
        if option == "--infusion":
            if text not in [rule.name for rule in protocol.infusions]:
                raise Wrong(text)
            return text
        if option in ("--dose", "--over"):
            if infusion is None and len(protocol.infusions) > 1:
                raise Wrong(option + ": for which infusion?")
            self.choice(protocol, option, text, infusion or protocol.infusions[0].name)
        elif option == "--override":
            check, equals, reason = text.partition("=")
            if not equals or not protocol.has_check(check):
                raise Wrong("no such check: " + text)
            self.once(check in self.overrides)
            self.overrides[check] = reason.strip()
        elif option == "--prescriber":
            self.once(self.prescriber)
            self.prescriber, _, self.reference = (word.strip() for word in text.partition(","))
            if not self.prescriber or not self.reference:
                raise Wrong("a prescriber without a name or a reference")
        elif option == "--confirm":
            self.confirmed.add(text)
        return infusion

    def once(self, before):
        if before:
            raise Wrong("given twice")

    def choice(self, protocol, option, text, infusion):
        try:
            dimension, figure = parse.quantity(text, protocol.salt)
        except ValueError as error:
            raise Wrong(str(error)) from None
        if dimension not in {"--dose": ("mass", "mass/time"), "--over": ("time",)}[option]:
            raise Wrong(option + " " + text)
        self.once(infusion in (self.doses if option == "--dose" else self.times))
        if option == "--dose":
            self.doses[infusion] = (dimension == "mass/time", figure)
        else:
            self.times[infusion] = ceil_to(figure, 60) if figure >= 60 else figure  # "in whole minutes, rounded up"; less than one is none


class Case:
    """What conditions are asked of: the known answers, the renal function, and what will be used."""

    def __init__(self, request, renal):
        self.known, self.renal = request.known, renal
        self.used = {"product": [None], "diluent": [None], "device": [None]}  # of each phase; None: not known, "": none
        self.supposed = {}  # (fact, unit): what conditions are told where nobody answered

    def with_used(self, **used):
        other = copy.copy(self)
        other.used = dict(self.used, **{name: [choice] for name, choice in used.items()})
        return other

    def supposing(self, supposed):
        other = copy.copy(self)
        other.supposed = supposed
        return other

    def answered(self, name):
        return self.supposed.get((name, None), self.known.get(name))

    def measure(self, name, unit):
        if (name, unit) in self.supposed:
            return self.supposed[name, unit]
        if name == "crcl":
            return self.renal.crcl
        if name == "egfr":
            return self.renal.egfr
        if name == "urine-output" and name in self.known:
            return self.urine(unit)
        return self.known.get(name)

    def lacking(self, name):
        """What has to be asked so that this fact can be compared."""
        return {"weight"} if name == "urine-output" and name in self.known else {name}

    def urine(self, unit):
        given, figure = self.known["urine-output"]
        weight = self.known.get("weight")
        if given == unit:
            return figure
        if weight is None:
            return None
        return figure / weight if unit == "mL/kg/h" else figure * weight

    def chosen(self, name, choice):
        if (name, None) in self.supposed:
            return self.supposed[name, None] == choice
        if name in self.used:  # the same for every phase, or not known
            answers = {None if used is None else used == choice for used in self.used[name]}
            return answers.pop() if len(answers) == 1 else None
        answer = self.known.get(name)
        return None if answer is None else answer == choice


def choose(rules, case):
    """(the one alternative that applies, the facts it hangs on, an obstacle): one of the three."""
    yes = [rule for rule in rules if rule.when.holds(case) is True]
    if len(yes) > 1:
        return None, set(), "two alternatives"
    open_facts = set().union(*(rule.when.open_facts(case) for rule in rules))
    if open_facts:
        return None, open_facts, None
    return (yes[0], set(), None) if yes else (None, set(), "no alternative")


# ---- One phase: steps 1 to 8 and 10 ----

class Stuck(Exception):
    """This phase cannot be computed: for lack of facts, or because of an obstacle, which refuses."""

    def __init__(self, open_facts=(), obstacle=None):
        super().__init__(obstacle)
        self.open_facts, self.obstacle = set(open_facts), obstacle


class Phase:
    def __init__(self, rule, protocol, request, site, case):
        self.rule, self.protocol, self.request, self.site, self.case = rule, protocol, request, site, case
        self.order_case = case
        self.part = rule.when.holds(case)  # of the order
        self.open_facts = rule.when.open_facts(case)
        self.obstacles, self.limits, self.maybe, self.steps = [], [], [], []
        self.runs = False
        self.computed = self.undecided = self.band_open = False
        self.product = self.diluent = self.device = None  # not known
        self.bag = self.band = None
        self.dose_rule = self.time_rule = self.basis = self.rate = self.dose = self.over = self.weight = None
        self.maxima = []

    def again(self, supposed):
        """The same phase where the open answers are supposed to be these."""
        other = Phase(self.rule, self.protocol, self.request, self.site, self.order_case.supposing(supposed))
        other.choose_means()
        other.compute()
        return other

    def conditions(self):
        rule = self.rule
        rules = rule.dose + rule.over + rule.bags + [limit for limits in rule.limits.values() for limit in limits] + self.protocol.library + self.protocol.renal
        return [one.when for one in rules]

    def longest(self):
        """The longest time it may take; None: nothing says."""
        if self.rule.muscle:
            return 0
        if self.rule.repeat:
            return None
        asked = self.request.times.get(self.rule.name)
        times = [rule.usual or rule.limit.hard[1] for rule in self.rule.over if rule.when.holds(self.case) is not False]
        return asked if asked is not None else (None if None in times else max(times, default=None))

    def refused(self, by_band=True):
        """Whatever else is answered; by_band: a renal band that refuses counts, which is a check of its own."""
        if self.obstacles or (by_band and self.band and self.band.refuse):
            return True
        if self.band and self.band.refuse:
            prescribed = self.request.doses.get(self.rule.name)
            return bool(prescribed) and self.refused_by(self.dose_rule, *prescribed)
        if not self.computed:
            return self.ordered_beyond()
        figures = [("", self.delivered, self.total, self.seconds)] + [(step, dose, flow * self.over, self.over) for step, flow, dose in self.steps]
        for step, delivered, total, seconds in figures:
            for limit in self.all_limits():
                held = [self.figure(limit.kind, delivered, total, seconds)] + ([] if step else self.other_figures(limit.kind))
                if any(bound.startswith("hard") for figure in held if figure is not None for bound in limit.broken(figure)):
                    return True
        return False

    def only(self, rules):
        rule, open_facts, obstacle = choose(rules, self.case)
        if rule is None:
            raise Stuck(open_facts, obstacle)
        return rule

    def attempt(self, step, *arguments):
        try:
            step(*arguments)
            return True
        except Stuck as stuck:
            self.open_facts |= stuck.open_facts
            if stuck.obstacle:
                self.obstacles.append(stuck.obstacle)
            return False

    # -- what will be used --

    def choose_means(self):
        asked = self.case.known.get("device")
        self.device = asked if asked in self.rule.devices else self.rule.devices[0]
        self.case = self.case.with_used(device=self.device)
        self.attempt(self.choose_bag)
        self.case = self.case.with_used(product=self.product, diluent=self.diluent)

    def choose_bag(self):
        """The first whose `when` holds, among those of the product and the diluent asked for."""
        asked = self.case.known.get("product")
        if asked not in [bag.product for bag in self.rule.bags]:
            asked = None  # meant for another phase
        for bag in self.rule.bags:
            if asked not in (None, bag.product) or not self.mixes(bag):
                continue
            holds = bag.when.holds(self.case)
            if holds is None:
                raise Stuck(bag.when.open_facts(self.case))
            if holds:
                self.bag, self.product = bag, bag.product
                self.diluent = self.case.known.get("diluent", bag.diluents[0]) if bag.diluents else ""
                return
        raise Stuck(obstacle="no container")

    def mixes(self, bag):
        """With the diluent asked for; where nothing is diluted (premixed, undiluted) it is ignored."""
        asked = self.case.known.get("diluent")
        return asked is None or not bag.diluents or asked in bag.diluents

    # -- how much, how long --

    def compute(self):
        ready = [self.attempt(self.find_dose), self.attempt(self.find_limits)]
        if self.rule.muscle and self.rule.name in self.request.times:
            self.obstacles.append("no time for an intramuscular dose")
        elif self.request.times.get(self.rule.name, 60) < 60:
            self.obstacles.append("less than a minute")
        ready.append(self.attempt(self.find_time) if ready[0] else False)
        if not ready[-1]:
            self.ask_time()
        if all(ready) and self.bag and not self.undecided and not self.obstacles and not self.band_open and not (self.band and self.band.refuse):
            self.computed = self.attempt(self.prepare)

    def ask_time(self):
        """A time that every alternative in question leaves to the prescriber is asked for now, not after the answer that decides them."""
        is_rate, dose = self.request.doses.get(self.rule.name, (True, None))
        rules = [rule for rule in self.rule.over if rule.when.holds(self.case) is not False
                 and (is_rate or rule.dose_to is None or dose <= rule.dose_to)]
        if rules and not self.rule.muscle and self.rule.name not in self.request.times and all(rule.usual is None and rule.at is None for rule in rules):
            self.open_facts.add("over")

    def dosing_weight(self, of):
        actual = self.case.known.get("weight")
        if actual is None:
            raise Stuck({"weight"})
        if of == "actual":
            return actual
        missing = {name for name in ("height", "sex") if name not in self.case.known}
        if missing:
            raise Stuck(missing)
        return weight_of(of, actual, ideal_weight(self.case.known["sex"], self.case.known["height"]))[0]

    def find_dose(self):
        prescribed = self.request.doses.get(self.rule.name)
        rule, open_facts, obstacle = choose(self.rule.dose, self.case)
        if rule is None:
            may_apply = [rule for rule in self.rule.dose if rule.when.holds(self.case) is not False]
            if prescribed and not obstacle and all(self.refused_by(rule, *prescribed) for rule in may_apply):
                obstacle = "every alternative of the dose"
            if not prescribed and not obstacle and all(rule.usual is None for rule in may_apply):
                open_facts = open_facts | {"dose"}  # whichever applies
            raise Stuck(open_facts, obstacle)
        self.dose_rule, self.weight, self.rate, self.band = rule, None, None, None
        if prescribed:
            self.prescribed_dose(rule, *prescribed)
        weighed = True
        if "weight" in self.case.known or (rule.per_kg and not prescribed):
            weighed = self.attempt(self.find_weight, rule.of)
        bands = [band for band in self.protocol.renal if band.infusion == self.rule.name] or \
                [band for band in self.protocol.renal if band.infusion is None]  # "only the bands that name it count"
        self.band_open = bool(bands) and not self.attempt(self.find_band, bands)
        self.maxima = [(most, source) for most, source in ((rule.max, rule.source),
                       (self.band and self.band.dose_max, self.band and self.band.source)) if most is not None]
        if self.rule.repeat and self.rule.repeat.up_to is not None:
            self.maxima.append((self.rule.repeat.up_to, self.rule.repeat.source))  # the most of all doses together holds one
        if not weighed and not prescribed:  # a prescribed dose is given whatever the dosing weight
            raise Stuck()
        if self.band and self.band.refuse:
            raise Stuck()  # nothing is computed under it
        if prescribed:
            return
        if rule.usual is None:
            raise Stuck({"dose"})
        if self.band_open:
            raise Stuck()
        self.usual_dose(rule)

    def refused_by(self, rule, is_rate, figure):
        """Whether this alternative refuses the prescribed dose, whatever else is answered."""
        if is_rate != rule.rate:
            return is_rate or figure == 0 or figure % rule.step != 0
        beyond = figure == 0 or any(bound.startswith("hard") for bound in rule.limit.broken(figure))
        return beyond or (not is_rate and (figure % rule.step != 0 or (rule.max is not None and figure > rule.max)))

    def find_weight(self, of):
        self.weight = self.dosing_weight(of)

    def find_band(self, bands):
        self.band = self.only(bands)

    def prescribed_dose(self, rule, is_rate, figure):
        self.basis = "prescribed"
        if figure == 0:
            raise Stuck(obstacle="a dose of nothing")
        if is_rate and not rule.rate:
            raise Stuck(obstacle="a dose rate where a dose is ordered")
        if not is_rate and figure % rule.step != 0:
            raise Stuck(obstacle="off its step")
        self.rate, self.dose = (figure, None) if is_rate else (None, figure)

    def usual_dose(self, rule):
        self.basis = rule.text if rule.per_kg or rule.rate else "fixed"
        basis = rule.usual * self.weight if rule.per_kg else rule.usual
        self.rate, self.dose = (basis, None) if rule.rate else (None, self.settled(basis))

    def settled(self, dose):
        """Steps 2 and 3: renal factor, every maximum, the step."""
        if self.band:
            dose *= self.band.factor
        dose = min([dose] + [most for most, _ in self.maxima])
        rounding = {"down": floor_to, "up": ceil_to, "nearest": half_up}[self.dose_rule.round]
        dose = rounding(dose, self.dose_rule.step)
        if dose == 0:
            raise Stuck(obstacle="rounds to nothing")
        return dose

    def find_time(self):
        asked = self.request.times.get(self.rule.name)
        self.time_rule = None
        if self.rule.muscle:
            self.over = Fraction(0)
            return
        rule = self.time_rule = self.time_for_dose()
        if asked is not None:
            self.over = asked
        elif rule.usual is not None:
            self.over = ceil_to(rule.usual, 60)
        elif rule.at is not None and self.dose is not None:
            self.over = ceil_to(self.dose / rule.at, 60)
        else:
            raise Stuck({"over"})
        if self.dose is None:
            self.dose = self.rate * self.over
            if self.basis == "prescribed":
                if self.dose % self.dose_rule.step != 0:  # the step of a dose rate is held against what is given in the whole time
                    raise Stuck(obstacle="off its step")
            else:
                self.dose = self.settled(self.dose)

    def time_for_dose(self):
        """The first of a ladder of doses that holds the dose; otherwise the alternative that applies."""
        rules = [rule for rule in self.rule.over if rule.dose_to is None or self.dose is None or self.dose <= rule.dose_to]
        if not rules:
            raise Stuck(obstacle="no time for this dose")
        for rule in rules:
            if rule.dose_to is not None and rule.when.holds(self.case):
                return rule
        return self.only(rules)

    # -- which limits hold --

    def find_limits(self):
        for kind, rules in self.rule.limits.items():
            if not rules:
                continue
            rule, open_facts, obstacle = choose(rules, self.case)
            if obstacle:
                self.obstacles.append("limit: " + obstacle)
            elif rule:
                self.limits.append(rule)
            else:
                self.undecided = True  # the contract is silent on the totals: nothing of this phase is counted before
                self.open_facts |= open_facts  # "exactly one must apply": which one has to be known, whatever the figure
                self.maybe += [(rule, open_facts) for rule in rules if rule.when.holds(self.case) is not False]
        for limit in self.protocol.library:
            if limit.kind in ("in-24h", "in-48h") or limit.infusion not in (None, self.rule.name):
                continue
            if self.rule.name in getattr(limit, "not_for", []) or (self.rule.muscle and limit.kind in ("speed", "concentration")):
                continue
            holds = limit.when.holds(self.case)
            if holds:
                self.limits.append(limit)
            elif holds is None:
                self.maybe.append((limit, limit.when.open_facts(self.case)))

    def all_limits(self):
        own = [self.dose_rule.limit] + ([self.time_rule.limit] if self.time_rule else [])
        most = [Limit("dose-max", source, hard=(None, most)) for most, source in self.maxima]
        return [limit for limit in own + most + self.limits if not limit.empty]

    def ordered_beyond(self):
        """Whether what is ordered passes a hard limit already, while it cannot be known what will be delivered."""
        if self.dose_rule is None:
            return False
        figures = [(limit, self.ordered(limit.kind)) for limit in self.all_limits()]
        if self.runs:
            figures += [(limit, self.figure(limit.kind, self.delivered, self.total, self.seconds)) for limit in self.all_limits()]
        return any(bound.startswith("hard") for limit, figure in figures if figure is not None for bound in limit.broken(figure))

    # -- steps 5 to 8 and 10 --

    def prepare(self):
        bag, strength = self.bag, self.protocol.products[self.product].strength
        self.strength = strength
        exact = self.dose / strength
        self.draw = None
        if bag.additive == "premixed":
            self.delivered, self.total = self.dose, exact
        else:
            sites = self.rule.sites  # each with a syringe of its own: all are rounded alike, so that the division stays equal
            graduation = self.site.graduation(exact / sites) * sites
            self.draw = inward(exact, graduation, lambda draw: self.broken_by_draw(draw))
            if self.draw == 0:
                raise Stuck(obstacle="not measurable")
            self.delivered, self.total = self.draw * strength, self.total_for(self.draw)
            self.fits()
        self.containers = -(-(self.draw or self.total) // self.protocol.products[self.product].volume)
        self.diluent_volume = None if self.draw is None else self.total - self.draw
        self.find_flow()
        self.repeats()
        self.runs = True  # what follows is only how it may be changed on the way
        for step in self.rule.steps:
            self.steps.append(self.titration(step))

    def total_for(self, draw):
        return {"added": draw + (self.bag.volume or 0), "replaced": self.bag.volume, "made-up": self.bag.volume, "undiluted": draw}[self.bag.additive]

    def fits(self):
        if self.draw > self.total or (self.bag.capacity is not None and self.total > self.bag.capacity):
            raise Stuck(obstacle="does not fit")

    def ordered(self, kind):
        """The figure of the ordered dose that a limit of the dose is held against as well; None: of another kind, or not known."""
        if kind == "dose" and self.dose_rule.rate:
            if self.basis != "prescribed":
                return None  # a usual rate is the protocol's own: the step of its dose may move it
            return self.rate or (self.dose / self.over if self.dose and self.over else None)  # a mass in a time is a rate, too
        if kind in ("dose", "dose-max"):
            return self.dose
        return self.weight and self.dose and self.dose / self.weight if kind == "per-kg" else None

    def other_figures(self, kind):
        """What is ordered, and what the counted drops give: held against the limit as well, the worse counts."""
        by_drops = self.figure(kind, self.delivered, self.total, self.drop_seconds) if self.drop_seconds else None
        return [figure for figure in (self.ordered(kind), by_drops) if figure is not None]

    def figure(self, kind, delivered, total, seconds):
        """The figure that a limit of this kind is held against; None: not known."""
        if kind == "dose":
            return delivered / seconds if self.dose_rule.rate else delivered
        if kind == "dose-max":
            return delivered
        if kind == "per-kg":
            return self.weight and delivered / self.weight
        if kind == "over":
            return seconds
        if kind == "speed":
            return delivered / seconds if seconds else None
        if kind == "speed-per-kg":
            return self.weight and delivered / seconds / self.weight
        if kind == "concentration":
            return delivered / total
        if kind == "site-volume":
            return total / self.rule.sites
        return total  # volume

    def broken(self, delivered, total, seconds):
        found = set()
        for place, limit in enumerate(self.all_limits()):
            figure = self.figure(limit.kind, delivered, total, seconds)
            if figure is not None:
                found |= {(place, bound) for bound in limit.broken(figure)}
        return found

    def broken_by_draw(self, draw):
        return self.broken(draw * self.strength, self.total_for(draw), self.over)

    def find_flow(self):
        self.flow = self.drops = self.drop_seconds = None
        self.seconds = self.over
        if self.rule.muscle or self.device == "hand":
            return
        exact = self.total / self.over
        self.flow = inward(exact, self.site.step, lambda flow: self.broken(self.delivered, self.total, self.total / flow))
        if self.flow == 0:
            raise Stuck(obstacle="no flow")
        if self.device == "pump":
            self.pump_can(self.flow)
        self.seconds = self.total / self.flow
        if self.device == "gravity":
            self.count_drops()

    def pump_can(self, flow):
        if (self.site.low and flow < self.site.low) or (self.site.high and flow > self.site.high):
            raise Stuck(obstacle="beyond the pump")

    def count_drops(self):
        if not self.site.drop_sets:
            raise Stuck(obstacle="no drop set")
        countable = [factor * 60 for factor in self.site.drop_sets if half_up(self.flow * factor * 60) <= 100]
        if not countable:
            raise Stuck(obstacle="too fast to count")
        each_minute = countable[0]
        self.drops = inward(self.flow * each_minute, 1, lambda drops: self.broken(self.delivered, self.total, self.total * each_minute / drops))
        self.drop_seconds = self.total * each_minute / self.drops if self.drops else None
        if self.drops == 0 or self.drops > 100:
            raise Stuck(obstacle="too fast to count")

    def repeats(self):
        repeat, self.doses, self.every = self.rule.repeat, 1, None
        if repeat is None:
            return
        most = [repeat.doses] if repeat.doses else []
        if repeat.up_to is not None:
            most.append(max(repeat.up_to // self.delivered, 1))  # a first one that is too much is refused, not left out
        self.doses, self.every = min(most), repeat.every
        if self.doses > 1 and self.every < self.seconds:
            raise Stuck(obstacle="repeated too soon")

    def titration(self, step):
        """The same container at another rate, as if it ran for the whole ordered time."""
        concentration = self.delivered / self.total
        if step.per_kg and self.weight is None:
            raise Stuck({"weight"})
        exact = step.rate * (self.weight if step.per_kg else 1) / concentration
        at_flow = lambda flow: self.broken(flow * concentration * self.over, flow * self.over, self.over)
        flow = inward(exact, self.site.step, at_flow)
        if flow == 0:
            raise Stuck(obstacle="no flow")
        self.pump_can(flow)
        return step.id, flow, flow * concentration * self.over

    def most(self):
        return max([self.delivered] + [dose for _, _, dose in self.steps])


# ---- Rolling totals ----

def largest(phases, given, window):
    """The most in any window, flow constant within a phase, what was given before counted whole in the window from the start."""
    pieces, start = [], Fraction(0)
    for phase in phases:
        start += phase.rule.begins_after if pieces else 0
        for count in range(phase.doses):
            begin = start + count * (phase.every or 0)
            pieces.append((begin, begin + phase.seconds, phase.most()))
        start = pieces[-1][1]
    if all(piece[1] < window for piece in pieces):  # all of it lies in the window from the start
        return given + sum(piece[2] for piece in pieces)
    edges = {edge for piece in pieces for edge in piece[:2]}
    starts = {Fraction(0)} | {edge for edge in edges} | {edge - window for edge in edges if edge > window}
    return max(amount(pieces, begin, begin + window) + (given if begin == 0 else 0) for begin in starts)


def amount(pieces, begin, end):
    total = Fraction(0)
    for first, last, mass in pieces:
        if first == last:
            total += mass if begin <= first <= end else 0
        else:
            inside = min(last, end) - max(first, begin)
            total += mass * inside / (last - first) if inside > 0 else 0
    return total


# ---- The order ----

class Order:
    def __init__(self, protocol, site, request):
        self.protocol, self.site, self.request = protocol, site, request
        self.renal = Renal(request.known, protocol)
        self.case = Case(request, self.renal)
        self.checks, self.missing, self.obstacles = [], set(), []
        self.refused = self.overrides_open = False

    def decide(self):
        self.phases = [Phase(rule, self.protocol, self.request, self.site, self.case) for rule in self.protocol.infusions]
        self.find_what_is_used()
        if any(rule.holds(self.case) is True for rule in self.protocol.contradictions):
            raise Wrong("contradictory answers")
        self.require()
        for phase in self.phases:
            self.run_phase(phase)
        self.hold_checks()
        self.hold_renal_bands()
        self.hold_totals()
        self.hold_rescue()
        if self.verdict() == "incomplete":
            self.suppose()
        return self

    # -- what every answer would refuse is refused now --

    def suppose(self):
        for phase in self.phases:
            if phase.part and not phase.computed and self.every_answer_refuses(phase):
                self.obstacles.append("every answer")

    def every_answer_refuses(self, phase):
        open_tests = [test for condition in phase.conditions() if condition.holds(phase.case) is None
                      for test in condition.tests() if test.holds(phase.case) is None]
        reason = False
        for answers in conditions.suppositions(open_tests) if open_tests else []:
            supposed = phase.again(answers)
            if not self.refused_as(phase, supposed):
                return False
            reason = reason or supposed.computed or supposed.refused(by_band=False)
        return reason  # never only a renal band, whose check is still open

    def refused_as(self, phase, supposed):
        """Whether the phase is refused for itself, or as the last of those before it for a total of them all."""
        place = self.phases.index(phase)
        before = [one for one in self.phases[:place] if one.part is not False]
        if supposed.refused() or not supposed.computed:
            return supposed.refused()
        if not all(one.part and one.computed for one in before):
            return False
        limits = [limit for limit in self.protocol.library if limit.kind in ("in-24h", "in-48h") and limit.when.holds(self.case)]
        rule = choose(self.protocol.totals, self.case)[0] if self.protocol.totals else None
        limits += [Limit(kind, rule.source, hard=(None, most)) for kind, most in (("in-24h", rule.in_24h), ("in-48h", rule.in_48h))
                   if most is not None] if rule else []
        return any(bound.startswith("hard") for limit in limits for bound in limit.broken(self.least_total(limit.kind, before + [supposed])))

    def least_total(self, kind, phases):
        known = self.request.known
        given = known.get("given-24h" if kind == "in-24h" else "given-48h", known.get("given-24h", Fraction(0)))
        return largest(phases, given, (24 if kind == "in-24h" else 48) * HOUR)

    def find_what_is_used(self):
        taking_part = [phase for phase in self.phases if phase.part is not False]
        for phase in taking_part:
            phase.choose_means()
        if not taking_part:
            self.obstacles.append("no infusion")
        for name, used in (("product", lambda rule: [bag.product for bag in rule.bags]), ("device", lambda rule: rule.devices)):
            asked = self.request.known.get(name)
            if asked and not any(asked in used(phase.rule) for phase in taking_part):
                self.obstacles.append("no phase uses the %s asked for" % name)
        for name in self.case.used:
            used = [getattr(phase, name) for phase in taking_part]
            self.case.used[name] = used or [None]

    def known(self, name):
        if name == "crcl":
            return self.renal.crcl is not None
        if name == "egfr":
            return self.renal.egfr is not None
        return name in self.request.known

    def require(self):
        self.missing |= {name for name in self.protocol.require if not self.known(name)}
        unconfirmed = facts.unusual(self.request.known) - self.request.confirmed
        self.missing |= {"confirm " + name for name in unconfirmed}
        if self.protocol.drug_word in self.request.known.get("allergies", "").lower() and "allergies" not in self.request.confirmed:
            self.missing.add("confirm allergies")
        self.start = {name for name in self.protocol.bedside if not self.known(name)}
        if self.request.known.get("renal") == "acute-injury" and not self.protocol.names_acute_injury:
            self.obstacles.append("acute injury")

    def run_phase(self, phase):
        name = phase.rule.name
        if phase.part is False:
            if name in self.request.doses or name in self.request.times:
                self.obstacles.append("not part of this order: " + name)
            return
        if phase.part is None:
            self.missing |= phase.rule.when.open_facts(self.case)  # nothing more is asked for it before it is known to be part
            if name in self.request.doses or name in self.request.times:
                phase.compute()
                known = self.refused_as(phase, phase) if phase.computed else phase.refused(by_band=False)
                if known or (not phase.computed and self.every_answer_refuses(phase)):
                    self.obstacles.append("as part of this order or not: " + name)
            return
        phase.compute()
        self.missing |= phase.open_facts
        self.obstacles += phase.obstacles
        if phase.computed:
            self.hold_limits(phase)
        elif phase.ordered_beyond():
            self.obstacles.append("ordered beyond a hard limit")

    # -- checks --

    def record(self, name, severity, result, source):
        """A check with its result; a tripped one with the override that the prescriber signed."""
        if result == "trip" and severity == "override" and self.signed(name):
            result = "overridden"
        self.refused = self.refused or (result == "trip" and severity == "refuse")
        self.overrides_open = self.overrides_open or (result == "trip" and severity == "override")
        self.checks.append((name, severity, result, source))

    def signed(self, check):
        request = self.request
        return bool(request.overrides.get(check) and request.prescriber and request.reference
                    and request.known.get("setting") in self.protocol.overrides_in)

    def hold(self, name, severity, condition, source):
        holds = condition.holds(self.case)
        if holds is None and severity != "warn":
            self.missing |= condition.open_facts(self.case) - set(self.protocol.bedside)
        self.record(name, severity, {True: "trip", False: "pass", None: "unknown"}[holds], source)

    def hold_checks(self):
        for check in self.protocol.checks:
            self.hold(check.id, check.severity, check.trips, check.source)

    def hold_renal_bands(self):
        said = refused = 0
        for band in self.protocol.renal:
            condition = self.band_condition(band)
            if band.refuse:
                refused += 1
                self.hold("renal" + ("-%d" % refused if refused > 1 else ""), "refuse", condition, band.source)
            if band.say:
                said += 1
                self.hold("renal-band" + ("-%d" % said if said > 1 else ""), "warn", condition, band.source)

    def band_condition(self, band):
        """A band of one infusion speaks only where that infusion is part of the order."""
        own = [phase.rule.when for phase in self.phases if phase.rule.name == band.infusion]
        return conditions.Several(own + [band.when], False)

    # -- limits --

    def hold_bounds(self, name, limit, figure, others=()):
        broken = [bound for one in [figure, *others] for bound in limit.broken(one)]
        if any(bound.startswith("hard") for bound in broken):
            self.record(name, "refuse", "trip", limit.source)
        elif broken:
            self.record(name, "override", "trip", limit.source)
        else:
            self.record(name, limit.gravest, "pass", limit.source)

    def not_decided(self, name, limit, open_facts):
        self.missing |= open_facts - set(self.protocol.bedside)
        self.record(name, limit.gravest, "unknown", limit.source)

    def hold_limits(self, phase):
        figures = [("", phase.delivered, phase.total, phase.seconds)]
        figures += [("." + step, dose, flow * phase.over, phase.over) for step, flow, dose in phase.steps]
        for suffix, delivered, total, seconds in figures:
            for limit in phase.all_limits():
                name = phase.rule.name + suffix + "." + limit.kind
                figure = phase.figure(limit.kind, delivered, total, seconds)
                if figure is None:
                    self.not_decided(name, limit, {"weight"})
                else:
                    self.hold_bounds(name, limit, figure, [] if suffix else phase.other_figures(limit.kind))
            for limit, open_facts in phase.maybe:
                figure = phase.figure(limit.kind, delivered, total, seconds)
                others = [] if suffix else phase.other_figures(limit.kind)
                if figure is None or any(limit.broken(one) for one in [figure] + others):
                    self.not_decided(phase.rule.name + suffix + "." + limit.kind, limit, open_facts)
                else:
                    self.record(phase.rule.name + suffix + "." + limit.kind, limit.gravest, "pass", limit.source)

    def hold_totals(self):
        rules = self.protocol.totals
        if rules:
            rule, open_facts, obstacle = choose(rules, self.case)
            if obstacle:
                self.obstacles.append("totals: " + obstacle)
            self.missing |= open_facts  # which alternative holds is not known: not decided, whatever the total
            held = [(rule, set())] if rule else [(rule, open_facts) for rule in rules if rule.when.holds(self.case) is not False]
            for rule, open_facts in held:
                for kind, most in (("in-24h", rule.in_24h), ("in-48h", rule.in_48h)):
                    if most is not None:
                        self.hold_total(Limit(kind, rule.source, hard=(None, most)), open_facts)
                if rule.interval is not None and not open_facts:
                    self.hold_interval(Limit("interval", rule.source, hard=(rule.interval, None)), open_facts)
        for limit in self.protocol.library:
            if limit.kind in ("in-24h", "in-48h") and limit.when.holds(self.case) is not False:
                self.hold_total(limit, limit.when.open_facts(self.case))

    def hold_total(self, limit, open_facts):
        taking_part = [phase for phase in self.phases if phase.part is not False]
        name = "total." + limit.kind
        hours, fact = (24, "given-24h") if limit.kind == "in-24h" else (48, "given-48h")
        given = self.request.known.get(fact)
        known = [bool(phase.computed and phase.part) for phase in taking_part]
        computed = all(known)
        if not computed:
            self.missing |= {fact} if given is None else set()
            taking_part = self.certain(taking_part, known, hours * HOUR)
        least = given if given is not None else self.request.known.get("given-24h", Fraction(0))
        figure = largest(taking_part, least, hours * HOUR) if taking_part else least
        alone = [phase for phase in self.phases if phase.part and phase.computed] if not computed else []
        for phase in alone:  # whenever it begins
            figure = max(figure, largest([phase], 0, hours * HOUR))
        broken = limit.broken(figure)
        if given is None and not any(bound.startswith("hard") for bound in broken):
            self.missing.add(fact)
            if broken and not open_facts:  # beyond the soft bound already, whatever was given before
                return self.record(name, "override", "trip", limit.source)
            return self.not_decided(name, limit, set())
        if open_facts and broken:
            return self.not_decided(name, limit, open_facts)
        if not computed and not any(bound.startswith("hard") for bound in broken):
            return None
        self.hold_bounds(name, limit, figure)

    @staticmethod
    def certain(phases, known, window):
        """The phases that count where another is not computed: all that are, if they end in the window even when that one takes its longest
        time; otherwise those before it."""
        longest = [phase.longest() for phase, is_known in zip(phases, known) if not is_known]
        computed = [phase for phase, is_known in zip(phases, known) if is_known]
        lengths = [phase.rule.begins_after + (phase.doses - 1) * (phase.every or 0) + phase.seconds for phase in computed]
        if None not in longest and sum(lengths) + sum(longest) < window:
            return computed
        return phases[:known.index(False)]

    def hold_interval(self, limit, open_facts):
        known, least = self.request.known, limit.hard[0]
        given = known.get("given-24h" if least <= DAY else "given-48h")
        last = known.get("last-dose")
        if given == 0 or (last is not None and last >= least):
            return self.record("total.interval", "refuse", "pass", limit.source)
        if last is not None and not open_facts:
            return self.record("total.interval", "refuse", "trip", limit.source)
        self.not_decided("total.interval", limit, open_facts | ({"last-dose"} if given is not None else {"given-24h" if least <= DAY else "given-48h"}))

    # -- the antidote must be there for this patient --

    def hold_rescue(self):
        rules = self.protocol.rescue
        if not rules:
            return
        rule, open_facts, obstacle = choose(rules, self.case)
        if rule is None:
            self.missing |= open_facts
            if obstacle:
                self.obstacles.append("rescue: " + obstacle)
            return
        dose = rule.dose
        if rule.per_kg is not None:
            weight = self.request.known.get("weight")
            if weight is None:
                self.missing.add("weight")
                return
            dose = rule.per_kg * weight
        dose = floor_to(min(dose, rule.max) if rule.max is not None else dose, rule.step)
        if not rule.speeds:
            return
        limit, open_facts, obstacle = choose(rule.speeds, self.case)
        self.missing |= open_facts
        if obstacle or (limit and limit.broken(dose / rule.over)):
            self.obstacles.append("rescue")

    def verdict(self):
        if self.refused or self.obstacles:
            return "refused"
        if self.missing:
            return "incomplete"
        if self.overrides_open:
            return "override"
        return "conditional" if self.start else "ready"


def decide(protocol, site, fields, day=DAY_OF_ORDER):
    """The order for these words, or None where they are not accepted (exit status 2)."""
    try:
        return Order(protocol, site, Request(protocol, fields, day)).decide()
    except Wrong:
        return None
