// order.js - the workload in JavaScript as a person would write it: doubles, units of the bedside, null for unknown.
// What it does not do: it counts checks and names none; no limit, missing answer, start condition or rescue dose is reported, and of the
// estimates of renal function it knows Cockcroft-Gault alone.
"use strict";
const fs = require("fs");
const [patientsFile, ordersFile] = process.argv.slice(2);
const words = (text) => text.trim().split(/\s+/);
const REFUSING = words(`magnesium_allergy heart_block myasthenia liver_failure red_flag_fever red_flag_cancer
  red_flag_neurologic_deficit red_flag_sudden_onset red_flag_late_onset red_flag_new_pattern red_flag_positional
  red_flag_exertion red_flag_papilledema red_flag_progressive red_flag_puerperium red_flag_painful_eye red_flag_trauma
  red_flag_immune red_flag_painkillers low_urine`);
const OVERRIDING = words("neuromuscular_blocker digoxin aminoglycoside");
const WARNING = words("cns_depressant calcium_channel_blocker slow_conduction_medicine low_calcium botulinum_toxin");
const REFUSED = 0, INCOMPLETE = 1, OVERRIDE = 2, CONDITIONAL = 3, READY = 4;

const [names, ...rows] = fs.readFileSync(patientsFile, "utf8").trim().split("\n").map((line) => line.split(","));
const answers = names.indexOf("male");
const patients = rows.map((row) => Object.fromEntries(names.map((name, i) =>
  [name, row[i] === "" ? null : i < answers ? row[i] === "1" : Number(row[i])])));

const and = (a, b) => (a === false || b === false ? false : a === null || b === null ? null : true);
const not = (a) => (a === null ? null : !a);
const known = (figure, test) => (figure === null ? null : test(figure));

function decide(p) {
  let tripped = 0, undecided = 0, refused = false, lacking = false, override = false;
  const warn = (truth) => { if (truth) tripped++; else if (truth === null) undecided++; };
  const bedside = (truth) => { warn(truth); if (truth) refused = true; };
  const refuse = (truth) => { bedside(truth); if (truth === null) lacking = true; };
  const sign = (truth) => { warn(truth); if (truth) override = true; else if (truth === null) lacking = true; };

  const female = p.male === 0, pregnant = and(female, p.pregnant);
  const outside = p.setting <= 1, critical = p.setting >= 4;
  const crcl = pregnant !== false ? null
    : ((140 - p.age) * p.weight * (female ? 0.85 : 1)) / (72 * p.creatinine);

  for (const name of REFUSING) refuse(p[name]);
  for (const name of OVERRIDING) sign(p[name]);
  for (const name of WARNING) warn(p[name]);
  refuse(not(p.antidote_present));
  refuse(and(p.myocardial_damage, outside));
  sign(and(p.myocardial_damage, !outside));
  refuse(and(p.diabetic_coma, p.vial === 0));
  warn(and(p.diabetic_coma, p.vial === 1 && p.dextrose === 1));
  refuse(and(p.hypermagnesemia, !critical));
  sign(and(p.hypermagnesemia, critical));
  warn(known(p.magnesium, (x) => x > 1.05));
  sign(and(p.cns_depressant, p.cns_depressant_combination));
  sign(and(p.calcium_channel_blocker, pregnant));
  refuse(and(pregnant, not(p.obstetric_order)));
  refuse(and(pregnant, outside));
  warn(pregnant);
  warn(and(female, p.breastfeeding));
  refuse(p.age < 18);
  refuse(p.setting > 2);
  warn(p.age >= 65);
  bedside(known(p.systolic, (x) => x < 100));
  bedside(known(p.heart_rate, (x) => x < 60));
  bedside(known(p.resp_rate, (x) => x < 12));
  warn(known(p.resp_rate, (x) => x < 16));
  bedside(known(p.spo2, (x) => x < 94));
  bedside(known(p.reflexes_absent, (x) => x === 1));
  refuse(known(crcl, (x) => x < 30));
  warn(known(crcl, (x) => x >= 30 && x < 60));
  if (p.hypermagnesemia === false && p.magnesium > 1.05) refused = true;
  if (p.cns_depressant === false && p.cns_depressant_combination) refused = true;

  const band = crcl === null ? -1 : crcl >= 60 ? 2 : crcl >= 30 ? 1 : 0;
  const dose = p.dose_mg ?? 1000;
  if (dose > 2000 || dose % 500 !== 0 || p.given_mg + dose > 2000) refused = true;
  if (p.given_mg > 2000 || (p.given_mg > 0 && p.last_dose_h < 24)) refused = true;
  if (band === 1 && dose > 1000) refused = true;
  let flow = 0;
  const draw = p.vial ? dose / 500 : 0;
  if (band !== 0 && !refused) { // unknown: what even the best kidneys would have refused is refused
    const total = p.vial ? 100 + draw : dose / 10;
    const long = dose > 1000, minutes = p.over_min ?? (long ? 20 : 15);
    const level = (time) => (time < (long ? 14 : 7) || time > 120 ? 2 : time < (long ? 20 : 15) || time > 60 ? 1 : 0);
    const fast = (time) => dose / time > 150;
    const breaks = (f) => { const time = total / f * 60;
      return level(time) > level(minutes) || (fast(time) && !fast(minutes)); };
    const exact = total / minutes * 60;
    flow = Math.round(exact * 10) / 10;
    if (breaks(flow)) {
      const inward = flow > exact ? Math.floor(exact * 10) / 10 : Math.ceil(exact * 10) / 10;
      if (!breaks(inward)) flow = inward;
    }
    const time = total / flow * 60;
    if (level(time) === 2 || fast(time)) refused = true;
    if (level(time) === 1 || dose < 1000) override = true;
  }
  const open = [p.systolic, p.heart_rate, p.resp_rate, p.spo2, p.reflexes_absent].includes(null);
  const verdict = refused ? REFUSED : lacking ? INCOMPLETE : override ? OVERRIDE : open ? CONDITIONAL : READY;
  const given = verdict >= OVERRIDE;
  return [verdict, tripped, undecided, band, given ? dose : 0, given ? draw : 0, given ? Math.round(flow * 10) : 0];
}

fs.writeFileSync(ordersFile, patients.map((p) => decide(p).join(" ")).join("\n") + "\n");
console.log("ready");
require("readline").createInterface({ input: process.stdin }).on("line", () => {
  let sum = 0;
  for (const patient of patients) for (const figure of decide(patient)) sum += figure;
  console.log("done " + sum);
});
