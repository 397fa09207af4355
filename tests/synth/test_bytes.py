"""The formats written by hand, against the standard library, SQLite itself and a real phone's bytes."""

import plistlib
import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import typedstream
from hoofprint.synth.dice import Dice
from hoofprint.synth.mbfile import Facts, archived
from hoofprint.synth.sqlite import Database
from hoofprint.synth.typedstream import attributed
from tests.synth.common import facts, opened

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(TEXT, st.integers(0, 2**40), st.integers(0, 2**33), st.none() | st.binary(max_size=44), st.booleans())
def test_an_archived_file_reads_as_a_keyed_archive(
    path: str, size: int, time: int, key: bytes | None, digest: bool
) -> None:
    given_digest = b"d" * 20 if digest else None
    blob = archived(Facts(path, size, 0o100644, time, time // 2, 77, 3, digest=given_digest, key=key))
    read = facts(blob)
    assert (read["RelativePath"], read["Size"], read["LastModified"]) == (path, size, time)
    assert (read["Birth"], read["Mode"], read["ProtectionClass"]) == (time // 2, 0o100644, 3)
    assert (read.get("EncryptionKey"), read.get("Digest")) == (key, given_digest)
    assert plistlib.loads(blob)["$archiver"] == "NSKeyedArchiver"


@given(TEXT)
def test_an_attributed_body_holds_its_text(text: str) -> None:
    assert typedstream.text(attributed(text)) == text


def test_an_attributed_body_is_what_a_phone_writes(shared: Path) -> None:
    real = (shared / "real/imessage_payloads/streamtyped/AttributedBodyTextOnly").read_bytes()
    assert attributed("Noter test") == real


@given(st.lists(st.binary(max_size=6_000), max_size=12), st.integers(0, 12))
def test_a_log_holds_exactly_what_came_late(rows: list[bytes], cut: int) -> None:
    import tempfile

    db = Database("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB);", (12, 4))
    for number, value in enumerate(rows):
        db.put("t", {"id": number, "v": value}, late=number >= cut)
    main, wal = db.build(b"saltsalt")
    assert bool(wal) is (len(rows) > cut)
    with tempfile.TemporaryDirectory() as folder:
        whole = opened(main, wal, Path(folder))
        assert [v for (v,) in whole.execute("SELECT v FROM t ORDER BY id")] == rows
        whole.close()
    alone = sqlite3.connect(":memory:")
    alone.deserialize(main[:18] + b"\1\1" + main[20:])
    assert [v for (v,) in alone.execute("SELECT v FROM t ORDER BY id")] == rows[:cut]
    alone.close()


@given(st.integers(1, 40), st.integers(0, 60))
def test_dice_choose_within_bounds_and_repeat(options: int, count: int) -> None:
    one, other = Dice("a", options), Dice("a", options)
    values = list(range(options))
    chosen = one.some(values, count)
    assert chosen == other.some(values, count) == sorted(set(chosen))
    assert len(chosen) == min(options, count)
    assert sorted(one.shuffled(values)) == values
    assert all(0 <= one.whole(0, options) <= options for _ in range(50))
    assert one.bytes(16) != one.bytes(16) and one.fork("b").share() == other.fork("b").share()
