"""The published lists, each loaded or left with a reason, and trees of JSON that nobody published."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect.indicators.gather import Gatherer
from hoofprint.detect.indicators.lint import annotate
from hoofprint.detect.indicators.load import parse, read
from hoofprint.detect.indicators.overlay import adjusted
from hoofprint.model.indicator import IndicatorSet
from hoofprint.model.record import Observable

LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=10), st.sampled_from(["domain", "a.example"])
)
WORDS = "type objects pattern Event response Attribute Object iocs value id name revoked info date"
KEYS = st.sampled_from(WORDS.split())


@given(
    st.recursive(LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5))
)
def test_no_json_raises(tree: object) -> None:
    parse(json.dumps(tree).encode(), "x.json", Gatherer("x.json", ""))


def public_sets() -> list[list[str]]:
    lines = (Path(__file__).parent / "public_sets.tsv").read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, IndicatorSet]:
    return {one.name: one for one in read([shared / "indicators"])}


@pytest.mark.parametrize("row", public_sets(), ids=lambda row: row[0])
def test_every_public_file_loads_or_says_why(published: dict[str, IndicatorSet], row: list[str]) -> None:
    """Counts of every file; `index` is what the folder's own index counts in it, and `why` explains a difference."""
    name, index, count, repeated, rejected, why = row
    one = published[name]
    found = (len(one.indicators), len(one.repeated), sum(entry.count for entry in one.rejected))
    assert found == (int(count), int(repeated), int(rejected))
    assert int(index) == sum(found) or why, "a difference from the index needs an explanation"


def test_no_public_file_is_left_out(published: dict[str, IndicatorSet]) -> None:
    assert sorted(published) == sorted(row[0] for row in public_sets())


def test_every_public_value_is_in_normal_form(published: dict[str, IndicatorSet]) -> None:
    from hoofprint.detect.indicators import normalise

    for one in published.values():
        for each in one.indicators:
            assert normalise.value(Observable(each.kind), each.value) == (each.kind, each.value), each.id


def test_what_lint_takes_out_of_the_public_sets(published: dict[str, IndicatorSet]) -> None:
    """Nothing that mercenary-spyware lists publish is dropped; a public signing key is."""
    before = list(published.values())
    after = annotate(map(adjusted, before))
    pairs = zip(before, after, strict=True)
    taken = {entry.where for old, new in pairs for entry in new.rejected[len(old.rejected) :]}
    assert taken == {"cert_hash:61ed377e85d386a8dfee6b864bd85b0bfaa5af81"}
