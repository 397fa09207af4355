"""Writes SQLite databases as iOS leaves them, byte for byte the same on every machine.

A database is filled in memory, once with what was checkpointed and once more with what came later; the pages that
differ become the frames of its write-ahead log. Sources: the SQLite file format and WAL format documents.
"""

import struct
from collections.abc import Iterable, Mapping
from functools import cache

import apsw

Value = None | int | float | str | bytes
PAGE = 4096
_LIBRARY = (
    (9, 3008010),
    (10, 3014000),
    (11, 3019003),
    (12, 3024000),
    (13, 3028000),
    (14, 3032003),
    (15, 3036000),
    (16, 3039004),
    (18, 3043002),
    (26, 3050004),
)
"""iOS up to that major version, and about which SQLite it carries; readers must not depend on it."""


class Database:
    """Rows for one database, collected and then written at once."""

    def __init__(self, schema: str, ios: tuple[int, ...]) -> None:
        self._schema, self._ios = schema, ios
        self._early: dict[tuple[str, tuple[str, ...]], list[tuple[Value, ...]]] = {}
        self._late: dict[tuple[str, tuple[str, ...]], list[tuple[Value, ...]]] = {}
        self._finish: list[str] = []

    def put(self, table: str, row: Mapping[str, Value], *, late: bool = False) -> None:
        """One row; `late` leaves it in the write-ahead log. Columns not named keep their default."""
        rows = self._late if late else self._early
        rows.setdefault((table, tuple(row)), []).append(tuple(row.values()))

    def finish(self, sql: str) -> None:
        """A statement to run whenever rows were written, such as counters that follow from the rows."""
        self._finish.append(sql)

    def build(self, salt: bytes) -> tuple[bytes, bytes]:
        """The database and its write-ahead log (empty where nothing came late); `salt` is 8 bytes."""
        with_rows = apsw.Connection(":memory:")
        try:
            with_rows.deserialize("main", _empty(self._schema))
            count = self._write(with_rows, self._early)
            main = _stamped(with_rows.serialize("main"), self._ios, count)
            if not self._late:
                return main, b""
            self._write(with_rows, self._late)
            return main, wal(main, _stamped(with_rows.serialize("main"), self._ios, count), salt)
        finally:
            with_rows.close()

    def _write(
        self, db: apsw.Connection, rows: Mapping[tuple[str, tuple[str, ...]], list[tuple[Value, ...]]]
    ) -> int:
        db.execute("BEGIN")
        for (table, columns), values in rows.items():
            marks = ",".join("?" * len(columns))
            db.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", values)
        for sql in self._finish:
            db.execute(sql)
        db.execute("COMMIT")
        return sum(len(values) for values in rows.values())


@cache
def _empty(schema: str) -> bytes:
    """A database with that schema and nothing in it; kept, because thousands of phones share it."""
    db = apsw.Connection(":memory:")
    try:
        db.execute(f"PRAGMA page_size={PAGE}; BEGIN; {schema}; COMMIT")
        return db.serialize("main")
    finally:
        db.close()


def _stamped(data: bytes, ios: tuple[int, ...], changes: int) -> bytes:
    """The header as that iOS leaves it: WAL mode, a change counter, and the version of its SQLite library."""
    library = next((number for major, number in _LIBRARY if ios[0] <= major), _LIBRARY[-1][1])
    counter = struct.pack(">I", changes + 1)
    head = bytearray(data[:100])
    head[18:20], head[24:28], head[92:96], head[96:100] = (
        b"\2\2",
        counter,
        counter,
        struct.pack(">I", library),
    )
    return bytes(head) + data[100:]


def wal(before: bytes, after: bytes, salt: bytes) -> bytes:
    """A write-ahead log that turns the pages of `before` into those of `after` in one transaction."""
    pages = [
        number
        for number in range(1, len(after) // PAGE + 1)
        if before[(number - 1) * PAGE : number * PAGE] != after[(number - 1) * PAGE : number * PAGE]
    ]
    head = struct.pack(">IIII", 0x377F0682, 3007000, PAGE, 1) + salt
    sums = _checksum(head, (0, 0))
    out = [head + struct.pack(">II", *sums)]
    for number in pages:
        page = after[(number - 1) * PAGE : number * PAGE]
        frame = struct.pack(">II", number, len(after) // PAGE if number == pages[-1] else 0)
        sums = _checksum(frame + page, sums)
        out.append(frame + salt + struct.pack(">II", *sums) + page)
    return b"".join(out)


def _checksum(data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    """The format's running sum over pairs of little-endian words."""
    first, second = sums
    words = struct.unpack(f"<{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second


def core_data(entities: Iterable[tuple[int, str]]) -> str:
    """The three tables every Core Data store has, with its entities (number, name); for the end of a schema."""
    rows = "".join(f"INSERT INTO Z_PRIMARYKEY VALUES({number},'{name}',0,0);" for number, name in entities)
    return (
        "CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER);"
        "CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB);"
        f"CREATE TABLE Z_MODELCACHE (Z_CONTENT BLOB);{rows}"
    )


def highest(entity: int, table: str) -> str:
    """Keeps an entity's Z_MAX at the highest `Z_PK` of a table or query, for `Database.finish`."""
    return (
        f"UPDATE Z_PRIMARYKEY SET Z_MAX=max(Z_MAX,(SELECT coalesce(max(Z_PK),0) FROM {table}))"
        f" WHERE Z_ENT={entity}"
    )
