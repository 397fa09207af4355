"""The rules that bind every grade, one by one."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from msgspec.structs import replace as with_values

from hoofprint.detect import grade as grading
from hoofprint.detect.indicators import notes
from hoofprint.detect.indicators.catalogue import catalogue
from hoofprint.detect.indicators.confirmed import confirmed, single
from hoofprint.detect.trace import Hit, Ref
from hoofprint.model.finding import Provenance, Sighting
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.indicator import How, Indicator
from hoofprint.model.record import Observable
from tests.detect.phone import micros

STRONG = Hit(
    time=micros("2020-01-01T00:00:00Z"), refs=(Ref("ios.files", 0),), key="k", grade=Grade.G4, stage=Stage.S3
)
A, B, C, D, H = Family.A, Family.B, Family.C, Family.D, Family.H


def sighting(
    kind: Observable = Observable.PROCESS,
    value: str = "roleaccountd",
    how: How = How.EXACT,
    where: tuple[str, str] = ("ios.data_usage_processes", "process"),
    *,
    said: tuple[str, ...] = (),
    withdrawn: str | None = None,
) -> Sighting:
    artifact, column = where
    return Sighting(
        id="s1",
        how=how,
        indicator=Indicator(kind=kind, value=value, set="test", notes=said, withdrawn=withdrawn),
        found=value,
        artifact=artifact,
        column=column,
        file="/f",
        locator="row 1",
        time=None,
    )


@pytest.mark.parametrize(
    ("one", "most"),
    [
        (sighting(), Grade.G4),
        (sighting(value="bh"), Grade.G2),
        (sighting(how=How.TRUNCATED), Grade.G2),
        (sighting(how=How.TRUNCATED, said=(notes.TRUNCATION,)), Grade.G1),
        (sighting(said=(notes.TRUNCATION,)), Grade.G4),
        (sighting(Observable.DOMAIN, "a.example", How.ENCODED, ("ios.messages", "text")), Grade.G2),
        (sighting(Observable.PATH, "x.plist", How.NAME, ("ios.files", "path")), Grade.G2),
        (sighting(how=How.NAME, where=("ios.applications", "bundle")), Grade.G1),
        (sighting(how=How.NAME, where=("ios.shutdown_log", "executable")), Grade.G4),
        (sighting(withdrawn="2021"), Grade.G1),
        (sighting(said=(notes.GENERIC,)), Grade.G2),
        (sighting(said=(notes.NEAR_SYSTEM,)), Grade.G2),
        (sighting(said=(notes.REINSTATED,)), Grade.G2),
        (sighting(said=(notes.CONTEXT,)), Grade.G1),
        (sighting(said=(notes.STALKERWARE,)), Grade.G4),
        (sighting(Observable.DOMAIN, "a.example", said=(notes.VENDOR_SITE,)), Grade.G1),
        (sighting(Observable.DOMAIN, "a.example", said=(notes.SHARED_HOST,)), Grade.G1),
        (sighting(Observable.URL, "https://a.example/x", said=(notes.SHARED_HOST,)), Grade.G4),
    ],
)
def test_rules_1_and_4_cap_by_what_was_met(one: Sighting, most: Grade) -> None:
    found = grading.by_indicator(STRONG, one)
    assert found.grade == most
    assert bool(found.reasons) == (most < Grade.G4)
    assert found.struck == (most <= Grade.G1)


def test_every_note_that_lowers_a_list_lowers_a_grade() -> None:
    graded = {note for note, _, _ in grading.BY_NOTE} | {notes.TRUNCATION, notes.REREGISTERED}
    assert graded >= notes.LOWERING


def test_the_sighting_that_carries_most_counts() -> None:
    weak, strong = sighting(how=How.ENCODED), sighting()
    for order in ([weak, strong], [strong, weak]):
        assert grading.by_indicators(STRONG, order).grade == Grade.G4
    assert grading.by_indicators(STRONG, []) is STRONG


@pytest.mark.parametrize(
    ("begins", "ends", "said", "grade"),
    [
        (None, None, (), Grade.G4),
        ("2019-01-01T00:00:00Z", "2021-01-01T00:00:00Z", (), Grade.G4),
        (None, "2019-06-01T00:00:00Z", (), Grade.G3),
        ("2020-06-01T00:00:00Z", None, (), Grade.G3),
        (None, "2019-06-01T00:00:00Z", (notes.REREGISTERED,), Grade.G1),
        (None, "2021-06-01T00:00:00Z", (notes.REREGISTERED,), Grade.G4),
    ],
)
def test_rule_4_outside_validity(
    begins: str | None, ends: str | None, said: tuple[str, ...], grade: Grade
) -> None:
    one = sighting(Observable.DOMAIN, "a.example", said=said)
    indicator = with_values(
        one.indicator, valid_from=begins and micros(begins), valid_until=ends and micros(ends)
    )
    one = with_values(one, indicator=indicator)
    assert grading.by_indicator(STRONG, one).grade == grade
    undated = grading.by_indicator(replace(STRONG, time=None), one)
    assert undated.grade == (Grade.G1 if said else Grade.G4)


@pytest.mark.parametrize(
    ("families", "strong", "grade"),
    [
        ((A, B, C), True, Grade.G5),
        ((A, B, C), False, Grade.G4),
        ((A, B), True, Grade.G4),
        ((A, A, A, B), True, Grade.G4),
        ((A, B, H), True, Grade.G4),
        ((A, C, D, H), True, Grade.G5),
    ],
)
def test_rules_2_and_3_what_the_highest_grade_needs(
    families: Iterable[Family], strong: bool, grade: Grade
) -> None:
    found, note = grading.highest(Grade.G5, families, strong)
    assert found == grade and bool(note) == (grade < Grade.G5)
    assert grading.highest(Grade.G3, families, strong) == (Grade.G3, "")


def test_rule_4_one_publisher_weighs_less() -> None:
    graded = grading.by_indicator(STRONG, sighting(said=(notes.SINGLE,)))
    assert graded.grade is Grade.G3 and len(graded.reasons) == 1
    assert grading.by_indicator(STRONG, sighting()).grade is Grade.G4


@pytest.mark.parametrize(
    ("sources", "alone"),
    [
        ([("mine.csv", "")], True),
        ([("mine.csv", ""), ("yours.csv", "")], True),
        ([("mine.csv", "A lab"), ("copy.csv", "a lab (a mirror)")], True),
        ([("mine.csv", "A lab"), ("yours.csv", "")], True),
        ([("mine.csv", "A lab"), ("yours.csv", "Another lab")], False),
        ([("built-in: NSO Group Pegasus", "Amnesty International Security Lab (list)")], False),
        ([("mine.csv", ""), ("built-in: DarkSword", "")], False),
        ([("built-in: Wintego Helios", "Amnesty International Security Lab (list)")], True),
        ([("Pegasus", "")], True),
    ],
)
def test_rule_4_who_confirms(sources: list[tuple[str, str]], alone: bool) -> None:
    claims = [
        Indicator(kind=Observable.DOMAIN, value="a.example", set=name, source=source)
        for name, source in sources
    ]
    assert single(claims) is alone


def test_every_confirmed_list_is_a_built_in_one() -> None:
    assert confirmed().keys() <= {one.name for one in catalogue()} and all(confirmed().values())


@pytest.mark.parametrize(
    ("grade", "rules", "left"),
    [
        (Grade.G5, (True, True), Grade.G3),
        (Grade.G4, (True,), Grade.G3),
        (Grade.G4, (True, False), Grade.G4),
        (Grade.G2, (True,), Grade.G2),
    ],
)
def test_what_is_recalled_is_moderate_at_most(grade: Grade, rules: tuple[bool, ...], left: Grade) -> None:
    found, why = grading.recalled(grade, rules)
    assert found is left and bool(why) == (found < grade)


def test_rule_7_the_provenance_gate() -> None:
    assert grading.gate(Grade.G5, Provenance()) == (Grade.G5, "")
    grade, why = grading.gate(Grade.G5, Provenance(cap=Grade.G3))
    assert grade == Grade.G3 and why
    assert grading.gate(Grade.G2, Provenance(cap=Grade.G3)) == (Grade.G2, "")


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], (Stage.S0, Grade.G0)),
        ([(Stage.S1, Grade.G4), (Stage.S3, Grade.G2)], (Stage.S1, Grade.G4)),
        ([(Stage.S1, Grade.G5), (Stage.S3, Grade.G3)], (Stage.S3, Grade.G3)),
        ([(Stage.S1, Grade.G2), (Stage.S3, Grade.G1)], (Stage.S1, Grade.G2)),
        ([(Stage.S3, Grade.G3), (Stage.S3, Grade.G5)], (Stage.S3, Grade.G5)),
    ],
)
def test_the_verdict_is_the_furthest_stage_that_is_supported(
    findings: list[tuple[Stage, Grade]], verdict: tuple[Stage, Grade]
) -> None:
    assert grading.headline(findings) == verdict


def test_lowering_never_reaches_nothing_and_caps_say_why_only_where_they_bite() -> None:
    assert STRONG.lowered("why", by=9).grade == Grade.G1
    assert STRONG.capped(Grade.G4, "why") == STRONG
    capped = STRONG.capped(Grade.G2, "why")
    assert (capped.grade, capped.reasons, capped.struck) == (Grade.G2, ("why",), False)
    assert STRONG.capped(Grade.G1, "why").struck and not STRONG.lowered("why", by=3).struck
