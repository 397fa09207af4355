"""What was found, in the stable form every output is made from."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from hoofprint.detect.rows import UNREAD, World
from hoofprint.detect.traces import traces
from hoofprint.detect.verdict import verdict
from hoofprint.model import face
from hoofprint.model.coverage import Coverage
from hoofprint.model.entry import Device
from hoofprint.model.finding import Finding, NotEvaluated, Pointer, Provenance, ShortLink, Sighting
from hoofprint.model.indicator import IndicatorSet
from hoofprint.model.times import rfc3339

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
        verdict=verdict(findings, list(world.coverage.values()), container["kind"], container["encrypted"]),
        findings=tuple(_finding(one) for one in findings),
        sightings=tuple(_sighting(one) for one in world.sightings),
        coverage=tuple(_coverage(line) for line in world.coverage.values()),
        provenance=face.ProvenanceFace(
            checks=tuple(face.CheckFace(id=c.id, outcome=c.outcome.value, why=c.why) for c in trust.checks),
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
        sources=tuple(source.cited for source in about.sources),
        sightings=one.sightings,
        count=one.count,
        keys=one.keys,
        also=tuple(
            face.AlsoFace(rule=a.rule, title=a.title, stage=a.stage.name, grade=a.grade.name, count=a.count)
            for a in one.also
        ),
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
            origins=f.origins,
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
        origins=line.origins,
        files=files,
    )


def _time(micros: int | None) -> str | None:
    return None if micros is None else rfc3339(micros)
