#!/bin/sh
# For each property a protocol that breaks it: infusheet prove finds a patient, and whoever types the command that it prints sees the fault.
#
# Each file of tests/analysis/faulty says of itself:
#   # property: ID            what fails; "none": every property is proved
#   # order: STATUS WORDS     the exit status of the command, and words that its output holds; "none": there is no patient to show
#   # says: WORDS             words of the finding
#   # pair: DOSE DOSE         the doses of the first and the second patient, in mcg
#   # pair-rises: 1           the second is given more than the first, who may be refused
set -u
program=${INFUSHEET:-$PWD/build/infusheet}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0

wrong() {
    echo "$file: $*"
    bad=1
}

# What the first lines of the file say.
says() {
    sed -n "s/^# $1: //p" "$file"
}

# A key of the property that fails.
of_property() {
    sed -n "/\"id\": \"$property\"/,/}/s/^ *\"$1\": \"\(.*\)\",*\$/\1/p" "$work/proof" | sed 's/\\\\/\\/g; s/\\"/"/g'
}

run_command() {
    printf '%s\n' "$1 --json" | sed "s:^infusheet :\"$program\" :" >"$work/command.sh"
    sh "$work/command.sh" >"$2" 2>&1
}

dose_in() {
    sed -n 's/^ *"dose_mcg": \([0-9]*\),$/\1/p' "$1" | head -1
}

for file in tests/analysis/faulty/*.cfg; do
    property=$(says property)
    "$program" prove "$file" --protocols tests/accidents --brute 20000 --json >"$work/proof"
    status=$?
    if [ "$property" = none ]; then
        [ "$status" -eq 0 ] || wrong "is not proved (status $status)"
        continue
    fi
    [ "$status" -eq 1 ] || wrong "status $status instead of 1"
    [ "$(of_property result)" = counterexample ] || wrong "no counterexample to $property"
    grep -q '"disagrees": \[\]' "$work/proof" || wrong 'plain enumeration disagrees'
    of_property why | grep -qF "$(says says)" || wrong "does not say \"$(says says)\""
    order=$(says order)
    case $order in
    none) continue ;;
    ?*)
        run_command "$(of_property command)" "$work/order"
        status=$?
        [ "$status" -eq "${order%% *}" ] || wrong "the command ends with $status instead of ${order%% *}"
        grep -qF "${order#* }" "$work/order" || wrong "the order does not say \"${order#* }\""
        ;;
    *)
        run_command "$(of_property compare)" "$work/first"
        run_command "$(of_property command)" "$work/second"
        first=$(dose_in "$work/first")
        second=$(dose_in "$work/second")
        pair=$(says pair)
        if [ -n "$pair" ]; then
            [ "$first $second" = "$pair" ] || wrong "the doses are $first and $second instead of $pair"
        else
            [ "${second:-0}" -gt "${first:-0}" ] || wrong "the dose does not rise: ${first:-none}, ${second:-none}"
        fi
        ;;
    esac
done
exit $bad
