"""Short words for codes: how sure, how far, which outcome, which kind of match; and the glossary of the report."""

from enum import StrEnum

from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_


class Group(StrEnum):
    """How much of an artifact could be looked at, in the order of a coverage table."""

    READ = "read"
    PARTLY = "partly"
    UNREADABLE = "unreadable"
    ABSENT = "absent"
    NOT_KEPT = "not-kept"


GROUPS = {
    Group.READ: N_("read"),
    Group.PARTLY: N_("read in part"),
    Group.UNREADABLE: N_("could not be read"),
    Group.ABSENT: N_("not there"),
    Group.NOT_KEPT: N_("not kept in this kind of acquisition"),
}
GROUP_MEANINGS = {
    Group.READ: N_("Opened and examined from beginning to end."),
    Group.PARTLY: N_("Some of it was examined; the rest is damaged or written in an unknown way."),
    Group.UNREADABLE: N_("It is there, but nothing in it could be examined. Traces may lie in it unseen."),
    Group.ABSENT: N_("Not in this acquisition: never written, deleted, or not copied."),
    Group.NOT_KEPT: N_("Acquisitions of this kind never hold it; another kind would."),
}
SHORT_GRADES = {
    Grade.G0: N_("not examined"),
    Grade.G1: N_("noted"),
    Grade.G2: N_("weak"),
    Grade.G3: N_("moderate"),
    Grade.G4: N_("strong"),
    Grade.G5: N_("conclusive"),
}
SHORT_STAGES = {
    Stage.S1: N_("contact or lure"),
    Stage.S2: N_("attempt"),
    Stage.S3: N_("code execution"),
    Stage.S4: N_("implant activity"),
    Stage.S5: N_("physical extraction"),
}
STAGE_MEANINGS = {
    Stage.S1: N_("Something was sent to the phone or reached for it: a link, a message, an account."),
    Stage.S2: N_(
        "Something tried to use a weakness of the phone, for instance a page loaded by a hidden redirect."
    ),
    Stage.S3: N_("A program that is not part of the system ran on the phone."),
    Stage.S4: N_("A program of this kind stayed and worked, or sent data out."),
    Stage.S5: N_("Somebody who held the phone in their hands copied its content with a special device."),
}
GRADE_MEANINGS = {
    Grade.G1: N_("True, but common. It tells an examiner where to look, nothing more."),
    Grade.G2: N_("Ordinary causes are frequent. Alone it says little."),
    Grade.G3: N_("Ordinary causes exist; those that can be tested were tested."),
    Grade.G4: N_("No ordinary cause is known on this version, and a published case shows the same."),
    Grade.G5: N_("Independent signs met in an order known from published cases. Never a single sign."),
}
OUTCOMES = {
    "excluded": N_("excluded"),
    "possible": N_("possible"),
    "not testable": N_("not testable"),
}
CHECKS = {
    "passed": N_("passed"),
    "noted": N_("noted"),
    "failed": N_("failed"),
    "not testable": N_("not testable"),
}
LIMITS = N_("Only what failed limits how sure a finding can be. What is noted limits nothing.")
"""What the words of `CHECKS` mean for findings."""
AUDIENCES = {
    "owner": N_(
        "This form is for the phone's owner: what other people wrote and who they are is left out of exported records"
        " on which no finding rests."
    ),
    "public": N_(
        "This form is for the public: texts from the phone are replaced by codes in square brackets. Whoever holds the"
        " case can open a single code later and show what stood there (hoofprint disclose)."
    ),
}
"""What a form for others than the analyst leaves out."""
ALTERED = {
    "changed": N_("changed"),
    "missing": N_("missing"),
    "added": N_("added"),
}
HOW = {
    "exact": N_("the same value"),
    "subdomain": N_("a host below a listed domain"),
    "below path": N_("inside a listed folder"),
    "file name": N_("the name only"),
    "truncated": N_("a shortened name, equal as far as it goes"),
    "encoded": N_("inside another address only"),
}
KINDS = {
    "url": N_("web address"),
    "domain": N_("host name"),
    "ip": N_("network address"),
    "email": N_("e-mail address"),
    "phone": N_("phone number"),
    "account": N_("account"),
    "process": N_("process name"),
    "path": N_("file path"),
    "bundle": N_("app identifier"),
    "file_hash": N_("file hash"),
    "cert_hash": N_("certificate hash"),
    "profile": N_("profile identifier"),
}
ACQUISITIONS = {
    ("ios_backup", False): N_("iPhone backup without encryption"),
    ("ios_backup", True): N_("encrypted iPhone backup"),
    ("ios_filesystem", False): N_("copy of the iPhone's file system"),
    ("ios_filesystem", True): N_("copy of the iPhone's file system"),
    ("ios_sysdiagnose", False): N_("sysdiagnose of the iPhone: its own logs"),
    ("ios_logs", False): N_("single logs of an iPhone"),
}
FAMILIES = {
    "A": N_("network accounting"),
    "B": N_("execution records"),
    "C": N_("messaging and identity"),
    "D": N_("web"),
    "E": N_("file system"),
    "F": N_("configuration"),
    "G": N_("outside witness"),
    "H": N_("subject account"),
}
WORDS = (
    (N_("trace"), N_("A kind of sign that spyware is known to leave, described with its sources.")),
    (N_("finding"), N_("A trace met by records of this phone, with its grade and the explanations tried.")),
    (N_("indicator"), N_("A published value, such as a host name, with the claim of whoever published it.")),
    (N_("sighting"), N_("A value on the phone that equals an indicator. Not yet a finding.")),
    (N_("stage"), N_("How far it got: from a message that arrived to data that left.")),
    (N_("grade"), N_("How strong the evidence is for that stage. It never says who did it.")),
    (
        N_("coverage"),
        N_("What could be looked at, and for which span of time. Nothing is said about the rest."),
    ),
    (N_("acquisition"), N_("What was taken from the phone: a backup, or a copy of its file system.")),
    (N_("record"), N_("One row, line or entry that the phone itself wrote.")),
    (N_("provenance"), N_("Whether this acquisition shows signs of having been changed since it was made.")),
)


def stage(code: str) -> Stage:
    """`S3` as a stage; an unknown code, from a newer case, is read as the lowest."""
    return Stage.__members__.get(code, Stage.S0)


def grade(code: str) -> Grade:
    """`G4` as a grade; an unknown code, from a newer case, is read as the lowest."""
    return Grade.__members__.get(code, Grade.G0)


def attribution(code: str) -> Attribution:
    """`A2` as an attribution; an unknown code is read as none."""
    return Attribution.__members__.get(code, Attribution.A0)
