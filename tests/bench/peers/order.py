"""order.py - the workload in Python with exact integers; None is unknown. Weight in 0.1 kg, creatinine in 0.01 mg/dL,
volumes in mL, flow in tenths of a mL per hour.

What it does not do: it counts checks and names none; no limit, missing answer, start condition or rescue dose is reported, and of the
estimates of renal function it knows Cockcroft-Gault alone."""
import sys
from types import SimpleNamespace

REFUSING = """magnesium_allergy heart_block myasthenia liver_failure red_flag_fever red_flag_cancer
  red_flag_neurologic_deficit red_flag_sudden_onset red_flag_late_onset red_flag_new_pattern red_flag_positional
  red_flag_exertion red_flag_papilledema red_flag_progressive red_flag_puerperium red_flag_painful_eye red_flag_trauma
  red_flag_immune red_flag_painkillers low_urine""".split()
OVERRIDING = "neuromuscular_blocker digoxin aminoglycoside".split()
WARNING = "cns_depressant calcium_channel_blocker slow_conduction_medicine low_calcium botulinum_toxin".split()
REFUSED, INCOMPLETE, OVERRIDE, CONDITIONAL, READY = range(5)


def read(path):
    with open(path, encoding="ascii") as file:
        names = file.readline().strip().split(",")
        for line in file:
            fields = line.rstrip("\n").split(",")
            yield SimpleNamespace(**{name: int(field.replace(".", "")) if field else None
                                     for name, field in zip(names, fields)})


def both(a, b):
    if a == 0 or b == 0:
        return False
    return None if a is None or b is None else True


def opposite(a):
    return None if a is None else not a


def below(figure, limit):
    return None if figure is None else figure < limit


def level(long, num, den):
    """Of num/den minutes: 2 beyond a hard limit, 1 beyond a soft one."""
    if num < (14 if long else 7) * den or num > 120 * den:
        return 2
    return int(num < (20 if long else 15) * den or num > 60 * den)


def infuse(p, dose):
    """Draw, flow, and whether the delivered infusion is refused or needs an override."""
    draw = dose // 500 if p.vial else 0
    total = 100 + draw if p.vial else dose // 10
    long = dose > 1000
    minutes = p.over_min if p.over_min is not None else 20 if long else 15

    def breaks(flow):
        return (level(long, total * 600, flow) > level(long, minutes, 1)
                or dose * flow > 150 * total * 600 and dose <= 150 * minutes)

    floor, rest = divmod(total * 600, minutes)
    up = 2 * rest >= minutes
    flow = floor + up
    if rest and breaks(flow):
        inward = floor if up else floor + 1
        if inward > 0 and not breaks(inward):
            flow = inward
    reached = level(long, total * 600, flow)
    return draw, flow, reached == 2 or dose * flow > 150 * total * 600, reached == 1 or dose < 1000


def band_of(p, pregnant):
    if pregnant is not False:
        return -1
    left = (140 - p.age) * p.weight * (100 if p.male else 85)
    right = 72 * p.creatinine * 10
    return (left >= 30 * right) + (left >= 60 * right)


def decide(p):
    female = not p.male
    pregnant = both(female, p.pregnant)
    outside, critical = p.setting <= 1, p.setting >= 4
    band = band_of(p, pregnant)
    renal = None if band < 0 else band == 0
    refusing = [getattr(p, name) for name in REFUSING] + [
        opposite(p.antidote_present), both(p.myocardial_damage, outside), both(p.diabetic_coma, not p.vial),
        both(p.hypermagnesemia, not critical), both(pregnant, opposite(p.obstetric_order)), both(pregnant, outside),
        p.age < 18, p.setting > 2, renal]
    bedside = [below(p.systolic, 100), below(p.heart_rate, 60), below(p.resp_rate, 12), below(p.spo2, 94),
               p.reflexes_absent]
    signing = [getattr(p, name) for name in OVERRIDING] + [
        both(p.myocardial_damage, not outside), both(p.hypermagnesemia, critical),
        both(p.cns_depressant, p.cns_depressant_combination), both(p.calcium_channel_blocker, pregnant)]
    warning = [getattr(p, name) for name in WARNING] + [
        both(p.diabetic_coma, p.vial and p.dextrose), opposite(below(p.magnesium, 106)), pregnant,
        both(female, p.breastfeeding), p.age >= 65, below(p.resp_rate, 16), None if band < 0 else band == 1]
    checks = refusing + bedside + signing + warning
    dose = 1000 if p.dose_mg is None else p.dose_mg
    refused = (1 in refusing or 1 in bedside or dose > 2000 or dose % 500 != 0
               or p.hypermagnesemia == 0 and p.magnesium is not None and p.magnesium > 105
               or p.cns_depressant == 0 and p.cns_depressant_combination == 1
               or p.given_mg > 0 and p.last_dose_h < 24 or p.given_mg + dose > 2000
               or band == 1 and dose > 1000)
    override, draw, flow = 1 in signing, 0, 0
    if band != 0 and not refused:  # unknown: what even the best kidneys would have refused is refused
        draw, flow, refused, soft = infuse(p, dose)
        override = override or soft
    if refused:
        verdict = REFUSED
    elif None in refusing or None in signing:
        verdict = INCOMPLETE
    elif override:
        verdict = OVERRIDE
    else:
        verdict = CONDITIONAL if None in (p.systolic, p.heart_rate, p.resp_rate, p.spo2, p.reflexes_absent) else READY
    figures = (dose, draw, flow) if verdict >= OVERRIDE else (0, 0, 0)
    return (verdict, checks.count(1), checks.count(None), band, *figures)


patients = list(read(sys.argv[1]))
with open(sys.argv[2], "w", encoding="ascii") as orders:
    for patient in patients:
        print(*decide(patient), file=orders)
print("ready", flush=True)
for line in sys.stdin:
    print("done", sum(sum(decide(patient)) for patient in patients), flush=True)
