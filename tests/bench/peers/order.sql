-- order.sql - the workload as one query of SQLite: whole numbers, and null, SQL's own unknown, for what is not known.
-- Weight in 0.1 kg, creatinine and magnesium in hundredths, volumes in mL, flow in tenths of a mL per hour.
-- What it does not do: it counts checks and names none; no limit, missing answer, start condition or rescue dose is reported, and of the
-- estimates of renal function it knows Cockcroft-Gault alone.
.bail on
begin;
.read patients.sql
commit;

create temp view body as
  select *, not male as female, setting <= 1 as outside, setting >= 4 as critical, not male and pregnant as expecting,
    (140 - age) * weight * iif(male, 100, 85) as renal, 720 * creatinine as per_limit, coalesce(dose_mg, 1000) as dosed
  from patient;
create temp view banded as
  select *, case when expecting is not false then null else (renal >= 30 * per_limit) + (renal >= 60 * per_limit) end as band,
    iif(vial, dosed / 500, 0) as drawn, iif(vial, 100 + dosed / 500, dosed / 10) as total, dosed > 1000 as long
  from body;
create temp view checked as
  select *,
    (magnesium_allergy is true) + (heart_block is true) + (myasthenia is true) + (liver_failure is true) +
    (red_flag_fever is true) + (red_flag_cancer is true) + (red_flag_neurologic_deficit is true) +
    (red_flag_sudden_onset is true) + (red_flag_late_onset is true) + (red_flag_new_pattern is true) +
    (red_flag_positional is true) + (red_flag_exertion is true) + (red_flag_papilledema is true) +
    (red_flag_progressive is true) + (red_flag_puerperium is true) + (red_flag_painful_eye is true) +
    (red_flag_trauma is true) + (red_flag_immune is true) + (red_flag_painkillers is true) + (low_urine is
    true) + ((not antidote_present) is true) + ((myocardial_damage and outside) is true) + ((diabetic_coma and not
    vial) is true) + ((hypermagnesemia and not critical) is true) + ((expecting and not obstetric_order) is true) +
    ((expecting and outside) is true) + ((age < 18) is true) + ((setting > 2) is true) + ((band = 0) is true) as refusing,
    ((systolic < 100) is true) + ((heart_rate < 60) is true) + ((resp_rate < 12) is true) + ((spo2 < 94) is true) +
    (reflexes_absent is true) as stopping,
    (neuromuscular_blocker is true) + (digoxin is true) + (aminoglycoside is true) + ((myocardial_damage and
    not outside) is true) + ((hypermagnesemia and critical) is true) + ((cns_depressant and
    cns_depressant_combination) is true) + ((calcium_channel_blocker and expecting) is true) as signing,
    (cns_depressant is true) + (calcium_channel_blocker is true) + (slow_conduction_medicine is true) +
    (low_calcium is true) + (botulinum_toxin is true) + ((diabetic_coma and vial and dextrose) is true) +
    ((magnesium > 105) is true) + (expecting is true) + ((female and breastfeeding) is true) + ((age >= 65) is true)
    + ((resp_rate < 16) is true) + ((band = 1) is true) as warning,
    (magnesium_allergy is null) + (heart_block is null) + (myasthenia is null) + (liver_failure is null) +
    (red_flag_fever is null) + (red_flag_cancer is null) + (red_flag_neurologic_deficit is null) +
    (red_flag_sudden_onset is null) + (red_flag_late_onset is null) + (red_flag_new_pattern is null) +
    (red_flag_positional is null) + (red_flag_exertion is null) + (red_flag_papilledema is null) +
    (red_flag_progressive is null) + (red_flag_puerperium is null) + (red_flag_painful_eye is null) +
    (red_flag_trauma is null) + (red_flag_immune is null) + (red_flag_painkillers is null) + (low_urine is
    null) + ((not antidote_present) is null) + ((myocardial_damage and outside) is null) + ((diabetic_coma and not
    vial) is null) + ((hypermagnesemia and not critical) is null) + ((expecting and not obstetric_order) is null) +
    ((expecting and outside) is null) + ((age < 18) is null) + ((setting > 2) is null) + ((band = 0) is null) +
    (neuromuscular_blocker is null) + (digoxin is null) + (aminoglycoside is null) + ((myocardial_damage and
    not outside) is null) + ((hypermagnesemia and critical) is null) + ((cns_depressant and
    cns_depressant_combination) is null) + ((calcium_channel_blocker and expecting) is null) as lacking,
    ((systolic < 100) is null) + ((heart_rate < 60) is null) + ((resp_rate < 12) is null) + ((spo2 < 94) is null) +
    (reflexes_absent is null) as open,
    (cns_depressant is null) + (calcium_channel_blocker is null) + (slow_conduction_medicine is null) +
    (low_calcium is null) + (botulinum_toxin is null) + ((diabetic_coma and vial and dextrose) is null) +
    ((magnesium > 105) is null) + (expecting is null) + ((female and breastfeeding) is null) + ((age >= 65) is null)
    + ((resp_rate < 16) is null) + ((band = 1) is null) as unsure,
    coalesce(over_min, iif(long, 20, 15)) as minutes
  from banded;
create temp view timed as
  select *, iif(long, 14, 7) as hard, iif(long, 20, 15) as soft, total * 600 as volume, total * 600 / minutes as floor,
    2 * (total * 600 % minutes) >= minutes as up, total * 600 % minutes as rest
  from checked;
-- The nearest step of the pump, and the other neighbour; level 2 is beyond a hard limit, 1 beyond a soft one.
create temp view tried as
  select *,
    (volume < hard * nearest or volume > 120 * nearest) + (volume < soft * nearest or volume > 60 * nearest) > level
      or (dosed * nearest > 150 * volume and not fast) as breaks,
    (volume < hard * other or volume > 120 * other) + (volume < soft * other or volume > 60 * other) > level
      or (dosed * other > 150 * volume and not fast) as other_breaks
  from (select *, floor + 1 - up as other from (select timed.*, floor + up as nearest,
    (minutes < hard or minutes > 120) + (minutes < soft or minutes > 60) as level, dosed > 150 * minutes as fast from timed));
create temp view delivered as
  select *, iif(rest > 0 and breaks and other > 0 and not other_breaks, other, nearest) as step from tried;
create temp view judged as
  select *, refusing + stopping > 0 or dosed > 2000 or dosed % 500 <> 0
      or (not hypermagnesemia and magnesium > 105) is true
      or (not cns_depressant and cns_depressant_combination) is true
      or (given_mg > 0 and last_dose_h < 24) or given_mg + dosed > 2000 or (band = 1 and dosed > 1000) is true
      or (band is not 0 and (volume < hard * step or volume > 120 * step or dosed * step > 150 * volume)) is true as refused,
    signing > 0 or dosed < 1000 or volume < soft * step or volume > 60 * step as override
  from delivered;
create temp view verdicts as
  select *, case when refused then 0 when lacking > 0 then 1 when override then 2 when open > 0 then 3 else 4 end as verdict
  from judged;
create temp view orders as
  select verdict, refusing + stopping + signing + warning as tripped, lacking + open + unsure as undecided,
    coalesce(band, -1) as band, iif(verdict >= 2, dosed, 0) as dose, iif(verdict >= 2, drawn, 0) as draw,
    iif(verdict >= 2, step, 0) as flow
  from verdicts;

.mode list
.separator " "
.output orders-sqlite
select * from orders;
.output stdout
select 'ready';
