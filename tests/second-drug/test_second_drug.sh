#!/bin/sh
# A new drug is a new file: nothing in src/ names potassium, and whatever the program says of the second drug names the first
# one nowhere. `facts` alone lists the built-in fact `magnesium`, a serum level, whoever reads it.
set -u
program=${INFUSHEET:-build/infusheet}
protocol=tests/second-drug/hypokalaemia-adult.cfg
said=$(mktemp)
trap 'rm -f "$said"' EXIT
bad=0

# says STATUS WORD ARGUMENT...: ends with that status, holds that word, and no word of the other drug.
says() {
    wanted=$1 word=$2
    shift 2
    "$program" "$@" --protocols tests/second-drug >"$said" 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] || { echo "status $status, not $wanted: $*"; cat "$said"; bad=1; }
    grep -q -- "$word" "$said" || { echo "no \"$word\": $*"; bad=1; }
    if grep -v '^  magnesium: \|^      Serum magnesium?$\|"name": "magnesium"\|"ask": "Serum magnesium?"' "$said" |
        grep -iE 'magnes|sul(f|ph)at'; then
        echo "a word of the other drug: $*"
        bad=1
    fi
}

order() {
    wanted=$1 word=$2
    shift 2
    says "$wanted" "$word" order "$protocol" allergies="none known" indication=hypokalemia "$@"
    says "$wanted" '"verdict"' order "$protocol" allergies="none known" indication=hypokalemia "$@" --json
}

person="age=50y sex=female pregnant=no weight=70kg creatinine=0.8mg/dL potassium-retaining-drug=no potassium-allergy=no"
ready="$person given-24h=0g serum-potassium=2.5-to-2.9 cardiac-monitor=no antidote-present=yes heart-rate=80/min urine-output=60mL/h"

# shellcheck disable=SC2086 # a list of answers
{
    order 0 'ORDER: replacement' setting=ward access=peripheral $ready
    order 0 'Draw up' setting=critical-care access=central $ready product=ampoule-2-mmol-per-mL-10-mL
    order 7 'DO NOT START UNLESS' setting=ward access=peripheral ${ready% urine-output*}
    order 5 'MAY NOT BE GIVEN' setting=ward access=peripheral $person given-24h=0g serum-potassium=below-2.5 cardiac-monitor=no \
        antidote-present=yes heart-rate=80/min urine-output=60mL/h
    order 6 'NOT YET AN ORDER' setting=ward
    order 6 'given-24h' setting=ward access=peripheral $person
    order 1 'DO NOT INFUSE' setting=ward access=peripheral $ready --dose "40 mmol"
    order 1 'DO NOT INFUSE' setting=clinic access=peripheral $ready
    says 2 'given-24h' order "$protocol" setting=ward given-24h=7
}
says 0 'How long ago was the last dose of potassium chloride?' facts "$protocol"
says 0 'serum-potassium' facts "$protocol" --json
says 0 '0 errors' check "$protocol" tests/second-drug/drugs/potassium-chloride.cfg
says 0 'hypokalaemia-adult' protocols
says 0 '20.12 mmol' calc convert "1.5 g" to=mmol
says 0 'elemental potassium' calc convert "1.5 g" to=mg-elemental

if grep -ril potassium src include; then
    echo 'potassium stands in the files above: no drug belongs in C'
    bad=1
fi
exit $bad
