#!/usr/bin/env python3
"""Every golden order as PDF: its words are those of the text sheet, all of them and in the same order, with nothing else
but what stands on every page of paper; its code is read from the paper at 100 dpi and stands in its metadata.

  pdf_words.py FOLDER     status 1 and the differences, if any. The program is $INFUSHEET; run from the top of the tree.
"""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden"))
import cases  # noqa: E402

CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
LEFTWARDS = re.compile("[\u0590-\u08ff]+")
READ_BY_CAMERA = {"ordinary", "refused", "longest", "letter"}
PAGE = re.compile(r"^Page \d+ of \d+(, (nurse|pharmacist|answers))?$")


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def bare(words):
    """Without blanks, direction marks, and what is drawn as lines in one sheet or the other. pdftotext gives what is written
    from right to left in an order of its own: of that, only the characters count."""
    words = CONTROLS.sub("", re.sub(r"[\s_]", "", words))
    return LEFTWARDS.sub(lambda found: "".join(sorted(found.group(0))), words)


def of_text(text):
    """The words of the text sheet, and the name, identifier and title that pages repeat."""
    kept, code = [], False
    lines = text.split("\n")
    i = 0
    while i < len(lines):
        line = lines[i]
        if PAGE.match(line.split("  ")[0].strip()):
            i += 2 if i + 1 < len(lines) else 1  # the verdict stands below the number
            continue
        line = re.sub(r"^  [+|].*|^[#=-]+$", lambda m: m.group(0).replace("|", " ").replace("+", " "), line)
        line = re.sub(r"^[ #=-]+$", "", line)
        code = code or "INFUSHEET=1;" in line
        heading = re.match(r"^([A-Z0-9].*?) -+$", line)
        line = heading.group(1) if heading else line
        line = re.sub(r": _+$", ":", line) if re.search(r": _+$", line) else line
        line = re.sub(r"^  - ", "  ", line)
        code = code and line.strip() != ""
        if not code:
            kept.append(line)
        i += 1
    return kept


def without_colons(words):
    """A blank of the text ends in a colon, on paper in a line."""
    return bare(words).replace(":", "")


def of_paper(path, title, name, identifier, verdict):
    pages = run("pdftotext", "-raw", path, "-").split("\f")[:-1]
    kept = []
    for number, page in enumerate(pages):
        lines = page.rstrip("\n").split("\n")
        foot = bare("".join(lines[-3:]))
        said = f"Page{number + 1}of{len(pages)}"
        if said not in foot or "sheet" not in foot or bare(verdict) not in foot:
            raise ValueError(f"page {number + 1}: its foot is {foot}")
        words = without_colons("".join(lines))
        words = re.sub(r"Page\d+of\d+(,(nurse|pharmacist|answers))?sheet[0-9A-F-]+" + re.escape(bare(verdict)) + "$", "", words)
        if words.startswith("DRAFT"):
            words = words[5:]
        running = without_colons(title + name + identifier)
        if number > 0 and words.startswith(running):
            words = words[len(running):]
        kept.append(words)
    return "".join(kept)


def field(lines, label):
    """A field of the text sheet with its further lines."""
    for i, line in enumerate(lines):
        if line.startswith(f"  {label} "):
            said = line[len(label) + 2:].strip()
            while lines[i + 1].startswith(" " * 20):
                i += 1
                said += lines[i].strip()
            return said
    return ""


def check(case, folder):
    path = os.path.join(folder, case.name + ".pdf")
    arguments = cases.arguments(case, ["--format"]) + ["--format", "pdf", "-o", path]
    status = subprocess.run([cases.program()] + arguments, check=False, capture_output=True).returncode
    if status != cases.STATUS[case.verdict]:
        return f"status {status}"
    text = cases.text_of(case, True)[1]
    lines = of_text(text)
    title = re.split(r"\n  ", text, maxsplit=1)[0].replace("\n", " ")
    verdict = re.search(r"\n#+\n\s+(.*?)\n#+\n", text).group(1)
    paper = of_paper(path, title, field(lines, "Name"), field(lines, "Identifier"), verdict)
    wanted = without_colons("".join(lines))
    if paper != wanted:
        at = next((i for i, (a, b) in enumerate(zip(paper, wanted)) if a != b), min(len(paper), len(wanted)))
        return f"the words differ:\n  text  ...{wanted[max(0, at - 60):at + 60]}\n  paper ...{paper[max(0, at - 60):at + 60]}"
    return check_code(case, path, text, folder)


def check_code(case, path, text, folder):
    code = bare("".join(re.search(r"(INFUSHEET=1;.*?)\n\n", text, re.S).group(1)).replace("\n", "")) if "INFUSHEET=1;" in text else ""
    shown = run("pdfinfo", path)
    keywords = re.search(r"^Keywords: *(.*)$", shown, re.M).group(1)
    if bare(keywords) != code:
        return f"the metadata hold {keywords[:60]}..., not the code"
    for word in (case.facts.get("name"), case.facts.get("id")):
        if word and word in shown:
            return f"the metadata name the patient: {word}"
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    if case.name not in READ_BY_CAMERA:
        return None
    subprocess.run(["pdftoppm", "-r", "100", "-gray", path, path[:-4]], check=True)
    seen = ""
    for page in sorted(os.listdir(folder)):
        if page.startswith(case.name + "-") and page.endswith(".pgm"):
            found = subprocess.run(["zbarimg", "-q", "--raw", "-S*.disable", "-Sqrcode.enable", os.path.join(folder, page)],
                                   capture_output=True, text=True, check=False)
            seen += found.stdout.strip()
            os.remove(os.path.join(folder, page))
    return None if seen == keywords else f"a camera reads {seen[:60]!r}, not the code"


def main(folder):
    wrong = 0
    for case in cases.read():
        said = check(case, folder)
        if said:
            wrong += 1
            print(f"{case.name}: {said}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
