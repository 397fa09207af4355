"""What was measured, as a page of the reference and as the figures that every report quotes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from hoofprint.control.tally import Rate, Row, Tally
from hoofprint.detect.traces import sequence_rules, trace_rules
from hoofprint.model.face import encode

PAGE = Path("docs/reference/error-rates.md")
FIGURES = Path("src/hoofprint/detect/data/error_rates.json")
"""Both below the root of a working copy."""
GRADES = ("G1", "G2", "G3", "G4", "G5")
INTRODUCTION = """# Measured error rates

Written by `hoofprint validate --clean {clean} --write-docs .`; do not edit. Version {version}.

{phones:,} synthetic phones with known truth were built and examined: {scenarios} scenarios, each as it is, with
shuffled rows, with a clock five hours wrong, without write-ahead logs and with one kind of file damaged
({attacked:,} attacked and {benign:,} benign phones; {weak:,} hold weak signs only, and count for the rules asked for;
{lost:,} more lost to the variation what they rest on, and count as neither hit nor miss), and {clean:,} clean phones
with nothing planted.

- A *hit*: on an attacked phone something moderate (G3) or stronger was concluded; for a rule, it is among the findings
  where it must be, or named under a stronger one. A *false alarm*: a finding on a phone on which nothing happened.
  Columns G1 to G5 count such phones by the strongest finding; G1 is only a note. The last column is the share at G3 or
  above.
- *Step of* names the sequences in which a sign counts that is ordinary by itself and never a finding of its own: their
  hits are its own.
- Intervals: Wilson, 95 %. With no false alarm among n phones the true rate may still be up to about 4/n; a rule that
  no scenario asks for has not been measured. Variations of one scenario resemble each other, so intervals over them
  are narrower than they should be; clean phones are independent of each other.
- *Names only* is what a tool would have done that raises an alarm for every published value it meets.
- These are synthetic phones. They hold what Hoofprint reads, and innocent coincidences that were thought of; real
  phones hold others. The scenarios were known while the rules were written, so the hits say that the rules do what
  they should, not how often real attacks are found.
"""


def page(one: Tally) -> str:
    """The page, in Markdown."""
    head = INTRODUCTION.format(
        version=one.version,
        phones=one.phones,
        scenarios=one.scenarios,
        attacked=one.attacked,
        benign=one.benign,
        weak=one.weak,
        lost=one.lost,
        clean=one.clean,
    )
    return "\n".join([head, *_table(one), "", *_wrong(one)]) + "\n"


def _table(one: Tally) -> Iterator[str]:
    yield f"| rule | hits | {' | '.join(GRADES)} | false alarms at G3 or above |"
    yield f"| --- | --- | {' | '.join('--:' for _ in GRADES)} | --- |"
    yield _line("**all rules**", one.overall)
    empty = " | ".join("" for _ in GRADES)
    yield f"| of these, clean phones | | {empty} | {share(one.clean_false)} |"
    yield f"| **names only** | {share(one.names.hits)} | {empty} | {share(one.names.false)} |"
    steps = _steps()
    yield from (_line(row.name, row, steps.get(row.name)) for row in one.rules)


def _line(name: str, row: Row, step_of: Sequence[str] | None = None) -> str:
    counts = " | ".join(str(row.alarms.get(grade, "")) for grade in GRADES)
    unasked = "not asked for"
    if step_of is not None:
        unasked = f"step of {', '.join(step_of)}" if step_of else "context only"
    return f"| {name} | {share(row.hits) if row.hits.of else unasked} | {counts} | {share(row.false)} |"


def _steps() -> dict[str, list[str]]:
    """Signs that are no finding of their own, each with the sequences that look at it."""
    return {
        rule.id: [
            other.id
            for other in sequence_rules()
            if any(rule.id in step.traces for step in other.about.steps)
        ]
        for rule in trace_rules()
        if not rule.about.alone
    }


def share(rate: Rate) -> str:
    """`0 of 3,000 (0 to 0.13 %)`."""
    return f"{rate.n:,} of {rate.of:,} ({100 * rate.low:.3g} to {100 * rate.high:.3g} %)"


def _wrong(one: Tally) -> Iterator[str]:
    yield "## Not as expected"
    yield ""
    if not one.wrong:
        yield "Nothing: every scenario came out as it must, in every variation."
    yield from (f"- {key}: {'; '.join(reasons)}" for key, reasons in sorted(one.wrong.items()))


def figures(one: Tally) -> bytes:
    """What reports quote: numbers only."""
    rates = {
        "version": one.version,
        "phones": one.phones,
        "attacked": one.overall.hits.of,
        "found": one.overall.hits.n,
        "innocent": one.overall.false.of,
        "false": one.overall.false.n,
        "false_high": one.overall.false.high,
        "names_false": one.names.false.n,
        "clean": one.clean,
    }
    return encode(rates)


def write(one: Tally, root: Path) -> tuple[Path, Path]:
    """Both files below the root of a working copy; raises `OSError`."""
    page_file, figures_file = root / PAGE, root / FIGURES
    page_file.write_text(page(one), encoding="utf-8")
    figures_file.write_bytes(figures(one))
    return page_file, figures_file
