"""Finds what can be mutated in a C source of this house, and writes the source with all its mutants in it.

Most mutants become a switch: `a < b` becomes an expression that is `a <= b` while mutant 17 is alive, so that a file is
compiled once for all of them. What must be a constant (a table, a #define, a size) is a change of the text, compiled on
its own. There is no grammar here: brackets are matched, operands end where an operator binds less, and an operator with
white space on both sides has two operands, as clang-format writes it. What does not compile is set aside by run.py.
"""

import bisect
import re

TOKEN = re.compile(
    r"""(?P<space>\s+|/\*.*?\*/|//[^\n]*)
      | (?P<line>\#(?:[^\n\\]|\\.|\\\n)*)
      | (?P<text>"(?:[^"\\]|\\.)*")
      | (?P<letter>'(?:[^'\\]|\\.)+')
      | (?P<number>0[xX][0-9a-fA-F]+[uUlL]*|\d+[uUlL]*)
      | (?P<name>[A-Za-z_]\w*)
      | (?P<sign>->|\+\+|--|<<=|>>=|<=|>=|==|!=|&&|\|\||<<|>>|[-+*/%&|^]=|\.\.\.|.)""",
    re.X | re.S,
)
BINDING = [["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<", "<=", ">", ">="], ["<<", ">>"], ["+", "-"], ["*", "/", "%"]]
STRENGTH = {sign: strength for strength, signs in enumerate(BINDING, 2) for sign in signs}
WEAKEST = {"?": 1, ":": 1, ",": 0, ";": -1, "return": 0, "case": 0, "else": 0}
WEAKEST.update({sign: 0 for sign in ["=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>="]})
OTHERS = {
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "<<": [">>"], ">>": ["<<"], "&": ["|"], "|": ["&"], "^": ["&"],
    "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="], "%=": ["*="], "|=": ["&="], "&=": ["|="], "^=": ["&="],
    "&&": ["||"], "||": ["&&"], "++": ["--"], "--": ["++"], "true": ["false"], "false": ["true"],
}  # fmt: skip
FRACTION = len("0x0123456789abcdef")  # of 64 bits, the last of which is in no result: test_ckd_epi_constants.sh holds the digits
OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = {")": "(", "]": "[", "}": "{"}
KEYWORDS = {"if", "for", "while", "switch", "do", "return", "break", "continue", "case", "default", "else", "goto", "sizeof"}
TYPES = {"const", "static", "struct", "enum", "union", "unsigned", "signed", "char", "int", "long", "short", "bool", "void"}


class Mutant:
    """One change: where it stands, what it is, and the text of the whole file with nothing but this change."""

    def __init__(self, source, low, what, pieces, constant=False):
        self.source, self.low, self.what, self.constant = source, low, what, constant
        self.pieces = pieces  # [(begin, end, new text)] of the file
        self.number = 0
        self.function = source.function_at(low)
        self.line = source.text.count("\n", 0, source.tokens[low].begin) + 1
        self.words = source.text.split("\n")[self.line - 1].strip()
        self.which = 1  # of those that read the same

    def name(self):
        which = "" if self.which == 1 else " (%d)" % self.which
        return "%s: %s: %s%s: %s" % (self.source.path, self.function, self.what, which, self.words)

    def alone(self):
        text = self.source.text
        for begin, end, new in sorted(self.pieces, reverse=True):
            text = text[:begin] + new + text[end:]
        return text


class Token:
    def __init__(self, kind, text, begin, end):
        self.kind, self.text, self.begin, self.end = kind, text, begin, end
        self.pair = -1  # the other bracket


class Span:
    """Tokens low to high (not included) which are written anew while one of the mutants is alive."""

    def __init__(self, low, high, rank, mutants, write):
        self.low, self.high, self.rank, self.mutants, self.write = low, high, rank, mutants, write


class Source:
    def __init__(self, path, text):
        self.path, self.text, self.spans, self.plain = path, text, [], []
        self.tokens = [
            Token(m.lastgroup, m.group(), m.start(), m.end()) for m in TOKEN.finditer(text) if m.lastgroup != "space"
        ]
        self.match()
        self.functions = self.find_functions()
        self.find()
        self.tell_apart()

    # ---- what stands where ----

    def match(self):
        open_ = []
        for i, token in enumerate(self.tokens):
            if token.text in OPENING and token.kind == "sign":
                open_.append(i)
            elif token.text in CLOSING and token.kind == "sign":
                token.pair = open_.pop()
                self.tokens[token.pair].pair = i

    def find_functions(self):
        """(first token, last token, name) of every body."""
        found, i = [], 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.text == "{" and i > 0 and self.tokens[i - 1].text == ")":
                found.append((i, token.pair, self.tokens[self.tokens[i - 1].pair - 1].text))
            i = token.pair + 1 if token.text in ("{", "(") else i + 1
        return found

    def function_at(self, i):
        at = bisect.bisect_right([low for low, _, _ in self.functions], i) - 1
        return self.functions[at][2] if at >= 0 and i <= self.functions[at][1] else "file"

    def is_binary(self, i):
        token = self.tokens[i]
        around = self.text[token.begin - 1] + self.text[token.end : token.end + 1]
        return token.kind == "sign" and around.isspace() and self.tokens[i - 1].text not in ("return", "(", "=", ",")

    def strength(self, i):
        token = self.tokens[i]
        if token.text in STRENGTH and self.is_binary(i):
            return STRENGTH[token.text]
        return WEAKEST.get(token.text) if token.kind in ("sign", "name") else None

    def left(self, i, strength):
        """Where the left operand of the operator i begins."""
        j = i - 1
        while True:
            if self.tokens[j].text == "}" and self.is_block(self.tokens[j].pair):
                return j + 1
            if self.tokens[j].text in CLOSING and self.tokens[j].kind == "sign":
                j = self.tokens[j].pair - 1
                continue
            here = self.strength(j)
            if self.tokens[j].text in OPENING or (here is not None and here < strength):
                return j + 1
            j -= 1

    def right(self, i, strength):
        """Where the right operand of the operator i ends."""
        j = i + 1
        while True:
            if self.tokens[j].text in OPENING and self.tokens[j].kind == "sign":
                j = self.tokens[j].pair + 1
                continue
            here = self.strength(j)
            if self.tokens[j].text in CLOSING or (here is not None and here <= strength):
                return j
            j += 1

    def operand_after(self, i):
        """Where a name or bracket with all its calls, indices and members ends."""
        while self.tokens[i].text in ("!", "*", "-", "&", "~"):
            i += 1
        i = self.tokens[i].pair + 1 if self.tokens[i].text == "(" else i + 1
        while self.tokens[i].text in ("(", "[", ".", "->", "{"):
            if self.tokens[i].text == "{" and self.tokens[i - 1].text != ")":
                break
            i = self.tokens[i].pair + 1 if self.tokens[i].text in OPENING else i + 2
        return i

    def operand_before(self, i):
        while True:
            i = self.tokens[i].pair if self.tokens[i].text in CLOSING else i
            if self.tokens[i].text == "[":
                i -= 1
            elif self.tokens[i - 1].text in (".", "->"):
                i -= 2
            else:
                return i

    # ---- what can be changed ----

    def mutant(self, low, what, pieces):
        return Mutant(self, low, what, pieces)

    def of_token(self, i, new):
        token = self.tokens[i]
        return self.mutant(i, "%s to %s" % (token.text, new), [(token.begin, token.end, new)])

    def find(self):
        for low, high, _ in self.functions:
            heads = [(i + 1, self.tokens[i + 1].pair) for i in range(low, high) if self.tokens[i].text == "for"]
            fixed = self.must_be_constant(low, high)
            for i in range(low + 1, high):
                if fixed[i - low]:
                    self.find_outside(i, self.tokens[i])
                else:
                    self.find_at(i, any(a < i < b for a, b in heads))
            self.find_statements(low, high)
        inside = [False] * len(self.tokens)
        for low, high, _ in self.functions:
            inside[low : high + 1] = [True] * (high + 1 - low)
        for i, token in enumerate(self.tokens):
            if not inside[i]:
                self.find_outside(i, token)

    def must_be_constant(self, low, high):
        """Static tables, enums, labels, the number in INT64_C() and sizes: there a switch would not compile."""
        fixed = [False] * (high - low)

        def mark(a, b):
            fixed[a - low : b - low] = [True] * (b - a)

        for i in range(low + 1, high):
            token = self.tokens[i]
            if token.text in ("static", "enum") and self.begins_statement(i):
                mark(i, self.right(i, -1))
            elif token.text == "case":
                mark(i, i + 2 if self.tokens[i + 2].text == ":" else i + 3)
            elif token.kind == "name" and token.text.endswith("_C") and self.tokens[i + 1].text == "(":
                mark(i, self.tokens[i + 1].pair)
            elif token.text == "]" and self.tokens[i + 1].text == ")" and self.tokens[i + 2].text == "{":
                mark(token.pair, i)
        return fixed

    def find_at(self, i, in_head):
        token = self.tokens[i]
        if token.text in STRENGTH and self.is_binary(i):
            self.add_binary(i)
        elif token.kind == "sign" and token.text in OTHERS and WEAKEST.get(token.text) == 0:
            self.add_assignment(i)
        elif token.text in ("++", "--") and not in_head:
            self.add_step(i)
        elif token.text == "!":
            self.add_not(i)
        elif token.text == "?" and token.kind == "sign":
            self.add_condition(self.left(i, 2), i)
        elif token.text in ("if", "while", "for") and token.kind == "name":
            self.add_head(i)
        elif token.text in ("true", "false") or (token.kind in ("number", "letter") and not self.is_empty_table(i)):
            self.add_constant(i)

    def is_empty_table(self, i):
        return self.tokens[i - 1].text == "{" and self.tokens[i].text == "0" and self.tokens[i + 1].text == "}"

    def neighbours(self, token):
        if token.kind == "name":
            return OTHERS[token.text]
        if token.kind == "letter":
            return ["(%s + 1)" % token.text, "(%s - 1)" % token.text]
        digits = token.text.rstrip("uUlL")
        if len(digits) == FRACTION:
            return []
        tail = token.text[len(digits) :]
        number = int(digits, 0)
        return [str(number + 1) + tail, str(number - 1) + tail if number > 0 else "(-1)"]

    def is_size(self, token):
        """Of an array: one more element is nothing that a test could see."""
        before = self.text[token.begin - 1]
        return before == "[" and re.match(r"\](\[|;|\)\{| = )", self.text[token.end : token.end + 4]) is not None

    def add_constant(self, i):
        mutants = [self.of_token(i, new) for new in self.neighbours(self.tokens[i])]
        if not mutants:
            return

        def write(inner):
            text = self.tokens[i].text
            for mutant in mutants:
                text = "(m_(%d) ? %s : %s)" % (mutant.number, mutant.pieces[0][2], text)
            return text

        self.spans.append(Span(i, i + 1, 0, mutants, write))

    def add_binary(self, i):
        sign = self.tokens[i].text
        strength = STRENGTH[sign]
        low, high = self.left(i, strength), self.right(i, strength)
        mutants = [self.of_token(i, other) for other in OTHERS[sign]]
        writes = self.write_choice if sign in ("&&", "||") else self.write_operands
        self.spans.append(Span(low, high, 1, mutants, lambda inner: writes(inner, (low, i, high), mutants)))

    def write_operands(self, inner, where, mutants):
        low, i, high = where
        a, b = "a%d_" % mutants[0].number, "b%d_" % mutants[0].number
        text = "%s %s %s" % (a, self.tokens[i].text, b)
        for mutant in mutants:
            text = "m_(%d) ? %s %s %s : (%s)" % (mutant.number, a, mutant.pieces[0][2], b, text)
        return "({ __auto_type %s = %s; __auto_type %s = %s; %s; })" % (a, inner(low, i), b, inner(i + 1, high), text)

    def write_choice(self, inner, where, mutants):
        low, i, high = where
        a, right = "a%d_" % mutants[0].number, "(_Bool)(%s)" % inner(i + 1, high)
        pair = (right, a) if self.tokens[i].text == "&&" else (a, right)
        return "({ _Bool %s = (%s); (%s != m_(%d)) ? %s : %s; })" % ((a, inner(low, i), a, mutants[0].number) + pair)

    def add_assignment(self, i):
        low, high = self.left(i, 1), self.right(i, 0)
        mutant = self.of_token(i, OTHERS[self.tokens[i].text][0])

        def write(inner):
            p, b = "p%d_" % mutant.number, "b%d_" % mutant.number
            return "({ __auto_type %s = &(%s); __auto_type %s = (%s); m_(%d) ? (*%s %s %s) : (*%s %s %s); })" % (
                p, inner(low, i), b, inner(i + 1, high), mutant.number,
                p, mutant.pieces[0][2], b, p, self.tokens[i].text, b)  # fmt: skip

        self.spans.append(Span(low, high, 1, [mutant], write))

    def add_step(self, i):
        after = self.tokens[i - 1].kind == "name" or self.tokens[i - 1].text in ("]", ")")
        low, high = (self.operand_before(i - 1), i + 1) if after else (i, self.operand_after(i + 1))
        mutant = self.of_token(i, OTHERS[self.tokens[i].text][0])

        def write(inner):
            operand = inner(low, i) if after else inner(i + 1, high)
            shape = "(%s)%s" if after else "%s(%s)"
            old, new = [shape % ((operand, s) if after else (s, operand)) for s in (self.tokens[i].text, mutant.pieces[0][2])]
            return "(m_(%d) ? %s : %s)" % (mutant.number, new, old)

        self.spans.append(Span(low, high, 1, [mutant], write))

    def add_not(self, i):
        high = self.operand_after(i + 1)
        mutant = self.mutant(i, "! dropped", [(self.tokens[i].begin, self.tokens[i].end, "!!")])
        self.spans.append(
            Span(i, high, 0, [mutant], lambda inner: "((_Bool)(!%s) != m_(%d))" % (inner(i + 1, high), mutant.number))
        )

    def add_head(self, i):
        low, high = i + 2, self.tokens[i + 1].pair
        if self.tokens[i].text == "for":
            ends = [j for j in range(low, high) if self.tokens[j].text == ";"]
            low, high = ends[0] + 1, ends[1]
        if low < high:
            self.add_condition(low, high)

    def add_condition(self, low, high):
        """Not where the condition is a comparison or a negation: those have this mutant already."""
        if any((s.low, s.high) == (low, high) for s in self.spans) or self.covers(low, high):
            return
        begin, end = self.tokens[low].begin, self.tokens[high - 1].end
        mutant = self.mutant(low, "negated", [(begin, begin, "!("), (end, end, ")")])
        self.spans.append(
            Span(low, high, 2, [mutant], lambda inner: "((%s) ? !m_(%d) : m_(%d))" % (inner(low, high), mutant.number, mutant.number))
        )

    def covers(self, low, high):
        for i in range(low, high):
            strength = STRENGTH.get(self.tokens[i].text) if self.is_binary(i) else None
            if strength in (7, 8) and (self.left(i, strength), self.right(i, strength)) == (low, high):
                return True
        return self.tokens[low].text == "!" and self.operand_after(low + 1) == high

    # ---- statements ----

    def find_statements(self, low, high):
        for i in range(low + 1, high):
            if self.begins_statement(i) and self.tokens[i].text not in ("}", "{", ";"):
                end = self.right(i - 1, -1)
                if self.tokens[end].text == ";" and self.may_go(i, end, high):
                    self.add_deletion(i, end + 1)

    def begins_statement(self, i):
        before = self.tokens[i - 1]
        if before.text in ("{", "}"):
            return self.is_block(i - 1 if before.text == "{" else before.pair)
        if before.text == ";":
            return not any(
                self.tokens[j].text == "for" and j + 1 < i < self.tokens[j + 1].pair for j in range(max(0, i - 60), i)
            )
        return before.text == ":" and self.is_label(i - 1)

    def is_block(self, i):
        before = self.tokens[i - 1].text
        if before == ")":  # not of a compound literal: those are within an expression
            head = self.tokens[self.tokens[i - 1].pair - 1]
            return head.kind == "name" and head.text not in ("return", "sizeof")
        return before in ("else", "do", ";", "{", "}", ":")

    def is_label(self, i):
        while self.tokens[i].text not in (";", "{", "}", "?", "case", "default"):
            i -= 1
        return self.tokens[i].text in ("case", "default")

    def may_go(self, low, end, high):
        first, second = self.tokens[low], self.tokens[low + 1]
        if first.text in KEYWORDS and first.text not in ("return", "break", "continue"):
            return False
        if first.text in TYPES or (first.kind == second.kind == "name" and first.text != "return"):
            return False
        if second.text == "*" and first.kind == "name" and first.text != "return":
            return False
        if first.text in ("return", "break", "continue") and self.tokens[end + 1].text == "}":
            block = self.tokens[end + 1].pair
            last = end + 1 == high or (first.text == "break" and self.is_switch(block))
            return not last
        return True

    def is_switch(self, block):
        return self.tokens[block - 1].text == ")" and self.tokens[self.tokens[block - 1].pair - 1].text == "switch"

    def add_deletion(self, low, high):
        begin, end = self.tokens[low].begin, self.tokens[high - 1].end
        blank = re.sub(r"[^\n]", "", self.text[begin:end])
        mutant = self.mutant(low, "deleted", [(begin, end, ";" + blank)])
        self.spans.append(
            Span(low, high, 3, [mutant], lambda inner: "if (!m_(%d)) { %s }" % (mutant.number, inner(low, high)))
        )

    # ---- tables, sizes and constants of the preprocessor ----

    def find_outside(self, i, token):
        if token.kind == "line":
            found = re.match(r"#define\s+\w+\s+(.*)", token.text, re.S)
            for number in re.finditer(r"(?<![\w.])\d+(?![\w.])", found.group(1)) if found else []:
                self.add_plain(i, token.begin + found.start(1) + number.start(), number.group())
        elif token.text in ("true", "false") or (token.kind in ("number", "letter") and not self.is_empty_table(i)):
            for new in self.neighbours(token)[self.is_size(token) :]:
                self.plain.append(self.of_token(i, new))

    def add_plain(self, i, begin, digits):
        for new in (str(int(digits) + 1), str(int(digits) - 1)):
            self.plain.append(self.mutant(i, "%s to %s" % (digits, new), [(begin, begin + len(digits), new)]))

    def tell_apart(self):
        switches = [m for span in self.spans for m in span.mutants]
        seen = {}
        for mutant in sorted(switches + self.plain, key=lambda m: (m.pieces[0][0], m.what)):
            key = (mutant.function, mutant.what, mutant.words)
            seen[key] = mutant.which = seen.get(key, 0) + 1
        switches.sort(key=lambda m: (m.pieces[0][0], m.what))
        for number, mutant in enumerate(switches, 1):
            mutant.number = number
        self.switches = switches

    # ---- the source with its switches ----

    def instrumented(self):
        spans = {}
        for span in sorted(self.spans, key=lambda s: (-s.high, -s.rank)):
            spans.setdefault(span.low, []).append(span)
        return self.text[: self.tokens[0].begin] + self.written(spans, 0, len(self.tokens), None)

    def written(self, spans, low, high, within):
        """The text of these tokens; a span that begins with them stands inside `within` if that begins there too."""
        out, i = [], low
        while i < high:
            here = spans.get(i, [])
            if within in here:
                here = here[here.index(within) + 1 :]
            within = None
            span = next((s for s in here if s.high <= high), None)
            if span is None:
                piece, end = self.tokens[i].text, i + 1
            else:
                piece, end = span.write(lambda a, b, s=span: self.written(spans, a, b, s)), span.high
                begin, last = self.tokens[i].begin, self.tokens[end - 1].end
                piece += "\n" * (self.text.count("\n", begin, last) - piece.count("\n"))  # each line stays where it was
            after = self.tokens[end].begin if end < len(self.tokens) else len(self.text)
            gap = self.text[self.tokens[end - 1].end : after]
            out.append(piece + (gap if end < high else ""))
            i = end
        return "".join(out)

    def set_aside(self, lines):
        """What stands in these lines, or else around them, is no switch but a change of the text."""

        def there(span):
            return any(m.line in lines for m in span.mutants)

        def around(span):
            lines_of = [self.text.count("\n", 0, self.tokens[i].begin) + 1 for i in (span.low, span.high - 1)]
            return any(lines_of[0] <= line <= lines_of[1] for line in lines)

        aside = [s for s in self.spans if there(s)] or [s for s in self.spans if around(s)]
        self.spans = [s for s in self.spans if s not in aside]
        gone = [m for s in aside for m in s.mutants]
        self.plain.extend(gone)
        self.switches = [m for m in self.switches if m not in gone]
