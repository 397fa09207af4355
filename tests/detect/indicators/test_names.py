"""Telling names: the rows left out hold nothing that a walk through every row would find."""

from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect.indicators.compile import tables
from hoofprint.detect.indicators.names import Names
from hoofprint.detect.indicators.scan import Occurrence, Scanner
from hoofprint.model.indicator import Indicator, IndicatorSet
from hoofprint.model.record import Observable

LISTED = (
    (Observable.DOMAIN, "bad.example.net"),
    (Observable.DOMAIN, "net.org"),
    (Observable.DOMAIN, "l" * 60 + ".example"),
    (Observable.EMAIL, "a.b@bad.example.net"),
    (Observable.EMAIL, "mail@other.example"),
    (Observable.IP, "192.0.2.7"),
    (Observable.URL, "http://third.example/path"),
)
PIECES = (
    *(
        "bad",
        "BAD",
        ".",
        "..",
        "example",
        "net",
        "org",
        "a.b",
        "@",
        "mail",
        "other",
        "http://",
        "third",
        "/path",
    ),
    *("192.0.2.7", " ", "x", "%2e", "%2f", "%40", "2f", "é", "。", "-", "_", "l" * 60, "x" * 250, "x." * 130),
)
LIST = IndicatorSet(
    name="listed",
    sha256="",
    indicators=tuple(Indicator(kind=kind, value=value, set="listed") for kind, value in LISTED),
)
KNOWN = tables([LIST], "ios")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


class All(Names):
    """Takes every row for a telling one."""

    def rows(self, values: "pa.Array[object]") -> range:
        return range(len(values))


def scan(rows: list[str | None], names: type[Names]) -> list[Occurrence]:
    scanner = Scanner(KNOWN.whole.values, dict(KNOWN.links), KNOWN.mail_hosts, KNOWN.also)
    scanner._names = names((KNOWN.whole.values, KNOWN.links), KNOWN.mail_hosts)
    return list(scanner.scan(pa.array(rows, pa.string())))


@given(st.lists(st.none() | TEXTS, max_size=6))
def test_rows_left_out_hold_nothing(rows: list[str | None]) -> None:
    every = scan(rows, All)
    assert scan(rows, Names) == every
    with patch("hoofprint.detect.indicators.names.FEW", 0):
        assert scan(rows, Names) == every


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("see bad.example.net", True),
        ("see www.BAD.example.net.", True),
        ("see worse.example.net", False),
        ("write to somebody@other.example", True),
        ("below.other.example", False),
        ("https://site.example/%2fbad.example.net", True),
        ("bad.example..net", False),
        ("x" * 300 + ".example", True),
        ("nothing here. Really", False),
        ("", False),
    ],
)
def test_only_rows_with_a_telling_name_are_walked_through(text: str, telling: bool) -> None:
    names = Names((KNOWN.whole.values, KNOWN.links), KNOWN.mail_hosts)
    assert list(names.rows(pa.array(["a.b.c", text, None]))) == ([1] if telling else [])
