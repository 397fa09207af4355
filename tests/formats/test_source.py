"""Sources give the bytes they promise at any offset, or say what is missing."""

import gzip
import os
import random
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import inflate
from hoofprint.formats import source as sources
from hoofprint.formats.source import (
    UNKNOWN_SIZE,
    BytesSource,
    CbcSource,
    DamagedSource,
    FdSource,
    InflateSource,
    SliceSource,
    Source,
    SourceFile,
    blocks,
    build,
)

KEY = bytes(range(32))
READS = st.lists(st.tuples(st.integers(0, 700), st.integers(0, 3_000)), max_size=12)
CONTENT = st.binary(max_size=2_500) | st.builds(
    lambda piece, times: piece * times, st.binary(min_size=1, max_size=9), st.integers(1, 250)
)


@pytest.fixture(autouse=True, scope="module")
def small_pieces() -> Iterator[None]:
    """Pieces of a few bytes, so that short inputs cross every border that long ones do."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"CHUNK": 64, "HELD": 3, "FEED": 16, "MARK": 128, "MARKS": 4}.items():
            patch.setattr(inflate, name, value)
        patch.setattr(sources, "AHEAD", 64)
        patch.setattr(sources, "HELD", 2)
        yield


def deflate(data: bytes, wbits: int, level: int = 6) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, wbits)
    return packer.compress(data) + packer.flush()


def encrypt(data: bytes, key: bytes = KEY) -> bytes:
    pad = 16 - len(data) % 16
    return Cipher(algorithms.AES(key), modes.CBC(bytes(16))).encryptor().update(data + bytes([pad]) * pad)


def check(source: Source, data: bytes, reads: list[tuple[int, int]]) -> None:
    for length, offset in reads:
        assert source.read(length, offset) == data[offset : offset + length]


@given(CONTENT, READS, st.sampled_from([0, 1, 6, 9]))
def test_inflating_gives_what_zlib_gives_at_any_offset(
    data: bytes, reads: list[tuple[int, int]], level: int
) -> None:
    check(InflateSource(BytesSource(deflate(data, -15, level)), -15, len(data)), data, reads)


@given(st.lists(CONTENT, max_size=4), READS, st.integers(0, 40), st.booleans())
def test_a_gzip_file_of_several_members_reads_as_one(
    parts: list[bytes], reads: list[tuple[int, int]], zeros: int, known: bool
) -> None:
    packed = bytes(zeros).join(gzip.compress(part) for part in [*parts, b"end"])
    data = b"".join(parts) + b"end"
    source = InflateSource(BytesSource(packed), 31, len(data) if known else UNKNOWN_SIZE)
    check(source, data, reads)
    assert b"".join(blocks(source)) == data
    assert source.size == len(data)
    assert not source.notes


@pytest.mark.parametrize("zeros", [1_022, 1_023, 1_024])
def test_a_member_that_begins_at_the_end_of_a_feed_is_found(zeros: int) -> None:
    packed = gzip.compress(b"one") + bytes(zeros) + gzip.compress(b"two")
    source = InflateSource(BytesSource(packed), 31, UNKNOWN_SIZE)
    assert b"".join(blocks(source)) == b"onetwo"


@given(CONTENT, READS, st.data())
def test_a_cut_stream_gives_everything_before_the_cut_and_then_says_so(
    data: bytes, reads: list[tuple[int, int]], draw: st.DataObject
) -> None:
    packed = deflate(data, 31)
    cut = packed[: draw.draw(st.integers(0, len(packed) - 9))]
    good = zlib.decompressobj(31).decompress(cut)
    source = InflateSource(BytesSource(cut), 31, UNKNOWN_SIZE)
    check(source, data, [(length, offset) for length, offset in reads if offset + length <= len(good)])
    got = bytearray()
    with pytest.raises(DamagedSource, match=f"cut off .after {len(good):,} bytes"):
        for part in blocks(source, 50):
            got += part
    assert bytes(got) == good


@given(st.binary(max_size=400), st.integers(0, 400), READS)
def test_any_bytes_at_all_end_in_data_or_in_damage(
    junk: bytes, at: int, reads: list[tuple[int, int]]
) -> None:
    packed = bytearray(deflate(bytes(range(256)) * 3, 31))
    packed[at:at] = junk
    source = InflateSource(BytesSource(bytes(packed)), 31, 768)
    for length, offset in reads:
        try:
            assert len(source.read(length, offset)) == max(0, min(length, 768 - offset))
        except DamagedSource as error:
            assert error.readable is not None
            assert len(source.read(error.readable, 0)) == error.readable


def test_data_before_a_wrong_checksum_can_still_be_read() -> None:
    data = bytes(range(200))
    packed = bytearray(gzip.compress(data))
    packed[-6] ^= 1
    assert InflateSource(BytesSource(bytes(packed)), 31, 200).read(200, 0) == data
    source = InflateSource(BytesSource(bytes(packed)), 31, UNKNOWN_SIZE)
    with pytest.raises(DamagedSource, match=r"broken: .*incorrect data check.*after 200 bytes") as caught:
        source.read(201, 0)
    assert caught.value.readable == 200


def test_more_data_than_stated_is_not_shown_and_noted() -> None:
    source = InflateSource(BytesSource(deflate(b"x" * 500, -15)), -15, 70)
    assert b"".join(blocks(source)) == b"x" * 70
    assert source.notes == {"inflates to more than its stated size": 1}


def test_less_data_than_stated_raises() -> None:
    source = InflateSource(BytesSource(deflate(b"x" * 100, -15)), -15, 500)
    assert source.read(100, 0) == b"x" * 100
    with pytest.raises(DamagedSource, match="after 100 bytes"):
        source.read(101, 0)


def test_data_behind_a_gzip_stream_is_noted() -> None:
    source = InflateSource(BytesSource(gzip.compress(b"content") + b"\0\0behind"), 31, UNKNOWN_SIZE)
    assert b"".join(blocks(source)) == b"content"
    assert source.notes == {"data after the end of the gzip stream": 1}


def test_a_failing_disk_is_reported_and_reading_can_go_on() -> None:
    class Failing(BytesSource):
        broken = True

        def read(self, length: int, offset: int) -> bytes:
            if offset > 100 and self.broken:
                raise OSError(5, "Input/output error")
            return super().read(length, offset)

    data = random.Random(1).randbytes(600)
    failing = Failing(deflate(data, -15))
    source = InflateSource(failing, -15, 600)
    with pytest.raises(OSError, match="Input/output"):
        source.read(600, 0)
    failing.broken = False
    assert source.read(600, 0) == data


def test_reading_a_large_stream_in_small_steps_is_linear_and_holds_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    for name, value in {"CHUNK": 256 * 1024, "HELD": 24, "FEED": 64 * 1024, "MARK": 8 << 20}.items():
        monkeypatch.setattr(inflate, name, value)
    size = 48 << 20
    source = InflateSource(BytesSource(deflate(bytes(size), 31, 1)), 31, size)
    made = 0
    original = inflate.InflateSource._make

    def counting(self: InflateSource) -> bytes:
        nonlocal made
        made += 1
        return original(self)

    monkeypatch.setattr(inflate.InflateSource, "_make", counting)
    tracemalloc.start()
    for offset in range(0, size, 16 * 1024):
        assert len(source.read(16 * 1024, offset)) == 16 * 1024
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert made == size // (256 * 1024)
    assert peak < 16 << 20


def test_a_crowd_of_tiny_gzip_members_is_linear() -> None:
    class Counted(BytesSource):
        asked = 0

        def read(self, length: int, offset: int) -> bytes:
            self.asked += length
            return super().read(length, offset)

    counted = Counted(gzip.compress(b"") * 3_000 + gzip.compress(b"end"))
    assert InflateSource(counted, 31, UNKNOWN_SIZE).read(3, 0) == b"end"
    assert counted.asked < 60 * counted.size


def test_a_window_says_how_much_is_missing() -> None:
    window = SliceSource(BytesSource(bytes(range(100))), 90, 50)
    assert window.read(10, 0) == bytes(range(90, 100))
    with pytest.raises(DamagedSource, match=r"40 of 50 bytes are missing") as caught:
        window.read(11, 0)
    assert caught.value.readable == 10


def test_a_recipe_builds_the_same_bytes_again(tmp_path: Path) -> None:
    data = random.Random(2).randbytes(1_000)
    path = tmp_path / "file"
    path.write_bytes(b"head" + deflate(encrypt(data), -15))
    fd = os.open(path, os.O_RDONLY)
    try:
        packed = SliceSource(FdSource(fd), 4, path.stat().st_size - 4)
        source = CbcSource(InflateSource(packed, -15, 1_008), KEY, 1_000)
        fds: list[int] = []
        again = build(source.recipe(fds), fds)
        assert fds == [fd]
        assert b"".join(blocks(again)) == data
        assert SourceFile(again).read() == data
    finally:
        os.close(fd)


def test_members_of_one_stream_share_a_decompressor_on_request() -> None:
    stream = InflateSource(BytesSource(gzip.compress(b"first second")), 31, 12)
    recipes = [["slice", list(stream.recipe([])), 0, 5], SliceSource(stream, 6, 6).recipe([])]
    shared: dict[sources.Recipe, Source] = {}
    first, second = (build(tuple(recipe), [], shared) for recipe in recipes)
    assert (first.read(9, 0), second.read(9, 0)) == (b"first", b"second")
    assert len(shared) == 1


def test_a_file_that_shrinks_while_it_is_read_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(100))
    fd = os.open(path, os.O_RDONLY)
    try:
        source = FdSource(fd)
        path.write_bytes(bytes(40))
        with pytest.raises(DamagedSource, match="ends after 40 bytes"):
            source.read(100, 0)
    finally:
        os.close(fd)


def test_an_unknown_recipe_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown source kind 'url'"):
        build(("url", ("bytes", b""), 0, 0), [])
