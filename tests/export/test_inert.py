"""Escaping: nothing gets through that acts, nothing is lost, and what is harmless stays as it is."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hoofprint.export import inert

ANY = st.text(st.characters(exclude_categories=[]), max_size=60)
SINKS = [inert.terminal, inert.html, inert.log]


@pytest.mark.parametrize("sink", SINKS)
@given(text=ANY)
@example(text="\x1b[2J")
@example(text="\u202egpj.exe\u2069")
@example(text="\\u202e")
@example(text="\ud800 \x9b31m\x85\u2028")
def test_nothing_unseen_gets_through_and_nothing_is_lost(sink, text: str) -> None:  # type: ignore[no-untyped-def]
    shown = sink(text)
    assert not [char for char in shown if unicodedata.category(char) in inert.UNSEEN]
    assert inert.original(shown) == text


@given(text=ANY)
@example(text='=HYPERLINK("https://example.org";"x")')
@example(text="\t=1+1")
@example(text=" @SUM(A1)")
@example(text="\r-1")
def test_no_cell_is_a_formula(text: str) -> None:
    cell = inert.csv(text)
    assert cell.lstrip()[:1] not in tuple("=+-@|%")
    assert not set(cell) & set("\t\r\n\x00")


@pytest.mark.parametrize(
    "text", ["Tu paquete está aquí: https://example.org/a?b=c", "Grüße, 你好, שלום 👍🏽", ""]
)
def test_ordinary_text_stays(text: str) -> None:
    assert inert.terminal(text) == inert.html(text) == inert.csv(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]8;;x\x07", "\\x1b]8;;x\\x07"),
        ("a\nb", "a\\nb"),
        ("\u202e", "\\u202e"),
        ("\U000e0041", "\\U000e0041"),
        ("C:\\x1b", "C:\\\\x1b"),
    ],
)
def test_escapes_are_those_people_know(text: str, shown: str) -> None:
    assert inert.terminal(text) == shown
