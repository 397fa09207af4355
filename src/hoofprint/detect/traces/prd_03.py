"""A configuration profile that hides notifications."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.profiles import Profile
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.signs import MANAGEMENT
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

PAYLOAD = "com.apple.notificationsettings"

TRACE = Trace(
    title=N_("A configuration profile that decides about notifications"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.F,
    attribution=Attribution.A1,
    versions="14-15",
    shows=N_(
        "A configuration profile decides which apps show notifications; Predator hid those of Shortcuts so."
    ),
    does_not_show=N_("Who installed it. Managed phones have such profiles on purpose."),
    benign=(Benign("managed", N_("the phone is managed by an employer, a school or a family")),),
    raised_by=(N_("a shortcut made in the same minute"), N_("the published identifier")),
    refuted_by=(N_("the owner knows who manages the phone"),),
    next=N_("Ask the owner who manages the phone; look at shortcuts of the same minutes."),
    sources=(
        Source("Public indicators for Predator (mvt-indicators)"),
        Source("https://docs.mvt.re/en/latest/ios/records/ (configuration_profiles)"),
        Source(
            "AmnestyTech/investigations: 2021-12-16_cytrox/README.md, December 2021 (profiles that the spyware drops)"
        ),
        Source(
            "Citizen Lab, Pegasus vs. Predator, 2021 (whose notifications)",
            recalled=True,
            sought="November 2026",
        ),
    ),
)


def find(profiles: Rows[Profile]) -> Iterator[Hit]:
    """Every profile with such a payload; the published identifier has a trace of its own."""
    for row in profiles.where(pl.col("payload_types").list.contains(PAYLOAD)):
        yield hit(
            row,
            row["installed"],
            key=str(row["uuid"] or row["identifier"]),
            stage=TRACE.stage,
            grade=TRACE.grade,
            types=" ".join(row["payload_types"]),
        )


def try_managed(hit: Hit, world: World) -> Tried:
    """On a managed phone this payload is ordinary."""
    managing = pl.col("payload_types").list.eval(pl.element().is_in(MANAGEMENT)).list.any()
    if rows := world.rows(Profile).where(managing):
        why = N_("{count} configuration profiles manage the device or restrict it")
        return Tried(Outcome.POSSIBLE, why, {"count": str(len(rows))}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("no configuration profile manages the device"))


__all__ = ["TRACE", "find", "try_managed"]
