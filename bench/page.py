"""The page that `make bench` writes: every figure with its spread, its budget beside it, and what was not measured."""

from collections.abc import Iterator, Sequence

from bench.budgets import budgets
from bench.figures import Spread, megabytes, number, ratio, spread, table
from bench.results import Limits, Results, Sample, Scale

WRITTEN = "<!-- written by `make bench`; do not edit -->\n"
SHOWN = 1_000
"""Rows an artifact must have for its speed to be more than the start of a process."""


def page(results: Results) -> str:
    """The whole page."""
    lines = [WRITTEN, "# Performance", "", *about(results), "", "## Budgets", ""]
    lines += table(("what", "measured", "budget", ""), [line.shown() for line in budgets(results)])
    for scale in results.scales:
        lines += ["", f"## The {scale.name} backup, {scale.rows:,} rows", "", *scale_part(scale, results)]
    lines += ["", "## Indicators", "", *loads_part(results), "", "## Growth", "", *growth_part(results)]
    lines += ["", "## Rows per second, by artifact", "", *rates_part(results)]
    lines += ["", "## Start-up", "", *start_part(results)]
    lines += ["", "## Not measured", "", *(f"- {what}" for what in missing(results))]
    return "\n".join(lines) + "\n"


def about(results: Results) -> Iterator[str]:
    """Where, when and how."""
    yield f"Measured on {results.date} with Hoofprint {results.version} on {results.machine.shown()}"
    yield ""
    peer = f"MVT {results.peer}" if results.peer else "MVT (not run)"
    yield (
        f"Hoofprint runs as a user runs it: `check` with confinement ({results.confinement}), everything written. "
        f"{peer} runs as its users run it, with full output. Both get the same {results.lists} published lists of "
        f"indicators; Hoofprint loads its built-in ones besides. {results.network} What is compared runs in turn, "
        "in changing order, with the files in the page cache."
    )
    yield ""
    yield (
        "A figure is the median, in brackets the range; a ratio is taken within each round. CPU is user and system "
        "time of all processes. Memory is the largest sum of the proportional set sizes of the whole tree of "
        "processes, looked at twenty times a second: a peak shorter than that can be missed. The clock depends on "
        "what else the machine did; trust CPU and ratios more."
    )


def scale_part(scale: Scale, results: Results) -> Iterator[str]:
    """One size of backup: who took how long, and what the machine could do."""
    rows = [samples("Hoofprint", scale.plain, scale.rows)]
    if scale.peer:
        rows.append(samples("MVT `check-backup`", scale.peer, None))
    rows.append(limit("limit: scan, SHA-256, Parquet", scale.limits, scale.rows))
    if scale.encrypted:
        rows.append(samples("Hoofprint, encrypted, read in place", scale.encrypted, scale.rows))
    if scale.decrypt:
        rows.append(samples("MVT `decrypt-backup` alone", scale.decrypt, None))
    if scale.million:
        rows.append(samples("Hoofprint, 1,000,000 indicators more", scale.million, scale.rows))
    yield from table(("", "CPU s", "wall s", "peak MB", "written MB", "rows per CPU s"), rows)
    yield ""
    yield from ratios(scale)
    yield ""
    first = scale.limits[0]
    yield (
        f"Limit, by part (CPU s): {', '.join(f'{name} {cost}' for name, cost in parts(scale.limits))}. The scan is "
        f"SQLite's own code, `max` over every column of the {first.scanned:,} rows of all tables that are declared, "
        f"each once; SHA-256 is of the {first.files:,} files that were read ({number(megabytes(first.hashed))} MB); "
        "Parquet writes Hoofprint's own rows again, from memory. Each runs alone in one process."
    )


def samples(name: str, runs: Sequence[Sample], rows: int | None) -> list[str]:
    """One program's line."""
    peaks = [megabytes(run.peak) for run in runs if run.peak is not None]
    return [
        name,
        spread([run.cpu for run in runs]).shown(),
        spread([run.wall for run in runs]).shown(),
        spread(peaks).shown() if peaks else "",
        number(spread([megabytes(run.written) for run in runs]).middle),
        number(rows / spread([run.cpu for run in runs]).middle) if rows else "",
    ]


def limit(name: str, limits: Sequence[Limits], rows: int) -> list[str]:
    """The line of what the machine could do."""
    cpu, wall = spread([one.cpu for one in limits]), spread([one.wall for one in limits])
    return [name, cpu.shown(), wall.shown(), "", "", number(rows / cpu.middle)]


def parts(limits: Sequence[Limits]) -> Iterator[tuple[str, str]]:
    """Seconds of each part of the limit."""
    yield "scan", spread([one.scan.cpu for one in limits]).shown()
    yield "SHA-256", spread([one.sha256.cpu for one in limits]).shown()
    yield "Parquet", spread([one.parquet.cpu for one in limits]).shown()
    if derive := [one.derive.cpu for one in limits if one.derive]:
        yield "key derivation", spread(derive).shown()
    if aes := [one.aes.cpu for one in limits if one.aes]:
        yield "AES", spread(aes).shown()


def ratios(scale: Scale) -> Iterator[str]:
    """How many times as much the others need."""
    ours, limits = [one.cpu for one in scale.plain], [one.cpu for one in scale.limits]
    rows = [
        ["Hoofprint to the limit", ratio(ours, limits).shown(), walls(scale.plain, scale.limits).shown(), ""]
    ]
    if scale.peer:
        rows.append(
            [
                "MVT to Hoofprint",
                ratio([one.cpu for one in scale.peer], ours).shown(),
                walls(scale.peer, scale.plain).shown(),
                peaks(scale.peer, scale.plain),
            ]
        )
    if scale.decrypt:
        cpu = [one.cpu + then.cpu for one, then in zip(scale.decrypt, scale.peer, strict=True)]
        wall = [one.wall + then.wall for one, then in zip(scale.decrypt, scale.peer, strict=True)]
        rows.append(
            [
                "MVT to Hoofprint, encrypted: `decrypt-backup`, then `check-backup` (timed on the plain twin)",
                ratio(cpu, [one.cpu for one in scale.encrypted]).shown(),
                ratio(wall, [one.wall for one in scale.encrypted]).shown(),
                "",
            ]
        )
    yield from table(("ratio", "CPU", "wall", "peak memory"), rows)


def walls(over: Sequence[Sample | Limits], under: Sequence[Sample | Limits]) -> Spread:
    """By the clock."""
    return ratio([one.wall for one in over], [one.wall for one in under])


def peaks(over: Sequence[Sample], under: Sequence[Sample]) -> str:
    """Of peak memory, empty where it could not be read."""
    pairs = [(one.peak, other.peak) for one, other in zip(over, under, strict=False)]
    known = [(one, other) for one, other in pairs if one and other]
    return ratio([one for one, _ in known], [other for _, other in known]).shown() if known else ""


def loads_part(results: Results) -> Iterator[str]:
    """Lists of two lengths."""
    rows = []
    for count in sorted({load.count for load in results.loads}):
        loads = [load for load in results.loads if load.count == count]
        rows.append(
            [
                f"{count:,} ({number(megabytes(loads[0].size))} MB of STIX)",
                spread([load.load.cpu for load in loads]).shown(),
                spread([load.load.wall for load in loads]).shown(),
                spread([load.parse.cpu for load in loads]).shown(),
                ratio([load.load.cpu for load in loads], [load.parse.cpu for load in loads]).shown(),
            ]
        )
    if not rows:
        yield "Not measured."
        return
    yield from table(("indicators", "load and compile, CPU s", "wall s", "JSON parse, CPU s", "ratio"), rows)


def growth_part(results: Results) -> Iterator[str]:
    """What a row costs at each size."""
    rows = [
        [
            scale.name,
            f"{scale.rows:,}",
            number(spread([one.cpu for one in scale.plain]).middle / scale.rows * 1e6),
            number(spread([one.cpu for one in scale.peer]).middle / scale.rows * 1e6) if scale.peer else "",
        ]
        for scale in results.scales
    ]
    yield from table(
        ("backup", "rows", "Hoofprint, CPU µs a row", "MVT, CPU µs for each of the same rows"), rows
    )


def rates_part(results: Results) -> Iterator[str]:
    """The artifacts with rows enough, slowest first."""
    yield (
        f"Each alone, one after the other, on the {results.rates_of} backup: read, checked and written, without digest "
        f"and indicators; artifacts with fewer than {SHOWN:,} rows are left out."
    )
    yield ""
    rows = [
        [rate.artifact, f"{rate.rows:,}", number(rate.cpu), number(rate.wall), number(rate.rows / rate.cpu)]
        for rate in sorted(results.rates, key=lambda rate: rate.rows / max(rate.cpu, 0.01))
        if rate.rows >= SHOWN and rate.cpu
    ]
    yield from table(("artifact", "rows", "CPU s", "wall s", "rows per CPU s"), rows)


def start_part(results: Results) -> Iterator[str]:
    """What it costs to say hello."""
    rows = [
        [what, spread([c.cpu for c in costs]).shown(), spread([c.wall for c in costs]).shown()]
        for what, costs in (("`hoofprint --help`", results.help), ("`python -c pass`", results.bare))
        if costs
    ]
    yield from table(("", "CPU s", "wall s"), rows)


def missing(results: Results) -> Iterator[str]:
    """What a reader might believe was measured, and was not."""
    yield from results.missing
    yield "Cold disks: everything that is read lies in memory before the first round."
    yield "File-system dumps and archives, damaged files, `--sweep`, `--hash`, and any system but this one."
    yield "Real phones: the backups are synthetic, of one version of iOS; names, texts and addresses are invented."
    yield "What either program finds: this page is about cost only."
