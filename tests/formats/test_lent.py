"""Bytes asked from another process are the bytes it has: at any offset, up to the end, up to the damage."""

import gzip
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import lent
from hoofprint.formats.lent import ANSWER, LentSource, answer, received
from hoofprint.formats.source import UNKNOWN_SIZE, BytesSource, DamagedSource, InflateSource, Source, build

READS = st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)), max_size=8)


@contextmanager
def lending(source: Source) -> Iterator[LentSource]:
    """Another thread serves the source; both ends of the pipes are closed afterwards."""
    (asked, requests), (answers, answered) = os.pipe(), os.pipe()
    server = threading.Thread(target=lent.serve, args=(source, asked, answered))
    server.start()
    try:
        yield LentSource(requests, answers)
    finally:
        os.close(requests)
        server.join(10)
        for fd in (asked, answers, answered):
            os.close(fd)
        assert not server.is_alive()


@given(st.binary(max_size=3_000), READS, st.integers(1, 700))
def test_bytes_are_the_same_at_any_offset(data: bytes, reads: list[tuple[int, int]], stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lent, "STRETCH", stretch)
        with lending(InflateSource(BytesSource(gzip.compress(data)), 31, UNKNOWN_SIZE)) as source:
            for length, offset in reads:
                assert source.read(length, offset) == data[offset : offset + length]


@given(st.integers(0, 2_000), st.integers(0, 2_500), st.integers(1, 2_500), st.integers(1, 700))
def test_what_lies_before_the_damage_is_read_and_the_reason_given_behind_it(
    good: int, offset: int, length: int, stretch: int
) -> None:
    whole = os.urandom(2_500)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lent, "STRETCH", stretch)
        with lending(_Broken(whole, good)) as source:
            if offset + length <= good:
                assert source.read(length, offset) == whole[offset : offset + length]
                return
            with pytest.raises(DamagedSource, match="torn here") as caught:
                source.read(length, offset)
            assert caught.value.readable == good


class _Broken(BytesSource):
    """Its bytes end in damage; it promises more than it has."""

    def __init__(self, data: bytes, good: int) -> None:
        super().__init__(data)
        self._good = good

    def read(self, length: int, offset: int) -> bytes:
        if length > 0 and offset + length > self._good:
            raise DamagedSource("torn here", self._good)
        return super().read(length, offset)


def test_a_failing_disk_is_a_reason_and_no_end() -> None:
    class Failing(BytesSource):
        def read(self, length: int, offset: int) -> bytes:
            raise OSError(5, "Input/output error")

    with lending(Failing(b"1234")) as source, pytest.raises(DamagedSource, match="Input/output error"):
        source.read(1, 0)


def test_a_server_that_has_gone_is_damage() -> None:
    (asked, requests), (answers, answered) = os.pipe(), os.pipe()
    os.close(asked)
    os.close(answered)
    with pytest.raises(DamagedSource, match="has ended"):
        LentSource(requests, answers).read(1, 0)
    os.close(requests)
    os.close(answers)


def test_no_request_is_answered_with_more_than_a_stretch() -> None:
    assert len(answer(BytesSource(bytes(3 * lent.STRETCH)), 2**32 - 1, 0)) == ANSWER.size + lent.STRETCH


@pytest.mark.parametrize("head", [(0, lent.REASON + 1, 0), (0, 0, lent.STRETCH + 1)])
def test_an_answer_longer_than_allowed_is_not_read(head: tuple[int, int, int]) -> None:
    reader, writer = os.pipe()
    os.write(writer, ANSWER.pack(*head))
    with pytest.raises(ValueError, match="longer than any may be"):
        received(reader)
    os.close(reader)
    os.close(writer)


def test_a_recipe_names_the_same_pipes_once() -> None:
    fds = [90]
    source = LentSource(91, 92)
    assert source.recipe(fds) == source.recipe(fds) == ("lent", 1, 2)
    again = build(("lent", 1, 2), fds)
    assert isinstance(again, LentSource)
    assert (again.requests, again.answers) == (91, 92)
