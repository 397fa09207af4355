"""The rules that bind every grade, written so that they can be read beside docs/reference/grading.md.

1 caps by observable; 2 independence by family; 3 what the highest grade needs; 4 an indicator's own record;
5 no veto by a benign neighbour; 6 no promotion by repetition; 7 the provenance gate; 8 negative wording;
9 rows older than the device; 10 attribution apart. Rules 5, 8 and 10 live in the shapes: a benign test can cap a
hit but not delete it, the verdict has no other negative sentence, and attribution is a field of its own.
"""

from collections.abc import Iterable, Sequence

from hoofprint.detect.trace import Hit
from hoofprint.model.finding import Provenance, Sighting
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.indicator import How
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

SHORT = 5
"""Names of at most this many characters carry too little to be more than weak."""
FAMILIES_FOR_G5 = 3
COUNTED = frozenset(Family) - {Family.H}
"""Families whose traces can carry the highest grade; the account's own data is context."""
GENERIC_NOTES = frozenset({"generic", "short", "system name", "shared host", "public suffix"})


def by_indicator(hit: Hit, sighting: Sighting) -> Hit:
    """Rules 1 and 4: what the published value itself allows."""
    indicator = sighting.indicator
    if indicator.withdrawn:
        hit = hit.capped(Grade.G1, N_("the publisher has withdrawn this indicator"))
    if sighting.how is How.TRUNCATED:
        hit = hit.capped(Grade.G2, N_("the name is cut off; several names begin like this"))
    if sighting.how is How.ENCODED:
        hit = hit.capped(Grade.G2, N_("the value stands inside another address only"))
    if indicator.kind is Observable.PROCESS and len(indicator.value) <= SHORT:
        hit = hit.capped(Grade.G2, N_("a name this short has other uses"))
    if GENERIC_NOTES & set(indicator.notes):
        hit = hit.capped(Grade.G2, N_("the published value is a common word, a system name or a shared host"))
    if "vendor site" in indicator.notes:
        hit = hit.capped(Grade.G1, N_("this is the vendor's public site; people read about it"))
    if indicator.valid_until is not None and hit.time is not None and hit.time > indicator.valid_until:
        hit = hit.lowered(N_("dated after the indicator stopped being valid"), by=2)
    return hit


def published(sighting: Sighting) -> int | None:
    """When the value became public: from then on, others than the operator may have used it."""
    return sighting.indicator.valid_from


def independent(families: Iterable[Family]) -> int:
    """Rule 2: echoes of one family count once."""
    return len(set(families) & COUNTED)


def highest(grade: Grade, families: Sequence[Family], alone: Sequence[Grade]) -> tuple[Grade, str]:
    """Rule 3: G5 needs three families, and one element that is strong on its own."""
    if grade < Grade.G5:
        return grade, ""
    if independent(families) < FAMILIES_FOR_G5:
        return Grade.G4, N_("conclusive only with traces from three independent families")
    if not any(own >= Grade.G4 for own in alone):
        return Grade.G4, N_("conclusive only where one element is strong on its own")
    return grade, N_("conclusive in combination; a second examiner or tool should confirm it")


def gate(grade: Grade, provenance: Provenance) -> tuple[Grade, str]:
    """Rule 7: what the acquisition's own integrity leaves open."""
    if grade <= provenance.cap:
        return grade, ""
    return provenance.cap, N_("the acquisition failed an integrity check, so nothing from it can weigh more")


def headline(findings: Iterable[tuple[Stage, Grade]]) -> tuple[Stage, Grade]:
    """The verdict's stage and grade: the furthest stage that is at least moderate, else the best supported one."""
    known = sorted(findings, key=lambda pair: (min(pair[1], Grade.G3), pair[0], pair[1]))
    return known[-1] if known else (Stage.S0, Grade.G0)
