"""`explain`, `indicators`, `synth` and `doctor`: a call each way."""

from pathlib import Path

import msgspec
import pytest

from hoofprint.detect.indicators import update
from hoofprint.detect.traces import traces
from tests.cli.conftest import Go


@pytest.mark.parametrize("id_", traces())
@pytest.mark.parametrize("language", ["en", "es"])
def test_explain(run: Go, id_: str, language: str) -> None:
    done = run("explain", id_.lower(), "--lang", language)
    assert done.code == 0 and done.out.startswith(id_)
    assert ("It does not show" in done.out) == (language == "en")


def test_explain_lists_and_refuses(run: Go) -> None:
    assert set(traces()) <= set(run("explain").out.split())
    done = run("explain", "PEG-\x1b[2J")
    assert done.code == 2 and "PEG-01" in done.err and "\x1b" not in done.err


def test_explain_says_why_a_published_sign_is_not_looked_for(run: Go) -> None:
    done = run("explain", "gra-04", "--lang", "en")
    assert done.code == 2 and "GRA-04 is published and not looked for: a researchers' word" in done.err


def test_indicators(run: Go, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("bad.example.com\nco.uk\n\n")
    listed = run("indicators", "list", tmp_path, "--no-builtin", "--json")
    (one,) = msgspec.json.decode(listed.out)["sets"]
    assert one["name"] == "list.txt" and one["loaded"] >= 1
    assert "list.txt" in run("indicators", "list", tmp_path, "--no-builtin").out
    noted = run("indicators", "lint", tmp_path)
    assert "\\n" not in noted.out
    assert noted.code == 4 and "co.uk" in noted.out
    assert msgspec.json.decode(run("indicators", "lint", tmp_path, "--json").out)


def test_a_list_that_was_added_is_used_from_then_on(run: Go, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("bad.example.com\n")
    (tmp_path / "empty.txt").write_text("\n")
    assert run("indicators", "add", tmp_path / "empty.txt").code == 4
    done = run("indicators", "add", tmp_path / "list.txt")
    assert done.code == 0 and "1 value" in done.out
    (one,) = msgspec.json.decode(run("indicators", "list", "--no-builtin", "--json").out)["sets"]
    assert one["name"] == "list.txt" and one["loaded"] == 1


def test_update_says_what_became_of_each_list(
    run: Go, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: dict[str, object] = {}

    def fetch(store: Path, now: object, *, accept_shrunk: bool) -> list[update.Result]:
        asked.update(store=store, accept_shrunk=accept_shrunk)
        why = "it shrank from {before} to {now} indicators"
        return [
            update.Result(name="first", status=update.Status.NEW, indicators=12),
            update.Result(
                name="\x1b[2J",
                status=update.Status.KEPT,
                indicators=9,
                why=why,
                values={"before": "9", "now": "1"},
            ),
        ]

    monkeypatch.setattr(update, "update", fetch)
    done = run("indicators", "update", "--accept-shrunk")
    assert done.code == 4 and "it shrank from 9 to 1 indicators" in done.out and "\x1b" not in done.out
    assert asked == {"store": tmp_path / "data/hoofprint/indicators", "accept_shrunk": True}
    assert len(msgspec.json.decode(run("indicators", "update", "--json").out)) == 2

    def fails(*arguments: object, **options: object) -> None:
        raise update.UpdateError("the index of indicator lists cannot be used: no connection")

    monkeypatch.setattr(update, "update", fails)
    assert run("indicators", "update").code == 2


def test_synth_lists_and_builds(run: Go, tmp_path: Path) -> None:
    assert "clean-ios17" in run("synth").out
    done = run("synth", "demo", tmp_path / "phone")
    assert done.code == 0 and (tmp_path / "phone/Manifest.db").is_file()
    assert "Its password is: demo" in done.out
    truth = run("synth", "demo", tmp_path / "tree", "--dump", "--json")
    assert msgspec.json.decode(truth.out)["kind"] == "dump" and (tmp_path / "tree/private").is_dir()


def test_synth_refuses(run: Go, tmp_path: Path) -> None:
    assert run("synth", "demo").code == 2
    assert run("synth", tmp_path / "absent.toml", tmp_path / "phone").code == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine").touch()
    assert "not empty" in run("synth", "demo", tmp_path / "full").err


def test_demo_leaves_other_peoples_folders_alone(run: Go, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    done = run("demo", "--keep", tmp_path)
    assert done.code == 2 and (tmp_path / "mine").exists()


def test_doctor(run: Go) -> None:
    facts = msgspec.json.decode(run("doctor", "--json").out)
    assert facts["confinement"] in ("S0", "S1", "S3", "S4") and facts["sqlite"]
    assert facts["confinement"] in run("doctor").out


def test_the_language_asked_for_is_that_of_errors_too(
    run: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of those met while the arguments are still being read."""
    assert "no existe" in run("report", tmp_path / "x", "--bogus", "--lang", "es").err.casefold()
    assert "aquí no hay ningún caso" in run("report", tmp_path / "x", "--lang=es").err
    monkeypatch.setenv("LANGUAGE", "es")
    assert "no case lies here" in run("report", tmp_path / "x", "--lang", "en").err
    assert "aquí no hay ningún caso" in run("report", tmp_path / "x").err
    (tmp_path / "mine").touch()
    assert "no está vacía" in run("synth", "demo", tmp_path).err
