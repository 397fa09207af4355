"""What a record is made of: every field's type carries meaning, unit and, where it is one, the observable.

A record type is written once; the Arrow schema, the reference page, the matcher and the timeline are derived
from it. Every field may be absent (`None`): evidence promises nothing.

    class Grant(Record, frozen=True):
        \"\"\"The last decision about one app's use of one protected service.\"\"\"
        client: Annotated[Bundle, "bundle id of the app"]
        changed: Annotated[Time, "when the decision was last changed"]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from hoofprint.model.words import N_


class Observable(StrEnum):
    """The kinds of value an indicator can name."""

    URL = "url"
    DOMAIN = "domain"
    IP = "ip"
    EMAIL = "email"
    PHONE = "phone"
    ACCOUNT = "account"
    PROCESS = "process"
    PATH = "path"
    BUNDLE = "bundle"
    FILE_HASH = "file_hash"
    CERT_HASH = "cert_hash"
    PROFILE = "profile"
    TEXT = "text"
    """Free text: links, hosts and addresses inside it are observables, the text itself is not."""


class Unit(StrEnum):
    """What a number counts."""

    TIME = "microseconds since 1970-01-01 UTC"
    BYTES = "bytes"
    SECONDS = "seconds"
    COUNT = "count"
    CODE = "code as stored"
    ID = "identifier as stored"


RUNS = object()
"""Marks a path as that of a program."""
Str = str | None
"""Text that no indicator names."""
Int = Annotated[int | None, Unit.CODE]
Id = Annotated[int | None, Unit.ID]
Count = Annotated[int | None, Unit.COUNT]
Bytes = Annotated[int | None, Unit.BYTES]
Seconds = Annotated[float | None, Unit.SECONDS]
Real = float | None
Flag = bool | None
Blob = bytes | None
Time = Annotated[int | None, Unit.TIME]
"""Integer microseconds UTC. A field of this type is an event on the timeline."""
Text = Annotated[str | None, Observable.TEXT]
Texts = Annotated[list[str] | None, Observable.TEXT]
Url = Annotated[str | None, Observable.URL]
Urls = Annotated[list[str] | None, Observable.URL]
Host = Annotated[str | None, Observable.DOMAIN]
Hosts = Annotated[list[str] | None, Observable.DOMAIN]
Account = Annotated[str | None, Observable.ACCOUNT]
"""A handle as services write it: e-mail address, phone number or service id, with or without a scheme."""
Accounts = Annotated[list[str] | None, Observable.ACCOUNT]
Process = Annotated[str | None, Observable.PROCESS]
Path = Annotated[str | None, Observable.PATH]
"""A path on the device: of a file, whatever it is."""
Executable = Annotated[str | None, Observable.PATH, RUNS]
"""A path on the device of something that ran or was to run: its last component is a process name, too."""
Bundle = Annotated[str | None, Observable.BUNDLE]
Bundles = Annotated[list[str] | None, Observable.BUNDLE]
FileHash = Annotated[str | None, Observable.FILE_HASH]
CertHash = Annotated[str | None, Observable.CERT_HASH]
CertHashes = Annotated[list[str] | None, Observable.CERT_HASH]
ProfileId = Annotated[str | None, Observable.PROFILE]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One row with meaning. Where it came from travels beside it (`Locator` columns), never inside it."""


PROVENANCE = ("_file", "_table", "_row", "_key", "_origin")
"""Columns the engine adds to every record: device path of the file; table, or `line`, `item`, `entry`;
row id, line number or ordinal; key path inside a property list, or of a recovered row the place of its bytes
(`page 5 byte 100`); and where in the file the row stood: one of `IN_TABLE` or a key of `RECOVERED`."""
IN_TABLE = ("live", "wal")
"""Origins of rows that are where their file keeps them: `wal` reads so, or is there, only because of the write-ahead
log. Rules that look for what is missing, count or compare see only these."""
RECOVERED = {
    "before log": N_("removed or changed by the write-ahead log"),
    "older log": N_("in an older part of the write-ahead log"),
    "unapplied log": N_("in a part of the write-ahead log that is not applied"),
    "journal": N_("in the rollback journal, as before the last change"),
    "before rollback": N_("in a change that was never finished and rolled back"),
    "free page": N_("on a page the database had given up"),
    "gap": N_("in unused space of a page"),
    "stray page": N_("on a page the damaged table no longer leads to"),
    "deleted": N_("marked as deleted"),
}
"""Origins of rows that are no longer there, or no longer so: each with what a report says of them."""
FROM_LOG = N_("so, or there at all, only with the write-ahead log")
"""What a report says of `wal`."""


def recovered(origins: Mapping[str, int]) -> int:
    """How many of the rows counted by origin are no longer in their table."""
    return sum(count for origin, count in origins.items() if origin not in IN_TABLE)


class At(msgspec.Struct, frozen=True):
    """Where in its file a record stood; a generator yields it beside the record."""

    row: int
    table: str = "item"
    key: str | None = None
    origin: str = "live"


@dataclass(frozen=True)
class Column:
    """One field of a record type, read from its annotation."""

    name: str
    python: type
    """`str`, `int`, `float`, `bool`, `bytes`, or `list` (of `str`)."""
    meaning: str
    unit: Unit | None
    observable: Observable | None
    runs: bool = False
    """A path of a program: its last component counts as a process name."""


def _plain(hint: Any) -> type:
    """The one concrete type of `X | None`; lists of text are `list`."""
    options = [option for option in get_args(hint) if option is not type(None)]
    kind = options[0] if options else hint
    found: type = get_origin(kind) or kind
    return found


def _unwrapped(hint: Any) -> tuple[type, list[Any]]:
    extras: list[Any] = []
    while get_origin(hint) is Annotated:
        hint, *more = get_args(hint)
        extras = [*more, *extras]
    return _plain(hint), extras


def _column(name: str, hint: Any) -> Column:
    python, extras = _unwrapped(hint)
    meaning = next((e for e in extras if type(e) is str), "")
    unit = next((e for e in extras if isinstance(e, Unit)), None)
    observable = next((e for e in extras if isinstance(e, Observable)), None)
    return Column(name, python, meaning, unit, observable, RUNS in extras)


@cache
def columns(record: type[Record]) -> tuple[Column, ...]:
    """The fields of a record type in their order, each with meaning, unit and observable."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_column(name, hints[name]) for name in record.__struct_fields__)
