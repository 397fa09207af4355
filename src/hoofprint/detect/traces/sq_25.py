"""PWNYOURHOME against Lockdown Mode: the crash, and the notice that access was blocked."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

HOUR = 60 * 60_000_000
ASSUMED = N_("assumed; either may be recorded first")

SEQUENCE = Sequence(
    title=N_("A crash behind Home accessories, and a notice that Lockdown Mode blocked access to a Home"),
    attribution=Attribution.A1,
    shows=N_(
        "The program behind Home accessories crashed, and within the hour Lockdown Mode said that it kept"
        " somebody from a"
        " Home, as published for PWNYOURHOME against phones in that mode. Which parts were met, and which were"
        " not, is"
        " listed."
    ),
    does_not_show=N_("Who tried. As far as these records go, the attempt ended there."),
    steps=(
        Step(name="notice", traces=("PEG-37",), title=N_("Lockdown Mode blocked access to a Home")),
        Step(
            name="home",
            traces=("PEG-24",),
            within=HOUR,
            title=N_("the program behind Home accessories crashed"),
            basis=ASSUMED,
        ),
        Step(
            name="notice-after",
            traces=("PEG-37",),
            within=HOUR,
            title=N_("Lockdown Mode blocked access to a Home"),
            basis=ASSUMED,
        ),
    ),
    yields=(
        met("notice home", Stage.S2, Grade.G3),
        met("home notice-after", Stage.S2, Grade.G3),
    ),
    raised_by=(N_("a notification by the vendor in the months after"),),
    refuted_by=(N_("somebody who says that they sent an invitation to a Home"),),
    next=N_("Ask who might have sent an invitation; take a sysdiagnose before any restart."),
    sources=(
        Source(
            "Citizen Lab, Triple Threat, April 2023, as quoted in the press (notices about blocked access to a Home)"
        ),
        Source("The same report (process)", recalled=True, sought="November 2026"),
    ),
)
