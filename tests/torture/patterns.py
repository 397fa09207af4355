"""Every regular expression of the program, and texts made from each to make it slow.

Patterns are found in the code itself: compiled ones by importing every module, others where they are written in a
call. The texts repeat, fifty kilobytes long, what a pattern repeats: behind what must come before, and followed by
what lets the whole fail at the last moment.
"""

import ast
import importlib
import pkgutil
import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import hoofprint

LENGTH = 50_000
ENOUGH = 64
"""A part that is repeated at most so often is not repeated without end."""
POOL = "a1A.-_/ :;=@%+,|\"'<>()[]{}\\\n\t\x01\x00h0é"
"""Characters that stand for whatever a class of characters allows."""
TAILS = ("", "\x00", "\n!")
CALLS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
Pattern = re.Pattern[Any]


class Used(NamedTuple):
    """A pattern, and how the program uses it."""

    pattern: str | bytes
    flags: int
    ways: frozenset[str]
    where: str


def used() -> list[Used]:
    """Every pattern of the program, with the calls that are made with it."""
    found: dict[tuple[str | bytes, int], Used] = {}
    named, anywhere = _calls()
    for module, name, pattern in _compiled():
        ways = named[module, name] or anywhere[module] or CALLS
        _add(found, pattern.pattern, pattern.flags, ways, f"{module}.{name}")
    for path, call, text in _written():
        _add(found, text, 0, {call}, path)
    return sorted(found.values(), key=lambda one: (one.where, str(one.pattern)))


def _add(
    found: dict[tuple[str | bytes, int], Used], pattern: str | bytes, flags: int, ways: set[str], where: str
) -> None:
    known = found.get((pattern, flags))
    before = known.ways if known else frozenset()
    found[pattern, flags] = Used(pattern, flags, before | ways, known.where if known else where)


def _compiled() -> Iterator[tuple[str, str, Pattern]]:
    """Compiled patterns that a module holds, itself or inside a value, with the names of module and value."""
    for found in pkgutil.walk_packages(hoofprint.__path__, "hoofprint."):
        if not found.name.endswith("__main__"):
            for name, value in list(vars(importlib.import_module(found.name)).items()):
                yield from ((found.name, name, pattern) for pattern in _patterns(value, 0))


def _patterns(value: object, depth: int) -> Iterator[Pattern]:
    fields = getattr(value, "__dataclass_fields__", None)
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(getattr(value, "__self__", None), re.Pattern):  # `re.compile(...).match`
        yield value.__self__  # type: ignore[attr-defined]
    elif depth > 3:
        return
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _patterns(one, depth + 1)
    elif isinstance(value, dict):
        yield from _patterns([*value, *value.values()], depth + 1)
    elif isinstance(fields, dict) and not isinstance(value, type):
        yield from _patterns([getattr(value, name, None) for name in fields], depth + 1)


def _trees() -> Iterator[tuple[str, ast.AST]]:
    folder = Path(hoofprint.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        module = ".".join(("hoofprint", *path.relative_to(folder).with_suffix("").parts))
        yield module.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def _calls() -> tuple[dict[tuple[str, str], set[str]], dict[str, set[str]]]:
    """Calls that are made with a module's name, there or where it is imported, and with whatever in a module."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    anywhere: dict[str, set[str]] = defaultdict(set)
    for module, tree in _trees():
        origin: dict[str, tuple[str, str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                origin |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in CALLS:
                anywhere[module].add(node.attr)
                if isinstance(node.value, ast.Name):
                    named[origin.get(node.value.id, (module, node.value.id))].add(node.attr)
    return named, anywhere


def _written() -> Iterator[tuple[str, str, str | bytes]]:
    """Patterns that stand in a call: `re.sub("...", ...)`."""
    for module, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute):
                call, first = node.func, node.args[0]
                of_re = isinstance(call.value, ast.Name) and call.value.id == "re" and call.attr in CALLS
                if of_re and isinstance(first, ast.Constant):
                    yield module, call.attr, first.value


def slow_texts(pattern: str | bytes, flags: int) -> Iterator[str | bytes]:
    """Texts made from what the pattern repeats without end, and from nothing it knows."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    tree = parser.parse(text, flags & ~re.UNICODE if isinstance(pattern, bytes) else flags)
    bodies = set(_bodies(list(tree), ""))
    for before, body in sorted(bodies):
        for tail in TAILS:
            made = before + (body * (LENGTH // len(body) + 1))[:LENGTH] + tail
            if not isinstance(pattern, bytes):
                yield made
            else:
                yield made.encode("latin-1", "replace")


def _bodies(items: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """What is repeated without end, each with a text that the parts before it take."""
    for kind, given in items:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            _, most, inner = given
            if most >= ENOUGH:
                for body in _examples(list(inner)):
                    yield before, body
            yield from _bodies(list(inner), before)
        elif kind is kinds.SUBPATTERN:
            yield from _bodies(list(given[-1]), before)
        elif kind is kinds.BRANCH:
            for branch in given[1]:
                yield from _bodies(list(branch), before)
        elif kind in (kinds.ATOMIC_GROUP,):
            yield from _bodies(list(given), before)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            yield from _bodies(list(given[1]), before)
        before += next(iter(_examples([(kind, given)])), "")


def _examples(items: list[Any]) -> list[str]:
    """Short texts that these parts take: one for each character of the pool that they allow."""
    found = [""]
    for kind, given in items:
        options = _options(kind, given)
        if len(options) > 1 and len(found) == 1:
            found = [found[0] + option for option in options]
        else:
            found = [one + options[0] for one in found] if options else found
    return [one for one in dict.fromkeys(found) if one]


def _options(kind: Any, given: Any) -> list[str]:
    if kind is kinds.LITERAL:
        return [chr(given)]
    if kind in (kinds.ANY, kinds.NOT_LITERAL, kinds.IN, kinds.CATEGORY):
        return [each for each in POOL if _allows(kind, given, each)] or [_first(given)]
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        least, most, inner = given
        return [one * max(least, 1) for one in _examples(list(inner))] if most else [""]
    if kind is kinds.SUBPATTERN:
        return _examples(list(given[-1]))
    if kind is kinds.ATOMIC_GROUP:
        return _examples(list(given))
    if kind is kinds.BRANCH:
        return [one for branch in given[1] for one in _examples(list(branch))[:3]]
    return []


def _allows(kind: Any, given: Any, character: str) -> bool:
    if kind is kinds.ANY:
        return character != "\n"
    if kind is kinds.NOT_LITERAL:
        return character != chr(given)
    tests = given if kind is kinds.IN else [(kinds.CATEGORY, given)]
    negated, hit = False, False
    for test, value in tests:
        if test is kinds.NEGATE:
            negated = True
        elif test is kinds.LITERAL:
            hit |= character == chr(value)
        elif test is kinds.RANGE:
            hit |= value[0] <= ord(character) <= value[1]
        elif test is kinds.CATEGORY:
            hit |= re.fullmatch(CATEGORIES[str(value)], character) is not None
    return hit != negated


def _first(given: Any) -> str:
    """Any character of a class that knows none of the pool."""
    for test, value in given if isinstance(given, list) else ():
        if test is kinds.LITERAL:
            return chr(value)
        if test is kinds.RANGE:
            return chr(value[0])
    return "a"


CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
