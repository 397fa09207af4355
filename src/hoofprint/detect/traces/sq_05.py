"""FORCEDENTRY: mislabelled files, crashes of the converter, a process that was removed."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000

SEQUENCE = Sequence(
    title=N_("Records in the order published for FORCEDENTRY"),
    attribution=Attribution.A3,
    shows=N_(
        "Messages brought files named as GIF images that are none, the program that converts media crashed"
        " in the same"
        " minutes, and within a day a process used the network whose name is published or whose row was"
        " removed. Which"
        " parts were met, and which were not, is listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="files", traces=("PEG-21",), title=N_("files that are not what their names say")),
        Step(
            name="crashes",
            traces=("PEG-22",),
            within=10 * MINUTE,
            title=N_("crashes of the converter"),
            basis=N_("published: one crash for each file"),
        ),
        Step(
            name="process",
            traces=("PEG-23", "PEG-01", "PEG-02"),
            within=24 * 60 * MINUTE,
            title=N_("a process that was removed, or has a published name"),
            basis=N_("assumed"),
        ),
    ),
    yields=(
        met("files crashes process", Stage.S3, Grade.G5),
        met("files process", Stage.S3, Grade.G4),
        met("files crashes", Stage.S2, Grade.G4),
    ),
    raised_by=(N_("the same sender on another person's phone"),),
    refuted_by=(N_("a clock fault that puts unrelated events side by side"),),
    next=N_("Keep the files; have a second examiner repeat this from the same acquisition."),
    sources=(
        Source("Citizen Lab, FORCEDENTRY, 2021"),
        Source("The times between its steps", recalled=True, sought="November 2026"),
    ),
)
