"""Every artifact was held against somebody else's description of the same file, or says that none was found."""

import csv
from datetime import date
from pathlib import Path

from hoofprint.artifacts.registry import artifacts

COLUMNS = ["artifact", "fact", "source", "path", "read", "verdict"]
VERDICTS = {"agrees", "corrected", "not found"}


def checks() -> list[dict[str, str]]:
    """The lines of `sources.tsv`: what was checked of an artifact, where and when it was read, what came out."""
    with (Path(__file__).parent / "sources.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_artifact_has_a_check_and_every_check_an_artifact() -> None:
    checked = {one["artifact"] for one in checks()}
    assert set(artifacts()) - checked == set(), "say what it was held against, or `not found`"
    assert checked - set(artifacts()) == set(), "no such artifact"


def test_a_check_names_its_source_date_and_verdict() -> None:
    for one in checks():
        assert list(one) == COLUMNS and all(one.values()), one
        assert one["verdict"] in VERDICTS, one
        assert date.fromisoformat(one["read"]) >= date(2026, 1, 1), one
        assert (one["source"] == "-") == (one["verdict"] == "not found"), one


def test_the_lines_stand_in_order() -> None:
    found = [(one["artifact"], one["fact"]) for one in checks()]
    assert found == sorted(found) and len(found) == len(set(found))
