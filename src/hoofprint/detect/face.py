"""What was found, in the stable form every output is made from; the verdict in words a layperson understands."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from hoofprint.detect.grade import headline
from hoofprint.detect.rows import World
from hoofprint.detect.traces import traces
from hoofprint.model import face
from hoofprint.model.coverage import Coverage, Status
from hoofprint.model.entry import Device
from hoofprint.model.finding import Finding, NotEvaluated, Pointer, Provenance, ShortLink, Sighting
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.indicator import IndicatorSet
from hoofprint.model.times import rfc3339
from hoofprint.model.words import N_

UNREAD = (Status.PARTIAL, Status.FAILED, Status.UNKNOWN_SCHEMA)
REASONS = 200
"""Rejected entries a set lists; the rest are counted."""


def exit_code(acquisitions: Sequence[face.AcquisitionFace]) -> int:
    """1 where anything is moderate or above; else 4 where something could not be read; else 0."""
    if any(finding.grade >= "G3" for one in acquisitions for finding in one.findings):
        return 1
    unread = {status.value for status in UNREAD}
    return 4 if any(line.status in unread for one in acquisitions for line in one.coverage) else 0


def indicators_face(sets: Sequence[IndicatorSet]) -> face.IndicatorsFace:
    """What the evidence was compared with."""
    return face.IndicatorsFace(
        sets=tuple(
            face.SetFace(
                name=one.name,
                sha256=one.sha256,
                loaded=len(one.indicators),
                rejected=len(one.rejected),
                reasons=tuple(f"{entry.where}: {entry.reason}" for entry in one.rejected[:REASONS]),
            )
            for one in sets
        )
    )


def acquisition_face(
    id_: str,
    container: Mapping[str, Any],
    world: World,
    findings: Sequence[Finding],
    skipped: Sequence[NotEvaluated],
    trust: Provenance,
    short: Sequence[ShortLink] = (),
) -> face.AcquisitionFace:
    """One examined acquisition."""
    return face.AcquisitionFace(
        id=id_,
        kind=container["kind"],
        wrapping=container["wrapping"],
        encrypted=container["encrypted"],
        sha256=container["sha256"],
        sha256_of=container["sha256_of"],
        device=device_face(world.device),
        verdict=verdict(findings, list(world.coverage.values())),
        findings=tuple(_finding(one) for one in findings),
        sightings=tuple(_sighting(one) for one in world.sightings),
        coverage=tuple(_coverage(line) for line in world.coverage.values()),
        provenance=face.ProvenanceFace(
            checks=tuple(face.CheckFace(id=c.id, outcome=c.outcome, why=c.why) for c in trust.checks),
            cap=trust.cap.name,
        ),
        not_evaluated=tuple(face.NotEvaluatedFace(rule=one.rule, why=one.why) for one in skipped),
        short_links=tuple(_short_link(one) for one in short),
        notes=tuple(container["notes"]),
    )


def device_face(device: Device) -> face.DeviceFace:
    """The phone, without anything that names its owner."""
    serial = (
        hashlib.sha256(f"hoofprint-serial:{device.serial}".encode()).hexdigest() if device.serial else None
    )
    return face.DeviceFace(
        platform=device.platform or "ios",
        os_version=device.os_version,
        build=device.build,
        product=device.product,
        model=device.model,
        serial_sha256=serial,
        backup_time=_time(device.backup_time),
        zone=device.zone,
    )


def verdict(findings: Sequence[Finding], coverage: Sequence[Coverage]) -> face.VerdictFace:
    """One or two sentences: the furthest supported stage and how sure; what could not be seen; what to do next."""
    stage, grade = headline((one.stage, one.grade) for one in findings)
    best = [one for one in findings if (one.stage, one.grade) == (stage, grade)]
    attribution = max((one.attribution for one in best), default=Attribution.A0)
    unread = sum(line.status in UNREAD for line in coverage)
    seen = sum(line.status in (Status.READ, Status.PARTIAL, Status.EMPTY) for line in coverage)
    text, values = _sentence(stage, grade, seen, unread)
    return face.VerdictFace(
        stage=stage.name,
        grade=grade.name,
        attribution=attribution.name,
        text=text,
        values=values,
        next=_next(stage, grade, unread),
    )


def _sentence(stage: Stage, grade: Grade, seen: int, unread: int) -> tuple[str, dict[str, str]]:
    values = {"seen": str(seen), "unread": str(unread)}
    if not seen:
        return N_(
            "Nothing in this acquisition could be examined, so nothing can be said about the phone."
        ), {}
    if grade >= Grade.G3:
        return (STRONG if grade >= Grade.G4 else MODERATE)[stage], {}
    weight = min(grade, Grade.G2)
    return (SEEN_IN_PART if unread else SEEN)[weight], values if unread or weight is Grade.G0 else {}


SEEN = {
    Grade.G0: N_("No trace was found within what could be examined ({seen} kinds of records)."),
    Grade.G1: N_(
        "Only things that are common on ordinary phones were noted;"
        " no trace of weight was found within what could be examined."
    ),
    Grade.G2: N_(
        "Some records on this phone call for a closer look, but each has ordinary explanations;"
        " nothing of moderate or stronger weight was found within what could be examined."
    ),
}
SEEN_IN_PART = {
    Grade.G0: N_(
        "No trace was found within what could be examined ({seen} kinds of records), but some records"
        " could be read only in part or not at all ({unread} kinds)."
    ),
    Grade.G1: N_(
        "Only things that are common on ordinary phones were noted within what could be examined, but some"
        " records could be read only in part or not at all ({unread} kinds)."
    ),
    Grade.G2: N_(
        "Some records on this phone call for a closer look, but each has ordinary explanations; others"
        " could be read only in part or not at all ({unread} kinds)."
    ),
}


STRONG = {
    Stage.S0: N_("no trace found within what could be examined"),
    Stage.S1: N_("There is strong evidence that this phone received a message meant to deliver spyware."),
    Stage.S2: N_("There is strong evidence of an attempt to break into this phone with spyware."),
    Stage.S3: N_("There is strong evidence that spyware ran on this phone."),
    Stage.S4: N_("There is strong evidence that spyware was active on this phone or sent data from it."),
    Stage.S5: N_("There is strong evidence that data was extracted from this phone with physical access."),
}
MODERATE = {
    Stage.S0: STRONG[Stage.S0],
    Stage.S1: N_("There are signs that this phone may have received a message meant to deliver spyware."),
    Stage.S2: N_("There are signs of a possible attempt to break into this phone with spyware."),
    Stage.S3: N_("There are signs that spyware may have run on this phone."),
    Stage.S4: N_("There are signs that spyware may have been active on this phone."),
    Stage.S5: N_("There are signs that data may have been extracted from this phone with physical access."),
}


def _next(stage: Stage, grade: Grade, unread: int) -> tuple[str, ...]:
    """What to do now, most urgent first."""
    steps: list[str] = []
    if grade >= Grade.G3:
        steps += [
            N_(
                "Keep the phone as it is: do not erase, update or restart it until somebody has looked at it."
            ),
            N_("Talk to one of the helplines named below from another device before you change anything."),
            N_(
                "Keep this case folder and the backup it was made from; both are needed for a second opinion."
            ),
        ]
    if unread:
        steps.append(
            N_(
                "Some records could not be read; see the coverage, and repeat with a fresh acquisition if you can."
            )
        )
    steps.append(
        N_("An encrypted backup shows more than a plain one, and a sysdiagnose shows what no backup holds.")
    )
    if grade < Grade.G3:
        steps.append(N_("If you still have reason to worry, talk to one of the helplines named below."))
    return tuple(steps)


def _finding(one: Finding) -> face.FindingFace:
    about = traces()[one.rule].about
    return face.FindingFace(
        id=one.id,
        rule=one.rule,
        stage=one.stage.name,
        grade=one.grade.name,
        attribution=one.attribution.name,
        families=tuple(family.value for family in one.families),
        title=one.title,
        shows=about.shows,
        does_not_show=about.does_not_show,
        when=face.WhenFace(start=_time(one.when.start), end=_time(one.when.end), basis=one.when.basis),
        evidence=tuple(_pointer(pointer) for pointer in one.evidence),
        alternatives=tuple(
            face.AlternativeFace(id=a.id, text=a.text, outcome=a.outcome.value, why=a.why, values=a.values)
            for a in one.alternatives
        ),
        reasons=one.reasons,
        raised_by=one.raised_by,
        refuted_by=one.refuted_by,
        missing=one.missing,
        next=about.next,
        sources=tuple(source.text for source in about.sources),
        sightings=one.sightings,
        count=one.count,
    )


def _pointer(pointer: Pointer) -> face.EvidenceFace:
    return face.EvidenceFace(
        artifact=pointer.artifact,
        file=pointer.file,
        stored=pointer.stored,
        sha256=pointer.sha256,
        locator=pointer.locator,
        time=_time(pointer.time),
        says=pointer.says,
        values=pointer.values,
        element=pointer.element,
    )


def _sighting(one: Sighting) -> face.SightingFace:
    indicator = one.indicator
    campaigns = tuple(dict.fromkeys([*indicator.campaigns, *one.also_in]))
    return face.SightingFace(
        id=one.id,
        kind=indicator.kind.value,
        value=one.found,
        how=one.how.value,
        indicator=face.IndicatorFace(
            value=indicator.value,
            set=indicator.set,
            source=indicator.source,
            campaign=campaigns[0] if campaigns else "",
            campaigns=campaigns,
            valid_from=_time(indicator.valid_from),
            valid_until=_time(indicator.valid_until),
            withdrawn=indicator.withdrawn,
            notes=indicator.notes,
        ),
        also_in=one.also_in,
        artifact=one.artifact,
        column=one.column,
        file=one.file,
        locator=one.locator,
        time=_time(one.time),
        count=one.count,
    )


def _short_link(one: ShortLink) -> face.ShortLinkFace:
    values = {name: getattr(one, name) for name in one.__struct_fields__ if name != "time"}
    return face.ShortLinkFace(**values, time=_time(one.time))


def _coverage(line: Coverage) -> face.CoverageFace:
    files = tuple(
        face.CoverageFileFace(
            file=f.path,
            stored=f.stored,
            sha256=f.sha256,
            size=f.size,
            status=f.status.value,
            rows=f.rows,
            reason=f.reason,
            oddities=f.oddities,
            missing=f.missing,
        )
        for f in line.files
    )
    return face.CoverageFace(
        artifact=line.artifact,
        status=line.status.value,
        rows=line.rows,
        oddities=line.oddities,
        start=_time(line.from_time),
        end=_time(line.to_time),
        reason=line.reason,
        file=files[0].file if files else "",
        files=files,
    )


def _time(micros: int | None) -> str | None:
    return None if micros is None else rfc3339(micros)
