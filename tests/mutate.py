#!/usr/bin/python3
"""Lists single-token mutants of C files, in an order that SEED decides.

    mutate.py SEED FILE...

A row is: file, line, column, byte offset, length, replacement (escaped as for printf's %b), what it is. Comments, strings, the
preprocessor and assertions are left alone: an assertion is for programmers' errors, no test makes one fail.
"""
import random
import re
import sys

TOKEN = re.compile(
    rb"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/|^\#(?:[^\n\\]|\\.|\\\n)*)|(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    rb"""|(?P<name>[A-Za-z_]\w*)|(?P<number>\d\w*)"""
    rb"""|(?P<op><<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)""",
    re.S | re.M | re.X)

SWAPS = {
    b"<": [b"<=", b">="], b"<=": [b"<", b">"], b">": [b">=", b"<="], b">=": [b">", b"<"],
    b"==": [b"!="], b"!=": [b"=="], b"&&": [b"||"], b"||": [b"&&"],
    b"*": [b"/"], b"/": [b"*"], b"%": [b"*"], b"+=": [b"-="], b"-=": [b"+="], b"++": [b"--"],
    b"true": [b"false"], b"false": [b"true"],
}
STATUSES = [b"STATUS_OK", b"STATUS_NOT_FOUND", b"STATUS_WRONG_STATE", b"STATUS_QUOTA_FULL", b"STATUS_STORE_CORRUPT"]
NOT_A_STATEMENT = {
    b"return", b"break", b"continue", b"goto", b"case", b"default", b"if", b"else", b"for", b"while", b"do", b"switch",
    b"struct", b"enum", b"const", b"static", b"char", b"int", b"bool", b"size_t", b"int64_t", b"day_number", b"void",
    b"unsigned", b"long", b"sizeof", b"assert",
}


class Token:
    def __init__(self, kind, text, start):
        self.kind, self.text, self.start = kind, text, start
        self.end = start + len(text)


def tokens_of(source):
    return [Token(m.lastgroup, m.group(), m.start()) for m in TOKEN.finditer(source) if m.lastgroup != "skip"]


def closing(tokens, opened):
    """The token that closes the parenthesis at `opened`."""
    depth = 0
    for i in range(opened, len(tokens)):
        depth += tokens[i].text == b"("
        depth -= tokens[i].text == b")"
        if depth == 0:
            return i
    return len(tokens) - 1


def depths(tokens):
    """How deep in braces of functions, and in parentheses or brackets, each token stands."""
    braces = parens = 0
    for token in tokens:
        if token.text == b"}":
            braces -= 1
        if token.text in (b")", b"]"):
            parens -= 1
        yield braces, parens
        if token.text == b"{":
            braces += 1
        if token.text in (b"(", b"["):
            parens += 1


def replacements(tokens, i):
    token, before = tokens[i], tokens[i - 1]
    after_value = before.kind in ("name", "number") or before.text in (b")", b"]")
    if token.text in (b"+", b"-"):
        return [b"-" if token.text == b"+" else b"+"] if after_value else []
    if token.text == b"*" and not after_value:
        return []
    if token.text in SWAPS:
        return SWAPS[token.text]
    if token.kind == "number" and token.text.isdigit():
        number = int(token.text)
        return [b"%d" % (number + 1)] + ([b"%d" % (number - 1)] if number else [])
    if token.text.startswith(b"STATUS_"):
        return [status for status in STATUSES if status != token.text]
    return []


def statement(tokens, i, depth):
    """The index of the semicolon when an expression statement starts at i."""
    before = tokens[i - 1].text
    starts = before in (b";", b"{", b"}", b"else", b":") or (before == b")" and tokens[i].kind == "name")
    if not starts or tokens[i].kind != "name" or tokens[i].text in NOT_A_STATEMENT or depth[i][1]:
        return None
    if tokens[i + 1].kind == "name":
        return None
    for k in range(i, len(tokens)):
        if tokens[k].text in (b"{", b"}"):
            return None
        if tokens[k].text == b";":
            return k
    return None


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def mutants_of(path):
    source = open(path, "rb").read()
    tokens = tokens_of(source)
    depth = list(depths(tokens))
    passed = 0

    def row(start, end, new, what):
        line = source.count(b"\n", 0, start) + 1
        column = start - source.rfind(b"\n", 0, start)
        kept = new + b"\n" * (source.count(b"\n", start, end) - new.count(b"\n"))
        return (path, line, column, start, end - start, escaped(kept.decode()), what)

    for i, token in enumerate(tokens):
        if i < passed or i == 0 or depth[i][0] == 0:
            continue
        if token.text == b"assert":
            passed = closing(tokens, i + 1)
            continue
        for new in replacements(tokens, i):
            yield row(token.start, token.end, new, f"{token.text.decode()} becomes {new.decode()}")
        if token.text in (b"if", b"while") and tokens[i + 1].text == b"(":
            end = tokens[closing(tokens, i + 1)].end
            inside = source[tokens[i + 1].start:end]
            yield row(tokens[i + 1].start, end, b"(!" + inside + b")", "condition negated")
        end = statement(tokens, i, depth)
        if end is not None:
            yield row(token.start, tokens[end].end, b";", "statement removed")


def main():
    rows = [row for path in sys.argv[2:] for row in mutants_of(path)]
    random.Random(int(sys.argv[1])).shuffle(rows)
    for row in rows:
        print("\t".join(map(str, row)))


main()
