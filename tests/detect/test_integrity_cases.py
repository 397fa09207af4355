"""Tests of the acquisition on tables of records, as data: `integrity/<ID>.toml`, a tampered example beside its twin."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from hoofprint.artifacts.registry import artifacts
from hoofprint.detect.integrity.checks import provenance
from hoofprint.detect.integrity.writable import stores
from tests.detect.phone import Listed, phone

FOLDER = Path(__file__).parent / "integrity"


class Case(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An acquisition, and how one test of it must come out."""

    name: str
    outcome: str
    rows: dict[str, list[dict[str, Any]]]
    kind: str = "ios_backup"
    encrypted: bool = True


class Cases(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """All cases of one test, with the indicators they share."""

    indicator: list[Listed] = []
    case: list[Case]


def cases() -> list[Any]:
    read = {path.stem: msgspec.toml.decode(path.read_bytes(), type=Cases) for path in FOLDER.glob("*.toml")}
    return [
        pytest.param(id_, found.indicator, case, id=f"{id_}: {case.name}")
        for id_, found in sorted(read.items())
        for case in found.case
    ]


@pytest.mark.parametrize(("id_", "listed", "case"), cases())
def test_case(id_: str, listed: list[Listed], case: Case, tmp_path: Path) -> None:
    world = phone(tmp_path, case.rows, listed, kind=case.kind, encrypted=case.encrypted)
    found = {check.id: check.outcome for check in provenance(world).checks}
    assert list(found) == sorted(found), "in order of id"
    assert found[id_] == case.outcome


def test_what_a_tool_writes_is_read_by_artifacts_that_exist() -> None:
    assert stores() <= artifacts().keys()
