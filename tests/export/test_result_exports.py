"""Exports of the result, each judged by its reader's own library: STIX 2.1, MISP, CASE/UCO, JSON by its schema."""

import json
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pymisp
import pytest
import stix2

from hoofprint.export import exporters
from hoofprint.export.parts import stix_values
from hoofprint.model.face import CheckResult
from tests.explore import cases
from tests.export import attacks, results


def export(name: str, result: CheckResult, language: str = "en") -> str:
    out = StringIO()
    exporters()[name].write(result, out, language)
    return out.getvalue()


PUBLIC = msgspec.structs.replace(cases.result(), shown_for="public")
RESULTS = [cases.result(), results.result(), results.quiet(), PUBLIC, *map(attacks.hostile, attacks.ATTACKS)]


@pytest.mark.parametrize("result", RESULTS, ids=range(len(RESULTS)))
def test_json_fits_its_published_schema(root: Path, result: CheckResult) -> None:
    schema = json.loads((root / "docs/reference/check.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(export("json", result)), schema)


def test_the_schema_refuses_what_is_none(root: Path) -> None:
    schema = json.loads((root / "docs/reference/check.schema.json").read_text(encoding="utf-8"))
    wrong = json.loads(export("json", cases.result()))
    wrong["acquisitions"][0]["findings"][0]["grade"] = 5
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema)


@pytest.mark.parametrize("result", RESULTS, ids=range(len(RESULTS)))
def test_stix_is_read_by_its_library(result: CheckResult) -> None:
    bundle = stix2.parse(export("stix", result), allow_custom=False)
    ids = {thing["id"] for thing in bundle.objects}
    assert len(ids) == len(bundle.objects)
    for thing in bundle.objects:
        for name, value in thing.items():
            if name.endswith("_ref") and name != "schema_ref":
                assert value in ids
            if name.endswith("_refs"):
                assert set(value) <= ids, (thing["type"], name)


def test_stix_says_what_was_found() -> None:
    bundle = stix2.parse(export("stix", cases.result()))
    kinds = Counter(thing["type"] for thing in bundle.objects)
    assert kinds["sighting"] == 3 and kinds["note"] == 3 and kinds["report"] == 1
    assert kinds["observed-data"] == 2, "what is not dated cannot be observed data in STIX"
    patterns = {thing["pattern"] for thing in bundle.objects if thing["type"] == "indicator"}
    assert patterns == {
        "[domain-name:value = 'example.com']",
        "[process:name = 'bh']",
        "[file:name = 'example.com']",
    }
    note = next(thing for thing in bundle.objects if thing["type"] == "note")
    (own,) = note["extensions"].values()
    assert (own["stage"], own["grade"], own["attribution"]) == ("S3", "G4", "A3") and note["confidence"] == 75
    marks = {thing["name"] for thing in bundle.objects if thing["type"] == "marking-definition"}
    assert marks == {"TLP:AMBER+STRICT"} and "TLP:CLEAR" in export("stix", PUBLIC)


@pytest.mark.parametrize(
    ("kind", "value", "types"),
    [
        ("url", "https://example.org/a'b\\c", ["url"]),
        ("domain", "example.org", ["domain-name"]),
        ("ip", "192.0.2.7", ["ipv4-addr"]),
        ("ip", "2001:db8::7", ["ipv6-addr"]),
        ("email", "lure@example.org", ["email-addr"]),
        ("process", "bh", ["file"]),
        ("path", "/private/var/tmp/odd", ["directory", "file"]),
        ("path", "odd", ["file"]),
        ("bundle", "org.example.app", ["software"]),
        ("account", "+1 555 0142", ["user-account"]),
        ("file_hash", "ab" * 32, ["file"]),
        ("cert_hash", "ab" * 20, ["x509-certificate"]),
        ("profile", "org.example.profile", []),
        ("url", "[url:" + "a" * 32 + "]", []),
    ],
)
def test_every_kind_of_value_as_stix(kind: str, value: str, types: list[str]) -> None:
    made = stix_values.observables(kind, value)
    assert [thing["type"] for thing in made] == types
    for thing in made:
        own_id = stix2.parse({key: item for key, item in thing.items() if key != "id"})["id"]
        assert thing["id"] == own_id, "made of its content, as the library makes it"
    if not value.startswith("["):
        from stix2patterns.validator import validate

        assert validate(stix_values.pattern(kind, value), stix_version="2.1")


@pytest.mark.parametrize("result", RESULTS, ids=range(len(RESULTS)))
def test_misp_event_is_read_by_its_library(result: CheckResult) -> None:
    event = pymisp.MISPEvent()
    event.from_json(export("misp", result))
    pairs = [(one.type, one.value) for one in event.attributes]
    assert len(pairs) == len(set(pairs)) and not any(one.to_ids for one in event.attributes)
    again = json.loads(event.to_json())
    assert again["uuid"] and event.distribution == 0


def test_misp_says_what_was_found() -> None:
    event = pymisp.MISPEvent()
    event.from_json(export("misp", cases.result()))
    assert {(one.type, one.value) for one in event.attributes} == {
        ("domain", "b7x.k2.example.com"), ("filename", "bh"), ("filename", "/private/var/tmp/odd"),
    }  # fmt: skip
    assert event.threat_level_id == 1 and event.attributes[0].sightings[0].date_sighting
    assert "SQ-01" in event.event_reports[0].content and [tag.name for tag in event.tags] == [
        "tlp:amber+strict"
    ]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The verdict of the CASE project's own validator, asked once for several results."""
    place = tmp_path_factory.mktemp("case")
    for number, result in enumerate((cases.result(), results.quiet(), attacks.hostile(attacks.ATTACKS[1]))):
        (place / f"{number}.jsonld").write_text(export("case", result), encoding="utf-8")
    program = Path(sys.executable).parent / "case_validate"
    done = subprocess.run(
        [program, *sorted(place.glob("*.jsonld"))], capture_output=True, text=True, check=False
    )
    return {"code": done.returncode, "out": done.stdout + done.stderr}


def test_case_graph_conforms_to_the_ontology(judged: dict[str, Any]) -> None:
    assert judged["code"] == 0 and "Conforms: True" in judged["out"], judged["out"][-3_000:]


def test_case_graph_leads_from_finding_to_acquisition() -> None:
    graph = {node["@id"]: node for node in json.loads(export("case", cases.result()))["@graph"]}
    finding = next(node for node in graph.values() if node["@type"] == "uco-core:Annotation")
    assert "grade:G4" in finding["uco-core:tag"]
    relations = [node for node in graph.values() if node["@type"].endswith("ObservableRelationship")]
    above = {one["uco-core:source"]["@id"]: one["uco-core:target"]["@id"] for one in relations}
    record = finding["uco-core:object"][0]["@id"]
    chain = [record]
    while chain[-1] in above:
        chain.append(above[chain[-1]])
    assert [graph[step]["@type"].partition(":")[2] for step in chain] == [
        "ObservableObject", "File", "File", "MobileDevice",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["stix", "misp", "case"])
def test_language_changes_words_and_no_identifier(name: str) -> None:
    english, spanish = (json.loads(export(name, cases.result(), language)) for language in ("en", "es"))

    def ids(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value[key] for key in ("id", "uuid", "@id") if key in value]
            return own + [one for item in value.values() for one in ids(item)]
        return [one for item in value for one in ids(item)] if isinstance(value, list) else []

    assert ids(english) == ids(spanish) and english != spanish
