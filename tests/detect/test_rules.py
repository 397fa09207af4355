"""Contracts every trace and sequence keeps, walked over the registry: nobody has to remember them in a review."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofprint.artifacts.registry import artifacts
from hoofprint.detect import bounds
from hoofprint.detect.conclude import conclude
from hoofprint.detect.indicators.known import table
from hoofprint.detect.rows import Rest, World
from hoofprint.detect.trace import About, Rule, SequenceRule, TraceRule
from hoofprint.detect.traces import sequence_rules, trace_rules, traces
from hoofprint.detect.wants import looked_at, wanted
from hoofprint.model.coverage import Status
from hoofprint.model.finding import Provenance
from hoofprint.model.grades import Grade, Stage
from hoofprint.synth import shipped
from tests.detect.phone import phone

RULES = list(traces().values())


def source(rule: Rule) -> ast.Module:
    name = rule.id.lower().replace("-", "_")
    package = Path(__file__).resolve().parents[2] / "src/hoofprint/detect/traces"
    return ast.parse((package / f"{name}.py").read_text("utf-8"))


def texts(about: About) -> Iterator[str]:
    """Every text of a declaration that a person reads."""
    yield from (
        about.title,
        about.shows,
        about.does_not_show,
        about.next,
        *about.raised_by,
        *about.refuted_by,
    )
    for benign in about.benign:
        yield from (benign.text, *([benign.untested] if benign.untested else []))


def marked(tree: ast.AST) -> set[str]:
    """What stands inside `N_(...)`."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id == "N_"
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_texts_are_there_and_marked_for_translation(rule: Rule) -> None:
    module = source(rule)
    assert ast.get_docstring(module)
    own = [text for text in texts(rule.about) if isinstance(rule, TraceRule) or text not in steps_of(rule)]
    assert own and all(text.strip() for text in own)
    assert set(own) <= marked(module)
    assert rule.about.sources and all(one.text for one in rule.about.sources)
    for one in rule.about.sources:
        assert one.recalled == one.cited.endswith("(recalled, not re-read)")


def steps_of(rule: SequenceRule) -> set[str]:
    """Texts a sequence takes over from its elements."""
    return {text for benign in rule.about.benign for text in (benign.text, benign.untested)}


@pytest.mark.parametrize("rule", trace_rules(), ids=lambda rule: rule.id)
def test_every_innocent_cause_is_tried_or_says_why_it_cannot(rule: TraceRule) -> None:
    about = rule.about
    assert about.benign, "nothing is without an innocent cause"
    ids = [benign.id for benign in about.benign]
    assert len(ids) == len(set(ids)) and not set(ids) & set(bounds.TRIES)
    for benign in about.benign:
        assert (benign.id in rule.tries) != bool(benign.untested), benign.id
    assert set(bounds.TRIES) == {benign.id for benign in bounds.COMMON}
    assert about.stage > Stage.S0 and Grade.G0 < about.grade <= about.cap < Grade.G5


@pytest.mark.parametrize("rule", sequence_rules(), ids=lambda rule: rule.id)
def test_sequences_are_whole(rule: SequenceRule) -> None:
    known = {one.id for one in trace_rules()}
    names = [step.name for step in rule.about.steps]
    assert len(names) == len(set(names))
    for step in rule.about.steps:
        assert step.traces and set(step.traces) <= known and step.title
        assert bool(step.within) == (step is not rule.about.steps[0]) == bool(step.basis)
    for one in rule.about.yields:
        assert one.steps <= set(names) and len(one.steps) > 1
    assert len({one.steps for one in rule.about.yields}) == len(rule.about.yields)
    assert {step.title for step in rule.about.steps} <= marked(source(rule))
    assert {benign.id for benign in rule.about.benign} >= set(rule.tries)


@pytest.mark.parametrize("rule", trace_rules(), ids=lambda rule: rule.id)
def test_find_asks_for_records_that_some_artifact_yields(rule: TraceRule) -> None:
    yielded = {artifact.record for artifact in artifacts().values()}
    asked = [record for types in looked_at(rule.find) for record in types]
    assert set(asked) <= yielded
    assert asked or {World, Rest} & set(wanted(rule.find).values()), "it looks at nothing"
    assert len(looked_at(rule.find)) + sum(
        hint in (World, Rest) for hint in wanted(rule.find).values()
    ) == len(wanted(rule.find))


def test_the_page_on_grading_names_every_recalled_trace() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/reference/grading.md").read_text("utf-8")
    named = page.partition("Marked so today: ")[2].partition(".")[0]
    assert named.replace("\n", " ").split(", ") == [rule.id for rule in trace_rules() if rule.about.recalled]


def test_what_was_sought_in_vain_is_told_by_original() -> None:
    found = table("sought.toml")
    told = {id_ for row in found["original"] for id_ in row["rules"]}
    sources = {rule.id: [one for one in rule.about.sources if one.sought] for rule in RULES}
    assert told == {id_ for id_, ones in sources.items() if ones}
    assert {one.sought for ones in sources.values() for one in ones} == {found["search"]["when"]}
    assert all(one.recalled and one.sought in one.cited for ones in sources.values() for one in ones)
    assert all(row["title"] and row["found"] and row["open"] for row in found["original"])


def test_every_published_row_has_a_rule_and_a_source() -> None:
    rules = {*traces(), "PEG-04"}
    for kind, rows in table("published.toml").items():
        for row in rows:
            assert row["source"] and row["rule"] in rules, (kind, row)
            assert row["rule"] != "PEG-04" or row["withdrawn"]


def test_what_is_not_written_says_why_and_is_not_there() -> None:
    found = table("unwritten.toml")
    signs = {id_ for row in found["sign"] for id_ in row["id"].split(", ")}
    assert not signs & traces().keys()
    for row in (*found["sign"], *found["phone"]):
        assert row["what"] and row["why"] and set(row.get("told_by", ())) <= traces().keys()
    phones = {id_ for row in found["phone"] for id_ in row["id"].split(", ")}
    assert not phones & {path.stem for path in shipped()}


def test_nothing_is_concluded_from_an_empty_phone(tmp_path: Path) -> None:
    world = phone(tmp_path, {}, others=dict.fromkeys(artifacts(), Status.EMPTY))
    findings, untried = conclude(world, Provenance())
    assert findings == [] and untried == []


def test_what_could_not_be_seen_is_said(tmp_path: Path) -> None:
    findings, untried = conclude(phone(tmp_path, {}), Provenance())
    assert findings == []
    asking = {rule.id for rule in trace_rules() if looked_at(rule.find)}
    assert {one.rule for one in untried} == asking and all(one.why for one in untried)


def test_rows_of_nothing_but_null_are_no_trace(tmp_path: Path) -> None:
    world = phone(tmp_path, {name: [{}] for name in artifacts()})
    findings, untried = conclude(world, Provenance())
    assert findings == [] and untried == []
