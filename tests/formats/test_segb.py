"""Biome's files and the messages in them: both layouts, damage, and bytes that are nothing of the kind."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofprint.formats import protobuf, segb
from tests.formats.segb_files import message, version_1, version_2

RECORDS = [(b"first", 700_000_000.0, 1), (bytes(9), 700_000_060.5, 3), (b"", 700_000_120.0, 1)]
MAKERS = {"version 1": version_1, "version 2": version_2}


@pytest.mark.parametrize("made", MAKERS.values(), ids=MAKERS)
def test_records_come_with_time_and_state(made) -> None:  # type: ignore[no-untyped-def]
    notes: Counter[str] = Counter()
    entries = list(segb.entries(made(RECORDS), notes))
    assert [(one.data, one.deleted, one.intact) for one in entries] == [
        (b"first", False, True),
        (bytes(9), True, True),
        (b"", False, True),
    ]
    assert [one.time for one in entries] == [1_678_307_200_000_000 + s for s in (0, 60_500_000, 120_000_000)]
    assert not notes
    whole = made(RECORDS)
    assert all(whole[one.offset : one.offset + len(one.data)] == one.data for one in entries)


@pytest.mark.parametrize("made", MAKERS.values(), ids=MAKERS)
def test_a_cut_file_says_so_and_gives_what_is_whole(made) -> None:  # type: ignore[no-untyped-def]
    whole = made(RECORDS)
    for length in range(60, len(whole)):
        notes: Counter[str] = Counter()
        found = list(segb.entries(whole[:length], notes))
        assert notes or len(found) < 3, length


def test_a_changed_byte_fails_the_checksum() -> None:
    data = bytearray(version_2(RECORDS))
    data[data.index(b"first")] ^= 1
    notes: Counter[str] = Counter()
    assert [one.intact for one in segb.entries(bytes(data), notes)] == [False, True, True]
    assert notes == {"SEGB record fails its checksum": 1}


def test_two_table_rows_with_one_end_cost_the_second_only() -> None:
    data = bytearray(version_2(RECORDS))
    table = len(data) - 48
    data[table + 16 : table + 20] = data[table : table + 4]
    notes: Counter[str] = Counter()
    assert b"first" in [one.data for one in segb.entries(bytes(data), notes)]
    assert notes["SEGB record out of place"] == 1


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_end_in_entries_or_a_reason(tail: bytes, late: bool) -> None:
    data = tail[:52].ljust(52, b"\0") + b"SEGB" + tail if late else b"SEGB" + tail
    assert len(list(segb.entries(data, Counter()))) <= len(data)


def test_what_is_no_segb_is_refused() -> None:
    with pytest.raises(segb.NotSegb):
        list(segb.entries(b"SQLite format 3\0" + bytes(200), Counter()))


def test_fields_by_number_and_kind() -> None:
    made = protobuf.Message(
        message((1, "one"), (2, 1.5), (3, 300), (4, ((3, "inner"),)), (4, ((3, "other"),)))
    )
    assert (made.text(1), made.double(2), made.number(3)) == ("one", 1.5, 300)
    assert [inner.text(3) for inner in made.messages(4)] == ["inner", "other"]
    assert made.message(4).text(3) == "other"  # type: ignore[union-attr]
    assert (made.text(9), made.double(1), made.number(1), made.message(2)) == (None, None, None, None)


def test_texts_are_found_at_any_depth() -> None:
    made = protobuf.Message(
        message((1, "com.example.app"), (2, ((1, ((7, "https://example.org/"),)), (2, 5))), (3, b"\xff"))
    )
    assert list(made.texts()) == ["com.example.app", "https://example.org/"]


def test_nesting_without_end_stops() -> None:
    data = b"\x01x"
    for _ in range(200):
        data = message((1, data), (2, 1))
    assert list(protobuf.Message(data).texts()) == []


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_broken(data: bytes) -> None:
    try:
        made = protobuf.Message(data)
    except protobuf.BrokenMessage:
        return
    assert all(isinstance(text, str) for text in made.texts())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.integers(0, 2**64 - 1) | st.text() | st.floats(allow_nan=False))
    )
)
def test_what_was_written_is_read(fields: list[tuple[int, object]]) -> None:
    made = protobuf.Message(message(*fields)).fields
    assert [field.number for field in made] == [number for number, _ in fields]
    assert [field.value for field in made if isinstance(field.value, int)] == [
        value for _, value in fields if isinstance(value, int)
    ]
