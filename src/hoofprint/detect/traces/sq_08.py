"""FINDMYPWN: Find My first, then iMessage."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000
ASSUMED = N_("published order, window assumed")

SEQUENCE = Sequence(
    title=N_("Records in the order published for FINDMYPWN"),
    attribution=Attribution.A2,
    shows=N_(
        "A program behind Find My crashed, within the hour something came over iMessage from somebody unknown,"
        " the service"
        " that takes messages apart crashed, and within a day a process used the network whose name is published"
        " or whose"
        " row was removed. Which parts were met, and which were not, is listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="finder", traces=("PEG-25",), title=N_("the program behind Find My crashed")),
        Step(
            name="message",
            traces=("PEG-34",),
            within=60 * MINUTE,
            title=N_("something from somebody unknown"),
            basis=ASSUMED,
        ),
        Step(
            name="parser",
            traces=("PEG-35",),
            within=60 * MINUTE,
            title=N_("the service that takes messages apart crashed"),
            basis=ASSUMED,
        ),
        Step(
            name="process",
            traces=("PEG-23", "PEG-01", "PEG-02", "PEG-03"),
            within=24 * 60 * MINUTE,
            title=N_("a process that was removed, or has a published name or place"),
            basis=N_("assumed"),
        ),
    ),
    yields=(
        met("finder message parser process", Stage.S3, Grade.G4),
        met("finder parser process", Stage.S3, Grade.G3),
        met("finder message parser", Stage.S2, Grade.G4),
        met("finder parser", Stage.S2, Grade.G2),
    ),
    raised_by=(
        N_("a notification by the vendor in the months after"),
        N_("the same sender on another person's phone"),
    ),
    refuted_by=(N_("crashes of both programs on many other days"),),
    next=N_("Keep the messages; look at shutdown records and network accounting of the following days."),
    sources=(
        Source(
            "Citizen Lab, Triple Threat, April 2023, as quoted in the press (Find My first, then iMessage)"
        ),
        Source("The same report (processes and times)", recalled=True, sought="November 2026"),
    ),
)
