"""Operation Triangulation: emptied attachments among small changes, then BackupAgent."""

from itertools import product

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000
SETTINGS, LOCATION, TRAFFIC = ("TRI-03", "TRI-06"), ("TRI-04",), ("TRI-05",)
KINDS = ("settings", "location", "traffic")
TITLES = {
    "settings": N_("settings of the system changed"),
    "location": N_("a part of the system stopped asking for the location"),
    "traffic": N_("network use of a system process"),
}
WINDOW = N_("published tool: within five minutes")
SIGNS = tuple(f"{kind}{end}" for kind in KINDS for end in ("", "-after"))


def _sign(kind: str, traces: tuple[str, ...], end: str) -> Step:
    return Step(name=kind + end, traces=traces, within=MINUTE, title=TITLES[kind], basis=WINDOW)


SEQUENCE = Sequence(
    title=N_("Records in the order published for Operation Triangulation"),
    attribution=Attribution.A2,
    shows=N_(
        "Within minutes attachment folders were emptied, settings of the system changed, a part of the"
        " system stopped"
        " asking for the location or its processes used the network, and BackupAgent used the network."
        " Which parts were"
        " met, and which were not, is listed."
    ),
    does_not_show=N_("What was taken from the phone, or who ordered it."),
    steps=(
        Step(name="sender", traces=("LST-04",), title=N_("a published account")),
        _sign("settings", SETTINGS, ""),
        _sign("location", LOCATION, ""),
        _sign("traffic", TRAFFIC, ""),
        Step(
            name="folders",
            traces=("TRI-02",),
            within=MINUTE,
            title=N_("attachment folders emptied"),
            basis=WINDOW,
        ),
        _sign("settings", SETTINGS, "-after"),
        _sign("location", LOCATION, "-after"),
        _sign("traffic", TRAFFIC, "-after"),
        Step(
            name="backup",
            traces=("TRI-01",),
            within=30 * MINUTE,
            title=N_("BackupAgent used the network"),
            basis=N_("published sample: 21 seconds after the folder"),
        ),
    ),
    yields=(
        *(met(f"{sign} folders backup", Stage.S3, Grade.G5) for sign in SIGNS[::2]),
        *(met(f"folders {sign} backup", Stage.S3, Grade.G5) for sign in SIGNS[1::2]),
        met("sender folders backup", Stage.S3, Grade.G5),
        met("folders backup", Stage.S3, Grade.G4),
        met("sender folders", Stage.S2, Grade.G4),
        *(
            met(f"{one}{first} folders {other}{second}", Stage.S2, Grade.G3)
            for one, other in (("settings", "location"), ("settings", "traffic"), ("location", "traffic"))
            for first, second in product(("", "-after"), repeat=2)
        ),
    ),
    raised_by=(N_("an address of the operation in messages or look-ups"),),
    refuted_by=(
        N_("records older than the phone"),
        N_("a clock fault that puts unrelated events side by side"),
    ),
    next=N_(
        "Have a second examiner repeat this from the same acquisition, and take a sysdiagnose before any"
        " restart."
    ),
    sources=(
        Source("Kaspersky, Operation Triangulation and How to catch a wild triangle, 2023"),
        Source(
            "https://github.com/KasperskyLab/triangle_check, 2023 (whose window fails on short timelines)"
        ),
    ),
)
