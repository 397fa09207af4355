"""One click, then the loader: message, page, process, silenced crash reporter."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000
DAY = 24 * 60 * MINUTE

SEQUENCE = Sequence(
    title=N_("Records in the order published for Pegasus delivered by a link"),
    attribution=Attribution.A3,
    shows=N_(
        "Records follow the order published for Pegasus delivered by a link: a message with a published address, a"
        " page of the same host within days, within a minute of it a process with a published name on the network,"
        " and the order to keep crash reports back. Which parts were met, and which were not, is listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="lure", traces=("PEG-07",), title=N_("message with the address")),
        Step(
            name="visit",
            traces=("PEG-12",),
            within=7 * DAY,
            same="host",
            title=N_("page of the same host"),
            basis=N_("published order, window ours"),
        ),
        Step(
            name="traffic",
            traces=("PEG-01", "PEG-02"),
            within=MINUTE,
            title=N_("traffic of a published process name"),
            basis=N_("published: seconds after"),
        ),
        Step(
            name="preference",
            traces=("PEG-05",),
            within=MINUTE,
            title=N_("crash reports forbidden"),
            basis=N_("published order, window ours"),
        ),
    ),
    yields=(
        met("lure visit traffic preference", Stage.S3, Grade.G5),
        met("lure visit traffic", Stage.S3, Grade.G5),
        met("visit traffic preference", Stage.S3, Grade.G5),
        met("visit traffic", Stage.S3, Grade.G4),
        met("traffic preference", Stage.S3, Grade.G4),
        met("lure traffic preference", Stage.S3, Grade.G4),
        met("lure traffic", Stage.S3, Grade.G4),
        met("lure visit", Stage.S2, Grade.G4),
    ),
    raised_by=(N_("the same chain on another person's phone"), N_("a second name within minutes")),
    refuted_by=(N_("a clock fault that puts unrelated events side by side"),),
    next=N_(
        "Have a second examiner repeat this from the same acquisition, and take a sysdiagnose before any restart."
    ),
    sources=(
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),
        Source("Citizen Lab, reports on NSO links in Mexico, 2017 to 2019"),
    ),
)
