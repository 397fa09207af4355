"""Item 74: no pattern of the program can be made slow, whatever text a phone or a list holds."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.torture import patterns

SECONDS = 0.5
"""Of this process's own time, which a busy machine does not use up. Fifty kilobytes take a thousandth of a second
where time grows with length, and many seconds where it grows with its square."""
USED = patterns.used()


class TooSlow(Exception):
    """The pattern was still at it."""


@contextmanager
def hurried() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def tried(pattern: "re.Pattern[str] | re.Pattern[bytes]", way: str, text: str | bytes) -> None:
    """As the program does it, to the end."""
    given = (text[:0], text) if way in ("sub", "subn") else (text,)
    with hurried():
        found = getattr(pattern, way)(*given)
        if way == "finditer":
            list(found)


def test_patterns_are_found_where_they_stand() -> None:
    places = {one.where for one in USED}
    assert len(USED) > 100
    assert {"hoofprint.formats.ips.FRAME", "hoofprint.detect.indicators.normalise"} <= places
    frame = next(one for one in USED if one.where.endswith("ips.FRAME"))
    assert frame.ways == {"match"}


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"\s+$", r"([a-z]*?)\s*:"])
def test_a_slow_pattern_is_noticed(pattern: str) -> None:
    with pytest.raises(TooSlow):
        for text in patterns.slow_texts(pattern, 0):
            tried(re.compile(pattern), "search", text)


@pytest.mark.parametrize("used", USED, ids=lambda used: used.where.removeprefix("hoofprint."))
def test_t074_no_text_makes_a_pattern_slow(used: patterns.Used) -> None:
    compiled = re.compile(used.pattern, used.flags)
    for text in patterns.slow_texts(used.pattern, used.flags):
        for way in sorted(used.ways):
            try:
                tried(compiled, way, text)
            except TooSlow:
                pytest.fail(f"{way} of {used.pattern!r} is slow on {text[:30]!r}...{text[-10:]!r}")
