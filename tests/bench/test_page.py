"""The page holds every budget with its verdict, shows what is there, and names what is not."""

import pytest

from bench.budgets import budgets
from bench.data import stix
from bench.machine import Machine
from bench.page import page
from bench.results import Cost, Limits, Load, Rate, Results, Sample, Scale
from hoofprint.detect.indicators.gather import Gatherer
from hoofprint.detect.indicators.load import parse

MACHINE = Machine("a processor, AES instructions", 2, 8_000_000_000, "Linux 6", "3.11", 0.0)
HALF = Cost(0.5, 0.5)
LIMITS = Limits(HALF, HALF, HALF, Cost(2.0, 2.0), HALF, 90, 1_000_000, 5)


def scale(name: str, rows: int, cpu: float, peak: int | None) -> Scale:
    """A size at which everything was measured twice, the peer once."""
    ours, theirs = Sample(cpu, cpu, peak, 10), Sample(cpu * 25, cpu * 25, 5_000_000_000, 1_000)
    return Scale(name, rows, [ours] * 2, [theirs], [ours] * 2, [theirs], [LIMITS] * 2)


def results(*scales: Scale) -> Results:
    """A run that measured everything but a million indicators."""
    return Results(
        "2026-11-22",
        "0.1",
        MACHINE,
        "S4, all",
        "No network.",
        16,
        "2026.1",
        list(scales),
        [Load(20_000, 15_000_000, HALF, HALF)],
        [Rate("ios.tcc", 5_000, 0.5, 0.6), Rate("ios.few", 5, 0.5, 0.6)],
        "large",
        [Cost(0.2, 0.3)] * 3,
        [Cost(0.02, 0.03)] * 3,
        ["Something: for a reason."],
    )


@pytest.fixture
def whole() -> Results:
    return results(
        scale("small", 10, 1.0, 1),
        scale("medium", 100, 2.0, 300_000_000),
        scale("large", 1_000, 3.0, 500_000_000),
    )


def test_every_budget_has_a_verdict(whole: Results) -> None:
    said = {line.what: line.shown()[-1] for line in budgets(whole)}
    assert said["large backup, CPU, of MVT's"] == "met"
    assert said["large backup, CPU, of scan, SHA-256 and Parquet"] == "met"
    assert said["large backup, peak memory of all processes"] == "missed (1.25 times the budget)"
    assert said["peak memory, large to medium"] == "missed (1.39 times the budget)"
    assert said["CPU of a row, large to medium"] == "met"
    assert said["20,000 indicators loaded, CPU"] == "missed (1.67 times the budget)"
    assert said["1,000,000 indicators loaded, CPU"] == "not measured"
    assert len(said) == 11


def test_a_small_backup_is_not_held_against_budgets_of_the_large(whole: Results) -> None:
    lines = list(budgets(results(whole.scales[0])))
    assert {line.shown()[-1] for line in lines if line.what.startswith("small backup")} == {
        "set for the large backup",
        "not measured",
    }


def test_the_page_shows_what_was_measured_and_names_what_was_not(whole: Results) -> None:
    text = page(whole)
    for words in ("S4, all", "MVT 2026.1", "| ios.tcc | 5,000 |", "1,000 rows", "- Something: for a reason."):
        assert words in text
    assert "ios.few" not in text


def test_without_peer_memory_and_encryption_the_page_still_stands() -> None:
    bare = Scale(
        "small", 10, [Sample(1.0, 1.0, None)], limits=[Limits(HALF, HALF, HALF, None, None, 1, 1, 1)]
    )
    found = results(bare)
    found.peer, found.loads = "", []
    text = page(found)
    assert "MVT (not run)" in text and "check-backup" not in text
    assert text.count("not measured") >= 8


def test_every_invented_indicator_is_taken() -> None:
    into = Gatherer("list", "")
    assert parse("".join(stix(2_000)).encode(), "list.stix2", into) is None
    taken = into.finish()
    assert len(taken.indicators) == 2_000 and not taken.rejected and not taken.repeated
