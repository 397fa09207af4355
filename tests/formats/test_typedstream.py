"""Typed streams: the text and the links of messages, whatever their length, byte order or damage."""

import importlib.util
import json
import plistlib
import struct
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import typedstream
from hoofprint.formats.typedstream import links, text

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


class Writer:
    """Writes a stream as NSArchiver does: strings, classes and objects once, then by number."""

    def __init__(self, big: bool = False) -> None:
        self.big, self.shared, self.classes, self.count = big, [], {}, 0
        start = typedstream.BIG if big else typedstream.LITTLE
        self.out = start + self.number(1000) + self.string("@")

    def number(self, value: int) -> bytes:
        order = "big" if self.big else "little"
        if 0 <= value < 0x80:
            return bytes([value])
        for tag, width in ((0x81, 2), (0x82, 4)):
            if value < 1 << (8 * width - 1):
                return bytes([tag]) + value.to_bytes(width, order)
        return b"\x87" + value.to_bytes(8, order)

    def reference(self, number: int) -> bytes:
        """The number 0 is written as 0x92, that is -110."""
        if number < 110 + 128:
            return ((number - 110) % 256).to_bytes(1, "big")
        return b"\x81" + (number - 110).to_bytes(2, "big" if self.big else "little")

    def string(self, value: str) -> bytes:
        if value in self.shared:
            return self.reference(self.shared.index(value))
        self.shared.append(value)
        return b"\x84" + self.raw(value.encode())

    def raw(self, value: bytes) -> bytes:
        return self.number(len(value)) + value

    def begin(self, *names: str) -> bytes:
        """A new object of the first class, which descends from the others."""
        self.count += 1
        out = b"\x84"
        for name in names:
            if name in self.classes:
                return out + self.reference(self.classes[name])
            self.classes[name] = self.count
            self.count += 1
            out += (
                b"\x84"
                + self.string(name)
                + self.number(1 if name.endswith("String") and "Attr" not in name else 0)
            )
        return out + b"\x85"

    def text(self, value: str, name: str = "NSString") -> bytes:
        names = [name, "NSString", "NSObject"] if name != "NSString" else [name, "NSObject"]
        return self.begin(*names) + self.string("+") + self.raw(value.encode()) + b"\x86"

    def object(self, *parts: bytes) -> bytes:
        return b"".join(parts) + b"\x86"

    def data(self, value: bytes) -> bytes:
        begin = self.begin("NSData", "NSObject") + self.string("i") + self.number(len(value))
        return begin + self.string(f"[{len(value)}c]") + value + b"\x86"

    def url(self, value: str) -> bytes:
        begin = self.begin("NSURL", "NSObject") + self.string("c") + b"\0"
        return begin + self.string("@") + self.text(value) + b"\x86"


def message(value: str, *names: str, big: bool = False) -> bytes:
    writer = Writer(big)
    begin = writer.begin(*names, "NSObject") + writer.string("@")
    return writer.out + writer.object(begin, writer.text(value))


@given(TEXT, st.booleans())
def test_the_text_comes_back_whatever_the_classes_and_byte_order(value: str, big: bool) -> None:
    assert text(message(value, "NSMutableAttributedString", "NSAttributedString", big=big)) == value
    assert text(message(value, "NSAttributedString", big=big)) == value
    assert text(message(value, "SomethingElse", big=big)) == value


@pytest.mark.parametrize("size", [0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 200_000])
def test_every_form_of_length_is_read(size: int) -> None:
    for name in ("NSAttributedString", "SomethingElse"):
        assert text(message("x" * size, name)) == "x" * size
    for form in (b"\x82" + struct.pack("<I", size), b"\x87" + struct.pack("<Q", size)):
        assert text(typedstream.PLAIN + form + b"x" * size + b"\x86\x86") == "x" * size


def test_the_usual_beginning_takes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typedstream, "_Reader", None)
    assert text(message("short", "NSAttributedString")) == "short"


def test_both_ways_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    data = [
        message("ñ" * 90, "NSAttributedString"),
        message("y", "NSMutableAttributedString", "NSAttributedString"),
    ]
    short = [text(each) for each in data]
    monkeypatch.setattr(typedstream, "MUTABLE", b"never")
    monkeypatch.setattr(typedstream, "PLAIN", b"never")
    assert [text(each) for each in data] == short


def test_a_text_that_is_cut_or_no_utf8_is_given_as_far_as_it_goes() -> None:
    assert text(message("hello world", "NSAttributedString")[:-8]) == "hello"
    assert text(typedstream.PLAIN + b"\x03a\xffb\x86\x86") == "a\\xffb"


@pytest.mark.parametrize(
    "data", [b"", b"bplist00", typedstream.LITTLE, typedstream.BIG + b"\x01", b"\x04\x0bstream"]
)
def test_what_holds_no_text_gives_none(data: bytes) -> None:
    assert text(data) is None
    assert links(data) == []


def test_links_come_from_url_objects_archives_and_strings_each_once() -> None:
    u = plistlib.UID
    url = {"NS.relative": u(2), "$class": u(3)}
    objects = ["$null", url, "https://b.example/archived", {"$classname": "NSURL"}]
    archive = {"$objects": objects, "$top": {"root": u(1)}}
    writer = Writer()
    stream = writer.out + writer.object(
        writer.begin("NSAttributedString", "NSObject") + writer.string("@"),
        writer.text("see https://text.example"),
        writer.string("@") + writer.url("https://a.example/url"),
        writer.string("@") + writer.url("tel:+15550100"),
        writer.string("@") + writer.data(plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)),
        writer.string("@") + writer.data(b"bplist00 damaged"),
        writer.string("@") + writer.text("https://c.example/string"),
        writer.string("@") + writer.url("https://a.example/url"),
    )
    assert text(stream) == "see https://text.example"
    assert links(stream) == [
        "https://a.example/url",
        "tel:+15550100",
        "https://b.example/archived",
        "https://c.example/string",
    ]


def test_a_relative_link_is_joined_with_its_base() -> None:
    writer = Writer()
    begin = writer.begin("NSURL", "NSObject") + writer.string("c") + b"\1"
    base = writer.string("@") + writer.url("https://a.example/x/")
    stream = writer.out + writer.object(begin, base, writer.string("@") + writer.text("y?z"))
    assert links(stream)[-1] == "https://a.example/x/y?z"


def test_values_of_every_kind_are_passed_over() -> None:
    writer = Writer()
    groups = [
        writer.string("cCBsSiIlLqQ") + b"\xff\xff\1" + writer.number(5) * 7 + writer.number(1 << 40),
        writer.string("fd") + b"\x83" + struct.pack("<f", 0.5) + b"\x07",
        writer.string("%:") + writer.string("atom") + writer.string("selector:"),
        writer.string("*") + b"\x84" + writer.string("c string"),
        writer.string("#") + b"\x85",
        writer.string("{_NSRange=QQ}") + b"\1\2",
        writer.string("[2{p=ii}]") + b"\1\2\3\4",
        writer.string("@") + b"\x85",
    ]
    begin = writer.begin("Odd", "NSObject")
    stream = writer.out + writer.object(begin, *groups, writer.string("@") + writer.text("end"))
    assert text(stream) == "end"


def test_more_references_than_one_byte_holds_are_followed() -> None:
    writer = Writer()
    begin = writer.begin("Many", "NSObject")
    parts = [writer.string("@") + writer.url(f"https://a.example/{number}") for number in range(200)]
    stream = writer.out + writer.object(begin, *parts)
    again = stream[:-1] + writer.string("@") + writer.reference(300)
    again += writer.string("@") + writer.url("https://b.example/behind") + b"\x86"
    assert links(again)[199:] == ["https://a.example/199", "https://b.example/behind"]


@given(st.binary(max_size=120), st.integers(0, 400), st.integers(0, 60))
def test_any_bytes_end_quickly_and_quietly(junk: bytes, at: int, cut: int) -> None:
    writer = Writer()
    whole = writer.out + writer.object(
        writer.begin("Odd", "NSObject") + writer.string("@"),
        writer.text("t"),
        writer.string("@") + writer.url("https://a.b"),
    )
    for data in (junk, typedstream.LITTLE + junk, whole[:at] + junk + whole[at + cut :]):
        assert isinstance(text(data), str | None)
        assert isinstance(links(data + b"NSURL"), list)


@pytest.mark.parametrize(
    "hostile",
    [
        b"\x84\x0f[999999999999!]" + b"\0" * 50,
        b"\x84\x13[999999999999{x=}]" + b"\0" * 50,
        b"\x84\x03[9\xb2" + b"\0" * 50,
        b"\x84\x01@" + b"\x84\x84\x84\x01A\x00\x85\x92" * 5_000,
        b"\x84\x01+\x87" + b"\xff" * 8,
        b"\x84\x7f" + b"[9" * 63 + b"c",
    ],
)
def test_hostile_types_and_nesting_end(hostile: bytes) -> None:
    begun = time.process_time()
    assert text(typedstream.LITTLE + b"\x81\xe8\x03" + hostile) is None
    assert time.process_time() - begun < 5


def test_real_messages_give_their_text_and_link(shared: Path) -> None:
    folder = shared / "real"
    facts = [json.loads(line) for line in (folder / "EXPECTED.jsonl").read_text().splitlines()]
    found = {f["path"]: f["value"] for f in facts if f["path"].startswith("imessage_payloads/streamtyped/")}
    assert len(found) == 2
    for path, value in found.items():
        data = (folder / path).read_bytes()
        assert text(data) == value
        assert links(data) == [link for link in [value] if link.startswith("https")]


def test_streams_of_the_benchmark_backup_give_their_text(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    spec = importlib.util.spec_from_file_location("make_backup", shared / "bench/make_backup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for value in ("", "ok", "año " * 20, "📱" * 9_000, "x" * 70_000):
        assert text(module.attributed(value)) == value
