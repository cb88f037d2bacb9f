#!/usr/bin/env python3
"""Holds renal_ckd_epi_2021 against the equation itself, at 50 decimal digits, over every input it can get.

    reference_ckd_epi.py DRIVER        run DRIVER (built from ckd_epi_grid.c), compare each line, exit 1 on any fault
    reference_ckd_epi.py --constants   print every number of the tables of src/engine/ckd_epi.c

The grid: both sexes, age 18 to 120 by year, creatinine 0.10 to 20.00 mg/dL by 0.01 and 9 to 1768 umol/L by 1. A fault
is an error above 0.00001 mL/min/1.73 m2, another side of any whole or half number (the edges 15, 30, 45, 60 and 90
are among them), or anything but the sticky form of the exact value: twice its whole millionths plus one, for no value
on the grid is itself a whole number of millionths (0.9938^age alone has more than six decimals).

It also prints a check number of the true sticky forms, taken from the first to the last by check = check * 31 + form,
modulo 2^64, for each sex; test_ckd_epi.c holds the function against these two without Python.

The equation is written here as the source prints it (National Kidney Foundation 2021, CKD-EPI creatinine equation):
142 * min(Scr/k, 1)^a * max(Scr/k, 1)^-1.200 * 0.9938^age * 1.012 [if female], Scr in mg/dL, 88.42 umol/L per mg/dL.
"""
import subprocess
import sys
from decimal import Decimal, getcontext

getcontext().prec = 50

ONE = Decimal(1)
TWO = Decimal(2)
SEXES = {
    "female": {"k": Decimal("0.7"), "a": Decimal("-0.241"), "factor": Decimal("1.012")},
    "male": {"k": Decimal("0.9"), "a": Decimal("-0.302"), "factor": ONE},
}
ABOVE = Decimal("-1.200")
PER_MG_DL = 884200  # 0.0001 umol/L in one mg/dL
AGES = range(18, 121)
CREATININES = [8842 * hundredths for hundredths in range(10, 2001)] + [10000 * umol for umol in range(9, 1769)]
MOST_ERROR = Decimal("0.00001")
EDGES = [Decimal(edge) for edge in (15, 30, 45, 60, 90)]


def creatinine_factor(sex, creatinine):
    ratio = Decimal(creatinine) / PER_MG_DL / SEXES[sex]["k"]
    return min(ratio, ONE) ** SEXES[sex]["a"] * max(ratio, ONE) ** ABOVE


def compare(driver):
    with subprocess.Popen([driver], stdout=subprocess.PIPE, text=True) as process:
        faults, summary = walk(process.stdout)
        if process.stdout.readline():
            faults.append("the driver prints more than the grid")
    if process.returncode != 0:
        faults.append(f"the driver ended with {process.returncode}")
    return faults, summary


def walk(lines):
    faults, points, largest, at, nearest, checks = [], 0, Decimal(0), "", Decimal(1), {}
    age_factors = {age: Decimal("0.9938") ** age for age in AGES}
    for sex, of_sex in SEXES.items():
        checks[sex] = 0
        scale = 142 * of_sex["factor"]
        factors = [(creatinine, scale * creatinine_factor(sex, creatinine)) for creatinine in CREATININES]
        for age in AGES:
            for creatinine, factor in factors:
                points += 1
                line = lines.readline().split()
                where = f"{sex} {age} y {creatinine}"
                if line[:3] != [sex, str(age), str(creatinine)] or len(line) != 4:
                    return faults + [f"{where}: the driver prints {line}"], "stopped"
                result = int(line[3])
                exact = factor * age_factors[age]
                error = abs(Decimal(result) / 2000000 - exact)
                if error > largest:
                    largest, at = error, where
                if error > MOST_ERROR:
                    faults.append(f"{where}: error {error:.3e}")
                if result // 1000000 != int(exact * 2):
                    faults.append(f"{where}: {result} stands on another side of a half number than {exact:.9f}")
                form = 2 * int(exact * 1000000) + 1
                checks[sex] = (checks[sex] * 31 + form) % 2 ** 64
                if result != form:
                    faults.append(f"{where}: {result} is not the sticky form of {exact:.15f}")
                nearest = min(nearest, min(abs(exact - edge) for edge in EDGES))
    numbers = ", ".join(f"{sex} 0x{check:016x}" for sex, check in checks.items())
    return faults, (f"{points} points; largest error {largest:.3e} at {at}; nearest point to a band edge "
                    f"{nearest:.3e}; check numbers {numbers}")


def base2(number):
    return Decimal(number).ln() / TWO.ln()


def fixed(number, bits):
    return f"0x{int((Decimal(number) * TWO ** bits).to_integral_value()):016x}"


def table(name, entries):
    rows = [entries[start:start + 5] for start in range(0, len(entries), 5)]
    return f"static const uint64_t {name}[] = {{\n" + "".join(f"    {', '.join(row)},\n" for row in rows) + "};"


def curve(sex, slope):
    knee = base2(SEXES[sex]["k"] * PER_MG_DL)
    start = base2(142 * SEXES[sex]["factor"]) - slope * knee
    return f"{{.start = {fixed(start, 58)}, .slope = {fixed(-slope, 63)}}}"


def constants():
    print(table("LOGARITHMS", [fixed(base2(ONE + Decimal(i) / 64), 59) for i in range(64)]))
    print(table("POWERS", [fixed(TWO ** (Decimal(i) / 64), 63) for i in range(64)]))
    terms, term = [], ONE
    for k in range(1, 8):
        term = term * TWO.ln() / k
        terms.append(fixed(term, 64))
    print(table("POWER_TERMS", terms[::-1]))
    print(table("LOGARITHM_TERMS", [fixed(ONE / k, 64) for k in (7, 5, 3)]))
    print(f"static const uint64_t TWO_OVER_LN_2 = {fixed(2 / TWO.ln(), 62)};")
    print(f"static const uint64_t YEAR = {fixed(-base2('0.9938'), 63)};")
    for sex, of_sex in SEXES.items():
        print(f"[{sex}] .below = {curve(sex, of_sex['a'])}")
        print(f"[{sex}] .above = {curve(sex, ABOVE)}")


def main(arguments):
    if arguments == ["--constants"]:
        constants()
        return 0
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    faults, summary = compare(arguments[0])
    for fault in faults[:20]:
        print(f"reference_ckd_epi: {fault}", file=sys.stderr)
    print(f"reference_ckd_epi: {summary}; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
