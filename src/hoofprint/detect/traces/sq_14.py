"""Predator: a published address, a program in the temporary folder, a shortcut that restarts it, hidden"
" notices."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000

SEQUENCE = Sequence(
    title=N_("Records in the order published for Predator"),
    attribution=Attribution.A3,
    shows=N_(
        "A published address was sent or opened, within minutes a program ran from a temporary folder, and"
        " a shortcut"
        " with an address and a profile that hides notifications appeared. Which parts were met, and which"
        " were not,"
        " is listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="address", traces=("LST-01", "LST-02"), title=N_("a published address")),
        Step(
            name="program",
            traces=("PRD-01",),
            within=10 * MINUTE,
            title=N_("a program in the temporary folder"),
            basis=N_("assumed"),
        ),
        Step(
            name="shortcut",
            traces=("PRD-02", "LST-10"),
            within=10 * MINUTE,
            title=N_("a shortcut with an address"),
            basis=N_("assumed; published: the same minute"),
        ),
        Step(
            name="profile",
            traces=("PRD-03", "LST-07"),
            within=10 * MINUTE,
            title=N_("a profile that decides about notifications"),
            basis=N_("assumed; published: the same minute"),
        ),
    ),
    yields=(
        met("address program shortcut profile", Stage.S3, Grade.G5),
        met("address program shortcut", Stage.S3, Grade.G5),
        met("address program profile", Stage.S3, Grade.G4),
        met("program shortcut profile", Stage.S3, Grade.G4),
        met("address program", Stage.S3, Grade.G4),
        met("address shortcut profile", Stage.S3, Grade.G4),
        met("shortcut profile", Stage.S3, Grade.G3),
    ),
    raised_by=(N_("the same address on another person's phone"),),
    refuted_by=(N_("the owner made the shortcut"), N_("the phone is managed")),
    next=N_(
        "Have a second examiner repeat this from the same acquisition, and take a sysdiagnose before any"
        " restart."
    ),
    sources=(
        Source("Public indicators for Predator (mvt-indicators)"),
        Source("Kaspersky, A lightweight method to detect potential iOS malware, 2024"),
        Source(
            "Citizen Lab, Pegasus vs. Predator, 2021 (order and minutes)",
            recalled=True,
            sought="November 2026",
        ),
    ),
)
