"""A sign of an attack, and rows that are missing from its minutes."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

WITHIN = 10 * 60_000_000
SIGNS = (
    *("PEG-01", "PEG-02", "PEG-03", "PEG-09", "PEG-11", "PEG-14", "PEG-21", "PEG-22", "PEG-27", "PEG-34"),
    *("TRI-01", "TRI-10", "QUA-01", "PRD-01", "LST-04", "GEN-07"),
)

SEQUENCE = Sequence(
    title=N_("Rows are missing from the minutes of a sign"),
    attribution=Attribution.A0,
    shows=N_(
        "Within ten minutes after a sign of an attack, a list of the phone lacks rows that were made then: a process"
        " that used the network, or messages and attachments. Several tools are known to remove what they left."
    ),
    does_not_show=N_(
        "Who removed them. Gaps are ordinary, and some fall beside a sign by chance; this supports the sign and"
        " concludes nothing by itself."
    ),
    steps=(
        Step(name="sign", traces=SIGNS, title=N_("a sign of an attack")),
        Step(
            name="gap",
            traces=("TP-02", "TP-03"),
            within=WITHIN,
            title=N_("rows that are gone"),
            basis=N_("published habit, window ours"),
        ),
    ),
    yields=(met("sign gap", Stage.S3, Grade.G2),),
    raised_by=(N_("traffic that still refers to the row that is gone"),),
    refuted_by=(N_("the owner removed an app or a conversation of those minutes"),),
    next=N_("Look at what else the phone recorded in those minutes, in other stores."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021 (removed processes)"
        ),
        Source("Kaspersky, The outstanding stealth of Operation Triangulation, 2023 (its eraser)"),
    ),
)
