"""Three axes that are never merged into one score: what happened, how sure, whose tool.

Source: the published method reports of Amnesty's Security Lab and the Citizen Lab keep the same three apart;
the ladder and its caps are Hoofprint's own and are explained in docs/reference/grading.md.
"""

from enum import IntEnum, StrEnum

from hoofprint.model.words import N_


class Stage(IntEnum):
    """How far it got."""

    S0 = 0
    S1 = 1
    S2 = 2
    S3 = 3
    S4 = 4
    S5 = 5

    @property
    def words(self) -> str:
        """The stage as a layperson reads it, still to be translated."""
        return STAGE_WORDS[self]


class Grade(IntEnum):
    """How strong the evidence for that stage is. `G0` is "could not be examined", never "nothing there"."""

    G0 = 0
    G1 = 1
    G2 = 2
    G3 = 3
    G4 = 4
    G5 = 5

    @property
    def words(self) -> str:
        """The grade as a report may say it, still to be translated."""
        return GRADE_WORDS[self]


class Attribution(IntEnum):
    """Whose tool, whose hand; never raises a grade."""

    A0 = 0
    A1 = 1
    A2 = 2
    A3 = 3
    A4 = 4

    @property
    def words(self) -> str:
        """The attribution as a report may say it, still to be translated."""
        return ATTRIBUTION_WORDS[self]


class Family(StrEnum):
    """Where a trace comes from. Two traces of one family are echoes of one thing and count once."""

    A = "network accounting"
    B = "execution records"
    C = "messaging and identity"
    D = "web"
    E = "file system"
    F = "configuration"
    G = "outside witness"
    H = "subject account"


STAGE_WORDS = {
    Stage.S0: N_("no trace found within what could be examined"),
    Stage.S1: N_("contact or lure"),
    Stage.S2: N_("exploitation attempt"),
    Stage.S3: N_("code execution on this device"),
    Stage.S4: N_("implant activity or data leaving"),
    Stage.S5: N_("physical extraction"),
}
GRADE_WORDS = {
    Grade.G0: N_("could not be examined"),
    Grade.G1: N_("noted"),
    Grade.G2: N_("weak: unexplained, has ordinary explanations"),
    Grade.G3: N_("moderate: consistent with, ordinary explanations checked"),
    Grade.G4: N_("strong support"),
    Grade.G5: N_("conclusive in combination"),
}
ATTRIBUTION_WORDS = {
    Attribution.A0: N_("no attribution"),
    Attribution.A1: N_("consistent with a known tool"),
    Attribution.A2: N_("a known family of tools"),
    Attribution.A3: N_("a known vendor's tool"),
    Attribution.A4: N_("the same operator as in another case"),
}
