"""Network injection: a cleartext page, a redirect, stored data, a process, a silenced witness."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000

SEQUENCE = Sequence(
    title=N_("Records in the order published for Pegasus delivered by network injection"),
    attribution=Attribution.A3,
    shows=N_(
        "Records follow the order published for Pegasus delivered by network injection: a page loaded in clear is"
        " redirected at once to a published address, a web view stores data for the same host and port, within"
        " minutes a process with a published name uses the network, and crash reports are forbidden or removed."
        " Which parts were met, and which were not, is listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="redirect", traces=("PEG-09",), title=N_("redirect to a published address")),
        Step(
            name="storage",
            traces=("PEG-11",),
            within=MINUTE,
            same="origin",
            undated=True,
            title=N_("data stored for the same host and port"),
            basis=N_("published order, window ours"),
        ),
        Step(
            name="traffic",
            traces=("PEG-01", "PEG-02"),
            within=10 * MINUTE,
            title=N_("traffic of a published process name"),
            basis=N_("assumed; published: seconds"),
        ),
        Step(
            name="witness",
            traces=("PEG-05", "PEG-33"),
            within=MINUTE,
            title=N_("crash reports forbidden or removed"),
            basis=N_("published: seconds"),
        ),
    ),
    yields=(
        met("redirect storage traffic witness", Stage.S3, Grade.G5),
        met("redirect traffic witness", Stage.S3, Grade.G4),
        met("redirect storage traffic", Stage.S3, Grade.G4),
        met("storage traffic witness", Stage.S3, Grade.G4),
        met("redirect traffic", Stage.S3, Grade.G3),
        met("storage traffic", Stage.S3, Grade.G3),
        met("redirect storage", Stage.S2, Grade.G4),
    ),
    raised_by=(
        N_("several such redirects over months"),
        N_("the owner reaching the real page soon after by another way"),
    ),
    refuted_by=(N_("a captive portal of the network the phone was in"),),
    next=N_(
        "Have a second examiner repeat this from the same acquisition, and take a sysdiagnose before any restart."
    ),
    sources=(
        Source(
            "Amnesty International, Morocco: Human Rights Defenders Targeted with NSO Group's Spyware, October 2019"
        ),
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),
    ),
)
