"""The rules that bind every grade, written so that they can be read beside docs/reference/grading.md.

1 caps by observable; 2 independence by family; 3 what the highest grade needs; 4 an indicator's own record;
5 no veto by a benign neighbour; 6 no promotion by repetition; 7 the provenance gate; 8 negative wording;
9 rows older than the device; 10 attribution apart. Rule 5 lives in `judge` (a benign test can lower a hit but not
delete it), rules 6 and 10 in `conclude`, rule 8 in `face` (the verdict has no other negative sentence), rule 9 in
`bounds`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hoofprint.artifacts.registry import artifacts
from hoofprint.detect.indicators import notes
from hoofprint.detect.trace import Hit
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Provenance, Sighting
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.indicator import How
from hoofprint.model.record import Observable, Record, columns
from hoofprint.model.words import N_

SHORT = 5
"""Names of at most this many characters carry too little to be more than weak."""
FAMILIES_FOR_G5 = 3
RECALLED = Grade.G3
"""The most that a sign weighs whose content nobody re-read in its report."""
COUNTED = frozenset(Family) - {Family.H}
"""Families whose traces can carry the highest grade; the account's own data is context."""
BY_NOTE = (
    (notes.VENDOR_SITE, Grade.G1, N_("this is the vendor's public site; people read about it")),
    (notes.POPULAR, Grade.G1, N_("the published value is among the most visited sites")),
    (notes.SHARED_HOST, Grade.G1, N_("unrelated people publish under this host")),
    (notes.CONTEXT, Grade.G1, N_("the publisher gives the value as context, not to detect by")),
    (notes.SYSTEM_NAME, Grade.G2, N_("the published value is also a name of the system")),
    (
        notes.NEAR_SYSTEM,
        Grade.G2,
        N_("the published name differs from one of the system only by capital letters"),
    ),
    (notes.GENERIC, Grade.G2, N_("the published value is a common word; others use it too")),
    (notes.REINSTATED, Grade.G2, N_("the publisher had once withdrawn this indicator")),
    (notes.SHORT, Grade.G2, N_("a name this short has other uses")),
    (notes.WATCHWARE, Grade.G1, N_("often installed with the knowledge of the one who carries the phone")),
)
"""Rule 4: what is known about a value beside its claim, and the most that leaves."""


BY_RECORD: Mapping[type[Record], tuple[Grade, str]] = {
    FileEntry: (Grade.G2, N_("only that a file lies there is known, not what it holds")),
}
"""Rule 1, as far as it depends on the kind of record: what a hit weighs at most that rests on such records alone."""


def observed(sighting: Sighting) -> Observable | None:
    """As what the phone held the value: a path may end in a listed process name, an app's id may equal one."""
    fields = columns(artifacts()[sighting.artifact].record)
    return next((field.observable for field in fields if field.name == sighting.column), None)


def by_records(hit: Hit) -> Hit:
    """Rule 1: what the records of a hit can carry where no record of another kind, and no content, is with them.

    An invented name or place may weigh one grade more, as a program's name may.
    """
    kinds = list({artifacts()[ref.artifact].record for ref in hit.refs})
    if len(kinds) == 1 and kinds[0] in BY_RECORD:
        cap, reason = BY_RECORD[kinds[0]]
        return hit.capped(Grade(cap + hit.invented), reason)
    return hit


def by_indicators(hit: Hit, sightings: Sequence[Sighting]) -> Hit:
    """Rules 1 and 4 over all sightings of a hit: the one that carries most counts."""
    if not sightings:
        return hit
    return max((by_indicator(hit, one) for one in sightings), key=lambda one: (one.grade, not one.struck))


def by_indicator(hit: Hit, sighting: Sighting) -> Hit:
    """What one published value, and the way it was met, allow."""
    for cap, why in (*_by_way(sighting), *_by_value(sighting)):
        hit = hit.capped(cap, why)
    return _confirmed(_in_time(hit, sighting), sighting)


def _by_way(sighting: Sighting) -> Iterator[tuple[Grade, str]]:
    """Rule 1, as far as it depends on how much of the value was met."""
    how, kind = sighting.how, sighting.indicator.kind
    if how is How.TRUNCATED:
        collides = notes.TRUNCATION in sighting.indicator.notes
        yield Grade.G1 if collides else Grade.G2, N_("the name is cut off; several names begin like this")
    if how is How.ENCODED:
        yield Grade.G2, N_("the value stands inside another address only")
    if how is How.NAME and kind is Observable.PATH:
        yield Grade.G2, N_("only the name of the file is the same, not its place")
    if how is How.NAME and kind is Observable.PROCESS and _an_apps_id(sighting):
        yield Grade.G1, N_("an app's id equals a published name; programs with that name have no app")


def _an_apps_id(sighting: Sighting) -> bool:
    """Whether the name was met as an app's id: alone, or behind the daemon that worked for the app."""
    kind = observed(sighting)
    return kind is Observable.BUNDLE or (kind is Observable.PROCESS and not sighting.found.startswith("/"))


def _by_value(sighting: Sighting) -> Iterator[tuple[Grade, str]]:
    """Rules 1 and 4, as far as they depend on the value and its record."""
    indicator = sighting.indicator
    if indicator.withdrawn:
        yield Grade.G1, N_("the publisher has withdrawn this indicator")
    if indicator.kind is Observable.PROCESS and len(indicator.value) <= SHORT:
        yield Grade.G2, N_("a name this short has other uses")
    for note, cap, why in BY_NOTE:
        if note in indicator.notes and not (note == notes.SHARED_HOST and indicator.kind is Observable.URL):
            yield cap, why


def _in_time(hit: Hit, sighting: Sighting) -> Hit:
    """Rule 4: inside the claimed validity, as far as both the claim and the record are dated."""
    one = sighting.indicator
    if notes.REREGISTERED in one.notes and (hit.time is None or hit.time >= (one.valid_until or 0)):
        return hit.capped(Grade.G1, N_("the domain has had another owner since"))
    if hit.time is None:
        return hit
    if one.valid_until is not None and hit.time > one.valid_until:
        return hit.lowered(N_("dated after the indicator stopped being valid"))
    if one.valid_from is not None and hit.time < one.valid_from:
        return hit.lowered(N_("dated before the indicator is claimed to be valid"))
    return hit


def _confirmed(hit: Hit, sighting: Sighting) -> Hit:
    """Rule 4: one grade less for what one has published and nobody confirmed."""
    if notes.SINGLE in sighting.indicator.notes:
        return hit.lowered(N_("published by one, and not known to be confirmed by another"))
    return hit


def recalled(grade: Grade, rules: Iterable[bool]) -> tuple[Grade, str]:
    """What rests on memory alone is moderate at most; `rules` says of each element whether it does."""
    if grade <= RECALLED or not all(rules):
        return grade, ""
    return RECALLED, N_("what this sign looks like is recalled from its report, not re-read")


def independent(families: Iterable[Family]) -> int:
    """Rule 2: echoes of one family count once."""
    return len(set(families) & COUNTED)


def highest(grade: Grade, families: Iterable[Family], strong: bool) -> tuple[Grade, str]:
    """Rule 3: G5 needs three families, and one element that is strong on its own."""
    if grade < Grade.G5:
        return grade, ""
    if independent(families) < FAMILIES_FOR_G5:
        return Grade.G4, N_("conclusive only with traces from three independent families")
    if not strong:
        return Grade.G4, N_("conclusive only where one element is strong on its own")
    return grade, ""


def gate(grade: Grade, provenance: Provenance) -> tuple[Grade, str]:
    """Rule 7: what the acquisition's own integrity leaves open."""
    if grade <= provenance.cap:
        return grade, ""
    return provenance.cap, N_("the acquisition failed an integrity check, so nothing from it can weigh more")


def headline(findings: Iterable[tuple[Stage, Grade]]) -> tuple[Stage, Grade]:
    """The verdict's stage and grade: the furthest stage that is at least moderate, else the best supported one."""
    known = sorted(findings, key=lambda pair: (min(pair[1], Grade.G3), pair[0], pair[1]))
    return known[-1] if known else (Stage.S0, Grade.G0)
