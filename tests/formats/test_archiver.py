"""Keyed archives: real ones give their values and links, hostile ones cannot run away."""

import json
import plistlib
from collections import Counter
from datetime import datetime
from pathlib import Path
from plistlib import UID
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import archiver
from hoofprint.formats.archiver import DamagedKeyedArchive, links, unarchive
from hoofprint.formats.plist import DamagedPlist


def archive(*objects: Any, **top: Any) -> dict[str, Any]:
    """An archive of these objects, numbered from 1; `CLASS("Name")` among the values makes the class."""
    held: list[Any] = ["$null", *objects]

    def placed(value: Any) -> Any:
        if isinstance(value, tuple):
            held.append({"$classname": value[0], "$classes": list(value)})
            return UID(len(held) - 1)
        if isinstance(value, dict):
            return {key: placed(inner) for key, inner in value.items()}
        return value

    for number in range(1, len(objects) + 1):
        held[number] = placed(held[number])
    top = top or {"root": UID(1)}
    return {"$archiver": "NSKeyedArchiver", "$version": 100000, "$top": top, "$objects": held}


def noted(value: dict[str, Any] | bytes) -> tuple[Any, dict[str, int]]:
    notes: Counter[str] = Counter()
    result = unarchive(value, notes)
    return result, {name.removeprefix("keyed archive: "): count for name, count in notes.items()}


def walked(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(walked, inside))


def of(kind: tuple[str, ...], **fields: Any) -> dict[str, Any]:
    return {"$class": kind, **{f"NS.{name}": value for name, value in fields.items()}}


DICT, ARRAY, URL = (
    ("NSDictionary", "NSObject"),
    ("NSMutableArray", "NSArray", "NSObject"),
    ("NSURL", "NSObject"),
)


@pytest.mark.parametrize(
    ("objects", "value"),
    [
        (["plain"], "plain"),
        ([{"$class": DICT, "NS.keys": [UID(2)], "NS.objects": [UID(3)]}, "k", 7], {"k": 7}),
        ([{"$class": DICT, "NS.keys": [UID(2)], "NS.objects": [UID(0)]}, 5], {"5": None}),
        ([{"$class": ARRAY, "NS.objects": [UID(2), UID(2)]}, b"x"], [b"x", b"x"]),
        ([{"$class": ("NSSet", "NSObject"), "NS.objects": [UID(2)]}, 1.5], [1.5]),
        ([{"$class": ("NSOrderedSet",), "NS.object.0": UID(2), "NS.object.1": UID(3)}, "a", "b"], ["a", "b"]),
        ([{"$class": ("NSMutableString", "NSString"), "NS.string": "text"}], "text"),
        ([{"$class": ("NSString",), "NS.bytes": "ñ".encode()}], "ñ"),
        ([{"$class": ("NSMutableData",), "NS.data": b"raw"}], b"raw"),
        ([{"$class": ("NSData",), "NS.bytes": UID(2)}, b"raw"], b"raw"),
        ([{"$class": ("NSDate",), "NS.time": 86400.5}], datetime(2001, 1, 2, 0, 0, 0, 500_000)),
        ([{"$class": ("NSUUID",), "NS.uuidbytes": bytes(range(16))}], "00010203-0405-0607-0809-0A0B0C0D0E0F"),
        ([{"$class": ("NSNull",)}], None),
        ([{"$class": URL, "NS.base": UID(0), "NS.relative": UID(2)}, "https://a.example"], "https://a.example"),
        (
            [
                {"$class": URL, "NS.base": UID(2), "NS.relative": UID(4)},
                {"$class": URL, "NS.base": UID(0), "NS.relative": UID(3)},
                "https://a.example/x/y",
                "../z",
            ],
            "https://a.example/z",
        ),
        (
            [{"$class": ("NSAttributedString", "NSObject"), "NSString": UID(2), "NSAttributes": UID(0)}, "text"],
            {"$class": "NSAttributedString", "NSString": "text", "NSAttributes": None},
        ),
        ([{"$class": ("Odd",), "n": 1, "inner": {"a": UID(2)}}, "x"], {"$class": "Odd", "n": 1, "inner": {"a": "x"}}),
    ],
)  # fmt: skip
def test_each_class_becomes_a_plain_value(objects: list[Any], value: Any) -> None:
    assert noted(archive(*objects)) == (value, {})


def test_several_top_entries_are_all_given() -> None:
    assert unarchive(archive("a", "b", first=UID(1), second=UID(2), third=3)) == {
        "first": "a",
        "second": "b",
        "third": 3,
    }


@pytest.mark.parametrize(
    ("objects", "value", "note"),
    [
        ([{"$class": ARRAY, "NS.objects": [UID(1)]}], [None], "reference into itself"),
        ([[UID(2)], [UID(1)]], [[None]], "reference into itself"),
        ([UID(2), UID(1)], None, "reference into itself"),
        ([[UID(99)]], [None], "reference to no object"),
        ([{"$class": UID(99), "a": 1}], {"$class": None, "a": 1}, "object without a class name"),
        ([{"$class": "text", "a": 1}], {"$class": None, "a": 1}, "object without a class name"),
        ([{"$class": UID(1), "a": 1}], {"$class": None, "a": 1}, "object without a class name"),
        ([{"$class": ("NSDate",), "NS.time": 1e300}], None, "date out of range"),
        ([{"$class": ("NSDate",), "NS.time": "soon"}], None, "date out of range"),
        ([of(DICT, keys=[UID(2), UID(2)], objects=[1]), "k"], {"k": 1}, "keys and values do not pair up"),
        ([of(DICT, keys=[UID(2), UID(2)], objects=[1, 2]), "k"], {"k": 2}, "key twice in one dictionary"),
        ([of(DICT, keys=[UID(2)], objects=[1]), []], {}, "key is not text"),
        ([of(URL, base="http://[", relative="x")], "http://[x", "link cannot be joined with its base"),
    ],
)  # fmt: skip
def test_what_is_damaged_costs_itself_and_is_noted(objects: list[Any], value: Any, note: str) -> None:
    assert noted(archive(*objects)) == (value, {note: 1})


@pytest.mark.parametrize(
    "unfit", [{"NS.keys": 3}, {"NS.relative": 3}, {"NS.uuidbytes": b"x"}, {"NS.string": 1}]
)
def test_an_object_that_does_not_fit_its_class_keeps_its_fields(unfit: dict[str, Any]) -> None:
    for name in ("NSDictionary", "NSURL", "NSUUID", "NSString", "NSData"):
        assert unarchive(archive({"$class": (name,), **unfit})) == {"$class": name, **unfit}


def test_a_chain_of_a_million_references_ends() -> None:
    value, notes = noted(archive(*(UID(number + 2) for number in range(1_000_000))))
    assert (value, notes) == (None, {"nested too deeply": 1})


def test_repeating_shared_objects_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archiver, "EXPANDED", 10_000)
    value, notes = noted(archive(*([UID(number + 2)] * 2 for number in range(40)), "x"))
    assert walked(value) <= 10_000
    assert notes["shared objects repeated too often"] > 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([], "no keyed archive"),
        ({"$top": {"root": UID(1)}}, "no keyed archive"),
        ({"$objects": ["$null"]}, "without a beginning"),
        ({"$objects": ["$null"], "$top": {}}, "without a beginning"),
    ],
)
def test_what_is_no_archive_is_named(data: Any, reason: str) -> None:
    with pytest.raises(DamagedKeyedArchive, match=reason):
        unarchive(plistlib.dumps(data, fmt=plistlib.FMT_BINARY))


FIELDS = ["keys", "objects", "string", "data", "time", "base", "relative", "uuidbytes"]
KEYS = ["$class", "$classname", "$classes", *(f"NS.{name}" for name in FIELDS)]
NODES = st.recursive(
    st.builds(UID, st.integers(0, 9))
    | st.text(max_size=5)
    | st.integers()
    | st.binary(max_size=20)
    | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(NODES, max_size=8), NODES)
def test_any_objects_give_a_value(objects: list[Any], root: Any) -> None:
    names = [{"$classname": name, "$classes": [name]} for name in archiver.MAKERS]
    value = unarchive({"$objects": ["$null", *objects, *names], "$top": {"root": root}})
    assert walked(value) <= archiver.EXPANDED
    links(value)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_a_reason(data: bytes) -> None:
    with pytest.raises((DamagedPlist, DamagedKeyedArchive)):
        unarchive(b"bplist00" + data)


def test_links_are_found_in_order_each_once() -> None:
    value = {
        "first": "https://a.example/1",
        "text": 'see https://b.example/2 and <ftp://c.example/3> or "x://y"',
        "list": ["https://a.example/1", "mailto:person@example.org", "no link: here", "?query=only"],
        "https://key.example": None,
    }
    assert links(value) == [
        "https://a.example/1",
        "https://b.example/2",
        "ftp://c.example/3",
        "x://y",
        "mailto:person@example.org",
        "https://key.example",
    ]


def test_real_message_payloads_give_their_links(shared: Path) -> None:
    facts = [json.loads(line) for line in (shared / "real/EXPECTED.jsonl").read_text().splitlines()]
    seen = 0
    for fact in facts:
        if fact["fact"] == "URL strings" and fact["path"].startswith("imessage_payloads/"):
            value, notes = noted((shared / "real" / fact["path"]).read_bytes())
            assert set(links(value)) == set(fact["value"])
            assert not notes
            seen += 1
    assert seen == 4


def test_a_real_link_preview_reads_as_a_person_would_expect(shared: Path) -> None:
    value = unarchive((shared / "real/imessage_payloads/url_message/URL.plist").read_bytes())
    metadata = value["richLinkMetadata"]
    assert (value["$class"], metadata["$class"]) == ("RichLink", "LPLinkMetadata")
    assert (metadata["originalURL"], metadata["URL"]) == (
        "https://chrissardegna.com",
        "https://chrissardegna.com/",
    )
    assert links(value)[:2] == ["https://chrissardegna.com/favicon.ico", "https://chrissardegna.com"]
