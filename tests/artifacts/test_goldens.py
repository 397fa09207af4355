"""Every artifact on every fixture gives the rows, the status and the oddities written down beside it."""

import json

import pytest

from tests.artifacts.fixtures import Fixture, Outcome, fixtures, forms, run


def written(outcome: Outcome) -> str:
    """A golden: the account of the file, then one row a line."""
    done = outcome.done
    account = {
        "status": done.status,
        "reason": done.reason,
        "rows": len(outcome.rows),
        "oddities": done.oddities,
        "missing": done.missing,
    }
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [account, *outcome.rows])


@pytest.mark.parametrize("fixture", fixtures(), ids=str)
def test_rows_are_as_written_down(fixture: Fixture, update_goldens: bool) -> None:
    results = {form: written(run(fixture.declaration, file)) for form, file in forms(fixture)}
    first, *others = results.values()
    assert all(other == first for other in others), (
        f"the rows depend on the form of the file: {list(results)}"
    )
    if update_goldens:
        fixture.golden.write_text(first)
    assert fixture.golden.exists(), "no expected result yet: run `make golden`, read what it wrote, commit it"
    assert first.splitlines() == fixture.golden.read_text().splitlines()


def test_no_golden_is_left_without_its_fixture() -> None:
    kept = {fixture.golden for fixture in fixtures()}
    assert {path for fixture in fixtures() for path in fixture.path.parent.glob("*.jsonl")} <= kept
