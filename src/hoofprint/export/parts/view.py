"""A result seen as a reader needs it: grouped, ordered and counted, with nothing computed that a finding does not say.

Terminal and page are both made from this, so that they cannot disagree.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hoofprint.artifacts.registry import artifacts
from hoofprint.explore.moments import Clock, stored
from hoofprint.export.parts.labels import ACQUISITIONS, Group, grade, stage
from hoofprint.export.parts.voice import WRITTEN_TIME
from hoofprint.model.coverage import Status
from hoofprint.model.face import (
    AcquisitionFace,
    AlternativeFace,
    CheckFace,
    CoverageFace,
    EvidenceFace,
    FindingFace,
    ShortLinkFace,
    SightingFace,
)
from hoofprint.model.finding import Checked, Outcome
from hoofprint.model.grades import Grade, Stage

NOT_KEPT = "not kept in"
"""How the reason of an absent artifact begins where this kind of acquisition never holds it."""
TIMELINE = "hoofprint timeline"
_GROUPS = {
    Status.READ: Group.READ,
    Status.EMPTY: Group.READ,
    Status.PARTIAL: Group.PARTLY,
    Status.UNKNOWN_SCHEMA: Group.UNREADABLE,
    Status.FAILED: Group.UNREADABLE,
    Status.ABSENT: Group.ABSENT,
}


class Rung(NamedTuple):
    """One stage with the strongest grade a finding reaches there; None where no finding is about it."""

    stage: Stage
    grade: Grade | None
    findings: int


def group_of(row: CoverageFace) -> Group:
    """The group an artifact's status puts it in; a status from a newer version counts as not read."""
    if row.status == Status.ABSENT and row.reason.startswith(NOT_KEPT):
        return Group.NOT_KEPT
    return (
        _GROUPS.get(Status(row.status), Group.UNREADABLE) if row.status in set(Status) else Group.UNREADABLE
    )


def groups(coverage: Iterable[CoverageFace]) -> list[tuple[Group, list[CoverageFace]]]:
    """Every group in its order, with its artifacts in order of id; empty groups too."""
    found: dict[Group, list[CoverageFace]] = {group: [] for group in Group}
    for row in sorted(coverage, key=lambda row: row.artifact):
        found[group_of(row)].append(row)
    return list(found.items())


def ladder(findings: Iterable[FindingFace]) -> list[Rung]:
    """The five stages, nearest first."""
    best: dict[Stage, Grade] = {}
    count: dict[Stage, int] = {}
    for finding in findings:
        at, sure = stage(finding.stage), grade(finding.grade)
        best[at] = max(sure, best.get(at, sure))
        count[at] = count.get(at, 0) + 1
    return [Rung(at, best.get(at), count.get(at, 0)) for at in Stage if at is not Stage.S0]


class Told(NamedTuple):
    """A finding with those that rest on nothing but its own records: its parts, each weighed alone."""

    finding: FindingFace
    parts: list[FindingFace]


def told(findings: Iterable[FindingFace]) -> tuple[list[Told], list[FindingFace]]:
    """Findings at moderate and above with their parts, and the rest; both strongest and furthest first."""
    main: list[Told] = []
    minor: list[FindingFace] = []
    for finding in sorted(findings, key=lambda f: (-grade(f.grade), -stage(f.stage))):
        whole = next((one for one in main if _contains(one.finding, finding)), None)
        if whole is not None:
            whole.parts.append(finding)
        elif grade(finding.grade) >= Grade.G3:
            main.append(Told(finding, []))
        else:
            minor.append(finding)
    return main, minor


def _contains(whole: FindingFace, part: FindingFace) -> bool:
    """Whether a sequence was made, among others, of just these records."""
    inner = {(one.file, one.locator) for one in part.evidence}
    return bool(inner) and len(whole.families) > 1 and inner <= {(e.file, e.locator) for e in whole.evidence}


def tried(finding: FindingFace) -> tuple[list[AlternativeFace], list[AlternativeFace]]:
    """Ordinary explanations that remain, possible ones first, and those that were excluded."""
    open_ = [one for one in finding.alternatives if one.outcome != Outcome.EXCLUDED]
    open_.sort(key=lambda one: one.outcome != Outcome.POSSIBLE)
    return open_, [one for one in finding.alternatives if one.outcome == Outcome.EXCLUDED]


def values(finding: FindingFace, face: AcquisitionFace) -> list[str]:
    """The values of the sightings a finding rests on, each once, unless its title names them: evidence text."""
    named = set(finding.title.split())
    seen = (one.value for one in face.sightings if one.id in finding.sightings)
    return [value for value in dict.fromkeys(seen) if value not in named]


def in_order(evidence: Iterable[EvidenceFace]) -> list[EvidenceFace]:
    """Records by time; those without a time last, as they came."""
    return sorted(evidence, key=lambda one: (one.time is None, one.time or ""))


class Moment(NamedTuple):
    """One dated record: `record` as a finding lists it, or None for a published value that no finding lists."""

    time: str
    artifact: str
    locator: str
    value: str
    record: EvidenceFace | None
    findings: tuple[int, ...]
    """Numbers of the findings that list it, from 1."""


def moments(face: AcquisitionFace) -> list[Moment]:
    """Every dated record that a finding lists, and the first of every published value, each once, by time."""
    listed: dict[tuple[str, str, str], Moment] = {}
    for number, finding in enumerate(face.findings, 1):
        for one in finding.evidence:
            if one.time:
                place = (one.artifact, one.file, one.locator)
                known = listed.get(place)
                on = tuple(dict.fromkeys([*(known.findings if known else ()), number]))
                listed[place] = Moment(one.time, one.artifact, one.locator, "", one, on)
    for seen in face.sightings:
        place = (seen.artifact, seen.file, seen.locator)
        if seen.time and place not in listed:
            on = tuple(n for n, one in enumerate(face.findings, 1) if seen.id in one.sightings)
            listed[place] = Moment(seen.time, seen.artifact, seen.locator, seen.value, None, on)
    return sorted(listed.values(), key=lambda one: (one.time, one.artifact, one.locator))


def asked(finding: FindingFace) -> str:
    """How `hoofprint timeline` is asked for the records of a finding. No evidence text is in it: it is to be typed."""
    known = artifacts()
    kinds = sorted({one.artifact for one in finding.evidence if one.artifact in known})
    times = [(" --from ", finding.when.start), (" --to ", finding.when.end)]
    inside = "".join(word + time for word, time in times if time and WRITTEN_TIME.fullmatch(time))
    return "".join(f" --artifact {kind}" for kind in kinds) + inside + " --rows 0"


def local(finding: FindingFace, face: AcquisitionFace) -> str:
    """The time of a finding on the phone's own clock, `2021-07-18 11:30:00 +02:00`; empty where its zone is unknown."""
    clock = Clock(face.device.zone)
    ends = dict.fromkeys(
        clock.at(micros)
        for text in (finding.when.start, finding.when.end)
        if (micros := stored(text)) is not None
    )
    return " – ".join(filter(None, ends))


def loose(face: AcquisitionFace) -> list[SightingFace]:
    """Sightings on which no finding rests."""
    used = {id_ for finding in face.findings for id_ in finding.sightings}
    return [sighting for sighting in face.sightings if sighting.id not in used]


class Shortener(NamedTuple):
    """Links through one shortener: how many, and the first of each column that holds some, earliest first."""

    host: str
    total: int
    links: list[ShortLinkFace]


def shorteners(face: AcquisitionFace) -> list[Shortener]:
    """Shorteners met in the records, those with the most links first."""
    hosts: dict[str, list[ShortLinkFace]] = {}
    for link in face.short_links:
        hosts.setdefault(link.host, []).append(link)
    found = []
    for host, links in hosts.items():
        links.sort(key=lambda one: (one.time is None, one.time or "", one.artifact, one.column))
        found.append(Shortener(host, sum(one.count for one in links), links))
    return sorted(found, key=lambda one: (-one.total, one.host))


def limiting(face: AcquisitionFace) -> list[CheckFace]:
    """Tests of the acquisition that found something, those that limit findings first."""
    found = [one for one in face.provenance.checks if one.outcome in (Checked.FAILED, Checked.NOTED)]
    return sorted(found, key=lambda one: one.outcome != Checked.FAILED)


def kind(face: AcquisitionFace) -> str:
    """What was handed over, in words still to be translated; a kind from a newer version as it is written."""
    return ACQUISITIONS.get((face.kind, face.encrypted), face.kind)


def device(face: AcquisitionFace) -> list[str]:
    """Model and version, as far as the acquisition states them."""
    model = face.device.model or face.device.product
    system = f"iOS {face.device.os_version}" if face.device.os_version else None
    if system and face.device.build:
        system = f"{system} ({face.device.build})"
    return [part for part in (model, system) if part]


def skipped(face: AcquisitionFace) -> dict[str, list[str]]:
    """Why signs could not be looked for, each reason with the rules it concerns."""
    found: dict[str, list[str]] = {}
    for one in face.not_evaluated:
        found.setdefault(one.why, []).append(one.rule)
    return found


def unseen(coverage: Sequence[CoverageFace]) -> list[CoverageFace]:
    """What is there but could not be examined, wholly or in part."""
    return [row for row in coverage if group_of(row) in (Group.UNREADABLE, Group.PARTLY)]
