"""A row is searched as if it stood alone: what stands before and after it in the column changes nothing."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect.indicators import compile_sets
from hoofprint.model.indicator import Indicator, IndicatorSet
from hoofprint.model.record import Observable

LISTED = (
    (Observable.DOMAIN, "bad.example.net"),
    (Observable.DOMAIN, "net.org"),
    (Observable.EMAIL, "a.b@bad.example.net"),
    (Observable.EMAIL, "mail@other.example"),
    (Observable.IP, "192.0.2.7"),
    (Observable.URL, "http://third.example/path"),
)
PIECES = (
    "bad",
    ".",
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
    "192.0.2.7",
    " ",
    "x",
    "%2e",
)
MATCHER = compile_sets(
    [
        IndicatorSet(
            name="listed",
            sha256="",
            indicators=tuple(Indicator(kind=kind, value=value, set="listed") for kind, value in LISTED),
        )
    ],
    platform="ios",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


def hits(rows: list[str | None]) -> set[tuple[int, str, str]]:
    found = MATCHER.match(pa.array(rows, pa.string()), Observable.TEXT)
    return {(hit.row, hit.indicators[0].id, hit.how.value) for hit in found}


@given(st.lists(st.one_of(st.none(), TEXTS), max_size=6))
def test_neighbours_change_nothing(rows: list[str | None]) -> None:
    alone = {(number, id_, how) for number, row in enumerate(rows) for _, id_, how in hits([row])}
    assert hits(rows) == alone


def test_a_mail_after_a_row_that_ends_in_a_letter() -> None:
    assert (1, "email:a.b@bad.example.net", "exact") in hits(["some words", "a.b@bad.example.net"])
