"""Tables of cases that stand beside the tests."""

import re
from pathlib import Path

from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.model.indicator import IndicatorSet
from hoofprint.model.record import Observable

HERE = Path(__file__).parent
PLAIN = Claim()


def rows(name: str) -> list[list[str]]:
    """The rows of a tab-separated table without its heading; `\\u200b` stands for the character."""
    lines = (HERE / name).read_text("utf-8").splitlines()[1:]
    return [re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), line).split("\t") for line in lines]


def listed(name: str = "test list", claim: Claim = PLAIN, **values: list[str]) -> IndicatorSet:
    """A list of indicators as a reader would make it: kind -> values."""
    into = Gatherer(name, "0" * 64)
    for kind, texts in values.items():
        for text in texts:
            assert into.add(Observable(kind), text, claim, text), text
    return into.finish()
