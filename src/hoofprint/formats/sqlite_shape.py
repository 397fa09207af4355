"""Which table a row that was found alone can have stood in: by the number and the types of its values.

Types follow the affinity of a column's declared type ("Datatypes In SQLite", section 3.1). A row that two tables could
hold is nobody's: better no row than one in the wrong table.
"""

from collections.abc import Iterable

from hoofprint.formats.sqlite_cells import Types
from hoofprint.formats.sqlite_table import Table

FEWEST_VALUES = 2
"""Values that are not NULL a row must have to be told from noise."""
_NUMBERS = ("INT", "REAL", "FLOA", "DOUB", "TIMESTAMP", "DATE")
"""Declared types that stand for numbers; dates are numbers in everything that Apple makes."""
_TEXTS = ("CHAR", "CLOB", "TEXT")
_REMEMBERED = 10_000
_SCHEMA = Table(
    "sqlite_schema",
    ("type", "name", "tbl_name", "rootpage", "sql"),
    types=("TEXT", "TEXT", "TEXT", "INT", "TEXT"),
)
"""The table of tables loses rows too."""


class Shape:
    """The shape of one table among the tables of its database; `shared` counts rows that others could hold too."""

    def __init__(self, tables: Iterable[Table], wanted: Table) -> None:
        self._wanted = wanted
        others = (table for table in tables if table.name != wanted.name and table.types)
        self._others = [_SCHEMA, *others]
        self._known: dict[str, bool | None] = {}
        self.shared = 0

    def fits(self, types: Types) -> bool:
        """Whether values of these types are a row of the table, and of no other."""
        kinds = _kinds(types)
        if kinds not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[kinds] = self._judged(kinds)
        verdict = self._known[kinds]
        self.shared += verdict is None
        return bool(verdict)

    def whole(self, types: Types) -> bool:
        """The same for a row that nothing but its shape vouches for: all columns must be there."""
        return len(types) == len(self._wanted.columns) and self.fits(types)

    def _judged(self, kinds: str) -> bool | None:
        """None where other tables could hold it too."""
        columns = len(self._wanted.columns)
        if len(kinds) * 2 < columns or not _fits(kinds, self._wanted):
            return False
        full = len(kinds) == columns
        others = (table for table in self._others if not full or len(table.columns) == columns)
        return None if any(_fits(kinds, table) for table in others) else True


def _kinds(types: Types) -> str:
    """One letter a value: `n` NULL, `i` number, `b` blob, `t` text."""
    return "".join("n" if kind == 0 else "i" if kind < 12 else "tb"[kind % 2 == 0] for kind in types)


def _fits(kinds: str, table: Table) -> bool:
    """As many values as columns, or fewer where columns were added later; the row id's own column is NULL."""
    if len(kinds) > len(table.columns) or not table.has_rowid:
        return False
    if len(kinds) - kinds.count("n") < min(FEWEST_VALUES, len(kinds)):
        return False
    if table.alias is not None and table.alias < len(kinds) and kinds[table.alias] != "n":
        return False
    return all(
        kind in "nb" or kind in _taken(declared) for kind, declared in zip(kinds, table.types, strict=False)
    )


def _taken(declared: str) -> str:
    """The kinds of value a column of this declared type keeps beside NULL and blobs."""
    if any(name in declared for name in _NUMBERS):
        return "i"
    return "t" if any(name in declared for name in _TEXTS) else "it"
