"""What every artifact promises, checked over the registry: nobody has to write these tests for a new one."""

import re
import string
import sys
from collections.abc import Iterator

import pytest

from hoofprint.artifacts.declare import Artifact
from hoofprint.artifacts.registry import artifacts
from hoofprint.model.coverage import Status
from hoofprint.model.record import columns
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


def check(artifact: Artifact, outcome: Outcome) -> None:
    """However bad the file: a status with a reason, and not by way of the net under the parser."""
    done = outcome.done
    assert not done.reason.startswith("the parser stopped"), done.reason
    if done.status in (Status.FAILED, Status.UNKNOWN_SCHEMA):
        assert done.reason and not outcome.rows
    if done.status in (Status.EMPTY, Status.READ):
        assert bool(outcome.rows) == (done.status is Status.READ)


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


@pytest.mark.parametrize("folder", sorted({fixture.artifact for fixture in fixtures()}))
def test_fixtures_belong_to_an_artifact_and_name_their_generation(folder: str) -> None:
    assert folder in artifacts()
    for path in (HERE / folder).iterdir():
        assert GENERATION.fullmatch(path.name.partition(path.suffix)[0] if path.suffix else path.name), (
            path.name
        )


def optional() -> Iterator[tuple[str, str]]:
    for name, artifact in artifacts().items():
        for item in sorted(artifact.plan.maybe) if artifact.plan else ():
            yield name, item


@pytest.mark.parametrize(("name", "item"), list(optional()))
def test_an_optional_column_may_be_there_or_not(name: str, item: str) -> None:
    artifact, seen = artifacts()[name], 0
    assert artifact.plan
    for fixture in DATABASES:
        if fixture.artifact != name:
            continue
        ((_, file),) = forms(fixture)
        before = run(artifact, file)
        if item in before.done.missing or _whole_table_absent(item, before):
            continue
        seen += 1
        lesser = damage.changed(fixture, damage.without(item, artifact.plan.table))
        after = run(artifact, as_file(fixture, lesser))
        assert item in after.done.missing
        assert len(after.rows) == len(before.rows), "rows were lost with an optional column"
        assert after.done.status is before.done.status
    assert seen, f"no fixture has {item}"


def _whole_table_absent(item: str, outcome: Outcome) -> bool:
    return item.partition(".")[0] in outcome.done.missing


@pytest.mark.parametrize("fixture", DATABASES, ids=str)
@pytest.mark.parametrize("cell", damage.CELLS)
def test_a_cell_of_the_wrong_type_costs_that_cell(fixture: Fixture, cell: str) -> None:
    artifact = fixture.declaration
    ((_, file),) = forms(fixture)
    outcome = run(artifact, as_file(fixture, damage.changed(fixture, damage.filled(damage.CELLS[cell]))))
    check(artifact, outcome)
    if artifact.plan:
        assert len(outcome.rows) == len(run(artifact, file).rows)
    assert outcome.done.status is not Status.FAILED


@pytest.mark.parametrize("fixture", fixtures(".plist"), ids=str)
def test_a_property_list_may_hold_anything_anywhere(fixture: Fixture) -> None:
    for what, data in damage.plist_variants(fixture.path.read_bytes()):
        outcome = run(fixture.declaration, as_file(fixture, data))
        assert not outcome.done.reason.startswith("the parser stopped"), f"{what}: {outcome.done.reason}"
        check(fixture.declaration, outcome)


@pytest.mark.parametrize("fixture", [one for one in fixtures() if one.artifact in OPENED], ids=str)
def test_a_file_cut_short_gives_a_status(fixture: Fixture) -> None:
    for _, file in forms(fixture):
        for what, data in damage.cuts(file.data):
            outcome = run(fixture.declaration, as_file(fixture, data))
            assert not outcome.done.reason.startswith("the parser stopped"), f"{what}: {outcome.done.reason}"
            check(fixture.declaration, outcome)


@pytest.mark.parametrize("name", OPENED)
@pytest.mark.parametrize("what", [what for what, _ in damage.strangers()])
def test_a_file_of_another_kind_gives_a_status(name: str, what: str) -> None:
    stranger = dict(damage.strangers())[what]
    outcome = run(artifacts()[name], as_file(Fixture(name, HERE / name / "ios0.sql"), stranger))
    check(artifacts()[name], outcome)
