"""Mutation testing of the pure rooms: `make mutate`, and a fixed sample of it in `make check`.

  run.py [--rooms "engine analysis sheet"] [--files "ratio limit ratio.h"] [--seconds N] [--sample] [--verbose]

A file is compiled with all its mutants as switches (points.py, control.c), linked with each test program in turn, and every
mutant is run with the programs that reach it, its own tests first, until one fails: that kills it. A mutant that is still
alive after all of them and compiles to other bytes than the original survives, unless equivalent.txt says why no test can
tell it apart. Prints one line for each file and one for each survivor; ends with status 1 if there is one, if a line of
equivalent.txt is needed by nothing (any more), or if a file was not finished within the time.

An endless loop is a kill: the limit is the processor time of the code as it stands, ten times, and 0.2 s.
"""

import argparse
import collections
import concurrent.futures
import filecmp
import glob
import mmap
import os
import re
import resource
import subprocess
import sys
import time
import zlib

from points import Source

BUILD = os.environ.get("BUILD", "build")
CC = os.environ.get("CC", "cc")
WORK = BUILD + "/mutate"
PURE = ["engine", "analysis", "sheet"]
ROOMS = PURE + ["host", "protocol", "intake", "render", "cli"]
EQUIVALENT = "tests/mutate/equivalent.txt"
SEEN_BYTES = 65536
WALL_S = 300
LANGUAGE = ["-std=gnu11", "-w", "-fPIE", "-D_GNU_SOURCE"]
INCLUDES = ["-Iinclude"] + ["-Isrc/" + room for room in ROOMS] + ["-Itests", "-Itests/battery"]
PLAIN_FLAGS = ["-std=gnu11", "-w", "-O2", "-ffreestanding", "-fno-stack-protector", "-Iinclude"] + ["-Isrc/" + room for room in PURE]
LIBRARIES = subprocess.run(
    ["pkg-config", "--cflags", "--libs", "libconfig", "libsodium", "jansson", "cmocka"], capture_output=True, text=True
).stdout.split()

# The sample: files whose arithmetic decides a dose, and the programs that must kill those mutants whose name falls on it.
SAMPLE = ["ratio", "limit", "dose", "prepare", "totals", "ckd_epi", "renal", "quantity", "date", "titrate"]
SAMPLE_OF = 40  # one mutant of so many

WITHOUT_MUTANTS = ["tests/host", "tests/battery", "tests/bench", "tests/cases"]
COMMANDS = [
    ("the examples of the protocols", ["sh", "-c", 'for file in protocols/*.cfg; do "$INFUSHEET" test --strict "$file" || exit 1; done']),
    ("the findings of the protocols", ["sh", "-c", '"$INFUSHEET" check protocols/*.cfg protocols/drugs/*.cfg']),
    ("tests/cases", [WORK + "/tests/cases/test_cases"]),
]  # fmt: skip

Ran = collections.namedtuple("Ran", "status milliseconds timed_out")


def run(command, mutant=0, limit=None, seen=None, program=None):
    """Runs one test; the status is that of the command, the time is that of the processor."""
    environment = dict(os.environ, MUTANT=str(mutant), BUILD=BUILD)
    if limit is not None:
        environment["MUTANT_MILLISECONDS"] = str(limit)
    if seen is not None:
        environment["MUTANT_SEEN"] = seen
    if program is not None:
        environment["INFUSHEET"] = os.path.abspath(program)
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False
    )
    late = time.monotonic() + WALL_S
    while True:
        pid, status, used = os.wait4(process.pid, 0 if limit is None else os.WNOHANG)
        if pid != 0:
            break
        if time.monotonic() > late:
            process.kill()
        time.sleep(0.001)
    process.returncode = os.waitstatus_to_exitcode(status)
    milliseconds = int(1000 * (used.ru_utime + used.ru_stime))
    return Ran(process.returncode, milliseconds, process.returncode in (-26, -24, -9))


def compile_(arguments, text=None):
    return subprocess.run([CC] + arguments, input=text, capture_output=True, text=True)


def must(result, what):
    if result.returncode != 0:
        sys.exit("mutate: %s:\n%s" % (what, result.stderr[:2000]))


def newer(target, sources):
    return os.path.exists(target) and all(os.path.getmtime(target) >= os.path.getmtime(s) for s in sources)


def fresh(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


# ---- what is compiled once ----


def headers():
    return [h for pattern in ("include/*.h", "src/*/*.h", "tests/*.h", "tests/*/*.h") for h in glob.glob(pattern)]


def object_of(source):
    """The object of a test or of control.c, compiled when it is needed."""
    target = fresh("%s/%s.o" % (WORK, source[:-2]))
    if not newer(target, [source] + headers()):
        must(compile_(LANGUAGE + INCLUDES + LIBRARIES + ["-O1", "-c", source, "-o", target]), source)
    return target


def link(objects, target):
    rooms = [BUILD + "/obj/rooms.a"]
    must(compile_(["-pie", "-o", fresh(target)] + objects + rooms + LIBRARIES), "linking " + target)
    return target


# ---- tests ----


class Test:
    """A program that is linked with the mutated objects, or a command that starts the infusheet linked with them."""

    def __init__(self, name, source=None, command=None):
        self.name, self.source, self.command = name, source, command
        self.milliseconds = 0

    def build(self, subject):
        objects = subject.objects + [object_of("tests/mutate/control.c")]
        if self.source is not None:
            stem = os.path.basename(self.source)[:-2]
            program = link([object_of(self.source)] + objects, "%s/%s" % (subject.folder, stem))
            return [program], None
        program = subject.folder + "-infusheet"
        if not subject.has_program:
            link([BUILD + "/obj/cli/main.o"] + objects, program)
            subject.has_program = True
        return self.command, program


def tests_for(path, quick):
    """Its own tests, then those of its room, then the others; the quick ones have no program to start."""
    room, stem = path.split("/")[1], os.path.basename(path).split(".")[0]
    sources = [s for s in glob.glob("tests/*/test_*.c") if os.path.dirname(s) not in WITHOUT_MUTANTS]

    def far(source):
        own = source == "tests/%s/test_%s.c" % (room, stem)
        near = os.path.commonprefix([os.path.basename(source)[5:-2], stem])
        return (not own, "/%s/" % room not in source, -len(near), times().get(source, 0), source)

    sources.sort(key=far)
    programs = [Test(s, source=s) for s in sources]
    return programs if quick else programs + [Test(name, command=command) for name, command in COMMANDS]


def times(known={}):  # noqa: B006 - a cache
    """Milliseconds of each test, from an earlier run."""
    path = WORK + "/times.txt"
    if not known and os.path.exists(path):
        for line in open(path):
            name, milliseconds = line.rsplit(" ", 1)
            known[name] = int(milliseconds)
    return known


def keep_times():
    with open(fresh(WORK + "/times.txt"), "w") as out:
        out.writelines("%s %d\n" % pair for pair in sorted(times().items()))


# ---- one file ----


class Subject:
    """A source or header with its mutants, and the objects that hold them."""

    def __init__(self, path):
        self.path = path
        self.source = Source(path, open(path).read())
        self.folder = "%s/%s" % (WORK, path.replace("/", "-").replace(".", "-"))
        self.has_program = False
        self.of_header = path.endswith(".h")
        self.units = self.users() if self.of_header else [path]
        self.objects = []

    def users(self):
        """The sources of the pure rooms that include the header."""
        name = re.compile(r"(?<![\w/])%s(?!\w)" % re.escape(self.path))
        found = [d for room in PURE for d in glob.glob("%s/obj/%s/*.d" % (BUILD, room)) if name.search(open(d).read())]
        return sorted(d.replace(BUILD + "/obj", "src")[:-2] + ".c" for d in found)

    def tree(self, text):
        """A copy of the pure rooms with this text in place of the header: a quoted include looks beside its file first."""
        for room in PURE:
            for file in glob.glob("src/%s/*.[ch]" % room):
                os.makedirs("%s/%s" % (self.folder, os.path.dirname(file)), exist_ok=True)
                with open("%s/%s" % (self.folder, file), "w") as out:
                    out.write(text if file == self.path else open(file).read())

    def compile_with(self, text, flags, tail):
        """The result of the compiler that failed, or of the last one; the objects end in tail."""
        objects = []
        if self.of_header:
            self.tree(text)
        result = None
        for unit in self.units:
            target = fresh("%s/%s-%s.o" % (self.folder, os.path.basename(unit)[:-2], tail))
            if self.of_header:
                includes = ["-I%s/src/%s" % (self.folder, room) for room in PURE]
                result = compile_(flags + includes + ["-c", "%s/%s" % (self.folder, unit), "-o", target])
            else:
                result = compile_(flags + ["-x", "c", "-c", "-", "-o", target], '#line 1 "%s"\n' % self.path + text)
            objects.append(target)
            if result.returncode != 0:
                break
        return result, objects

    def compile_switches(self):
        flags = LANGUAGE + ["-O1", "-fmax-errors=0", "-Werror=vla"] + INCLUDES[: 1 + len(PURE)]
        while True:
            result, self.objects = self.compile_with(self.source.instrumented(), flags, "mutants")
            if result.returncode == 0:
                return
            lines = set(re.findall(r"%s:(\d+):\d+: error" % re.escape(self.path), result.stderr))
            before = len(self.source.spans)
            self.source.set_aside({int(line) for line in lines})
            if len(self.source.spans) == before:
                must(result, "%s with its mutants does not compile" % self.path)

    def is_same(self, mutant):
        """True when the compiler makes the same bytes of it; None when it does not compile."""
        _, original = self.compile_with(self.source.text, PLAIN_FLAGS, "original")
        result, changed = self.compile_with(mutant.alone(), PLAIN_FLAGS, "changed")
        if result.returncode != 0:
            return None
        return all(filecmp.cmp(a, b, shallow=False) for a, b in zip(original, changed))


class Count:
    def __init__(self):
        self.mutants = self.killed = self.by_time = self.same = self.argued = self.broken = 0
        self.survivors = []


class Run:
    def __init__(self, subject, argued, options):
        self.subject, self.argued, self.options = subject, argued, options
        self.count = Count()
        self.needed = set()
        self.pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1)
        self.tests = tests_for(subject.path, options.sample)

    def picked(self, mutants):
        if not self.options.sample:
            return mutants
        return [m for m in mutants if zlib.crc32(m.name().encode()) % SAMPLE_OF == 0 and m.name() not in self.argued]

    def whole(self):
        self.subject.compile_switches()
        switches = self.picked(self.subject.source.switches)
        plain = self.picked(self.subject.source.plain)
        self.count.mutants = len(switches) + len(plain)
        alive = self.run_switches(switches)
        same = [m for m in alive if self.subject.is_same(m)]
        self.count.same += len(same)
        survivors = [m for m in alive if m not in same] + self.run_plain(plain)
        for mutant in survivors:
            if mutant.name() in self.argued:
                self.needed.add(mutant.name())
                self.count.argued += 1
            else:
                self.count.survivors.append(mutant)

    def run_switches(self, alive):
        """What no test kills."""
        for test in self.tests:
            if not alive:
                break
            command, program = test.build(self.subject)
            reached, limit = self.baseline(test, command, program)
            here = [m for m in alive if reached[m.number]]
            jobs = {m: self.pool.submit(run, command, m.number, limit, None, program) for m in here}
            dead = {m for m, job in jobs.items() if job.result().status != 0}
            self.count.killed += len(dead)
            self.count.by_time += sum(jobs[m].result().timed_out for m in dead)
            if self.options.verbose and (dead or here):
                print("    %-40s reaches %4d, kills %4d" % (test.name, len(here), len(dead)), flush=True)
            alive = [m for m in alive if m not in dead]
        return alive

    def baseline(self, test, command, program):
        """Which switches it reaches, and how many milliseconds a mutant may take."""
        seen = fresh("%s/seen" % self.subject.folder)
        with open(seen, "wb") as out:
            out.truncate(SEEN_BYTES)
        ran = run(command, 0, None, seen, program)
        if ran.status != 0:
            sys.exit("mutate: %s fails (%d) with %s as it stands" % (test.name, ran.status, self.subject.path))
        times()[test.name] = ran.milliseconds
        with open(seen, "rb") as file:
            reached = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)[:]
        return reached, 200 + 10 * ran.milliseconds

    def run_plain(self, mutants):
        alive = []
        for mutant in mutants:
            same = self.subject.is_same(mutant)
            if same is None:
                self.count.broken += 1
            elif same:
                self.count.same += 1
            elif self.kills_plain(mutant):
                self.count.killed += 1
            else:
                alive.append(mutant)
        return alive

    def kills_plain(self, mutant):
        subject = self.subject
        kept = subject.objects, subject.has_program
        flags = LANGUAGE + ["-O1"] + INCLUDES[: 1 + len(PURE)]
        _, subject.objects = subject.compile_with(mutant.alone(), flags, "plain")
        subject.has_program = False
        killer = next((t for t in self.tests if self.fails(t)), None)
        subject.objects, subject.has_program = kept[0], False
        if killer is not None:  # likely to kill the next one too
            self.tests.remove(killer)
            self.tests.insert(0, killer)
        return killer is not None

    def fails(self, test):
        command, program = test.build(self.subject)
        return run(command, 0, 2000 + 10 * times().get(test.name, 1000), None, program).status != 0


# ---- all of them ----


def read_argued():
    """Names of mutants that no test can tell apart; each has its argument below, indented."""
    names, argument = set(), True
    for number, line in enumerate(open(EQUIVALENT), 1) if os.path.exists(EQUIVALENT) else []:
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace():
            argument = True
        else:
            names.add(line.strip())
            argument = False
    if not argument:
        sys.exit("mutate: %s:%d: no argument" % (EQUIVALENT, number))
    return names


def files_of(options):
    if options.sample:
        return ["src/engine/%s.c" % name for name in SAMPLE]
    files = [f for room in options.rooms.split() for f in sorted(glob.glob("src/%s/*.[ch]" % room))]
    wanted = options.files.split()
    return [f for f in files if not wanted or os.path.basename(f) in wanted or os.path.basename(f)[:-2] in wanted]


def report(path, count, seconds):
    print("%-32s %5d mutants, %5d killed (%d by time), %3d same code, %3d argued, %2d survive  %6.1f s" % (
        path, count.mutants - count.broken, count.killed, count.by_time, count.same, count.argued, len(count.survivors), seconds),
        flush=True)  # fmt: skip
    for mutant in count.survivors:
        print("  line %d\n%s" % (mutant.line, mutant.name()), flush=True)


def options_of():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rooms", default=" ".join(PURE))
    parser.add_argument("--files", default="")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args()


def main():
    options = options_of()
    begun = time.monotonic()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    argued = read_argued()
    total, not_run, needed, finished = collections.Counter(), [], set(), []
    if not options.sample:
        object_of("tests/cases/test_cases.c")
        link([object_of("tests/cases/test_cases.c"), object_of("tests/mutate/control.c")], WORK + "/tests/cases/test_cases")
    for path in files_of(options):
        if time.monotonic() - begun > options.seconds:
            not_run.append(path)
            continue
        start = time.monotonic()
        one = Run(Subject(path), argued, options)
        one.whole()
        if one.count.mutants:
            report(path, one.count, time.monotonic() - start)
        needed |= one.needed
        finished.append(path)
        total.update(mutants=one.count.mutants - one.count.broken, killed=one.count.killed, survivors=len(one.count.survivors))
        keep_times()
    needless = [n for n in sorted(argued - needed) if n.split(": ")[0] in finished and not options.sample]
    for name in needless:
        print("%s: needless: it is killed, or it is not there (any more):\n%s" % (EQUIVALENT, name))
    for path in not_run:
        print("%s: not run" % path)
    print("mutate: %d mutants in %d files, %d killed, %d survive  %.1f s" % (
        total["mutants"], len(finished), total["killed"], total["survivors"], time.monotonic() - begun))  # fmt: skip
    sys.exit(1 if total["survivors"] or needless or not_run or not total["mutants"] else 0)


if __name__ == "__main__":
    main()
