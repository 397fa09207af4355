"""Telegram's storage format: what is written is read, and whatever the bytes, nothing but `NotPostbox` is raised."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import postbox
from tests.artifacts.blobs import telegram_key, telegram_message, telegram_peer

KEY = telegram_key(-5, 0, 1_700_000_000, 7)


@given(st.text(), st.none() | st.integers(-(2**63), 2**63 - 1), st.none() | st.text())
def test_a_message_comes_back(text: str, author: int | None, link: str | None) -> None:
    read = postbox.message(KEY, telegram_message(postbox.INCOMING, author, text, link))
    assert read is not None
    assert (read.chat, read.time, read.number, read.text, read.author) == (-5, 1_700_000_000, 7, text, author)
    assert read.inside == ([] if link is None else [{"_": {"u": link}}])


@given(st.binary(max_size=200))
def test_any_bytes_are_told_apart(data: bytes) -> None:
    for start in (b"", b"\1_\5\0\0\0\0\x20\0\0\0", telegram_message(0, None, "x")[:-8]):
        with suppress(postbox.NotPostbox):
            postbox.values(start + data)
        with suppress(postbox.NotPostbox):
            postbox.message(KEY, start + data)


@pytest.mark.parametrize("cut", range(0, 60, 3))
def test_a_message_cut_short_is_no_message(cut: int) -> None:
    whole = telegram_message(4, 1, "some text", "https://example.org/", 2)
    with pytest.raises(postbox.NotPostbox):
        postbox.message(KEY, whole[:cut])


def test_every_kind_of_value() -> None:
    data = (
        b"\1a\0\1\0\0\0" b"\1b\1\2\0\0\0\0\0\0\0" b"\1c\2\1" b"\1d\3\0\0\0\0\0\0\xf0\x3f" b"\1e\x0a\1\0\0\0x" b"\1f\x0b"
        b"\1g\6\1\0\0\0\3\0\0\0" b"\1h\7\1\0\0\0\4\0\0\0\0\0\0\0" b"\1i\x0c\1\0\0\0\1\0\0\0y"
        b"\1j\x0d\1\0\0\0\1\0\0\0z"
        b"\1k\x08\1\0\0\0\0\0\0\0\0\0\0\0" b"\1l\x09\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    )  # fmt: skip
    assert postbox.values(data) == {
        "a": 1, "b": 2, "c": True, "d": 1.0, "e": b"x", "f": None, "g": [3], "h": [4], "i": ["y"], "j": [b"z"],
        "k": [{}], "l": [[{}, {}]],
    }  # fmt: skip
    assert postbox.root(telegram_peer("fn", "First")) == {"fn": "First"}


def test_objects_inside_objects_end_somewhere() -> None:
    data = b""
    for _ in range(postbox.DEPTH + 2):
        data = b"\1_\5\0\0\0\0" + len(data).to_bytes(4, "little") + data
    with pytest.raises(postbox.NotPostbox, match="deep"):
        postbox.values(data)
