"""Manifests of old backups: every whole record is read, and where it breaks off is named."""

import hashlib
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats.mbdb import DamagedMbdb, MbdbRecord, records

HEADER = b"mbdb\x05\x00"
RAW = st.binary(max_size=60)
OPTIONAL = st.none() | st.binary(min_size=1, max_size=60)
FIELDS = {"inode": "Q", "uid": "L", "gid": "L", "modified": "L", "changed": "L", "born": "L", "size": "Q"}
RECORDS = st.fixed_dictionaries(
    {
        "domain": st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        "relative": st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
        "target": st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
        "digest": OPTIONAL,
        "wrapped": OPTIONAL,
        "mode": st.integers(0, 2**16 - 1),
        "protection": st.integers(0, 255),
        "properties": st.dictionaries(st.text(st.characters(categories=["L"]), max_size=9), RAW, max_size=3),
    }
    | {name: st.integers(0, 2 ** (32 if code == "L" else 64) - 1) for name, code in FIELDS.items()}
)


def string(value: bytes | str | None) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return b"\xff\xff" if raw is None else struct.pack(">H", len(raw)) + raw


def packed(record: dict[str, Any]) -> bytes:
    strings = b"".join(string(record[name]) for name in ("domain", "relative", "target", "digest", "wrapped"))
    numbers = struct.pack(">H", record["mode"])
    numbers += b"".join(struct.pack(">" + code, record[name]) for name, code in FIELDS.items())
    pairs = record["properties"].items()
    counted = struct.pack(">BB", record["protection"], len(pairs))
    return strings + numbers + counted + b"".join(string(name) + string(value) for name, value in pairs)


def expected(record: dict[str, Any]) -> MbdbRecord:
    name = f"{record['domain']}-{record['relative']}".encode()
    return MbdbRecord(file_id=hashlib.sha1(name).hexdigest(), **record)


def read(data: bytes) -> tuple[list[MbdbRecord], str]:
    found: list[MbdbRecord] = []
    try:
        for record in records(data):
            found.append(record)
    except DamagedMbdb as error:
        return found, str(error)
    return found, ""


@given(st.lists(RECORDS, max_size=4))
def test_records_come_back(rows: list[dict[str, Any]]) -> None:
    assert read(HEADER + b"".join(map(packed, rows))) == ([expected(row) for row in rows], "")


@given(st.lists(RECORDS, min_size=1, max_size=3), st.data())
def test_a_cut_file_gives_its_whole_records_and_names_the_place(
    rows: list[dict[str, Any]], draw: st.DataObject
) -> None:
    parts = [packed(row) for row in rows]
    data = HEADER + b"".join(parts)
    cut = draw.draw(st.integers(len(HEADER), len(data) - 1))
    ends = [len(HEADER) + len(b"".join(parts[:count])) for count in range(len(parts) + 1)]
    whole = max(count for count, end in enumerate(ends) if end <= cut)
    found, error = read(data[:cut])
    assert found == [expected(row) for row in rows[:whole]]
    assert bool(error) == (ends[whole] < cut)
    assert not error or f"byte {ends[whole]:,} of {cut:,}" in error


@given(st.binary(max_size=200))
def test_any_bytes_give_records_or_a_reason(data: bytes) -> None:
    found, error = read(HEADER + data)
    assert found or error or not data


@pytest.mark.parametrize("data", [b"", b"mbdx\x02\x00", b"SQLite format 3\0", b"mbdb"])
def test_what_is_no_manifest_is_named(data: bytes) -> None:
    found, error = read(data)
    assert not found
    assert "mbdb" in error


def test_the_stored_name_is_the_published_one() -> None:
    """The message database's name in every backup, as all published descriptions give it."""
    row = dict.fromkeys(FIELDS, 0) | {
        "domain": "HomeDomain",
        "relative": "Library/SMS/sms.db",
        "properties": {},
    }
    row |= {"target": None, "digest": None, "wrapped": None, "mode": 0o100644, "protection": 3}
    [record], _ = read(HEADER + packed(row))
    assert record.file_id == "3d0d7e5fb2ce288813306e4d4636395e047a3d28"


def test_a_name_that_is_no_utf8_is_shown_and_its_file_still_found() -> None:
    row = dict.fromkeys(FIELDS, 0) | {"domain": "HomeDomain", "relative": b"a\xff", "properties": {}}
    row |= {"target": None, "digest": None, "wrapped": None, "mode": 0o100644, "protection": 3}
    [record], _ = read(HEADER + packed(row))
    assert record.relative == "a\\xff"
    assert record.file_id == hashlib.sha1(b"HomeDomain-a\xff").hexdigest()
