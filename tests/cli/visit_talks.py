"""Talks with infusheet visit through pipes: what is said, what is not, how it ends.

Each talk is a list of answers by the names of the questions; a name may be answered differently each time it is asked. Expected figures are
those of the examples of the protocols, or stand beside the talk with their arithmetic.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from visit_driver import Visit

PROGRAM = os.environ["INFUSHEET"]
MOMENT = ["--at", "2026-11-20T12:00Z"]
PROTOCOL = "migraine-acute-adult"

# A fictional patient who passes every check of the protocol: 1 g in 100 mL over 15 minutes is 400 mL per hour.
WELL = {
    "name": "Ada Example", "id": "EX-0001", "setting": "clinic", "indication": "migraine-with-aura", "age or born": "34 y", "sex": "female",
    "pregnant": "no", "breastfeeding": "no", "weight": "72 kg", "weight-basis": "measured", "allergies": "none known",
    "antidote-present": "yes", "creatinine, crcl, egfr or renal": "0.8 mg/dL", "creatinine-taken": "2026-11-19", "height": "168 cm",
    "magnesium": "unknown", "given-24h": "0 g", "device": "protocol", "product": "protocol", "diluent": "protocol", "prescriber": "A. Example, EX-77",
    "systolic": "118 mmHg", "heart-rate": "72 /min", "resp-rate": "16 /min", "spo2": "98 %", "reflexes": "present", "sheet": "no",
    "patient file": "no", "go-on": "go on"}

# What a visit without an order may not show: a preparation, a volume to be infused, a flow.
ORDERED = re.compile(r"Draw up|Prepare:|VOLUME|FLOW|mL per hour|add nothing|TO PACK|drops per minute")

failures = []


def expect(held, what):
    if not held:
        failures.append(what)
        print("FAILED: " + what)


class Talk:
    def __init__(self, answers, options=(), protocol=PROTOCOL, default="no", helped=False):
        self.helped = set() if helped else None
        self.waiting = {}
        for name, words in dict(WELL, **answers).items():
            self.waiting[name] = list(words) if isinstance(words, (list, tuple)) else [words]
        self.default = default
        command = [PROGRAM, "visit"] + ([protocol] if protocol else []) + MOMENT + list(options)
        self.visit = Visit(command, self.answer)
        self.said = self.visit.said.decode()
        self.status, self.asked = self.visit.status, self.visit.asked
        # One line however it was broken.
        self.words = re.sub(r"\s+", " ", self.said)

    def answer(self, name):
        if self.helped is not None and name not in self.helped and name not in ("go-on", "sheet", "patient file"):
            self.helped.add(name)
            return "?"
        words = self.waiting.get(name)
        if words is None:
            return self.default
        return words.pop(0) if len(words) > 1 else words[0]

    def has(self, sentence):
        return re.sub(r"\s+", " ", sentence) in self.words


def has_all(talk, about, *sentences):
    for sentence in sentences:
        expect(talk.has(sentence), f"{about}: says {sentence!r}")


def ordinary():
    talk = Talk({})
    expect(talk.status == 0, "ordinary: status 0")
    has_all(talk, "ordinary", "READY", "DOSE: magnesium sulfate 1 g, intravenous infusion over 15 min", "FLOW: 400 mL per hour",
            "TO PACK", "- 1 ready-to-use container: magnesium sulfate 1 g in 100 mL dextrose 5 %", "- Infusion pump with its set",
            "- Antidote, 1 to have ready: calcium gluconate 100 mg per mL (10 %), 10 mL (1 g)")
    expect(talk.visit.errors == "", "ordinary: nothing on standard error")
    expect(len(talk.asked) == len(set(talk.asked)), "ordinary: nothing is asked twice")
    before = talk.said.split("These were all questions.")[0]
    expect(not ORDERED.search(before), "ordinary: no order before the verdict")
    expect("Ada Example" not in before, "ordinary: answers are not echoed")
    expect(max(len(line) for line in talk.said.split("\n")) <= 80, "ordinary: no line over 80 columns")


def order_of_questions():
    names = Talk({}).asked
    wanted = ["name", "id", "setting", "indication", "age or born", "sex", "pregnant", "weight", "weight-basis", "allergies", "heart-block",
              "creatinine, crcl, egfr or renal", "creatinine-taken", "given-24h", "prescriber", "systolic", "reflexes", "sheet"]
    places = [names.index(name) for name in wanted]
    expect(places == sorted(places), "in clinical order")
    man = Talk({"sex": "male"}).asked
    expect("pregnant" not in man and "breastfeeding" not in man, "a man is not asked about pregnancy")
    reported = Talk({"creatinine, crcl, egfr or renal": "88.4 mL/min"}).asked
    expect("height" not in reported and "creatinine-taken" not in reported, "with a measured clearance nothing is asked for an estimate")
    by_category = Talk({"creatinine, crcl, egfr or renal": "Mild", "renal-basis": "history"})
    expect("kidney-risk" in by_category.asked and by_category.status == 0, "a category by history asks what may harm the kidneys")
    vial = Talk({"product": "vial-500-mg-per-mL-2-mL", "diluent": "2"})
    expect("diluent" in vial.asked and "diluent" not in names, "a diluent is asked where there is one to choose")
    expect(vial.has("Diluent: dextrose 5 % (as ordered)"), "a diluent by its number")
    expect("device" not in names, "gravity is not offered where no drop set is known")


def birth():
    # 1992-03-14 to 2026-11-20: 34 completed years.
    talk = Talk({"age or born": "1992-03-14", "antidote-present": ["review", "yes"]})
    has_all(talk, "birth", "age: 34 y (1992-03-14)")
    wrong = Talk({"age or born": ["14/03/1992", "34", "1992-03-14"]})
    has_all(wrong, "birth", '"14/03/1992" is not a date; write year, month and day as in 1992-03-14', 'age: "34" has no unit')
    expect(wrong.status == 0, "birth: status 0")


def refusal_early():
    talk = Talk({"heart-block": "yes", "go-on": ["nonsense", "end"]})
    expect(talk.status == 1, "refusal: status 1")
    has_all(talk, "refusal", "REFUSED, whatever the other answers are, because:", "- Heart block: magnesium sulfate is contraindicated.",
            "Answer it rests on", "DO NOT INFUSE")
    expect("digoxin" not in talk.asked and "sheet" in talk.asked, "refusal: ends where the nurse says so")
    expect(not ORDERED.search(talk.said), "refusal: no order is shown")
    on = Talk({"heart-block": "yes", "digoxin": "yes", "liver-failure": "yes", "go-on": "go on", "systolic": "90 mmHg"})
    expect(on.status == 1 and "reflexes" in on.asked, "refusal: the rest for the record")
    expect(on.asked.count("go-on") == 1, "refusal: asked once whether to go on")
    expect(on.has("Also refused because: - Systolic pressure below 100 mmHg"), "refusal: further reasons are said")
    expect("product" not in on.asked and "prescriber" not in on.asked, "refusal: nothing is chosen for an order there will not be")
    expect(not ORDERED.search(on.said), "refusal for the record: no order is shown")


def refusal_late_and_corrected():
    talk = Talk({"systolic": ["99 mmHg", "118 mmHg"], "go-on": ["review", "change systolic", "back"]})
    expect(talk.status == 0, "corrected: status 0")
    has_all(talk, "corrected", "Answer so far: 99 mmHg. Type the new answer, or keep.", "With this answer it is no longer refused.")
    late = Talk({"reflexes": "absent"})
    expect(late.status == 1 and "go-on" not in late.asked, "late: at the last question there is nothing to go on with")
    expect(not ORDERED.search(late.said), "late: no order is shown")


def back_and_change():
    talk = Talk({"setting": ["back", "3"], "id": ["EX-0001", "keep"], "weight": ["back", "72 kg"], "breastfeeding": ["no", "keep"],
                 "digoxin": ["change weight", "no"], "heart-block": ["change 99", "change wieght", "change", "change spo2", "no"],
                 "weight-basis": ["keep", "measured"], "name": ["back", "Ada Example"]})
    expect(talk.status == 0, "back: status 0")
    expect(talk.asked.count("id") == 2 and talk.asked.count("weight") == 3, "back and change ask again")
    has_all(talk, "back", "There is no question before this one.", "Kept.", "There is no answer yet to keep", "Nothing here is called 99",
            "Nothing here is called wieght; did you mean change weight?", "Change what?")
    expect(talk.asked.count("spo2") == 1, "change: what was given early is not asked again")


def wrong_units():
    # 165 lb x 0.45359237 = 74.8 kg
    talk = Talk({"weight": ["165 lb", "72", "", "seventy", "72 kg"], "creatinine, crcl, egfr or renal": ["0.8", "mildly", "300 mL/min", "0.85 mg/L", "0.8 mg/dL"],
                 "systolic": ["118/76", "12 kPa", "118 mmHg"], "setting": ["9", "clinnic", "", "mobile clinic", "2"]})
    expect(talk.status == 0, "wrong units: status 0")
    has_all(talk, "wrong units", '"165 lb" is not metric (it converts to about 74.8 kg, which is not used); measure in metric units',
            'weight: "72" has no unit', "Nothing was typed, and nothing is assumed.", '"118/76" holds two pressures',
            "0.8 is none of these; write one with its unit", '"mildly" is not an answer; did you mean mild?',
            '"300 mL/min" is outside the possible range', "The list has no number 9", '"clinnic" is not in the list; did you mean clinic?',
            "Type a number of the list, unknown, or ? for help.", '"mobile clinic" is not in the list; type a number')
    same = subprocess.run([PROGRAM, "order", PROTOCOL, "weight=165 lb"], stderr=subprocess.PIPE, check=False).stderr.decode()
    sentence = same.split("weight: ", 1)[1].rsplit(" [", 1)[0]
    has_all(talk, "the same message as order", "weight: " + sentence)


def unusual():
    talk = Talk({"weight": "210 kg", "weight again": ["confirm", "201 kg", "201 kg"], "heart-rate": "150 /min",
                 "heart-rate again": ["oops", "confirm"], "spo2": "98 %"})
    expect(talk.status == 0, "unusual: status 0")
    expect(talk.asked.count("weight again") == 3, "unusual: a weight counts only when the same figure is given twice")
    has_all(talk, "unusual", "210 kg is unusual", "Weigh again, or read the scale again: the weight in kg once more.",
            "Not the same as before: now 201 kg.", "The same figure twice: taken.", "Heart rate 150 per minute is unusual.", "Confirmed.")
    left = Talk({"weight": "210 kg", "weight again": "unknown"})
    expect(left.status == 6 and left.has("Unless it is confirmed the order stays incomplete"), "unusual: not confirmed, incomplete")
    expect(not ORDERED.search(left.said), "unusual: no order is shown")
    usual = Talk({"weight": "210 kg", "weight again": "72 kg"})
    expect(usual.status == 0 and usual.asked.count("weight again") == 1, "unusual: another figure that is usual is not asked again")
    drug = Talk({"allergies": "Magnesium", "allergies again": "confirm"})
    expect(drug.status == 0 and drug.has("This names the drug itself."), "an allergy that names the drug is asked again")
    # An allergy to the drug is not replaced by the word that was to confirm it.
    for word in ("confrim", "Confirmed", "ok", "Right"):
        drug = Talk({"allergies": "Magnesium", "allergies again": [word, "CONFIRM"], "magnesium-allergy": ["review", "no"]})
        expect(drug.has("allergies: Magnesium") and drug.asked.count("allergies again") == 2, f"unusual: {word!r} is no allergy")
        expect(drug.has(f'"{word}" was not taken. Type confirm'), f"unusual: {word!r}: what to type")


def all_unknown():
    talk = Talk({name: "unknown" for name in WELL if name not in ("sheet", "patient file")}, default="unknown")
    expect(talk.status == 6, "all unknown: status 6")
    has_all(talk, "all unknown", "Without it the order stays incomplete", "It becomes a start condition", "Noted as unknown; the sheet says so.",
            "Write it in by hand as soon as it is known.", "The sheet stays a draft")
    expect(not ORDERED.search(talk.said), "all unknown: no order is shown")
    expect(len(talk.asked) == len(set(talk.asked)), "all unknown: nothing is asked twice")


def conditional():
    talk = Talk({name: "later" for name in ("systolic", "heart-rate", "resp-rate", "spo2", "reflexes")})
    expect(talk.status == 7, "conditional: status 7")
    has_all(talk, "conditional", "DO NOT START UNLESS", "- Systolic blood pressure: at least 100 mmHg", "- Patellar reflexes: present",
            "Left for the bedside: it becomes a start condition.")
    later = Talk({"weight": ["later", "72 kg"], "prescriber": ["later", "A. Example, EX-77"]})
    expect(later.status == 0 and later.asked.count("weight") == 2, "later: asked once more at the end")
    never = Talk({"weight": "later"})
    expect(never.status == 6 and never.asked.count("weight") == 2, "later twice: left open")


def commands_that_are_none():
    talk = Talk({"name": ["qiut", '"Quit"'], "allergies": ["latex", '"latex"'], "digoxin": ["unkown", "n"], "heart-block": ["?", "N"],
                 "id": ["x" * 600, "EX\x01", "EX-0001"], "antidote-present": ["Review", "Y"]})
    expect(talk.status == 0, "near commands: status 0")
    has_all(talk, "near commands", "Did you mean the command quit?", "Did you mean the command later?", "Did you mean the command unknown?",
            "That line is too long", "the text holds a control character", "1. name: Quit", "allergies: latex",
            "Read by the check heart-block: Heart block", "The protocol cannot order without it.", "Commands: back")


# What was pasted is not given back to the terminal as it is: no control character, no half letter.
def pasted():
    lines = [b"Ada", b"EX-1", b"change \x1b[2J", b"change \xf0", b"change \xf0\x9f", b"change \xc3\xa9t\xc3\xa9", b"change a\xc2\x9b2Jb", b"quit"]
    done = subprocess.run([PROGRAM, "visit", PROTOCOL] + MOMENT, input=b"\n".join(lines) + b"\n", stdout=subprocess.PIPE, check=False)
    for given in (b"Nothing here is called ?[2J", b"called ?.", b"called ??.", b"called \xc3\xa9t\xc3\xa9.", b"called a?2Jb."):
        expect(given in done.stdout.replace(b"\n", b" "), f"pasted: {given!r}")
    expect(not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", done.stdout), "pasted: no control character is shown")
    expect("\ufffd" not in done.stdout.decode("utf-8", "replace"), "pasted: no half letter is shown")


# What is asked for in words is not answered by yes, by no or by a figure; in quotes it is taken.
def words_wanted():
    talk = Talk({"allergies": ["no", "Yes", "72 kg", "none known"], "id": ["nope", "EX-0001"], "name": ["72 kg", '"No"']})
    expect(talk.status == 0 and talk.asked.count("allergies") == 4, "words wanted: yes, no and a figure are no allergies")
    expect(talk.asked.count("name") == 2 and talk.asked.count("id") == 2, "words wanted: name and identification are asked again")
    has_all(talk, "words wanted", '"no" does not say which allergies', '"Yes" does not say which allergies', '"72 kg" is a measured figure',
            '"nope" is not an answer to this question')


# 6 mmol/L is above 1.05: it contradicts "no high magnesium", and one unknown does not make it go away.
def disputed():
    talk = Talk({"magnesium": ["6 mmol/L", "unknown", "change hypermagnesemia", "6 mmol/L"], "hypermagnesemia": ["no", "yes"],
                 "magnesium again": "confirm", "go-on": "go on"})
    expect(talk.status == 1 and not ORDERED.search(talk.said), "disputed: refused, and no order is shown")
    has_all(talk, "disputed", '"6 mmol/L" was typed here and not taken', "type unknown once more")
    loud = Talk({"heart-block": "yes", "go-on": ["Review", "END"]})
    expect(loud.status == 1 and loud.asked.count("go-on") == 2, "go-on: large letters are the same answer")
    slip = Talk({"magnesium": ["6 mmol/L", "unknown", "unknown"]})
    expect(slip.status == 0 and slip.asked.count("magnesium") == 3, "disputed: unknown twice is unknown")


def contradictions():
    talk = Talk({"cns-depressant": "no", "cns-depressant-combination": ["yes", "no"], "weight": ["7.2 kg", "72 kg"]})
    expect(talk.status == 0, "contradictions: status 0")
    has_all(talk, "contradictions", "Not taken: the weight is impossible for an adult")
    talk = Talk({"hypermagnesemia": "no", "magnesium": ["1.2 mmol/L", "0.9 mmol/L"]})
    has_all(talk, "contradictions", "Not taken: No high magnesium was answered", "These cannot all be true: magnesium 1.2 mmol/L, hypermagnesemia no.")
    expect(talk.status == 0, "contradictions of the protocol: status 0")


    # Of the command line too: no answer could be taken beside them.
    talk = Talk({"kidney-risk": "no", "creatinine, crcl, egfr or renal": "0.8 mg/dL"}, ("kidney-risk=no", "renal=severe"))
    expect(talk.status == 0 and "creatinine, crcl, egfr or renal" in talk.asked, "contradictions of the command line: status 0")
    has_all(talk, "contradictions", "Asked again, because these answers contradict each other: renal, kidney-risk.")


def overrides():
    talk = Talk({"digoxin": "yes", "override digoxin": "Spoken with cardiology, rhythm watched", "prescriber": ["Ada", "A. Example, EX-77"]})
    expect(talk.status == 0, "override: status 0")
    has_all(talk, "override", "The prescriber has to override this, or it may not be given: Digoxin", "OVERRIDES",
            "- By A. Example, EX-77, reason: Spoken with cardiology, rhythm watched", "write the name, a comma and a reference")
    nobody = Talk({"digoxin": "yes", "override digoxin": "unknown"})
    expect(nobody.status == 5 and nobody.has("MAY NOT BE GIVEN"), "override: none given, status 5")
    unnamed = Talk({"digoxin": "yes", "override digoxin": "Spoken with cardiology", "prescriber": "unknown"})
    expect(unnamed.status == 5 and unnamed.asked.count("prescriber") == 2, "override: a reason asks for a name once more")
    again = Talk({"digoxin": "yes", "override digoxin": ["?", "chnage", "first words"], "prescriber": ["unknown", "change override", "A. Example, EX-77"]})
    expect(again.status == 0 and again.asked.count("override digoxin") == 4, "override: can be changed")
    # Whether there is an override is answered by no as well: that is not its reason, and what can then be given stays nothing.
    for word in ("no", "Yes", "n", "No.", "not yet", "OK", "??", "no override!", "72 kg"):
        denied = Talk({"digoxin": "yes", "override digoxin": [word, "unknown"]})
        expect(denied.status == 5 and denied.has("MAY NOT BE GIVEN") and not denied.has("reason: "), f"override: {word!r} is no reason")
    has_all(Talk({"digoxin": "yes", "override digoxin": ["no", "unknown"]}), "override", '"no" is no reason, and nothing is overridden.')
    quoted = Talk({"digoxin": "yes", "override digoxin": ["qiut", '"Quit glycosides a week ago"']})
    expect(quoted.has("reason: Quit glycosides a week ago"), "override: a reason in quotes is taken without them")
    home = Talk({"setting": "mobile", "digoxin": "yes", "address": "1 Example Street", "phone": "unknown"})
    expect(home.status == 5 and "override digoxin" not in home.asked, "override: not offered where the setting allows none")
    expect(not ORDERED.search(home.said), "override: nothing to prepare where nobody may sign")


def prescribed():
    # 4 mmol x 246.47 g/mol = 985.88 mg: off the step of 500 mg.
    talk = Talk({"digoxin": ["change dose", "change over", "no"], "dose": ["1 gm", "40 mg/kg", "2 g"], "over": ["soon", "30 min"]})
    expect(talk.status == 0, "prescribed: status 0")
    # 2 g in two bags of 100 mL over 30 min: 200 mL x 2 = 400 mL per hour.
    has_all(talk, "prescribed", 'unknown unit "gm"; write "g"', "is a dose per kg", "DOSE: magnesium sulfate 2 g", "FLOW: 400 mL per hour")
    wrong = Talk({"digoxin": ["change dose", "change over", "no"], "dose": ["1 gm", "40 mg/kg", "2 g"], "over": ["soon", "30 min"],
                  "prescriber": ["Ada", "A. Example, EX-77"]})
    expect(not re.search("--(dose|over|prescriber)", wrong.said), "prescribed: what is wrong is not said in options of a command")
    beyond = Talk({"digoxin": ["change dose", "no"], "dose": ["3 g", "1 g"], "go-on": "change dose"})
    expect(beyond.status == 0 and beyond.has("REFUSED"), "prescribed: beyond the limit, then changed")
    off = Talk({"digoxin": ["change dose", "no"], "dose": ["?", "4 mmol"], "go-on": "end"})
    expect(off.status == 1 and not ORDERED.search(off.said), "prescribed: off the step is refused without an order")
    range_only = Talk({"indication": "1", "setting": "1", "age or born": "10 y", "weight": "32 kg", "dose": "unknown", "given-48h": "0 g", "go-on": "go on"}, (),
                      "migraine-acute-child", default="no")
    expect("dose" in range_only.asked and range_only.status in (1, 6), "prescribed: no dose, no order")


def prescribed_rate():
    talk = Talk({"id": ["review", "EX-0001"], "indication": "1", "setting": "2"}, ("--infusion", "maintenance", "--dose", "2 g/h", "--infusion", "loading", "--over", "25 min"),
                "preeclampsia-zuspan", "unknown")
    has_all(talk, "rate", "dose maintenance: 2 g per hour", "over loading: 25 min")
    left = Talk(dict(CHILD, **{"dose": ["unknown", "later", "2 mg/kg", "change dose", "unknown"], "weight-basis": ["review", "change over", "measured"],
                               "over": ["unknown", "review", "later"]}), (), "migraine-acute-child")
    expect(left.status in (1, 6), "no dose: no order")


def ended_early():
    talk = Talk({"digoxin": None})
    expect(talk.status == 6 and talk.has("The input ended before the visit did."), "end of input: status 6")
    talk = Talk({"digoxin": "quit"})
    expect(talk.status == 6 and talk.has("Stopped here."), "quit: status 6")
    talk = Talk({"heart-block": "yes", "go-on": None})
    expect(talk.status == 6, "end of input after a refusal: status 6")
    talk = Talk({"heart-block": "yes", "go-on": "quit"})
    expect(talk.status == 6, "quit after a refusal: status 6")
    talk = Talk({"sheet": None})
    expect(talk.status == 0 and talk.has("No sheet was written."), "end of input at the offer: the verdict's status")
    talk = Talk({"weight": "165 lb"}, ("weight=165 lb",))
    expect(talk.status == 2 and talk.visit.errors == "" and talk.has("is not metric"), "the command line: wrong, and not on standard error")


def given():
    talk = Talk({"digoxin": ["review", "no"]}, ("weight=72 kg", "name=Bo Example", "--prescriber", "A. Example, EX-77", "--dose", "1 g", "--over", "15 min"))
    expect(talk.status == 0, "given: status 0")
    has_all(talk, "given", "Answers given already, and not asked again: 2", "dose: 1 g", "over: 15 min", "prescriber: A. Example, EX-77")
    expect("weight" not in talk.asked and "name" not in talk.asked and "prescriber" not in talk.asked, "given: not asked")


def sheets():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sheet.txt")
        names = [os.path.join(folder, "none", "x.txt"), "sheet", os.path.join(folder, "x.doc"), os.path.join(folder, "x.PDF"), path]
        talk = Talk({"sheet": names})
        expect(os.listdir(folder) == ["sheet.txt"] and talk.status == 0, "sheet: written to a file by name, and under no other ending")
        has_all(talk, "sheet", "It could not be written there.", "That is no file name")
        again = Talk({"sheet": [path, "x" * 600, "show"]})
        has_all(again, "sheet", "There is a file of that name already", "| FLOW | 400 mL per hour", "Page 1 of 2")
        pdf = os.path.join(folder, "sheet.pdf")
        Talk({"sheet": pdf})
        with open(pdf, "rb") as file:
            expect(file.read(5) == b"%PDF-", "sheet: a name that ends in .pdf is a PDF")
        asked = os.path.join(folder, "asked.pdf")
        talk = Talk({}, ("-o", asked))
        with open(asked, "rb") as file:
            expect(talk.status == 0 and file.read(5) == b"%PDF-", "sheet: -o with a name that ends in .pdf is a PDF")
        talk = Talk({}, ("-o", asked, "--format", "text"))
        with open(asked, "rb") as file:
            expect(file.read(5) == b"Acute", "sheet: --format goes before the ending")
        subprocess.run([PROGRAM, "order", PROTOCOL, "-o", asked], check=False)
        with open(asked, "rb") as file:
            expect(file.read(5) == b"%PDF-", "sheet: -o of an order likewise")
        data = os.path.join(folder, "sheet.json")
        talk = Talk({}, ("-o", data, "--json"))
        expect(talk.status == 0 and "sheet" not in talk.asked and os.path.exists(data), "sheet: -o asks nothing")
        talk = Talk({"sheet": os.path.join(folder, "two.json")})
        with open(os.path.join(folder, "two.json"), encoding="utf-8") as file:
            with open(data, encoding="utf-8") as other:
                expect(file.read() == other.read(), "sheet: a name that ends in .json is JSON")


# Said before the first question, not after the last one.
def no_place():
    with tempfile.TemporaryDirectory() as folder:
        there = os.path.join(folder, "none", "sheet.pdf")
        for words in (["-o", there, "--format", "pdf"], ["--save", there], ["-o", folder]):
            talk = Talk({}, words)
            expect(talk.status == 4 and not talk.asked and words[1] in talk.visit.errors, "no place: said at once: " + words[0])
            expect("begin again with another name" in talk.visit.errors, "no place: what to do: " + words[0])
        expect(os.listdir(folder) == [], "no place: nothing is left behind")


# The folder goes while the questions are asked: no answer is lost, and another name does.
def place_gone():
    with tempfile.TemporaryDirectory() as folder:
        gone = os.path.join(folder, "gone")
        other = os.path.join(folder, "other")

        class Going(Talk):
            def answer(self, name):
                if name == "reflexes" and os.path.isdir(gone):
                    os.rmdir(gone)
                return super().answer(name)

        os.mkdir(gone)
        saved = Going({"sheet": other + ".txt", "patient file": other + ".cfg"}, ["-o", gone + "/a.txt", "--save", gone + "/a.cfg"])
        expect(saved.status == 0 and sorted(os.listdir(folder)) == ["other.cfg", "other.txt"], "place gone: written under other names")
        has_all(saved, "place gone", "It could not be written there. Type another name", "Not saved in " + gone)
        os.mkdir(gone)
        left = Going({"sheet": None}, ["-o", gone + "/a.txt", "--save", gone + "/a.cfg"])
        expect(left.status == 4 and left.has("The answers stay kept: infusheet visit --resume"), "place gone: the answers stay kept")
        os.mkdir(gone)
        declined = Going({"sheet": "no"}, ["-o", gone + "/a.txt"])
        expect(declined.status == 4, "place gone: declined, status 4")


def broken_off(answers, options, then, kind=Talk, between=()):
    """A visit that ends at its first answer None, and the one that goes on with it."""
    before = os.environ.get("XDG_STATE_HOME")
    with tempfile.TemporaryDirectory(dir=before) as state:
        os.environ["XDG_STATE_HOME"] = state
        first = kind(answers, options)
        expect(first.status == 6, "broken off: status 6")
        for further in between:
            Talk({"digoxin": None}, ["--resume"] + further, None)
        again = Talk(then, ["--resume"], None)
    del os.environ["XDG_STATE_HOME"]
    os.environ.update({"XDG_STATE_HOME": before} if before else {})
    return again


# 6 mmol/L against "no high magnesium", then a kill: the doubt is not lost with it, and unknown is still no way round it.
def disputed_and_broken_off():
    again = broken_off({"magnesium": ["6 mmol/L", None]}, (), {"magnesium": ["unknown", "unknown"]})
    has_all(again, "disputed and broken off", 'For magnesium, "6 mmol/L" was typed and not taken', '"6 mmol/L" was typed here and not taken')
    expect(again.asked.count("magnesium") == 2, "disputed and broken off: unknown once is not enough")
    settled = broken_off({"magnesium": ["6 mmol/L", "0.9 mmol/L"], "given-24h": None}, (), {"given-24h": None})
    expect(settled.asked == ["given-24h"], "disputed and settled: answered")
    expect(not settled.has("was typed"), "disputed and settled: nothing is said of it")
    kidneys = Talk({"creatinine, crcl, egfr or renal": ["severe", "unknown", "0.8 mg/dL"]}, ("kidney-risk=no",))
    expect(kidneys.status == 0 and kidneys.asked.count("creatinine, crcl, egfr or renal") == 3, "disputed: of the kidneys too")


# A protocol that is exchanged during the visit is not called a fault of infusheet.
def protocol_exchanged():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree("protocols", os.path.join(folder, "protocols"))

        class Exchanging(Talk):
            exchanged = None

            def answer(self, name):
                if name == "reflexes":
                    with open(os.path.join(folder, "protocols", self.exchanged), "w", encoding="utf-8") as file:
                        file.write("schema = 1;\n")
                return super().answer(name)

        for Exchanging.exchanged in ("drugs/magnesium-sulfate.cfg", PROTOCOL + ".cfg"):
            talk = Exchanging({"sheet": [os.path.join(folder, "x.pdf"), "show"]}, ["--protocols", os.path.join(folder, "protocols")])
            expect(Exchanging.exchanged + " was changed or removed" in talk.visit.errors and "fault" not in talk.visit.errors,
                   "protocol exchanged: " + talk.visit.errors)
            shutil.copytree("protocols", os.path.join(folder, "protocols"), dirs_exist_ok=True)


# A visit that is left at its first question is none to go on with.
def left_at_once():
    with tempfile.TemporaryDirectory(dir=os.environ.get("XDG_STATE_HOME")) as state:
        surroundings = dict(os.environ, XDG_STATE_HOME=state)
        for said in (b"quit\n", b"", b"Ada Example\nchange name\nquit\n"):
            done = subprocess.run([PROGRAM, "visit", PROTOCOL], input=said, stdout=subprocess.PIPE, env=surroundings, check=False)
            expect((b"--resume goes on with them" in done.stdout) == (b"Ada" in said), f"left at once: {said!r}")
            listed = subprocess.run([PROGRAM, "visit", "--drafts"], stdout=subprocess.PIPE, env=surroundings, check=False).stdout
            expect((b"No visit waits" in listed) == (b"Ada" not in said), f"left at once: {said!r}: {listed!r}")


# With the site file of tests/cases, gravity is offered; a visit that goes on offers it still, wherever it is gone on with.
def site_kept():
    with tempfile.TemporaryDirectory() as folder:
        site = os.path.join(folder, "here.cfg")
        shutil.copy("tests/cases/site.cfg", site)
        again = broken_off({"digoxin": None}, ("--site", os.path.relpath(site)), {"device": "gravity", "go-on": "end"})
        expect("device" in again.asked and again.has("cannot be counted"), "site kept: its drop set")
        later = broken_off({"digoxin": None}, (), {"device": "gravity", "go-on": "end"}, between=[["--site", site]])
        expect("device" in later.asked and later.has("cannot be counted"), "site kept: named when it was gone on with")

        class Going(Talk):
            def answer(self, name):
                if name == "digoxin" and os.path.exists(site):
                    os.remove(site)
                return super().answer(name)

        gone = broken_off({"digoxin": None}, ("--site", site), {"device": "protocol"}, kind=Going)
        has_all(gone, "site gone", "THE SITE FILE OF THIS VISIT, " + os.path.realpath(site), "Going on with none", "--resume --site FILE")
        expect(gone.status == 0, "site gone: status 0")


# What was taken back does not come back, though nothing was answered after it.
def taken_back():
    again = broken_off({"digoxin": ["change dose", "change prescriber", None], "dose": "unknown", "prescriber": "unknown"},
                       ("--dose", "1 g", "--prescriber", "A. Example, EX-77"), {"digoxin": ["review", None]})
    expect(again.has("heart-block: no") and not again.has("dose: 1 g"), "taken back: the dose")
    expect(not again.has("prescriber: A. Example"), "taken back: the prescriber")


# An answer that comes a question too late is no name of a file about the patient.
def no_file_name():
    answers = ["7.2 kg", "A. Example, EX-77", "ada.", "ada"]
    talk = Talk({"patient file": answers + ["no"]})
    expect(talk.asked.count("patient file") == 5, "no file name: asked again")
    for name in answers:
        expect(not os.path.exists(name), f"no file name: {name!r} was written")
        if os.path.exists(name):
            os.remove(name)


# At night, with the key for large letters held down.
def large_letters():
    talk = Talk({"this patient": "YES", "sheet": "NO", "patient file": "No"}, ("--patient", "tests/cases/ada-example.cfg"))
    expect(talk.status == 0 and talk.asked.count("this patient") == 1, "large letters: yes")
    expect(talk.asked.count("sheet") == 1 and talk.asked.count("patient file") == 1, "large letters: no")
    expect("PATIENT" in Talk({"sheet": ["Show", None]}).said, "large letters: show")


def helped():
    """Help at every question of three protocols, nothing of an order in it."""
    talk = Talk({"weight": "210 kg", "weight again": "210 kg", "digoxin": "yes", "override digoxin": "Spoken with cardiology",
                 "product": "vial-500-mg-per-mL-2-mL"}, helped=True)
    expect(talk.status == 0, "helped: status 0")
    expect(not ORDERED.search(talk.said.split("These were all questions.")[0]), "helped: no order in the help")
    has_all(talk, "helped", "Read by the check low-pressure: Systolic pressure below 100 mmHg", "It is measured at the bedside before the start.",
            "It is printed on the sheet", "It decides how the infusion is prepared and run.", "Slips of the hand look like this",
            "An order needs somebody who gives it.", "Only the prescriber may decide that", "A warning or a sentence of the sheet depends on it",
            "Allowed: 0.5 kg to 300 kg", "Dose, time, limits or materials depend on it.")
    expect("--confirm" not in talk.said, "helped: no options of a command")
    for protocol in ("preeclampsia-zuspan", "hypomagnesaemia-adult-label", "asthma-acute-child"):
        other = Talk(dict(CHILD, **{name: "unknown" for name in ("weight", "age or born", "magnesium")}), (), protocol, "unknown", helped=True)
        expect(other.status in (1, 6), "helped: " + protocol)


def changed_choice():
    talk = Talk({"product": ["protocol", "2", "keep"],
                 "systolic": ["change product", "change product", "change 1", "118 mmHg"], "name": ["Ada Example", "Bo Example"],
                 "heart-rate": ["review", "72 /min"], "creatinine, crcl, egfr or renal": ["1.73 mg", "500 mL/min/1.73m2", "0.8 mg/dL"]})
    expect(talk.status == 0, "changed choice: status 0")
    has_all(talk, "changed choice", "Answer so far: Left to the protocol.", "Type protocol to leave it to the protocol.", "name: Bo Example",
            '"500 mL/min/1.73m2" is outside the possible range', "product: vial-500-mg-per-mL-2-mL")
    twice = Talk({"digoxin": "yes", "override digoxin": "One reason", "override infusion.over": ["review", "Slowly"],
                  "prescriber": ["unknown", "review", "change override", "review", "A. Example, EX-77"]}, ("--over", "61 min"))
    expect(twice.status == 0, "reviewed overrides: status 0")


def two_overrides():
    # The soft limit of the time is 60 minutes.
    talk = Talk({"digoxin": "yes", "override digoxin": ["review", "change override", "Spoken with cardiology"],
                 "override infusion.over": ["review", "Wanted slowly"]}, ("--over", "61 min"))
    expect(talk.status == 0 and talk.asked.count("override infusion.over") == 2, "two overrides: status 0")
    unsigned = Talk({"digoxin": "yes", "override digoxin": "unknown", "systolic": "later"})
    has_all(unsigned, "unsigned", "MAY NOT BE GIVEN BEFORE THIS IS SIGNED", "DO NOT START UNLESS - Systolic blood pressure: at least 100 mmHg")
    again = Talk({"digoxin": "yes", "override digoxin": ["One reason", "Another reason"], "override infusion.over": ["change override", "Slowly"]},
                 ("--over", "61 min"))
    expect(again.status == 0 and again.has("reason: Another reason"), "two overrides: changed")


def renal_sources():
    talk = Talk({"crcl": "90 mL/min"}, ("creatinine=unknown", "egfr=unknown", "renal=unknown"))
    expect("crcl" in talk.asked and talk.status == 0, "renal: only one source is left, which is asked itself")
    pregnant = Talk({"pregnant": "yes", "go-on": "go on", "crcl": "90 mL/min"})
    expect("crcl" in pregnant.asked and pregnant.status == 1, "renal: in pregnancy only a measured clearance is asked")


CHILD = {
    "indication": "1", "setting": "1", "age or born": "6 y", "sex": "male", "weight": "20 kg", "given-24h": "0 g", "given-48h": "0 g",
    "heart-rate": "130 /min", "resp-rate": "32 /min", "spo2": "95 %", "first-line-given": "yes", "high-dependency": "yes", "rescue-dose-written": "yes", "go-on": "go on",
    "creatinine, crcl, egfr or renal": "unknown"}


def packing():
    # asthma-acute-child: 40 mg per kg x 20 kg = 800 mg, 1.6 mL of 500 mg per mL, made up to 50 mL.
    child = Talk(CHILD, (), "asthma-acute-child")
    expect(child.status == 0, "packing: status 0")
    has_all(child, "packing", "- 1 vial: magnesium sulfate 500 mg per mL (50 %), vial of 2 mL (1 g) - sodium chloride 0.9 %: 48.4 mL to dilute with"
            " - A syringe and needle to draw up 1.6 mL - To give it from: a 50 mL syringe - Infusion pump with its set")
    # 100 mL in 15 minutes at 20 drops per mL would be 133 drops per minute, which nobody counts; in 60 minutes 33.
    fast = Talk({"device": "gravity", "go-on": "end"}, ("--site", "tests/cases/site.cfg"))
    expect(fast.status == 1 and fast.has("More than 100 drops per minute cannot be counted."), "packing: too fast to count")
    gravity = Talk({"device": "gravity"}, ("--site", "tests/cases/site.cfg", "--over", "60 min"))
    expect(gravity.status == 0, "packing: by gravity, status 0")
    has_all(gravity, "packing", "Given by pump, by gravity or by hand?", "2 gravity", "- Gravity set of 20 drops per mL, and a watch")


def usage():
    for words, about in ((["--json"], "JSON needs a file"), (["-o", "-"], "standard output is for the questions"),
                         (["--format", "html", "-o", "x"], "format"),
                         (["-o", "x.txt", "--save", "x.txt"], "one file for the sheet and the answers"), (["--paper", "a5"], "paper"), (["--at", "today"], "time"),
                         (["another"], "two protocols"), (["--nonsense"], "option")):
        done = subprocess.run([PROGRAM, "visit", PROTOCOL] + words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        expect(done.returncode == 2 and done.stderr, "usage: " + about)
    done = subprocess.run([PROGRAM, "visit", "no-such"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    expect(done.returncode == 2, "usage: no such protocol")
    done = subprocess.run([PROGRAM, "visit", "--protocols", "/no/such/folder"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    expect(done.returncode == 2, "usage: no such folder")


def choosing():
    listed = Talk({"protocol": ["", "migraine", "migrane", "x" * 600, "99", PROTOCOL]}, protocol=None)
    expect(listed.status == 0, "choosing: by name")
    has_all(listed, "choosing", "8 Acute migraine, adult (migraine-acute-adult)", "Nothing in the list is called so.", "Protocol migraine-acute-adult")
    stopped = Talk({"protocol": "quit"}, protocol=None)
    expect(stopped.status == 6, "choosing: quit")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "broken.cfg"), "w", encoding="utf-8") as file:
            file.write("schema = 1;\n")
        broken = Talk({"protocol": ["1", "broken", None]}, ("--protocols", folder), None)
        has_all(broken, "choosing", "broken: cannot be used", "That protocol has errors and cannot be used")
        expect(broken.status == 6, "choosing: nothing that can be used")


def readme():
    """The talk that README.md shows is what the program says, but that the answers stand where a terminal echoes them."""
    with open("README.md", encoding="utf-8") as file:
        shown = file.read().split("<!-- visit -->\n```\n", 1)[1].split("```\n", 1)[0]
    options = [f"{name}={words}" for name, words in (("name", "Ada Example"), ("id", "EX-0001"), ("setting", "clinic"), ("age", "34 y"),
                                                   ("indication", "migraine-with-aura"), ("sex", "female"), ("pregnant", "no"), ("breastfeeding", "no"))]
    talk = Talk({"weight": ["165 lb", "72 kg"], "weight-basis": None}, options)
    echoed = talk.said.replace("weight (kg): \n", "weight (kg): 165 lb\n", 1).replace("weight (kg): \n", "weight (kg): 72 kg\n", 1)
    expect(shown in echoed, "README.md shows another talk than the program holds: write it anew")


def main():
    for talk in (readme, ordinary, order_of_questions, birth, refusal_early, refusal_late_and_corrected, back_and_change, wrong_units, unusual, all_unknown,
                 conditional, commands_that_are_none, pasted, words_wanted, disputed, contradictions, overrides, prescribed, prescribed_rate, ended_early,
                 given, sheets, no_place, place_gone, disputed_and_broken_off, taken_back, site_kept, protocol_exchanged, left_at_once,
                 no_file_name, large_letters, packing, helped, changed_choice, two_overrides, renal_sources, usage, choosing):
        talk()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
