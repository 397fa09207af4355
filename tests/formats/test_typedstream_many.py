"""Typed streams by the thousand: whatever is among them, each reads as it does alone."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import typedstream, typedstream_many
from hoofprint.formats.typedstream import links, text
from tests.formats.test_typedstream import Writer, message

PARTS = st.sampled_from(
    [
        None,
        b"",
        b"NSU",
        b"RL",
        b"bplist",
        b"junk",
        message("NSURL in a text", "NSMutableAttributedString", "NSAttributedString"),
        message("plain", "NSMutableAttributedString", "NSAttributedString"),
        message("x" * 300, "NSAttributedString"),
        message("plain", "NSAttributedString") + Writer().url("https://example.org/a"),
        Writer().out + Writer().url("https://example.org/b"),
    ]
)


@given(st.lists(PARTS, max_size=12))
def test_many_at_once_give_what_each_gives_alone(many: list[bytes | None]) -> None:
    assert typedstream_many.texts(many) == [None if one is None else text(one) for one in many]
    assert typedstream_many.links(many) == [None if one is None else links(one) for one in many]
    column = pa.array(many, pa.binary())
    told, linked = typedstream_many.text_column(column), typedstream_many.link_column(column)
    assert linked is None or linked.to_pylist() == typedstream_many.links(many)
    if told is None:  # only where a stream holds no text
        assert any(one is not None and text(one) is None for one in many)
    else:
        assert told.to_pylist() == typedstream_many.texts(many)


def usual(said: bytes) -> bytes:
    """A stream in the layout of nearly all messages."""
    size = len(said)
    length = bytes([size]) if size < 128 else b"\x81" + size.to_bytes(2, "little") if size < 65536 else b""
    return (
        typedstream.MUTABLE
        + (length or b"\x82" + size.to_bytes(4, "little"))
        + said
        + b"\x86\x84\x02iI\x01\x86"
    )


@pytest.mark.parametrize("size", [0, 1, 2, 127, 128, 129, 255, 256, 65535, 65536])
def test_texts_of_any_length_are_cut_out_of_a_column(size: int) -> None:
    said = "é" * (size // 2) + "x" * (size % 2)
    many = [usual(said.encode()), None, usual(b"y" * 200), usual(said.encode())[:-12], usual(b"other"), None]
    made = typedstream_many.text_column(pa.array(many, pa.binary()))
    assert made is None or made.to_pylist() == [None if one is None else text(one) for one in many]
    whole = [many[0], None, many[4], many[2]] * 2
    made = typedstream_many.text_column(pa.array(whole, pa.binary()))
    assert made is not None and made.to_pylist() == [said, None, "other", "y" * 200] * 2


@given(st.lists(st.binary(max_size=4).map(lambda more: typedstream.MUTABLE + more) | PARTS, max_size=8))
def test_streams_that_break_off_read_as_they_do_alone(many: list[bytes | None]) -> None:
    made = typedstream_many.text_column(pa.array(many, pa.binary()))
    assert made is None or made.to_pylist() == [None if one is None else text(one) for one in many]


def test_a_text_that_is_no_utf_8_is_left_to_a_closer_look() -> None:
    for bad in (b"a\xffc", b"\xe2\x82", b"x" * 300 + b"\xff"):
        assert typedstream_many.text_column(pa.array([usual(b"good"), usual(bad)], pa.binary())) is None


def test_many_that_hold_links_are_found_among_many_that_do_not() -> None:
    writer = Writer()
    held = writer.out + writer.url("https://example.org/held")
    many = [message("plain", "NSAttributedString")] * 50 + [held] + [b"NSU", b"RL"] * 3
    assert typedstream_many.links(many) == [[]] * 50 + [["https://example.org/held"]] + [[]] * 6
