"""Graphite: a server of its own and an account nobody knows, on one day."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

DAY = 86_400_000_000
SAME_DAY = N_("assumed; published: around the same time")

SEQUENCE = Sequence(
    title=N_("Records in the order published for Graphite"),
    attribution=Attribution.A3,
    shows=N_(
        "On one day the phone met an iMessage account nobody knows and connected to the bare address of a server that"
        " answered as servers of Graphite do. Which parts were met, and which were not, is listed."
    ),
    does_not_show=N_(
        "What was taken from the phone, or who ordered it. Two phones with one account say more than one."
    ),
    steps=(
        Step(name="account", traces=("GRA-05",), title=N_("an account nobody knows")),
        Step(
            name="server",
            traces=("GRA-01",),
            within=DAY,
            title=N_("connection to a published server"),
            basis=SAME_DAY,
        ),
        Step(
            name="account-after",
            traces=("GRA-05",),
            within=DAY,
            title=N_("an account nobody knows"),
            basis=SAME_DAY,
        ),
    ),
    yields=(
        met("account server", Stage.S3, Grade.G4),
        met("server account-after", Stage.S3, Grade.G4),
    ),
    raised_by=(
        N_("the same account on another person's phone"),
        N_("a notification by Apple in the months after"),
    ),
    refuted_by=(N_("the owner knows the account"),),
    next=N_("Take a sysdiagnose before any restart; compare the account with other phones."),
    sources=(Source("Citizen Lab, Graphite Caught, June 2025"),),
)
