"""Decrypting sources: any offset, cut ends, padding, keys."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats.source import (
    BytesSource,
    CbcSource,
    DamagedSource,
    blocks,
    padded_size,
)
from tests.formats.test_source import CONTENT, KEY, READS, check, encrypt


@given(CONTENT, READS)
def test_decrypting_gives_the_plaintext_at_any_offset(data: bytes, reads: list[tuple[int, int]]) -> None:
    source = CbcSource(BytesSource(encrypt(data)), KEY, len(data))
    check(source, data, reads)
    assert b"".join(blocks(source, 100)) == data
    assert padded_size(source.inner, KEY) == len(data)


@given(st.integers(0, 400), st.integers(0, 300), READS)
def test_encrypted_data_that_is_cut_gives_its_whole_blocks(
    cut: int, size: int, reads: list[tuple[int, int]]
) -> None:
    data = random.Random(size).randbytes(300)
    source = CbcSource(BytesSource(encrypt(data)[:cut]), KEY, 300)
    good = min(300, cut - cut % 16)
    for length, offset in reads:
        if min(300, offset + length) <= good or not length or offset >= 300:
            assert source.read(length, offset) == data[offset : offset + length]
        else:
            with pytest.raises(DamagedSource):
                source.read(length, offset)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not whole blocks"),
        (encrypt(b"x" * 40)[:-1], "not whole blocks"),
        (encrypt(b"x" * 40)[:-16], "valid padding"),
        (encrypt(b"x" * 40, bytes(32)), "valid padding"),
    ],
)
def test_padding_that_cannot_be_right_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(DamagedSource, match=reason):
        padded_size(BytesSource(data), KEY)


def test_a_key_is_never_printed() -> None:
    assert KEY.hex() not in repr(CbcSource(BytesSource(b""), KEY, 0))
    assert repr(KEY) not in repr(vars(DamagedSource("x")))
