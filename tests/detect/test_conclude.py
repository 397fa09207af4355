"""What hits add up to: one finding for one cause, one story told once, everything gated and in order."""

from pathlib import Path

import msgspec

from hoofprint.detect.conclude import ONLY_RECOVERED, SHOWN, SOME_RECOVERED, conclude
from hoofprint.detect.traces import trace_rules
from hoofprint.detect.verdict import verdict
from hoofprint.model.finding import Finding, Outcome, Provenance
from hoofprint.model.grades import Attribution, Grade, Stage
from tests.detect.phone import Listed, Table, micros, phone

LISTED = [
    Listed(kind="domain", value="listed.example", campaigns=("Pegasus",)),
    Listed(kind="process", value="bh", campaigns=("Pegasus",)),
]
INJECTED: dict[str, Table] = {
    "ios.safari_history": [
        {
            "time": micros("2019-07-14T10:03:55.702Z"),
            "url": "http://www.example.org/news",
            "visit": 1,
            "redirect_destination": 2,
        },
        {
            "time": micros("2019-07-14T10:03:55.705Z"),
            "url": "https://a.b.listed.example:30495/t",
            "visit": 2,
            "redirect_source": 1,
        },
        {"time": micros("2019-07-14T10:03:56Z"), "url": "https://a.b.listed.example:30495/t#1", "visit": 3},
    ],
    "ios.web_storage": [
        {
            "host": "a.b.listed.example",
            "origin": "https://a.b.listed.example:30495",
            "port": 30495,
            "born": micros("2019-07-14T10:03:57Z"),
        }
    ],
    "ios.data_usage_processes": [{"process": "bh", "first": micros("2019-07-14T10:04:02Z")}],
}


def findings(folder: Path, rows: dict[str, Table], provenance: Provenance | None = None) -> list[Finding]:
    return conclude(phone(folder, rows, LISTED), provenance or Provenance())[0]


def test_one_story_is_told_once(tmp_path: Path) -> None:
    """The later load of the page and the process would make a chain of the other sequence as well."""
    found = findings(tmp_path, INJECTED)
    assert [one.rule for one in found if one.rule.startswith("SQ")] == ["SQ-02"]
    assert found[0].rule == "SQ-02" and found[0].grade == Grade.G4
    assert [one.id for one in found] == [f"f{number}" for number in range(1, len(found) + 1)]


def test_a_chain_attributes_no_more_than_its_elements(tmp_path: Path) -> None:
    rows = {
        "ios.safari_history": INJECTED["ios.safari_history"][2:],
        "ios.data_usage_processes": INJECTED["ios.data_usage_processes"],
    }
    (chain,) = [one for one in findings(tmp_path, rows) if one.rule == "SQ-01"]
    assert chain.attribution == Attribution.A2


def test_records_of_a_chain_name_the_step_they_met(tmp_path: Path) -> None:
    chain = findings(tmp_path, INJECTED)[0]
    assert [pointer.element for pointer in chain.evidence] == [
        "redirect to a published address",
        "redirect to a published address",
        "data stored for the same host and port",
        "traffic of a published process name",
    ]
    assert chain.when.start == micros("2019-07-14T10:03:55.705Z")
    assert chain.when.end == micros("2019-07-14T10:04:02Z")


def test_the_provenance_gate_holds_for_everything(tmp_path: Path) -> None:
    for one in findings(tmp_path, INJECTED, Provenance(cap=Grade.G3)):
        assert one.grade <= Grade.G3
    gated = findings(tmp_path, INJECTED, Provenance(cap=Grade.G3))[0]
    assert any("integrity" in reason for reason in gated.reasons)


def test_causes_of_all_elements_are_listed_and_the_worst_outcome_stands(tmp_path: Path) -> None:
    rows = {**INJECTED, "ios.applications": [{"bundle": "com.example.app"}]}
    chain = findings(tmp_path, rows)[0]
    ids = [cause.id for cause in chain.alternatives]
    assert {"later", "same", "parked", "bundle", "developer", "predecessor", "clock"} <= set(ids)
    assert all(cause.outcome is not Outcome.POSSIBLE for cause in chain.alternatives)
    texts = [(cause.id, cause.text) for cause in chain.alternatives]
    assert len(texts) == len(set(texts)), "each once"


def test_many_records_are_counted_and_some_are_shown(tmp_path: Path) -> None:
    rows: dict[str, Table] = {
        "ios.data_usage": [
            {"process": "bh", "since": micros("2019-07-14T10:04:02Z") + n * 86_400_000_000}
            for n in range(120)
        ]
    }
    (one,) = findings(tmp_path, rows)
    assert one.count == 120 and len(one.evidence) == SHOWN
    assert one.grade == Grade.G2, "repetition does not promote"


def test_every_sighting_has_a_finding(tmp_path: Path) -> None:
    """Whatever the matcher sees, in whatever column, some trace takes up: at least as noted."""
    rows: dict[str, Table] = {
        **INJECTED,
        "ios.contacts": [{"note": "https://listed.example"}],
        "ios.tcc": [{"client": "bh"}],
        "ios.global_preferences": [{"key": "x", "value": "listed.example"}],
    }
    world = phone(tmp_path, rows, LISTED)
    found, _ = conclude(world, Provenance())
    named = {id_ for one in found for id_ in one.sightings}
    told = {world.sightings[n].indicator.id for n, one in enumerate(world.sightings) if one.id in named}
    assert told == {one.indicator.id for one in world.sightings}


def test_the_verdict_follows_the_furthest_supported_stage(tmp_path: Path) -> None:
    found = findings(tmp_path, INJECTED)
    told = verdict(found, [])
    assert (told.stage, told.grade, told.attribution) == ("S3", "G4", "A3")
    attempt = {name: rows for name, rows in INJECTED.items() if name != "ios.data_usage_processes"}
    told = verdict(findings(tmp_path, attempt), [])
    assert (told.stage, told.grade) == ("S2", "G4")


def test_what_is_only_noted_supports_no_stage(tmp_path: Path) -> None:
    noted = [msgspec.structs.replace(one, grade=Grade.G1) for one in findings(tmp_path, INJECTED)]
    told = verdict(noted, [])
    assert noted and (told.stage, told.grade, told.attribution) == ("S0", "G1", "A0")


def test_no_trace_alone_reaches_the_highest_grade() -> None:
    assert all(rule.about.cap < Grade.G5 for rule in trace_rules())
    assert {Stage.S1, Stage.S2, Stage.S3} <= {rule.about.stage for rule in trace_rules()}


def test_a_finding_on_recovered_records_says_so(tmp_path: Path) -> None:
    """And a chain of them concludes no more than the strongest of its traces may."""
    gone = {name: [{**row, "_origin": "free page"} for row in rows] for name, rows in INJECTED.items()}
    for one in findings(tmp_path, gone):
        assert ONLY_RECOVERED in one.reasons and SOME_RECOVERED not in one.reasons
        assert all("(free page)" in pointer.locator for pointer in one.evidence)
    sequence = findings(tmp_path, gone)[0]
    caps = {rule.id: rule.about.cap for rule in trace_rules()}
    assert sequence.grade <= max(caps.values())
    mixed = {**INJECTED, "ios.web_storage": gone["ios.web_storage"]}
    assert SOME_RECOVERED in findings(tmp_path, mixed)[0].reasons
    assert not {ONLY_RECOVERED, SOME_RECOVERED} & {
        reason for one in findings(tmp_path, INJECTED) for reason in one.reasons
    }


def test_an_older_form_of_a_row_counts_once(tmp_path: Path) -> None:
    (row,) = INJECTED["ios.data_usage_processes"]
    older = {**row, "_row": 1, "_origin": "before log", "first": micros("2019-07-01T10:00:00Z")}
    rows: dict[str, Table] = {"ios.data_usage_processes": [row, older]}
    (once,) = findings(tmp_path, {"ios.data_usage_processes": [row]})
    (both,) = findings(tmp_path, rows)
    assert (both.count, both.grade, both.reasons, both.evidence) == (
        once.count, once.grade, once.reasons, once.evidence,
    )  # fmt: skip
