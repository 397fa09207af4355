"""The verdict: the furthest supported stage in words a layperson understands, what could not be seen, what to do now.

The only negative wording is "no trace was found within what could be examined" (rule 8).
"""

from collections.abc import Sequence

from hoofprint.detect.bounds import PREDECESSOR
from hoofprint.detect.grade import headline
from hoofprint.detect.rows import READ, UNREAD
from hoofprint.model import face
from hoofprint.model.coverage import Coverage
from hoofprint.model.finding import Finding, Outcome
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_


def verdict(
    findings: Sequence[Finding], coverage: Sequence[Coverage], kind: str = "", encrypted: bool = False
) -> face.VerdictFace:
    """One or two sentences: the furthest supported stage and how sure; what could not be seen; what to do next.

    What is only noted (G1) supports no stage: on ordinary phones it is common.
    `kind` is what was handed over (`ios_backup`): from it follows what another acquisition would show besides.
    """
    stage, grade = headline((one.stage, one.grade) for one in findings)
    if grade < Grade.G2:
        stage = Stage.S0
    best = [one for one in findings if (one.stage, one.grade) == (stage, grade)]
    attribution = max((one.attribution for one in best), default=Attribution.A0)
    unread = sum(line.status in UNREAD for line in coverage)
    seen = sum(line.status in READ for line in coverage)
    text, values = _sentence(stage, grade, seen, unread, bool(best) and all(map(_earlier, best)))
    return face.VerdictFace(
        stage=stage.name,
        grade=grade.name,
        attribution=attribution.name,
        text=text,
        values=values,
        next=_next(grade, unread, FULLER.get((kind, encrypted), "")),
    )


def _earlier(one: Finding) -> bool:
    """Whether its records may be those of a phone before this one (rule 9)."""
    return any(it.id == PREDECESSOR and it.outcome is Outcome.POSSIBLE for it in one.alternatives)


def _sentence(
    stage: Stage, grade: Grade, seen: int, unread: int, earlier: bool
) -> tuple[str, dict[str, str]]:
    values = {"seen": str(seen), "unread": str(unread)}
    if not seen:
        return N_(
            "Nothing in this acquisition could be examined, so nothing can be said about the phone."
        ), {}
    if grade >= Grade.G3:
        strong, moderate = (STRONG_EITHER, MODERATE_EITHER) if earlier else (STRONG, MODERATE)
        return (strong if grade >= Grade.G4 else moderate)[stage], {}
    weight = min(grade, Grade.G2)
    return (SEEN_IN_PART if unread else SEEN)[weight], values if unread or weight is Grade.G0 else {}


SEEN = {
    Grade.G0: N_("No trace was found within what could be examined ({seen} kinds of records)."),
    Grade.G1: N_(
        "Only things that are common on ordinary phones were noted;"
        " no trace of weight was found within what could be examined."
    ),
    Grade.G2: N_(
        "Some records on this phone call for a closer look, but each has ordinary explanations;"
        " nothing of moderate or stronger weight was found within what could be examined."
    ),
}
SEEN_IN_PART = {
    Grade.G0: N_(
        "No trace was found within what could be examined ({seen} kinds of records), but some records"
        " could be read only in part or not at all ({unread} kinds)."
    ),
    Grade.G1: N_(
        "Only things that are common on ordinary phones were noted within what could be examined, but some"
        " records could be read only in part or not at all ({unread} kinds)."
    ),
    Grade.G2: N_(
        "Some records on this phone call for a closer look, but each has ordinary explanations; others"
        " could be read only in part or not at all ({unread} kinds)."
    ),
}


STRONG = {
    Stage.S0: N_("no trace found within what could be examined"),
    Stage.S1: N_("There is strong evidence that this phone received a message meant to deliver spyware."),
    Stage.S2: N_("There is strong evidence of an attempt to break into this phone with spyware."),
    Stage.S3: N_("There is strong evidence that spyware ran on this phone."),
    Stage.S4: N_("There is strong evidence that spyware was active on this phone or sent data from it."),
    Stage.S5: N_("There is strong evidence that data was extracted from this phone with physical access."),
}
MODERATE = {
    Stage.S0: STRONG[Stage.S0],
    Stage.S1: N_("There are signs that this phone may have received a message meant to deliver spyware."),
    Stage.S2: N_("There are signs of a possible attempt to break into this phone with spyware."),
    Stage.S3: N_("There are signs that spyware may have run on this phone."),
    Stage.S4: N_("There are signs that spyware may have been active on this phone."),
    Stage.S5: N_("There are signs that data may have been extracted from this phone with physical access."),
}


STRONG_EITHER = {
    **STRONG,
    Stage.S1: N_(
        "There is strong evidence that this phone, or an earlier one whose data it took over, received a"
        " message meant to deliver spyware."
    ),
    Stage.S2: N_(
        "There is strong evidence of an attempt to break into this phone, or into an earlier one whose data it"
        " took over, with spyware."
    ),
    Stage.S3: N_(
        "There is strong evidence that spyware ran on this phone, or on an earlier one whose data it took over."
    ),
    Stage.S4: N_(
        "There is strong evidence that spyware was active on this phone or sent data from it, or did so on an"
        " earlier one whose data it took over."
    ),
}
MODERATE_EITHER = {
    **MODERATE,
    Stage.S1: N_(
        "There are signs that this phone, or an earlier one whose data it took over, may have received a"
        " message meant to deliver spyware."
    ),
    Stage.S2: N_(
        "There are signs of a possible attempt to break into this phone, or into an earlier one whose data it"
        " took over, with spyware."
    ),
    Stage.S3: N_(
        "There are signs that spyware may have run on this phone, or on an earlier one whose data it took over."
    ),
    Stage.S4: N_(
        "There are signs that spyware may have been active on this phone, or on an earlier one whose data it"
        " took over."
    ),
}
"""Where the records that decide may be those of a phone before this one."""


FULLER = {
    ("ios_backup", False): N_(
        "An encrypted backup shows more than a plain one, and a sysdiagnose shows what no backup holds."
    ),
    ("ios_backup", True): N_(
        "A sysdiagnose, a set of logs that the phone writes when asked, shows what no backup holds."
    ),
    ("ios_logs", False): N_("These are single logs: an encrypted backup and a sysdiagnose show far more."),
}
"""What another acquisition of the same phone would show besides."""


def _next(grade: Grade, unread: int, fuller: str) -> tuple[str, ...]:
    """What to do now, most urgent first."""
    steps: list[str] = []
    if grade >= Grade.G3:
        steps += [
            N_(
                "Keep the phone as it is: do not erase, update or restart it until somebody has looked at it."
            ),
            N_("Talk to one of the helplines named below from another device before you change anything."),
            N_(
                "Keep this case folder and the backup it was made from; both are needed for a second opinion."
            ),
        ]
    if unread:
        steps.append(
            N_(
                "Some records could not be read; see the coverage, and repeat with a fresh acquisition if you can."
            )
        )
    if fuller:
        steps.append(fuller)
    if grade < Grade.G3:
        steps.append(N_("If you still have reason to worry, talk to one of the helplines named below."))
    return tuple(steps)
