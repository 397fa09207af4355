"""Reasons in another language. Why something could not be read leaves a confined process as plain English, values in
place; here it is known again by its form, so that a person can read it in their own language."""

import re
import struct
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent.parent / "locale"
REASONS = "reasons"
"""The catalogue: texts with `{1}`, `{2}` where values stand, as `tools/reasons.py` finds them."""
LONGEST = 800
"""Characters of a reason that are looked at: they may be evidence, and must not cost more than a moment."""
HOLE = re.compile(r"\{(\d+)\}")


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    told: str


@cache
def teller(language: str) -> Callable[[str], str | None]:
    """What says a reason in a language: None for a text that is no reason known here. Values that are reasons
    themselves are said, too; anything else in them stays as it is."""
    forms = _forms(language)

    def tell(text: str, deep: int = 3) -> str | None:
        if len(text) > LONGEST:
            return None
        form, found = next(((one, m) for one in forms if (m := one.pattern.fullmatch(text))), (None, None))
        if form is None or found is None:
            return None
        values = [(deep and tell(value, deep - 1)) or value for value in found.groups()]
        return HOLE.sub(lambda m: values[int(m[1]) - 1], form.told)

    return tell


def _forms(language: str) -> tuple[_Form, ...]:
    """The most particular first: those with most text of their own."""
    path = FOLDER / language / "LC_MESSAGES" / f"{REASONS}.mo"
    pairs = _pairs(path.read_bytes()) if path.is_file() else {}
    order = sorted((text for text in pairs if text), key=lambda text: (-len(HOLE.sub("", text)), text))
    return tuple(_Form(_pattern(text), pairs[text]) for text in order)


def _pattern(text: str) -> re.Pattern[str]:
    """Values in the order of their numbers, each as short as it can be."""
    return re.compile("(.*?)".join(re.escape(part) for part in HOLE.split(text)[::2]), re.DOTALL)


def _pairs(data: bytes) -> dict[str, str]:
    """The texts of a compiled catalogue, our own file, with their translations."""
    _, _, count, texts, told = struct.unpack_from("<5I", data)

    def at(table: int, number: int) -> str:
        length, start = struct.unpack_from("<2I", data, table + 8 * number)
        return data[start : start + length].decode()

    return {at(texts, number): at(told, number) for number in range(count)}
