"""A result in its public form: what was found, how sure and what could not be seen, without the person.

Everything that can hold text from the phone passes through the veil or is left out: a field that is added to the
face and forgotten here is caught by a test that plants a known text in every one of them.
"""

import re
from typing import Any

from msgspec.structs import replace

from hoofprint.artifacts.registry import artifacts
from hoofprint.explore.audience import KEY, Audience, Veil, from_public, kind
from hoofprint.model import face
from hoofprint.model.patterns import regex
from hoofprint.model.record import Column, columns
from hoofprint.model.words import translator

SEAMS = re.compile(r"; |: | \(|\)")
"""Where reasons are put together from marked texts."""
NUMBER = re.compile(r"-?[\d.,]{1,15}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
ROW = re.compile(r"\w+ (row )?(\d+|None)( \([a-z ]{1,20}(, [a-z]{1,9} \d+ byte \d+)?\))?")
OWN = re.compile(
    r"case\.json|report\.html|MANIFEST"
    r"|acquisitions/[0-9a-f]{12}/((examined|findings|coverage)\.json|records/\w+\.\w+\.parquet)"
)
"""Files that every case holds."""
KEYED = re.compile(r"key (.*?)( \(\w+\))?", re.S)
"""Locators: of a row or line, which is shown, and of a key path, which can hold names and addresses."""


def veiled(result: face.CheckResult, veil: Veil) -> face.CheckResult:
    """The whole result in its public form."""
    sets = tuple(replace(one, reasons=()) for one in result.indicators.sets)
    return replace(
        result,
        case="",
        shown_for=Audience.PUBLIC.value,
        indicators=face.IndicatorsFace(sets=sets),
        acquisitions=tuple(_acquisition(one, veil) for one in result.acquisitions),
        altered=tuple(replace(one, file=_own(one)) for one in result.altered),
    )


def _own(altered: face.AlteredFace) -> str:
    """The name of a file that an examination writes; one that somebody added may be named after a person."""
    return altered.file if OWN.fullmatch(altered.file) else "?"


def published(result: face.CheckResult) -> frozenset[str]:
    """The values of all indicators that were met: anybody can read them where they were published."""
    return frozenset(
        one.indicator.value.casefold() for whole in result.acquisitions for one in whole.sightings
    )


def file(artifact: str, path: str, veil: Veil) -> str:
    """A device path as far as every phone has it: the artifact's own pattern, else a commitment."""
    known = artifacts().get(artifact)
    patterns = known.patterns if known else ()
    fits = [pattern for pattern in patterns if re.fullmatch(regex(pattern), path)]
    return fits[0] if fits else veil.text("path", path)


def place(locator: str, veil: Veil) -> str:
    """A locator without what a key path may hold."""
    if ROW.fullmatch(locator):
        return locator
    found = KEYED.fullmatch(locator)
    return f"key {veil.text(KEY, found[1])}{found[2] or ''}" if found else veil.text(KEY, locator)


def sentence(artifact: str, values: dict[str, str], veil: Veil) -> dict[str, str]:
    """What fills a record's sentence: each value by the type of its field, an unknown one as text."""
    known = artifacts().get(artifact)
    types = {column.name: column for column in columns(known.record)} if known else {}
    return {name: _value(types.get(name), value, veil) for name, value in values.items()}


def _value(column: Column | None, value: str, veil: Veil) -> str:
    if column is None:
        return loose(value, veil)
    return veil.text(kind(column), value) if from_public(column) and value != "?" else value


def loose(value: str, veil: Veil) -> str:
    """A value of which only its form is known: numbers and times stay, everything else is committed to."""
    return value if NUMBER.fullmatch(value) or TIME.fullmatch(value) else veil.text("text", value)


def ours(reason: str) -> str:
    """A reason if it is made of this program's own texts only, else nothing: others may quote the phone."""
    known = translator("es")
    parts = [reason] if known.gettext(reason) != reason else SEAMS.split(reason)
    fits = all(not part or part in artifacts() or known.gettext(part) != part for part in parts)
    return reason if fits else ""


def _acquisition(one: face.AcquisitionFace, veil: Veil) -> face.AcquisitionFace:
    return replace(
        one,
        device=replace(one.device, serial_sha256=None, zone=None),
        findings=tuple(_finding(finding, veil) for finding in one.findings),
        sightings=tuple(_sighting(sighting, veil) for sighting in one.sightings),
        short_links=tuple(_short(link, veil) for link in one.short_links),
        coverage=tuple(_coverage(line, veil) for line in one.coverage),
        provenance=replace(
            one.provenance,
            checks=tuple(replace(check, why=ours(check.why)) for check in one.provenance.checks),
        ),
        not_evaluated=tuple(replace(rule, why=ours(rule.why)) for rule in one.not_evaluated),
        notes=(),
    )


def _finding(one: face.FindingFace, veil: Veil) -> face.FindingFace:
    return replace(
        one,
        evidence=tuple(_evidence(evidence, veil) for evidence in one.evidence),
        alternatives=tuple(
            replace(tried, values={name: loose(value, veil) for name, value in tried.values.items()})
            for tried in one.alternatives
        ),
        reasons=tuple(filter(None, map(ours, one.reasons))),
        missing=tuple(filter(None, map(ours, one.missing))),
    )


def _evidence(one: face.EvidenceFace, veil: Veil) -> face.EvidenceFace:
    return replace(
        one,
        file=file(one.artifact, one.file, veil),
        stored="",
        locator=place(one.locator, veil),
        values=sentence(one.artifact, one.values, veil),
    )


def _sighting(one: face.SightingFace, veil: Veil) -> face.SightingFace:
    return replace(
        one,
        value=veil.text(one.kind, one.value),
        file=file(one.artifact, one.file, veil),
        locator=place(one.locator, veil),
    )


def _short(one: face.ShortLinkFace, veil: Veil) -> face.ShortLinkFace:
    return replace(
        one,
        first=veil.text("url", one.first),
        file=file(one.artifact, one.file, veil),
        locator=place(one.locator, veil),
    )


def _coverage(one: face.CoverageFace, veil: Veil) -> face.CoverageFace:
    shown: dict[str, Any] = {"file": file(one.artifact, one.file, veil) if one.file else "", "files": ()}
    return replace(one, reason=ours(one.reason), **shown)
