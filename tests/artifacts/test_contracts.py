"""What every artifact promises, checked over the registry: nobody has to write these tests for a new one."""

import json
import re
import string
import sys

import pytest

from hoofprint.artifacts.registry import artifacts
from hoofprint.model.coverage import Status
from hoofprint.model.record import IN_TABLE, Record, columns
from hoofprint.workers.file import File
from tests.artifacts import damage
from tests.artifacts.fixtures import HERE, Fixture, Outcome, as_file, fixtures, forms, run

ALL = list(artifacts())
PARSED = [name for name, artifact in artifacts().items() if not artifact.whole]
OPENED = [name for name in PARSED if artifacts()[name].from_entries is None]
"""Those that open files; the others are told names and times by the acquisition's reader."""
DATABASES = fixtures(".sql")
GENERATION = re.compile(r"(ios|android|v)\d+(\.\d+)*(-[a-z0-9-]+)?")
"""A fixture is named after the schema generation it has: `ios17`, `ios12-undated`, `v2.23` (an app's version)."""


def module(name: str) -> str:
    return f"hoofprint.artifacts.{name}"


def in_table(outcome: Outcome) -> int:
    """How many rows the file still has where they belong."""
    return sum(row["_origin"] in IN_TABLE for row in outcome.rows)


def check(outcome: Outcome, what: str) -> None:
    """However bad the file: a status with a reason, and not by way of the net under the parser."""
    done = outcome.done
    assert not done.reason.startswith("the parser stopped"), f"{what}: {done.reason}"
    if done.status in (Status.FAILED, Status.UNKNOWN_SCHEMA):
        assert done.reason and not outcome.rows, what
    if done.status in (Status.EMPTY, Status.READ):
        assert bool(outcome.rows) == (done.status is Status.READ), what


@pytest.mark.parametrize("name", ALL)
def test_module_and_record_say_what_they_are(name: str) -> None:
    record = artifacts()[name].record
    assert sys.modules[module(name)].__doc__
    assert record.__dict__.get("__doc__"), "what does one row mean?"
    assert [column.name for column in columns(record) if not column.meaning] == []


@pytest.mark.parametrize("name", ALL)
def test_knowledge_has_sources(name: str) -> None:
    sources = artifacts()[name].sources
    assert sources and all(isinstance(source, str) and len(source) > 8 for source in sources)
    assert isinstance(sources, tuple)


@pytest.mark.parametrize("name", ALL)
def test_the_sentence_uses_only_own_fields(name: str) -> None:
    artifact = artifacts()[name]
    own = {column.name for column in columns(artifact.record)}
    used = {field for _, field, _, _ in string.Formatter().parse(artifact.says) if field is not None}
    assert used and used <= own


@pytest.mark.parametrize("name", PARSED)
def test_paths_are_device_paths(name: str) -> None:
    patterns = artifacts()[name].patterns
    assert patterns and all(pattern.startswith("/") and not pattern.endswith("/") for pattern in patterns)


@pytest.mark.parametrize("name", PARSED)
def test_there_is_a_fixture(name: str) -> None:
    assert [str(fixture) for fixture in fixtures() if fixture.artifact == name], (
        f"none in tests/artifacts/{name}/"
    )


def test_every_field_is_filled_by_some_fixture() -> None:
    """A field no fixture fills may be misspelt in the declaration; a record type may serve several artifacts."""
    filled: dict[type[Record], set[str]] = {}
    for fixture in fixtures():
        record, rows = fixture.declaration.record, fixture.golden.read_text().splitlines()[1:]
        filled.setdefault(record, set()).update(*(json.loads(row) for row in rows))
    empty = {
        name: missing
        for name in PARSED
        if (
            missing := {column.name for column in columns(artifacts()[name].record)}
            - filled[artifacts()[name].record]
        )
    }
    assert empty == {}


@pytest.mark.parametrize("folder", sorted({fixture.artifact for fixture in fixtures()}))
def test_fixtures_belong_to_an_artifact_and_name_their_generation(folder: str) -> None:
    assert folder in artifacts()
    for path in (HERE / folder).iterdir():
        assert GENERATION.fullmatch(path.name.partition(path.suffix)[0] if path.suffix else path.name), (
            path.name
        )


@pytest.mark.parametrize("name", [name for name, one in artifacts().items() if one.plan and one.plan.maybe])
def test_optional_columns_may_be_there_or_not(name: str) -> None:
    plan = artifacts()[name].plan
    assert plan
    seen = set()
    for fixture in [one for one in DATABASES if one.artifact == name]:
        before = run(artifacts()[name], only_form(fixture))
        for item in sorted(plan.maybe - set(before.done.missing)):
            if {plan.table, item.partition(".")[0]} & set(before.done.missing):
                continue
            seen.add(item)
            lesser = damage.changed(fixture, damage.without(item, plan.table))
            after = run(artifacts()[name], as_file(fixture, lesser))
            assert item in after.done.missing, f"{item} of {fixture}"
            if item == plan.table:
                assert after.done.status is Status.EMPTY
                continue
            assert in_table(after) == in_table(before), f"rows were lost with {item} of {fixture}"
            assert after.done.status is before.done.status, f"{item} of {fixture}: {after.done}"
    assert plan.maybe - seen == set(), "no fixture has these"


def only_form(fixture: Fixture) -> File:
    ((_, file),) = forms(fixture)
    return file


@pytest.mark.parametrize("fixture", DATABASES, ids=str)
def test_a_cell_of_the_wrong_type_costs_that_cell(fixture: Fixture) -> None:
    artifact = fixture.declaration
    rows = in_table(run(artifact, only_form(fixture)))
    for what, cell in damage.CELLS.items():
        outcome = run(artifact, as_file(fixture, damage.changed(fixture, damage.filled(cell))))
        check(outcome, what)
        assert outcome.done.status is not Status.FAILED, f"{what}: {outcome.done.reason}"
        if artifact.plan:
            assert in_table(outcome) == rows, what


@pytest.mark.parametrize("fixture", fixtures(".plist"), ids=str)
def test_a_property_list_may_hold_anything_anywhere(fixture: Fixture) -> None:
    for what, data in damage.plist_variants(fixture.path.read_bytes()):
        check(run(fixture.declaration, as_file(fixture, data)), what)


@pytest.mark.parametrize("fixture", [one for one in fixtures() if one.artifact in OPENED], ids=str)
def test_a_file_cut_short_gives_a_status(fixture: Fixture) -> None:
    for form, file in forms(fixture):
        for what, data in damage.cuts(file.data):
            check(run(fixture.declaration, as_file(fixture, data)), f"{form}, {what}")


@pytest.mark.parametrize("name", OPENED)
def test_a_file_of_another_kind_gives_a_status(name: str) -> None:
    for what, data in damage.strangers():
        stranger = as_file(Fixture(name, HERE / name / "ios0.sql"), data)
        check(run(artifacts()[name], stranger), what)
