"""STIX 2.1: published values that were seen, as observed data and sightings; each finding as a note with its grade.

Identifiers are made of what they name, so that two exports of one case merge. A sighting says that a value stands
on the phone, not that anything happened; the notes say what follows. Source: OASIS, STIX Version 2.1 (2021).
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from hoofprint import __version__
from hoofprint.explore.audience import Audience
from hoofprint.explore.moments import stored
from hoofprint.export import exporter
from hoofprint.export.parts import stix_values
from hoofprint.export.parts.grades import confidence
from hoofprint.export.parts.ids import made
from hoofprint.export.parts.story import told
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import AcquisitionFace, CheckResult, FindingFace, SightingFace

Thing = dict[str, Any]
TOOL = f"identity--{made('identity', 'hoofprint')}"
EXTENSION = f"extension-definition--{made('extension', 'finding', '1')}"
BORN = "2026-01-01T00:00:00.000Z"
"""When our own identity and extension were defined; also where nothing in a case is dated."""
TLP = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
CLEAR = ("marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR", "clear")
STRICT = ("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "TLP:AMBER+STRICT", "amber+strict")
"""TLP 2.0 as OASIS publishes it in its common objects."""


@exporter(suffix=".json")
def EXPORT(result: CheckResult, out: TextIO, language: str) -> None:
    """One bundle. The public form is marked TLP:CLEAR, every other TLP:AMBER+STRICT."""
    marking = CLEAR if result.shown_for == Audience.PUBLIC else STRICT
    things: dict[str, Thing] = {}
    for thing in (*_own(marking), *_things(result, Voice(language), marking[0])):
        things.setdefault(thing["id"], thing)
    name = made("bundle", result.shown_for, *(face.sha256 for face in result.acquisitions))
    bundle = {"type": "bundle", "id": f"bundle--{name}", "objects": list(things.values())}
    json.dump(bundle, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _own(marking: tuple[str, str, str]) -> Iterator[Thing]:
    """What every bundle holds: the marking, this program, and what its notes carry beside words."""
    yield {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": marking[0],
        "created": "2022-10-01T00:00:00.000Z",
        "name": marking[1],
        "extensions": {TLP: {"extension_type": "property-extension", "tlp_2_0": marking[2]}},
    }
    yield _object("identity", TOOL, BORN, name="Hoofprint", identity_class="system")
    yield _object(
        "extension-definition",
        EXTENSION,
        BORN,
        created_by_ref=TOOL,
        name="Hoofprint finding",
        schema="docs/reference/check.schema.json",
        version="1.0.0",
        extension_types=["property-extension"],
    )


def _things(result: CheckResult, voice: Voice, marking: str) -> Iterator[Thing]:
    for face in result.acquisitions:
        when = stix_values.whole_milliseconds(face.device.backup_time) or BORN
        common = {"created_by_ref": TOOL, "object_marking_refs": [marking]}
        phone = f"identity--{made('acquisition', face.sha256)}"
        model = " ".join(filter(None, (face.device.model or face.device.product, face.device.os_version)))
        yield _object(
            "identity",
            phone,
            when,
            name=f"phone {face.id} {model}".strip(),
            identity_class="system",
            **common,
        )
        refs = [phone]
        for sighting in face.sightings:
            for thing in _sighted(sighting, face, phone, when, common):
                refs.append(thing["id"])
                yield thing
        for finding in face.findings:
            note = _note(finding, face, phone, when, voice, common)
            refs.append(note["id"])
            yield note
        yield _object(
            "report",
            f"report--{made('report', face.sha256, result.shown_for)}",
            when,
            name=f"Hoofprint {__version__}, acquisition {face.id}",
            description="".join(p.text for p in voice.said(face.verdict.text, face.verdict.values)),
            report_types=["observed-data"],
            published=when,
            object_refs=list(dict.fromkeys(refs)),
            **common,
        )


def _sighted(
    one: SightingFace, face: AcquisitionFace, phone: str, when: str, common: Thing
) -> Iterator[Thing]:
    """Indicator, observable, observation and sighting of one value in one place."""
    indicator = f"indicator--{made('indicator', one.kind, one.indicator.value, one.indicator.set)}"
    since = (one.indicator.valid_from if stored(one.indicator.valid_from) else None) or BORN
    yield _object(
        "indicator",
        indicator,
        when,
        name=f"{one.kind}: {one.indicator.value}",
        description=" ".join(filter(None, (one.indicator.campaign, one.indicator.source))),
        pattern=stix_values.pattern(one.kind, one.indicator.value),
        pattern_type="stix",
        valid_from=since,
        **_until(one.indicator.valid_until, since),
        **common,
    )
    seen = stix_values.observables(one.kind, one.value)
    yield from seen
    observed = list(_observed(one, face, seen, when, common))
    yield from observed
    yield _object(
        "sighting",
        _sighting_id(one, face),
        when,
        sighting_of_ref=indicator,
        where_sighted_refs=[phone],
        count=one.count,
        description=f"{one.how}; {one.artifact}, {one.file}, {one.locator}",
        **({"observed_data_refs": [thing["id"] for thing in observed]} if observed else {}),
        **({"first_seen": _time(one)} if _time(one) else {}),
        **common,
    )


def _observed(
    one: SightingFace, face: AcquisitionFace, seen: Sequence[Thing], when: str, common: Thing
) -> Iterator[Thing]:
    """The observation of dated values; an undated one cannot be said in this form."""
    if seen and _time(one):
        yield _object(
            "observed-data",
            f"observed-data--{made('observed', face.sha256, one.artifact, one.locator, one.value)}",
            when,
            first_observed=_time(one),
            last_observed=_time(one),
            number_observed=one.count,
            object_refs=[thing["id"] for thing in seen],
            **common,
        )


def _time(one: SightingFace) -> str | None:
    """When it was seen, as far as that is a time: somebody else may have made this case."""
    return one.time if stored(one.time) else None


def _until(end: str | None, since: str) -> Thing:
    """An end of validity, where there is one after its beginning."""
    return {"valid_until": end} if end and stored(end) and end > since else {}


def _sighting_id(one: SightingFace, face: AcquisitionFace) -> str:
    return f"sighting--{made('sighting', face.sha256, one.id, one.kind, one.value)}"


def _note(
    finding: FindingFace, face: AcquisitionFace, phone: str, when: str, voice: Voice, common: Thing
) -> Thing:
    """A finding in words, with its three axes as properties of our own."""
    rests_on = [_sighting_id(one, face) for one in face.sightings if one.id in finding.sightings]
    return _object(
        "note",
        f"note--{made('finding', face.sha256, finding.id, finding.rule)}",
        when,
        abstract=f"{finding.rule} {voice.gettext(finding.title)}",
        content=told(finding, voice),
        object_refs=rests_on or [phone],
        confidence=confidence(finding),
        extensions={
            EXTENSION: {
                "extension_type": "property-extension",
                "rule": finding.rule,
                "stage": finding.stage,
                "grade": finding.grade,
                "attribution": finding.attribution,
            }
        },
        **common,
    )


def _object(type_: str, id_: str, when: str, **more: Any) -> Thing:
    return {"type": type_, "spec_version": "2.1", "id": id_, "created": when, "modified": when, **more}
