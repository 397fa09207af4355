"""Property lists: what the standard library reads is read the same; what is hostile costs no more than itself."""

import math
import plistlib
import struct
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from plistlib import UID
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import bplist
from hoofprint.formats.plist import DamagedPlist, as_bytes, as_dict, as_float, as_int, as_list, as_text, load

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)
SCALARS = (
    TEXT
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.binary(max_size=30)
    | st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)).map(lambda d: d.replace(microsecond=0))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT, inner, max_size=5),
    max_leaves=25,
)


def noted(data: bytes) -> tuple[Any, dict[str, int]]:
    notes: Counter[str] = Counter()
    value = load(data, notes)
    return value, {name.removeprefix("plist: "): count for name, count in notes.items()}


def binary(objects: list[bytes], top: int = 0) -> bytes:
    """A binary list of raw objects, which refer to each other by one-byte numbers."""
    data, offsets = b"bplist00", []
    for each in objects:
        offsets.append(len(data))
        data += each
    table = struct.pack(f">{len(offsets)}H", *offsets)
    return data + table + struct.pack(">5xBBBQQQ", 0, 2, 1, len(offsets), top, len(data))


def xml(inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><plist version="1.0">{inside}</plist>'.encode()


def walked(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(walked, inside))


@given(VALUES, st.sampled_from([plistlib.FMT_BINARY, plistlib.FMT_XML]))
def test_what_the_standard_library_writes_is_read_the_same(value: Any, form: plistlib.PlistFormat) -> None:
    assert noted(plistlib.dumps(value, fmt=form)) == (value, {})


def test_real_lists_are_read_as_the_standard_library_reads_them(shared: Path) -> None:
    paths = sorted(p for p in (shared / "real").rglob("*.plist") if p.stat().st_size < 300_000)
    assert len(paths) > 5
    for path in paths:
        data = path.read_bytes()
        assert noted(data) == (plistlib.loads(data), {}), path.name


@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_a_reason(data: bytes) -> None:
    for start in (b"", b"bplist00", b"<plist>"):
        try:
            load(start + data)
        except DamagedPlist as error:
            assert str(error)


@given(VALUES, st.data())
def test_any_change_to_a_list_gives_a_value_or_a_reason(value: Any, draw: st.DataObject) -> None:
    form = draw.draw(st.sampled_from([plistlib.FMT_BINARY, plistlib.FMT_XML]))
    data = bytearray(plistlib.dumps(value, fmt=form))
    for at in draw.draw(st.lists(st.integers(0, len(data) - 1), max_size=6)):
        data[at] = draw.draw(st.integers(0, 255))
    try:
        assert walked(load(bytes(data[: draw.draw(st.integers(1, len(data)))]))) < 10_000
    except DamagedPlist as error:
        assert str(error)


@pytest.mark.parametrize("seconds", [math.nan, math.inf, 1e300, -1e300, 3e11])
def test_a_date_no_calendar_has_costs_only_itself(seconds: float) -> None:
    data = binary([b"\xa2\x01\x02", b"\x33" + struct.pack(">d", seconds), b"\x51x"])
    assert noted(data) == ([None, "x"], {"date out of range": 1})


def test_objects_beyond_what_the_standard_library_reads() -> None:
    """Ordered set, set, URL-less null, a UID, a 16-byte number, UTF-8 text, a 4-byte real."""
    data = binary(
        [
            b"\xa7\x01\x02\x03\x04\x05\x06\x07",
            b"\xb1\x03",
            b"\xc1\x03",
            b"\x00",
            b"\x81\x01\x00",
            b"\x14" + (2**64).to_bytes(16, "big"),
            b"\x73" + "ñ!".encode(),
            b"\x22" + struct.pack(">f", 0.5),
        ]
    )
    assert noted(data) == ([[None], [None], None, UID(256), 2**64, "ñ!", 0.5], {})


@pytest.mark.parametrize(
    ("objects", "value", "note"),
    [
        ([b"\xa1\x00"], [None], "reference into itself"),
        ([b"\xa1\x01", b"\xa1\x00"], [[None]], "reference into itself"),
        ([b"\xd1\x01\x00", b"\x51k"], {"k": None}, "reference into itself"),
        ([b"\xa1\x09"], [None], "reference to no object"),
        ([b"\xa1\x01", b"\x70\x5f\x13" + b"\xff" * 8], [""], None),
        (
            [b"\xa2\x01\x02", b"\x5f\x13" + b"\xff" * 8, b"\x51x"],
            [None, "x"],
            "object cut or overlapping others",
        ),
        ([b"\xaf\x13\x00\x00\x01" + b"\x00" * 5], [], "object cut or overlapping others"),
        ([b"\xa1\x01", b"\xf0"], [None], "object of unknown kind"),
        ([b"\xa1\x01", b"\x05"], [None], "constant of unknown kind"),
        ([b"\xa1\x01", b"\x15" + bytes(32)], [None], "number of impossible size"),
        ([b"\xa1\x01", b"\x24" + bytes(16)], [None], "number of impossible size"),
        ([b"\xa1\x01", b"\x8f" + b"\xff" * 16], [None], "reference of impossible size"),
        ([b"\xd1\x01\x02", b"\xa0", b"\x51x"], {}, "key is not text"),
        ([b"\xd1\x01\x02", b"\x10\x07", b"\x51x"], {"7": "x"}, "key is not text"),
        ([b"\xd2\x01\x01\x01\x02", b"\x51k", b"\x51x"], {"k": "x"}, "key twice in one dictionary"),
        ([b"\x52\xc3\xb1"], "ñ", "text in another encoding than stated"),
        ([b"\x61\xd8\x00"], "\\xd8\\x00", "text in another encoding than stated"),
    ],
)
def test_a_damaged_object_costs_itself_and_is_noted(
    objects: list[bytes], value: Any, note: str | None
) -> None:
    assert noted(binary(objects)) == (value, {note: 1} if note else {})


def test_repeating_shared_objects_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bplist, "EXPANDED", 10_000)
    laughs = [bytes([0xA2, number + 1, number + 1]) for number in range(40)]
    value, notes = noted(binary([*laughs, b"\x51x"]))
    assert walked(value) <= 10_000
    assert notes["shared objects repeated too often"] > 1


def test_objects_that_overlap_cannot_multiply_their_bytes() -> None:
    count, size = 200, 20_000
    block = b"\x4f\x11" + size.to_bytes(2, "big") + bytes(size)
    plain = binary([b"\xaf\x10" + bytes([count]) + bytes([1] * count), block])
    assert sum(map(len, load(plain))) == count * size
    body = plain[: -32 - 4]
    offsets = [8] + [8 + 3 + count] * count
    references = bytes(range(1, count + 1))
    body = body.replace(bytes([1] * count), references, 1)
    data = (
        body
        + struct.pack(f">{count + 1}H", *offsets)
        + struct.pack(">5xBBBQQQ", 0, 2, 1, count + 1, 0, len(body))
    )
    value, notes = noted(data)
    assert sum(len(item) for item in value if item) < 3 * len(data)
    assert notes["object cut or overlapping others"] > 100


@pytest.mark.parametrize("depth", [50, 5_000, 200_000])
def test_nesting_without_end_is_cut(depth: int) -> None:
    in_xml = xml("<array>" * depth + "</array>" * depth)
    offsets = struct.pack(f">{depth}I", *range(8, 8 + 5 * depth, 5))
    body = (
        b"bplist00"
        + b"".join(b"\xa1" + struct.pack(">I", n + 1) for n in range(depth - 1))
        + b"\xa0"
        + bytes(4)
    )
    in_binary = body + offsets + struct.pack(">5xBBBQQQ", 0, 4, 4, depth, 0, len(body))
    for data in (in_xml, in_binary):
        value, notes = noted(data)
        assert walked(value) == min(depth, 102)
        assert ("nested too deeply" in notes) == (depth > 101)
    assert sys.getrecursionlimit() == 1000


@pytest.mark.parametrize(
    ("inside", "value", "notes"),
    [
        ("<dict><key>a</key></dict>", {}, {"key without a value": 1}),
        ("<dict><string>b</string></dict>", {}, {"value without a key": 1}),
        ("<dict><key>a</key><key>b</key><true/></dict>", {"b": True}, {"key without a value": 1}),
        ("<array><key>a</key><false/></array>", [False], {"key where none belongs": 1}),
        ("<array><bad/><real>1.5</real></array>", [None, 1.5], {"element of unknown kind": 1}),
        ("<array><string>a<b>c</b>d</string></array>", ["ad"], {"element where none belongs": 1}),
        ("<array><date>0000-12-30T00:00:00Z</date></array>", [None], {"date not readable": 1}),
        ("<array><integer>seven</integer></array>", [None], {"integer not readable": 1}),
        (f"<array><integer>{'9' * 5000}</integer></array>", [None], {"integer not readable": 1}),
        ("<array><integer>-0x1F</integer></array>", [-31], {}),
        ("<array><data>a</data></array>", [None], {"data not readable": 1}),
        ("<true/><false/>", True, {"more than one value": 1}),
        ("", None, {"no value in the list": 1}),
        ("<dict><key>CF$UID</key><integer>3</integer></dict>", UID(3), {}),
    ],
)  # fmt: skip
def test_odd_xml_costs_itself_and_is_noted(inside: str, value: Any, notes: dict[str, int]) -> None:
    assert noted(xml(inside)) == (value, notes)


@pytest.mark.parametrize("encoding", ["UTF-6", "utf-7", "UTF-16", "us-ascii", "cp037"])
def test_a_wrong_declared_encoding_does_not_lose_the_list(encoding: str) -> None:
    data = xml("<string>año</string>").replace(b"UTF-8", encoding.encode())
    value, notes = noted(data)
    assert value in ("año", "aÃ±o")
    assert sum(notes.values()) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_known_encodings_are_read(encoding: str) -> None:
    declared = {"utf-8-sig": "UTF-8", "iso-8859-1": "ISO-8859-1"}.get(encoding, "UTF-16")
    text = xml("<string>año</string>").decode().replace("UTF-8", declared)
    assert noted(text.encode(encoding)) == ("año", {})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (bytes(50), "only zeros"),
        (b'{"a": 1}', "JSON or an old-style"),
        (b"bplist16" + bytes(40), "binary version 16"),
        (b"bplist00", "too short"),
        (b"bplist00" + bytes(40), "trailer damaged"),
        (b"SQLite format 3\0", "begins with 53 51 4c"),
        (b"<html><body>x</body></html>", "no property list: it begins with <html>"),
        (b"<plist><dict>", "not well-formed"),
        (b'<!DOCTYPE p [<!ENTITY a "x">]><plist><string>&a;</string></plist>', "declares entities"),
        (b'<!DOCTYPE p [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><plist/>', "declares entities"),
    ],
)
def test_what_is_no_property_list_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(DamagedPlist, match=reason):
        load(data)


def test_an_external_document_type_is_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual Apple header names one; nothing may look it up, and what it might define is left out."""
    data = b'<!DOCTYPE plist PUBLIC "-//Apple//DTD" "http://example.org/p.dtd"><plist><string>a&b;c</string></plist>'
    monkeypatch.setattr("builtins.open", None)
    assert noted(data) == ("ac", {"entity left out": 1})


def test_accessors_take_only_what_fits() -> None:
    assert (as_dict({"a": 1}), as_dict([]), as_list([1]), as_list({})) == ({"a": 1}, {}, [1], [])
    assert (as_text("a"), as_text(b"a"), as_bytes(b"a"), as_bytes("a")) == ("a", None, b"a", None)
    assert [as_int(v) for v in (3, 3.0, "-3", True)] == [3, 3, -3, 1]
    assert [as_int(v) for v in (3.5, math.nan, math.inf, "x", "9" * 30, None)] == [None] * 6
    assert [as_float(v) for v in (3, 0.5, "1e3", True)] == [3.0, 0.5, 1000.0, 1.0]
    assert [as_float(v) for v in (10**400, "x", b"1", None)] == [None] * 4
