"""See test_verify.sh. Run from the top of the tree; the program is $INFUSHEET."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/golden")
import cases as golden

PROGRAM = os.path.abspath(os.environ.get("INFUSHEET", "build/infusheet"))
ALL = {case.name: case for case in golden.read()}
failures = 0
held = 0


def check(truth, what, *more):
    global failures, held
    held += 1
    if not truth:
        failures += 1
        print("FAILED:", what, *(str(one)[:1500] for one in more))


def run(*words, given=b"", path=None, **more):
    environment = dict(os.environ)
    if path is not None:
        environment["PATH"] = path
    return subprocess.run([PROGRAM, *words], input=given, capture_output=True, env=environment, **more)


def words_of(name, *more):
    """The case's words, an option given again replaced."""
    case = ALL[name]
    words = ["order", case.protocol]
    for option in case.options.values():
        if option[0] != "--format":
            words += option
    return words + ["%s=%s" % fact for fact in case.facts.items()] + list(more)


def site_of(name):
    return [word for option in ALL[name].options.values() if option[0] == "--site" for word in option]


def pdf_of(name, *more, **how):
    return run(*words_of(name, "--format", "pdf", *more), **how)


def verify(given, name="ordinary", **how):
    return run("verify", "-", *site_of(name), given=given, **how)


def said(result):
    return re.split("[:\n]", result.stdout.decode())[0]


work = tempfile.mkdtemp()
try:
    # ---- Another reader of PDF: what it gives can be exchanged ----
    tools = os.path.join(work, "tools")
    os.mkdir(tools)
    real = shutil.which("pdftotext")

    def exchange(edit):
        """A pdftotext whose text goes through the Python expression `edit` of text."""
        with open(os.path.join(tools, "pdftotext"), "w") as script:
            script.write("#!%s\nimport subprocess, sys, re\ntext = subprocess.run([%r] + sys.argv[1:], stdin=sys.stdin, capture_output=True, "
                         "check=True).stdout.decode()\nsys.stdout.buffer.write((%s).encode())\n" % (sys.executable, real, edit))
        os.chmod(os.path.join(tools, "pdftotext"), 0o755)
        return tools + ":" + os.environ["PATH"]

    # ---- Every golden case as PDF; a name from right to left, a very long one, Chinese ----
    sheets = {}
    for name in ("ordinary", "right-to-left", "longest", "refused", "incomplete", "override-signed", "letter"):
        made = pdf_of(name)
        check(made.returncode == golden.STATUS[ALL[name].verdict], name, "status", made.returncode, made.stderr)
        sheets[name] = made.stdout
        check(said(verify(made.stdout, name)) == "SAME", name, "PDF", verify(made.stdout, name).stdout)
    for person in ("\u5c71\u7530 \u82b1\u5b50", "\u0623\u062d\u0645\u062f (7) \u0628\u0646 42", "Nguy\u1ec5n Th\u1ecb e\u0301", "A" * 90 + " " + "Very Long Name " * 12):
        facts = dict(ALL["ordinary"].facts)
        ALL["ordinary"].facts["name"] = person
        made = pdf_of("ordinary")
        ALL["ordinary"].facts = facts
        check(made.returncode == 0, "name", person, made.stderr)
        check(said(verify(made.stdout)) == "SAME", "name", person, verify(made.stdout).stdout)

    # ---- The QR at 100 dpi ----
    for name in ("ordinary", "longest", "refused"):
        base = os.path.join(work, "page")
        subprocess.run(["pdftoppm", "-r", "100", "-gray", "-", base], input=sheets[name], check=True)
        pages = sorted(os.path.join(work, one) for one in os.listdir(work) if one.startswith("page"))
        found = subprocess.run(["zbarimg", "-q", "--raw", *pages], capture_output=True).stdout
        check(found.startswith(b"INFUSHEET=1;"), name, "QR at 100 dpi", found[:80])
        check(said(verify(found, name)) == "SAME", name, "QR", verify(found, name).stdout)
        for page in pages:
            os.remove(page)

    # ---- The metadata ----
    with open(os.path.join(work, "in.pdf"), "wb") as file:
        file.write(sheets["ordinary"])
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", os.path.join(work, "in.pdf"), os.path.join(work, "plain.pdf")], check=True)
    with open(os.path.join(work, "plain.pdf"), "rb") as file:
        opened = file.read()
    check(said(verify(opened)) == "SAME", "rewritten by qpdf", verify(opened).stdout)
    place = opened.index(b"INFUSHEET=1;")
    digits = [at for at in range(place + 12, opened.index(b";ID=", place) + 23) if opened[at:at + 1].isdigit()]
    for at in digits[::max(1, len(digits) // 12)]:
        changed = opened[:at] + (b"0" if opened[at:at + 1] == b"9" else bytes([opened[at] + 1])) + opened[at + 1:]
        check(said(verify(changed)) == "DIFFERENT", "metadata digit", at - place, verify(changed).stdout)
    without = opened.replace(b"INFUSHEET=1;", b"infusheet-1;")
    check(said(verify(without)) == "CANNOT TELL", "no code in the metadata", verify(without).stdout)

    # ---- Pages missing, doubled, exchanged: one item that says so ----
    count = subprocess.run(["qpdf", "--show-npages", os.path.join(work, "in.pdf")], capture_output=True, check=True).stdout.decode().strip()
    rest = "" if count == "2" else ",3-" + count
    for what, chosen, seen in (("the last gone", "1", "page 1"), ("the first gone", "2", "page 2"), ("exchanged", "2,1" + rest, "page 2, page 1"),
                               ("doubled", "1,1,2" + rest, "page 1, page 1, page 2")):
        subprocess.run(["qpdf", os.path.join(work, "in.pdf"), "--pages", ".", chosen, "--", os.path.join(work, "some.pdf")], check=True)
        with open(os.path.join(work, "some.pdf"), "rb") as file:
            result = verify(file.read())
        answer = result.stdout.decode()
        check(result.returncode == 1 and said(result) == "DIFFERENT", "pages", what, answer)
        check("visible text, pages\n      the sheet says: " + seen in answer and "all pages from 1 to %s, each once" % count in answer, "pages", what, answer)
        check(answer.count("the sheet says:") == 1 and "Held: code, pages." in answer, "pages: one item", what, answer)

    # ---- What can be seen ----
    text = subprocess.run([real, "-raw", "-", "-"], input=sheets["ordinary"], capture_output=True, check=True).stdout.decode()
    people = [line for line in text.split("\n") if "EX-" in line or "555" in line or "Example Street" in line]
    places = [match.start() for match in re.finditer("[0-9]", text)
              if not any(text[text.rfind("\n", 0, match.start()) + 1:].startswith(line) for line in people)]
    for at in places[::max(1, len(places) // 15)]:
        digit = "0" if text[at] == "9" else chr(ord(text[at]) + 1)
        result = verify(sheets["ordinary"], path=exchange("text[:%d] + %r + text[%d:]" % (at, digit, at + 1)))
        check(said(result) == "DIFFERENT" and b"visible text" in result.stdout, "visible digit", text[at - 20:at + 20], result.stdout)

    # ---- The self-check: a row lost, a figure changed, a forbidden form, a page too many ----
    target = os.path.join(work, "sheet.pdf")
    faults = {
        "a row lost": ("text.replace('FLOW\\n400 mL per hour\\n', '')", "FLOW"),
        "a figure changed": ("text.replace('400 mL per hour', '40 mL per hour', 1)", "400 mL per hour"),
        "a figure in the pump block": ("text.replace('VOLUME TO BE INFUSED\\n100 mL', 'VOLUME TO BE INFUSED\\n10 mL')", "VOLUME TO BE INFUSED"),
        "a forbidden form": ("text.replace('PREPARATION', 'PREPARATION\\ngive 5 cc', 1)", "give 5 cc"),
        "a page too many": ("text + 'Page 9 of 9, pharmacist\\n\\f'", "page"),
        "the last page gone": ("text[:text.rstrip('\\f').rfind('\\f') + 1]", ""),
        "no text at all": ("''", ""),
    }
    for what, (edit, where) in faults.items():
        with open(target, "wb") as file:
            file.write(b"an older sheet")
        made = pdf_of("ordinary", "-o", target, path=exchange(edit))
        with open(target, "rb") as file:
            left = file.read()
        check(made.returncode == 4 and left == b"an older sheet", what, made.returncode, made.stderr)
        check(b"self-check" in made.stderr and where.encode() in made.stderr, what, made.stderr)
    made = pdf_of("ordinary", "-o", target, "--no-self-check", path=exchange("''"))
    check(made.returncode == 0 and b"--no-self-check" in made.stderr, "--no-self-check", made.stderr)

    # ---- pdftotext missing ----
    empty = os.path.join(work, "empty")
    os.mkdir(empty)
    os.remove(target)
    made = pdf_of("ordinary", "-o", target, path=empty)
    check(made.returncode == 4 and not os.path.exists(target), "pdftotext missing", made.returncode)
    check(b"poppler-utils" in made.stderr and b"--no-self-check" in made.stderr, "pdftotext missing", made.stderr)
    result = verify(sheets["ordinary"], path=empty)
    check(result.returncode == 4 and b"poppler-utils" in result.stdout and said(result) == "CANNOT TELL", "pdftotext missing", result.stdout)
    exchange("text")
    with open(os.path.join(tools, "pdfinfo"), "w") as script:
        script.write("#!/bin/sh\nexit 127\n")
    os.chmod(os.path.join(tools, "pdfinfo"), 0o755)
    result = verify(sheets["ordinary"], path=tools + ":" + os.environ["PATH"])
    check(result.returncode == 4 and b"poppler-utils" in result.stdout, "pdfinfo missing", result.stdout)
    os.remove(os.path.join(tools, "pdfinfo"))

    # ---- Hostile files ----
    hostile = {
        "half a PDF": sheets["ordinary"][:len(sheets["ordinary"]) // 2],
        "the head of a PDF": b"%PDF-1.5\n",
        "a PDF of noise": b"%PDF-1.5\n" + os.urandom(20000),
        "noise": b"\x00\x01\xff" + os.urandom(5000),
        "nothing": b"",
        "a newer code": b"INFUSHEET=2;PROGRAM=7.0.0;ID=0000-0000-0000-0000",
        "control characters": b"INFUSHEET=1;PROTOCOL=\x1b[2J\x07;ID=0000-0000-0000-0000",
        "half a JSON": b'{"payload": "INFUSHEET=1',
        "a deep JSON": b'{"a":' + b"[" * 100000,
        "a code without end": b"INFUSHEET=1;" + b"a" * 1000000,
    }
    for what, given in hostile.items():
        result = verify(given)
        check(result.returncode == 1 and said(result) == "CANNOT TELL", what, result.returncode, result.stdout, result.stderr)
        check(all(byte >= 32 or byte == 10 for byte in result.stdout), what, "a control character in the answer", result.stdout)
        machine = run("verify", "-", "--json", given=given)
        check(machine.returncode == 1 and b'"result": "cannot-tell"' in machine.stdout, what, machine.stdout)
    saved = json.loads(run(*words_of("ordinary", "--json")).stdout)
    for what, (key, text) in {"a C1 control character": ("\x9b2J", "\x9b2J"), "a key longer than is kept": ("x" + "\u00e9" * 60, "\u00e9" * 300)}.items():
        given = json.dumps(dict(saved, **{key: text}), ensure_ascii=False).encode()
        result = verify(given)
        check(said(result) == "DIFFERENT" and all(ord(one) >= 32 and not 127 <= ord(one) < 160 or one == "\n" for one in result.stdout.decode()),
              what, result.stdout)
        machine = run("verify", "-", "--json", *site_of("ordinary"), given=given)
        check([one["where"][:6] for one in json.loads(machine.stdout)["differences"]] == ["JSON, "], what, machine.stdout)
    huge = os.path.join(work, "huge")
    with open(huge, "wb") as file:
        file.truncate(100 * 1024 * 1024)
    result = run("verify", huge)
    check(result.returncode == 2 and b"larger" in result.stderr, "a huge file", result.stderr)
    for path in (work, os.path.join(work, "none"), "/dev/zero"):
        result = run("verify", path)
        check(result.returncode == 2 and result.stdout == b"", path, result.stderr)
    for words in ((), ("a", "b"), ("--nonsense",)):
        check(run("verify", *words).returncode == 2, "usage", words)

    # ---- What is missing ----
    written = run(*words_of("ordinary", "--json")).stdout
    result = run("verify", "-", given=written)
    check(said(result) == "CANNOT TELL" and b"--site" in result.stdout, "no site file", result.stdout)
    other = os.path.join(work, "protocols")
    shutil.copytree("protocols", other)
    protocol = os.path.join(other, ALL["ordinary"].protocol + ".cfg")
    os.rename(protocol, os.path.join(other, "renamed.cfg"))
    result = run("verify", "-", "--protocols", other, *site_of("ordinary"), given=re.search(rb"INFUSHEET=[^\"]*", written).group())
    check(b"renamed.cfg" in result.stdout, "found by its bytes", result.stdout)
    with open(os.path.join(other, "renamed.cfg"), "ab") as file:
        file.write(b"# a remark\n")
    result = run("verify", "-", "--protocols", other, *site_of("ordinary"), given=written)
    check(said(result) == "CANNOT TELL" and ALL["ordinary"].protocol.encode() in result.stdout and b"--protocols" in result.stdout,
          "another protocol", result.stdout)
finally:
    shutil.rmtree(work)

print("%d held, %d failed" % (held, failures))
sys.exit(1 if failures else 0)
