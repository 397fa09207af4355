"""Every output: found by its file's name, deterministic, and the machine-readable one exactly the face."""

from io import StringIO

import msgspec
import pytest

from hoofprint.export import exporters
from hoofprint.model.face import CheckResult
from tests.export import attacks, results


def test_formats() -> None:
    assert {name: one.suffix for name, one in exporters().items()} == {
        "case": ".jsonld",
        "html": ".html",
        "json": ".json",
        "misp": ".json",
        "stix": ".json",
        "terminal": ".txt",
    }


@pytest.mark.parametrize("name", exporters())
@pytest.mark.parametrize("language", ["en", "es", "tlh"])
def test_two_runs_give_the_same_text(name: str, language: str) -> None:
    written = []
    for _ in range(2):
        out = StringIO()
        exporters()[name].write(results.result(), out, language)
        written.append(out.getvalue())
    assert written[0] == written[1] and written[0].endswith("\n")


@pytest.mark.parametrize("attack", attacks.ATTACKS)
def test_json_is_the_face_without_loss(attack: str) -> None:
    out = StringIO()
    exporters()["json"].write(attacks.hostile(attack), out, "es")
    assert msgspec.json.decode(out.getvalue(), type=CheckResult) == attacks.hostile(attack)
