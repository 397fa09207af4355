"""HOMAGE: a look-up for photo streams, a page engine where none belongs, a process."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000

SEQUENCE = Sequence(
    title=N_("Records in the order published for HOMAGE"),
    attribution=Attribution.A3,
    shows=N_(
        "The phone looked up an account nobody knows for shared photo streams, within minutes their daemon"
        " started a part"
        " of WebKit, and a process with a published name used the network. Which parts were met, and which were"
        " not, is"
        " listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="lookup", traces=("PEG-38", "PEG-14"), title=N_("look-up of an account")),
        Step(
            name="engine",
            traces=("PEG-20",),
            within=5 * MINUTE,
            title=N_("a page engine under the daemon of photo streams"),
            basis=N_("recalled order, window assumed"),
        ),
        Step(
            name="traffic",
            traces=("PEG-01", "PEG-02"),
            within=10 * MINUTE,
            title=N_("traffic of a published process name"),
            basis=N_("recalled order, window assumed"),
        ),
    ),
    yields=(
        met("lookup engine traffic", Stage.S3, Grade.G5),
        met("engine traffic", Stage.S3, Grade.G4),
        met("lookup engine", Stage.S2, Grade.G4),
    ),
    raised_by=(N_("the same account on another person's phone"),),
    refuted_by=(N_("a clock fault that puts unrelated events side by side"),),
    next=N_("Have a second examiner repeat this from the same acquisition."),
    sources=(
        Source("Citizen Lab, CatalanGate, April 2022, as quoted in the press (name and versions)"),
        Source("The same report (service, daemon, order)", recalled=True, sought="November 2026"),
    ),
)
