"""ENDOFDAYS: a late invitation, then a program in the staging folder."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

DAY = 86_400_000_000

SEQUENCE = Sequence(
    title=N_("Records in the order published for QuaDream"),
    attribution=Attribution.A3,
    shows=N_(
        "An invitation was made long after its own end, and within a month a program ran from a place"
        " published for"
        " QuaDream, or used the network under its name. Which parts were met, and which were not, is listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(
            name="invitation",
            traces=("QUA-02", "QUA-03"),
            title=N_("invitation made after its end, or with its organizer removed"),
        ),
        Step(
            name="traffic",
            traces=("QUA-06",),
            within=30 * DAY,
            title=N_("traffic under a borrowed name"),
            basis=N_("published order, window ours"),
        ),
        Step(
            name="program",
            traces=("QUA-01",),
            within=30 * DAY,
            title=N_("a program at a place published for QuaDream"),
            basis=N_("published order, window ours"),
        ),
        Step(
            name="traffic-after",
            traces=("QUA-06",),
            within=30 * DAY,
            title=N_("traffic under a borrowed name"),
            basis=N_("published order, window ours"),
        ),
    ),
    yields=(
        met("invitation traffic program", Stage.S3, Grade.G5),
        met("invitation program traffic-after", Stage.S3, Grade.G5),
        met("invitation program", Stage.S3, Grade.G4),
    ),
    raised_by=(N_("the same organizer on another person's phone"),),
    refuted_by=(N_("the owner knows the organizer"),),
    next=N_("Have a second examiner repeat this from the same acquisition."),
    sources=(
        Source("Citizen Lab, Sweet QuaDreams, 2023; Microsoft, DEV-0196, 2023"),
        Source("Microsoft and Citizen Lab, Black Hat Europe 2023"),
    ),
)
