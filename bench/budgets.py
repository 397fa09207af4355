"""The budgets the project has set itself, each beside what was measured."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.figures import Spread, megabytes, number, ratio, spread, verdict
from bench.results import Load, Results, Sample, Scale

PEER = 1 / 20
LIMIT = 2.5
PEAK = 400.0
"""Megabytes of the whole tree of processes."""
PEAK_GROWTH = 1.2
ROW_GROWTH = 1.1
LOADS = {20_000: 0.3, 1_000_000: 6.0}
SLOWER = 4 / 3
START = 0.3


@dataclass(frozen=True)
class Line:
    """One budget."""

    what: str
    measured: Spread | None
    """None where it was not measured."""
    budget: float
    unit: str = ""
    judged: bool = True
    """False where the budget is set for a larger backup than the one measured."""

    def shown(self) -> list[str]:
        """What, measured, budget, verdict."""
        limit = f"{number(self.budget)} {self.unit}".rstrip()
        if self.measured is None:
            return [self.what, "", limit, "not measured"]
        said = verdict(self.measured.middle, self.budget) if self.judged else "set for the large backup"
        return [self.what, self.measured.shown(self.unit), limit, said]


def budgets(results: Results) -> Iterator[Line]:
    """All of them; those that are set for the large backup are shown on the largest that was measured."""
    scale = results.scales[-1]
    yield from (replace(line, judged=scale.name == "large") for line in _examination(scale))
    yield from _growth(results)
    yield from _indicators(results.loads)
    yield replace(_million(scale, results.loads), judged=scale.name == "large")
    shown = [cost.cpu for cost in results.help]
    yield Line("`hoofprint --help`, CPU", spread(shown) if shown else None, START, "s")


def _examination(scale: Scale) -> Iterator[Line]:
    on = f"{scale.name} backup"
    ours = [one.cpu for one in scale.plain]
    yield Line(f"{on}, CPU, of MVT's", _part(ours, [one.cpu for one in scale.peer]), PEER)
    yield Line(
        f"{on}, CPU, of scan, SHA-256 and Parquet", ratio(ours, [one.cpu for one in scale.limits]), LIMIT
    )
    yield from _encrypted(scale, on)
    yield Line(f"{on}, peak memory of all processes", _peak(scale.plain), PEAK, "MB")


def _part(ours: list[float], theirs: list[float]) -> Spread | None:
    return ratio(ours, theirs) if theirs else None


def _peak(runs: list[Sample]) -> Spread | None:
    peaks = [megabytes(run.peak) for run in runs if run.peak is not None]
    return spread(peaks) if peaks else None


def _encrypted(scale: Scale, on: str) -> Iterator[Line]:
    ours = [one.wall for one in scale.encrypted]
    theirs = [one.wall + then.wall for one, then in zip(scale.decrypt, scale.peer, strict=False)]
    least = [
        one.derive.wall + LIMIT * (one.wall + one.aes.wall)
        for one in scale.limits
        if one.derive is not None and one.aes is not None
    ]
    yield Line(f"{on}, encrypted, wall, of MVT's decryption and check", _part(ours, theirs), PEER)
    what = f"{on}, encrypted, wall, of key derivation and {LIMIT} times (scan, SHA-256, Parquet, AES)"
    yield Line(what, _part(ours, least), 1.0)


def _growth(results: Results) -> Iterator[Line]:
    by_name = {scale.name: scale for scale in results.scales}
    medium, large = by_name.get("medium"), by_name.get("large")
    peak = row = None
    if medium is not None and large is not None:
        before, after = _peak(medium.plain), _peak(large.plain)
        if before is not None and after is not None:
            peak = spread([after.middle / before.middle])
        row = spread([_row(large) / _row(medium)])
    yield Line("peak memory, large to medium", peak, PEAK_GROWTH)
    yield Line("CPU of a row, large to medium", row, ROW_GROWTH)


def _row(scale: Scale) -> float:
    return spread([one.cpu for one in scale.plain]).middle / scale.rows


def _indicators(loads: list[Load]) -> Iterator[Line]:
    for count, budget in LOADS.items():
        costs = [load.load.cpu for load in loads if load.count == count]
        yield Line(f"{count:,} indicators loaded, CPU", spread(costs) if costs else None, budget, "s")


def _million(scale: Scale, loads: list[Load]) -> Line:
    """How much slower the check itself is: loading, which has its own budget, is taken off."""
    loaded = [load.load.cpu for load in loads if load.count == max(LOADS)]
    slower = None
    if scale.million and loaded:
        rest = [one.cpu - spread(loaded).middle for one in scale.million]
        slower = ratio(rest, [one.cpu for one in scale.plain])
    return Line(
        f"{scale.name} backup, CPU with 1,000,000 indicators less their loading, of without", slower, SLOWER
    )
