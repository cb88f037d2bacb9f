#!/bin/sh
# A visit at a terminal loses no answer: killed at several points, hung up, interrupted, its input ended; drafts are listed, deleted and
# kept apart; no place to keep is said. Driven by expect (visit_kept.exp); where there is none, nothing is tested and that is said.
set -u
INFUSHEET=${INFUSHEET:-$PWD/build/infusheet}
export INFUSHEET
cd "$(dirname "$0")/../.." || exit 1
python3 -c 'import os; os.openpty()' 2>/dev/null || { echo 'no pseudo-terminal can be had here'; exit 77; }
command -v expect >/dev/null || { echo 'expect is not installed: make check brings it'; exit 1; }
work=$(mktemp -d -p "${XDG_STATE_HOME%/*}" 2>/dev/null || mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
wrong=0

drive() { expect -f tests/cli/visit_kept.exp "$@" || { echo "  in: $*"; exit 1; }; }
say() { echo "$*"; wrong=1; }
fresh() { XDG_STATE_HOME=$work/$1; export XDG_STATE_HOME; rm -rf "$XDG_STATE_HOME"; }
drafts() { "$INFUSHEET" visit --drafts; }

# Each end of a visit, at several points: the answers before it are there, and the next question is the one that was being answered.
for how in kill hangup interrupt quit close; do
    count=0
    for next in 'setting: ' 'indication: ' 'age or born: ' 'sex (female, male): '; do
        case $how$count in kill* | hangup1 | interrupt2 | quit3 | close1) ;; *) count=$((count + 1)); continue ;; esac
        fresh "$how$count"
        drive begin $count $how
        drafts | grep -q "^1. migraine-acute-adult, begun 2026-11-20 08:00, last answer 2026-11-20 08:00, $((count + 2)) answers" ||
            say "$how after $count answers: $(drafts)"
        drive resume "$next"
        count=$((count + 1))
    done
done

# Listed by name on a terminal only; deleted after a yes.
fresh list
drive begin 2 kill
drive list
drafts | grep -q Ada && say 'a patient is named in a pipe'
"$INFUSHEET" visit --drafts --json | grep -q Ada && say 'a patient is named in JSON'
drive delete no 'stays'
[ "$(find "$XDG_STATE_HOME" -name '*.visit' | wc -l)" = 1 ] || say 'a draft went without a yes'
"$INFUSHEET" visit --delete 1 </dev/null | grep -q stays || say 'the end of the input deletes'
"$INFUSHEET" visit --delete 2 2>&1 | grep -q 'there is no visit 2; infusheet visit --drafts lists' || say 'a draft that is not there'
"$INFUSHEET" visit --resume 7 >/dev/null 2>&1 && say 'a draft that is not there is resumed'
drive reminded '1 visit is not finished'
drive begin 1 kill
drive reminded '3 visits are not finished' # the reminded one was left as well
"$INFUSHEET" visit --resume 2>&1 | grep -q '4 visits are not finished: say which' || say 'which one?'
drive delete yes 'is deleted'
[ "$(find "$XDG_STATE_HOME" -name '*.visit' | wc -l)" = 3 ] || say 'a draft was not deleted'

fresh two
drive two
[ "$(find "$XDG_STATE_HOME" -name '*.visit' | wc -l)" = 2 ] || say 'two visits, two drafts'
for file in "$XDG_STATE_HOME"/infusheet/visits/*.visit; do
    [ "$(grep -c '^name = ' "$file")" = 1 ] || say 'two visits in one draft'
done
drafts | grep -c ', 3 answers' | grep -qx 2 || say "two visits: $(drafts)"

# A damaged draft is shown, not taken up, and can be deleted.
fresh damaged
drive begin 1 kill
for file in "$XDG_STATE_HOME"/infusheet/visits/*.visit; do printf 'nothing whole\n' >"$file"; done
drafts | grep -q 'damaged' || say 'a damaged draft is not said to be'
"$INFUSHEET" visit --resume 2>&1 | grep -q 'damaged' || say 'a damaged draft is taken up'
echo yes | "$INFUSHEET" visit --delete 1 >/dev/null
"$INFUSHEET" visit --drafts | grep -q 'No visit waits' || say 'a damaged draft cannot be deleted'

# No place to keep.
touch "$work/file"
XDG_STATE_HOME=$work/file
drive cannot no
drive cannot yes
(unset XDG_STATE_HOME HOME; drive cannot yes) || exit 1
XDG_STATE_HOME=$work/file "$INFUSHEET" visit --drafts >/dev/null 2>&1
[ $? = 4 ] || say 'a list that cannot be read is no empty list'

# A full disk, or a limit of size: the beginning fits into 1,024 bytes, a long address does not, and not even a part of it stays.
for told in no yes; do
    fresh "full-$told"
    (ulimit -f 2; drive full "$told") || exit 1
    drafts | grep -q ', 3 answers' || say "a full disk: $(drafts)"
    tail -c 1 "$XDG_STATE_HOME"/infusheet/visits/*.visit | od -An -c | grep -q '\\n' || say 'a part of a line stays'
    grep -q '^address' "$XDG_STATE_HOME"/infusheet/visits/*.visit && say 'a line that could not be kept stays'
done

# The answers of a patient file are kept before the first question, or it is said.
fresh full-file
(ulimit -f 2; drive full_file) || exit 1

exit $wrong
