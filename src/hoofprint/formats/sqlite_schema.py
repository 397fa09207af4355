"""Which tables of a database can be read safely, as SQLite itself understands its schema.

The schema is text from the evidence. A table may in truth be a view or a generated column whose expression never
ends, so only stored columns of ordinary tables are offered; names come as bytes, for they need not be valid text.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from hoofprint.formats.sqlite_link import Link
from hoofprint.formats.sqlite_table import CODECS, Table, fold
from hoofprint.formats.sqlite_vfs import Notes

_ORDINARY = ("table", "shadow")
_ROWID_NAMES = ("rowid", "oid", "_rowid_")
_LONGEST_ROWID_NAME = 7
_GENERATED = (2, 3)
_OWN = "sqlite_schema"
_TABLES = "SELECT CAST(name AS BLOB), type, wr FROM pragma_table_list WHERE schema = 'main' ORDER BY name"
_COLUMNS = "SELECT CAST(name AS BLOB), hidden, CAST(type AS BLOB), pk FROM pragma_table_xinfo(?, 'main') ORDER BY cid"
_PRIMARY = "SELECT CAST(name AS BLOB) FROM pragma_index_list(?, 'main') WHERE origin = 'pk'"


class Tables(Mapping[str, Table]):
    """Tables by name; as in SQLite, ASCII letters match in either case."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = MappingProxyType(dict(tables))
        self._folded = {fold(name): table for name, table in tables.items()}

    def __getitem__(self, name: str) -> Table:
        return self._folded[fold(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


class Schema:
    """What a database declares: `tables` that can be read, and in `left_out` the kind of everything else.

    `generated`: some table has columns computed by expressions from the evidence. `tolerant`: the link was told to
    skip what makes no sense. Raises `Damaged` when SQLite cannot make sense of it.
    """

    def __init__(self, link: Link, *, tolerant: bool = False) -> None:
        self._link, self.tolerant = link, tolerant
        self.notes = Notes()
        self.left_out: dict[str, str] = {}
        self.generated = False
        found: dict[str, Table] = {}
        with link.guarded():
            link.load_schema()
            self._codec = CODECS[link.encoding]
            rows: list[tuple[Any, ...]] = link.connection.execute(_TABLES).fetchall()
            for stored, kind, without_rowid in rows:
                name = self._text(stored)
                if name is None or name == _OWN:
                    continue
                if kind in _ORDINARY:
                    found[name] = self._table(name, bool(without_rowid))
                else:
                    self.left_out[name] = kind
                    self.notes.add(f"{kind} left out", name)
        self.tables = Tables(found)

    def _text(self, stored: Any) -> str | None:
        """A name; None, noted, when it is not valid text: such a thing cannot even be asked for."""
        try:
            name: str = stored.decode(self._codec)
            return name
        except UnicodeDecodeError:
            self.notes.add("name that is not text", repr(stored))
            return None

    def _table(self, name: str, without_rowid: bool) -> Table:
        columns: list[str] = []
        types: list[str] = []
        keys: list[int] = []
        taken, plain = [], True
        rows: list[tuple[Any, ...]] = self._link.connection.execute(_COLUMNS, (name,)).fetchall()
        for stored, hidden, kind, key in rows:
            column = self._text(stored)
            if column is None:
                plain = False
                continue
            taken.append(column)
            if hidden in _GENERATED:
                self.generated, plain = True, False
                self.notes.add("generated column", f"{name}.{column}")
            else:
                keys += [len(columns)] if key else []
                columns.append(column)
                types.append(kind.decode(self._codec, errors="replace").upper() if kind else "")
        if not without_rowid:
            named = {fold(column) for column in taken if len(column) <= _LONGEST_ROWID_NAME}
            rowid = next((free for free in _ROWID_NAMES if free not in named), None)
            alias = keys[0] if len(keys) == 1 and types[keys[0]] == "INTEGER" else None
            return Table(name, tuple(columns), rowid, types=tuple(types) if plain else (), alias=alias)
        index = next(self._link.connection.execute(_PRIMARY, (name,)), None)
        return Table(name, tuple(columns), None, self._text(index[0]) if index else None)
