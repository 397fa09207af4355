"""Photos, then the loader."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

SECOND = 1_000_000

SEQUENCE = Sequence(
    title=N_("Records in the order published for Pegasus delivered by way of Photos"),
    attribution=Attribution.A3,
    shows=N_(
        "Photos used the network, within a minute a process with a published name did, crash reports were"
        " forbidden,"
        " and within minutes a second published name followed. Which parts were met, and which were not, is"
        " listed."
    ),
    does_not_show=N_(
        "What was taken from the phone, or that Photos was the way in: it uses the network all day."
    ),
    steps=(
        Step(name="photos", traces=("PEG-16",), title=N_("Photos used the network")),
        Step(
            name="loader",
            traces=("PEG-01",),
            within=60 * SECOND,
            title=N_("traffic of the loader's name"),
            basis=N_("assumed; the published times could not be read again"),
        ),
        Step(
            name="preference",
            traces=("PEG-05",),
            within=30 * SECOND,
            title=N_("crash reports forbidden"),
            basis=N_("assumed; the published times could not be read again"),
        ),
        Step(
            name="second",
            traces=("PEG-02",),
            within=300 * SECOND,
            title=N_("traffic of a second published name"),
            basis=N_("assumed; the published times could not be read again"),
        ),
    ),
    yields=(
        met("photos loader preference second", Stage.S3, Grade.G4),
        met("loader preference second", Stage.S3, Grade.G4),
        met("photos loader preference", Stage.S3, Grade.G4),
    ),
    raised_by=(N_("an execution record of one of the names"),),
    refuted_by=(N_("a clock fault that puts unrelated events side by side"),),
    next=N_("Look at messages, look-ups and pages of the minutes before."),
    sources=(
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),
        Source("The minutes in its appendix", recalled=True, sought="November 2026"),
    ),
)
