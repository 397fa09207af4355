"""Tars in every dialect, and tars that lie."""

import gzip
import io
import struct
import tarfile

import pytest

from hoofprint.formats import archive_member, archive_tar
from hoofprint.formats.archive import DamagedArchive, detect, members, open_member
from hoofprint.formats.archive_member import Member
from hoofprint.formats.source import BytesSource, blocks
from tests.formats.archives import contents, entry, header, listed, padded, pax, tarred

END = bytes(1024)
RENAMING = "tar: global header that renames or resizes members, not applied"
LONG = "private/" + "/".join(["folder-with-a-long-name"] * 8) + "/años.db"


def only(data: bytes) -> Member:
    [(member, _)], _, reason = listed(data, "tar")
    assert not reason
    return member


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_dialect_gives_names_times_owners_and_links(form: int) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        archive.addfile(
            entry(LONG, b"content", mtime=1_626_600_600, mode=0o640, uid=501, gid=20), io.BytesIO(b"content")
        )
        archive.addfile(entry("folder", type=tarfile.DIRTYPE))
        archive.addfile(entry("soft", type=tarfile.SYMTYPE, linkname="/" + LONG[:90]))
        archive.addfile(entry("hard", type=tarfile.LNKTYPE, linkname="folder/x"))
        archive.addfile(entry("fifo", type=tarfile.FIFOTYPE))
        archive.addfile(entry("device", type=tarfile.CHRTYPE))
    found, notes, reason = listed(out.getvalue(), "tar")
    first, *rest = (member for member, _ in found)
    assert (first.name, first.size, first.modified) == (LONG, 7, 1_626_600_600_000_000)
    assert (first.mode, first.uid, first.gid, found[0][1]) == (0o640, 501, 20, b"content")
    assert [(member.name, member.kind, member.target, member.hard) for member in rest] == [
        ("folder", "folder", None, False),
        ("soft", "link", "/" + LONG[:90], False),
        ("hard", "link", "folder/x", True),
        ("fifo", "other", None, False),
        ("device", "other", None, False),
    ]
    assert (notes, reason) == ({}, "")


def test_pax_values_go_before_those_of_the_header() -> None:
    data = pax(path="renamed", mtime="1626600600.1234567", uid="3000000", size="7", comment="a=b") + header(
        b"old"
    )
    member = only(data + padded(b"content") + END)
    assert (member.name, member.modified, member.uid, member.size) == (
        "renamed",
        1_626_600_600_123_456,
        3_000_000,
        7,
    )


def test_large_and_negative_numbers_of_gnu_are_read() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(entry("old", mtime=-86_400, uid=5_000_000))
    member = only(out.getvalue())
    assert (member.modified, member.uid) == (-86_400_000_000, 5_000_000)


def test_the_sum_of_signed_bytes_is_accepted() -> None:
    block = bytearray(header(b"a\xff\xfe"))
    block[148:155] = b"%06o\0" % (sum(block) - sum(block[148:156]) + 256 - 512)
    assert only(bytes(block) + END).name == "a\\xff\\xfe"


@pytest.mark.parametrize(
    ("extended", "size", "noted"),
    [
        (pax(size="-1"), 7, "tar: size in an extended header is no size"),
        (pax(size="many"), 7, "tar: size in an extended header is no size"),
        (header(b"pax", b"%011o" % 20, b"x") + padded(b"99 path=cut\n" + bytes(8)), 7, "tar: extended header damaged"),
        (header(b"pax", b"%011o" % 9, b"x") + padded(b"garbage!!"), 7, "tar: extended header damaged"),
        (header(b"g", b"%011o" % 11, b"g") + padded(b"11 path=xx\n"), 7, RENAMING),
    ],
)  # fmt: skip
def test_a_bad_extended_header_costs_only_itself(extended: bytes, size: int, noted: str) -> None:
    found, notes, reason = listed(extended + header(b"f", b"%011o" % 7) + padded(b"content") + END, "tar")
    assert [(m.name, m.size, content) for m, content in found] == [("f", size, b"content")]
    assert (notes[noted], reason) == (1, "")


def test_a_huge_extended_header_is_never_read() -> None:
    class Watched(BytesSource):
        most = 0

        def read(self, length: int, offset: int) -> bytes:
            self.most = max(self.most, length)
            return super().read(length, offset)

    huge = header(b"pax", b"%011o" % (8 << 20), b"x") + bytes(8 << 20)
    source = Watched(huge + header(b"f") + END)
    assert [member.name for member in members(source, "tar")] == ["f"]
    assert source.most <= 1 << 20


@pytest.mark.parametrize("size", [b"zzzzzzzzzzz", b"\xff" * 12])
def test_a_header_whose_size_is_no_size_is_passed_over(size: bytes) -> None:
    data = header(b"bad", size) + padded(b"x") + header(b"good", b"%011o" % 7) + padded(b"content") + END
    found, notes, reason = listed(data, "tar")
    assert [(member.name, content) for member, content in found] == [("good", b"content")]
    assert (notes["tar: member behind a gap"], reason) == (1, "")


def test_content_that_is_not_there_is_named() -> None:
    [(member, content)], _, reason = listed(
        header(b"big", b"\x80" + bytes(6) + struct.pack(">Q", 8 << 30)[3:]) + b"x" * 99, "tar"
    )
    assert member.size == 8 << 30
    assert "8,589,934,493 of 8,589,934,592 bytes are missing" in str(content)
    assert reason == "the archive is cut: 8,589,934,493 bytes of its last member are missing (big)"


def test_what_is_there_of_a_cut_member_can_be_read() -> None:
    source = BytesSource(tarred({"a": b"A" * 5_000})[:2_000])
    listing = members(source, "tar")
    content = open_member(source, next(listing))
    assert content.read(1_488, 0) == b"A" * 1_488
    with pytest.raises(DamagedArchive, match="3,512 bytes"):
        next(listing)


def test_a_broken_header_in_the_middle_costs_its_member() -> None:
    data = bytearray(tarred({"a": b"A", "b": b"B" * 600, "c": b"C"}))
    data[1024 + 150] ^= 1
    found, notes, reason = listed(bytes(data), "tar")
    assert [(member.name, content) for member, content in found] == [("a", b"A"), ("c", b"C")]
    assert (notes["tar: member behind a gap"], reason) == (1, "")


def test_junk_with_no_member_behind_it_stops_the_list_and_says_where() -> None:
    found, _, reason = listed(tarred({"a": b"A"})[:1024] + b"junk" * 200, "tar")
    assert [content for _, content in found] == [b"A"]
    assert reason == "no member begins at byte 1,024, and none is found behind it"


def test_members_behind_the_end_mark_are_listed() -> None:
    found, notes, reason = listed(tarred({"a": b"A"}) + b"\1" * 512 + tarred({"hidden": b"H"}), "tar")
    assert [content for _, content in found] == [b"A", b"H"]
    assert (notes["tar: member behind the end mark"], notes["tar: data behind the end mark"], reason) == (
        1,
        1,
        "",
    )


def test_a_missing_end_mark_is_noted() -> None:
    _, notes, _ = listed(tarred({"a": b"A"})[:1024], "tar")
    assert notes == {"tar: no end mark, possibly cut": 1}


def test_members_may_stand_far_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A header found by searching lies the same wherever the windows of the search begin."""
    for window in (512, 1024, 4096):
        monkeypatch.setattr(archive_tar, "WINDOW", window)
        monkeypatch.setattr(archive_tar, "NEAR", min(1024, window))
        for zeros in range(0, 12_000, 512):
            data = tarred({"a": b"A"})[:1024] + bytes(zeros) + tarred({"b": b"B"})
            assert contents(data, "tar") == {"a": b"A", "b": b"B"}


@pytest.mark.parametrize(
    "data",
    [
        header(b"s", b"%011o" % 512, b"S", at482=b"\1", at483=b"77777777777\0")
        + bytes(504)
        + b"\0" * 8
        + padded(b"x"),
        header(b"s", b"%011o" % 512, b"S", at483=b"77777777777\0") + padded(b"x"),
        pax(GNU__sparse__major="1", GNU__sparse__name="s", GNU__sparse__realsize="1099511627776")
        + header(b"GNUSparseFile.0/s", b"%011o" % 512)
        + padded(b"x"),
    ],
)
def test_sparse_files_are_listed_and_refused(data: bytes) -> None:
    found, notes, reason = listed(data + header(b"next") + END, "tar")
    assert [member.name for member, _ in found] == ["s", "next"]
    assert "sparse" in found[0][0].refused
    assert (notes["tar: sparse file, not read"], reason) == (1, "")


def test_a_gzip_bomb_stops_before_it_costs_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_tar, "RATIO_FREE", 4 << 20)
    monkeypatch.setattr(archive_tar, "STRIDE", 1 << 20)
    for content in (header(b"zeros", b"%011o" % (1 << 30)), header(b"empty")):
        listing = members(BytesSource(gzip.compress(content + bytes(32 << 20), 1)), "tar.gz")
        member = next(listing)
        with pytest.raises(DamagedArchive, match="a decompression bomb"):
            next(listing)
        assert member.within.reached < 16 << 20


def test_a_million_headers_stop_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_member, "MEMBERS", 1_000)
    for block in (header(b"same"), pax(comment="x")):
        found, _, reason = listed(gzip.compress(block * 3_000, 1), "tar.gz")
        assert len(found) <= 1_000
        assert reason == "more than 1,000 members; the rest is not listed"


def test_members_of_a_tar_gz_can_be_read_while_the_list_is_taken() -> None:
    data = gzip.compress(tarred({str(number): bytes([number]) * 70_000 for number in range(20)}))
    source, inflated = BytesSource(data), 0
    for number, member in enumerate(members(source, "tar.gz")):
        content = open_member(source, member)
        assert b"".join(blocks(content)) == bytes([number]) * 70_000
        assert member.within.reached >= inflated
        inflated = member.within.reached
    assert member.within.size == len(gzip.decompress(data))


def test_a_damaged_tail_of_a_tar_gz_is_named() -> None:
    data = gzip.compress(tarred({"a": b"A"}))
    found, _, reason = listed(data[:-4], "tar.gz")
    assert [content for _, content in found] == [b"A"]
    assert "cut off" in reason
    found, notes, reason = listed(data + b"behind", "tar.gz")
    assert (notes["data after the end of the gzip stream"], reason) == (1, "")
    assert detect(BytesSource(data[:-4])) == "tar.gz"
