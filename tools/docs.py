"""The reference pages that are printed from declarations: `python -m tools.docs` writes them, `--check` compares.

Artifacts, traces and the machine-readable form describe themselves; nobody types such a page by hand.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from hoofprint.artifacts.declare import Artifact
from hoofprint.artifacts.fields import Field, Gather, Lookup, Reading, needs, partners
from hoofprint.artifacts.registry import artifacts
from hoofprint.detect.indicators.known import table
from hoofprint.detect.trace import Rule, Sequence, Trace
from hoofprint.detect.traces import traces
from hoofprint.model.face import CheckResult
from hoofprint.model.record import columns
from tools import coverage_page

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
WRITTEN = "<!-- written by `python -m tools.docs`; do not edit -->\n"


def pages() -> dict[Path, str]:
    """Every generated page with its text."""
    return {
        REFERENCE / "artifacts.md": artifacts_page(),
        REFERENCE / "coverage.md": coverage_page.page(WRITTEN),
        REFERENCE / "traces.md": traces_page(),
        REFERENCE / "check.schema.json": schema_page(),
        REFERENCE / "torture.md": torture_page(),
    }


def artifacts_page() -> str:
    """What is read, what a row means, where from."""
    lines = [WRITTEN, "# Artifacts", ""]
    lines += [
        "What a row means, where it lies on the phone, in which acquisitions, and every column with its unit."
    ]
    lines += ["", "| artifact | a row is | kept in |", "| --- | --- | --- |"]
    for name, artifact in artifacts().items():
        kinds = ", ".join(coverage_page.kept(artifact, kind) for kind in artifact.kinds)
        lines.append(f"| [{name}](#{anchor(name)}) | {first_sentence(artifact.record.__doc__)} | {kinds} |")
    for name, artifact in artifacts().items():
        lines += ["", f"## {name}", "", *artifact_section(name, artifact)]
    return "\n".join(lines) + "\n"


def artifact_section(name: str, artifact: Artifact) -> Iterator[str]:
    """One artifact's part of the page."""
    yield paragraph(artifact.record.__doc__)
    yield ""
    if artifact.patterns:
        yield "Files: " + ", ".join(f"`{pattern}`" for pattern in artifact.patterns)
    else:
        yield "Files: the acquisition's own list of entries"
    fixtures = sorted(
        path.name for path in (ROOT / "tests" / "artifacts" / name).glob("*") if path.suffix != ".jsonl"
    )
    if fixtures:
        yield "\nTested on: " + ", ".join(fixtures)
    yield "\n| column | meaning | unit | observable | stored as |"
    yield "| --- | --- | --- | --- | --- |"
    fields = artifact.plan.fields if artifact.plan else {}
    for column in columns(artifact.record):
        source = fields.get(column.name)
        cells = (
            column.name,
            column.meaning,
            column.unit.value if column.unit else "",
            column.observable.value if column.observable else "",
            stored(source) if source is not None else "",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    if artifact.plan and artifact.plan.maybe:
        yield f"\nNot in every version: {', '.join(f'`{name}`' for name in sorted(artifact.plan.maybe))}"
    yield "\nSources: " + "; ".join(artifact.sources)


def stored(source: Field) -> str:
    """Where a field comes from, in words."""
    own = ", ".join(f"`{name}`" for name in dict.fromkeys(needs(source)))
    others = [
        f"`{p.table}`"
        for p in partners(source)
        if isinstance(p, Lookup | Gather) and isinstance(p.table, str)
    ]
    text = own + (f" through {', '.join(dict.fromkeys(others))}" if others else "")
    return f"{text}: {source.stored}" if isinstance(source, Reading) else text


def traces_page() -> str:
    """What each trace and sequence means, and what else could explain it."""
    lines = [WRITTEN, "# Traces and sequences", ""]
    lines += [
        "A trace is a kind of sign; a sequence is traces in a published order. `hoofprint explain ID` prints the same."
    ]
    for id_, rule in traces().items():
        lines += ["", f"## {id_} · {rule.about.title}", "", *trace_section(rule)]
    return "\n".join([*lines, "", *unwritten(), "", *unread()]) + "\n"


def unwritten() -> Iterator[str]:
    """What is published and has no file here, with the reason (`unwritten.toml`)."""
    yield "## Not written, because"
    kinds = (("sign", "Signs and sequences"), ("phone", "Synthetic phones"))
    for kind, title in kinds:
        yield f"\n**{title}.**\n\n| | what | not written, because | told by |\n| --- | --- | --- | --- |"
        for row in table("unwritten.toml")[kind]:
            yield f"| {row['id']} | {row['what']} | {row['why']} | {', '.join(row.get('told_by', ()))} |"


def unread() -> Iterator[str]:
    """Which originals could not be read, what of them was found instead, and what rests on memory (`sought.toml`)."""
    found = table("sought.toml")
    yield "## Originals that could not be read"
    yield f"\nSought in {found['search']['when']} in {found['search']['where']}."
    yield "\n| original | found of it | still open | which signs |\n| --- | --- | --- | --- |"
    for row in found["original"]:
        yield f"| {row['title']} | {row['found']} | {row['open']} | {', '.join(row['rules'])} |"


def trace_section(rule: Rule) -> Iterator[str]:
    """One trace's part of the page."""
    about = rule.about
    if isinstance(about, Trace):
        yield f"{about.stage.name}, alone {about.grade.name}, at most {about.cap.name}; family: {about.family.value}"
        if about.recalled:
            yield "\nWhat it looks like is recalled from its report, not re-read: moderate at most."
    else:
        yield from steps(about)
    if about.versions:
        yield f"\niOS versions of the published cases: {about.versions}"
    yield f"\n**Shows.** {about.shows}\n\n**Does not show.** {about.does_not_show}"
    if about.benign:
        yield "\n**Ordinary explanations.**\n"
        yield from (
            f"- {benign.text}{' (tried)' if benign.id in rule.tries else ' (cannot be tried)'}"
            for benign in about.benign
        )
    for head, texts in (("Raised by", about.raised_by), ("Refuted by", about.refuted_by)):
        if texts:
            yield f"\n**{head}.** " + "; ".join(texts)
    yield f"\n**Next.** {about.next}\n\n**Sources.** " + "; ".join(source.cited for source in about.sources)


def steps(about: Sequence) -> Iterator[str]:
    """The chain and what its parts are worth."""
    yield "| step | traces | within | window rests on |\n| --- | --- | --- | --- |"
    for step in about.steps:
        within = f"{step.within // 1_000_000:,} s after the step before" if step.within else "start"
        yield f"| {step.title or step.name} | {', '.join(step.traces)} | {within} | {step.basis} |"
    yield ""
    for worth in about.yields:
        names = " + ".join(step.name for step in about.steps if step.name in worth.steps)
        yield f"- {names}: {worth.stage.name} {worth.grade.name}"


def torture_page() -> str:
    """What an examination must survive, and which test holds it."""
    items = tomllib.loads((ROOT / "tests" / "torture" / "ITEMS.toml").read_text(encoding="utf-8"))["item"]
    held = sum("tests" in item for item in items)
    lines = [WRITTEN, "# The torture list", ""]
    lines += [
        f"What an examination must survive, by number: {held} items are held by tests, {len(items) - held} are not."
    ]
    lines += ["", "| number | what | held by |", "| --- | --- | --- |"]
    for item in items:
        tests = ", ".join(f"`{test.removeprefix('tests/')}`" for test in item.get("tests", ()))
        lines.append(f"| {item['number']} | {item['what']} | {tests or 'no test: ' + item['why']} |")
    return "\n".join(lines) + "\n"


def schema_page() -> str:
    """JSON Schema of `check --json`."""
    return (
        msgspec.json.format(msgspec.json.encode(msgspec.json.schema(CheckResult)), indent=2).decode() + "\n"
    )


def paragraph(doc: str | None) -> str:
    """A docstring as one flowing text, blank lines kept."""
    parts = [" ".join(part.split()) for part in (doc or "").strip().split("\n\n")]
    return "\n\n".join(parts)


def first_sentence(doc: str | None) -> str:
    """What a row means, in short."""
    return paragraph(doc).split("\n")[0].split(". ")[0].rstrip(".").replace("|", "\\|")


def anchor(name: str) -> str:
    """As common Markdown viewers make it from a heading."""
    return name.replace(".", "").replace(" ", "-").lower()


def main() -> int:
    """Write the pages, or with `--check` say which are stale."""
    stale = [
        path
        for path, text in pages().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale: run `make docs`")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages()[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
