"""Reports for each audience, questions, signatures, stamps, disclosures and the blind pack, as a person runs them."""

import json
import zipfile
from pathlib import Path

import msgspec
import pytest

from hoofprint.case import custody
from hoofprint.cli import report
from hoofprint.export import FolderExporter, case_exporters, exporters
from hoofprint.formats import minisign
from hoofprint.model.face import CheckResult
from tests.case.authority import Authority
from tests.cli.conftest import Go
from tests.explore import cases


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minisign, "OPSLIMIT", 1 << 15)
    monkeypatch.setattr(minisign, "MEMLIMIT", 1 << 24)
    monkeypatch.setenv("HOOFPRINT_EXAMINER", "examiner")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return cases.write(tmp_path / "case")


def acts(case: Path) -> list[str]:
    return [entry.act for entry in custody.read(case)[1:]]


def test_formats_are_the_exporters() -> None:
    assert set(report.FORMATS) == set(exporters()) | set(case_exporters())
    assert set(report.FOLDERS) == {
        n for n, one in case_exporters().items() if isinstance(one, FolderExporter)
    }


def test_page_to_a_file_for_its_owner_only(run: Go, case: Path, tmp_path: Path) -> None:
    out = tmp_path / "informe.html"
    assert run("report", case, "--output", out, "--lang", "es").code == 0
    assert '<html lang="es">' in out.read_text() and out.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    last = custody.read(case)[-1]
    assert last.act == "reported" and last.what["by"] == "examiner" and last.what["name"] == "informe.html"


def test_json_to_standard_output(run: Go, case: Path) -> None:
    done = run("report", case, "--format", "json")
    assert msgspec.json.decode(done.out, type=CheckResult) == cases.result()
    public = msgspec.json.decode(
        run("report", case, "--format", "json", "--for", "public").out, type=CheckResult
    )
    assert public.shown_for == "public" and public.case == ""


def test_a_report_of_a_changed_case_says_so(run: Go, case: Path, tmp_path: Path) -> None:
    assert "changed" not in run("report", case, "--format", "terminal").err
    (changed,) = case.glob("acquisitions/*/coverage.json")
    changed.write_bytes(changed.read_bytes() + b" ")
    (case / "private q9w").write_text("")
    done = run("report", case, "--format", "terminal")
    assert "was changed after it was written (files that differ: 2)" in done.err
    assert "coverage.json: changed" in done.out and "private q9w: added" in done.out
    public = run("report", case, "--format", "json", "--for", "public").out
    altered = msgspec.json.decode(public, type=CheckResult).altered
    assert [one.how for one in altered] == ["changed", "added"] and "q9w" not in public
    (case / "MANIFEST").unlink()
    assert "(files that differ: 1)" in run("report", case, "--format", "terminal").err


@pytest.mark.parametrize("name", report.FORMATS)
def test_every_form_can_be_written(run: Go, case: Path, tmp_path: Path, name: str) -> None:
    done = run("report", case, "--format", name, "--for", "owner", "--output", tmp_path / "out")
    assert (done.code, done.out, done.err) == (0, "", "") and (tmp_path / "out").exists()
    assert run("report", case, "--format", name).code == (2 if name in report.FOLDERS else 0)


def test_a_page_is_not_poured_into_a_terminal(run: Go, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "on_terminal", lambda: True)
    done = run("report", case)
    assert done.code == 2 and "--output" in done.err


def test_output_that_cannot_be_written(run: Go, case: Path, tmp_path: Path) -> None:
    assert run("report", case, "--output", tmp_path / "no/such/folder.html").code == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").touch()
    assert run("report", case, "--format", "mvt", "--output", tmp_path / "full").code == 2
    assert acts(case) == []


def test_a_case_on_a_medium_that_cannot_be_written(
    run: Go, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise custody.CaseError("the custody log cannot be written", where=case)

    monkeypatch.setattr(custody, "note", refuse)
    done = run("report", case, "--format", "json")
    assert done.code == 0 and "custody log" in done.err


def test_timeline(run: Go, case: Path) -> None:
    done = run("timeline", case, "--around", "f1", "--window", "1s")
    assert done.code == 0 and "7391552s" in done.out and "[f1]" in done.out and "07:00:00 -05:00" in done.out
    lines = run("timeline", case, "--artifact", "messages", "--json", "--rows", 2, "--last").out.splitlines()
    assert [json.loads(line)["record"]["guid"] for line in lines] == ["G-17", "G-18"]
    assert "and 10 more" in run("timeline", case, "--rows", 1).out
    assert "No dated record fits" in run("timeline", case, "--text", "nothing holds this").out
    assert "\x1b[2J" not in run("timeline", case).out


@pytest.mark.parametrize(
    "wrong",
    [
        ("--from", "yesterday"), ("--window", "ten"), ("--around", "f99"), ("--around", "f3"),
        ("--artifact", "nothing"), ("--observable", "colour"),
    ],
)  # fmt: skip
def test_questions_that_make_no_sense(run: Go, case: Path, wrong: tuple[str, str]) -> None:
    done = run("timeline", case, *wrong)
    assert (done.code, done.out) == (2, "") and wrong[1] in done.err


def test_sql(run: Go, case: Path) -> None:
    assert "safari_history" in run("sql", case).out
    assert "Recently Deleted" in run("sql", case, "--columns", "messages").out
    assert "Eliminados recientemente" in run("sql", case, "--columns", "messages", "--lang", "es").out
    assert run("sql", case, "--columns", "nothing").code == 2
    question = "SELECT _row, text FROM messages ORDER BY _row"
    assert "3 rows" in run("sql", case, question).out and "\x1b" not in run("sql", case, question).out
    rows = json.loads(run("sql", case, question, "--json", "--rows", 1).out)
    assert rows == [{"_row": 1, "text": cases.SECRET}]
    assert "'=HYPERLINK" in run("sql", case, question, "--csv").out
    assert run("sql", case, "DROP TABLE messages").code == 2
    assert acts(case) == [], "looking is no act"


def test_signed_stamped_verified(run: Go, case: Path, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("correct horse\n")
    secret = ("--password-file", tmp_path / "password")
    assert run("key", tmp_path / "me", *secret).code == 0
    assert run("key", tmp_path / "me", *secret).code == 2, "a key is never written over"
    assert (tmp_path / "me.key").stat().st_mode & 0o777 == 0o600
    assert run("sign", case, "--key", tmp_path / "me.key", *secret).code == 0
    (tmp_path / "wrong").write_text("x")
    assert run("sign", case, "--key", tmp_path / "me.key", "--password-file", tmp_path / "wrong").code == 2
    authority = Authority(tmp_path / "tsa")
    request = Path(run("stamp", case).out.rpartition(": ")[2].strip())
    (tmp_path / "answer").write_bytes(authority.answer(request))
    assert run("stamp", case, "--response", tmp_path / "answer").code == 0
    (tmp_path / "root.pem").write_bytes(authority.root)
    trust = ("--key", tmp_path / "me.pub", "--tsa-cert", tmp_path / "root.pem")
    done = run("verify", case, *trust)
    assert done.code == 0 and "Everything that was checked holds." in done.out
    assert acts(case) == ["signed", "stamp requested", "stamped", "verified"]
    assert run("verify", case, "--key", tmp_path / "password").code == 2
    (case / "case.json").write_text("{}")
    done = run("verify", case, *trust, "--json")
    assert done.code == 1 and json.loads(done.out)["result"] == "fails"


def test_one_value_of_a_public_report_is_opened(run: Go, case: Path, tmp_path: Path) -> None:
    page = tmp_path / "public.html"
    run("report", case, "--for", "public", "--output", page)
    known = {one.value: code for code, one in openings(case).items()}
    assert run("disclose", case, known[cases.SENDER], "--output", tmp_path / "sender.json").code == 0
    done = run("verify", page, "--field", tmp_path / "sender.json")
    assert done.code == 0 and cases.SENDER in done.out
    forged = (tmp_path / "sender.json").read_text().replace("0142", "0143")
    (tmp_path / "sender.json").write_text(forged)
    assert run("verify", page, "--field", tmp_path / "sender.json").code == 1
    assert run("disclose", case, "[account:" + "a" * 32 + "]").code == 2
    assert acts(case) == ["reported", "disclosed"]


def openings(case: Path) -> "dict[str, object]":
    from hoofprint.case.folder import Case
    from hoofprint.explore.disclose import openings as all_of

    return all_of(Case(case))


def test_blind_pack_names_nobody_and_seals_the_result(run: Go, case: Path, tmp_path: Path) -> None:
    for name in ("pack.zip", "again.zip"):
        assert run("blind", case, "--output", tmp_path / name).code == 0
    assert (tmp_path / "pack.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        assert pack.namelist() == ["README.txt", "request.json"]
        everything = b"".join(pack.read(name) for name in pack.namelist()).decode()
        pack.extract("request.json", tmp_path)
    told = (
        "SQ-01",
        "S3",
        "G4",
        "published.stix2",
        "campaign",
        "message",
        "example.com",
        "America",
        "bh",
        cases.LURE,
    )
    assert cases.SHA in everything and [word for word in told if word in everything] == []
    assert run("blind", case, "--open", "--output", tmp_path / "opening.json").code == 0
    seal = ("--seal", tmp_path / "request.json", "--opening", tmp_path / "opening.json")
    assert run("verify", case, *seal).code == 0
    other = cases.write(tmp_path / "other" if (tmp_path / "other").mkdir() else tmp_path / "other" / "case")
    (other / "case.json").write_text((other / "case.json").read_text().replace("G4", "G1"))
    from hoofprint.case import manifest

    (other / "MANIFEST").write_bytes(manifest.make(other))
    assert "not the case that was sealed" in run("verify", other, *seal).out
    assert run("verify", case, "--seal", tmp_path / "request.json").code == 2
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in pack.infolist())
    assert run("blind", case, "--records", "--output", tmp_path / "full.zip").code == 0
    with zipfile.ZipFile(tmp_path / "full.zip") as pack:
        assert f"acquisitions/{cases.ID}/records/ios.messages.parquet" in pack.namelist()
        assert not any("findings" in name or "report" in name for name in pack.namelist())
