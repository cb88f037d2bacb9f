#!/bin/sh
# Protocols made at random, sound and faulty as it happens: what is proved does not fail for any of the patients tried one by one. SEED=N makes the
# same protocols again; COUNT=N makes more of them.
set -u
program=${INFUSHEET:-$PWD/build/infusheet}
seed=${SEED:-$(date +%s)}
count=${COUNT:-12}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0
proved=0
refuted=0
echo "SEED=$seed"

# One protocol: two alternatives of a dose per kg or a fixed one, told apart by weight, age, clearance or a question; a ladder of times; limits; a renal
# factor or maximum that may stand at the wrong band.
make_protocol() {
    awk -v seed="$1" '
    function pick(n) { return int(rand() * n) }
    function one(a, b, c, d) { i = pick(4); return i == 0 ? a : i == 1 ? b : i == 2 ? c : d }
    function sourced(words) { return words " source = \"project-choice\"; }" }
    BEGIN {
        srand(seed)
        hard = 1 + pick(4)
        per_kg = pick(2)
        edge = one("weight < 60 kg", "age < 65 y", "crcl < 45 mL/min", "fluid-overload")
        step = one("50 mg", "100 mg", "250 mg", "500 mg")
        for (side = 0; side < 2; side++) {
            fixed = (500 + 250 * pick(4 * hard - 1)) " mg\";"
            usual[side] = per_kg ? (5 + 5 * pick(6)) " mg/kg\"; max = \"" hard " g\";" : fixed
        }
        print "schema = 1;"
        print "protocol = { id = \"made\"; title = \"Made at random, never for use\"; version = \"1.0.0\"; population = \"Nobody\";"
        print "review-by = \"2099-01-01\"; drug = \"" (pick(2) ? "bare" : "limited") "-sulfate\"; settings = [ \"ward\", \"clinic\" ]; overrides-in = [ \"ward\" ]; };"
        print "indications = ( " sourced("{ id = \"testing\"; text = \"Testing\"; evidence = \"None.\";") " );"
        print "admit = ( " sourced("{ when = \"age >= 18 y\"; else = \"Adults only.\";") " );"
        print "require = [ \"weight\", \"age\", \"crcl\", \"given-24h\", \"given-48h\" ];"
        print "questions = ( " sourced("{ id = \"fluid-overload\"; ask = \"Fluid overload?\";") " );"
        print "checks = ( " sourced("{ id = \"low-pressure\"; refuse-if = \"systolic < 100 mmHg\"; say = \"Pressure.\";") ","
        print sourced("{ id = \"wet\"; " one("warn", "refuse", "override", "warn") "-if = \"fluid-overload and setting is clinic\"; say = \"Fluid.\";") " );"
        print "infusions = ( { name = \"infusion\"; devices = [ \"pump\" ];"
        bounds = " hard = [ \"\", \"" hard " g\" ]; step = \"" step "\";"
        print "dose = ( " sourced("{ when = \"" edge "\"; usual = \"" usual[0] bounds) ","
        print sourced("{ when = \"not (" edge ")\"; usual = \"" usual[1] bounds) " );"
        time = 10 + 5 * pick(8)
        print "over = ( " sourced("{ dose-to = \"1 g\"; usual = \"" time " min\"; hard = [ \"" time - 5 " min\", \"4 h\" ];") ","
        print sourced("{ usual = \"" time + 5 * pick(6) " min\"; hard = [ \"" time " min\", \"4 h\" ];") " );"
        if (pick(2)) print "speed = " sourced("{ hard-max = \"" 20 + 10 * pick(14) " mg/min\";") ";"
        if (pick(2)) print "concentration = " sourced("{ hard-max = \"" 5 + 5 * pick(10) " mg/mL\";") ";"
        vessel = "{ product = \"vial\"; additive = \"" one("added", "replaced", "made-up", "added") "\"; diluents = [ \"saline\" ];"
        print "bags = ( " sourced(vessel " volume = \"" one("50 mL", "100 mL", "250 mL", "20 mL") "\";") " ); } );"
        cut = 30 + 10 * pick(4)
        low = one("factor = \"0.5\";", "dose-max = \"1 g\";", "", "factor = \"0.5\";")
        print "renal = ( { when = \"crcl >= " cut " mL/min\"; " (pick(5) ? "}" : sourced("factor = \"0.5\"; say = \"Half.\";")) ","
        print sourced("{ when = \"crcl >= 15 mL/min and crcl <" (pick(6) ? " " : "= ") cut " mL/min\"; " low " say = \"Less.\";") ","
        print sourced("{ when = \"crcl < 15 mL/min\"; refuse = \"Kidneys.\";") " );"
        print "totals = " sourced("{ in-24h = \"" hard + pick(5) " g\";" (pick(2) ? " interval = \"12 h\";" : "")) ";"
    }'
}

made=0
while [ "$made" -lt "$count" ]; do
    made=$((made + 1))
    number=$((seed + made))
    make_protocol "$number" >"$work/made.cfg"
    "$program" prove "$work/made.cfg" --protocols tests/accidents --brute 20000 --seed "$made" --json >"$work/proof" 2>"$work/errors"
    case $? in
    0) proved=$((proved + 1)) ;;
    1) refuted=$((refuted + 1)) ;;
    *)
        echo "protocol $number does not load:"
        cat "$work/errors"
        bad=1
        continue
        ;;
    esac
    if ! grep -q '"disagrees": \[\]' "$work/proof"; then
        echo "protocol $number: plain enumeration disagrees"
        cat "$work/made.cfg" "$work/proof"
        bad=1
    fi
done
echo "$proved proved, $refuted with a counterexample or undecided"
exit $bad
