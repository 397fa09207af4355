"""Every published fact about real files of phones, browsers and Macs holds, or says why it is not compared.

Files that came alone are put where they would lie on a phone, and examined as one copy of a file system.
"""

import json
from collections import Counter
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from hoofprint.model.record import IN_TABLE
from tests.real.checks import CHECKS, LEDGER, Check, Fact, first_and_last, row_counts
from tests.real.phones import Examined, examined

__all__ = ["examined"]


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[Fact]:
    return [json.loads(line) for line in (shared / "real" / "EXPECTED.jsonl").read_text().splitlines()]


def fits(entry: dict[str, Any], fact: Fact) -> bool:
    return (
        fnmatchcase(fact["path"], entry["path"])
        and any(fnmatchcase(fact["fact"], pattern) for pattern in entry["facts"])
        and any(fnmatchcase(fact["path"], pattern) for pattern in entry.get("files", ["*"]))
    )


def test_every_fact_is_checked_or_has_its_reason(facts: list[Fact], root: Path) -> None:
    unheld = []
    counts = Counter[str]()
    for fact in facts:
        listed = [kind for kind in ("held", "out") if any(fits(entry, fact) for entry in LEDGER[kind])]
        listed += ["checked"] * (checker(fact) is not None)
        if not listed:
            unheld.append((fact["path"], fact["fact"]))
        assert len(listed) <= 1, f"listed twice ({listed}): {fact['path']}: {fact['fact']}"
        counts.update(listed)
    assert unheld == []
    assert counts == LEDGER["counts"] and counts.total() == len(facts)
    for entry in LEDGER["held"]:
        assert (root / entry["by"]).is_file(), entry["by"]
    unused = [
        e["path"] for kind in ("held", "out") for e in LEDGER[kind] if not any(fits(e, f) for f in facts)
    ]
    assert unused == [], "lines that no fact needs"


def test_every_checked_fact_holds(facts: list[Fact], examined: Callable[[str], tuple[Examined, str]]) -> None:
    done = 0
    for fact in facts:
        check = checker(fact)
        if check is not None:
            run, device = examined(fact["path"])
            check(run, device, fact)
            done += 1
    assert done > 60


def test_no_file_is_read_by_nothing(examined: Callable[[str], tuple[Examined, str]]) -> None:
    """Each of the loose files became records, and none of them ended badly."""
    for real in LEDGER["loose"]:
        run, device = examined(real)
        read = [
            file for line in run.face.coverage for file in line.files if file.file == device and file.rows
        ]
        assert read, real
        assert {file.status for file in read} == {"read"}, real


def test_deleted_rows_of_a_real_database_come_back_marked(
    examined: Callable[[str], tuple[Examined, str]],
) -> None:
    """What macOS had removed from knowledgeC.db; no published fact counts them."""
    run, device = examined("other_apple/macos/knowledgec-10.13.db")
    made = [row for row in run.rows("ios.knowledge") if row["_file"] == device]
    gone = [row for row in made if row["_origin"] not in IN_TABLE]
    assert len(gone) == 14
    assert {row["_origin"] for row in gone} == {"free page", "gap"}
    assert all(str(row["_key"]).startswith("page ") for row in gone)
    assert all(str(row["stream"]).startswith("/") and row["start"] for row in gone)


def checker(fact: Fact) -> Check | None:
    """The function that checks a fact here; None where it is held or listed elsewhere."""
    if any(fits(entry, fact) for kind in ("held", "out") for entry in LEDGER[kind]):
        return None
    name, path = str(fact["fact"]), str(fact["path"])
    if name.startswith(("row counts", "tables whose")):
        return row_counts
    if name.endswith("first and last (UTC)"):
        return first_and_last if name.split()[0] in LEDGER["times"] else None
    return next(
        (check for (p, f), check in CHECKS.items() if fnmatchcase(path, p) and fnmatchcase(name, f)), None
    )
