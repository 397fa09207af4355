"""Archives of every kind: the same content, at any offset; what is cut or hostile costs no more than itself."""

import gzip
import io
import os
import random
import tracemalloc
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import archive_member
from hoofprint.formats.archive import DamagedArchive, Kind, detect, members, open_member
from hoofprint.formats.source import BytesSource, FdSource, Source, build
from tests.formats.archives import as_kind, contents, listed, tarred, zipped

KINDS: list[Kind] = ["zip", "tar", "tar.gz"]
FILES = {
    "Manifest.db": random.Random(1).randbytes(5_000),
    "3d/3d0d": b"text " * 4_000,
    "private/var/años.txt": "añ".encode(),
    "empty": b"",
    "x" * 90 + "/" + "y" * 150: b"long name",
}
NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), min_size=1, max_size=30
).filter(lambda name: name.strip("./") == name)
TREES = st.dictionaries(NAMES, st.binary(max_size=2_000), min_size=1, max_size=5)


@given(TREES, st.sampled_from(KINDS))
def test_what_was_put_in_comes_out(files: dict[str, bytes], kind: Kind) -> None:
    data = as_kind(files, kind)
    assert detect(BytesSource(data)) == kind
    assert contents(data, kind) == files


@pytest.mark.parametrize("kind", KINDS)
def test_members_can_be_read_in_any_order_and_in_another_process(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "archive"
    path.write_bytes(as_kind(FILES, kind))
    fd = os.open(path, os.O_RDONLY)
    try:
        source = FdSource(fd)
        found = list(members(source, kind))
        shared: dict[tuple[object, ...], Source] = {}
        for member in reversed(found):
            content = open_member(source, member)
            again = build(content.recipe([]), [fd], shared)
            whole = FILES[member.name]
            for offset in (0, 1, len(whole) // 2, max(0, len(whole) - 1)):
                assert content.read(100, offset) == again.read(100, offset) == whole[offset : offset + 100]
    finally:
        os.close(fd)


@pytest.mark.parametrize("kind", KINDS)
def test_a_cut_archive_gives_what_lies_before_the_cut(kind: Kind) -> None:
    """At every cut the members that are whole are a beginning of the list, and more bytes never give less."""
    files = {f"f{number}": random.Random(number).randbytes(700) for number in range(6)}
    data = as_kind(files, kind)
    before = 0
    for percent in range(101):
        found, notes, reason = listed(data[: len(data) * percent // 100], kind)
        whole = {member.name: content for member, content in found if type(content) is bytes}
        assert list(whole) == list(files)[: len(whole)]
        assert all(whole[name] == files[name] for name in whole)
        assert len(whole) >= before
        before = len(whole)
        assert reason or notes or whole == files
    assert before == len(files)


@given(st.binary(max_size=400), st.integers(0, 3_000), st.integers(0, 300), st.sampled_from(KINDS))
def test_any_change_gives_members_or_a_reason(junk: bytes, at: int, cut: int, kind: Kind) -> None:
    data = as_kind({"a": b"A" * 600, "b": b"B" * 30}, kind)
    found, _, _ = listed(data[:at] + junk + data[at + cut :], kind)
    for member, content in found:
        assert isinstance(content, str) or len(content) in (member.size, member.stored)


@given(st.binary(max_size=1_200), st.sampled_from(KINDS))
def test_any_bytes_at_all_end(data: bytes, kind: Kind) -> None:
    detect(BytesSource(data))
    listed(data, kind)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", None),
        (b"hello", None),
        (bytes(10_000), None),
        (b"<html>" * 200, None),
        (gzip.compress(b"not a tar" * 100, mtime=0), None),
        (b"\x1f\x8b\x08 broken", None),
        (b"SQLite format 3\0" + bytes(5_000), None),
        (zipped({}), "zip"),
        (b"#!/bin/sh\n" * 30 + zipped({"a": b"x"}), "zip"),
        (zipped({"a": b"x"}) + b"trailing", "zip"),
        (tarred({"a": b"x"}), "tar"),
        (tarred({"a": b"x"})[:600], "tar"),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, kind: str | None) -> None:
    assert detect(BytesSource(data)) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_odd_names_are_kept_flagged_and_harmless(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = {
        "/private/var/a": "absolute name",
        "../../x": "name with .. in it",
        "a\\b": "name with backslash",
        "a\nb\x1b[0m": "name with control characters",
        "a\u202eb": "name that changes the direction of writing",
        "n" * 1_100: "very long name",
        "C:/x": "",
        "a..b": "",
    }
    found, notes, reason = listed(as_kind(dict.fromkeys(names, b"content"), kind), kind)
    assert not reason
    assert {m.name: (m.notes, content) for m, content in found} == {
        name: ((note,) if note else (), b"content") for name, note in names.items()
    }
    assert {note: notes[note] for note in names.values() if note} == {
        note: 1 for note in names.values() if note
    }
    assert not list(tmp_path.iterdir())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_occurs_twice_is_listed_twice(kind: Kind) -> None:
    two = tarred({"a": b"first"})[:1024] + tarred({"a": b"second"})
    if kind == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a", b"first")
            archive.writestr("a", b"second")
        two = out.getvalue()
    found, notes, _ = listed(gzip.compress(two, mtime=0) if kind == "tar.gz" else two, kind)
    assert [content for _, content in found] == [b"first", b"second"]
    assert [member.notes for member, _ in found] == [(), ("name that occurs twice",)]
    assert notes["name that occurs twice"] == 1


@pytest.mark.parametrize("kind", KINDS)
def test_too_many_members_stop_the_list(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_member, "MEMBERS", 3)
    found, _, reason = listed(as_kind({str(number): b"" for number in range(5)}, kind), kind)
    assert len(found) == 3
    assert reason == "more than 3 members; the rest is not listed"


def test_a_long_index_holds_little(monkeypatch: pytest.MonkeyPatch) -> None:
    data = tarred({f"folder/file-{number:06}": b"" for number in range(1_500)})
    tracemalloc.start()
    count = sum(1 for _ in members(BytesSource(data), "tar"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_500
    assert peak < 512 * 1024


def test_a_refused_member_says_why_and_a_folder_has_no_content() -> None:
    source = BytesSource(zipped({"folder/": b"", "file": b"x"}))
    folder, file = members(source, "zip", Counter())
    assert (folder.kind, folder.name, folder.raw, file.kind) == ("folder", "folder", b"folder/", "file")
    with pytest.raises(DamagedArchive, match="a folder has no content"):
        open_member(source, folder)


def test_published_zips_are_read_as_the_standard_library_reads_them(shared: Path) -> None:
    paths = sorted((shared / "real/zip_as_published").glob("*.zip"))
    assert paths
    for path in paths:
        data = path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            expected = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
        found, _, reason = listed(data, "zip")
        assert not reason
        assert {m.name: content for m, content in found if m.kind == "file"} == expected
