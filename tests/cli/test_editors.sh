#!/bin/sh
# What README.md tells editors to look for finds every finding that infusheet check prints: the expression for VS Code with
# grep, the format for vim with vim, where it is installed.
set -u
program=${INFUSHEET:-$PWD/build/infusheet}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# Findings with line and column, with a line alone, and about a whole file.
"$program" check tests/protocol/bad/*.cfg --protocols tests/protocol/good 2>&1 | grep -v 'files checked' >"$work/findings"
[ "$(wc -l <"$work/findings")" -gt 80 ] || { echo 'too few findings to try'; exit 1; }

expression=$(sed -n 's/^ *"regexp": "\(.*\)",$/\1/p' README.md | sed 's/\\\\/\\/g')
[ -n "$expression" ] || { echo 'README.md has no expression for VS Code'; exit 1; }
if grep -vP -e "$expression" "$work/findings"; then
    echo 'are not matched by the expression of README.md'
    exit 1
fi

command -v vim >/dev/null || { echo 'vim is not installed: its format was not tried'; exit 0; }
mkdir "$work/bin" && ln -s "$program" "$work/bin/infusheet" || exit 1
cp tests/protocol/bad/low-above-high.cfg tests/protocol/bad/factor-without-usual.cfg "$work/" || exit 1
mkdir "$work/drugs" && cp tests/protocol/good/drugs/test-drug.cfg "$work/drugs/" || exit 1
sed -n '/^```vim$/,/^```$/{/^```/d;p}' README.md >"$work/hint.vim"
cat >>"$work/hint.vim" <<'VIM'
make!
call writefile(map(getqflist(), {at, entry -> entry.valid . ' ' . bufname(entry.bufnr) . ':' . entry.lnum . ':' . entry.col . ' ' . entry.type}), 'list')
qa!
VIM
in_vim() {
    (cd "$work" && PATH=$work/bin:$PATH timeout 60 vim -es -u NONE -N "$1" -S hint.vim </dev/null >/dev/null 2>&1; cat list)
}
[ "$(in_vim low-above-high.cfg)" = '1 low-above-high.cfg:21:5 e' ] || { echo 'vim reads the findings otherwise:'; cat "$work/list"; exit 1; }
[ "$(in_vim factor-without-usual.cfg)" = '1 factor-without-usual.cfg:31:0 e' ] || { echo 'vim reads the finding otherwise:'; cat "$work/list"; exit 1; }
