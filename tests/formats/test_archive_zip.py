"""Zip files as tools write them and as attackers do."""

import io
import struct
import zipfile
from datetime import UTC, datetime

import pytest

from tests.formats.archives import central, contents, deflated, ended, listed, local

WHEN = 1_626_600_600
MICROS = WHEN * 1_000_000


def one(name: bytes = b"f", content: bytes = b"content", **fields: object) -> bytes:
    """A zip of one deflated member, whose directory record may say anything."""
    packed = deflated(content)
    body = local(name, packed, len(content))
    record = {"name": name, "offset": 0, "stored": len(packed), "size": len(content)} | fields
    return ended(body, central(**record), 1)  # type: ignore[arg-type]


def extra(number: int, data: bytes) -> bytes:
    return struct.pack("<HH", number, len(data)) + data


@pytest.mark.parametrize(
    ("field", "modified"),
    [
        (extra(0x5455, b"\1" + struct.pack("<l", WHEN)), MICROS),
        (extra(0x5455, b"\1" + struct.pack("<l", -1)), -1_000_000),
        (extra(0x5455, b"\2" + struct.pack("<l", WHEN)), None),
        (extra(0x5455, b"\1\0"), None),
        (
            extra(
                0x000A,
                bytes(4) + b"\1\0\x18\0" + struct.pack("<3Q", (WHEN + 11_644_473_600) * 10**7 + 25, 0, 0),
            ),
            MICROS + 2,
        ),
        (extra(0x5855, struct.pack("<ll", 1, WHEN)), MICROS),
        (extra(0x9999, b"x") + extra(0x5455, b"\1" + struct.pack("<l", WHEN)), MICROS),
        (b"", None),
        (b"\x55", None),
    ],
)
def test_only_times_stated_in_utc_are_used(field: bytes, modified: int | None) -> None:
    [(member, _)], notes, _ = listed(one(extra=field), "zip")
    assert member.modified == modified
    assert notes["zip: time is a local wall clock, not used"] == (modified is None)


def test_mode_owner_and_link_are_read_and_the_link_is_not_followed() -> None:
    owner = extra(0x7875, b"\1\4" + struct.pack("<L", 501) + b"\4" + struct.pack("<L", 20))
    [(member, content)], _, _ = listed(one(content=b"/etc/passwd", mode=0o120755, extra=owner), "zip")
    assert (member.kind, member.target, member.mode, member.uid, member.gid) == (
        "link",
        "/etc/passwd",
        0o120755,
        501,
        20,
    )
    assert content == b"/etc/passwd"


@pytest.mark.parametrize(
    ("mode", "kind"),
    [(0o100644, "file"), (0o040755, "folder"), (0o020666, "other"), (0o010644, "other"), (0, "file")],
)
def test_kinds_come_from_the_mode(mode: int, kind: str) -> None:
    [(member, _)], _, _ = listed(one(mode=mode), "zip")
    assert member.kind == kind


@pytest.mark.parametrize(
    ("raw", "flags", "name", "noted"),
    [
        ("año".encode(), 0x800, "año", False),
        ("año".encode(), 0, "año", True),
        ("año".encode("cp437"), 0, "año", True),
        (b"a\xff", 0x800, "a\\xff", False),
    ],
)
def test_names_are_read_in_the_encoding_they_have(raw: bytes, flags: int, name: str, noted: bool) -> None:
    [(member, content)], notes, _ = listed(one(raw, flags=flags), "zip")
    assert (member.name, member.raw, content) == (name, raw, b"content")
    assert notes["zip: encoding of a name is not stated"] == noted


def test_sixty_four_bit_sizes_and_directories_are_read() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w") as archive,
        archive.open(zipfile.ZipInfo("big"), "w", force_zip64=True) as file,
    ):
        file.write(b"content")
    assert contents(out.getvalue(), "zip") == {"big": b"content"}
    packed = deflated(b"content")
    body = b"before" + local(b"f", packed, 7)
    wide = extra(1, struct.pack("<QQQ", 7, len(packed), 6))
    directory = central(b"f", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, extra=wide)
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, len(directory), len(body))
    end += struct.pack("<4sLQL", b"PK\6\7", 0, len(body) + len(directory), 1)
    end += struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert contents(body + directory + end, "zip") == {"f": b"content"}
    assert contents(b"junk" + body + directory + end, "zip") == {"f": b"content"}


def test_only_what_is_missing_is_taken_from_the_sixty_four_bit_field() -> None:
    packed = deflated(b"content")
    body = b"before" + local(b"f", packed, 7)
    directory = central(b"f", 0xFFFFFFFF, len(packed), 7, extra=extra(1, struct.pack("<Q", 6)))
    assert contents(ended(body, directory, 1), "zip") == {"f": b"content"}


def test_absurd_sixty_four_bit_values_harm_nobody() -> None:
    wide = extra(1, struct.pack("<QQQ", 2**64 - 1, 2**64 - 1, 2**63))
    [(member, content)], _, _ = listed(
        one(offset=0xFFFFFFFF, stored=0xFFFFFFFF, size=0xFFFFFFFF, extra=wide), "zip"
    )
    assert member.size == 2**64 - 1
    assert isinstance(content, str)


def test_streamed_members_are_read() -> None:
    """Sizes that stand behind the content, as tools that write to a pipe leave them."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.data += data
            return len(data)

    for compression in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        pipe = Pipe()
        with zipfile.ZipFile(pipe, "w", compression) as archive:  # type: ignore[type-var]
            archive.writestr("a", b"A" * 900)
            archive.writestr("b", b"PK\7\x08 B")
        data = bytes(pipe.data)
        assert contents(data, "zip") == {"a": b"A" * 900, "b": b"PK\7\x08 B"}
        found, _, reason = listed(data[: data.find(b"PK\1\2")], "zip")
        assert {member.name: content for member, content in found} == {"a": b"A" * 900, "b": b"PK\7\x08 B"}
        assert "cut or its directory damaged" in reason


def test_the_time_of_a_real_tool_is_the_one_it_was_given() -> None:
    """Info-ZIP's field, as `zip` on every Unix writes it, is seconds UTC."""
    assert datetime.fromtimestamp(WHEN, UTC).isoformat() == "2021-07-18T09:30:00+00:00"
