"""Memory that is refused, transfers that fail and calls that a signal interrupts, one at a time and at every place: see test_scarce.sh.

A command is run once as it is. Then the first, the second, ... call of a kind that it makes is refused (scarce.c), until there is no further one.
Each time: no signal ends it; what is interrupted is tried again, so that the same is written; what fails is status 4 (2 where it is an input that
cannot be read) with a sentence, and the older file stays as it was, or the same is written because the call was not needed. $EVERY=1 tries every
place; otherwise the places of slow commands are sampled.
"""
import errno
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/golden")
import cases as golden

PROGRAM, SCARCE = os.path.abspath(os.environ["INFUSHEET"]), sys.argv[1]
CASE = next(case for case in golden.read() if case.name == "ordinary")
OLDER = b"an older sheet\n"
EVERY = os.environ.get("EVERY") == "1"
FAILING = [("malloc", 0), ("read", errno.EIO), ("write", errno.ENOSPC), ("fstat", errno.EIO), ("fsync", errno.EIO), ("poll", errno.ENOMEM), ("pipe2", errno.EMFILE),
           ("waitpid", errno.ECHILD), ("fclose", errno.ENOSPC), ("flock", errno.EIO), ("posix_spawnp", errno.EAGAIN), ("mkstemp", errno.ENOSPC),
           ("rename", errno.EIO), ("faccessat", errno.EIO), ("ftruncate", errno.EIO), ("openat", errno.EIO), ("unlinkat", errno.EIO)]
INTERRUPTED = [(call, errno.EINTR) for call in ("read", "write", "fsync", "poll", "waitpid", "flock")]
failures = tried = 0


def order(*more):
    words = ["order", CASE.protocol]
    for option in CASE.options.values():
        if option[0] != "--format":
            words += option
    return words + ["%s=%s" % fact for fact in CASE.facts.items()] + list(more)


class Ran:
    """What one run gave and left, in a folder of its own."""

    def __init__(self, words, given, wish):
        self.folder = tempfile.mkdtemp(dir=work)
        out = os.path.join(self.folder, "out")
        with open(out, "wb") as file:
            file.write(OLDER)
        reached = os.path.join(work, "reached")
        if os.path.exists(reached):
            os.remove(reached)
        environment = dict(os.environ, XDG_STATE_HOME=os.path.join(self.folder, "state"), SCARCE=wish, SCARCE_REACHED=reached, LD_PRELOAD=SCARCE)
        done = subprocess.run([PROGRAM, *(out if word == "OUT" else word for word in words)], input=given, capture_output=True, env=environment)
        self.status, self.stdout, self.stderr = done.returncode, done.stdout.replace(self.folder.encode(), b""), done.stderr
        self.reached = os.path.exists(reached)
        with open(out, "rb") as file:
            self.written = file.read()
        self.left = sorted(os.listdir(self.folder))
        shutil.rmtree(self.folder)


def wrong_with(ran, good, code):
    """In words, or None."""
    if ran.status < 0:
        return "ended by signal %d" % -ran.status
    same = (ran.status, ran.stdout, ran.written) == (good.status, good.stdout, good.written)
    if code == errno.EINTR:
        return None if same else "an interrupted call was not tried again"
    if [name for name in ran.left if name not in ("out", "state")]:
        return "something is left: %s" % ran.left
    if same:
        return None
    if ran.status not in (2, 4) and not (ran.status == 1 and ran.stdout.startswith(b"CANNOT TELL")) and not (ran.status == good.status == 6):
        return "status %d" % ran.status
    if ran.stdout.startswith(b"SAME"):
        return "SAME, although not everything was held"
    if ran.written not in (OLDER, good.written):
        return "the older file is neither kept nor replaced"
    if not ran.stderr.strip() and not (ran.stdout if ran.status == good.status else ran.stdout.startswith(b"CANNOT TELL")):
        return "not a word"
    return None


def try_all(what, words, given, kinds, step):
    global failures, tried
    good = Ran(words, given, "none 0 0")
    for call, code in kinds:
        at = 1
        while True:
            ran = Ran(words, given, "%s %d %d" % (call, at, code))
            if not ran.reached:
                break
            tried += 1
            wrong = wrong_with(ran, good, code)
            if wrong is not None:
                failures += 1
                print("FAILED: %s, %s %d refused with %s: %s: %s %s" % (
                    what, call, at, errno.errorcode.get(code, "no memory"), wrong, ran.stdout[-300:], ran.stderr[-300:]))
            at += 1 if EVERY else step


work = tempfile.mkdtemp()
try:
    sheet = subprocess.run([PROGRAM, *order("--format", "pdf")], capture_output=True).stdout
    with open(os.path.join(work, "sheet.pdf"), "wb") as file:
        file.write(sheet)
    written = subprocess.run([PROGRAM, *order("--json")], capture_output=True).stdout
    site = [word for option in CASE.options.values() if option[0] == "--site" for word in option]
    migraine = "protocols/migraine-acute-adult.cfg"
    commands = [
        ("a sheet as text", order("-o", "OUT"), b"", 3),
        ("a sheet as JSON", order("--json"), b"", 5),
        ("a sheet as PDF", order("--format", "pdf", "-o", "OUT"), b"", 17),
        ("verify of JSON", ["verify", "-", *site], written, 7),
        ("verify of a PDF", ["verify", os.path.join(work, "sheet.pdf"), *site], b"", 11),
        ("check", ["check", migraine, "protocols/ketamine.cfg"], b"", 3),
        ("test", ["test", migraine], b"", 11),
        ("table", ["table", migraine, "--csv"], b"", 11),
        ("diff", ["diff", migraine, migraine], b"", 11),
        ("prove", ["prove", "protocols/mobile-wellness-adult.cfg", "--json"], b"", 29),
        ("a visit", ["visit", migraine, "-o", "OUT"], b"Ada Example\n\n2026-01-01\nquit\n", 7),
        ("visits kept", ["visit", "--drafts"], b"", 1),
    ]
    for what, words, given, step in commands:
        try_all(what, words, given, FAILING + INTERRUPTED, step)
finally:
    shutil.rmtree(work)
print("%d calls refused, %d answered wrongly" % (tried, failures))
sys.exit(1 if failures or tried < 100 else 0)
