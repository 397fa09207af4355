"""What a finished case says: report, findings, coverage."""

from pathlib import Path

import msgspec
import pytest

from hoofprint.case.folder import new_case
from hoofprint.cli import report as commands
from hoofprint.export import FolderExporter, case_exporters, exporters
from hoofprint.model.face import CheckResult
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


def test_formats_are_the_exporters() -> None:
    of_records = case_exporters()
    assert set(commands.FORMATS) == {*exporters(), *of_records}
    folders = {name for name, one in of_records.items() if isinstance(one, FolderExporter)}
    assert set(commands.FOLDERS) == folders


def test_page_to_a_file_for_its_owner_only(run: Go, case: Path, tmp_path: Path) -> None:
    out = tmp_path / "informe.html"
    assert run("report", case, "--output", out, "--lang", "es").code == 0
    assert '<html lang="es">' in out.read_text() and out.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_json_to_standard_output(run: Go, case: Path) -> None:
    done = run("report", case, "--format", "json")
    assert msgspec.json.decode(done.out, type=CheckResult) == results.result()


def test_a_page_is_not_poured_into_a_terminal(run: Go, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "on_terminal", lambda: True)
    done = run("report", case)
    assert done.code == 2 and "--output" in done.err


def test_findings_and_coverage(run: Go, case: Path) -> None:
    assert "PEG-07" in run("findings", case).out
    assert "not kept in a backup" in run("coverage", case).out
    assert [row["artifact"] for row in msgspec.json.decode(run("coverage", case, "--json").out)["a1"]]
    assert msgspec.json.decode(run("findings", case, "--json").out)["a1"]["verdict"]["grade"] == "G4"


@pytest.mark.parametrize("command", ["report", "findings", "coverage"])
def test_no_case_there(run: Go, tmp_path: Path, command: str) -> None:
    done = run(command, tmp_path / "absent")
    assert (done.code, done.out) == (2, "") and "absent" in done.err


def test_output_that_cannot_be_written(run: Go, case: Path, tmp_path: Path) -> None:
    assert run("report", case, "--output", tmp_path / "no/such/folder.html").code == 2
