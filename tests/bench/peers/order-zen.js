// order-zen.js - the workload as expressions of zen-engine, a decision engine, over whole numbers; null is unknown.
// Weight in 0.1 kg, creatinine and magnesium in 0.01, volumes in mL, flow in tenths of a mL per hour. The decision is compiled once;
// what is timed holds the call from JavaScript and back, for this is how it is used.
// What it does not do: it counts checks and names none; no limit, missing answer, start condition or rescue dose is reported, and of the
// estimates of renal function it knows Cockcroft-Gault alone.
"use strict";
const fs = require("fs");
const [modules, patientsFile, ordersFile] = process.argv.slice(2);
let zen;
try {
  zen = require(modules + "/node_modules/@gorules/zen-engine");
} catch (error) {
  console.log("missing: its package could not be installed here (npm, network)");
  process.exit(0);
}

const words = (text) => text.trim().split(/\s+/);
const REFUSING = words(`magnesium_allergy heart_block myasthenia liver_failure red_flag_fever red_flag_cancer
  red_flag_neurologic_deficit red_flag_sudden_onset red_flag_late_onset red_flag_new_pattern red_flag_positional
  red_flag_exertion red_flag_papilledema red_flag_progressive red_flag_puerperium red_flag_painful_eye red_flag_trauma
  red_flag_immune red_flag_painkillers low_urine`);
const OVERRIDING = words("neuromuscular_blocker digoxin aminoglycoside");
const WARNING = words("cns_depressant calcium_channel_blocker slow_conduction_medicine low_calcium botulinum_toxin");
const FLAGS = words("male reflexes_absent vial dextrose");

const both = (a, b) => `(${a} == false or ${b} == false ? false : ${a} == null or ${b} == null ? null : true)`;
const not = (a) => `(${a} == null ? null : ${a} == false)`;
const known = (name, test) => `(${name} == null ? null : ${name} ${test})`;
const list = (names, ...rest) => `[${[...names, ...rest].join(", ")}]`;
const groups = words("refusing bedside signing warning");
const total = (value) => groups.map((group) => `count($.${group}, # == ${value})`).join(" + ");
const level = (num, den) => `(${num} < $.hard * ${den} or ${num} > 120 * ${den} ? 2
  : ${num} < $.soft * ${den} or ${num} > 60 * ${den} ? 1 : 0)`;
const breaks = (flow) => `${level("$.volume", flow)} > $.level or
  (not $.fast and $.dosed * ${flow} > 150 * $.volume)`;

const expressions = {
  female: "male == false",
  expecting: both("$.female", "pregnant"),
  outside: "setting <= 1",
  inside: "setting > 1",
  critical: "setting >= 4",
  elsewhere: "setting < 4",
  left: "(140 - age) * weight * (male ? 100 : 85)",
  right: "720 * creatinine",
  band: "$.expecting == false ? ($.left >= 60 * $.right ? 2 : $.left >= 30 * $.right ? 1 : 0) : -1",
  premixed: "vial == false",
  sweet: "vial and dextrose",
  refusing: list(REFUSING, not("antidote_present"), both("myocardial_damage", "$.outside"),
    both("diabetic_coma", "$.premixed"), both("hypermagnesemia", "$.elsewhere"),
    both("$.expecting", not("obstetric_order")), both("$.expecting", "$.outside"), "age < 18", "setting > 2",
    "($.band < 0 ? null : $.band == 0)"),
  bedside: list([], known("systolic", "< 100"), known("heart_rate", "< 60"), known("resp_rate", "< 12"),
    known("spo2", "< 94"), "reflexes_absent"),
  signing: list(OVERRIDING, both("myocardial_damage", "$.inside"), both("hypermagnesemia", "$.critical"),
    both("cns_depressant", "cns_depressant_combination"), both("calcium_channel_blocker", "$.expecting")),
  warning: list(WARNING, both("diabetic_coma", "$.sweet"), known("magnesium", "> 105"), "$.expecting",
    both("$.female", "breastfeeding"), "age >= 65", known("resp_rate", "< 16"), "($.band < 0 ? null : $.band == 1)"),
  tripped: total("true"),
  undecided: total("null"),
  dosed: "dose_mg == null ? 1000 : dose_mg",
  contradicted: `(hypermagnesemia == false and (magnesium == null ? false : magnesium > 105)) or
    (cns_depressant == false and cns_depressant_combination == true)`,
  beyond: `$.dosed > 2000 or $.dosed % 500 != 0 or (given_mg > 0 ? last_dose_h < 24 : false) or
    given_mg + $.dosed > 2000 or ($.band == 1 and $.dosed > 1000)`,
  long: "$.dosed > 1000",
  hard: "$.long ? 14 : 7",
  soft: "$.long ? 20 : 15",
  minutes: "over_min == null ? $.soft : over_min",
  drawn: "vial ? floor($.dosed / 500) : 0",
  volume: "600 * (vial ? 100 + $.drawn : floor($.dosed / 10))",
  level: level("$.minutes", "1"),
  fast: "$.dosed > 150 * $.minutes",
  rest: "$.volume % $.minutes",
  floored: "($.volume - $.rest) / $.minutes",
  up: "2 * $.rest >= $.minutes ? 1 : 0",
  nearest: "$.floored + $.up",
  other: "$.floored + 1 - $.up",
  step: `$.rest > 0 and $.other > 0 and (${breaks("$.nearest")}) and not (${breaks("$.other")}) ? $.other : $.nearest`,
  delivered: level("$.volume", "$.step"),
  refused: `some($.refusing, # == true) or some($.bedside, # == true) or $.contradicted or $.beyond or
    ($.band != 0 and ($.delivered == 2 or $.dosed * $.step > 150 * $.volume))`,
  override: "some($.signing, # == true) or ($.band > 0 and ($.delivered == 1 or $.dosed < 1000))",
  lacking: "some($.refusing, # == null) or some($.signing, # == null)",
  verdict: "$.refused ? 0 : $.lacking ? 1 : $.override ? 2 : some($.bedside, # == null) ? 3 : 4",
};
const order = {
  verdict: "verdict", tripped: "tripped", undecided: "undecided", band: "band",
  dose: "verdict >= 2 ? dosed : 0", draw: "verdict >= 2 ? drawn : 0", flow: "verdict >= 2 ? step : 0",
};

const node = (id, formulas) => ({ id, name: id, type: "expressionNode",
  content: { expressions: Object.entries(formulas).map(([key, value]) => ({ id: key, key, value })) } });
const edge = (sourceId, targetId) => ({ id: sourceId + targetId, sourceId, targetId, type: "edge" });
const decision = new zen.ZenEngine().createDecision(new zen.ZenDecisionContent({
  nodes: [{ id: "in", name: "in", type: "inputNode" }, node("judge", expressions), node("order", order),
    { id: "out", name: "out", type: "outputNode" }],
  edges: [edge("in", "judge"), edge("judge", "order"), edge("order", "out")],
}));

const [names, ...rows] = fs.readFileSync(patientsFile, "utf8").trim().split("\n").map((line) => line.split(","));
const answers = names.indexOf("male");
const patients = rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] === "" ? null
  : i < answers || FLAGS.includes(name) ? row[i] === "1" : Number(row[i].replace(".", ""))])));
const figures = Object.keys(order);

async function decide(patient) {
  const { result } = await decision.evaluate(patient);
  return figures.map((figure) => result[figure]);
}

async function main() {
  const orders = [];
  for (const patient of patients) orders.push((await decide(patient)).join(" "));
  fs.writeFileSync(ordersFile, orders.join("\n") + "\n");
  console.log("ready");
  for await (const line of require("readline").createInterface({ input: process.stdin })) {
    let sum = 0;
    for (const patient of patients) for (const figure of await decide(patient)) sum += figure;
    console.log("done " + sum);
  }
}
main();
