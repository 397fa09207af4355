"""Zip archives made to mislead: sizes, overlaps, counts, lost directories."""

import struct
import time
import zipfile

import pytest

from hoofprint.formats import archive_member, archive_salvage, archive_zip
from hoofprint.formats.archive import DamagedArchive, members
from hoofprint.formats.source import BytesSource
from tests.formats.archives import central, contents, deflated, ended, listed, local, zipped
from tests.formats.test_archive_zip import one


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"flags": 1}, "is encrypted"),
        ({"flags": 0x41}, "is encrypted"),
        ({"flags": 1, "name": b""}, "is encrypted"),
        ({"method": 99}, "not supported: AES encryption"),
        ({"method": 14}, "not supported: LZMA"),
        ({"method": 255}, "not supported: method 255"),
        ({"size": 300 << 20}, "a decompression bomb"),
        ({"offset": 1, "stored": 3}, "no zip member begins at byte 1"),
        ({"offset": 5_000}, "shares its bytes"),
    ],
)
def test_a_member_that_is_not_opened_says_why(fields: dict[str, object], reason: str) -> None:
    [(_, content)], _, stopped = listed(one(**fields), "zip")  # type: ignore[arg-type]
    assert reason in str(content)
    assert not stopped


def test_a_member_larger_than_any_file_of_a_phone_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_member, "MEMBER_SIZE", 100)
    found, notes, _ = listed(zipped({"a": bytes(101), "b": bytes(100)}), "zip")
    assert [member.refused for member, _ in found] == [
        "states 101 bytes, more than the 100 that are opened",
        "",
    ]
    assert notes["member too large to open"] == 1


def test_the_total_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_member, "TOTAL_SIZE", 1_000)
    found, _, _ = listed(zipped({"a": bytes(600), "b": bytes(600), "c": b""}), "zip")
    assert [bool(member.refused) for member, _ in found] == [False, True, True]


def test_five_thousand_members_over_the_same_bytes_are_all_refused_at_once() -> None:
    packed = deflated(bytes(1_000_000))
    body = local(b"f", packed, 1_000_000)
    directory = b"".join(central(b"%d" % number, 0, len(packed), 1_000_000) for number in range(5_000))
    begun = time.process_time()
    found = list(members(BytesSource(ended(body, directory, 5_000)), "zip"))
    assert {member.refused for member in found} == {"shares its bytes with another member"}
    assert len(found) == 5_000
    assert time.process_time() - begun < 10


def test_members_that_overlap_in_part_are_refused_and_others_are_not() -> None:
    first, inner, last = (local(name, deflated(name * 50), 50) for name in (b"a", b"b", b"c"))
    wrapping = local(b"w", inner, len(inner), method=0)
    body = first + wrapping + last
    at = len(first) + len(wrapping) - len(inner)
    directory = (
        central(b"c", len(first) + len(wrapping), len(last) - 31, 50)
        + central(b"b", at, len(inner) - 31, 50)
        + central(b"a", 0, len(first) - 31, 50)
        + central(b"w", len(first), len(inner), len(inner), method=0)
    )
    found, notes, _ = listed(ended(body, directory, 4), "zip")
    assert {member.name: bool(member.refused) for member, _ in found} == {
        "c": False,
        "b": True,
        "a": False,
        "w": True,
    }
    assert notes["zip: member shares its bytes with another"] == 2


def test_every_member_inside_a_larger_one_is_refused() -> None:
    inner = [local(name, name, 1, method=0) for name in (b"a", b"b", b"c")]
    begin = len(local(b"w", b"", 0))
    places = [begin + len(b"".join(inner[:number])) for number in range(3)]
    directory = central(b"w", 0, len(b"".join(inner)), 1, method=0)
    directory += b"".join(
        central(name, at, 1, 1, method=0) for name, at in zip((b"a", b"b", b"c"), places, strict=True)
    )
    found, _, _ = listed(ended(local(b"w", b"".join(inner), 1, method=0), directory, 4), "zip")
    assert [bool(member.refused) for member, _ in found] == [True] * 4


def test_a_name_that_differs_in_the_members_own_header_is_noted() -> None:
    data = one().replace(b"f" + deflated(b"content"), b"g" + deflated(b"content"))
    [(member, content)], notes, _ = listed(data, "zip")
    assert (member.name, content) == ("f", b"content")
    assert notes["zip: member has another name in its own header"] == 1


def test_an_uncompressed_member_with_two_sizes_gives_what_is_stored() -> None:
    data = ended(local(b"f", b"content", 3, method=0), central(b"f", 0, 7, 3, method=0), 1)
    [(_, content)], notes, _ = listed(data, "zip")
    assert content == b"content"
    assert notes["zip: uncompressed member states two sizes"] == 1


def test_a_member_that_inflates_to_more_than_stated_gives_what_is_stated() -> None:
    assert contents(one(size=3), "zip") == {"f": b"con"}


@pytest.mark.parametrize(
    "comment", [b"x" * 65_535, b"PK\5\6", struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 0, 0, 0)]
)
def test_an_end_record_in_a_comment_fools_nobody(comment: bytes) -> None:
    packed = deflated(b"content")
    body, directory = local(b"f", packed, 7), central(b"f", 0, len(packed), 7)
    assert contents(ended(body, directory, 1, comment), "zip") == {"f": b"content"}


def test_data_before_and_behind_the_archive_is_noted() -> None:
    found, notes, reason = listed(b"before" + one() + b"behind", "zip")
    assert [content for _, content in found] == [b"content"]
    assert not reason
    assert {note: notes[note] for note in notes if "data" in note} == {
        "zip: data before the archive": 1,
        "zip: data behind the archive": 1,
    }


@pytest.mark.parametrize("count", [0, 2, 65_535])
def test_a_count_of_members_that_lies_is_noted(count: int) -> None:
    packed = deflated(b"content")
    data = ended(local(b"f", packed, 7), central(b"f", 0, len(packed), 7), count)
    found, notes, reason = listed(data, "zip")
    assert [content for _, content in found] == [b"content"]
    assert notes["zip: number of members differs from the one stated"] == 1
    assert bool(reason) == (count > 1)


def test_a_directory_that_breaks_off_says_after_how_many() -> None:
    data = zipped({"a": b"A", "b": b"B", "c": b"C"})
    at = data.rfind(b"PK\1\2")
    found, _, reason = listed(data[:at] + b"XX" + data[at + 2 :], "zip")
    assert [content for _, content in found] == [b"A", b"B"]
    assert reason == "the zip directory breaks off after 2 of 3 members"


def test_a_lost_directory_is_replaced_by_the_members_own_headers() -> None:
    data = zipped({"a": b"A" * 100, "folder/": b"", "b": b"B"})
    damaged = bytearray(data)
    damaged[data.find(b"PK\3\4", 1) + 1] = 0
    found, _, reason = listed(bytes(damaged[: data.find(b"PK\1\2") + 3]), "zip")
    assert {member.name: content for member, content in found} == {"a": b"A" * 100, "b": b"B"}
    assert "cut or its directory damaged" in reason


def test_headers_that_lie_cannot_make_the_search_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_salvage, "WORK_FREE", 0)
    for method in (0, 8):
        stored_block = b"\0\xff\xff\0\0" if method else b""
        liar = local(b"x", b"", 0, method, flags=8) + stored_block
        data = liar * 2_000 + b"PK\7\x08" * 2_000

        class Counted(BytesSource):
            asked = 0

            def read(self, length: int, offset: int) -> bytes:
                self.asked += min(length, max(0, self.size - offset))
                return super().read(length, offset)

        source = Counted(data)
        with pytest.raises(DamagedArchive, match="cut or its directory damaged"):
            list(members(source, "zip"))
        assert source.asked < 150 * source.size


def test_many_small_members_without_a_directory_are_found_in_one_pass() -> None:
    data = zipped({str(number): b"x" * 20 for number in range(2_000)})
    found, _, _ = listed(data[: data.find(b"PK\1\2")], "zip")
    assert len(found) == 2_000


def test_reading_the_directory_in_pieces_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"folder/{number:05}": str(number).encode() for number in range(3_000)}
    data = zipped(files, zipfile.ZIP_STORED)
    monkeypatch.setattr(archive_zip, "BLOCK", 1_000)
    assert contents(data, "zip") == files
