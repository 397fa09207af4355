"""What the machine could do at best with the same backup: no parsing, no checking, no provenance, no process.

`python -m bench.limits PLAIN ENCRYPTED RESULT RECORDS` prints the seconds of each part as JSON: SQLite's own code
reading every value of every column of the tables that are declared; SHA-256 of the files that were read; the same
rows written by the same Parquet writer from memory; key derivation and AES over the same files.
"""

import hashlib
import plistlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import TypeVar

import apsw
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bench.data import PASSWORD
from bench.results import Cost, Limits
from hoofprint.artifacts.fields import Gather, Lookup, partners
from hoofprint.artifacts.registry import artifacts
from hoofprint.case.records import RecordWriter
from hoofprint.formats.keybag import Keybag
from hoofprint.model.face import CheckResult

MANIFEST = "Manifest.db"
MAGIC = b"SQLite format 3\0"
PIECE = 1 << 20
T = TypeVar("T")


def main(plain: Path, encrypted: Path | None, result: Path, records: Path) -> Limits:
    """Every part once, in turn."""
    read = files_read(msgspec.json.decode(result.read_bytes(), type=CheckResult))
    scanned, scan = timed(lambda: sum(scan_tables(plain / name, tables) for name, tables in read.items()))
    hashed, sha256 = timed(lambda: sum(hash_file(plain / name) for name in read))
    parquet = write(records)
    derive = aes = None
    if encrypted is not None:
        _, derive = timed(lambda: derive_key(encrypted))
        _, aes = timed(lambda: sum(decrypt(encrypted / name) for name in read))
    return Limits(scan, sha256, parquet, derive, aes, scanned, hashed, len(read))


def timed(what: Callable[[], T]) -> tuple[T, Cost]:
    """What it returns, and what it cost this process."""
    cpu, wall = time.process_time(), time.perf_counter()
    value = what()
    return value, Cost(time.process_time() - cpu, time.perf_counter() - wall)


def files_read(result: CheckResult) -> dict[str, set[str]]:
    """Stored files that an examination read, with the patterns of the tables that are declared for them."""
    read: dict[str, set[str]] = {MANIFEST: {"Files"}}
    for coverage in result.acquisitions[0].coverage:
        plan = artifacts()[coverage.artifact].plan
        wanted = {plan.table} if plan else set()
        for source in plan.fields.values() if plan else ():
            wanted |= {p.table for p in partners(source) if isinstance(p, Lookup | Gather)}
        for file in coverage.files:
            if file.stored and file.sha256:
                read.setdefault(file.stored, set()).update(wanted)
    return read


def scan_tables(path: Path, wanted: set[str]) -> int:
    """Rows of a database's wanted tables, every value of every column looked at by one statement a table."""
    with path.open("rb") as file:
        if not wanted or file.read(len(MAGIC)) != MAGIC:
            return 0
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    with closing(apsw.Connection(f"file:{path}?immutable=1", flags=flags)) as database:
        names = [
            str(name) for (name,) in database.execute("select name from sqlite_schema where type='table'")
        ]
        fits = [name for name in names if any(fnmatchcase(name, one) for one in wanted)]
        return sum(scan_table(database, name) for name in fits)


def scan_table(database: apsw.Connection, name: str) -> int:
    """`max` makes SQLite load and compare each value, blobs and long texts whole."""
    columns = [str(row[1]) for row in database.execute(f"pragma table_info({quoted(name)})")]
    values = ", ".join(f"max({quoted(column)})" for column in columns)
    row = database.execute(f"select count(*), {values} from {quoted(name)}").fetchone()
    return int(str(row[0])) if row else 0


def quoted(name: str) -> str:
    """A name as SQL wants it."""
    return '"' + name.replace('"', '""') + '"'


def hash_file(path: Path) -> int:
    """Bytes of a file, hashed on the way."""
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    return path.stat().st_size


def write(records: Path) -> Cost:
    """The rows of every table, read into memory first (not counted), written again."""
    costs = []
    for path in sorted(records.glob("*.parquet")):
        table = pq.read_table(path)
        with tempfile.TemporaryDirectory(dir=records.parent) as folder:
            costs.append(timed(partial(_write, Path(folder), path.stem, table))[1])
    return Cost(sum(one.cpu for one in costs), sum(one.wall for one in costs))


def _write(folder: Path, name: str, table: pa.Table) -> None:
    writer = RecordWriter(folder)
    writer(name, table)
    writer.close()


def derive_key(backup: Path) -> None:
    """The password stretched as the backup asks: serial by design."""
    manifest = plistlib.loads((backup / "Manifest.plist").read_bytes())
    Keybag.parse(manifest["BackupKeyBag"]).unlock(PASSWORD)


def decrypt(path: Path) -> int:
    """Bytes of a file, decrypted on the way (with any key: the work is the same)."""
    size, into = 0, bytearray(PIECE + 16)
    cipher = Cipher(algorithms.AES(bytes(32)), modes.CBC(bytes(16))).decryptor()
    with path.open("rb") as file:
        for piece in pieces(file.read):
            size += cipher.update_into(piece, into)
    return size


def pieces(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """A file's bytes, a megabyte at a time."""
    while piece := read(PIECE):
        yield piece


def command(given: Sequence[str]) -> None:
    """Run by `python -m bench.limits`."""
    plain, encrypted, result, records = given
    limits = main(Path(plain), Path(encrypted) if encrypted else None, Path(result), Path(records))
    sys.stdout.buffer.write(msgspec.json.encode(limits))


if __name__ == "__main__":
    command(sys.argv[1:])
