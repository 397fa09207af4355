"""A stored case weighed again with today's knowledge, without the evidence: what changed, and why.

The records are in the case, and so is what the examination learned besides. What an examination wrote is never
changed: the new result stands beside it, under a number, and the custody log says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from hoofprint import __version__
from hoofprint.case import custody
from hoofprint.case.errors import CaseError
from hoofprint.case.folder import Case
from hoofprint.case.manifest import REGRADED, digest
from hoofprint.detect.face import exit_code, indicators_face
from hoofprint.detect.indicators.match import Matcher
from hoofprint.detect.weigh import Follower, tables, weigh
from hoofprint.model.examined import Examined
from hoofprint.model.face import AcquisitionFace, CheckResult, EvidenceFace, FindingFace, encode
from hoofprint.model.indicator import IndicatorSet
from hoofprint.model.words import N_

TOLD_UNDER = N_("it is told under a stronger finding that rests on the same records")
Key = tuple[str, tuple[tuple[str, str, str], ...]]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One finding that is not as it was."""

    acquisition: str
    rule: str
    title: str
    before: str = ""
    """Stage and grade; empty where the finding is new."""
    after: str = ""
    """Empty where it is gone."""
    why: tuple[str, ...] = ()
    """Marked for translation."""


class Regraded(msgspec.Struct, frozen=True, kw_only=True):
    """A case, weighed again."""

    result: CheckResult
    changes: tuple[Change, ...]
    version_before: str


def regrade(folder: Path, sets: Sequence[IndicatorSet], matcher: Matcher, watch: Follower) -> Regraded:
    """Weigh every acquisition of a case again; raises `CaseError`."""
    case = Case(folder)
    faces: list[AcquisitionFace] = []
    found: list[Change] = []
    for old in case.acquisitions:
        place = folder / "acquisitions" / old.id
        new = weigh(_examined(place), tables(place / "records"), matcher, watch)
        new = msgspec.structs.replace(new, device=old.device)
        faces.append(new)
        found += changes(old, new)
    result = msgspec.structs.replace(
        case.result,
        version=__version__,
        exit_code=exit_code(faces),
        indicators=indicators_face(sets),
        acquisitions=tuple(faces),
    )
    return Regraded(result=result, changes=tuple(found), version_before=case.result.version)


def keep(folder: Path, done: Regraded, by: str) -> Path:
    """Write the new result beside the case, and note it in the custody log; raises `CaseError`."""
    place = folder / REGRADED
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        file = place / f"{len(list(place.iterdir())) + 1:03d}.json"
        with file.open("xb") as out:
            out.write(encode(done))
        custody.note(folder, "regraded", by, file=f"{REGRADED}/{file.name}", sha256=digest(file))
    except OSError as error:
        raise CaseError(N_("cannot be written"), where=place, because=error.strerror or error) from error
    return file


def _examined(place: Path) -> Examined:
    try:
        return msgspec.json.decode((place / "examined.json").read_bytes(), type=Examined)
    except FileNotFoundError as error:
        told = N_("examined by a version that kept too little to weigh it again")
        raise CaseError(told, where=place) from error
    except (OSError, msgspec.DecodeError) as error:
        raise CaseError(N_("cannot be read"), where=place / "examined.json", because=error) from error


def changes(old: AcquisitionFace, new: AcquisitionFace) -> Iterator[Change]:
    """Every finding that is not as it was, and why."""
    before, after = _by_key(old.findings), _by_key(new.findings)
    values = {one.indicator.value for one in new.sightings}
    gone = {one.id: one.indicator.value for one in old.sightings if one.indicator.value not in values}
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        weights = tuple(f"{one.stage} {one.grade}" if one else "" for one in (was, now))
        if weights[0] != weights[1]:
            one = now or was
            assert one is not None
            yield Change(
                acquisition=new.id,
                rule=one.rule,
                title=one.title,
                before=weights[0],
                after=weights[1],
                why=(TOLD_UNDER,)
                if was and not now and _under(was, new.findings)
                else tuple(_why(was, now, gone)),
            )


def _why(was: FindingFace | None, now: FindingFace | None, gone: dict[str, str]) -> Iterator[str]:
    """Reasons that are new, reasons that no longer hold, values that are no longer on any list."""
    if was is None:
        yield N_("a rule or a published value that the first examination did not have")
        return
    if now is None:
        lost = any(sighting in gone for sighting in was.sightings)
        yield (
            N_("the published value it rested on is no longer on any loaded list")
            if lost
            else N_("the rule no longer counts this")
        )
        return
    reasons = [one for one in now.reasons if one not in was.reasons]
    yield from reasons
    if not reasons:
        yield N_("the rule weighs this otherwise now, or a reason for less no longer holds")


def _under(was: FindingFace, now: Iterable[FindingFace]) -> bool:
    """Whether its records are in a stronger finding today, under which its rule is named."""
    records = {_place(one) for one in was.evidence}
    return any(
        not records.isdisjoint(_place(one) for one in finding.evidence)
        for finding in now
        if any(also.rule == was.rule for also in finding.also)
    )


def _place(one: EvidenceFace) -> tuple[str, str, str]:
    return one.artifact, one.file, one.locator


def _by_key(findings: Iterable[FindingFace]) -> dict[Key, FindingFace]:
    """The strongest finding of each rule on the same records."""
    found: dict[Key, FindingFace] = {}
    for one in findings:
        places = tuple(_place(p) for p in one.evidence)
        kept = found.get((one.rule, places))
        if kept is None or one.grade > kept.grade:
            found[(one.rule, places)] = one
    return found
