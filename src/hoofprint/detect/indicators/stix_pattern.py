"""STIX 2 patterns: a tokeniser and a parser for the published grammar (OASIS STIX 2.1, section 9).

A pattern becomes alternatives: any one of them, met in full, is the indicator. What has no such form (an order in
time, a negation, a comparison other than equality) is refused with a reason a person can read.
"""

import re
from itertools import product
from typing import NamedTuple

MOST = 10_000
"""A pattern with more alternatives than this is refused."""
DEEPEST = 50

_TOKEN = re.compile(
    r"""\s+
    |(?P<string>[thb]?'(?:[^'\\]|\\.)*')
    |(?P<path>[A-Za-z][A-Za-z0-9-]*:(?:[A-Za-z0-9_.*-]|'(?:[^'\\]|\\.)*'|\[\d+\]|\[\*\])+)
    |(?P<sign><=|>=|!=|==|=|<|>)
    |(?P<mark>[\[\](),])
    |(?P<word>[A-Za-z]+)
    |(?P<number>[+-]?\d+(?:\.\d+)?)
    """,
    re.VERBOSE,
)
_EQUAL = ("=", "==")


class PatternError(ValueError):
    """The pattern is no STIX pattern, or one that cannot be compared value by value; the message says which."""


class Test(NamedTuple):
    """One comparison: `path` in lower case without quotes (`file:hashes.sha-256`), `op` is `=` or `LIKE`."""

    path: str
    op: str
    value: str


Alternative = tuple[Test, ...]


def alternatives(pattern: str) -> list[Alternative]:
    """The alternatives of a pattern, each a group of comparisons that must all hold. Raises `PatternError`."""
    parser = _Parser(_tokens(pattern))
    found = parser.observations(0)
    if parser.kind:
        raise PatternError(_surplus(parser.text))
    return found


def _surplus(text: str) -> str:
    if text.upper() in ("WITHIN", "REPEATS", "START", "STOP"):
        return f"a pattern with {text.upper()} asks for times, which a list of values cannot say"
    return f"unexpected {text!r} in the pattern"


def _tokens(pattern: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None:
            raise PatternError(f"not a STIX pattern: unexpected {pattern[at : at + 20]!r}")
        at = token.end()
        if token.lastgroup:
            found.append((token.lastgroup, token.group()))
    return found


class _Parser:
    """Recursive descent; AND binds closer than OR."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at = tokens, 0

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    @property
    def text(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else "the end"

    def take(self, *wanted: str) -> str:
        """The next token if it is one of these words or marks (any case); else an error."""
        text = self.text
        if text.upper() not in wanted:
            raise PatternError(f"expected {' or '.join(wanted)} in the pattern, found {text!r}")
        self.at += 1
        return text

    def next_is(self, *words: str) -> bool:
        return self.kind in ("word", "mark") and self.text.upper() in words

    def observations(self, depth: int) -> list[Alternative]:
        """`[...] OR [...]`, with parentheses."""
        found = self.observation(depth)
        while self.next_is("OR", "AND", "FOLLOWEDBY"):
            word = self.text.upper()
            if word != "OR":
                raise PatternError(f"{word} between observations: no single value stands for it")
            self.at += 1
            found = _few(found + self.observation(depth))
        return found

    def observation(self, depth: int) -> list[Alternative]:
        if depth > DEEPEST:
            raise PatternError("parentheses nested too deeply")
        opened = self.take("[", "(")
        found = self.any_of(depth + 1) if opened == "[" else self.observations(depth + 1)
        self.take("]" if opened == "[" else ")")
        return found

    def any_of(self, depth: int) -> list[Alternative]:
        """Comparisons joined by OR."""
        found = self.all_of(depth)
        while self.next_is("OR"):
            self.at += 1
            found = _few(found + self.all_of(depth))
        return found

    def all_of(self, depth: int) -> list[Alternative]:
        """Comparisons joined by AND."""
        found = self.test(depth)
        while self.next_is("AND"):
            self.at += 1
            more = self.test(depth)
            if len(found) * len(more) > MOST:
                raise PatternError("too many alternatives in one pattern")
            found = [(*a, *b) for a, b in product(found, more)]
        return found

    def test(self, depth: int) -> list[Alternative]:
        if depth > DEEPEST:
            raise PatternError("parentheses nested too deeply")
        if self.next_is("("):
            self.at += 1
            found = self.any_of(depth + 1)
            self.take(")")
            return found
        if self.next_is("NOT", "EXISTS"):
            raise PatternError(f"{self.text.upper()}: no value to compare")
        if self.kind != "path":
            raise PatternError(f"expected an object path in the pattern, found {self.text!r}")
        path = _plain(self.text)
        self.at += 1
        return [(Test(path, op, value),) for op, value in self.compared()]

    def compared(self) -> list[tuple[str, str]]:
        """Operator and values that follow a path."""
        op = self.text.upper()
        if self.kind not in ("sign", "word"):
            raise PatternError(f"expected a comparison in the pattern, found {self.text!r}")
        self.at += 1
        if op == "IN":
            self.take("(")
            values = [self.value()]
            while self.next_is(","):
                self.at += 1
                values.append(self.value())
            self.take(")")
            return [("=", value) for value in values]
        if op not in (*_EQUAL, "LIKE"):
            raise PatternError(f"compared with {op}: only whole values are matched")
        return [("LIKE" if op == "LIKE" else "=", self.value())]

    def value(self) -> str:
        kind, text = self.kind, self.text
        if kind not in ("string", "number", "word"):
            raise PatternError(f"expected a value in the pattern, found {text!r}")
        self.at += 1
        return (
            re.sub(r"\\(.)", r"\1", text[text.index("'") + 1 : -1], flags=re.DOTALL)
            if kind == "string"
            else text
        )


def _few(found: list[Alternative]) -> list[Alternative]:
    if len(found) > MOST:
        raise PatternError("too many alternatives in one pattern")
    return found


def _plain(path: str) -> str:
    """`file:hashes.'SHA-256'` -> `file:hashes.sha-256`; list indexes do not matter."""
    return re.sub(r"'|\[\d+\]|\[\*\]", "", path).lower()
