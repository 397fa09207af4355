"""A delivery host, then files an exploit kit collects."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000

SEQUENCE = Sequence(
    title=N_("A page of a published delivery host, then published files"),
    attribution=Attribution.A2,
    shows=N_(
        "A page of a published host was loaded, and within the hour files appeared at published places. Where they are"
        " copies of keys and passwords, something had begun to collect. Which parts were met, and which were not, is"
        " listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="page", traces=("LST-02", "DRK-02"), title=N_("page of a published host")),
        Step(
            name="files",
            traces=("COR-01", "COR-04"),
            within=60 * MINUTE,
            title=N_("published files"),
            basis=N_("assumed"),
        ),
        Step(
            name="keys",
            traces=("DRK-01",),
            within=60 * MINUTE,
            title=N_("copies of keys and passwords"),
            basis=N_("assumed"),
        ),
        Step(
            name="undated",
            traces=("DRK-01",),
            within=1,
            undated=True,
            title=N_("copies of keys and passwords that no date places"),
            basis=N_("assumed"),
        ),
    ),
    yields=(
        met("page keys", Stage.S4, Grade.G4),
        met("page files", Stage.S3, Grade.G4),
        met("page undated", Stage.S4, Grade.G3),
    ),
    raised_by=(N_("tagged lines of the kit in the system's log, which is not read yet"),),
    refuted_by=(N_("a jailbreak of the owner's"), N_("an examination of the phone by that time")),
    next=N_("Take a sysdiagnose before any restart: its log keeps such lines for days only."),
    sources=(
        Source(
            "Google Threat Intelligence Group, iVerify and Lookout, reports on DarkSword and Coruna, 2026"
        ),
        Source("Public indicators for both kits (mvt-indicators)"),
    ),
)
