"""Rows per second of each artifact: read, checked and written alone, one after the other.

`python -m bench.rates BACKUP` prints a list of `Rate` as JSON. CPU is that of this process and all its workers.
Digests and the comparison with indicators are not in it.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench.process import cpu
from bench.results import Rate
from hoofprint.acquire.evidence import Evidence
from hoofprint.acquire.index import __name__ as INDEX
from hoofprint.acquire.open import open_acquisition
from hoofprint.artifacts.declare import Artifact
from hoofprint.artifacts.reading import Reading
from hoofprint.artifacts.registry import artifacts, modules
from hoofprint.case.records import RecordWriter
from hoofprint.workers.pool import Pool


def rates(backup: Path) -> Iterator[Rate]:
    """Every artifact that has rows in this plain backup."""
    with Pool([*modules(), INDEX]) as pool, tempfile.TemporaryDirectory(dir=backup.parent) as folder:
        evidence = open_acquisition(backup, pool, lambda: None)
        for name, artifact in artifacts().items():
            if not artifact.asked and not artifact.rescue:
                rate = one(name, artifact, evidence, pool, Path(folder))
                if rate.rows:
                    yield rate


def one(name: str, artifact: Artifact, evidence: Evidence, pool: Pool, folder: Path) -> Rate:
    """One artifact's part of an examination."""
    began, used = time.perf_counter(), cpu(os.getpid())
    records = RecordWriter(folder)
    reading = Reading(name, artifact, evidence, pool, records, lambda *_: None)
    generated = artifact.whole or artifact.from_entries is not None or not artifact.patterns
    reading.run([] if generated else evidence.find(artifact.patterns))
    records.close()
    return Rate(name, reading.rows, cpu(os.getpid()) - used, time.perf_counter() - began)


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(list(rates(Path(sys.argv[1])))))
