"""BLASTPASS: passes from a stranger, then a crash of what decodes them."""

from hoofprint.detect.trace import Sequence, Source, Step, met
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000

SEQUENCE = Sequence(
    title=N_("Records in the order published for BLASTPASS"),
    attribution=Attribution.A2,
    shows=N_(
        "Passes for the Wallet came over iMessage from an unknown mail address, and within minutes a program"
        " that decodes"
        " pictures, passes or messages crashed. Which parts were met, and which were not, is listed."
    ),
    does_not_show=N_("That the attempt worked, or what the passes held."),
    steps=(
        Step(name="passes", traces=("PEG-27",), title=N_("passes from an unknown mail address")),
        Step(
            name="crash",
            traces=("PEG-36", "PEG-35"),
            within=5 * MINUTE,
            title=N_("a program that decodes what is received crashed"),
            basis=N_("assumed"),
        ),
        Step(
            name="process",
            traces=("PEG-23", "PEG-01", "PEG-02", "PEG-03"),
            within=24 * 60 * MINUTE,
            title=N_("a process that was removed, or has a published name or place"),
            basis=N_("assumed"),
        ),
    ),
    yields=(
        met("passes crash process", Stage.S3, Grade.G5),
        met("passes process", Stage.S3, Grade.G4),
        met("passes crash", Stage.S2, Grade.G3),
    ),
    raised_by=(N_("the same account on another person's phone"),),
    refuted_by=(N_("the owner bought tickets from that sender"),),
    next=N_("Keep the passes; compare the sender with other phones."),
    sources=(
        Source("Citizen Lab, BLASTPASS, September 2023, as quoted (attachments, sender, version)"),
        Source("Apple, security content of iOS 16.6.1, September 2023"),
        Source("The times between its steps", recalled=True, sought="November 2026"),
    ),
)
