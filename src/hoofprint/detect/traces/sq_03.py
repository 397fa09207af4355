"""A look-up of an attacker's account, then a program."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTES, WEEK = 120_000_000, 7 * 86_400_000_000

SEQUENCE = Sequence(
    title=N_("A look-up of an attacker's account, then a program, as published for iMessage without a click"),
    attribution=Attribution.A3,
    shows=N_(
        "The phone looked up an account published as an attacker's, and within two minutes a program ran"
        " from a place"
        " where none belongs, or used the network under a published name. Which parts were met, and which"
        " were not,"
        " is listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="lookup", traces=("PEG-14",), title=N_("look-up of a published account")),
        Step(
            name="program",
            traces=("PEG-03", "GEN-02"),
            within=MINUTES,
            title=N_("a program where none belongs"),
            basis=N_("assumed; published cases show seconds to minutes"),
        ),
        Step(
            name="traffic",
            traces=("PEG-01", "PEG-02"),
            within=MINUTES,
            title=N_("traffic of a published process name"),
            basis=N_("assumed; published cases show seconds to minutes"),
        ),
        Step(
            name="running",
            traces=("PEG-03", "GEN-02"),
            within=WEEK,
            same="process",
            title=N_("the same program, still running later"),
            basis=N_("assumed: a restart shows what runs, and owners restart when they like"),
        ),
    ),
    yields=(
        met("lookup program traffic", Stage.S3, Grade.G5),
        met("lookup traffic running", Stage.S3, Grade.G5),
        met("lookup program", Stage.S3, Grade.G4),
        met("lookup traffic", Stage.S3, Grade.G4),
        met("program traffic", Stage.S3, Grade.G4),
    ),
    raised_by=(N_("the same again on other days"), N_("the same account on another person's phone")),
    refuted_by=(N_("a clock fault that puts unrelated events side by side"),),
    next=N_(
        "Have a second examiner repeat this from the same acquisition, and take a sysdiagnose before any"
        " restart."
    ),
    sources=(
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),
        Source(
            "The minutes between look-up and process in its appendix", recalled=True, sought="November 2026"
        ),
    ),
)
