"""What an interrupted examination had finished is taken over only if nothing of it changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from hoofprint.case.progress import NAME, Progress, count, key
from hoofprint.case.records import RecordWriter
from hoofprint.model.coverage import FileRead, Finished, Status

FILE = FileRead(path="/f", stored="ab", sha256="", size=1, status=Status.READ, rows=1)
EVIDENCE = (("/f", "ab", "00"),)
DONE = Finished(artifact="ios.one", evidence=EVIDENCE, files=(FILE,), rows=1, first=1, last=2)
KEY = key("1.0", False)


def made(folder: Path, key: str = KEY) -> Progress:
    """An acquisition's folder in which one artifact is done."""
    (folder / "records").mkdir(parents=True)
    progress = Progress(RecordWriter(folder / "records"), None, key)
    progress.records("ios.one", pa.table({"a": [1]}))
    progress.keep(DONE)
    return progress


def after(folder: Path, before: Path, key: str = KEY) -> Progress:
    (folder / "records").mkdir(parents=True)
    return Progress(RecordWriter(folder / "records"), before, key)


def test_what_is_done_is_taken_over_and_said_again(tmp_path: Path) -> None:
    made(tmp_path / "x" / "acquisitions" / "a")
    second = after(tmp_path / "b", tmp_path / "x" / "acquisitions" / "a")
    assert second and second.recall("ios.one", EVIDENCE) == DONE and second.reused == 1
    assert second.recall("ios.two", EVIDENCE) is None
    second.keep(DONE)
    assert after(tmp_path / "c", tmp_path / "b").recall("ios.one", EVIDENCE) == DONE
    assert (tmp_path / "c/records/ios.one.parquet").stat().st_nlink == 3
    assert count(tmp_path / "x") == 1 and count(tmp_path / "b") == 0


def _cut(folder: Path) -> None:
    data = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(data[:-1])


def _linked(folder: Path) -> None:
    table = folder / "records/ios.one.parquet"
    os.rename(table, folder / "elsewhere")
    table.symlink_to(folder / "elsewhere")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "records/ios.one.parquet").write_bytes(b"PAR1"),
        lambda folder: (folder / "records/ios.one.parquet").unlink(),
        lambda folder: (folder / NAME).unlink(),
        lambda folder: (folder / NAME).write_bytes(b"\xff\n{}\n"),
        _cut,
        _linked,
    ],
)
def test_half_or_changed_it_is_not(tmp_path: Path, change: Callable[[Path], object]) -> None:
    made(tmp_path / "a")
    change(tmp_path / "a")
    second = after(tmp_path / "b", tmp_path / "a")
    assert second.recall("ios.one", EVIDENCE) is None and second.reused == 0
    assert not list((tmp_path / "b" / "records").iterdir())


def test_of_other_evidence_options_or_versions_it_is_not(tmp_path: Path) -> None:
    made(tmp_path / "a")
    assert after(tmp_path / "b", tmp_path / "a").recall("ios.one", (("/f", "ab", "01"),)) is None
    assert not after(tmp_path / "c", tmp_path / "a", key("1.0", True))
    assert not after(tmp_path / "d", tmp_path / "a", key("1.1", False))


def test_a_table_in_the_writing_has_another_name(tmp_path: Path) -> None:
    writer = RecordWriter(tmp_path)
    writer("ios.one", pa.table({"a": range(70_000)}))
    assert [path.name for path in tmp_path.iterdir()] == ["ios.one.unfinished"]
    writer.close()
    assert [path.name for path in tmp_path.iterdir()] == ["ios.one.parquet"]
