"""Visits at a terminal: windows of 80 and of 60 columns, letters it has not, keys that edit, a window that changes, an end in the middle."""
import os
import shutil
import subprocess
import sys
import tempfile
import termios

from visit_terminal import Terminal

PROGRAM = os.environ["INFUSHEET"]
COMMAND = [PROGRAM, "visit", "migraine-acute-adult", "--at", "2026-11-20T12:00Z"]
GIVEN = ["setting=mobile", "indication=migraine-with-aura", "age=34 y", "sex=female", "pregnant=no", "breastfeeding=no", "weight=72 kg",
         "weight-basis=measured", "allergies=none known", "address=1 Example Street", "phone=unknown"]

failures = []


def expect(held, what):
    if not held:
        failures.append(what)
        print("FAILED: " + what)


def widest(text):
    return max(len(line) for line in text.split("\n"))


def answer_all(terminal, answers):
    for prompt, words in answers:
        terminal.answer(prompt, words)


def narrow():
    """A visit before, at the bedside later, in 60 columns: every line ends in the window."""
    questions = ["magnesium-allergy", "heart-block", "myocardial-damage", "myasthenia", "liver-failure", "diabetic-coma", "hypermagnesemia",
                 "neuromuscular-blocker", "digoxin", "cns-depressant", "cns-depressant-combination", "calcium-channel-blocker", "aminoglycoside"]
    flags = ["fever", "cancer", "neurologic-deficit", "sudden-onset", "late-onset", "new-pattern", "positional", "exertion", "papilledema",
             "progressive", "puerperium", "painful-eye", "trauma", "immune", "painkillers"]
    others = ["low-urine", "slow-conduction-medicine", "low-calcium", "botulinum-toxin"]
    known = [f"{name}=no" for name in questions + ["red-flag-" + flag for flag in flags] + others] + ["antidote-present=yes", "given-24h=0 g"]
    terminal = Terminal(COMMAND + GIVEN + known, columns=60)
    answer_all(terminal, [("name: ", "Ada Example"), ("id: ", "EX-0001"), ("creatinine, crcl, egfr or renal: ", "0.8 mg/dL"),
                          ("creatinine-taken: ", "2026-11-19"), ("height (cm): ", "168 cm"), ("(mmol/L or mg/dL or mEq/L): ", "unknown"),
                          ("product: ", "protocol"), ("prescriber: ", "A. Example, EX-77"), ("systolic (mmHg): ", "later"),
                          ("heart-rate (/min): ", "later"), ("resp-rate (/min): ", "later"), ("spo2 (%): ", "later"),
                          ("reflexes (present, absent): ", "later"), ("sheet: ", "show"),
                          ("patient file: ", "no")])
    expect(terminal.finish() == 7, "narrow: status 7")
    expect(widest(terminal.said) <= 60, f"narrow: {widest(terminal.said)} columns")
    expect("FLOW: 400 mL per hour" in terminal.said and "PATIENT" in terminal.said, "narrow: result and sheet")
    expect("+-----" not in terminal.said, "narrow: no boxes")


def without_letters():
    """A terminal that has only ASCII shows the name readably, and keeps it whole."""
    path = os.environ.get("TMPDIR", "/tmp") + f"/visit-{os.getpid()}.json"
    terminal = Terminal(COMMAND + ["id=EX-1", "heart-block=yes", "-o", path, "--json"], environment={"LC_ALL": "C"})
    answer_all(terminal, [("go-on (end, go on): ", "review"), ("go-on (end, go on): ", "go on"), ("name: ", "Žofia Ångström Пример"),
                          ("setting: ", "review"), ("setting: ", "change name"), ("name: ", "keep"), ("setting: ", "change heart-block")])
    shown = terminal.said.split("name: Žofia", 1)[1].split("\n", 1)[1]
    expect("Zofia Angstrom ??????" in terminal.said, "ascii: Latin letters without their marks")
    expect("This screen cannot show every letter" in terminal.said, "ascii: says that letters are missing")
    expect(shown.isascii(), "ascii: nothing else is printed")
    answer_all(terminal, [("heart-block (yes, no): ", "yes")])
    terminal.until("setting: ")
    terminal.type("quit\n")
    expect(terminal.finish() == 6 and not os.path.exists(path), "ascii: stopped, nothing written")


def one_byte_letters():
    """A terminal of Latin-1: its letters are taken, and of a line that they make too long nothing is."""
    with tempfile.TemporaryDirectory() as folder:
        made = shutil.which("localedef") and subprocess.run(
            ["localedef", "-i", "en_US", "-f", "ISO-8859-1", os.path.join(folder, "en_US.ISO-8859-1")], capture_output=True, check=False)
        if not made or not os.path.isdir(os.path.join(folder, "en_US.ISO-8859-1")):
            return  # without the package locales there is no such terminal
        terminal = Terminal(COMMAND + ["heart-block=no"], environment={"LC_ALL": "en_US.ISO-8859-1", "LOCPATH": folder})
        terminal.until("name: ")
        terminal.type(b"\xc4" * 300 + b"END\n")  # 603 bytes in UTF-8: more than the 511 of an answer
        expect("That line is too long" in terminal.until("name: "), "latin-1: too long")
        terminal.type(b"Zo\xeb \xc5ngstr\xf6m\n")
        terminal.until("id: ")
        terminal.type("review\n")
        expect("name: Zoe Angstrom" in terminal.until("id: "), "latin-1: its letters")
        terminal.type("quit\n")
        terminal.finish()


def edited():
    """Keys correct the line that is being typed; nothing of an earlier one comes back."""
    terminal = Terminal(COMMAND)
    terminal.until("name: ")
    terminal.type("Adx\x7fa Exampl")
    terminal.type("e\n")
    terminal.until("id: ")
    terminal.type("EX-2\x1b[D\x7f\x7fX\n")  # left, then two letters back: EX2 without its dash and X
    terminal.until("setting: ")
    terminal.type("\x1b[A")  # up: there is no history
    terminal.type("review\n")
    heard = terminal.until("setting: ")
    expect("1. name: Ada Example" in heard, "edited: backspace")
    expect("2. id: EX2" in heard, "edited: left and backspace")
    terminal.type("\x04")
    expect(terminal.finish() == 6, "edited: end of input")
    expect("The input ended before the visit did." in terminal.said, "edited: says so")


def resized():
    """A window that changes its size, and one that says it is too small, harm nothing."""
    terminal = Terminal(COMMAND)
    terminal.until("name: ")
    terminal.resize(50, 20)
    terminal.type("Ada Example\n")
    terminal.until("id: ")
    terminal.resize(24, 8)
    terminal.type("EX-1\n")
    heard = terminal.until("setting: ")
    expect("Where is it given?" in " ".join(heard.split()), "resized: goes on")
    terminal.type("quit\n")
    expect(terminal.finish() == 6, "resized: status 6")
    narrow_by_name = Terminal(COMMAND, environment={"COLUMNS": "40"})
    heard = narrow_by_name.until("name: ")
    expect(widest(heard) <= 40, "COLUMNS is what it says")
    narrow_by_name.type("\x04")
    narrow_by_name.finish()


def interrupted():
    """Ctrl-C ends it, and the terminal is as it was."""
    terminal = Terminal(COMMAND)
    before = termios.tcgetattr(terminal.window)[3]
    terminal.until("name: ")
    terminal.type("Ada\x03")
    status = terminal.finish_with(lambda window: termios.tcgetattr(window)[3])
    expect(status == -2, "interrupted: by the signal")
    expect(terminal.left & (termios.ECHO | termios.ICANON) == before & (termios.ECHO | termios.ICANON), "interrupted: the terminal is as it was")


def main():
    for screen in (narrow, without_letters, one_byte_letters, edited, resized, interrupted):
        screen()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
