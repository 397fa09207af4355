"""Our records as MVT's: which of its modules an artifact fills, and each of its keys made from our fields."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import msgspec

from hoofprint.model.record import Column, Unit
from hoofprint.model.times import CHROME_OFFSET, COCOA_OFFSET

TABLE = Path(__file__).parent.parent / "mvt.toml"
LINK = re.compile(r"https?://[^\s]+", re.I)
WORDS = {"incoming": "received", "outgoing": "sent"}
Row = Mapping[str, Any]


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """One of MVT's modules, as far as one artifact of ours fills it."""

    slug: str
    plugin: str
    """The class name, which stands in its timeline."""
    artifact: str
    keys: dict[str, str]
    """Its keys, each with the field or the source that fills it."""
    events: dict[str, str] = {}
    """Its event names, each with the time field of ours."""
    kinds: tuple[str, ...] = ()
    """Kinds of acquisition; empty for all."""
    by_file: bool = False
    """Whether its file is an object with a list for each file of the phone, not one list."""
    urls: str = ""
    """The key that dates links, where the module lists its links in `urls.json`."""


@cache
def modules() -> tuple[Module, ...]:
    """Every module, in the order of the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return msgspec.convert(table["module"], tuple[Module, ...])


def record(module: Module, row: Row, columns: Mapping[str, Column]) -> dict[str, Any]:
    """One object of MVT's list, with one key of ours: where the record stands."""
    made = {key: _value(source, row, columns) for key, source in module.keys.items()}
    kept = {key: value for key, value in made.items() if value is not _ABSENT}
    return {**kept, "hoofprint_locator": row["_locator"]}


def iso(micros: int) -> str:
    """`2021-07-18 09:30:00.000000`, UTC without saying so, as MVT writes it."""
    whole, rest = divmod(micros, 1_000_000)
    return f"{datetime.fromtimestamp(whole, UTC):%Y-%m-%d %H:%M:%S}.{rest:06d}"


_ABSENT = object()


def _value(source: str, row: Row, columns: Mapping[str, Column]) -> Any:
    if source.startswith("@"):
        how, _, about = source[1:].partition(":")
        return MADE[how](row, about)
    value = row.get(source)
    column = columns.get(source)
    if column is not None and column.unit is Unit.TIME:
        return "" if value is None else iso(value)
    if value is None and column is not None and column.python is str:
        return ""
    return value.hex() if isinstance(value, bytes) else value


def _links(row: Row, about: str) -> list[str]:
    found: dict[str, None] = {}
    for name in about.split():
        value = row.get(name)
        for text in value if isinstance(value, list) else [value]:
            found |= dict.fromkeys(LINK.findall(text or ""))
    return list(found)


def _since(epoch: int) -> Callable[[Row, str], float | None]:
    def seconds(row: Row, about: str) -> float | None:
        return None if row.get(about) is None else row[about] / 1_000_000 - epoch

    return seconds


def _chrome(row: Row, about: str) -> int | None:
    return None if row.get(about) is None else row[about] + CHROME_OFFSET * 1_000_000


def _within(row: Row, about: str) -> str:
    _, found, rest = str(row["_file"] or "").partition(about)
    return found + rest


PROFILE = {
    "PayloadUUID": "uuid", "PayloadIdentifier": "identifier", "PayloadDisplayName": "name",
    "PayloadOrganization": "organization", "PayloadDescription": "description",
}  # fmt: skip


def _profile(row: Row, _about: str) -> dict[str, Any]:
    """What we keep of a profile under the keys of its property list; certificates and secrets are not among it."""
    kept = {key: row[name] for key, name in PROFILE.items() if row.get(name) is not None}
    kinds, ids = row.get("payload_types") or [], row.get("payload_uuids") or []
    content = [
        {"PayloadType": kind, "PayloadUUID": id_} for kind, id_ in zip_longest(kinds, ids, fillvalue="")
    ]
    return {"PayloadType": "Configuration", **kept, "PayloadContent": content}


def _octal(row: Row, about: str) -> str:
    return "" if row.get(about) is None else oct(row[about])


MADE: dict[str, Callable[[Row, str], Any]] = {
    "none": lambda row, about: None,
    "empty": lambda row, about: "",
    "text": lambda row, about: about,
    "row": lambda row, about: row["_row"],
    "key": lambda row, about: row["_key"],
    "file": lambda row, about: (row["_file"] or "").lstrip("/"),
    "name": lambda row, about: str(row.get(about) or "").rpartition("/")[2],
    "filled": lambda row, about: row.get(about) or _ABSENT,
    "first": lambda row, about: next(iter(row.get(about) or []), None),
    "entries": lambda row, about: [{"entry_url": url} for url in row.get(about) or []],
    "links": _links,
    "cocoa": _since(COCOA_OFFSET),
    "unix": _since(0),
    "chrome": _chrome,
    "octal": _octal,
    "origins": lambda row, about: [{"origin": host} for host in row.get(about) or []],
    "within": _within,
    "profile": _profile,
    "word": lambda row, about: WORDS.get(row.get(about) or "", row.get(about) or ""),
}
"""How a source is made from a record."""
