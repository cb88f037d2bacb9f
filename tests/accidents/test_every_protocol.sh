#!/bin/sh
# V1 in every protocol there is: 51 g, and 51 g per hour, of every infusion are never an order. With no answer at all the sheet is
# refused or incomplete; for the patient of the protocol's first example, who could have had the usual dose, it is refused.
#
# The program is the one in $INFUSHEET (default build/infusheet).
set -u
cd "$(dirname "$0")/../.." || exit 1
INFUSHEET=${INFUSHEET:-$PWD/build/infusheet}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
failed=0
asked=0

complain() {
    echo "FAILED: $1"
    sed 's/^/    | /' "$folder/answer" | head -n 40
    failed=$((failed + 1))
}

ask() {
    "$INFUSHEET" order "$@" --at 2026-11-20T14:30+01:00 >"$folder/answer" 2>&1 </dev/null
    status=$?
    asked=$((asked + 1))
}

# The infusions of a protocol, one a line; a dash where there is one alone.
infusions_of() {
    ask "$1" --dose "51 g"
    sed -n 's/.*write one of \(.*\) \[infusion-not-named\].*/\1/p' "$folder/answer" | sed 's/, /\n/g' | grep . || echo -
}

# The facts of the first example, one a line.
facts_of() {
    awk '/^examples = / { on = 1 } on && /facts = \[/ { inside = 1; sub(/.*facts = \[/, "") }
         inside { print } inside && /\]/ { exit }' "$1" | sed 's/\].*//' | grep -o '"[^"]*"' | tr -d '"'
}

# one_dose ID INFUSION DOSE FACT...
one_dose() {
    id=$1 infusion=$2 dose=$3
    shift 3
    [ "$infusion" = - ] || set -- "$@" --infusion "$infusion"
    ask "$id" "$@" --dose "$dose"
    if grep -q -e '^PREPARATION' -e '^PUMP' -e 'Draw up' -e '| FLOW' "$folder/answer"; then
        complain "$id, $infusion, $dose: something to prepare or to run is on the sheet"
    fi
}

for file in protocols/*.cfg; do
    id=$(basename "$file" .cfg)
    [ "$id" != site ] || continue
    infusions=$(infusions_of "$id")
    facts=$(facts_of "$file")
    IFS='
'
    # One argument a line, on purpose.
    # shellcheck disable=SC2086
    set -- $facts
    unset IFS
    [ $# -gt 0 ] || complain "$id: the first example has no facts; give it a patient who could have the usual dose"
    ask "$id" "$@"
    case $status in
    0 | 5 | 6 | 7) ;;
    *) complain "$id: the patient of the first example is refused (status $status); write one first who is not" ;;
    esac
    for infusion in $infusions; do
        for dose in "51 g" "51 g/h"; do
            one_dose "$id" "$infusion" "$dose"
            case $status in
            1 | 6) ;;
            *) complain "$id, $infusion, $dose, nothing answered: status $status" ;;
            esac
            one_dose "$id" "$infusion" "$dose" "$@"
            [ "$status" -eq 1 ] || complain "$id, $infusion, $dose, patient of the first example: status $status, not refused"
        done
    done
done

echo "$asked orders asked for, $failed wrong"
[ "$failed" -eq 0 ] && [ "$asked" -gt 0 ]
