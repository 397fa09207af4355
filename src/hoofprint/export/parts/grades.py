"""The strength of a finding in the scales of other formats. They have one axis where we have three: read the note."""

from hoofprint.export.parts.labels import grade, stage
from hoofprint.model.face import FindingFace
from hoofprint.model.grades import Grade, Stage

CONFIDENCE = {Grade.G0: 0, Grade.G1: 15, Grade.G2: 30, Grade.G3: 50, Grade.G4: 75, Grade.G5: 90}
"""STIX's 0 to 100, in the middle of the bands of its "none, low, medium, high" scale and below certainty."""


def confidence(finding: FindingFace) -> int:
    """How sure, from 0 to 100."""
    return CONFIDENCE[grade(finding.grade)]


def threat_level(findings: tuple[FindingFace, ...]) -> str:
    """MISP's level of an event: 1 high, 2 medium, 3 low, 4 undefined."""
    strong = [one for one in findings if grade(one.grade) >= Grade.G3]
    if any(stage(one.stage) >= Stage.S2 and grade(one.grade) >= Grade.G4 for one in strong):
        return "1"
    if strong:
        return "2"
    return "3" if findings else "4"
