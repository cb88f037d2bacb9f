# Completion of infusheet for bash: commands, options, protocol ids from the protocols directory, and the facts of a
# protocol with their choices, as the program itself lists them.

# The protocols directory: --protocols, then INFUSHEET_PROTOCOLS, then that of the program's tree or installation.
_infusheet_protocols_dir()
{
    local i program
    for ((i = 1; i < ${#words[@]} - 1; i++)); do
        if [[ ${words[i]} == --protocols ]]; then
            printf '%s\n' "${words[i + 1]}"
            return
        fi
    done
    if [[ -n ${INFUSHEET_PROTOCOLS-} ]]; then
        printf '%s\n' "$INFUSHEET_PROTOCOLS"
        return
    fi
    program=$(type -P -- "${words[0]}") || return
    program=$(readlink -f -- "$program") || return
    for i in "${program%/*}/../protocols" "${program%/*}/../share/infusheet/protocols"; do
        if [[ -d $i ]]; then
            printf '%s\n' "$i"
            return
        fi
    done
}

_infusheet_protocol_ids()
{
    local dir file
    dir=$(_infusheet_protocols_dir)
    [[ -n $dir ]] || return
    for file in "$dir"/*.cfg; do
        file=${file##*/}
        [[ $file == '*.cfg' || $file == site.cfg ]] || printf '%s\n' "${file%.cfg}"
    done
}

_infusheet_drug_ids()
{
    local dir file
    dir=$(_infusheet_protocols_dir)
    for file in "${dir:-.}"/drugs/*.cfg; do
        file=${file##*/}
        [[ $file == '*.cfg' ]] || printf '%s\n' "${file%.cfg}"
    done
}

# Every word that can be explained.
_infusheet_codes()
{
    "${words[0]}" explain --json 2>/dev/null </dev/null | sed -n 's/.*"code": *"\([^"]*\)".*/\1/p'
}

# One line for each fact of the protocol: its name, then its choices.
_infusheet_facts()
{
    local dir
    dir=$(_infusheet_protocols_dir)
    { "${words[0]}" facts "$1" --json ${dir:+--protocols "$dir"} 2>/dev/null </dev/null | tr -d '\n' && echo; } |
        tr '{' '\n' | sed '
            /"name":/!d
            s/"choices": *\[ *\]//
            s/"kind": *"question"/& "choices": ["yes", "no"]/
            s/.*"name": *"\([^"]*\)".*"choices": *\[\([^]]*\)\].*/\1 \2/
            s/.*"name": *"\([^"]*\)".*/\1/
            s/[",]/ /g'
}

# Candidates that begin with the current word, from a list of words.
_infusheet_offer()
{
    local candidate
    while read -r candidate; do
        [[ -n $candidate && $candidate == "$current"* ]] && COMPREPLY+=("$candidate")
    done < <(printf '%s\n' "$@")
}

_infusheet()
{
    local commands='order visit calc protocols facts verify new check test prove diff table explain'
    local options='--help --version -o --json --protocols'
    local order_options='--patient --dose --over --infusion --override --prescriber --at --confirm --format --site --paper --blind --no-self-check'
    local visit_options='--patient --save --resume --drafts --delete --dose --over --infusion --override --prescriber --at --confirm --format --paper --site'
    local calculations='flow drops draw diluent dose dose-rate concentration time speed convert crcl egfr ibw adjbw bsa'
    local words=() current previous command protocol fact i line=${COMP_LINE:0:COMP_POINT}
    COMPREPLY=()

    # Readline splits at = and :, the program does not: put such words together again.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        if ((i > 0)) && [[ ${COMP_WORDS[i]} == [=:]* || ${COMP_WORDS[i - 1]} == *[=:] ]] &&
            ! [[ $i -eq $COMP_CWORD && -z ${COMP_WORDS[i]} && $line == *[[:space:]] ]]; then
            words[${#words[@]} - 1]+=${COMP_WORDS[i]}
        else
            words+=("${COMP_WORDS[i]}")
        fi
    done
    current=${words[${#words[@]} - 1]}
    previous=${words[${#words[@]} - 2]-}

    for ((i = 1; i < ${#words[@]} - 1; i++)); do
        case ${words[i]} in
        -o | --protocols | --drug | --site | --patient | --save | --delete | --dose | --over | --infusion | --override | --prescriber | --at | \
            --confirm | --format | --paper) ((i++)) ;;
        -* | *=*) ;;
        *)
            if [[ -z ${command-} ]]; then
                command=${words[i]}
            elif [[ -z ${protocol-} ]]; then
                protocol=${words[i]}
            fi
            ;;
        esac
    done

    case $previous in
    -o | --site | --patient | --save) compopt -o default && return ;;
    --protocols) compopt -o dirnames && return ;;
    --format)
        if [[ ${command-} == check ]]; then _infusheet_offer gcc json
        elif [[ ${command-} == diff ]]; then _infusheet_offer text markdown; else _infusheet_offer text json pdf; fi
        return
        ;;
    --paper)
        _infusheet_offer a4 letter
        return
        ;;
    --drug)
        _infusheet_offer $(_infusheet_drug_ids)
        return
        ;;
    --dose | --over | --infusion | --override | --prescriber | --at | --delete) return ;;
    --confirm)
        [[ -z ${protocol-} ]] || while read -r fact i; do
            _infusheet_offer "$fact"
        done < <(_infusheet_facts "$protocol")
        return
        ;;
    esac

    if [[ $current == -* ]]; then
        # shellcheck disable=SC2086 # lists of options
        case ${command-} in
        order) _infusheet_offer $options $order_options ;;
        verify) _infusheet_offer $options --site ;;
        visit) _infusheet_offer $options $visit_options ;;
        check) _infusheet_offer $options --format ;;
        new) _infusheet_offer $options --drug ;;
        test) _infusheet_offer $options --strict --library --propose ;;
        prove) _infusheet_offer $options --brute --seed --site ;;
        table) _infusheet_offer $options --csv --site ;;
        diff) _infusheet_offer $options --format --site ;;
        *) _infusheet_offer $options ;;
        esac
        return
    fi

    # shellcheck disable=SC2086 # lists of words
    case ${command-} in
    '') _infusheet_offer $commands ;;
    calc) [[ -n ${protocol-} ]] || _infusheet_offer $calculations ;;
    check | verify) compopt -o default ;;
    explain) _infusheet_offer $(_infusheet_codes) ;;
    order | visit)
        if [[ -z ${protocol-} ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$(_infusheet_protocol_ids)" -- "$current")
        elif [[ $current == *=* ]]; then
            while read -r fact i; do
                [[ $fact != "${current%%=*}" ]] || mapfile -t COMPREPLY < <(compgen -W "$i unknown" -- "${current#*=}")
            done < <(_infusheet_facts "$protocol")
        else
            compopt -o nospace
            while read -r fact i; do
                [[ $fact != "$current"* ]] || COMPREPLY+=("$fact=")
            done < <(_infusheet_facts "$protocol")
        fi
        ;;
    facts | test | prove)
        if [[ $current == */* || $current == *.cfg ]]; then
            compopt -o default
        else
            mapfile -t COMPREPLY < <(compgen -W "$(_infusheet_protocol_ids)" -- "$current")
        fi
        ;;
    esac
}

complete -F _infusheet infusheet
