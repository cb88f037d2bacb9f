"""The comparison: the same patients to the program and to the oracle, every field held against the other, each kind of disagreement
printed once with a command to repeat it."""
import argparse
import collections
import glob
import json
import multiprocessing
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile
import time
import zlib
from fractions import Fraction

import engine
import patients
import protocol as protocols

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
BUILD = os.environ.get("BUILD", os.path.join(TOP, "build"))
DIRECTORY = os.path.join(TOP, "protocols")
BATCH = 4000
COMPUTED = (0, 5, 7)
INFUSION = ("name", "dose_mcg", "dose", "dose_mmol", "dose_meq", "basis", "over_s", "product", "containers", "draw_ul", "diluent", "diluent_ul",
            "additive", "total_ul", "concentration.mcg", "flow", "flow_ul_per_h", "delivered.dose_mcg", "delivered.over_s",
            "delivered.speed_mcg_per_min", "delivered.per_kg_mcg", "drops_per_min", "doses", "every_s", "sites", "site_ul")


# ---- What the oracle says, in the words of the program's output ----

def places(figure, count):
    """Rounded half up to so many decimals, without trailing zeros."""
    scaled = int(engine.half_up(figure * 10**count))
    text = "%d.%0*d" % (scaled // 10**count, count, scaled % 10**count) if count else "%d" % scaled
    return text.rstrip("0").rstrip(".") if count else text


def on_its_side(figure, tests):
    """One decimal, and more near a band edge until every test of the protocol says the same of the printed figure as of the exact one."""
    said = [compare(figure, bound) for compare, bound in tests]
    for count in range(1, 12):
        text = places(figure, count)
        if [compare(Fraction(text), bound) for compare, bound in tests] == said:
            break
    return text


def whole(figure):
    return -1 if figure is None else int(engine.half_up(figure))


def expected_infusion(phase, salt):
    rule = phase.rule
    said = {
        "name": rule.name, "dose_mcg": whole(phase.dose), "dose": phase.dose, "dose_mmol": places(salt.mmol(phase.dose), 2),
        "dose_meq": places(salt.mmol(phase.dose) * salt.valence, 2), "basis": phase.basis, "over_s": whole(phase.over), "product": phase.product,
        "containers": int(phase.containers), "draw_ul": whole(phase.draw), "diluent": phase.diluent or "-", "diluent_ul": whole(phase.diluent_volume),
        "additive": phase.bag.additive, "total_ul": whole(phase.total), "concentration.mcg": whole(phase.delivered), "flow": phase.flow,
        "flow_ul_per_h": whole(phase.flow and phase.flow * 3600), "delivered.dose_mcg": whole(phase.delivered), "delivered.over_s": whole(phase.seconds),
        "delivered.speed_mcg_per_min": whole(phase.delivered / phase.seconds * 60) if phase.seconds else 0,
        "delivered.per_kg_mcg": whole(phase.weight and phase.delivered / phase.weight), "drops_per_min": whole(phase.drops),
        "doses": int(phase.doses), "every_s": whole(phase.every or 0), "sites": rule.sites if rule.muscle else 0,
        "site_ul": whole(phase.total / rule.sites if rule.muscle else None),
    }
    for step, flow, _ in phase.steps:
        said["step " + step] = whole(flow * 3600)
    return said


def expected(order, protocol):
    if order is None:
        return {"status": 2}
    renal, case = order.renal, order.case
    shown = lambda figure, name: None if figure is None else on_its_side(figure, protocol.shown_against[name])
    said = {"status": engine.STATUS[order.verdict()], "crcl": shown(renal.crcl, "crcl"), "egfr": shown(renal.egfr, "egfr"),
            "method": renal.lowest and renal.lowest[0],
            "urine": shown(case.measure("urine-output", "mL/h"), "mL/h"),
            "urine-per-weight": shown(case.measure("urine-output", "mL/kg/h"), "mL/kg/h"),
            "estimates": [(method, shown(figure, "crcl"), weight) for method, figure, weight in renal.all],
            "missing": set(order.missing), "start": set(order.start), "checks": collections.Counter(order.checks), "infusions": [],
            "every figure": not order.obstacles and all(phase.computed for phase in order.phases if phase.part is not False)}
    if said["status"] in COMPUTED:
        said["infusions"] = [expected_infusion(phase, protocol.salt) for phase in order.phases if phase.part]
    return said


# ---- What the program says ----

def dash(text):
    return None if text == "-" else text


def read_infusion(text):
    parts = text.split("|")
    said = dict(zip(INFUSION, parts))
    for name in said:
        if name.endswith(("_mcg", "_s", "_ul", "_h", "_min", ".mcg")) or name in ("containers", "doses", "sites"):
            said[name] = int(said[name])
    for step in parts[len(INFUSION):]:
        name, flow = step.split(":")
        said["step " + name] = int(flow)
    return said


def read_compact(line):
    status, *fields = line.rstrip("\n").split("\t")
    if status == "2":
        return {"status": 2, "why": fields[0].split(":")[0]}
    said = {"status": int(status), "method": None, "estimates": [], "missing": set(), "start": set(), "checks": collections.Counter(), "infusions": []}
    for field in fields:
        name, _, text = field.partition("=")
        if name == "check":
            check, severity, result, source = text.split("|")
            said["checks"][check, severity, result, dash(source)] += 1
        elif name in ("missing", "start"):
            said[name].add(text)
        elif name == "estimate":
            said["estimates"].append(tuple(dash(part) for part in text.split("|")))
        elif name == "infusion":
            said["infusions"].append(read_infusion(text))
        else:
            said[name] = dash(text)
    return said


def read_json(line):
    """The same from the JSON of the order, so that its writer is compared, too."""
    status, text = line.rstrip("\n").split("\t", 1)
    if status == "2":
        return {"status": 2, "why": text.split(":")[0]}
    order = json.loads(text)
    derived = order["derived"]
    none = lambda number: -1 if number is None else number
    said = {"status": int(status), "crcl": derived["crcl"]["value"], "method": derived["crcl"]["method"], "egfr": derived["egfr"]["value"],
            "urine": derived["urine-output"]["value"], "urine-per-weight": derived["urine-output-per-weight"]["value"],
            "estimates": [(one["method"], one["value"], one["weight"]) for one in derived["crcl"]["all"]],
            "missing": set(order["missing"]), "start": {start["fact"] for start in order["start_conditions"]}, "infusions": [],
            "checks": collections.Counter((check["id"], check["severity"], check["result"], check["source"]) for check in order["checks"])}
    code = order["payload"].split(";")
    said["code"] = "whole" if code[-1] == "ID=" + order["sheet_id"] and "VERDICT=" + order["verdict"] in code else ";".join(code[-2:])
    for infusion in order["infusions"]:
        inner = {}
        for name in INFUSION:
            found = infusion
            for part in name.split("."):
                found = found[part]
            inner[name] = {"diluent": found or "-", "flow": found or "-", "every_s": found or 0, "sites": found or 0}.get(name, none(found))
        if infusion["route"] == "intramuscular":  # no time: null there, 0 in the compact form
            inner.update({name: 0 for name in ("over_s", "delivered.over_s", "delivered.speed_mcg_per_min") if inner[name] == -1})
        if infusion["additive"] == "undiluted" and inner["diluent_ul"] == -1:
            inner["diluent_ul"] = 0
        for step in infusion["steps"]:
            inner["step " + step["id"]] = step["flow_ul_per_h"]
        said["infusions"].append(inner)
    return said


# ---- Where they differ ----

def figure_of(text, salt):
    """The exact figure of "1,500 mg" or "214.3 mL per hour": what a person reads."""
    number, unit = text.replace(",", "").split(" ", 1)
    factor = {"g": 10**6, "mg": 1000, "mcg": 1, "mmol": salt.mcg_per_mmol, "mEq": salt.mcg_per_mmol / salt.valence, "mL per hour": Fraction(1000, 3600)}
    return Fraction(number) * factor[unit]


def differ_infusion(ours, theirs, salt):
    for name in ours:
        one, other = ours[name], theirs.get(name)
        if name == "dose":
            other = figure_of(other, salt)
        elif name == "flow":
            one, other = one or "-", other if other == "-" else figure_of(other, salt)
        if one != other:
            yield "infusion." + name, "%s / %s" % (ours["name"], theirs.get("product")), str(one), str(theirs.get(name))
    for name in set(theirs) - set(ours):
        yield "infusion." + name, ours["name"], "absent", str(theirs[name])


def is_limit(check):
    return "." in check[0]


def differ_checks(ours, theirs, limits):
    """limits: which of the limits are compared: "all" of a computed order, those that "trip" where every figure of a refused one is known."""
    wanted = lambda check: not is_limit(check) or limits == "all" or (limits == "trip" and check[2] == "trip")
    keep = lambda checks: collections.Counter({check: many for check, many in checks.items() if wanted(check)})
    mine, yours = keep(ours), keep(theirs)
    for check in mine - yours:
        if limits == "trip" and is_limit(check):
            continue  # a refused sheet need not name every limit
        partner = next((other for other in yours - mine if other[0] == check[0] and other[3] == check[3]), None)
        yield "check", check[0], ":".join(check[1:3]), ":".join(partner[1:3]) if partner else "absent"
    for check in yours - mine:
        if not any(other[0] == check[0] and other[3] == check[3] for other in mine - yours):
            yield "check", check[0], "absent", ":".join(check[1:3])


def differences(ours, theirs, salt):
    """(field, detail, the oracle's, the program's); nothing where they agree."""
    if ours["status"] != theirs["status"]:
        yield "status", "", str(ours["status"]), " ".join([str(theirs["status"]), theirs.get("why", "")])
    if 2 in (ours["status"], theirs["status"]):
        return
    for name in ("crcl", "method", "egfr", "urine", "urine-per-weight", "estimates"):
        mine, yours = ours[name], theirs[name]
        if name == "estimates":
            mine, yours = [sorted(str(one) for one in estimates) for estimates in (mine, yours)]
        if mine != yours:
            yield name, "", str(mine), str(yours)
    if theirs.get("code", "whole") != "whole":  # of the JSON alone; what else is in it is `verify`'s
        yield "code", "", "verdict and number", theirs["code"]
    if ours["start"] != theirs["start"]:
        yield "start", "", " ".join(sorted(ours["start"])), " ".join(sorted(theirs["start"]))
    if ours["status"] == theirs["status"] == 6 and ours["missing"] != theirs["missing"]:
        yield "missing", "", "+" + " ".join(sorted(ours["missing"] - theirs["missing"])), "+" + " ".join(sorted(theirs["missing"] - ours["missing"]))
    computed = ours["status"] in COMPUTED and theirs["status"] in COMPUTED
    refused = ours["status"] == theirs["status"] == 1 and ours["every figure"]
    yield from differ_checks(ours["checks"], theirs["checks"], "all" if computed else "trip" if refused else "none")
    if computed:
        if len(ours["infusions"]) != len(theirs["infusions"]):
            yield "infusions", "", str(len(ours["infusions"])), str(len(theirs["infusions"]))
        for one, other in zip(ours["infusions"], theirs["infusions"]):
            yield from differ_infusion(one, other, salt)


KIND_OF_FIGURE = re.compile(r"[0-9][0-9.,]*")


def kind(protocol, difference, order):
    """Disagreements of one kind are printed once: figures count as the same, and so do reasons."""
    field, detail, ours, theirs = difference
    shape = lambda text: KIND_OF_FIGURE.sub("#", text) if field != "status" else text
    why = tuple(sorted(order.obstacles)) if order and field == "status" else ()
    return protocol, field, detail, shape(ours), shape(theirs), why


# ---- Running both ----

class Job:
    def __init__(self, path, site, random_count=0, seed=0, with_pairs=False, every=1, form="compact", boundary=True):
        self.path, self.site, self.random_count, self.seed = path, site, random_count, seed
        self.with_pairs, self.every, self.form, self.boundary = with_pairs, every, form, boundary


def whole_examples(protocol):
    """Every example with what it takes over from an earlier one; a fact named again replaces that of the same name."""
    done = {}
    for example in protocol.source["examples"] if "examples" in protocol.source else []:
        earlier = done.get(example.get("like"), {"facts": [], "options": []})
        facts = {fact.split("=", 1)[0]: fact for fact in earlier["facts"] + list(example.get("facts", []))}
        options = list(example["options"]) if "options" in example else earlier["options"]
        done[example["name"]] = {"facts": list(facts.values()), "options": options}
    return list(done.values())


def bases_of(protocol, site):
    """The examples that come as far as an order or are short of one answer; the others vary nothing but their refusal."""
    found = []
    for example in whole_examples(protocol):
        order = engine.decide(protocol, site, example["facts"] + example["options"])
        if order is not None and order.verdict() != "refused":
            found.append(patients.split(example))
    return found or [patients.split({"facts": named}) for named in OWN[protocol.id]]


PHASES = ("setting=ward,indication=example,allergies=none known,weight=70 kg,age=34 y,sex=female,pregnant=no,creatinine=0.8 mg/dL,urine-output=60 mL/h,"
          "given-24h=0 g,given-48h=0 g,magnesium=0.8 mmol/L,torsades=no,magnesium-allergy=no,heart-block=no,myocardial-damage=no,myasthenia=no,"
          "liver-failure=no,diabetic-coma=no,hypermagnesemia=no,neuromuscular-blocker=no,digoxin=no,cns-depressant=no,cns-depressant-combination=no,"
          "calcium-channel-blocker=no,aminoglycoside=no,antidote-present=yes").split(",")


RARE = [field for field in PHASES if not field.startswith(("urine-output", "magnesium=", "torsades"))] + ["height=166 cm", "systolic=120 mmHg"]
OWN = {"phases": [PHASES], "rare-keys": [RARE + ["course=" + course] for course in
                                         ("ideal", "adjusted", "customary", "replaced", "rate", "chosen", "series", "two")]}


def all_patients(job, protocol, site):
    vocabulary, bases = patients.Vocabulary(protocol), bases_of(protocol, site)
    if job.boundary:
        for example in whole_examples(protocol):
            yield patients.joined(*patients.split(example))
        yield from patients.boundary(vocabulary, bases)
    if job.with_pairs:
        for named, options in bases[:2]:
            yield from patients.pairs(vocabulary, named, options)
    if job.random_count:
        yield from patients.random_patients(vocabulary, bases, random.Random("%d %s" % (job.seed, job.path)), job.random_count)


def answers(job, batch):
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        lines.writelines("\t".join(fields) + "\n" for fields in batch)
        lines.seek(0)
        command = [os.path.join(BUILD, "tests/oracle/driver"), "--" + job.form, DIRECTORY, job.path] + ([job.site] if job.site else [])
        found = subprocess.run(command, stdin=lines, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout.splitlines()
    if len(found) != len(batch):
        sys.exit("oracle: the driver answered %d of %d orders" % (len(found), len(batch)))
    return found


def batches(items):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def run(job):
    """(the job, orders compared, how many came to each status, {kind: (count, difference, command)})."""
    protocol, site = protocols.Protocol(job.path, DIRECTORY), protocols.Site(job.site)
    read = read_compact if job.form == "compact" else read_json
    seen, statuses, found = 0, collections.Counter(), {}
    chosen = (fields for fields in all_patients(job, protocol, site)
              if job.every == 1 or zlib.crc32("\t".join(fields).encode()) % job.every == job.seed % job.every)
    for batch in batches(chosen):
        for fields, line in zip(batch, answers(job, batch)):
            order = engine.decide(protocol, site, fields)
            ours, theirs = expected(order, protocol), read(line)
            seen += 1
            statuses[ours["status"]] += 1
            for difference in differences(ours, theirs, protocol.salt):
                key = kind(os.path.basename(job.path), difference, order)
                many, first, words = found.get(key, (0, difference, command(job, fields)))
                found[key] = (many + 1, first, words)
    return job, seen, statuses, found


def command(job, fields):
    words = []
    for field in fields:
        option, _, text = field.partition(" ")
        words += [option, shlex.quote(text)] if field.startswith("--") else [shlex.quote(field)]
    site = " --site " + os.path.relpath(job.site, TOP) if job.site else ""
    site = site if os.path.dirname(job.path) == DIRECTORY else site + " --protocols protocols"
    return "build/infusheet order %s%s --at 2026-11-20T14:30+01:00 --json %s" % (os.path.relpath(job.path, TOP), site, " ".join(words))


def report(found, known):
    """Prints every kind once; how many of them are not known."""
    news = 0
    for key, (many, difference, words) in sorted(found.items(), key=lambda item: [str(part) for part in item[0]]):
        line = title(key, difference)
        is_known = any(pattern.search(line) for pattern in known)
        news += not is_known
        print("%s%s, %d times\n    %s" % ("open: " if is_known else "", line, many, words))
    return news


def opened():
    """Kinds that were reported and are not mended yet: the small sample prints them and goes on, the long comparison fails."""
    with open(os.path.join(HERE, "open.txt"), encoding="utf-8") as lines:
        return [re.compile(line.rstrip("\n")) for line in lines if line.strip() and not line.startswith("#")]


def title(key, difference):
    field, detail, ours, theirs = difference
    why = " (the oracle: %s)" % ", ".join(key[5]) if key[5] else ""
    return "%s: %s %s: oracle %s, program %s%s" % (key[0], field, detail, ours, theirs, why)


def jobs_for(arguments):
    paths = sorted(glob.glob(os.path.join(TOP, "protocols", "*.cfg"))) + [
        os.path.join(TOP, "tests/protocol/good/phases.cfg"), os.path.join(TOP, "tests/battery/phases.cfg"), os.path.join(HERE, "rare-keys.cfg")]
    paths = [path for path in paths if os.path.basename(path) != "site.cfg"
             and (not arguments.protocols or os.path.basename(path)[:-4] in arguments.protocols.split())]
    if not paths:
        sys.exit("oracle: no such protocol: " + arguments.protocols)
    sites = [None] + sorted(glob.glob(os.path.join(HERE, "sites", "*.cfg")))
    if arguments.sample:
        return [Job(path, sites[place % len(sites)], random_count=300, seed=arguments.seed, every=20, form="json" if place % 2 else "compact")
                for place, path in enumerate(paths)]
    shipped = sum(os.path.dirname(path) == DIRECTORY for path in paths)  # the others get as many each, beside what was asked for
    share = arguments.patients // ((shipped or len(paths)) * len(sites)) + 1
    few = lambda site: site is not None and os.path.basename(site) in ("odd.cfg", "bare.cfg")  # these show little that the others do not
    jobs = [Job(path, site, with_pairs=site is None, every=8 if few(site) else 1) for path in paths for site in sites] if not arguments.no_boundary else []
    jobs += [Job(path, site, random_count=share, seed=arguments.seed + place, boundary=False, form="json" if place == 1 and share < 5000 else "compact")
             for path in paths for place, site in enumerate(sites)] if arguments.patients else []
    return jobs


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, default=1000000, help="random patients")
    parser.add_argument("--protocols", default="", help="ids, separated by spaces; all unless named")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--sample", action="store_true", help="the fixed small sample of make check")
    parser.add_argument("--no-boundary", action="store_true")
    arguments = parser.parse_args()
    if arguments.seed is None:
        arguments.seed = 1 if arguments.sample else int(time.time())
    print("oracle: seed %d" % arguments.seed, flush=True)
    begun, seen, statuses, found = time.time(), {"random": collections.Counter(), "edges": collections.Counter()}, collections.Counter(), {}
    with multiprocessing.Pool(2) as pool:
        for job, many, counted, kinds in pool.imap_unordered(run, jobs_for(arguments)):
            seen["edges" if job.boundary and not job.random_count else "random"][os.path.basename(job.path)] += many
            statuses += counted
            for key, (times, difference, words) in kinds.items():
                before = found.get(key, (0, difference, words))
                found[key] = (before[0] + times, before[1], before[2])
            if not arguments.sample:
                print("oracle: %4d min: %s%s: %d orders, %d kinds of disagreement" % ((time.time() - begun) / 60, os.path.basename(job.path),
                      " with " + os.path.basename(job.site) if job.site else "", many, len(kinds)), flush=True)
    if not arguments.sample:
        for name in sorted(seen["edges"] | seen["random"]):
            print("oracle: %s: %d at the edges, %d random" % (name, seen["edges"][name], seen["random"][name]))
    news = report(found, opened() if arguments.sample else [])
    names = {status: verdict for verdict, status in engine.STATUS.items()}
    print("oracle: %d orders compared (%s), %d kinds of disagreement"
          % (sum(statuses.values()), ", ".join("%d %s" % (statuses[status], names[status]) for status in sorted(statuses)), len(found)))
    sys.exit(1 if news else 0)


if __name__ == "__main__":
    main()
