"""The page `docs/reference/coverage.md`: what is read of a phone, on what it was tried, and held against a peer.

All of it comes from declarations, from the names of fixtures, from the list of real rows (`tests/real/rows.tsv`) and
from the list of the peer's modules (`tools/data/peer_modules.tsv`: names as facts, nothing else of theirs).
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from hoofprint.artifacts.declare import Artifact, Kind
from hoofprint.artifacts.registry import artifacts
from hoofprint.model.record import Column, columns

ROOT = Path(__file__).resolve().parents[1]
PEER = "MVT 2026.10.26"


def page(written: str) -> str:
    """The whole page; `written` is the line that says that it is generated."""
    lines = [written, "# Coverage", "", *summary(), "", *peer_table(), ""]
    for name, artifact in artifacts().items():
        lines += [f"## {name}", "", *section(name, artifact), ""]
    return "\n".join(lines)


def summary() -> Iterator[str]:
    """One line for each artifact."""
    real, made = real_rows(), {name: generations(name) for name in artifacts()}
    seen, only = sum(name in real for name in made), sum(name not in real for name in made)
    yield (
        f"{len(made)} artifacts. {seen} of them have read rows that phones, browsers or Macs wrote; {only} have read"
        " only rows made for tests, in the schemas that are published. What an artifact does not show is said with it."
    )
    yield "\n| artifact | a row is | kept in | real rows seen | tried on made rows of |"
    yield "| --- | --- | --- | --- | --- |"
    for name, artifact in artifacts().items():
        cells = (
            f"[{name}](#{name.replace('.', '')})",
            first_sentence(artifact.record.__doc__),
            "on request" if artifact.asked else "; ".join(kept(artifact, kind) for kind in artifact.kinds),
            ", ".join(real.get(name, ())) or "none",
            ", ".join(made[name]) or "any acquisition",
        )
        yield row(cells)


def peer_table() -> Iterator[str]:
    """The peer's modules for iOS, each with what answers to it here."""
    modules = peer_modules()
    open_ = [module for module, ours, note in modules if not ours and note.startswith("not yet")]
    yield f"## Held against {PEER}\n"
    yield (
        f"Its {len(modules)} modules for iOS, each with the artifacts that read the same source and more of it."
        f" Without an answer: {', '.join(open_) or 'none'}."
    )
    yield "\n| module | here | note |\n| --- | --- | --- |"
    for module, ours, note in modules:
        yield row((module, ", ".join(f"[{one}](#{one.replace('.', '')})" for one in ours), note))


def section(name: str, artifact: Artifact) -> Iterator[str]:
    """Everything about one artifact in short."""
    yield " ".join((artifact.record.__doc__ or "").split())
    yield ""
    paths = ", ".join(f"`{pattern}`" for pattern in artifact.patterns)
    yield f"- **Device paths:** {paths or 'the list of entries of the acquisition itself'}"
    yield f"- **Kept in:** {'; '.join(kept(artifact, kind) for kind in artifact.kinds)}"
    yield f"- **Columns:** {', '.join(named(column) for column in columns(artifact.record))}"
    observed = [f"`{c.name}` ({c.observable.value})" for c in columns(artifact.record) if c.observable]
    yield f"- **Observables:** {', '.join(observed) or 'none'}"
    if artifact.plan and artifact.plan.maybe:
        yield f"- **Not in every version:** {', '.join(f'`{one}`' for one in sorted(artifact.plan.maybe))}"
    yield f"- **Seen:** real rows of {', '.join(real_rows().get(name, ())) or 'none'};"
    yield f"  made rows of {', '.join(generations(name)) or 'any acquisition'}"
    yield f"- **Sources:** {'; '.join(artifact.sources)}"


def named(column: Column) -> str:
    """A column with its unit."""
    return f"`{column.name}` ({column.unit.value})" if column.unit else f"`{column.name}`"


def kept(artifact: Artifact, kind: Kind) -> str:
    """A kind of acquisition that holds an artifact, with the versions that do."""
    since, until = artifact.since.get(kind), artifact.until.get(kind)
    span = " ".join(part for part in (since and f"from iOS {since}", until and f"to iOS {until}") if part)
    return f"{kind.value} ({span})" if span else kind.value


def generations(name: str) -> list[str]:
    """Schema generations an artifact has fixtures of."""
    found = (ROOT / "tests" / "artifacts" / name).glob("*")
    return sorted({path.stem for path in found if path.suffix not in (".jsonl", ".path")})


def real_rows() -> dict[str, list[str]]:
    """Artifact to the versions of which it read real rows, each with their number."""
    found: dict[str, list[str]] = {}
    for line in table(ROOT / "tests" / "real" / "rows.tsv"):
        found.setdefault(line["artifact"], []).append(f"{line['version']} ({int(line['rows']):,})")
    return found


def peer_modules() -> list[tuple[str, list[str], str]]:
    """Module, our artifacts, note."""
    lines = table(ROOT / "tools" / "data" / "peer_modules.tsv")
    return [(line["module"], (line["ours"] or "").split(), line["note"] or "") for line in lines]


def table(path: Path) -> list[dict[str, str]]:
    """A file of tab-separated values with its names in the first line."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def first_sentence(doc: str | None) -> str:
    """What a row means, in short."""
    return " ".join((doc or "").split()).split(". ")[0].rstrip(".")


def row(cells: tuple[str, ...]) -> str:
    """One row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
