"""Facts that others published about real files hold when the files are read through an examination."""

import json
import tomllib
from pathlib import Path

import pytest

from hoofprint.model.times import rfc3339
from tests.real.phones import Examined, phone

__all__ = ["phone"]
HERE = Path(__file__).parent
MAP = tomllib.loads((HERE / "expected.toml").read_text())


def facts(shared: Path, tree: str) -> list[dict[str, object]]:
    lines = (shared / "real" / "EXPECTED.jsonl").read_text().splitlines()
    return [fact for line in lines if (fact := json.loads(line))["path"].startswith(f"{tree}/")]


def tree(phone: Examined) -> str:
    return (
        "ios_fs_josh15"
        if any("694FBBC5" in str(row["path"]) for row in phone.rows("ios.files"))
        else "ios_fs_belkasoft16"
    )


def test_the_evidence_is_untouched(phone: Examined) -> None:
    assert phone.before == phone.after


def test_a_clean_phone_has_nothing_of_moderate_weight(phone: Examined) -> None:
    assert [f"{f.rule} {f.grade} {f.title}" for f in phone.face.findings if f.grade >= "G3"] == []


def test_every_row_is_there(phone: Examined, shared: Path) -> None:
    """Row counts of every table an artifact reads, with the write-ahead log applied."""
    compared = 0
    for fact in facts(shared, tree(phone)):
        if not str(fact["fact"]).startswith("row counts per table"):
            continue
        path = "/" + str(fact["path"]).split("/", 1)[1]
        for table, count in dict(fact["value"]).items():  # type: ignore[call-overload]
            artifact = MAP["tables"].get(table)
            lines = [line for line in phone.face.coverage if line.artifact == artifact]
            files = [file for line in lines for file in line.files if file.file == path]
            if files and isinstance(count, int):
                assert (table, files[0].rows, files[0].status) == (table, count, "read" if count else "empty")
                compared += 1
    assert compared >= 3


def test_first_and_last_times(phone: Examined, shared: Path) -> None:
    compared = 0
    for fact in facts(shared, tree(phone)):
        column = str(fact["fact"]).removesuffix(" first and last (UTC)")
        if column not in MAP["times"]:
            continue
        artifact, field = MAP["times"][column]
        path = "/" + str(fact["path"]).split("/", 1)[1]
        times = [int(str(row[field])) for row in phone.rows(artifact) if row["_file"] == path and row[field]]
        assert [rfc3339(min(times)), rfc3339(max(times))] == fact["value"], column
        compared += 1
    assert compared >= 1


def test_network_accounting_in_detail(phone: Examined) -> None:
    """The values plaso's tests state for this DataUsage.sqlite."""
    rows = phone.rows("ios.data_usage")
    if not rows:
        pytest.skip("no DataUsage.sqlite in this image")
    first = rows[0]
    assert (first["process"], first["wwan_in"], first["wwan_out"]) == (
        "CumulativeUsageTracker",
        1185814689,
        150,
    )
    processes = phone.rows("ios.data_usage_processes")
    assert len({row["process"] for row in processes}) == 371
    used = {row["process_ref"] for row in rows}
    assert sum(row["_row"] not in used for row in processes) == 35
