"""Mutation testing of the pure rooms: `make mutate`, and a fixed sample of it in `make check`.

  run.py [--files "engine limit ratio.h"] [--seconds N] [--all] [--sample] [--names FILE] [--verbose]

A file is compiled with all its mutants as switches (points.py, control.c), linked with each test program in turn, and every
mutant is run with the programs that reach it, its own tests first, until one fails: that kills it. The tests are those of
its room and, but for the engine, the quick ones of COMMANDS; of a header, which many rooms read, and with --all those of
the other rooms and tests/cases too. A mutant that is still alive then and compiles to other bytes than the original
survives. equivalent.txt holds those which no test can tell apart, with the argument; open.txt those for which neither a
test nor an argument was found yet. Prints one line for each file and each survivor that stands in neither; ends with status
1 if there is one, if a line of the two lists is needed by nothing (any more), or if a file was not finished within the
time. A file that open.txt calls "not run" is run only by name; with --names FILE only the mutants named in that file, as an
earlier run printed them. A mutant within a claim is no survivor: it decides nothing but whether the program stops where it
must never be, and tests/engine/traps.h holds those that can be reached.

An endless loop is a kill: the limit is the processor time of the code as it stands, ten times, and 0.2 s.
"""

import argparse
import collections
import concurrent.futures
import filecmp
import glob
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
import zlib

from points import Source

BUILD = os.environ.get("BUILD", "build")
CC = os.environ.get("CC", "cc")
WORK = BUILD + "/mutate"
PURE = ["engine", "analysis", "sheet"]
ROOMS = PURE + ["host", "protocol", "intake", "render", "cli"]
EQUIVALENT = "tests/mutate/equivalent.txt"
OPEN = "tests/mutate/open.txt"
NOT_RUN = "not run: "
SEEN_BYTES = 65536
WALL_S = 300
SLOWEST_MS = 20000  # a test whose time is not known yet
LANGUAGE = ["-std=gnu11", "-w", "-fPIE", "-D_GNU_SOURCE"]
INCLUDES = ["-Iinclude"] + ["-Isrc/" + room for room in ROOMS] + ["-Itests", "-Itests/battery"]
TRAPS = ["-fsanitize=undefined,bounds-strict", "-fsanitize-undefined-trap-on-error", "-fno-sanitize=alignment,object-size,null,integer-divide-by-zero"]
LANGUAGE += ['-DIFS_PROTOCOLS_DIR="protocols"', '-DIFS_MODULES_DIR="."']  # of headers that the command line reads too
SWITCH_FLAGS = LANGUAGE + ["-include", "tests/mutate/switch.h", "-O1", "-fmax-errors=0", "-Werror=vla"] + TRAPS
PLAIN_FLAGS = LANGUAGE + ["-O2", "-ffreestanding", "-fno-stack-protector"]
LIBRARIES = subprocess.run(
    ["pkg-config", "--cflags", "--libs", "libconfig", "libsodium", "jansson", "cmocka"], capture_output=True, text=True
).stdout.split()

# The sample: files whose arithmetic decides a dose, and the programs that must kill those mutants whose name falls on it.
SAMPLE = ["ratio", "limit", "dose", "prepare", "renal", "date"]
SAMPLE_OF = 40  # one mutant of so many

OTHERWISE_LINKED = ("tests/protocol/test_arena.c", "tests/protocol/test_memory.c", "tests/render/test_pdf")
WITHOUT_MUTANTS = ["tests/host", "tests/battery", "tests/bench", "tests/cases", "tests/oracle", "tests/fuzz"]
# What is printed, then what is decided: the kept sheets, the scripts that need nothing but the program, the examples.
SCRIPTS = [
    "tests/golden/test_golden.sh", "tests/cli/test_prove.sh", "tests/cli/test_diff.sh", "tests/cli/test_propose.sh",
    "tests/analysis/test_random.sh", "tests/analysis/test_faulty.sh",
]  # fmt: skip
COMMANDS = [(script, ["sh", script]) for script in SCRIPTS] + [
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
        environment["CMOCKA_TEST_ABORT"] = "1"  # the first test that fails is enough
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


def object_of(source, folder=None):
    """The object of a test or of control.c, compiled when it is needed; with a folder, of the headers in there."""
    target = fresh("%s/%s.o" % (folder or WORK, source[:-2]))
    first = ["-I%s/src/%s" % (folder, room) for room in PURE] + SWITCH_FLAGS if folder else LANGUAGE + ["-O1"]
    if folder or not newer(target, [source] + headers()):
        mine = "%s-%d" % (target, threading.get_ident())  # others may want it at the same time, and link it
        must(compile_(first + INCLUDES + LIBRARIES + ["-c", source, "-o", mine]), source)
        os.replace(mine, target)
    return target


def keep_rooms():
    """Of another build that begins meanwhile nothing is linked."""
    mine = fresh("%s/rooms-%d.a" % (WORK, os.getpid()))
    shutil.copy(BUILD + "/obj/rooms.a", mine)
    os.replace(mine, WORK + "/rooms.a")


def link(objects, target):
    rooms = [WORK + "/rooms.a"]
    must(compile_(["-pie", "-o", fresh(target)] + objects + rooms + LIBRARIES), "linking " + target)
    return target


# ---- tests ----


class Test:
    """A program that is linked with the mutated objects, or a command that starts the infusheet linked with them."""

    def __init__(self, name, source=None, command=None):
        self.name, self.source, self.command = name, source, command
        self.milliseconds = 0

    def build(self, objects, folder, of_header):
        """The command to run, and the program that it starts if it starts one."""
        objects = objects + [object_of("tests/mutate/control.c")] + ([object_of("tests/mutate/fence.c")] if self.source else [])
        program = "%s/%s" % (folder, os.path.basename(self.source)[:-2] if self.source else "infusheet")
        if self.source is not None:
            return [link([object_of(self.source, folder if of_header else None)] + objects, program)], None
        program = program_of(folder)
        if not os.path.exists(program):
            link([BUILD + "/obj/cli/main.o"] + objects, program)
        return self.command, program


def program_of(folder):
    """Where the infusheet with those objects is: beside the link to protocols/, which it would not find from within the folder."""
    return "%s/%s-infusheet" % (WORK, folder[len(WORK) + 1 :].replace("/", "-"))


def tests_for(path, only_room):
    """Its own tests, then those of its room, then the others and the commands."""
    room, stem = path.split("/")[1], os.path.basename(path).split(".")[0]
    sources = [s for s in glob.glob("tests/*/test_*.c") if os.path.dirname(s) not in WITHOUT_MUTANTS and not s.startswith(OTHERWISE_LINKED)]

    def far(source):
        own = source == "tests/%s/test_%s.c" % (room, stem)
        near = os.path.commonprefix([os.path.basename(source)[5:-2], stem])
        return (not own, "/%s/" % room not in source, -len(near), times().get(source, 0), source)

    sources.sort(key=far)
    near = [Test(s, source=s) for s in sources if "/%s/" % room in s]
    commands = [Test(name, command=command) for name, command in COMMANDS]
    if only_room:
        return near if room == "engine" else near + commands[:-1]
    return near + commands[:1] + [Test(s, source=s) for s in sources if "/%s/" % room not in s] + commands[1:]


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
        shutil.rmtree(self.folder, ignore_errors=True)
        if os.path.exists(program_of(self.folder)):  # of an earlier run, with other mutants
            os.remove(program_of(self.folder))
        self.of_header = path.endswith(".h")
        self.reached = bytearray(SEEN_BYTES)
        self.units = self.users() if self.of_header else [path]
        self.original = self.compile_with(self.source.text, PLAIN_FLAGS, self.folder + "/original")[1]

    def users(self):
        """What includes the header, in all rooms: else a structure of another size would be a kill. The PDF module is loaded, not linked."""
        name = re.compile(r"(?<![\w/])%s(?!\w)" % re.escape(self.path))
        found = [d for room in ROOMS for d in glob.glob("%s/obj/%s/*.d" % (BUILD, room)) if name.search(open(d).read())]
        sources = [d.replace(BUILD + "/obj", "src")[:-2] + ".c" for d in found]
        linked = subprocess.run(["ar", "t", BUILD + "/obj/rooms.a"], capture_output=True, text=True).stdout.split()
        return sorted(s for s in sources if os.path.exists(s) and os.path.basename(s)[:-2] + ".o" in linked)

    def tree(self, text, folder):
        """A copy of the pure rooms with this text in place of the header: a quoted include looks beside its file first."""
        for file in [f for room in PURE for f in glob.glob("src/%s/*.[ch]" % room)]:
            with open(fresh("%s/%s" % (folder, file)), "w") as out:
                out.write(text if file == self.path else open(file).read())

    def compile_with(self, text, flags, folder):
        """The result of the compiler that failed, or of the last one, and the objects."""
        objects, result = [], None
        if self.of_header:
            self.tree(text, folder)
        for unit in self.units:
            objects.append(fresh("%s/%s.o" % (folder, unit[:-2])))  # two rooms may have a phase.c
            if self.of_header:
                includes = ["-I%s/src/%s" % (folder, room) for room in PURE] + INCLUDES + LIBRARIES
                copy = "%s/%s" % (folder, unit)
                result = compile_(flags + includes + ["-c", copy if os.path.exists(copy) else unit, "-o", objects[-1]])
            else:
                result = compile_(flags + INCLUDES + ["-x", "c", "-c", "-", "-o", objects[-1]], '#line 1 "%s"\n' % self.path + text)
            if result.returncode != 0:
                break
        return result, objects

    def compile_switches(self):
        """The objects with all switches; what cannot be one is set aside."""
        while True:
            result, objects = self.compile_with(self.source.instrumented(), SWITCH_FLAGS, self.folder)
            if result.returncode == 0:
                return objects
            lines = set(re.findall(r"%s:(\d+):\d+: error" % re.escape(self.path), result.stderr))
            before = len(self.source.spans)
            self.source.set_aside({int(line) for line in lines})
            if len(self.source.spans) == before:
                must(result, "%s with its mutants does not compile" % self.path)

    def change(self, mutant, folder):
        """The objects with this change alone; none where it does not compile, and the original's where they are the same."""
        result, objects = self.compile_with(mutant.alone(), PLAIN_FLAGS, folder)
        if result.returncode != 0:
            return None
        same = all(filecmp.cmp(a, b, shallow=False) for a, b in zip(self.original, objects))
        return self.original if same else objects

    def is_same(self, mutant):
        return self.change(mutant, self.folder + "/changed") is self.original


class Count:
    def __init__(self):
        self.mutants = self.killed = self.by_time = self.same = self.argued = self.open = self.broken = 0
        self.survivors = []


class Run:
    def __init__(self, subject, lists, options):
        self.subject, self.options = subject, options
        self.argued, self.open = lists
        self.count = Count()
        self.needed = set()
        self.sound = set()  # tests that pass with the file unchanged
        self.lock = threading.Lock()
        self.elsewhere = set()  # tests that reach nothing of a source: its tables are not read either
        self.pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1)
        self.tests = tests_for(subject.path, only_room=not options.all and not subject.of_header)

    def picked(self, mutants):
        if self.options.names:
            named = {line.strip() for line in open(self.options.names)}
            return [m for m in mutants if m.name() in named]
        if not self.options.sample:
            return mutants
        return [m for m in mutants if zlib.crc32(m.name().encode()) % SAMPLE_OF == 0 and m.name() not in self.argued | self.open]

    def whole(self):
        objects = self.subject.compile_switches()
        switches = self.picked(self.subject.source.switches)
        plain = self.picked(self.subject.source.plain)
        self.count.mutants = len(switches) + len(plain)
        alive = self.run_switches(switches, objects)
        same = [m for m in alive if m.words.startswith(("claim(", "claim_")) or self.subject.is_same(m)]
        self.count.same += len(same)
        for mutant in [m for m in alive if m not in same] + self.run_plain(plain):
            self.needed.add(mutant.name())
            if mutant.name() in self.argued:
                self.count.argued += 1
            elif mutant.name() in self.open:
                self.count.open += 1
            else:
                self.count.survivors.append(mutant)

    def run_switches(self, alive, objects):
        """What no test kills."""
        for test in self.tests:
            if not alive:
                break
            command, program = test.build(objects, self.subject.folder, self.subject.of_header)
            reached, limit = self.baseline(test, command, program)
            if not any(reached) and not self.subject.of_header:
                self.elsewhere.add(test)
            here = [m for m in alive if reached[m.number]]
            jobs = {m: self.pool.submit(run, command, m.number, limit, None, program) for m in here}
            dead = {m for m, job in jobs.items() if job.result().status != 0}
            self.count.killed += len(dead)
            self.count.by_time += sum(jobs[m].result().timed_out for m in dead)
            if self.options.verbose and here:
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
            reached = file.read()
        self.subject.reached = bytes(a | b for a, b in zip(self.subject.reached, reached))
        return reached, 200 + 10 * ran.milliseconds

    def run_plain(self, mutants):
        """What no test kills; those of one file are much alike, so that what killed the one before is run first."""
        jobs = [(m, self.pool.submit(self.try_plain, m, "%s/plain-%d" % (self.subject.folder, i))) for i, m in enumerate(mutants)]
        for outcome in ("killed", "same", "broken"):
            setattr(self.count, outcome, getattr(self.count, outcome) + sum(job.result() == outcome for _, job in jobs))
        return [m for m, job in jobs if job.result() == "alive"]

    def try_plain(self, mutant, folder):
        objects = self.subject.change(mutant, folder)
        killer = None
        if objects is not None and objects is not self.subject.original:
            killer = next((t for t in list(self.tests) if t not in self.elsewhere and self.fails(t, objects, folder)), None)
            if killer is not None:
                self.must_be_sound(killer)
            if killer is not None and killer is not self.tests[0]:
                self.tests = [killer] + [t for t in self.tests if t is not killer]
        shutil.rmtree(folder, ignore_errors=True)
        if os.path.exists(program_of(folder)):
            os.remove(program_of(folder))
        if objects is None:
            return "broken"
        return "same" if objects is self.subject.original else "killed" if killer is not None else "alive"

    def must_be_sound(self, test):
        """A test that fails by itself kills nothing."""
        with self.lock:
            if test not in self.sound and self.fails(test, self.subject.original, self.subject.folder + "/unchanged"):
                sys.exit("mutate: %s fails with %s as it stands" % (test.name, self.subject.path))
            self.sound.add(test)

    def fails(self, test, objects, folder):
        command, program = test.build(objects, folder, self.subject.of_header)
        failed = run(command, 0, 2000 + 10 * times().get(test.name, SLOWEST_MS), None, program).status != 0
        if program is None:
            os.remove(command[0])
        return failed


# ---- all of them ----


def read_argued():
    """Names of mutants that no test can tell apart; the argument for one or several stands below, indented."""
    names, waiting = set(), None
    for number, line in enumerate(open(EQUIVALENT), 1):
        if line.startswith("src/"):
            names.add(line.strip())
            waiting = number
        elif line[:1] == " " and line.strip():
            waiting = None
        elif not line.strip() and waiting:
            break
    if waiting:
        sys.exit("mutate: %s:%d: no argument" % (EQUIVALENT, waiting))
    return names


def files_of(options):
    if options.sample:
        return ["src/engine/%s.c" % name for name in SAMPLE]
    files = [f for room in PURE for f in sorted(glob.glob("src/%s/*.[ch]" % room))]
    wanted = options.files.split()
    waiting = {line[len(NOT_RUN) :].strip() for line in open(OPEN) if line.startswith(NOT_RUN)}
    if not wanted:
        return [f for f in files if f not in waiting]
    return [f for f in files if f.split("/")[1] in wanted or os.path.basename(f) in wanted or (f.endswith(".c") and os.path.basename(f)[:-2] in wanted)]


def report(subject, count, seconds):
    print("%-32s %5d mutants, %5d killed (%d by time), %3d same code, %3d argued, %3d open, %2d survive  %6.1f s" % (
        subject.path, count.mutants - count.broken, count.killed, count.by_time, count.same, count.argued, count.open, len(count.survivors), seconds),
        flush=True)  # fmt: skip
    for mutant in count.survivors:
        unreached = mutant.number and not subject.reached[mutant.number]
        print("  line %d%s\n%s" % (mutant.line, ", which no test reaches" if unreached else "", mutant.name()), flush=True)


def options_of():
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", default="", help="rooms or files, without a folder; a name without an ending is that of a .c")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--names", help="a file with names of mutants, one a line: no others are run")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--all", action="store_true", help="the tests of other rooms too")
    return parser.parse_args()


def main():
    options = options_of()
    begun = time.monotonic()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    lists = read_argued(), {line.strip() for line in open(OPEN) if line.startswith("src/")}
    total, not_run, needed, finished = collections.Counter(), [], set(), []
    keep_rooms()
    files = files_of(options)
    if options.all or any(path.endswith(".h") for path in files):
        object_of("tests/cases/test_cases.c")
        link([object_of("tests/cases/test_cases.c"), object_of("tests/mutate/control.c")], WORK + "/tests/cases/test_cases")
    for path in files:
        if time.monotonic() - begun > options.seconds:
            not_run.append(path)
            continue
        start = time.monotonic()
        one = Run(Subject(path), lists, options)
        one.whole()
        if one.count.mutants:
            report(one.subject, one.count, time.monotonic() - start)
        needed |= one.needed
        finished.append(path)
        total.update(mutants=one.count.mutants - one.count.broken, killed=one.count.killed, argued=one.count.argued + one.count.same)
        total.update(open=one.count.open, survivors=len(one.count.survivors))
        keep_times()
    needless = [n for n in sorted((lists[0] | lists[1]) - needed) if n.split(": ")[0] in finished and not options.sample and not options.names]
    for name in needless:
        print("%s: needless: it is killed, or it is not there (any more):\n%s" % (EQUIVALENT if name in lists[0] else OPEN, name))
    for path in not_run:
        print("%s: not run" % path)
    print("mutate: %d mutants in %d files, %d killed, %d equivalent, %d open, %d survive  %.1f s" % (
        total["mutants"], len(finished), total["killed"], total["argued"], total["open"], total["survivors"], time.monotonic() - begun))  # fmt: skip
    sys.exit(1 if total["survivors"] or needless or not_run or not total["mutants"] else 0)


if __name__ == "__main__":
    main()
