"""A visit in two steps, before and at the bedside: what is asked again, what is shown as changed, and where answers about a patient go.

Expected figures: 1 g of 500 mg per mL is 2 mL; 1 g over 15 min from 100 mL is 400 mL per hour.
"""
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile

from visit_driver import Visit

PROGRAM = os.environ["INFUSHEET"]
FACTS = [line.strip().rstrip(";").replace(" = ", "=", 1).replace('"', "")
         for line in open("tests/cases/ada-example.cfg") if "=" in line and not line.startswith("#")]
GIVEN = FACTS + ["setting=mobile", "weight=72 kg", "weight-basis=measured", "height=170 cm", "creatinine=0.8 mg/dL",
                 "creatinine-taken=2026-11-18", "magnesium=unknown", "given-24h=0 g", "heart-block=no", "digoxin=no"]
MORNING, LATER, NEXT_DAY = "2026-11-20T08:00+01:00", "2026-11-20T10:30+01:00", "2026-11-21T10:30+01:00"
BEDSIDE = {"systolic": "118 mmHg", "heart-rate": "72 /min", "resp-rate": "16 /min", "spo2": "98 %", "reflexes": "present"}
AGAIN = {"this patient": "yes", "given-24h": "0 g", "antidote-present": "yes", "obstetric-order": "no"}
CHOICES = {"device": "pump", "product": "protocol", "diluent": "protocol", "prescriber": "later", "magnesium": "unknown"}
wrong = []


def check(truth, what):
    if not truth:
        wrong.append(what)


class Place:
    """A folder to work in, a home, a place for temporary files: nothing may be left but what was asked for."""

    def __init__(self):
        self.root = tempfile.mkdtemp(dir=os.path.dirname(os.environ.get("XDG_STATE_HOME", "")) or None)
        for name in ("home", "tmp", "work", "state"):
            os.mkdir(os.path.join(self.root, name))
        self.environment = dict(os.environ, HOME=self.of("home"), TMPDIR=self.of("tmp"), XDG_STATE_HOME=self.of("state"))

    def of(self, *names):
        return os.path.join(self.root, *names)

    def files(self):
        return sorted(os.path.relpath(os.path.join(at, name), self.root)
                      for at, _, names in os.walk(self.root) for name in names)


def visit(place, words, answers, stop=()):
    def answer(name):
        if name in stop:
            return None
        if name in answers:
            return answers[name]
        return {"patient file": "no", "sheet": "no", "go-on": "end"}.get(name, "later")

    gone = Visit([PROGRAM, "visit"] + words, answer, place.environment)
    check(gone.errors == "", "standard error: " + gone.errors)
    gone.text = gone.said.decode().replace("\r", "")
    gone.words = " ".join(gone.text.split())
    return gone


def order(place, words):
    done = subprocess.run([PROGRAM, "order"] + words + ["--json"], capture_output=True, env=place.environment)
    return json.loads(done.stdout)


def before(place):
    saved, sheet = place.of("work", "ada.cfg"), place.of("work", "ada.json")
    gone = visit(place, ["migraine-acute-adult"] + GIVEN + ["--at", MORNING, "--save", saved, "-o", sheet, "--json"], CHOICES)
    check(gone.status == 7, "before: status %d" % gone.status)
    check(place.files() == ["work/ada.cfg", "work/ada.json"], "before: files %s" % place.files())
    check(stat.S_IMODE(os.stat(saved).st_mode) == 0o600, "the patient file can be read by others")
    written = json.load(open(sheet))
    check(order(place, ["migraine-acute-adult", "--patient", saved, "--at", MORNING]) == written,
          "order with the patient file gives another sheet")
    return saved, written


def before_again(place):
    shutil.rmtree(place.of("work"))
    shutil.rmtree(place.of("state"))
    os.mkdir(place.of("work"))
    os.mkdir(place.of("state"))
    return before(place)


def same_at_the_bedside(place, saved, printed):
    gone = visit(place, ["--patient", saved, "--at", LATER, "-o", place.of("work", "two.json"), "--json"],
                 dict(CHOICES, **AGAIN, **BEDSIDE))
    check(gone.status == 0, "bedside: status %d" % gone.status)
    asked = set(gone.asked)
    check(set(BEDSIDE) | {"this patient", "given-24h", "antidote-present"} <= asked, "bedside: not asked %s" % asked)
    check(not asked & {"weight", "name", "creatinine", "heart-block", "indication", "setting", "age or born"},
          "bedside: asked again %s" % asked)
    check("They are those of Ada Example, EX-0001." in gone.words, "whose file it is")
    check("CHANGED SINCE THE SHEET OF 2026-11-20 08:00: - verdict: now READY, before DO NOT START UNLESS THROW AWAY" in gone.words,
          "the verdict has changed, and nothing else: " + gone.words[-900:])
    check("infusion dose" not in gone.words and "flow rate" not in gone.words, "an order that has not changed is shown as changed")
    check("THROW AWAY THE SHEET %s, every copy" % printed["payload"].rsplit("=", 1)[1] in gone.words, "which sheet goes")
    new = json.load(open(place.of("work", "two.json")))
    check(new["infusions"] == printed["infusions"] and new["verdict"] == "ready", "the order at the bedside")


def other_product(place, saved):
    answers = dict(CHOICES, **AGAIN, **BEDSIDE, product="vial-500-mg-per-mL-2-mL", device="pump")
    gone = visit(place, ["--patient", saved, "--at", LATER, "product=vial-500-mg-per-mL-2-mL"], answers)
    for line in ("infusion product: now vial-500-mg-per-mL-2-mL, before premix-1-g-in-100-mL-dextrose",
                 "infusion volume to draw: now 2 mL, before nothing of the kind"):
        check(line in gone.words, "not shown: " + line)


def refused_at_the_bedside(place, saved):
    gone = visit(place, ["--patient", saved, "--at", LATER], dict(CHOICES, **AGAIN, **dict(BEDSIDE, systolic="88 mmHg")))
    check(gone.status == 1, "low pressure: status %d" % gone.status)
    changed = gone.words[gone.words.index("CHANGED SINCE"):]
    check("check low-pressure: now refuses" in changed, "why it is refused: " + changed)
    check("THROW AWAY THE SHEET" in changed and "there is no order now" in changed, "the earlier sheet goes")
    for figure in ("400 mL", "100 mL", "15 min", "mL per hour", "1 g"):
        check(figure not in changed, "a figure of the order that no longer holds: " + figure)


def another_patient(place, saved):
    bytes_before = open(saved, "rb").read()
    gone = visit(place, ["--patient", saved, "--at", LATER], {"this patient": "no"})
    check(gone.status == 2 and gone.asked == ["this patient"], "another patient: %d %s" % (gone.status, gone.asked))
    check(open(saved, "rb").read() == bytes_before, "the file was changed")


def next_day(place, saved):
    gone = visit(place, ["--patient", saved, "--at", NEXT_DAY], dict(CHOICES, **AGAIN, **BEDSIDE), stop=("weight",))
    check("weight: 72 kg at 2026-11-20 08:00; more than a day ago" in gone.words, "a weight of yesterday: " + gone.words[:900])
    check("sex: female" not in gone.words, "who somebody is does not grow old")
    check("weight" in gone.asked, "the weight is not asked")
    drafts = subprocess.run([PROGRAM, "visit", "--drafts"], capture_output=True, env=place.environment).stdout.decode()
    check("1. migraine-acute-adult" in drafts, "kept: " + drafts)
    gone = visit(place, ["--resume", "--at", NEXT_DAY], dict(CHOICES, **AGAIN, **BEDSIDE, weight="72 kg"))
    check("Going on with the visit begun 2026-11-21 10:30" in gone.words, "resumed")
    check("CHANGED SINCE THE SHEET OF 2026-11-20 08:00" in gone.words, "a resumed second step still compares")


def not_written(place, saved):
    """A patient file that cannot be written: status 4 before anything is asked."""
    done = subprocess.run([PROGRAM, "visit", "--patient", saved, "--at", LATER, "--save", place.of("work", "none", "x.cfg")],
                          input=b"yes\n", capture_output=True, env=place.environment)
    check(done.returncode == 4 and done.stdout == b"", "an unwritable place: status %d" % done.returncode)
    gone = visit(place, ["--patient", saved, "--at", LATER], dict(CHOICES, **AGAIN, **BEDSIDE, **{
        "patient file": saved, "write over it": "yes"}))
    check(gone.status == 0 and "It names the patient" in gone.words, "written over, after asking")
    check("%s is there already" % saved in gone.words, "it is said that there is a file already")


def files_written(place, saved):
    """With strace, where there is one: every file opened for writing is one that was asked for, or the draft."""
    if shutil.which("strace") is None:
        return
    trace = place.of("trace")
    command = ["strace", "-f", "-qq", "-e", "trace=open,openat,creat,mkdir,mkdirat", "-o", trace, PROGRAM, "visit", "--patient", saved,
               "--at", LATER, "--save", place.of("work", "new.cfg")]
    traced = dict(place.environment, ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0")  # it cannot look while it is traced
    done = subprocess.run(command, input=b"yes\n", capture_output=True, env=traced)
    check(done.stderr == b"", "standard error")
    for line in open(trace):
        if ("O_WRONLY" in line or "O_RDWR" in line or "O_CREAT" in line) and "/dev/" not in line and ".gcda" not in line:
            check(".visit" in line, "opened for writing: " + line.strip())


def main():
    place = Place()
    saved, printed = before(place)
    same_at_the_bedside(place, saved, printed)
    other_product(place, saved)
    refused_at_the_bedside(place, saved)
    another_patient(place, saved)
    not_written(place, saved)
    saved, printed = before_again(place)
    left = [name for name in place.files() if not name.startswith(("work/", "state/infusheet/visits/"))]
    check(left == [], "left behind: %s" % left)
    shutil.rmtree(place.of("state"))
    os.mkdir(place.of("state"))
    next_day(place, saved)
    files_written(place, saved)
    shutil.rmtree(place.root)
    for what in wrong:
        print(what)
    sys.exit(1 if wrong else 0)


main()
