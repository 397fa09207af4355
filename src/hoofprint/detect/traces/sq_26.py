"""KISMET: a page engine under the converter of media, then a process."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

HOUR = 60 * 60_000_000

SEQUENCE = Sequence(
    title=N_("Records in the order published for KISMET"),
    attribution=Attribution.A2,
    shows=N_(
        "The program that converts received media started a part of WebKit, and within the hour a process with a"
        " published"
        " name used the network. Which parts were met, and which were not, is listed."
    ),
    does_not_show=N_(
        "What was taken from the phone, or who ordered it. Logs of servers, which a phone does not hold, would."
    ),
    steps=(
        Step(name="engine", traces=("PEG-19",), title=N_("a page engine under the converter of media")),
        Step(
            name="traffic",
            traces=("PEG-01", "PEG-02"),
            within=HOUR,
            title=N_("traffic of a published process name"),
            basis=N_("published order, window assumed"),
        ),
    ),
    yields=(met("engine traffic", Stage.S3, Grade.G4),),
    raised_by=(N_("pictures received in the same minutes"), N_("logs of servers from the same hours")),
    refuted_by=(N_("a clock fault that puts unrelated events side by side"),),
    next=N_("Have a second examiner repeat this from the same acquisition."),
    sources=(
        Source("Citizen Lab, The Great iPwn, December 2020, as quoted in its later reports and in the press"),
        Source(
            "Citizen Lab and Access Now, Project Torogoz, January 2022, as quoted word for word by ZDNet, 13 January"
            " 2022 (the page engine under the converter)"
        ),
        Source("The times between its steps", recalled=True, sought="November 2026"),
    ),
)
