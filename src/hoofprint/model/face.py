"""The machine-readable face: what `check --json` prints and `findings.json` holds, stable and versioned.

Field names may gain neighbours, never change meaning within a version. Times are RFC 3339 UTC with microseconds.
Every report and export is made from these values, so that all say the same. Texts that a person reads are English
and marked for translation; evidence text is as it stood, and is escaped by whoever shows it.
"""

from typing import Any

import msgspec

SCHEMA = "hoofprint.check/1"


class SetFace(msgspec.Struct, frozen=True, kw_only=True):
    """One loaded indicator set. `loaded` says how many values were compared, never how many were found."""

    name: str
    sha256: str
    loaded: int
    rejected: int
    reasons: tuple[str, ...] = ()


class IndicatorsFace(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the evidence was compared with."""

    sets: tuple[SetFace, ...] = ()


class ConfinementFace(msgspec.Struct, frozen=True, kw_only=True):
    """How well the parsers were locked in, measured on this machine."""

    level: str
    why: str
    layers: tuple[str, ...] = ()


class DeviceFace(msgspec.Struct, frozen=True, kw_only=True):
    """The phone as the acquisition states it. The serial number is only ever shown as a salted hash."""

    platform: str = "ios"
    os_version: str | None = None
    build: str | None = None
    product: str | None = None
    model: str | None = None
    serial_sha256: str | None = None
    """SHA-256 of `hoofprint-serial:` and the serial number: equal for the same phone, not readable."""
    backup_time: str | None = None
    zone: str | None = None


class VerdictFace(msgspec.Struct, frozen=True, kw_only=True):
    """The highest stage with its grade, and the sentence a layperson reads."""

    stage: str
    grade: str
    attribution: str
    text: str
    values: dict[str, str] = {}
    next: tuple[str, ...] = ()
    """What to do now, one sentence each."""


class WhenFace(msgspec.Struct, frozen=True, kw_only=True):
    """An interval and the basis of its dating."""

    start: str | None = msgspec.field(name="from", default=None)
    end: str | None = msgspec.field(name="to", default=None)
    basis: str = ""


class EvidenceFace(msgspec.Struct, frozen=True, kw_only=True):
    """One record a finding rests on, and the way back to it."""

    artifact: str
    file: str
    stored: str
    sha256: str
    locator: str
    time: str | None
    says: str
    """Template of the sentence; `values` fill it."""
    values: dict[str, str] = {}
    element: str = ""


class AlternativeFace(msgspec.Struct, frozen=True, kw_only=True):
    """An ordinary explanation that was tried."""

    id: str
    text: str
    outcome: str
    why: str
    values: dict[str, str] = {}


class AlsoFace(msgspec.Struct, frozen=True, kw_only=True):
    """A weaker sign that the same records show; told here, and adding nothing to the grade."""

    rule: str
    title: str
    stage: str
    grade: str
    count: int


class FindingFace(msgspec.Struct, frozen=True, kw_only=True):
    """A trace or sequence met by records."""

    id: str
    rule: str
    stage: str
    grade: str
    attribution: str
    families: tuple[str, ...]
    title: str
    shows: str
    does_not_show: str
    when: WhenFace
    evidence: tuple[EvidenceFace, ...]
    alternatives: tuple[AlternativeFace, ...]
    reasons: tuple[str, ...]
    raised_by: tuple[str, ...]
    refuted_by: tuple[str, ...]
    missing: tuple[str, ...]
    next: str
    sources: tuple[str, ...]
    sightings: tuple[str, ...]
    count: int
    keys: int = 1
    also: tuple[AlsoFace, ...] = ()


class IndicatorFace(msgspec.Struct, frozen=True, kw_only=True):
    """A published value with its claim."""

    value: str
    set: str
    source: str
    campaign: str
    campaigns: tuple[str, ...] = ()
    """All that claim the value, over all sets; `campaign` is the first."""
    valid_from: str | None = None
    valid_until: str | None = None
    withdrawn: str | None = None
    notes: tuple[str, ...] = ()


class SightingFace(msgspec.Struct, frozen=True, kw_only=True):
    """An observable equal to an indicator; not yet a finding."""

    id: str
    kind: str
    value: str
    how: str
    indicator: IndicatorFace
    also_in: tuple[str, ...]
    artifact: str
    column: str
    file: str
    locator: str
    time: str | None
    count: int


class ShortLinkFace(msgspec.Struct, frozen=True, kw_only=True):
    """Links through one shortener in one column; never followed, so where they lead is not known."""

    host: str
    artifact: str
    column: str
    count: int
    first: str
    file: str
    locator: str
    time: str | None


class CoverageFileFace(msgspec.Struct, frozen=True, kw_only=True):
    """One file of an artifact."""

    file: str
    stored: str
    sha256: str
    size: int
    status: str
    rows: int
    reason: str
    oddities: dict[str, int]
    missing: tuple[str, ...]
    origins: dict[str, int] = {}


class CoverageFace(msgspec.Struct, frozen=True, kw_only=True):
    """One artifact: exactly one status, and the span its dated records cover."""

    artifact: str
    status: str
    rows: int
    oddities: int
    start: str | None = msgspec.field(name="from", default=None)
    end: str | None = msgspec.field(name="to", default=None)
    reason: str = ""
    file: str = ""
    """The first of `files`, for readers that want one."""
    origins: dict[str, int] = {}
    """Of `rows`, those not plainly in their table: `wal` (so, or there, only with the write-ahead log), or recovered:
    `before log`, `free page` and the others of `model.record.RECOVERED`."""
    files: tuple[CoverageFileFace, ...] = ()


class CheckFace(msgspec.Struct, frozen=True, kw_only=True):
    """One test of the acquisition: `passed`, `noted` (worth reading, caps nothing), `failed` (caps), `not testable`."""

    id: str
    outcome: str
    why: str


class ProvenanceFace(msgspec.Struct, frozen=True, kw_only=True):
    """The integrity tests and the highest grade they leave open."""

    checks: tuple[CheckFace, ...] = ()
    cap: str = "G5"


class NotEvaluatedFace(msgspec.Struct, frozen=True, kw_only=True):
    """A rule whose inputs were missing: not tried, which is not the same as not found."""

    rule: str
    why: str


class AcquisitionFace(msgspec.Struct, frozen=True, kw_only=True):
    """One acquisition, examined. This is what its `findings.json` holds."""

    id: str
    kind: str
    wrapping: str
    encrypted: bool
    sha256: str
    sha256_of: str
    device: DeviceFace
    verdict: VerdictFace
    findings: tuple[FindingFace, ...]
    sightings: tuple[SightingFace, ...]
    coverage: tuple[CoverageFace, ...]
    provenance: ProvenanceFace
    not_evaluated: tuple[NotEvaluatedFace, ...] = ()
    short_links: tuple[ShortLinkFace, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader noticed while opening: absent files, damaged parts. Holds evidence text."""


class RatesFace(msgspec.Struct, frozen=True, kw_only=True):
    """How often the rules of a version of Hoofprint were right, on phones with known truth."""

    version: str
    text: str
    values: dict[str, str] = {}


class AskedFace(msgspec.Struct, frozen=True, kw_only=True):
    """What was examined besides what always is, because somebody asked for it: needed to examine in the same way."""

    hashes: tuple[str, ...] = ()
    """Device path patterns of the files that were hashed."""
    sweep: bool = False
    """Whether all files but media were also searched without their format."""


class AlteredFace(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the case that is not as its manifest says: `changed`, `missing` or `added`."""

    file: str
    how: str


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer of one `check`."""

    schema: str = SCHEMA
    version: str = ""
    case: str = ""
    shown_for: str = "analyst"
    """Whom this form is for: `analyst` is everything; `owner` and `public` leave out what is not for them."""
    exit_code: int = 0
    indicators: IndicatorsFace = IndicatorsFace()
    confinement: ConfinementFace = ConfinementFace(level="", why="")
    rates: RatesFace | None = None
    asked: AskedFace = AskedFace()
    acquisitions: tuple[AcquisitionFace, ...] = ()
    altered: tuple[AlteredFace, ...] = ()
    """Filled when a report is made of a stored case, never stored: what was changed since it was written."""


def encode(value: Any) -> bytes:
    """Indented JSON, keys in declared order, LF at the end: the same value gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
