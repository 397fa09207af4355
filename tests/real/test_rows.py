"""Which artifacts saw real rows, and of which versions: written down, compared, and printed in the reference pages."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hoofprint.artifacts.registry import artifacts
from tests.real.phones import LOOSE, PHONES, Examined, examined

__all__ = ["examined"]
WRITTEN = Path(__file__).parent / "rows.tsv"
HEAD = "artifact\tversion\trows\n"


def versions(shared: Path) -> dict[str, str]:
    """Path of a real file, or of a phone's tree, to the version its manifest states."""
    with (shared / "real" / "MANIFEST.tsv").open() as lines:
        found = {row["path"]: row["os_version"] for row in csv.DictReader(lines, delimiter="\t")}
    phones = {tree: next(v for path, v in found.items() if path.startswith(f"{tree}/")) for tree in PHONES}
    return found | {tree: version.partition(" (")[0] for tree, version in phones.items()}


def counted(examined: Callable[[str], tuple[Examined, str]], shared: Path) -> str:
    stated, rows = versions(shared), Counter[tuple[str, str]]()
    for tree in PHONES:
        face = examined(f"{tree}/")[0].face
        for line in face.coverage:
            rows[line.artifact, stated[tree]] += line.rows
    device = {path: stated[real] for real, path in LOOSE.items()}
    for line in examined(next(iter(LOOSE)))[0].face.coverage:
        for file in line.files:
            rows[line.artifact, device.get(file.file, "")] += file.rows
    kept = sorted((*key, count) for key, count in rows.items() if count and key[0] != "ios.files" and key[1])
    return HEAD + "".join(f"{artifact}\t{version}\t{count}\n" for artifact, version, count in kept)


def test_real_rows_are_those_written_down(
    examined: Callable[[str], tuple[Examined, str]], shared: Path, update_goldens: bool
) -> None:
    made = counted(examined, shared)
    if update_goldens:
        WRITTEN.write_text(made)
    assert made == WRITTEN.read_text()


def test_the_list_names_artifacts() -> None:
    named = {line.split("\t")[0] for line in WRITTEN.read_text().splitlines()[1:]}
    assert named <= set(artifacts())
    assert len(named) >= 35
