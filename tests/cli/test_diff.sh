#!/bin/sh
# infusheet diff as a repository's CI uses it: exit status, what is told of sentences, products and checks, and what is no difference at all.
# infusheet table: the breakpoints of shipped protocols, worked out by hand beside them.
set -u
program=${INFUSHEET:-$PWD/build/infusheet}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0
old=protocols/migraine-acute-adult.cfg
new=$work/migraine-acute-adult.cfg

wrong() {
    echo "$*"
    bad=1
}

# Status and words that diff must give for the changed file.
expect() {
    status=$1
    words=$2
    shift 2
    "$program" diff "$old" "$new" --protocols protocols "$@" >"$work/said" 2>&1
    found=$?
    [ "$found" -eq "$status" ] || wrong "status $found instead of $status for \"$words\""
    tr '\n' ' ' <"$work/said" | tr -s ' ' >"$work/flat"
    grep -qF -- "$words" "$work/flat" || { wrong "diff does not say \"$words\""; head -20 "$work/said"; }
}

cp "$old" "$new"
expect 0 SAME
expect 0 '"same": true' --json

# Remarks, blank lines and the order of rules: the first check and the first sentence of monitoring go last.
awk '/^ *#/ { next }
     /Blood pressure, heart rate, respiratory rate, oxygen saturation/ && !moved { moved = 1; kept = $0; next }
     /Pain score from 0 to 10, nausea, aversion to light and sound, aura"; at = \[ "baseline"/ && moved == 1 {
         sub(/, *$/, "", kept); print $0 ","; print kept; moved = 2; next }
     { print; print "" }' "$old" >"$new"
cmp -s "$old" "$new" && wrong 'nothing was reordered'
expect 0 SAME

sed 's/Knee reflexes and alertness/Knee reflexes, speech and alertness/' "$old" >"$new"
expect 1 'monitoring: sentence: Knee reflexes and alertness becomes Knee reflexes, speech and alertness'
expect 1 'none: what either protocol orders by itself is the same for everybody'

sed 's/systolic < 100 mmHg/systolic < 90 mmHg/' "$old" >"$new"
expect 1 'systolic blood pressure 90 to 99 mmHg: check low-pressure: refused:'
expect 1 'check low-pressure: condition: systolic < 100 mmHg becomes systolic < 90 mmHg'

sed '/{ product = "premix-1-g-in-100-mL-dextrose"; additive = "premixed"; },/d' "$old" >"$new"
expect 1 'infusion, bag premix-1-g-in-100-mL-dextrose: removed'

sed 's/title = "Acute migraine, adult/title = "Migraine, adult/; s/version = "1.1.0"/version = "1.2.0"/' "$old" >"$new"
expect 1 'protocol: title: Acute migraine, adult'
expect 1 'protocol: version: 1.1.0 becomes 1.2.0'

sed 's/soft = \[ "1 g", "2 g" \]/soft = [ "1 g", "1.5 g" ]/' "$old" >"$new"
expect 1 'infusion, dose: soft maximum: 2 g becomes 1,500 mg'

# 1 g where the clearance is 30 to 59.9 mL/min, half of it after the change.
sed 's/dose-max = "1 g"/dose-max = "500 mg"/' "$old" >"$new"
expect 1 'age 18 y and over, creatinine clearance 30 to 59.9 mL/min: infusion dose 1 g becomes 500 mg;'
expect 1 'Largest change of a dose: infusion, 1 g becomes 500 mg (50 percent of it), first at 25 kg.'
expect 1 '| age 18 y and over, creatinine clearance 30 to 59.9 mL/min | infusion dose | 1 g | 500 mg |' --format markdown
expect 1 '"where": "age 18 y and over, creatinine clearance 30 to 59.9 mL/min", "what": "infusion dose", "old": "1 g", "new": "500 mg"' --json

# A question that one protocol alone asks, and the check it makes.
sed 's/^questions = (/questions = ( { id = "fasting"; ask = "Nothing eaten today?"; pass = "no"; say = "Eat first."; source = "project-choice"; },/' "$old" >"$new"
expect 1 'fasting yes: check fasting: passes becomes refused: Eat first.'
expect 1 'question fasting: added'

sed 's/crcl < 30 mL/crcl < 30 furlongs/' "$old" >"$new"
expect 3 'error:'
expect 2 'first the old one, then the new one' extra
expect 2 '--format is text or markdown' --format xml

# ---- table ----

# 40 mg/kg in steps of 50 mg down: 50 mg from 1.25 kg, 100 mg from 2.5 kg, 450 mg from 11.25 kg (11.3 is the first that can be written); 2 g from
# 50 kg on. 100 mg / 500 mg per mL = 0.2 mL; 50 mL in 20 min = 150 mL/h.
"$program" table asthma-acute-child --protocols protocols >"$work/table" || wrong 'no table for asthma-acute-child'
head -1 "$work/table" | grep -q 'NOT AN ORDER: check every patient with infusheet order' || wrong 'table does not say that it is no order'
for row in 'up to 1.24 kg   refused' \
    '2.5 to 3.74 kg  100 mg; draw 0.2 mL; total 50 mL; 150 mL per hour; over 20 min' \
    '11.3 to 12.4 kg 450 mg; draw 0.9 mL; total 50 mL; 150 mL per hour; over 20 min' \
    '50 kg and over  2 g; draw 4 mL; total 50 mL; 150 mL per hour; over 20 min'; do
    grep -qxF "$row" "$work/table" || wrong "table has no row \"$row\""
done

"$program" table migraine-acute-adult --protocols protocols --csv >"$work/table" || wrong 'no table for migraine-acute-adult'
for row in '"age up to 17 y","any weight","any kidneys",refused,,,,,,' \
    '"age 18 y and over","25 kg and over","creatinine clearance up to 29.9 mL/min",refused,,,,,,' \
    '"age 18 y and over","25 kg and over","creatinine clearance 30 mL/min and over",ordered,"infusion","1 g","none","100 mL","400 mL per hour","15 min"'; do
    grep -qxF "$row" "$work/table" || wrong "table has no line $row"
done

for file in protocols/*.cfg; do
    [ "$file" = protocols/site.cfg ] && continue
    "$program" table "$file" --protocols protocols >"$work/table" || wrong "no table for $file"
    awk 'length > 80 { print FILENAME ": longer than 80: " $0; bad = 1 } END { exit bad }' "$work/table" || bad=1
    "$program" diff "$file" "$file" --protocols protocols >/dev/null || wrong "$file differs from itself"
done
"$program" table >/dev/null 2>&1
[ $? -eq 2 ] || wrong 'table without a protocol is not refused'
exit $bad
