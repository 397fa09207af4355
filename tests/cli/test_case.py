"""What a finished case says: findings, coverage."""

from pathlib import Path

import msgspec
import pytest

from hoofprint.case.folder import new_case
from tests.cli.conftest import Go
from tests.export import results


@pytest.fixture
def case(tmp_path: Path) -> Path:
    with new_case(tmp_path / "case") as writer:
        for face in results.result().acquisitions:
            writer.acquisition(face.id)
            writer.write(f"acquisitions/{face.id}/findings.json", face)
        writer.write("case.json", results.result())
    return tmp_path / "case"


def test_findings_and_coverage(run: Go, case: Path) -> None:
    assert "PEG-07" in run("findings", case).out
    assert "not kept in a backup" in run("coverage", case).out
    assert [row["artifact"] for row in msgspec.json.decode(run("coverage", case, "--json").out)["a1"]]
    assert msgspec.json.decode(run("findings", case, "--json").out)["a1"]["verdict"]["grade"] == "G4"


@pytest.mark.parametrize(
    "command", ["report", "findings", "coverage", "timeline", "sql", "verify", "stamp", "blind"]
)
def test_no_case_there(run: Go, tmp_path: Path, command: str) -> None:
    done = run(command, tmp_path / "absent", *(["--output", tmp_path / "x"] if command == "blind" else []))
    assert (done.code, done.out) == (2, "") and "absent" in done.err
