"""STIX 2 patterns: what each becomes, or why it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect.indicators.gather import Gatherer
from hoofprint.detect.indicators.readers import stix2
from hoofprint.detect.indicators.stix_pattern import MOST, PatternError, alternatives
from tests.detect.indicators.tables import rows


def becomes(pattern: str) -> list[str]:
    into = Gatherer("list", "")
    stix2.read([stix2.Thing(type="indicator", id="indicator--1", pattern=pattern)], into)
    found = into.finish()
    kept = [f"{one.kind.value} {one.value}" for one in found.indicators]
    return kept + [f"rejected: {one.reason}" for one in found.rejected]


@pytest.mark.parametrize("row", rows("patterns.tsv"), ids=lambda row: f"{row[2]}: {row[0]}")
def test_pattern(row: list[str]) -> None:
    pattern, expected, _ = row
    found, wanted = sorted(becomes(pattern)), sorted(expected.split("; "))
    assert len(found) == len(wanted)
    for one, two in zip(found, wanted, strict=True):
        assert one.startswith(two) if two.startswith("rejected") else one == two


@given(st.text(alphabet="[]()='\\ ANDORLIKE:domain-name.value,0x\n\"t", max_size=80))
def test_no_text_raises_anything_else(pattern: str) -> None:
    try:
        alternatives(pattern)
    except PatternError as error:
        assert str(error)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_value_survives_quoting(value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    ((test,),) = alternatives(f"[file:name = '{quoted}']")
    assert test.value == value


def test_a_small_pattern_cannot_grow_without_bound() -> None:
    many = " OR ".join(f"domain-name:value='{n}.example'" for n in range(200))
    with pytest.raises(PatternError, match="too many"):
        alternatives(f"[({many}) AND ({many})]")
    assert len(alternatives(f"[{many}]")) == 200 < MOST
    with pytest.raises(PatternError, match="deep"):
        alternatives("[" + "(" * 500 + "file:name='x'" + ")" * 500 + "]")
    with pytest.raises(PatternError):
        alternatives("(" * 100_000)
