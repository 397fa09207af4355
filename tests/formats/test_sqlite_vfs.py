"""What SQLite writes while reading stays in memory, in bounds; no other file exists for it."""

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats.source import BytesSource
from hoofprint.formats.sqlite_vfs import JOURNAL, MAIN, WAL, EvidenceVfs, Notes, OverlayFile, Room

ACTS = st.lists(
    st.tuples(st.just("write"), st.integers(0, 150_000), st.binary(min_size=1, max_size=40))
    | st.tuples(st.just("fill"), st.integers(0, 150_000), st.sampled_from([b"x" * 4096, b"y" * 9000]))
    | st.tuples(st.just("cut"), st.integers(0, 150_000), st.just(b"")),
    max_size=8,
)


@given(
    st.integers(0, 140_000),
    ACTS,
    st.lists(st.tuples(st.integers(0, 160_000), st.integers(0, 70_000)), max_size=6),
)
def test_it_is_a_file_like_any_other(
    size: int, acts: list[tuple[str, int, bytes]], reads: list[tuple[int, int]]
) -> None:
    evidence = bytes(i % 251 for i in range(size))
    source, model = BytesSource(evidence), bytearray(evidence)
    file = OverlayFile(source, Room(1 << 20))
    for act, offset, data in acts:
        if act == "cut":
            file.truncate(offset)
            model = model[:offset] + bytes(max(0, offset - len(model)))
        else:
            file.write(data, offset)
            model += bytes(max(0, offset - len(model)))
            model[offset : offset + len(data)] = data
        for start, length in reads:
            assert file.read(length, start) == model[start : start + length]
    assert file.size == len(model)
    assert file.changed == bool(acts)
    assert source.data == evidence


def test_writes_are_bounded_and_cutting_gives_the_room_back() -> None:
    room = Room(3 * 4096)
    file, other = OverlayFile(BytesSource(bytes(100_000)), room), OverlayFile(None, room)
    file.write(b"x" * 8192, 0)
    other.write(b"y", 4096 * 10**9)
    with pytest.raises(apsw.FullError):
        other.write(b"y", 0)
    file.delete()
    other.write(b"y", 0)
    assert (file.exists, file.size, file.read(10, 0)) == (False, 0, b"")
    assert other.read(2, 4096 * 10**9 - 1) == b"\0y"


@pytest.fixture
def vfs() -> Iterator[EvidenceVfs]:
    room = Room(1 << 20)
    files = {name: OverlayFile(None, room) for name in (MAIN, WAL, JOURNAL)}
    made = EvidenceVfs(files, room, Notes())
    yield made
    made.unregister()


def test_other_names_are_refused_and_noted(vfs: EvidenceVfs, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    canary.write_text("still here")
    with pytest.raises(apsw.CantOpenError):
        apsw.Connection(str(canary), vfs=vfs.name)
    connection = apsw.Connection(MAIN, vfs=vfs.name)
    with pytest.raises(apsw.CantOpenError):
        connection.execute("ATTACH ? AS other", (str(canary),))
    connection.execute("CREATE TABLE t(a); INSERT INTO t VALUES (zeroblob(90000))")
    with pytest.raises(apsw.CantOpenError):
        connection.execute("VACUUM INTO ?", (str(tmp_path / "new"),))
    connection.close()
    with pytest.raises(apsw.IOError):
        vfs.xDelete(str(canary), False)
    with pytest.raises(apsw.IOError):
        vfs.xDlOpen(str(canary))
    assert vfs.xAccess(str(canary), apsw.SQLITE_ACCESS_EXISTS) is False
    assert {note.split(":")[0] for note in vfs.notes} == {
        "refused open",
        "refused delete",
        "refused load",
        "refused look for",
    }
    assert [file.name for file in tmp_path.iterdir()] == ["canary"]
    assert canary.read_text() == "still here"


def test_names_from_the_evidence_are_shortened_escaped_and_few() -> None:
    notes = Notes()
    notes.add("refused open", "\x1b[31m\u202e" + "x" * 1000)
    assert next(iter(notes)) == "refused open: \\x1b[31m\\u202e" + "x" * 194
    for number in range(1000):
        notes.add("refused open", str(number))
    assert len(notes) <= 201
    assert sum(notes.values()) == 1001
