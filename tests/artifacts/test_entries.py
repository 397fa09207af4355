"""Records made of entries' names: each keeps the path of its own entry, also where chunks meet."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

import pyarrow as pa

from hoofprint.artifacts.reading import Reading
from hoofprint.artifacts.registry import artifacts
from hoofprint.model.entry import FileEntry
from hoofprint.workers.chunk import ROWS
from hoofprint.workers.pool import Pool

FOLDER = "/private/var/mobile/Library/WebKit/WebsiteData/IndexedDB"


class Listing:
    """An acquisition of which only the names are asked for."""

    kind, encrypted, inventory = "ios_backup", False, pa.table({})
    damage, oddities = "", dict[str, int]()

    def __init__(self, paths: list[str]) -> None:
        self.paths = paths

    def entries(self, patterns: Sequence[str]) -> Iterator[dict[str, Any]]:
        empty = dict.fromkeys(FileEntry.__struct_fields__)
        return ({**empty, "path": path} for path in self.paths)


def test_every_record_names_its_own_entry() -> None:
    count = 2 * ROWS + 3
    paths = [f"{FOLDER}/https_site{number}.example.org_0" for number in range(count)]
    mixed = [path for site in paths for path in (site, f"{FOLDER}/nothing")]
    tables: list[pa.Table] = []
    name = "ios.web_storage"
    reading = Reading(
        name=name,
        artifact=artifacts()[name],
        evidence=cast(Any, Listing(mixed)),
        pool=cast(Pool, None),
        sink=lambda _, table: tables.append(table),
        progress=lambda _, rows: None,
    )
    reading.run([])
    rows = pa.concat_tables(tables)
    assert reading.rows == rows.num_rows == count
    assert rows["_file"].to_pylist() == rows["path"].to_pylist() == paths
    assert rows["host"][-1].as_py() == f"site{count - 1}.example.org"
