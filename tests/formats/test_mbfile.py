"""Manifest entries: the short way and the careful way say the same, and nothing a blob holds can raise."""

import plistlib
import random
from datetime import datetime
from plistlib import UID
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import mbfile
from hoofprint.formats.mbfile import INTS, MBFile, read

NUMBERS = st.integers(0, 2**63 - 1) | st.integers(-(2**63), -1) | st.integers(0, 300)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
BARE, ARCHIVED = "bare", "archived"


def blob(
    form: plistlib.PlistFormat = plistlib.FMT_BINARY, change: dict[str, Any] | None = None, **values: Any
) -> bytes:
    """An entry as iOS archives it; `archived` data stands in an NSData object, `bare` data by itself."""
    values = {
        "relative": "Library/a.db",
        "wrapped": None,
        "digest": None,
        "target": None,
        "data": ARCHIVED,
    } | values
    objects: list[Any] = ["$null", {}]
    entry: dict[str, Any] = {key: values.get(name, number) for number, (key, name) in enumerate(INTS.items())}

    def add(value: Any) -> UID:
        objects.append(value)
        return UID(len(objects) - 1)

    for key, name in mbfile.TEXTS.items():
        if values[name] is not None:
            entry[key] = add(values[name])
    for key, name in mbfile.BLOBS.items():
        if values[name] is not None and values["data"] == BARE:
            entry[key] = add(values[name])
        elif values[name] is not None:
            kind = add({"$classes": ["NSMutableData", "NSData", "NSObject"], "$classname": "NSMutableData"})
            entry[key] = add({"NS.data": values[name], "$class": kind})
    entry["$class"] = add({"$classes": ["MBFile", "NSObject"], "$classname": "MBFile"})
    entry |= change or {}
    objects[1] = dict(sorted(entry.items()))
    archive = {
        "$version": 100000,
        "$archiver": "NSKeyedArchiver",
        "$top": {"root": UID(1)},
        "$objects": objects,
    }
    return plistlib.dumps(archive, sort_keys=values.get("sort", True), fmt=plistlib.FMT_BINARY)


ENTRIES = st.fixed_dictionaries(
    dict.fromkeys(INTS.values(), NUMBERS)
    | {
        "relative": TEXT,
        "target": st.none() | TEXT,
        "digest": st.none() | st.binary(max_size=40),
        "wrapped": st.none() | st.binary(max_size=300),
    }
)


@given(ENTRIES, st.sampled_from([BARE, ARCHIVED]), st.booleans())
def test_an_entry_comes_back_the_short_way_and_the_careful_way(
    entry: dict[str, Any], data: str, sort: bool
) -> None:
    raw = blob(data=data, sort=sort, **entry)
    assert read(raw) == MBFile(**entry)
    assert mbfile._careful(raw) == MBFile(**entry)


def test_the_usual_layout_takes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbfile, "_careful", None)
    made = read(blob(size=7, wrapped=bytes(44), target="/private/var/x", relative="Médiathèque"))
    assert (made.size, made.wrapped, made.target, made.relative) == (
        7,
        bytes(44),
        "/private/var/x",
        "Médiathèque",
    )


def test_old_dates_are_read() -> None:
    when = datetime(2015, 6, 1, 12)
    made = read(blob(modified=when, born=when, size=3))
    assert (made.modified, made.born, made.size, made.oddities) == (1433160000, 1433160000, 3, ())
    dates = {"NS.time": 0.0, "$class": UID(4)}
    objects = [
        "$null",
        {"LastModified": UID(2), "$class": UID(3)},
        dates,
        {"$classname": "MBFile"},
        {"$classname": "NSDate"},
    ]
    archive = {"$top": {"root": UID(1)}, "$objects": objects}
    assert read(plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)).modified == 978307200


@pytest.mark.parametrize(
    ("change", "oddities"),
    [
        ({"Size": "big"}, ("Size not readable",)),
        ({"Size": UID(99)}, ("Size not readable", "keyed archive: reference to no object")),
        ({"RelativePath": UID(0)}, ("RelativePath not readable",)),
        ({"Target": UID(0)}, ()),
        ({"Digest": 5}, ("Digest not readable",)),
        (
            {"Size": "", "$class": UID(0)},
            ("Size not readable", "keyed archive: object without a class name", "object is no MBFile"),
        ),
    ],
)
def test_what_is_odd_is_named_and_the_rest_is_read(change: dict[str, Any], oddities: tuple[str, ...]) -> None:
    made = read(blob(change=change))
    assert made.oddities == oddities
    assert made.inode == 4


def test_a_missing_key_is_named() -> None:
    archive = plistlib.loads(blob())
    del archive["$objects"][1]["Mode"]
    made = read(plistlib.dumps(archive, fmt=plistlib.FMT_BINARY))
    assert (made.mode, made.uid, made.oddities) == (None, 2, ("Mode missing",))


@pytest.mark.parametrize("data", [b"", b"bplist00", b"<plist/>", plistlib.dumps([]), b"\0" * 100])
def test_what_is_no_entry_is_named(data: bytes) -> None:
    made = read(data)
    assert made.size is None
    assert made.oddities


@given(
    ENTRIES,
    st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=5),
    st.integers(0, 2_000),
)
def test_no_change_to_a_blob_makes_reading_raise(
    entry: dict[str, Any], flips: list[tuple[int, int]], cut: int
) -> None:
    raw = bytearray(blob(**entry))
    for at, value in flips:
        raw[at % len(raw)] = value
    for data in (bytes(raw), bytes(raw[:cut])):
        made = read(data)
        assert made.size is None or type(made.size) is int
        assert made.relative is None or type(made.relative) is str


def test_keys_in_another_order_than_they_are_stored_are_not_mixed_up() -> None:
    raw = bytearray(blob())
    count = len(plistlib.loads(bytes(raw))["$objects"][1])
    keys = next(
        at for at in range(len(raw)) if bytes(raw[at : at + count]) == bytes(range(raw[at], raw[at] + count))
    )
    for at in (keys + 2, keys + 2 + count):
        raw[at], raw[at + 1] = raw[at + 1], raw[at]
    assert plistlib.loads(bytes(raw)) == plistlib.loads(blob())
    assert read(bytes(raw)) == read(blob())


def test_five_hundred_entries_take_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers of every width, shared and not, in both key orders: none may need the general readers."""
    monkeypatch.setattr(mbfile, "_careful", None)
    rng = random.Random(3)
    for _ in range(500):
        entry = {name: rng.getrandbits(rng.choice([1, 7, 8, 15, 16, 31, 32, 40])) for name in INTS.values()}
        relative = "Library/" + "x" * rng.randrange(300)
        raw = blob(relative=relative, wrapped=rng.choice([None, bytes(44)]), sort=rng.random() < 0.5, **entry)
        assert read(raw).relative == relative
