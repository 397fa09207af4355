"""A result with an attack in every text that could be evidence."""

from collections.abc import Iterator
from typing import Any

import msgspec

from hoofprint.model import face as f
from tests.export.results import result

ATTACKS = (
    "\x1b[2J\x1b]8;;https://example.org\x07[bold red]x[/]\x9b31m",
    "<script>alert(1)</script><img src=//example.org/x>\"'><b onload=x>",
    "\u202egpj.exe\u2066\u200b\x00\x07\r\nFAKE LINE\u2028{handle} {0} %s",
    '=HYPERLINK("https://example.org";"x")',
)


def hostile(attack: str) -> f.CheckResult:
    """The story with an attack in every text that could be evidence, and in every text a foreign case could hold."""
    made: f.CheckResult = msgspec.convert(_poisoned(msgspec.to_builtins(result()), attack), f.CheckResult)
    return made


CODES = frozenset(
    ("stage", "grade", "attribution", "outcome", "status", "time", "from", "to", "valid_from", "valid_until")
)
"""Fields whose words the program itself compares; a test of their own covers odd values there."""


def _poisoned(value: Any, attack: str, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _poisoned(item, attack, key) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_poisoned(item, attack, name) for item in value]
    if isinstance(value, str) and name not in CODES and name != "id":
        return f"{value} {attack}"
    return value


def texts(value: Any) -> Iterator[str]:
    """Every string in a face."""
    if isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value
