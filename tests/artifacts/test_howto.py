"""The example of `docs/howto/add-an-artifact.md` still works as it is written there."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from hoofprint.formats.source import BytesSource
from hoofprint.model.coverage import Status
from hoofprint.workers.file import File
from tests.artifacts.fixtures import database, run


def block(page: str, language: str, begins: str) -> str:
    """The one example of a page that begins so."""
    found = [
        text for text in re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL) if text.startswith(begins)
    ]
    assert len(found) == 1
    return found[0]


def test_the_example_reads_its_own_fixture(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (root / "docs/howto/add-an-artifact.md").read_text()
    module = ModuleType("howto_voicemail")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(block(page, "python", '"""Voicemail'), "voicemail.py", "exec"), module.__dict__)  # noqa: S102
    main, log = database(block(page, "sql", "-- voicemail"))
    outcome = run(module.ARTIFACT, File("/voicemail.db", BytesSource(main), wal=BytesSource(log)))
    assert (outcome.done.status, outcome.done.oddities, outcome.done.missing) == (Status.READ, {}, [])
    assert [row["_origin"] for row in outcome.rows] == ["live", "live", "wal"]
    assert [row.get("deleted") for row in outcome.rows] == [None, "2019-08-20T13:20:00.000000Z", None]
