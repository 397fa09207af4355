"""Tables (CSV, TSV, semicolons): columns known by their heading, or by what stands in them.

A `type` column beside a `value` column names the kind row by row, as MISP and block lists export them. Columns that
only describe another one are no claims of their own and are not loaded: names and signing certificates beside a file
hash (a sample may be signed with a public key), the address a domain name once pointed to (others share it).
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hoofprint.detect.indicators import dates
from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.detect.indicators.notes import CONTEXT
from hoofprint.detect.indicators.readers import misp, plain
from hoofprint.detect.indicators.readers.headings import ANDROID_ONLY, kind_of
from hoofprint.model.record import Observable as O

VALUE = ("value", "indicator", "ioc", "observable")
CAMPAIGN = ("campaign", "malware family", "family", "malware", "app", "threat", "event info")
DATES = {
    "published": "published",
    "date": "published",
    "first seen": "valid_from",
    "last seen": "valid_until",
}
INVENTORY = frozenset(("licence", "license", "commit", "indicators by type"))
DESCRIBED_BY = {O.FILE_HASH: (O.BUNDLE, O.CERT_HASH, O.PATH, O.PROCESS), O.DOMAIN: (O.IP,)}
GUESSED_FROM = 100


class Layout(NamedTuple):
    """Which column says what."""

    kinds: dict[int, O]
    value: int | None = None
    kind: int | None = None
    to_ids: int | None = None
    campaign: int | None = None
    category: int | None = None
    dates: tuple[tuple[int, str], ...] = ()
    android: frozenset[int] = frozenset()


def looks_like(text: str) -> bool:
    """Whether a text without a telling name is a table: its first lines agree on a separator and a heading."""
    first = text[:4096].splitlines()[:1]
    return bool(first) and layout(_split(first[0])) is not None and len(_split(first[0])) > 1


def read(text: str, into: Gatherer) -> bool:
    """Every row; False where the table is an inventory of files and not a list of indicators."""
    found = list(_rows(text, into))
    if not found:
        return True
    names = {_name(cell) for cell in found[0][1]}
    if names & INVENTORY:
        return False
    known = layout(found[0][1])
    for number, row in found[1:] if known else found:
        _row(row, known or _guessed([cells for _, cells in found]), f"row {number}", into)
    return True


def _rows(text: str, into: Gatherer) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows that are not empty; a row the format forbids is rejected alone."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(first))
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            into.reject(f"row {number}", f"not a row of a table: {error}")
            continue
        if any(cell.strip() for cell in row) and not row[0].lstrip().startswith("#"):
            yield number, row


def _separator(line: str) -> str:
    return max("\t;,", key=lambda mark: (line.count(mark), mark == ","))


def _split(line: str) -> list[str]:
    return next(csv.reader([line], delimiter=_separator(line)), [])


def _name(cell: str) -> str:
    return re.sub(r"[\s_]+", " ", cell.strip().strip("\ufeff").lower())


def layout(heading: Sequence[str]) -> Layout | None:
    """The layout a heading names; None where the first row is no heading."""
    names = [_name(cell) for cell in heading]
    kinds = {at: kind for at, cell in enumerate(heading) if (kind := kind_of(cell))}
    value = next((at for at, name in enumerate(names) if name in VALUE), None)
    if value is None and not kinds:
        return None
    at = {name: position for position, name in reversed(list(enumerate(names)))}
    for claimed, describing in DESCRIBED_BY.items():
        if claimed in kinds.values():
            kinds = {position: kind for position, kind in kinds.items() if kind not in describing}
    return Layout(
        kinds=kinds if value is None else {},
        value=value,
        kind=at.get("type"),
        to_ids=at.get("to ids"),
        campaign=next((at[name] for name in CAMPAIGN if name in at), None),
        category=at.get("category"),
        dates=tuple((at[name], field) for name, field in DATES.items() if name in at),
        android=frozenset(n for n, name in enumerate(names) if ANDROID_ONLY.search(name)),
    )


def _guessed(rows: Sequence[Sequence[str]]) -> Layout:
    """Columns in which nearly every value has the shape of one kind; a single column is guessed line by line."""
    width = max(map(len, rows))
    if width == 1:
        return Layout(kinds={}, value=0)
    kinds: dict[int, O] = {}
    for at in range(width):
        cells = [row[at] for row in rows[:GUESSED_FROM] if at < len(row) and row[at].strip()]
        shapes = [plain.shape(cell.strip()) for cell in cells]
        for kind in {shape for shape in shapes if shape}:
            if shapes.count(kind) * 10 >= len(shapes) * 8:
                kinds[at] = kind
    return Layout(kinds=kinds)


def _row(row: Sequence[str], known: Layout, where: str, into: Gatherer) -> None:
    cell = dict(enumerate(row))
    named = cell.get(known.campaign, "").strip() if known.campaign is not None else ""
    context = known.to_ids is not None and cell.get(known.to_ids, "").strip().lower() in ("0", "false")
    claim = Claim(
        campaigns=(named,) if named else (),
        notes=(CONTEXT,) if context else (),
        **{field: dates.moment(cell.get(at, "")) for at, field in known.dates},  # type: ignore[arg-type]
    )
    if known.value is not None:
        _typed(cell, known, claim, where, into)
        return
    if not any(cell.get(at, "").strip() for at in known.kinds):
        into.reject(where, "no value in the columns that hold indicators")
    for at, kind in known.kinds.items():
        text = cell.get(at, "").strip()
        if text:
            into.add(kind, text, claim._replace(platform="android" if at in known.android else None), where)


def _typed(cell: dict[int, str], known: Layout, claim: Claim, where: str, into: Gatherer) -> None:
    """A row whose `type` column names the kind of its value; without such a column, the shape does."""
    text = cell.get(known.value or 0, "").strip()
    name = cell.get(known.kind, "").strip().lower() if known.kind is not None else ""
    category = cell.get(known.category, "") if known.category is not None else ""
    kind = misp.KINDS.get(name) or kind_of(name) if name else plain.shape(plain.bare(text))
    if name in misp.COMPOSITE or (name and kind is None):
        misp.attribute("", {"type": name, "value": text}, claim, into, where)
    elif kind is None:
        into.reject(where, f"no value of any known shape: {text[:60]!r}")
    elif CONTEXT in claim.notes and category == misp.REFERENCE:
        into.reject(where, f"a reference to a report, not an indicator: {text[:80]!r}")
    else:
        into.add(kind, text if name else plain.bare(text), claim, where)
