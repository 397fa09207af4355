"""One spelling for each value: what a list writes, and what is kept of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect.indicators import normalise
from hoofprint.model.record import Observable
from tests.detect.indicators.tables import rows


@pytest.mark.parametrize("row", rows("values.tsv"), ids=lambda row: f"{row[0]}: {row[3]}")
def test_value(row: list[str]) -> None:
    kind, written, kept, _ = row
    found = normalise.value(Observable(kind), written)
    assert (f"{found[0].value} {found[1]}" if found else "nothing") == kept


KINDS = st.sampled_from([kind for kind in Observable if kind is not Observable.TEXT])
WRITTEN = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"(?:https?://)?[a-zA-Z0-9@.:/%\[\]()_-]{1,40}", fullmatch=True),
    st.sampled_from([row[1] for row in rows("values.tsv")]),
)


@given(KINDS, WRITTEN)
def test_a_normal_form_is_its_own_normal_form(kind: Observable, written: str) -> None:
    once = normalise.value(kind, written)
    if once:
        assert normalise.value(*once) == once


@given(st.text(max_size=60))
def test_plain_text_is_not_respelled(text: str) -> None:
    if text.isascii() and not set(text) & set("[({") and "xx" not in text.lower() and "**" not in text:
        assert normalise.refang(text) == text
