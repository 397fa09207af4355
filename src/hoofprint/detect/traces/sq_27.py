"""A look-up of an attacker's account, then an answer in the telephony service's cache, then a process."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000

SEQUENCE = Sequence(
    title=N_("Records in the order published for a Pegasus delivery over iMessage in 2021"),
    attribution=Attribution.A3,
    shows=N_(
        "The phone looked up an account published as an attacker's, within minutes its telephony service fetched"
        " something as on a phone attacked in 2021, and within minutes a process with a published name used the"
        " network. Which parts were met, and which were not, is listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="lookup", traces=("PEG-14",), title=N_("look-up of a published account")),
        Step(
            name="fetch",
            traces=("PEG-18",),
            within=10 * MINUTE,
            title=N_("the telephony service fetched something"),
            basis=N_("published order, window assumed"),
        ),
        Step(
            name="traffic",
            traces=("PEG-01", "PEG-02"),
            within=10 * MINUTE,
            title=N_("traffic of a published process name"),
            basis=N_("assumed"),
        ),
    ),
    yields=(
        met("lookup fetch traffic", Stage.S3, Grade.G4),
        met("lookup fetch", Stage.S2, Grade.G4),
        met("fetch traffic", Stage.S3, Grade.G3),
    ),
    raised_by=(
        N_("the same account on another person's phone"),
        N_("a body of the answer that is a program"),
    ),
    refuted_by=(N_("a clock fault that puts unrelated events side by side"),),
    next=N_("Keep the body of the answer; have a second examiner repeat this from the same acquisition."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021, as quoted word for word by"
            " Threatpost, 19 July 2021 (one phone, early 2021: the look-up, followed by the request)"
        ),
        Source(
            "The same report's appendix (minutes, and which process followed)",
            recalled=True,
            sought="November 2026",
        ),
    ),
)
